"""VTK actors of one mesh batch: faces, glass, ghosts and edges, coloured by slot textures."""

import numpy as np
import vtkmodules.vtkRenderingOpenGL2  # noqa: F401  registers the OpenGL classes
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPlane, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkMapper, vtkPolyDataMapper, vtkRenderer

from twin.model.arrays import FloatArray, IntArray
from twin.model.mesh import MeshBatch
from twin.ui.scene.boxes import MOST_MOVING_FACES, large_faces, slot_boxes
from twin.ui.scene.painting import SlotPaint
from twin.ui.scene.slot_texture import SlotTexture, slot_coordinates

_FACE_SHADER = """
vec3 lit = max(gl_FragData[0].rgb, vec3(0.001));
//VTK::TCoord::Impl
float how = gl_FragData[0].a;
if (how < 0.02) discard;
if (how > 0.75)
  gl_FragData[0].rgb *= (1.0 - 0.056 * clamp(1.0 - lit.g, 0.0, 0.5)) / lit;
gl_FragData[0].a = 1.0;
"""

_DISCARD_SHADER = """
//VTK::TCoord::Impl
if (gl_FragData[0].a < 0.02) discard;
"""

_NEARER_SHADER = """
//VTK::PositionVC::Impl
gl_Position.z -= 0.0008 * (gl_Position.w - gl_Position.z);
"""


_CAP_TONE = (0.74, 0.73, 0.72)
"""Cut faces are darker than seen ones in the look of the file; class colours stay as they are."""


class BatchShape:
    """Triangles and edges of a batch as VTK data; made once, drawn by any number of actors."""

    def __init__(self, batch: MeshBatch) -> None:
        self.batch = batch
        self.points = numpy_to_vtk(_writable(batch.vertices), deep=False)
        self._normals = numpy_to_vtk(_writable(batch.normals), deep=False)
        coordinates = slot_coordinates(batch.vertex_slot, len(batch.slot_element))
        self._coordinates = numpy_to_vtk(coordinates, deep=False)
        self._coordinates.SetName("slot")
        self.faces = self._surface(batch.faces)
        self.edges = self._lines(batch.edges)
        is_glass = (batch.slot_colour[:, 3] < 255)[batch.face_slot]
        self.glass = self._surface(batch.faces[is_glass]) if is_glass.any() else None
        self.boxes = slot_boxes(batch)
        is_large = len(batch.faces) > MOST_MOVING_FACES
        self.coarse = (
            self._surface(batch.faces[large_faces(batch, self.boxes)]) if is_large else None
        )

    def _surface(self, faces: IntArray) -> vtkPolyData:
        surface = self._with_points()
        surface.GetPointData().SetNormals(self._normals)
        surface.SetPolys(cells(faces))
        return surface

    def _lines(self, edges: IntArray) -> vtkPolyData:
        lines = self._with_points()
        lines.SetLines(cells(edges))
        return lines

    def _with_points(self) -> vtkPolyData:
        points = vtkPoints()
        points.SetData(self.points)
        mesh = vtkPolyData()
        mesh.SetPoints(points)
        mesh.GetPointData().SetTCoords(self._coordinates)
        return mesh


class BatchActors:
    """One drawn batch. Colours and visibility come from its three slot textures."""

    def __init__(self, shape: BatchShape, scene_origin: FloatArray) -> None:
        self.shape = shape
        slots = len(shape.batch.slot_element)
        self._faces_table = SlotTexture(slots)
        self._see_through_table = SlotTexture(slots)
        self._edges_table = SlotTexture(slots)
        self.faces = _lit_actor(shape.faces, self._faces_table)
        self.coarse = _lit_actor(shape.coarse, self._faces_table) if shape.coarse else None
        self.edges = _edge_actor(shape.edges, self._edges_table)
        self.ghosts = _see_through_actor(shape.faces, self._see_through_table)
        self.glass = (
            _see_through_actor(shape.glass, self._see_through_table) if shape.glass else None
        )
        for actor in self.actors:
            actor.SetPosition(*(shape.batch.origin - scene_origin))
        self.ghosts.VisibilityOff()
        self.show_coarse(is_coarse=False)

    @property
    def actors(self) -> tuple[vtkActor, ...]:
        """All actors, in order of drawing."""
        found = (self.faces, self.coarse, self.edges, self.glass, self.ghosts)
        return tuple(actor for actor in found if actor is not None)

    def write(self, paint: SlotPaint) -> None:
        """Show these colours from the next frame on."""
        self._faces_table.write(paint.faces)
        self._see_through_table.write(paint.see_through)
        self._edges_table.write(paint.edges)

    def show_coarse(self, *, is_coarse: bool) -> None:
        """Draw only what shows most, if the batch is too large to draw it all while moving."""
        if self.coarse is not None:
            self.faces.SetVisibility(not is_coarse)
            self.coarse.SetVisibility(is_coarse)

    def cap_actor(self, caps: vtkPolyData) -> vtkActor:
        """An actor for section caps that share this batch's colours."""
        actor = _lit_actor(caps, self._faces_table)
        actor.GetProperty().LightingOff()
        actor.GetProperty().SetColor(*_CAP_TONE)
        return actor

    def cap_line_actor(self, lines: vtkPolyData) -> vtkActor:
        """An actor for the contours of section caps."""
        actor = _edge_actor(lines, self._edges_table)
        actor.GetProperty().SetLineWidth(2.0)
        actor.GetProperty().SetColor(0.45, 0.45, 0.45)
        return actor

    def cut_by(self, plane: vtkPlane | None) -> None:
        """Show only what lies on the plane's positive side; None shows all."""
        for actor in self.actors:
            clip(actor, plane)

    def add_to(self, renderer: vtkRenderer) -> None:
        """Draw in this renderer."""
        for actor in self.actors:
            renderer.AddActor(actor)

    def remove_from(self, renderer: vtkRenderer) -> None:
        """Stop drawing in this renderer and free its graphics memory."""
        for actor in self.actors:
            renderer.RemoveActor(actor)
            actor.ReleaseGraphicsResources(renderer.GetRenderWindow())


def clip(actor: vtkActor, plane: vtkPlane | None) -> None:
    """Draw only what lies on the plane's positive side; None draws all."""
    mapper = actor.GetMapper()
    mapper.RemoveAllClippingPlanes()
    if plane is not None:
        mapper.AddClippingPlane(plane)


def cells(corners: IntArray) -> vtkCellArray:
    """Cells of equal size from their corners, shape (n, k)."""
    connectivity = numpy_to_vtk(corners.astype(np.int32).ravel(), deep=True)
    found = vtkCellArray()
    found.SetData(corners.shape[1], connectivity)
    return found


def _writable(values: NDArray[np.generic]) -> NDArray[np.generic]:
    """The same memory, seen as writable: VTK asks for that although it only reads."""
    if values.flags.writeable:
        return values
    try:
        seen = values.view()
        seen.setflags(write=True)
    except ValueError:
        return values.copy()
    return seen


def _mapper(mesh: vtkPolyData) -> vtkPolyDataMapper:
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(mesh)
    mapper.ScalarVisibilityOff()
    mapper.StaticOn()
    return mapper


def _lit_actor(mesh: vtkPolyData, table: SlotTexture) -> vtkActor:
    actor = _textured_actor(mesh, table)
    surface = actor.GetProperty()
    surface.SetAmbient(0.55)
    surface.SetDiffuse(0.75)
    surface.SetSpecular(0.0)
    _replace_fragment(actor, _FACE_SHADER)
    actor.ForceOpaqueOn()
    return actor


def _edge_actor(mesh: vtkPolyData, table: SlotTexture) -> vtkActor:
    actor = _textured_actor(mesh, table)
    actor.GetProperty().LightingOff()
    actor.GetProperty().SetLineWidth(1.0)
    _replace_fragment(actor, _DISCARD_SHADER)
    actor.GetShaderProperty().AddVertexShaderReplacement(
        "//VTK::PositionVC::Impl", True, _NEARER_SHADER, False
    )
    actor.ForceOpaqueOn()
    return actor


def _see_through_actor(mesh: vtkPolyData, table: SlotTexture) -> vtkActor:
    actor = _textured_actor(mesh, table)
    actor.GetProperty().SetAmbient(0.75)
    actor.GetProperty().SetDiffuse(0.35)
    _replace_fragment(actor, _DISCARD_SHADER)
    actor.ForceTranslucentOn()
    return actor


def _textured_actor(mesh: vtkPolyData, table: SlotTexture) -> vtkActor:
    actor = vtkActor()
    actor.SetMapper(_mapper(mesh))
    actor.SetTexture(table.texture)
    actor.GetProperty().SetColor(1.0, 1.0, 1.0)
    return actor


def _replace_fragment(actor: vtkActor, code: str) -> None:
    actor.GetShaderProperty().AddFragmentShaderReplacement(
        "//VTK::TCoord::Impl", True, code, False
    )


def use_exact_depth() -> None:
    """Keep polygon offset off for all mappers: with it hidden lines shine through walls."""
    vtkMapper.SetResolveCoincidentTopologyToOff()
