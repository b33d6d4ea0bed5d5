"""Storeys that are drawn beside or on the entered building, and wings that go."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from twin.analysis.panels.plane import OuterPlane
from twin.analysis.sketching.massing import Massed, changed_area
from twin.analysis.sketching.site import site_of
from twin.analysis.sketching.storeys import massed_of, parts_of
from twin.analysis.sketching.surface import Surface
from twin.analysis.sun.obstacles import turned
from twin.errors import TwinError
from twin.model.arrays import FloatArray
from twin.model.building import BuildingModel
from twin.model.choice import Choice
from twin.model.sketch import DrawnField, Massing
from twin.workspace.defaults import defaults
from twin.workspace.drawn_places import surfaces_of

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

LEVEL = "level"
"""What the surface of an outline on the ground or a roof is called."""
STOREYS, STOREY_HEIGHT = 2, 3.6
MOST_STOREYS, LOWEST, HIGHEST = 20, 2.4, 12.0
ROOF_TILT = 5.0  # flatter ones can be built on. [degree]


@dataclass(frozen=True, slots=True)
class AboutMassing:
    """What is said of storeys while they are drawn.

    area : heated floor area that comes or goes. [m2]
    share : of that of the building today, NaN where that is unknown.
    """

    massing: Massing
    area: float
    share: float


def removes(choice: Choice) -> bool:
    """Whether what is drawn for a measure goes."""
    return choice.measure.measure_id == "wing_removal"


def level_at(
    workspace: "Workspace", row: int, point: FloatArray, eye: FloatArray, *, on_roofs: bool
) -> Surface | None:
    """The level plane to draw an outline on: a flat roof that is seen there, else the ground."""
    model = workspace.model
    if model is None:
        return None
    site = site_of(model)
    height = site.ground
    if row >= 0 and on_roofs:
        found = surfaces_of(model).at(row, point.tolist(), eye.tolist())
        is_flat = found is not None and found.plane.tilt < ROOF_TILT
        if is_flat and float(point[2]) > site.ground + 1.0:
            height = float(point[2])
    return level(model, height)


def level(model: BuildingModel, height: float) -> Surface:
    """A level plane with the outline of the building to snap to."""
    site = site_of(model)
    north = model.true_north
    outline = shapely.transform(site.footprint, lambda xy: _turned(xy, north))
    plane = OuterPlane(
        LEVEL, 0.0, 0.0, np.array([0.0, 0.0, height]), np.array([1.0, 0.0, 0.0]),
        np.array([0.0, 1.0, 0.0]), np.array([0.0, 0.0, 1.0]), outline,
    )  # fmt: skip
    return Surface(plane, outline, "", north)


def outline_of(massing: Massing) -> DrawnField:
    """The outline of storeys as a field that can be drawn and moved."""
    corners = tuple((x, y, massing.base) for x, y in massing.outline)
    return DrawnField(corners, LEVEL)


def massing_from(drawn: DrawnField, like: Massing | None, *, is_removed: bool) -> Massing:
    """Storeys on an outline. like : whose storeys and height are taken over."""
    outline = tuple((x, y) for x, y, _ in drawn.corners)
    base = drawn.corners[0][2]
    if like is not None:
        return replace(like, outline=outline, base=base, is_removed=is_removed)
    return Massing(outline, STOREYS, STOREY_HEIGHT, base, is_removed)


def with_storeys(choice: Choice, at: int, massing: Massing | None) -> Choice:
    """A choice with one massing drawn anew, added (at the end) or, with None, taken away."""
    found = list(choice.sketch.massings)
    if massing is None:
        del found[at]
    elif at < len(found):
        found[at] = massing
    else:
        found.append(massing)
    return replace(choice, sketch=replace(choice.sketch, massings=tuple(found)))


def span_of(workspace: "Workspace", massing: Massing) -> tuple[float, float]:
    """Lowest and highest height: of its storeys, or of what stands there and goes. [m]"""
    model = workspace.model
    if not massing.is_removed or model is None:
        return massing.base, massing.base + massing.storeys * massing.storey_height
    site = site_of(model)
    top = site.ground + site.height_over(shapely.Polygon(massing.outline))
    return site.ground, max(top, massing.base)


def about(workspace: "Workspace", massing: Massing) -> AboutMassing | None:
    """What is said of storeys; None where their outline encloses nothing."""
    model, building = workspace.model, workspace.building
    if model is None or building is None:
        return None
    try:
        parts = parts_of(building, defaults())
    except TwinError:
        return None
    massed = massed_of(massing, site_of(model), model, parts)
    if massed is None:
        return None
    before = model.envelope.floor_area if model.envelope else np.nan
    if not before > 0:
        before = building.heated_floor_area
    area = _area(massed, before)
    return AboutMassing(massing, area, area / before if before > 0 else np.nan)


def _area(massed: Massed, before: float) -> float:
    return changed_area((massed,), before) if before > 0 else massed.floor_area


def _turned(xy: FloatArray, north: float) -> FloatArray:
    return turned(np.column_stack([xy, np.zeros(len(xy))]), north)[:, :2]
