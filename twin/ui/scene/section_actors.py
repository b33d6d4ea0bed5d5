"""Draws the cut of a section: caps in the colours of their elements, contours 2 px wide."""

import numpy as np
from vtkmodules.util.numpy_support import numpy_to_vtk
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkPlane, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor

from twin.model.arrays import FloatArray, IntArray
from twin.ui.scene.batch_actors import BatchActors, cells
from twin.ui.scene.section import Caps, SectionPlane, Slice, caps_of, sliced
from twin.ui.scene.side import Side
from twin.ui.scene.slot_texture import slot_coordinates


def clipping_plane(plane: SectionPlane) -> vtkPlane:
    """The plane as the mappers want it."""
    found = vtkPlane()
    found.SetOrigin(*plane.origin)
    found.SetNormal(*plane.normal)
    return found


def show_section(
    side: Side, plane: SectionPlane | None, origin: FloatArray, *, is_moving: bool
) -> None:
    """Cut one side by the plane; while it moves only the contours are drawn."""
    side.cut_by(None if plane is None else clipping_plane(plane))
    if plane is None:
        side.show_caps([])
        return
    actors: list[vtkActor] = []
    for batch in side.batches:
        actors += _cut_actors(batch, side, (plane, origin), is_moving=is_moving)
    side.show_caps(actors)


def _cut_actors(
    batch: BatchActors, side: Side, where: tuple[SectionPlane, FloatArray], *, is_moving: bool
) -> list[vtkActor]:
    plane, origin = where
    mesh = batch.shape.batch
    offset = mesh.origin - origin
    elements = mesh.slot_element
    shown = ~(side.appearance.is_hidden(elements) | side.appearance.is_ghosted(elements))
    if is_moving:
        found = sliced(mesh, plane, offset)
        wanted = shown[found.slot]
        found = Slice(found.ends[wanted], found.slot[wanted])
        actors = [_line_actor(batch, found.ends, found.slot)]
    else:
        caps = caps_of(mesh, plane, offset, shown)
        actors = [_cap_actor(batch, caps, plane), _line_actor(batch, caps.lines, caps.line_slot)]
    for actor in actors:
        actor.SetPosition(*offset)
    return actors


def _cap_actor(batch: BatchActors, caps: Caps, plane: SectionPlane) -> vtkActor:
    slots = len(batch.shape.batch.slot_element)
    mesh = _mesh(caps.vertices, caps.slot, slots)
    normals = np.tile(-plane.normal.astype(np.float32), (len(caps.vertices), 1))
    mesh.GetPointData().SetNormals(numpy_to_vtk(normals, deep=True))
    mesh.SetPolys(cells(caps.triangles))
    return batch.cap_actor(mesh)


def _line_actor(batch: BatchActors, ends: FloatArray, slot: IntArray) -> vtkActor:
    slots = len(batch.shape.batch.slot_element)
    mesh = _mesh(ends.reshape(-1, 3), np.repeat(slot, 2), slots)
    mesh.SetLines(cells(np.arange(len(slot) * 2, dtype=np.int32).reshape(-1, 2)))
    return batch.cap_line_actor(mesh)


def _mesh(points: FloatArray, slot: IntArray, slots: int) -> vtkPolyData:
    held = vtkPoints()
    held.SetData(numpy_to_vtk(points.astype(np.float32), deep=True))
    mesh = vtkPolyData()
    mesh.SetPoints(held)
    coordinates = numpy_to_vtk(slot_coordinates(slot, slots), deep=True)
    coordinates.SetName("slot")
    mesh.GetPointData().SetTCoords(coordinates)
    return mesh
