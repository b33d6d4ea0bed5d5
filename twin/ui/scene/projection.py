"""Where points of the scene appear on the screen."""

from dataclasses import dataclass

import numpy as np
from vtkmodules.vtkRenderingCore import vtkCamera

from twin.model.arrays import FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """From scene coordinates to pixels, y downward.

    matrix : shape (4, 4), world to clip space.
    left, width, height : the part of the picture that is drawn into. [pixel]
    """

    matrix: FloatArray
    left: float
    width: float
    height: float

    def screen(self, points: FloatArray) -> FloatArray:
        """Pixels and distance, shape (n, 3); the distance is not positive behind the camera."""
        clip = points @ self.matrix[:3, :3].T + self.matrix[:3, 3]
        w = points @ self.matrix[3, :3] + self.matrix[3, 3]
        safe = np.where(w > 1e-9, w, np.nan)
        x = self.left + (clip[:, 0] / safe + 1) / 2 * self.width
        y = (1 - clip[:, 1] / safe) / 2 * self.height
        return np.column_stack([x, y, w])


def projection(camera: vtkCamera, left: float, width: float, height: float) -> Projection:
    """Projection of a camera into a part of the picture."""
    aspect = width / max(height, 1.0)
    vtk_matrix = camera.GetCompositeProjectionTransformMatrix(aspect, -1, 1)
    matrix = np.array([[vtk_matrix.GetElement(i, j) for j in range(4)] for i in range(4)])
    return Projection(matrix, left, width, height)
