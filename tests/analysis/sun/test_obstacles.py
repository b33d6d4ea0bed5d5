"""Buildings and models as obstacles, and points on their surfaces."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.sun.obstacles import (
    Obstacles,
    extruded,
    model_obstacles,
    turned,
)
from twin.analysis.sun.portfolio import (
    STOREY_HEIGHT,
    building_obstacles,
    building_points,
    grid_convergence,
    heights_of,
    neighbour_obstacles,
)
from twin.analysis.sun.surface_points import (
    CLEARANCE,
    SurfacePoints,
    facing,
    gathered,
    model_points,
    spread,
)
from twin.errors import InputOutOfRange
from twin.model.building import Building, BuildingModel, Element, ModelSummary
from twin.model.mesh import MeshBatch
from twin.model.thermal import Sourced, ThermalSurface

L_SHAPE = np.array([[0, 0], [10, 0], [10, 5], [5, 5], [5, 10], [0, 10]], float)
UNKNOWN = Sourced(np.nan, np.nan, np.nan, "default", "test")


def area_and_normal(triangles):
    cross = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    length = np.linalg.norm(cross, axis=1)
    return length / 2, cross / length[:, np.newaxis]


def house(building_id="a", **given):
    known = {"footprint": tuple(map(tuple, L_SHAPE)), "ground_level": 10.0, "height": 6.0}
    return Building(building_id, building_id, "school", **{**known, **given})


def model(triangles, classes=("IfcWall",)):
    """A model with one element per class; the triangles belong to them in turn."""
    corners = np.asarray(triangles, np.float32).reshape(-1, 3)
    row = np.arange(len(corners) // 3) % len(classes)
    mesh = MeshBatch(
        np.zeros(3), corners, np.zeros_like(corners), np.repeat(row, 3),
        np.arange(len(corners)).reshape(-1, 3), np.zeros((0, 2), np.int32),
        np.arange(len(classes)), np.zeros((len(classes), 4), np.uint8),
    )  # fmt: skip
    elements = tuple(Element(f"e{i}", f"e{i}", i, kind) for i, kind in enumerate(classes))
    return BuildingModel(ModelSummary(), elements, (), (), (), mesh, (), None, ())


@pytest.mark.parametrize("outline", [L_SHAPE, L_SHAPE[::-1]], ids=["left", "right"])
def test_that_an_outline_becomes_walls_and_roof_seen_from_outside(outline):
    area, normal = area_and_normal(extruded(outline, 2.0, 8.0))

    assert area[normal[:, 2] > 0.9].sum() == pytest.approx(75.0)
    assert area[np.abs(normal[:, 2]) < 0.1].sum() == pytest.approx(40 * 6.0)
    assert area[normal[:, 1] < -0.9].sum() == pytest.approx(10 * 6.0)
    assert not (normal[:, 2] < -0.1).any()


@pytest.mark.parametrize(
    "outline",
    [np.zeros((0, 2)), L_SHAPE[:2], np.full((4, 2), np.nan), np.array([[0, 0], [1, 1], [2, 2.0]])],
)
def test_that_an_outline_around_nothing_has_no_roof(outline):
    area, normal = area_and_normal(extruded(outline, 0.0, 5.0))

    assert area[np.abs(normal[:, 2]) > 0.5].sum() == 0


def test_that_a_building_below_its_ground_is_not_there():
    assert extruded(L_SHAPE, 5.0, 5.0).shape == (0, 3, 3)
    assert extruded(L_SHAPE, 5.0, np.nan).shape == (0, 3, 3)


def test_that_storeys_tell_the_height_where_nothing_else_does():
    base, top = heights_of([house(), house(height=np.nan, storeys=3), house(height=np.nan)])

    np.testing.assert_allclose(top - base, [6.0, 3 * STOREY_HEIGHT, np.nan])


def test_that_an_unknown_ground_is_that_of_the_nearest_building():
    far = tuple((x + 500, y) for x, y in L_SHAPE)
    near = tuple((x + 20, y) for x, y in L_SHAPE)
    asked = house(ground_level=np.nan)

    base, _ = heights_of([asked, house(footprint=far, ground_level=99.0), house(footprint=near)])

    assert base[0] == 10.0
    assert heights_of([asked])[0][0] == 0.0


def test_that_buildings_without_outline_or_height_are_not_there():
    nothing = building_obstacles([house(footprint=()), house(height=np.nan)])

    assert len(nothing) == 0
    assert len(building_obstacles([])) == 0
    assert len(building_obstacles([house()])) == 16


def test_that_land_and_rooms_of_a_model_stand_in_nobody_s_sun():
    triangles = extruded(L_SHAPE, 0.0, 3.0)[:4]

    found = model_obstacles(model(triangles, ("IfcWall", "IfcSpace", "IfcSite", "IfcSlab")))

    assert len(found) == 2


def test_that_an_empty_model_is_no_obstacle():
    assert len(model_obstacles(model(np.zeros((0, 3, 3)), ()))) == 0


def test_that_a_model_is_turned_to_north():
    # North lies 90 degrees clockwise of the model's y, that is along its x.
    np.testing.assert_allclose(turned(np.array([1.0, 0.0, 5.0]), 90.0), [0, 1, 5], atol=1e-12)
    np.testing.assert_allclose(turned(np.array([0.0, 1.0, 5.0]), 90.0), [-1, 0, 5], atol=1e-12)


def test_that_map_north_lies_west_of_true_north_in_bergen():
    # pyproj, EPSG:25832: meridian convergence -3.189 degrees.
    assert grid_convergence(60.383, 5.333) == pytest.approx(-3.189, abs=0.01)


def test_that_points_lie_just_outside_and_evenly_on_the_side_asked_for():
    walls = extruded(L_SHAPE, 0.0, 6.0)

    position, normal = spread(walls, facing(90, 180), 200)

    np.testing.assert_allclose(normal, np.tile((0.0, -1.0, 0.0), (200, 1)), atol=1e-12)
    np.testing.assert_allclose(position[:, 1], -CLEARANCE, atol=1e-12)
    assert position[:, 0].mean() == pytest.approx(5.0, abs=0.2)
    assert position[:, 2].mean() == pytest.approx(3.0, abs=0.2)
    assert np.histogram(position[:, 0], 4, (0, 10))[0].min() > 35


def test_that_triangles_that_are_none_get_no_points():
    broken = np.full((2, 3, 3), np.nan)
    flat = np.zeros((2, 3, 3))

    for triangles in (broken, flat, np.zeros((0, 3, 3)), np.concatenate([broken, flat])):
        position, normal = spread(triangles, facing(90, 180), 5)
        assert position.shape == normal.shape == (0, 3)


def test_that_points_lie_on_the_elements_of_their_surface():
    triangles = extruded(L_SHAPE, 0.0, 6.0)
    south = ThermalSurface("wall", 60.0, 180.0, 90.0, UNKNOWN, elements=(0,))
    roof = ThermalSurface("roof", 75.0, np.nan, 0.0, UNKNOWN, elements=(0,))
    elsewhere = replace(south, elements=(7,))

    points = model_points(model(triangles), (south, roof, elsewhere, replace(south, elements=())))

    np.testing.assert_array_equal(np.bincount(points.surface, minlength=4), [20, 20, 0, 0])
    assert points.surfaces == 4
    np.testing.assert_allclose(points.position[20:, 2], 6 + CLEARANCE)


def test_that_points_of_a_turned_model_face_true_south():
    # The model's west is true south when north lies to its east.
    south = ThermalSurface("wall", 60.0, 180.0, 90.0, UNKNOWN, elements=(0,))

    points = model_points(model(extruded(L_SHAPE, 0.0, 6.0)), (south,), north=90.0)

    np.testing.assert_allclose(points.normal.mean(axis=0), [0, -1, 0], atol=1e-6)


def test_that_missing_coordinates_are_refused():
    here = np.zeros((1, 3))

    with pytest.raises(InputOutOfRange, match="unshaded"):
        SurfacePoints(here * np.nan, here, np.zeros(1, np.int32), np.zeros(1), 1)
    with pytest.raises(InputOutOfRange):
        SurfacePoints(here, here, np.array([3], np.int32), np.zeros(1), 1)


def test_that_nothing_gathered_is_no_points():
    assert gathered([], np.zeros(0)).surfaces == 0
    assert len(Obstacles(np.zeros((0, 3, 3)))) == 0


def test_that_neighbours_stand_where_the_model_sees_them():
    zero = np.array([300_000.0, 6_700_000.0, 10.0])
    own = house("own", footprint=tuple(map(tuple, L_SHAPE + zero[:2])))
    east = house("east", footprint=tuple(map(tuple, L_SHAPE + zero[:2] + (30, 0))))
    far = house("far", footprint=tuple(map(tuple, L_SHAPE + zero[:2] + (3000, 0))))

    found = neighbour_obstacles([own, east, far], "own", zero).triangles
    turned_found = neighbour_obstacles([own, east, far], "own", zero, -90.0).triangles

    assert len(found) == 16
    np.testing.assert_allclose(found.reshape(-1, 3).min(axis=0), [30, 0, 0], atol=1e-6)
    np.testing.assert_allclose(found.reshape(-1, 3).max(axis=0), [40, 10, 6], atol=1e-6)
    # true north lies 90 degrees clockwise of the map's: what is east on the map lies north
    np.testing.assert_allclose(turned_found.reshape(-1, 3).max(axis=0), [0, 40, 6], atol=1e-6)


def test_that_no_building_has_no_points_or_obstacles():
    assert building_points([], []).surfaces == 0
    assert len(neighbour_obstacles([], "own", np.zeros(3))) == 0


def test_that_points_on_footprints_lie_on_the_sides_of_their_surfaces():
    south = ThermalSurface("wall", 60.0, 180.0, 90.0, UNKNOWN)
    window = replace(south, kind="window")
    north_east = replace(south, azimuth=45.0)
    roof = ThermalSurface("roof", 75.0, np.nan, 0.0, UNKNOWN)
    unknown = house("b", footprint=())

    points = building_points([house(), unknown], [(south, window, north_east, roof), (south,)])

    np.testing.assert_array_equal(np.bincount(points.surface, minlength=5), [4, 4, 0, 4, 0])
    np.testing.assert_allclose(points.position[:8, 1], -CLEARANCE)
    np.testing.assert_allclose(points.ground, 10.0)
