"""Extensions and wings that go, on a block of 20 x 12 m, 8 m high, counted by hand."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.applied import Case, Package
from twin.analysis.heat_balance import annual_energies
from twin.analysis.sketching.massing import changed_area, with_massing
from twin.analysis.sketching.offers import NOT_DRAWN
from twin.analysis.sketching.site import EMPTY, site_of
from twin.analysis.sketching.storeys import massed_of, parts_of
from twin.analysis.zones import zone_from_model
from twin.model.choice import Choice
from twin.model.scenario import Scenario
from twin.model.sketch import Massing, Sketch
from twin.workspace.catalogue import massings
from twin.workspace.defaults import defaults, normal_year

from .blocks import block_model
from .test_fields import OFFICE

PARTS = parts_of(OFFICE, defaults())
MEASURES = {one.key: one.measure for one in massings()}


def rectangle(x0, y0, x1, y1, storeys=2, height=3.0, base=0.0, removed=False):
    return Massing(((x0, y0), (x1, y0), (x1, y1), (x0, y1)), storeys, height, base, removed)


def massed(massing, model=None, north=0.0):
    known = model or block_model(north=north)
    return massed_of(massing, site_of(known), known, PARTS)


def area_of(surfaces, kind):
    return sum(s.area for s in surfaces if s.kind == kind)


def facade(surfaces):
    return area_of(surfaces, "wall") + area_of(surfaces, "window")


def zone(model=None):
    return zone_from_model(OFFICE, (model or block_model()).envelope, defaults())


def test_that_the_site_is_the_outline_of_the_roof_and_its_height():
    found = site_of(block_model())

    assert found.footprint.area == pytest.approx(240.0, rel=0.01)
    assert found.height_over(found.footprint) == pytest.approx(8.0)
    assert found.volume_in(found.footprint) == pytest.approx(1920.0, rel=0.01)


def test_that_a_house_of_its_own_has_all_its_walls_roof_and_floor():
    found = massed(rectangle(30, 0, 40, 10))

    inside = (10 - 0.7) ** 2
    assert found.floor_area == pytest.approx(2 * inside)
    assert found.volume == pytest.approx(inside * (2 * 3.0 - 2 * 0.4))
    assert facade(found.added) == pytest.approx(40 * 6.0)
    assert area_of(found.added, "roof") == area_of(found.added, "floor") == pytest.approx(100.0)
    assert found.perimeter == pytest.approx(40.0)
    assert not found.covered


def test_that_walls_look_where_they_look_also_where_north_is_not_up():
    def directions(north):
        return sorted({s.azimuth for s in massed(rectangle(30, 0, 40, 10), north=north).added
                       if s.kind == "wall"})  # fmt: skip

    assert directions(0.0) == [0.0, 90.0, 180.0, 270.0]
    assert directions(30.0) == [60.0, 150.0, 240.0, 330.0]


def test_that_where_an_extension_stands_against_the_building_neither_has_a_wall():
    found = massed(rectangle(20, 2, 30, 12))

    assert facade(found.added) == pytest.approx(30 * 6.0)
    assert found.covered == ((90.0, pytest.approx(10 * 6.0)),)
    assert found.perimeter == pytest.approx(40 - 2 * 10)


def test_that_a_higher_extension_has_a_wall_above_the_roof_of_the_building():
    found = massed(rectangle(20, 2, 30, 12, storeys=4))

    assert facade(found.added) == pytest.approx(40 * 12.0 - 10 * 8.0, rel=0.001)
    assert found.covered[0][1] == pytest.approx(10 * 8.0, rel=0.001)


def test_that_what_is_drawn_into_the_building_is_not_built_twice():
    found = massed(rectangle(15, 2, 30, 12))

    assert found.floor_area == pytest.approx(massed(rectangle(20, 2, 30, 12)).floor_area, rel=0.01)


def test_that_storeys_on_the_roof_take_the_roof_below_and_need_no_floor():
    found = massed(rectangle(2, 2, 12, 10, storeys=1, base=8.0))
    later = with_massing(zone(), found)

    assert found.covered_roof == pytest.approx(80.0)
    assert area_of(found.added, "floor") == 0.0
    assert area_of(later.surfaces, "roof") == pytest.approx(240.0, rel=1e-6)
    assert area_of(later.surfaces, "floor") == area_of(zone().surfaces, "floor")


def test_that_half_the_building_goes_with_half_of_everything_and_is_closed_by_a_wall():
    block = block_model()
    found = massed(rectangle(-1, -1, 10, 13, removed=True), block)
    before = zone(block)
    later = with_massing(before, found)

    assert found.kept == pytest.approx(0.5, rel=0.01)
    assert later.floor_area.value == pytest.approx(240.0, rel=0.01)
    assert later.volume.value == pytest.approx(950.0, rel=0.01)
    closing = [s for s in found.added if s.kind == "wall"]
    assert [s.azimuth for s in closing] == [270.0]
    assert closing[0].area == pytest.approx(12 * 8.0, rel=0.08)
    assert area_of(later.surfaces, "roof") == pytest.approx(120.0, rel=0.01)
    left = area_of(later.surfaces, "wall") - closing[0].area
    assert left == pytest.approx(area_of(before.surfaces, "wall") / 2, rel=0.03)


def test_that_parts_that_are_gone_keep_their_place_so_that_others_still_find_them():
    found = massed(rectangle(-1, -1, 10, 13, removed=True))
    before = zone()
    later = with_massing(before, found)

    assert len(later.surfaces) == len(before.surfaces) + len(found.added)
    assert all(s.area > 0 for s in later.surfaces)


@pytest.mark.parametrize("outline", [rectangle(0, 0, 0.5, 0.5), rectangle(2, 2, 12, 10)])
def test_that_an_outline_that_encloses_nothing_new_is_nothing(outline):
    assert massed(outline) is None


def test_that_nothing_is_taken_where_nothing_stands():
    assert massed(rectangle(50, 50, 60, 60, removed=True)) is None
    assert massed_of(rectangle(0, 0, 9, 9, removed=True), EMPTY, None, PARTS) is None


def test_that_several_wings_in_a_row_count_what_is_left():
    half = massed(rectangle(-1, -1, 10, 13, removed=True))

    assert changed_area((half, half), 480.0) == pytest.approx(360.0, rel=0.01)


def case(block=None):
    known = block or block_model()
    return Case(OFFICE, known, (), zone(known), normal_year(), defaults())


def sketched(key, *massings):
    choice = Choice("c", "b1", MEASURES[key], sketch=Sketch(massings=massings))
    return Package.of(Scenario("b1", choices=(choice,)), case())


def test_that_an_extension_is_nothing_before_it_is_drawn():
    found = sketched("extension")

    assert found.reaches[0].reason == NOT_DRAWN
    assert not found.steps


def test_that_an_extension_costs_by_its_area_and_needs_energy():
    found = sketched("extension", rectangle(20, 2, 30, 12))
    today, later = annual_energies(
        [found.zone, found.applied(found.zone)], normal_year(), defaults()
    )

    assert found.reaches[0].quantity == pytest.approx(2 * 9.3**2)
    assert later.floor_area == pytest.approx(480.0 + 2 * 9.3**2)
    assert later.delivered_total > today.delivered_total
    assert later.specific_delivered < today.specific_delivered  # new parts lose less


def test_that_an_extension_is_simulated_as_a_building_with_those_parts_is():
    found = sketched("extension", rectangle(30, 0, 40, 10))
    later = found.applied(found.zone)
    extra = massed(rectangle(30, 0, 40, 10))
    by_hand = replace(
        found.zone,
        surfaces=(*found.zone.surfaces, *extra.added),
        floor_area=later.floor_area, volume=later.volume, n50=later.n50,
        thermal_bridge=later.thermal_bridge, inner=later.inner,
        exposed_perimeter=later.exposed_perimeter,
    )  # fmt: skip
    one, other = annual_energies([later, by_hand], normal_year(), defaults())

    assert one.delivered_total == pytest.approx(other.delivered_total, rel=1e-12)
    air = found.zone.volume.value
    new = PARTS.era.values["n50"].value
    mixed = (found.zone.n50.value * air + new * extra.volume) / (air + extra.volume)
    assert later.n50.value == pytest.approx(mixed)


def test_that_a_wing_that_goes_saves_about_its_share():
    found = sketched("wing_removal", rectangle(-1, -1, 10, 13, removed=True))
    today, later = annual_energies(
        [found.zone, found.applied(found.zone)], normal_year(), defaults()
    )

    assert found.reaches[0].quantity == pytest.approx(240.0, rel=0.01)
    assert later.delivered_total == pytest.approx(today.delivered_total / 2, rel=0.1)
    assert np.isfinite(later.specific_delivered)
