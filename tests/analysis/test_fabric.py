"""What a zone stores, what it loses to the ground, and what it loses to unheated rooms."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.heat_balance import annual_energy
from twin.analysis.powers import design_heat_load
from twin.analysis.zone.fabric import Fabric
from twin.analysis.zone.ground import Ground, u_value_with, usual_perimeter, wall_u_value
from twin.analysis.zone.shape import sums_of
from twin.analysis.zones import zone_from_archetype
from twin.model.thermal import InnerMass, Sourced, ThermalSurface, ThermalZone
from twin.workspace.defaults import defaults, normal_year

from .cases import SCHOOL


def exactly(value: float) -> Sourced:
    return Sourced(value, value, value, "computed", "test")


def zone(*changes: ThermalSurface, **fields: object) -> ThermalZone:
    """The archetype with some surfaces more."""
    usual = zone_from_archetype(SCHOOL, defaults())
    return replace(usual, surfaces=(*usual.surfaces, *changes), **fields)


def fabric(*zones: ThermalZone) -> Fabric:
    return Fabric.of(zones, [sums_of(z) for z in zones], np.full(len(zones), 2.0))


def heating(of: ThermalZone) -> float:
    return annual_energy(of, normal_year(), defaults()).by_purpose["space_heating"]


def wall(adjacency: str, reduction: float = 1.0, area: float = 300.0) -> ThermalSurface:
    return ThermalSurface(
        "wall", area, 0.0, 90.0, exactly(0.5), np.nan, (), adjacency, exactly(reduction)
    )


def test_that_known_leaves_replace_the_guess_by_area():
    usual = zone()
    heavy = tuple(
        replace(s, leaf_capacity=exactly(200e3)) if s.kind == "wall" and s.azimuth == 0.0 else s
        for s in usual.surfaces
    )
    walls = {s.azimuth: s.area for s in heavy if s.kind == "wall"}
    share = walls[0.0] / sum(walls.values())

    guessed, known = fabric(usual).leaf["wall"][0], fabric(replace(usual, surfaces=heavy))

    assert known.leaf["wall"][0] == pytest.approx(share * 200e3 + (1 - share) * guessed)
    assert known.leaf["roof"][0] == fabric(usual).leaf["roof"][0]


def test_that_inner_mass_of_a_model_replaces_the_rule_and_unknown_layers_keep_the_guess():
    parts = (InnerMass("wall", 1000.0, exactly(20e3)), InnerMass("floor", 500.0, exactly(np.nan)))

    found = fabric(zone(inner=parts), zone())

    usual_deck = fabric(zone()).leaf["floor"][0]
    assert found.inner_area == pytest.approx([1500.0, 2.5 * 1200])
    assert found.inner_leaf[0] == pytest.approx((1000 * 20e3 + 500 * usual_deck) / 1500)


def test_that_heavier_inner_parts_store_more_and_even_out_the_heat():
    light, heavy = (
        zone(inner=(InnerMass("wall", 3000.0, exactly(capacity)),)) for capacity in (10e3, 200e3)
    )

    results = [annual_energy(z, normal_year(), defaults()) for z in (light, heavy)]

    assert results[1].peak_heating_kw < results[0].peak_heating_kw


def test_that_walls_to_heated_rooms_lose_nothing_and_to_unheated_rooms_their_share():
    none = heating(zone())
    neighbour, cellar, outside = (
        heating(zone(wall(adjacency, reduction))) - none
        for adjacency, reduction in (("heated", 0.0), ("unheated", 0.5), ("unheated", 1.0))
    )

    assert abs(neighbour) < 0.01 * outside
    assert cellar == pytest.approx(outside / 2, rel=0.05)


def test_that_the_design_load_counts_the_share_too():
    none = design_heat_load(zone(), 1200.0)
    half = design_heat_load(zone(wall("unheated", 0.5)), 1200.0) - none

    assert half == pytest.approx(300 * 0.5 * 0.5 * 31 / 1000)
    assert design_heat_load(zone(wall("heated", 0.0)), 1200.0) == none


def test_that_a_floor_over_outside_air_does_not_touch_the_ground():
    floor = ThermalSurface("floor", 200.0, np.nan, 180.0, exactly(0.2), adjacency="outside")

    sums = sums_of(zone(floor))

    assert sums.area["floor"] == sums_of(zone()).area["floor"]
    assert sums.other == pytest.approx(sums_of(zone()).other + 40.0)


def test_that_walls_below_the_ground_lose_less_than_the_same_walls_outside():
    none, ground, outside = (
        heating(z) for z in (zone(), zone(wall("ground")), zone(wall("outside")))
    )

    assert none < ground < outside


def ground(wall_area: float, perimeter: float) -> Ground:
    one = np.ones(1)
    return Ground(400 * one, 0.3 * one, wall_area * one, 0.4 * one, perimeter * one, 2.0 * one)


def test_that_deeper_walls_below_the_ground_lose_less_per_area():
    values = [float(wall_u_value(ground(80.0 * depth, 80.0))[0]) for depth in (0.1, 1, 2.5, 5)]

    assert values == sorted(values, reverse=True)
    by_hand = 2 * 2 / (np.pi * 2.5) * (1 + 0.5 * 5 / 7.5) * np.log(2.5 / 5 + 1)
    assert values[2] == pytest.approx(by_hand, rel=1e-9)
    assert max(values) < 0.4


def test_that_a_longer_outline_loses_more():
    values = [float(u_value_with(ground(0.0, perimeter))[0]) for perimeter in (20.0, 80.0, 160.0)]

    assert values == sorted(values)
    assert values[-1] < 0.3


def test_that_the_outline_of_the_model_is_used_and_the_usual_one_else():
    found = fabric(zone(exposed_perimeter=exactly(150.0)), zone())
    floor = sum(s.area for s in zone().surfaces if s.kind == "floor")

    assert found.ground.perimeter == pytest.approx([150.0, usual_perimeter(np.array(floor))])


def test_that_a_zone_with_walls_below_ground_and_no_floor_can_be_calculated():
    usual = zone(wall("ground"))
    floorless = replace(usual, surfaces=tuple(s for s in usual.surfaces if s.kind != "floor"))

    assert heating(floorless) > 0
