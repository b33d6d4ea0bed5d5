"""Modules at their real size on a plane: flush with it, or in rows on a flat roof."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import shapely
from shapely.affinity import rotate
from shapely.geometry.base import BaseGeometry

from twin.analysis.panels.plane import OuterPlane
from twin.analysis.sun.surface_points import facing
from twin.model.arrays import ByteArray, FloatArray
from twin.model.panels import ROOF, PanelPlace
from twin.model.shading import Plane

SHORT, LONG = 1.134, 1.762  # sides of a module. [m]
GAP = 0.02  # between modules. [m]
LIFT = 0.16  # of flush modules over their plane, of the lower edge of others. [m]
LEVEL = 5.0  # tilt below which a roof is flat and modules stand in rows. [degree]
FREE_STRIP = {"flat": 1.0, "pitched": 0.4, "facade": 0.3}  # along edges (estimate). [m]
LEAST_AREA, FEWEST = 8.0, 4  # a field is at least so large. [m2] and so many modules
ROWS_EAST_WEST, ROWS_SOUTH = "east-west", "south"
TILT = {ROWS_EAST_WEST: 10.0, ROWS_SOUTH: 15.0}  # of modules in rows (estimate). [degree]
PATH = 0.3  # between pairs of rows to east and west. [m]
PITCH = 2.0  # from row to row to the south: about half the roof is module. [m]
_USUAL = np.radians(TILT[ROWS_SOUTH])
_BEHIND = (PITCH - SHORT * np.cos(_USUAL)) / (SHORT * np.sin(_USUAL))  # against the rise, so too
OVER = 0.05  # of a module over the free part, so that a rounded corner costs none. [m]
SHIFTS = (0.0, 0.5)  # of a cell, by which the grid is tried


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """What is repeated over a plane.

    size : along the two axes. [m]
    modules : corners in a cell along both axes and up, shape (k, 4, 3). [m]
    facing : which direction each module has, shape (k,).
    """

    size: tuple[float, float]
    modules: FloatArray
    facing: ByteArray


@dataclass(frozen=True, slots=True)
class Layout:
    """How modules stand in rows on a flat roof; NaN for the usual.

    rows : ``east-west`` pairs or ``south`` rows.
    tilt, azimuth : of the (first) modules; NaN azimuth follows the edges of the field. [degree]
    """

    rows: str = ROWS_EAST_WEST
    tilt: float = math.nan
    azimuth: float = math.nan

    @property
    def own_tilt(self) -> float:
        """Tilt of the modules. [degree]"""
        return self.tilt if math.isfinite(self.tilt) else TILT[self.rows]


def field_on(plane: OuterPlane, parts: Sequence[BaseGeometry], key: str,
             layout: Layout) -> PanelPlace | None:  # fmt: skip
    """All modules that fit on parts of a plane as one place; None where none fits.

    parts : polygons in metres along right and up, with the free strip taken off.
    """
    fields = [found for part in parts if (found := _field(plane, part, layout)) is not None]
    if not fields:
        return None
    area, modules = sum(f[0] for f in fields), np.concatenate([f[2] for f in fields])
    facings = max(fields, key=lambda f: len(f[2]))[1]
    which = np.concatenate([f[3] for f in fields])
    return PanelPlace(
        key, plane.surface, round(plane.tilt, 1), round(plane.azimuth, 1),
        area, facings, modules, which, fields[0][4], plane.share,
    )  # fmt: skip


def places_on(plane: OuterPlane, key: str, rows: str = ROWS_EAST_WEST) -> list[PanelPlace]:
    """Fields of modules on a plane, each part of it that is large enough, the largest first.

    Parameters
    ----------
    key : of the plane; the fields are ``key``, ``key b``, ``key c``.
    rows : ``east-west`` pairs or ``south`` rows, on flat roofs alone. They follow the edges of
        the roof.
    """
    strip = FREE_STRIP[_kind(plane)]
    inner = plane.shape.buffer(-strip, join_style="mitre")
    parts = [p for p in shapely.get_parts(inner) if p.area >= LEAST_AREA]
    fields = [_field(plane, part, Layout(rows)) for part in sorted(parts, key=lambda p: -p.area)]
    kept = [field for field in fields if field is not None]
    letters = ("", *(f" {chr(c)}" for c in range(ord("b"), ord("z") + 1)))
    return [
        PanelPlace(
            f"{key}{letter}", plane.surface, round(plane.tilt, 1), round(plane.azimuth, 1),
            area, facings, modules, which, mounting, plane.share,
        )
        for letter, (area, facings, modules, which, mounting) in zip(letters, kept, strict=False)
    ]  # fmt: skip


_Field = tuple[float, tuple[Plane, ...], FloatArray, ByteArray, str]


def _kind(plane: OuterPlane) -> str:
    if plane.surface != ROOF:
        return "facade"
    return "flat" if plane.tilt < LEVEL else "pitched"


def _field(plane: OuterPlane, part: BaseGeometry, layout: Layout) -> _Field | None:
    if _kind(plane) == "flat":
        return _rows(plane, part, layout)
    cells = [_flush(SHORT, LONG), _flush(LONG, SHORT)]
    grids = [(_grid(part, cell.size, 0.0), cell) for cell in cells]
    corners, cell = max(grids, key=lambda one: len(one[0]))
    if len(corners) < FEWEST:
        return None
    flat = corners[:, np.newaxis, np.newaxis, :] + cell.modules[..., :2]
    modules = plane.place(flat.reshape(-1, 4, 2), LIFT)
    facings = ((round(plane.tilt, 1), round(plane.azimuth, 1)),)
    return float(part.area), facings, modules, np.zeros(len(modules), np.uint8), "close"


def _rows(plane: OuterPlane, part: BaseGeometry, layout: Layout) -> _Field | None:
    """Rows on a flat roof, along its edges unless a direction is wanted."""
    rows, tilt = layout.rows, layout.own_tilt
    towards = layout.azimuth % 360.0
    if not math.isfinite(towards):
        towards = _main_direction(plane, part, 90.0 if rows == ROWS_EAST_WEST else 180.0)
    cell = _pair(tilt) if rows == ROWS_EAST_WEST else _row(tilt)
    # the first axis points where the (first) modules face, the second along the row
    angle = _angle_of(plane, towards)
    corners = _grid(part, cell.size, angle)
    if len(corners) < FEWEST / len(cell.modules):
        return None
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    along = corners[:, np.newaxis, np.newaxis, :] + cell.modules[..., :2]
    heights = np.broadcast_to(cell.modules[..., 2], along.shape[:-1])
    modules = plane.place((along @ turn).reshape(-1, 4, 2), LIFT + heights.reshape(-1, 4))
    both = ((tilt, towards), (tilt, (towards + 180.0) % 360.0))
    facings = both if rows == ROWS_EAST_WEST else both[:1]
    which = np.tile(cell.facing, len(corners))
    return float(part.area), facings, modules, which, "open"


def _flush(width: float, height: float) -> _Cells:
    quad = _quad((0.0, width), (0.0, height), (0.0, 0.0))
    return _Cells((width + GAP, height + GAP), quad[np.newaxis], np.zeros(1, np.uint8))


def _pair(degrees: float) -> _Cells:
    """Two modules back to back, the first looking along the first axis."""
    tilt = np.radians(degrees)
    depth, rise = SHORT * np.cos(tilt), SHORT * np.sin(tilt)
    first = _quad((depth + GAP, 2 * depth + GAP), (0.0, LONG), (rise, 0.0))
    second = _quad((0.0, depth), (0.0, LONG), (0.0, rise))
    size = 2 * depth + GAP + PATH, LONG + GAP
    return _Cells(size, np.stack([first, second]), np.array([0, 1], np.uint8))


def _row(degrees: float) -> _Cells:
    """One module and the room behind it, in proportion to how high it rises."""
    tilt = np.radians(degrees)
    depth, rise = SHORT * np.cos(tilt), SHORT * np.sin(tilt)
    pitch = max(depth + _BEHIND * rise, depth + GAP)
    quad = _quad((pitch - depth, pitch), (0.0, LONG), (rise, 0.0))
    return _Cells((pitch, LONG + GAP), quad[np.newaxis], np.zeros(1, np.uint8))


def _quad(
    across: tuple[float, float], along: tuple[float, float], heights: tuple[float, float]
) -> FloatArray:
    """Corners of a module, counter-clockwise from above, shape (4, 3). [m]"""
    (a, b), (c, d), (low, high) = across, along, heights
    return np.array([[a, c, low], [b, c, high], [b, d, high], [a, d, low]])


def _grid(part: BaseGeometry, size: tuple[float, float], angle: float) -> FloatArray:
    """Corners of the cells of the fullest grid inside a part, along turned axes, shape (k, 2)."""
    turned = rotate(part, -angle, origin=(0, 0), use_radians=True)
    left, low, right, high = turned.bounds
    roomy = turned.buffer(OVER, join_style="mitre")
    shapely.prepare(roomy)
    best = np.zeros((0, 2))
    for x, y in product(SHIFTS, SHIFTS):
        xs = np.arange(left + x * size[0], right, size[0])
        ys = np.arange(low + y * size[1], high, size[1])
        corners = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
        x0, y0 = corners.T
        boxes = shapely.box(x0, y0, x0 + size[0], y0 + size[1])
        inside = corners[shapely.covers(roomy, boxes)]
        best = inside if len(inside) > len(best) else best
    return best


def _main_direction(plane: OuterPlane, part: BaseGeometry, wanted: float) -> float:
    """The direction along an edge of a part that is nearest to a wanted one. [degree]"""
    box = shapely.get_coordinates(shapely.minimum_rotated_rectangle(part))
    side = box[1] - box[0]
    level = plane.place(side) - plane.origin
    first = float(np.degrees(np.arctan2(level[0], level[1])))
    around = (first + 90.0 * np.arange(4)) % 360.0
    away = np.abs((around - wanted + 180.0) % 360.0 - 180.0)
    return round(float(around[np.argmin(away)]), 1)


def _angle_of(plane: OuterPlane, azimuth: float) -> float:
    """From the plane's right to a direction, counter-clockwise. [radian]"""
    level = facing(90.0, azimuth)
    return float(np.arctan2(level @ plane.up, level @ plane.right))


def triangles_of(modules: FloatArray) -> FloatArray:
    """Two triangles of each module, seen from its front, shape (2 n, 3, 3). [m]"""
    return np.concatenate([modules[:, (0, 1, 2)], modules[:, (0, 2, 3)]])
