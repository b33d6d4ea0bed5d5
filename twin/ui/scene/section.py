"""One plane that cuts the model: slice lines and the cut faces of each slot."""

from dataclasses import dataclass

import mapbox_earcut
import numpy as np
import shapely

from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.mesh import MeshBatch

_GRID = 1e-4
"""Points nearer than this are one point. [m]"""


@dataclass(frozen=True, slots=True, eq=False)
class SectionPlane:
    """What lies on the positive side is kept.

    origin, normal : shape (3,), in scene coordinates; the normal has length one.
    """

    origin: FloatArray
    normal: FloatArray

    def moved(self, distance: float) -> "SectionPlane":
        """The plane shifted along its normal. [m]"""
        return SectionPlane(self.origin + self.normal * distance, self.normal)

    def axes(self) -> tuple[FloatArray, FloatArray]:
        """Two unit vectors in the plane."""
        help_axis = np.array([1.0, 0, 0]) if abs(self.normal[0]) < 0.9 else np.array([0, 1.0, 0])
        across = np.cross(help_axis, self.normal)
        across /= np.linalg.norm(across)
        return across, np.cross(self.normal, across)


@dataclass(frozen=True, slots=True, eq=False)
class Slice:
    """Lines where a plane meets the faces of a batch, in the batch's own coordinates.

    ends : shape (k, 2, 3). [m]
    slot : shape (k,).
    """

    ends: FloatArray
    slot: IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Caps:
    """Cut faces of a batch, in the batch's own coordinates.

    vertices : shape (v, 3); slot : of each vertex, shape (v,); triangles : shape (f, 3).
    lines : contours, shape (k, 2, 3); line_slot : shape (k,).
    open_slots : slots whose cut is not closed, so that they got no face.
    """

    vertices: FloatArray
    slot: IntArray
    triangles: IntArray
    lines: FloatArray
    line_slot: IntArray
    open_slots: IntArray


def sliced(batch: MeshBatch, plane: SectionPlane, offset: FloatArray) -> Slice:
    """Where the plane meets the batch; offset: batch origin in scene coordinates."""
    normal = plane.normal
    distance = batch.vertices @ normal + (offset - plane.origin) @ normal
    side = distance >= 0
    above = side[batch.faces]
    cut = above.any(axis=1) & ~above.all(axis=1)
    faces, above = batch.faces[cut], above[cut]
    alone = np.where(above.sum(axis=1) == 1, above.argmax(axis=1), (~above).argmax(axis=1))
    row = np.arange(len(faces))
    tip = faces[row, alone]
    others = np.column_stack([faces[row, (alone + 1) % 3], faces[row, (alone + 2) % 3]])
    share = distance[tip][:, None] / (distance[tip][:, None] - distance[others])
    start = batch.vertices[tip].astype(np.float64)[:, None, :]
    ends = start + (batch.vertices[others] - start) * share[..., None]
    return Slice(ends, batch.vertex_slot[tip])


def caps_of(batch: MeshBatch, plane: SectionPlane, offset: FloatArray, shown: BoolArray) -> Caps:
    """Cut faces of the shown slots, shape of `shown` (s,)."""
    found = sliced(batch, plane, offset)
    wanted = shown[found.slot]
    ends, slots = found.ends[wanted], found.slot[wanted]
    across, along = plane.axes()
    height = float((plane.origin - offset) @ plane.normal)
    flat = np.stack([ends @ across, ends @ along], axis=-1)
    order = np.argsort(slots, kind="stable")
    flat, slots = flat[order], slots[order]
    names, starts = np.unique(slots, return_index=True)
    parts = np.split(flat, starts[1:]) if len(names) else []
    areas = [_area(part) for part in parts]
    pieces = [
        (slot, _triangles(polygon))
        for slot, area in zip(names.tolist(), areas, strict=True)
        for polygon in _polygons(area)
    ]
    open_slots = [
        s for s, area in zip(names.tolist(), areas, strict=True) if shapely.is_empty(area)
    ]
    to_space = np.vstack([across, along])
    return _joined(
        pieces, (to_space, height * plane.normal), (ends, found.slot[wanted], open_slots)
    )


_Piece = tuple[int, tuple[FloatArray, IntArray]]


def _joined(
    pieces: list[_Piece],
    frame: tuple[FloatArray, FloatArray],
    lines: tuple[FloatArray, IntArray, list[int]],
) -> Caps:
    counts = [len(points) for _, (points, _) in pieces]
    starts = np.cumsum([0, *counts])
    flat = np.concatenate([np.zeros((0, 2)), *(points for _, (points, _) in pieces)])
    triangles = [t + start for (_, (_, t)), start in zip(pieces, starts, strict=False)]
    return Caps(
        flat @ frame[0] + frame[1],
        np.repeat(np.array([slot for slot, _ in pieces], np.int32), counts),
        np.concatenate([np.zeros((0, 3), np.int32), *triangles]).astype(np.int32),
        lines[0],
        lines[1],
        np.array(lines[2], np.int32),
    )


def _area(segments: FloatArray) -> shapely.Geometry:
    """The area inside closed lines (even-odd); lines that occur twice cancel out."""
    grid = np.rint(segments / _GRID).astype(np.int64)
    grid = grid[(grid[:, 0] != grid[:, 1]).any(axis=1)]
    swap = (grid[:, 0, 0] > grid[:, 1, 0]) | (
        (grid[:, 0, 0] == grid[:, 1, 0]) & (grid[:, 0, 1] > grid[:, 1, 1])
    )
    grid[swap] = grid[swap][:, ::-1]
    unique, count = np.unique(grid.reshape(-1, 4), axis=0, return_counts=True)
    kept = unique[count % 2 == 1].reshape(-1, 2, 2) * _GRID
    if len(kept) < 3:
        return shapely.Polygon()
    lines = shapely.MultiLineString(list(kept))
    area = shapely.build_area(lines)
    return area if not shapely.is_empty(area) else shapely.build_area(shapely.node(lines))


def _polygons(area: shapely.Geometry) -> list[shapely.Polygon]:
    parts = shapely.get_parts(area)
    return [part for part in parts if isinstance(part, shapely.Polygon) and part.area > 1e-8]


def _triangles(polygon: shapely.Polygon) -> tuple[FloatArray, IntArray]:
    rings = [np.array(ring.coords)[:-1] for ring in (polygon.exterior, *polygon.interiors)]
    points = np.concatenate(rings)
    ends = np.cumsum([len(ring) for ring in rings]).astype(np.uint32)
    triangles = mapbox_earcut.triangulate_float64(points, ends)
    return points, triangles.reshape(-1, 3).astype(np.int32)
