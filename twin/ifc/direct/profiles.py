"""Outlines of profiles as rings of points, straight from the text of the file."""

from dataclasses import dataclass

import numpy as np

from twin.ifc.direct.placements import placements
from twin.ifc.direct.step_index import Rows, StepIndex
from twin.model.arrays import FloatArray

CIRCLE_SEGMENTS = 24
_ANGLE = np.linspace(0.0, 2.0 * np.pi, CIRCLE_SEGMENTS, endpoint=False)
_CIRCLE = np.column_stack((np.cos(_ANGLE), np.sin(_ANGLE)))


@dataclass(frozen=True, slots=True, eq=False)
class Outlines:
    """Plane outlines; profile i owns rings `ring_start[i]` to `ring_start[i + 1]`.

    The first ring is the outer one and runs counter-clockwise, holes run clockwise.

    row : row of each profile in the file.  xy : shape (p, 2), file units.
    """

    row: Rows
    xy: FloatArray
    point_start: Rows
    ring_start: Rows


def outlines(step: StepIndex, wanted: Rows) -> Outlines:
    """Outlines of those of the `wanted` profiles that are polygons, rectangles or circles."""
    found: dict[int, list[FloatArray]] = {}
    found.update(_rectangles(step, wanted))
    found.update(_circles(step, wanted))
    found.update(_tubes(step, wanted))
    found.update(_polygons(step, wanted, "IFCARBITRARYCLOSEDPROFILEDEF"))
    found.update(_polygons(step, wanted, "IFCARBITRARYPROFILEDEFWITHVOIDS"))
    rings = [ring for rings in found.values() for ring in rings]
    per_profile = [len(rings) for rings in found.values()]
    return Outlines(
        np.fromiter(found, np.int64, len(found)),
        np.concatenate(rings) if rings else np.zeros((0, 2)),
        np.cumsum([0, *(len(r) for r in rings)]),
        np.cumsum([0, *per_profile]),
    )


def _rectangles(step: StepIndex, wanted: Rows) -> dict[int, list[FloatArray]]:
    rows = np.intersect1d(step.rows("IFCRECTANGLEPROFILEDEF"), wanted)
    if not len(rows):
        return {}
    size = step.last_arguments(rows, 2)
    corner = np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)])
    return _placed(step, rows, corner[None] * size[:, None, :])


def _circles(step: StepIndex, wanted: Rows) -> dict[int, list[FloatArray]]:
    rows = np.intersect1d(step.rows("IFCCIRCLEPROFILEDEF"), wanted)
    if not len(rows):
        return {}
    return _placed(step, rows, _CIRCLE[None] * step.last_arguments(rows, 1)[:, :, None])


def _tubes(step: StepIndex, wanted: Rows) -> dict[int, list[FloatArray]]:
    rows = np.intersect1d(step.rows("IFCCIRCLEHOLLOWPROFILEDEF"), wanted)
    if not len(rows):
        return {}
    radius, wall = step.last_arguments(rows, 2).T
    outer = _placed(step, rows, _CIRCLE[None] * radius[:, None, None])
    inner = _placed(step, rows, _CIRCLE[None, ::-1] * (radius - wall)[:, None, None])
    return {row: [*outer[row], *inner[row]] for row in outer.keys() & inner.keys()}


def _placed(step: StepIndex, rows: Rows, rings: FloatArray) -> dict[int, list[FloatArray]]:
    """Rings moved to the profile's own position; its only reference outside of strings."""
    position = step.references(rows)
    is_single = position.lengths <= 1
    at = np.full(len(rows), -1)
    has = position.lengths == 1
    at[has] = position.items[position.start[:-1][has]]
    matrix, known = placements(step, at)
    moved = np.einsum("nij,nkj->nki", matrix[:, :2, :2], rings) + matrix[:, None, :2, 3]
    fine = is_single & known & np.isfinite(moved).all(axis=(1, 2))
    areas = np.abs(np.ptp(rings, axis=1)).min(axis=1)
    return {
        int(row): [ring]
        for row, ring, ok, area in zip(rows, moved, fine, areas, strict=True)
        if ok and area > 0
    }


def _polygons(step: StepIndex, wanted: Rows, keyword: str) -> dict[int, list[FloatArray]]:
    rows = np.intersect1d(step.rows(keyword), wanted)
    if not len(rows):
        return {}
    curves = step.references(rows)
    is_polyline = np.isin(curves.items, step.rows("IFCPOLYLINE"))
    points = step.references(np.where(is_polyline, curves.items, 0))
    is_point = np.isin(points.items, step.rows("IFCCARTESIANPOINT"))
    xy = np.zeros((len(points.items), 2))
    used = is_point & is_polyline[points.parent]
    if used.any():
        xy[used] = step.coordinates(points.items[used])[:, :2]
    bad_curve = ~is_polyline
    bad_curve[points.parent[~used]] = True
    result: dict[int, list[FloatArray]] = {}
    for i, row in enumerate(rows.tolist()):
        members = range(int(curves.start[i]), int(curves.start[i + 1]))
        if not members or any(bad_curve[c] for c in members):
            continue
        rings = [_ring(xy[points.start[c] : points.start[c + 1]]) for c in members]
        if all(len(r) >= 3 and _area(r) != 0.0 for r in rings):
            result[row] = [_turned(r, 1.0 if k == 0 else -1.0) for k, r in enumerate(rings)]
    return result


def _ring(points: FloatArray) -> FloatArray:
    """Points without the closing one and without immediate repetitions."""
    if len(points) < 2:
        return points
    apart = np.abs(points - np.roll(points, 1, axis=0)).max(axis=1) > 1e-9
    return points[apart]


def _area(ring: FloatArray) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return float(0.5 * np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)))


def _turned(ring: FloatArray, sign: float) -> FloatArray:
    return ring if _area(ring) * sign > 0 else ring[::-1]
