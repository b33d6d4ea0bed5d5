"""Faceted solids and surface models: items whose faces are bounded by straight loops."""

import numpy as np

from twin.ifc.direct.item_meshes import ItemMeshes, gather
from twin.ifc.direct.polygons import Rings, triangulate
from twin.ifc.direct.step_index import Lists, Rows, StepIndex

_ITEMS = ("IFCFACETEDBREP", "IFCSHELLBASEDSURFACEMODEL", "IFCFACEBASEDSURFACEMODEL")
_SHELLS = ("IFCCLOSEDSHELL", "IFCOPENSHELL", "IFCCONNECTEDFACESET")
_BOUNDS = ("IFCFACEOUTERBOUND", "IFCFACEBOUND")


def faceted_items(step: StepIndex) -> ItemMeshes:
    """Meshes of all faceted items of a file, in the item's own coordinates and file units.

    Left out: items with a face whose bound is not an IfcPolyLoop, or with a missing instance.
    """
    items = np.concatenate([step.rows(k) for k in _ITEMS])
    shells = _children(step, items, _SHELLS)
    faces = _children(step, shells.items, ("IFCFACE",))
    bounds = _children(step, faces.items, _BOUNDS)
    loops = _children(step, bounds.items, ("IFCPOLYLOOP",))
    points = _children(step, loops.items, ("IFCCARTESIANPOINT",))
    item_of_face = shells.parent[faces.parent]
    item_of_loop = item_of_face[bounds.parent[loops.parent]]

    bad = np.zeros(len(items), np.bool_)
    bad[shells.parent[shells.items < 0]] = True
    bad[item_of_face[faces.items < 0]] = True
    bad[item_of_face[bounds.parent[bounds.items < 0]]] = True
    bad[item_of_loop[loops.items < 0]] = True
    bad[item_of_loop[points.parent[points.items < 0]]] = True

    xyz, index = _used_points(step, points.items)
    order = _outlines_first(step, bounds, loops)
    turned = ~step.truths(bounds.items) if len(bounds.items) else np.zeros(0, np.bool_)
    corner, start = _ordered(index, points.start, order, turned[loops.parent])
    face_of_ring = bounds.parent[loops.parent][order]
    triangles, face = triangulate(Rings(xyz, corner, start, face_of_ring), len(faces.items))
    return gather(step.ids[items], item_of_face[face], triangles, xyz, bad)


def _children(step: StepIndex, rows: Rows, keywords: tuple[str, ...]) -> Lists:
    """References of `rows`; -1 where the child is not one of `keywords`."""
    known = np.maximum(rows, 0)
    lists = step.references(known)
    allowed = np.zeros(len(step.ids) + 1, np.bool_)
    for keyword in keywords:
        allowed[step.rows(keyword)] = True
    return Lists(np.where(allowed[lists.items], lists.items, -1), lists.start)


def _used_points(step: StepIndex, rows: Rows) -> tuple[np.ndarray, Rows]:
    used, index = np.unique(np.maximum(rows, 0), return_inverse=True)
    is_point = np.isin(used, rows)
    xyz = np.zeros((len(used), 3))
    if is_point.any():
        xyz[is_point] = step.coordinates(used[is_point])
    return xyz, index


def _outlines_first(step: StepIndex, bounds: Lists, loops: Lists) -> Rows:
    """Order of the loops: by face, the outer bound of each face first."""
    is_outer = np.isin(bounds.items, step.rows("IFCFACEOUTERBOUND"))
    return np.lexsort((~is_outer[loops.parent], bounds.parent[loops.parent]))


def _ordered(index: Rows, start: Rows, order: Rows, is_turned: np.ndarray) -> tuple[Rows, Rows]:
    """Corner points of the loops in a new order, reversed where the bound says so."""
    lengths = np.diff(start)[order]
    new_start = np.concatenate(([0], np.cumsum(lengths)))
    within = np.arange(new_start[-1]) - np.repeat(new_start[:-1], lengths)
    turned = np.repeat(is_turned[order], lengths)
    within = np.where(turned, np.repeat(lengths, lengths) - 1 - within, within)
    return index[np.repeat(start[:-1][order], lengths) + within], new_start
