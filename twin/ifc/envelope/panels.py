"""Windows, doors and panels: one flat opening each, with its area and which way it faces."""

from dataclasses import dataclass

import numpy as np

from twin.ifc.envelope.exterior import INSIDE, OUTSIDE, UNHEATED, Exterior, Samples
from twin.model.arrays import BoolArray, FloatArray, IntArray

_DIRECTIONS = 48
"""Support lines around an outline; its area is exact for upright rectangles."""
_PROBES = np.array([(0.0, 0.0), (0.25, 0.25), (-0.25, 0.25), (0.25, -0.25), (-0.25, -0.25)])
"""Where air is looked for, in widths and heights from the middle."""


@dataclass(frozen=True, slots=True, eq=False)
class Panels:
    """Flat parts that separate inside from outside.

    row : element row, shape (p,).
    area : of the outline, frame included, shape (p,). [m2]
    normal : outward, shape (p, 3).
    middle : shape (p, 3).  sill : height of the lower edge, shape (p,). [m]
    is_cold : whether what lies before it is a room that is not heated, shape (p,).
    """

    row: IntArray
    area: FloatArray
    normal: FloatArray
    middle: FloatArray
    sill: FloatArray
    is_cold: BoolArray


THICKEST = 0.6
"""A panel that is deeper than this is no panel but a canopy or a case. [m]"""


def outward_panels(
    samples: Samples, sample_row: IntArray, wanted: tuple[IntArray, BoolArray], air: Exterior
) -> Panels:
    """Those rows that have outside air on one side and inside air on the other.

    wanted : rows, and whether each must be flat.
    """
    rows, is_flat = wanted
    order = np.argsort(sample_row, kind="stable")
    starts = np.searchsorted(sample_row[order], rows)
    ends = np.searchsorted(sample_row[order], rows, side="right")
    is_shape = ends - starts >= _FEWEST
    rows, is_flat = rows[is_shape], is_flat[is_shape]
    frames = [
        _frame(samples.position[order[start:end]], samples.area[order[start:end]])
        for start, end in zip(starts[is_shape], ends[is_shape], strict=True)
    ]
    if not frames:
        none, nowhere = np.zeros(0), np.zeros((0, 3))
        return Panels(np.zeros(0, np.int32), none, nowhere, nowhere, none, np.zeros(0, bool))
    outward, is_cold = _outward(frames, air)
    depth = 2 * np.array([np.linalg.norm(frame.half_depth) for frame in frames])
    kept = (outward != 0) & ~(is_flat & (depth > THICKEST))
    normals = np.array([frame.normal for frame in frames]) * outward[:, None]
    areas = np.array([frame.area for frame in frames])
    middles = np.array([frame.middle for frame in frames])
    low = [frame.middle[2] - abs(frame.half_height[2]) for frame in frames]
    sills = np.array(low)
    return Panels(
        rows[kept], areas[kept], normals[kept], middles[kept], sills[kept], is_cold[kept]
    )


_FEWEST = 3
"""Samples that an outline needs."""


@dataclass(frozen=True, slots=True, eq=False)
class _Frame:
    """A flat outline: middle, half width, height and depth vectors, normal and area."""

    middle: FloatArray
    half_width: FloatArray
    half_height: FloatArray
    half_depth: FloatArray
    normal: FloatArray
    area: float


def _frame(points: FloatArray, weights: FloatArray) -> _Frame:
    centre = np.average(points, axis=0, weights=weights)
    spread = points - centre
    _, axes = np.linalg.eigh((spread * weights[:, None]).T @ spread)
    normal = axes[:, 0]
    if abs(normal[2]) < 0.25:  # an upright window whose handle tips the axis
        normal = np.array([normal[0], normal[1], 0.0])
    normal /= np.linalg.norm(normal)
    u, v = in_plane(normal)
    flat = np.stack((spread @ u, spread @ v, spread @ normal), axis=1)
    low, high = flat.min(axis=0), flat.max(axis=0)
    middle = (low + high) / 2
    half = (high - low) / 2
    return _Frame(
        middle=centre + middle[0] * u + middle[1] * v + middle[2] * normal,
        half_width=half[0] * u,
        half_height=half[1] * v,
        half_depth=half[2] * normal,
        normal=normal,
        area=_outline_area(flat[:, :2]),
    )


def in_plane(normal: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Level and upward axis of the plane across a normal."""
    up = np.array([0.0, 1.0, 0.0]) if abs(normal[2]) > 0.95 else np.array([0.0, 0.0, 1.0])
    u = np.cross(up, normal)
    u /= np.linalg.norm(u)
    return u, np.cross(normal, u)


def _outline_area(flat: FloatArray) -> float:
    """Area of the polygon of support lines around flat points, shape (n, 2). [m2]"""
    step = 2 * np.pi / _DIRECTIONS
    angles = np.arange(_DIRECTIONS) * step
    heights = (flat @ np.stack((np.cos(angles), np.sin(angles)))).max(axis=0)
    sides = np.roll(heights, 1) + np.roll(heights, -1) - 2 * heights * np.cos(step)
    return float((heights * np.maximum(sides, 0.0) / np.sin(step)).sum() / 2)


def _outward(frames: list[_Frame], air: Exterior) -> tuple[IntArray, BoolArray]:
    """Side of each frame that is outside, and whether that is an unheated room.

    1 along its normal, -1 against it, 0 unless one side is heated and the other is not.
    """
    points = np.concatenate([_probes(frame) for frame in frames])
    normals = np.repeat([frame.normal for frame in frames], len(_PROBES), axis=0)
    depths = np.repeat([frame.half_depth for frame in frames], len(_PROBES), axis=0)
    ahead = air.first_air(points + depths, normals)
    behind = air.first_air(points - depths, -normals)
    votes = {}
    for other in (OUTSIDE, UNHEATED):
        forward = (ahead == other) & (behind == INSIDE)
        backward = (behind == other) & (ahead == INSIDE)
        each = forward.astype(np.int32) - backward.astype(np.int32)
        votes[other] = each.reshape(len(frames), len(_PROBES)).sum(axis=1)
    is_cold = np.abs(votes[UNHEATED]) > np.abs(votes[OUTSIDE])
    chosen = np.where(is_cold, votes[UNHEATED], votes[OUTSIDE])
    return np.sign(chosen).astype(np.int32), is_cold


def _probes(frame: _Frame) -> FloatArray:
    across, up = _PROBES[:, :1] * 2, _PROBES[:, 1:] * 2
    return frame.middle + across * frame.half_width + up * frame.half_height
