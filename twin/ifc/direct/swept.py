"""Extruded area solids: a plane outline pushed along a straight line."""

import numpy as np

from twin.ifc.direct.item_meshes import ItemMeshes
from twin.ifc.direct.placements import placements
from twin.ifc.direct.polygons import Rings, triangulate
from twin.ifc.direct.profiles import Outlines, outlines
from twin.ifc.direct.step_index import Rows, StepIndex
from twin.model.arrays import FloatArray


def swept_items(step: StepIndex) -> ItemMeshes:
    """Meshes of extruded solids of a file, in the item's own coordinates and file units.

    Left out: solids whose profile is not a polygon, rectangle or circle, whose direction lies in
    the plane of the profile, or whose depth is not a positive number.
    """
    rows = step.rows("IFCEXTRUDEDAREASOLID")
    lists = step.references(rows)
    has_all = lists.lengths == 3
    has_all &= np.isin(_at(step, rows, 2), step.rows("IFCDIRECTION"))
    rows = rows[has_all]
    profile, position, direction = (_at(step, rows, k) for k in range(3))
    plane = outlines(step, np.unique(profile))
    order = np.argsort(plane.row)
    slot = np.searchsorted(plane.row[order], profile)
    is_drawn = np.zeros(len(rows), np.bool_)
    inside = slot < len(order)
    is_drawn[inside] = plane.row[order][slot[inside]] == profile[inside]
    matrix, known = placements(step, position)
    sweep = np.zeros((len(rows), 3))
    if len(rows):
        along = step.coordinates(direction)
        length = np.linalg.norm(along, axis=1, keepdims=True)
        depth = step.last_arguments(rows, 1)
        sweep = np.where(length > 0, along / np.where(length > 0, length, 1.0), 0.0) * depth
    is_drawn &= known & (np.abs(sweep[:, 2]) > 1e-9)
    chosen = np.flatnonzero(is_drawn)
    return _solids(
        step.ids[rows[chosen]], plane, order[slot[chosen]], matrix[chosen], sweep[chosen]
    )


def _at(step: StepIndex, rows: Rows, which: int) -> Rows:
    return step.single(rows, which, 3)


def _solids(
    ids: Rows, plane: Outlines, profile: Rows, matrix: FloatArray, sweep: FloatArray
) -> ItemMeshes:
    """One closed mesh per solid: bottom, top and sides share their vertices."""
    caps, cap_start = _caps(plane)
    n_points = plane.point_start[plane.ring_start[1:]] - plane.point_start[plane.ring_start[:-1]]
    n_caps = np.diff(cap_start)
    vertex_start = np.concatenate(([0], np.cumsum(2 * n_points[profile])))
    face_start = np.concatenate(([0], np.cumsum(2 * n_caps[profile] + 2 * n_points[profile])))
    first_point = plane.point_start[plane.ring_start[:-1]][profile]
    point, owner = _spread(first_point, n_points[profile])
    flat = np.column_stack((plane.xy[point], np.zeros(len(point))))
    rotation, shift = matrix[:, :3, :3], matrix[:, :3, 3]
    bottom = np.einsum("nij,nj->ni", rotation[owner], flat) + shift[owner]
    top = bottom + np.einsum("nij,nj->ni", rotation, sweep)[owner]
    vertices = np.zeros((int(vertex_start[-1]), 3))
    within = point - first_point[owner]
    vertices[vertex_start[owner] + within] = bottom
    vertices[vertex_start[owner] + n_points[profile][owner] + within] = top
    faces = _faces(plane, profile, (caps, cap_start), n_points, face_start)
    downward = np.repeat(sweep[:, 2] < 0, np.diff(face_start))
    faces[downward] = faces[downward][:, ::-1]
    return ItemMeshes(ids, vertices, vertex_start, faces.astype(np.int32), face_start)


def _caps(plane: Outlines) -> tuple[Rows, Rows]:
    """Triangles of each profile, counted from the profile's first point, and where they start."""
    n = len(plane.row)
    xyz = np.column_stack((plane.xy, np.zeros(len(plane.xy))))
    face = np.repeat(np.arange(n), np.diff(plane.ring_start))
    corners, owner = triangulate(Rings(xyz, np.arange(len(xyz)), plane.point_start, face), n)
    order = np.argsort(owner, kind="stable")
    owner = owner[order]
    first = plane.point_start[plane.ring_start[:-1]]
    start = np.searchsorted(owner, np.arange(n + 1))
    return corners[order] - first[owner][:, None], start


def _faces(
    plane: Outlines,
    profile: Rows,
    caps: tuple[Rows, Rows],
    n_points: Rows,
    face_start: Rows,
) -> Rows:
    triangles, cap_start = caps
    faces = np.zeros((int(face_start[-1]), 3), np.int64)
    n_caps = np.diff(cap_start)[profile]
    source, owner = _spread(cap_start[:-1][profile], n_caps)
    within = source - cap_start[:-1][profile][owner]
    target = face_start[:-1][owner] + within
    faces[target] = triangles[source][:, ::-1]
    faces[target + n_caps[owner]] = triangles[source] + n_points[profile][owner][:, None]
    following = _following(plane)
    first = plane.point_start[plane.ring_start[:-1]][profile]
    point, owner = _spread(first, n_points[profile])
    here = point - first[owner]
    after = following[point] - first[owner]
    above = n_points[profile][owner]
    target = face_start[:-1][owner] + 2 * n_caps[owner] + 2 * here
    faces[target] = np.column_stack((here, after, after + above))
    faces[target + 1] = np.column_stack((here, after + above, here + above))
    return faces


def _following(plane: Outlines) -> Rows:
    """Next point of each point on its ring."""
    following = np.arange(1, len(plane.xy) + 1)
    following[plane.point_start[1:] - 1] = plane.point_start[:-1]
    return following


def _spread(start: Rows, lengths: Rows) -> tuple[Rows, Rows]:
    """All members of ranges, and the range each belongs to."""
    owner = np.repeat(np.arange(len(start)), lengths)
    offset = np.cumsum(lengths) - lengths
    return np.arange(int(lengths.sum())) - offset[owner] + start[owner], owner
