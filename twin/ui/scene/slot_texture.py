"""Colours of all slots in one small texture: a change is one write, whatever the triangles."""

import numpy as np
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkRenderingCore import vtkTexture

from twin.model.arrays import ByteArray, Float32Array, IntArray

_WIDTH = 1024


class SlotTexture:
    """A texture with one texel per slot."""

    def __init__(self, slots: int) -> None:
        self._slots = slots
        height = max(1, -(-slots // _WIDTH))
        self._texels = np.zeros((height * _WIDTH, 4), dtype=np.uint8)
        self._scalars = numpy_to_vtk(self._texels, deep=False)
        self._image = vtkImageData()
        self._image.SetDimensions(_WIDTH, height, 1)
        self._image.GetPointData().SetScalars(self._scalars)
        self.texture = vtkTexture()
        self.texture.SetInputData(self._image)
        self.texture.SetColorModeToDirectScalars()
        self.texture.InterpolateOff()
        self.texture.MipmapOff()
        self.texture.RepeatOff()

    @property
    def rgba(self) -> ByteArray:
        """What is drawn now, shape (s, 4)."""
        return self._texels[: self._slots].copy()

    def write(self, rgba: ByteArray) -> None:
        """Show these colours from the next frame on, shape (s, 4)."""
        self._texels[: self._slots] = rgba
        self._scalars.Modified()
        self._image.Modified()


def slot_coordinates(vertex_slot: IntArray, slots: int) -> Float32Array:
    """Texture coordinate of each vertex: the middle of its slot's texel, shape (v, 2)."""
    height = max(1, -(-slots // _WIDTH))
    across = (vertex_slot % _WIDTH + 0.5) / _WIDTH
    along = (vertex_slot // _WIDTH + 0.5) / height
    return np.column_stack([across, along]).astype(np.float32)
