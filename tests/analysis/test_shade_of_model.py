"""Shade of a building whose shape a model draws, turned and placed on the map."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.shade import MapPlace, Scene, looked_at, model_scene, zone_shading
from twin.analysis.sun.horizon import flat_horizon
from twin.analysis.sun.position import sun_of
from twin.analysis.zones import zone_from_archetype
from twin.model.building import Building, BuildingModel, Element, ModelSummary
from twin.model.mesh import MeshBatch
from twin.model.shading import Plane, Shading
from twin.model.thermal import ThermalSurface, ThermalZone
from twin.workspace.defaults import defaults, normal_year

from .cases import SCHOOL

SUN = sun_of(normal_year())
NORTH: Plane = (90.0, 0.0)
EAST, NORTHING, LEVEL = 297_000.0, 6_700_000.0, 20.0
ARCHETYPE = zone_from_archetype(SCHOOL, defaults())


def sheet(x: float, z: float, width: float, height: float, y: float = 0.0) -> np.ndarray:
    """Two triangles that face along y, shape (6, 3). [m]"""
    low, top = (x, y, z), (x + width, y, z + height)
    low_right, top_left = (x + width, y, z), (x, y, z + height)
    return np.array([low, top, low_right, low, top_left, top])


def model(*sheets: np.ndarray, true_north: float = 0.0) -> BuildingModel:
    """A model of one element per sheet."""
    count = len(sheets)
    corners = np.concatenate(sheets).astype(np.float32)
    mesh = MeshBatch(
        np.zeros(3), corners, np.zeros_like(corners),
        np.repeat(np.arange(count, dtype=np.int32), 6),
        np.arange(len(corners), dtype=np.int32).reshape(-1, 3), np.zeros((0, 2), np.int32),
        np.arange(count, dtype=np.int32), np.zeros((count, 4), np.uint8),
    )  # fmt: skip
    elements = tuple(Element(f"e{n}", "", n, "IfcWall") for n in range(count))
    summary = ModelSummary(status="ok")
    return BuildingModel(summary, elements, (), (), (), mesh, (), None, (), true_north)


def zone(wall: int, *windows: int, azimuth: float = 0.0) -> ThermalZone:
    """A wall, and windows where there are any, that face one way."""
    known = ARCHETYPE.surfaces[0].u_value
    parts = [ThermalSurface("wall", 30.0, azimuth, 90.0, known, elements=(wall,))]
    if windows:
        parts.append(ThermalSurface("window", 5.0, azimuth, 90.0, known, 0.6, windows))
    return replace(ARCHETYPE, surfaces=tuple(parts))


def seen(scene: Scene) -> tuple[Shading, Shading | None]:
    """Shading of the wall and of the windows."""
    flat = flat_horizon()
    found = zone_shading(scene, looked_at(scene, SUN, flat), SUN, flat)
    windows = list(found.windows.values())
    return next(iter(found.opaque.values())), windows[0] if windows else None


def test_that_a_wall_alone_sees_everything():
    scene = model_scene(zone(0), model(sheet(0.0, 0.0, 10.0, 3.0)))
    wall, _ = seen(scene)

    assert scene.neighbours == -1
    assert (wall.sky, wall.ground) == (1.0, 1.0)


def test_that_a_balcony_shades_the_window_below_it_more_than_the_wall_around():
    above = np.array(
        [[2, 0, 2.1], [6, 2, 2.1], [6, 0, 2.1], [2, 0, 2.1], [2, 2, 2.1], [6, 2, 2.1]]
    )
    drawn = model(sheet(0.0, 0.0, 10.0, 6.0), sheet(3.0, 0.8, 2.0, 1.2, 0.01), above)
    wall, window = seen(model_scene(zone(0, 1), drawn))

    assert window is not None
    assert window.sky < 0.6
    assert window.sky + 0.2 < wall.sky < 1.0


def test_that_a_window_drawn_inside_its_wall_has_the_shade_of_the_wall():
    drawn = model(sheet(0.0, 0.0, 10.0, 3.0), sheet(4.0, 1.0, 1.0, 1.0, y=-0.1))
    wall, window = seen(model_scene(zone(0, 1), drawn))

    assert window is wall
    assert wall.sky == 1.0


def test_that_a_window_that_is_not_drawn_has_the_shade_of_the_wall():
    wall, window = seen(model_scene(zone(0, 7), model(sheet(0.0, 0.0, 10.0, 3.0))))

    assert window is wall


@pytest.mark.parametrize("true_north", [0.0, 90.0, -30.0])
def test_that_neighbours_stand_before_the_wall_that_faces_them(true_north: float):
    # The wall faces the map's north, and the tower stands there; only the name of that changes.
    tower = Building(
        "tower", "Tower", "school", ground_level=LEVEL, height=30.0,
        footprint=tuple(
            (EAST + x, NORTHING + y) for x, y in ((-5, 10), (15, 10), (15, 20), (-5, 20))
        ),
    )  # fmt: skip
    place = MapPlace((EAST, NORTHING, LEVEL), (EAST, NORTHING), true_north)
    drawn = model(sheet(0.0, 0.0, 10.0, 3.0), true_north=true_north)
    facing = zone(0, azimuth=-true_north % 360)

    wall, _ = seen(model_scene(facing, drawn, (tower,), place))
    behind = replace(tower, footprint=tuple((x, y - 40.0) for x, y in tower.footprint))
    free, _ = seen(model_scene(facing, drawn, (behind,), place))

    assert wall.sky < 0.6
    assert free.sky == 1.0


def test_that_a_tower_of_unknown_level_stands_on_the_ground_of_the_model():
    tower = Building(
        "tower", "Tower", "school", height=30.0,
        footprint=tuple(
            (EAST + x, NORTHING + y) for x, y in ((-5, 10), (15, 10), (15, 20), (-5, 20))
        ),
    )  # fmt: skip
    place = MapPlace((EAST, NORTHING, 300.0), (EAST, NORTHING), 0.0)
    buildings = (replace(SCHOOL, footprint=((EAST, NORTHING - 5),) * 3), tower)

    wall, _ = seen(model_scene(zone(0), model(sheet(0.0, 0.0, 10.0, 3.0)), buildings, place))

    assert wall.sky < 0.6
