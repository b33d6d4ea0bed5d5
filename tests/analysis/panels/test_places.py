"""Where panels can be put: planes, edges, windows, things on the roof, modules, shade."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.panels.modules import LONG, SHORT, places_on
from twin.analysis.panels.places import footprint_places
from twin.analysis.panels.planes import planes_of_triangles
from twin.analysis.panels.shade_on_panels import looked_at, panel_scenes, with_shadings
from twin.analysis.sun.horizon import flat_horizon
from twin.analysis.sun.obstacles import Obstacles, extruded, no_obstacles
from twin.analysis.sun.position import sun_of
from twin.analysis.zones import zone_from_archetype
from twin.model.building import Building
from twin.workspace.defaults import defaults, normal_year

NOTHING = np.zeros((0, 3, 3))
SQUARE = np.array([[0.0, 0.0], [20.0, 0.0], [20.0, 12.0], [0.0, 12.0]])
YEAR = normal_year()


def block(x=0.0, y=0.0, width=20.0, depth=12.0, base=0.0, top=8.0):
    corners = np.array([[x, y], [x + width, y], [x + width, y + depth], [x, y + depth]])
    return extruded(corners, base, top)


def roof_of(triangles, everything=NOTHING, openings=NOTHING):
    return next(
        p for p in planes_of_triangles(triangles, everything, openings) if p.surface == "roof"
    )


def seen(places, around=None):
    found = []
    for scene in panel_scenes(places, around or no_obstacles()):
        shadings = looked_at(scene, sun_of(YEAR), flat_horizon())
        found += with_shadings(scene, shadings, YEAR)
    return {place.key: place for place in found}


def test_that_a_block_has_a_flat_roof_and_four_facades():
    planes = planes_of_triangles(block(), NOTHING, NOTHING)

    assert sorted((p.surface, round(p.azimuth)) for p in planes if p.surface == "facade") == [
        ("facade", 0), ("facade", 90), ("facade", 180), ("facade", 270),
    ]  # fmt: skip
    assert roof_of(block()).shape.area == pytest.approx(240.0, rel=0.01)


def test_that_modules_keep_away_from_edges_and_have_their_size():
    (place,) = places_on(roof_of(block()), "roof 1")

    sides = np.linalg.norm(np.diff(place.modules[:, (0, 1, 2)], axis=1), axis=2)
    np.testing.assert_allclose(np.sort(sides, axis=1), [[SHORT, LONG]] * len(sides), rtol=1e-6)
    assert place.modules[..., 0].min() > 0.9
    assert place.modules[..., 0].max() < 19.1
    assert place.area == pytest.approx(18.0 * 10.0, rel=0.01)
    assert 0.6 < len(place.modules) * SHORT * LONG / place.area < 1.0


def test_that_rows_to_both_sides_face_east_and_west_and_lean_outwards():
    (place,) = places_on(roof_of(block()), "roof 1")

    assert place.facings == ((10.0, 90.0), (10.0, 270.0))
    first = place.modules[place.facing == 0]
    normal = np.cross(first[:, 1] - first[:, 0], first[:, 2] - first[:, 0])
    assert (normal[:, 0] > 0).all()
    assert (normal[:, 2] > 0).all()


def test_that_rows_to_the_south_give_more_each_and_are_fewer():
    roof = roof_of(block())
    both = places_on(roof, "roof 1")
    south = [replace(p, key=p.key + ", rows to the south") for p in places_on(roof, "r", "south")]

    known = seen([*both, *south])
    rows, one_way = known["roof 1"], known["r, rows to the south"]
    assert one_way.facings == ((15.0, 180.0),)
    assert one_way.power < 0.8 * rows.power
    assert one_way.specific_yield[1] > 1.05 * rows.specific_yield[1]


def test_that_a_box_on_the_roof_keeps_panels_away_and_shades_them():
    plant = block(8.0, 4.0, 4.0, 4.0, 8.0, 11.0)
    free = places_on(roof_of(block()), "roof")
    around = places_on(roof_of(block(), plant), "roof")

    for place in around:
        middle = place.modules.mean(axis=1)
        is_inside = (np.abs(middle[:, 0] - 10) < 2.3) & (np.abs(middle[:, 1] - 6) < 2.3)
        assert not is_inside.any()
    assert sum(p.power for p in around) < sum(p.power for p in free)
    alone, shaded = seen(free)["roof"], seen(around, Obstacles(plant))["roof"]
    assert shaded.specific_yield[1] < alone.specific_yield[1]


def test_that_windows_are_left_free():
    wall = block()
    window = np.array([[[5.0, -0.1, 2.0], [15.0, -0.1, 2.0], [15.0, -0.1, 6.0]],
                       [[5.0, -0.1, 2.0], [15.0, -0.1, 6.0], [5.0, -0.1, 6.0]]])  # fmt: skip
    planes = planes_of_triangles(wall, NOTHING, window)
    south = next(p for p in planes if p.surface == "facade" and round(p.azimuth) == 180)

    middles = [m for p in places_on(south, "facade") for m in p.modules.mean(axis=1)]
    assert middles
    assert not [m for m in middles if 5 < m[0] < 15 and 2 < m[2] < 6]


def test_that_what_is_too_small_gets_no_panels():
    shed = block(width=2.5, depth=2.5, top=2.5)

    assert not [f for p in planes_of_triangles(shed, NOTHING, NOTHING) for f in places_on(p, "x")]


def test_that_an_inner_layer_under_the_roof_is_no_place():
    covered = np.concatenate([block(), block(base=7.0, top=7.7)])
    roofs = [p for p in planes_of_triangles(covered, covered, NOTHING) if p.surface == "roof"]

    assert len(roofs) == 1
    assert roofs[0].origin[2] == pytest.approx(8.0)


def test_that_a_neighbour_to_the_south_takes_sun():
    places = places_on(roof_of(block()), "roof")
    tower = Obstacles(block(0.0, -16.0, 20.0, 8.0, 0.0, 30.0))

    open_country, behind = seen(places)["roof"], seen(places, tower)["roof"]
    low, central, high = behind.specific_yield
    assert central < 0.85 * open_country.specific_yield[1]
    assert low < central < high


@pytest.mark.parametrize(("roof", "tilts"), [("flat", {0.0}), ("gable", {27.0})])
def test_that_a_footprint_has_the_roof_the_portfolio_says(roof, tilts):
    building = Building(
        "b1", "A", "school", construction_year=1975.0, heated_floor_area=480.0, storeys=2,
        footprint=tuple((297_000.0 + x, 6_700_000.0 + y) for x, y in SQUARE.tolist()),
        height=7.0, roof=roof,
    )  # fmt: skip
    zone = zone_from_archetype(building, defaults())

    places = footprint_places(zone, building, (), 60.4)
    assert {p.tilt for p in places if p.surface == "roof"} == tilts
    facades = [p for p in places if p.surface == "facade"]
    assert all(0.5 < p.share < 1.0 for p in facades)
    assert all(p.share == 1.0 for p in places if p.surface == "roof")


def test_that_nothing_is_known_without_an_outline():
    building = Building("b1", "A", "school", construction_year=1975.0, heated_floor_area=480.0)

    assert footprint_places(zone_from_archetype(building, defaults()), building, (), 60.4) == ()
