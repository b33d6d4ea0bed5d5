"""Solar panels as they would lie on the building: every module at its real size."""

import numpy as np
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper

from twin.model.arrays import FloatArray
from twin.ui.scene.batch_actors import cells
from twin.ui.scene.look import rgb

_GLASS, _FRAME = "#1D3F7A", "#7E9CCB"


def panel_actor(modules: FloatArray, origin: FloatArray) -> vtkActor:
    """Modules with corners of shape (n, 4, 3), drawn about the origin of the scene. [m]"""
    corners = (modules - origin).reshape(-1, 3).astype(np.float32)
    points = vtkPoints()
    points.SetData(numpy_to_vtk(corners, deep=True))
    mesh = vtkPolyData()
    mesh.SetPoints(points)
    mesh.SetPolys(cells(np.arange(len(corners), dtype=np.int32).reshape(-1, 4)))
    mapper = vtkPolyDataMapper()
    mapper.SetInputData(mesh)
    actor = vtkActor()
    actor.SetMapper(mapper)
    look = actor.GetProperty()
    look.SetColor(*rgb(_GLASS))
    look.SetAmbient(0.55)
    look.SetDiffuse(0.45)
    look.SetEdgeVisibility(True)
    look.SetEdgeColor(*rgb(_FRAME))
    actor.PickableOff()
    return actor
