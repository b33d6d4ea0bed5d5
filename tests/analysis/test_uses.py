"""Zones by use, from the names of rooms."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.heat_balance import annual_energy
from twin.analysis.parts import parts_of
from twin.analysis.uses import dividing_area, use_of_room, uses_of
from twin.analysis.zones import zone_from_archetype
from twin.model.building import Space, Storey
from twin.model.thermal import Sourced, UseShare
from twin.workspace.defaults import defaults, normal_year

from .cases import SCHOOL


def room(name: str, area: float) -> Space:
    return Space(name, name, name, "", area)


def test_that_a_gym_in_a_school_is_a_use_of_its_own():
    rooms = [room("Klasserom 1", 600.0), room("Gymsal", 400.0)]

    assert uses_of(rooms, "school") == (UseShare("school", 0.6), UseShare("sports", 0.4))


@pytest.mark.parametrize("area", [0.0, -5.0, np.nan])
def test_that_rooms_without_an_area_do_not_count(area):
    rooms = [room("Klasserom", 600.0), room("Gymsal", area)]

    assert uses_of(rooms, "school") == ()


def test_that_a_small_use_stays_with_the_building():
    rooms = [room("Klasserom", 950.0), room("Bibliotek", 50.0)]

    assert uses_of(rooms, "school") == ()


def test_that_a_name_without_a_word_tells_nothing():
    assert use_of_room(room("Teknisk rom", 10.0)) == ""
    assert use_of_room(room("IDRETTSHALL B", 10.0)) == "sports"


def test_that_parts_have_the_whole_building_between_them():
    zone = replace(
        zone_from_archetype(SCHOOL, defaults()),
        uses=(UseShare("school", 0.7), UseShare("sports", 0.3)),
    )

    school, sports = parts_of(zone)

    assert (school.category, sports.category) == ("school", "sports")
    for name in ("floor_area", "volume"):
        whole = getattr(zone, name).value
        assert getattr(school, name).value + getattr(sports, name).value == pytest.approx(whole)
    assert sum(s.area for p in (school, sports) for s in p.surfaces) == pytest.approx(
        sum(s.area for s in zone.surfaces)
    )


def test_that_two_halves_of_one_use_need_what_the_whole_needs():
    zone = zone_from_archetype(SCHOOL, defaults())
    halves = replace(zone, uses=(UseShare("school", 0.5), UseShare("school", 0.5)))

    whole = annual_energy(zone, normal_year(), defaults())
    both = annual_energy(halves, normal_year(), defaults())

    # Not the same: each half counts its own ground floor, smaller and so nearer its edges.
    assert both.delivered_total == pytest.approx(whole.delivered_total, rel=0.01)


def test_that_a_mixed_building_lies_between_its_uses():
    zone = zone_from_archetype(SCHOOL, defaults())
    mixed = replace(zone, uses=(UseShare("school", 0.5), UseShare("nursing_home", 0.5)))

    def hot_water(of) -> float:
        return annual_energy(of, normal_year(), defaults()).by_purpose["hot_water"]

    least, most = hot_water(zone), hot_water(replace(zone, category="nursing_home"))
    assert hot_water(mixed) == pytest.approx((least + most) / 2)


def on(storey: str, name: str, area: float) -> Space:
    return Space(name + storey, name, name, storey, area)


def test_that_what_divides_unlike_uses_follows_from_storeys_and_sizes():
    storeys = [Storey("a", "1", 0.0), Storey("b", "2", 3.0)]
    over = [on("a", "Gymsal", 400.0), on("b", "Klasserom", 500.0)]
    beside = [on("a", "Gymsal", 400.0), on("a", "Klasserom", 500.0)]

    # The whole deck; two sides of a square of 20 m.
    assert dividing_area(over, "school", storeys, 3.0).value == pytest.approx(400.0)
    assert dividing_area(beside, "school", storeys, 3.0).value == pytest.approx(2 * 20.0 * 3.0)
    assert np.isnan(dividing_area(beside[:1], "sports", storeys, 3.0).value)


def test_that_a_gym_takes_heat_from_the_school_around_it():
    shares = (UseShare("school", 0.7), UseShare("sports", 0.3))
    alone = replace(zone_from_archetype(SCHOOL, defaults()), uses=shares)
    joined = replace(alone, dividing=Sourced(300.0, 300.0, 300.0, "computed", "made up"))
    weather = normal_year()

    before, after = (annual_energy(zone, weather, defaults()) for zone in (alone, joined))

    heat = "space_heating"
    assert after.by_purpose[heat] == pytest.approx(before.by_purpose[heat], rel=0.01)
    assert after.by_purpose[heat] != before.by_purpose[heat]
