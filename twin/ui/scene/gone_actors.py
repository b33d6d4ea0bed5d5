"""What another version of a model has and this one has not: see-through, with solid edges."""

from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

from twin.model.arrays import FloatArray, IntArray
from twin.model.mesh import MeshBatch
from twin.ui.scene.batch_actors import cells
from twin.ui.scene.look import rgb

_STRENGTH = 0.34
_EDGE_WIDTH = 1.6
_NEARER_SHADER = """
//VTK::PositionVC::Impl
gl_Position.z -= 0.02 * (gl_Position.w - gl_Position.z);
"""
"""What stood inside a wall shows through it: drawn a fiftieth of the way nearer."""


def gone_actors(batch: MeshBatch, colour: str, origin: FloatArray) -> list[vtkActor]:
    """Faces and edges of a batch in one colour, drawn about the origin of the scene."""
    if not len(batch.faces):
        return []
    points = vtkPoints()
    points.SetData(numpy_to_vtk(batch.vertices, deep=True))
    faces = _actor(points, batch.faces, colour, is_surface=True)
    faces.GetProperty().SetOpacity(_STRENGTH)
    edges = _actor(points, batch.edges, colour, is_surface=False)
    edges.GetProperty().SetLineWidth(_EDGE_WIDTH)
    for actor in (faces, edges):
        actor.SetPosition(*(batch.origin - origin))
        actor.PickableOff()
    return [faces, edges]


def _actor(points: vtkPoints, numbers: IntArray, colour: str, *, is_surface: bool) -> vtkActor:
    mesh = vtkPolyData()
    mesh.SetPoints(points)
    (mesh.SetPolys if is_surface else mesh.SetLines)(cells(numbers))
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(mesh)
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.GetProperty().SetColor(*rgb(colour))
    actor.GetProperty().LightingOff()
    actor.GetShaderProperty().AddVertexShaderReplacement(
        "//VTK::PositionVC::Impl", True, _NEARER_SHADER, False
    )
    return actor
