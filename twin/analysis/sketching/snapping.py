"""Where a drawn corner goes when it comes near an edge, a corner or a right angle."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twin.model.arrays import FloatArray

CORNER, EDGE, ANGLE, FREE = "corner", "edge", "angle", ""
ACROSS = np.radians(6.0)  # directions that differ less become the same


@dataclass(frozen=True, slots=True)
class Snapped:
    """A point along right and up, and what it snapped to. [m]"""

    point: tuple[float, float]
    to: str = FREE


def snapped(
    point: FloatArray,
    rings: Sequence[FloatArray],
    reach: float,
    before: FloatArray | None = None,
) -> Snapped:
    """A point moved to a corner, else an edge, else a right angle or a parallel to an edge.

    Parameters
    ----------
    point : shape (2,). [m]
    rings : outlines of the surface and of other fields, shape (k, 2) each, not closed.
    reach : within which corners and edges hold it. [m]
    before : corners drawn so far, shape (j, 2); None or empty at the first.
    """
    corner = _nearest_corner(point, rings, reach)
    if corner is not None:
        return Snapped(_pair(corner), CORNER)
    edge = _nearest_on_edge(point, rings, reach)
    turned = _along(point, rings, before)
    if edge is not None:
        return Snapped(_pair(edge), EDGE)
    return Snapped(_pair(turned), ANGLE) if turned is not None else Snapped(_pair(point))


def rectangle(
    start: FloatArray, end: FloatArray, rings: Sequence[FloatArray], upright: bool
) -> FloatArray:
    """Corners of the rectangle between two points, along the longest edge, shape (4, 2).

    upright : along right and up instead, as on walls and pitched roofs.
    """
    along = np.array([1.0, 0.0]) if upright else main_direction(rings)
    across = np.array([-along[1], along[0]])
    away = end - start
    first, second = along * (away @ along), across * (away @ across)
    return np.array([start, start + first, start + first + second, start + second])


def main_direction(rings: Sequence[FloatArray]) -> FloatArray:
    """Unit vector along the longest edge, shape (2,); to the right where there is none."""
    edges = [np.roll(ring, -1, axis=0) - ring for ring in rings if len(ring)]
    if not edges:
        return np.array([1.0, 0.0])
    every = np.concatenate(edges)
    longest = every[np.argmax(np.hypot(*every.T))]
    length = float(np.hypot(*longest))
    return longest / length if length > 0 else np.array([1.0, 0.0])


def with_corner(corners: FloatArray, at: int, point: FloatArray) -> FloatArray:
    """An outline with one corner moved; a rectangle stays one, shape (n, 2)."""
    if not is_rectangle(corners):
        moved = corners.copy()
        moved[at] = point
        return moved
    opposite = corners[(at + 2) % 4]
    along = corners[(at + 1) % 4] - corners[at]
    along = along / max(float(np.hypot(*along)), 1e-9)
    across = np.array([-along[1], along[0]])
    away = point - opposite
    moved = corners.copy()
    moved[at] = point
    moved[(at + 1) % 4] = opposite + across * (away @ across)
    moved[(at + 3) % 4] = opposite + along * (away @ along)
    return moved


def with_edge(corners: FloatArray, at: int, step: FloatArray) -> FloatArray:
    """An outline with the edge from corner `at` on moved across itself, shape (n, 2)."""
    after = (at + 1) % len(corners)
    along = corners[after] - corners[at]
    along = along / max(float(np.hypot(*along)), 1e-9)
    across = np.array([-along[1], along[0]])
    moved = corners.copy()
    moved[[at, after]] += across * float(step @ across)
    return moved


def with_size(corners: FloatArray, width: float, depth: float) -> FloatArray:
    """A rectangle of another size from its first corner on, shape (4, 2). [m]"""
    along, across = corners[1] - corners[0], corners[3] - corners[0]
    along = along / max(float(np.hypot(*along)), 1e-9) * width
    across = across / max(float(np.hypot(*across)), 1e-9) * depth
    return np.array([corners[0], corners[0] + along, corners[0] + along + across,
                     corners[0] + across])  # fmt: skip


def is_rectangle(corners: FloatArray) -> bool:
    """Whether an outline has four right angles."""
    if len(corners) != 4:
        return False
    sides = np.roll(corners, -1, axis=0) - corners
    lengths = np.hypot(*sides.T)
    dots = np.einsum("ij,ij->i", sides, np.roll(sides, -1, axis=0))
    return bool((np.abs(dots) <= 0.01 * lengths * np.roll(lengths, -1) + 1e-9).all())


def _nearest_corner(
    point: FloatArray, rings: Sequence[FloatArray], reach: float
) -> FloatArray | None:
    if not any(len(ring) for ring in rings):
        return None
    every = np.concatenate([ring for ring in rings if len(ring)])
    apart = np.hypot(*(every - point).T)
    nearest = int(np.argmin(apart))
    return every[nearest] if apart[nearest] <= reach else None


def _nearest_on_edge(
    point: FloatArray, rings: Sequence[FloatArray], reach: float
) -> FloatArray | None:
    best, found = reach, None
    for ring in rings:
        if len(ring) < 2:
            continue
        edges = np.roll(ring, -1, axis=0) - ring
        squared = np.maximum((edges**2).sum(axis=1), 1e-12)
        share = np.clip(((point - ring) * edges).sum(axis=1) / squared, 0.0, 1.0)
        feet = ring + edges * share[:, np.newaxis]
        apart = np.hypot(*(feet - point).T)
        nearest = int(np.argmin(apart))
        if apart[nearest] <= best:
            best, found = float(apart[nearest]), feet[nearest]
    return found


def _along(
    point: FloatArray, rings: Sequence[FloatArray], before: FloatArray | None
) -> FloatArray | None:
    """Across or along the edge drawn last, else along the longest edge of the surface."""
    if before is None or not len(before):
        return None
    last = before[-1] - before[-2] if len(before) > 1 else main_direction(rings)
    away = point - before[-1]
    length = float(np.hypot(*away))
    if length < 1e-9:
        return None
    base = np.arctan2(last[1], last[0])
    angle = np.arctan2(away[1], away[0])
    steps = np.round((angle - base) / (np.pi / 2))
    off = angle - base - steps * (np.pi / 2)
    if abs(off) > ACROSS:
        return None
    towards = base + steps * (np.pi / 2)
    reach = length * np.cos(off)
    return before[-1] + reach * np.array([np.cos(towards), np.sin(towards)])


def _pair(point: FloatArray) -> tuple[float, float]:
    return float(point[0]), float(point[1])
