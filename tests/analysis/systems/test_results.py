"""From a zone's heat sources and needs to the yearly result."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.actual_operation import actual_use
from twin.analysis.assumptions import central_physics
from twin.analysis.operation import hourly_use
from twin.analysis.systems.delivered import delivered_energy
from twin.analysis.systems.generators import Boiler, HeatPump
from twin.analysis.systems.needs import ZoneNeeds, building_needs, zone_needs
from twin.analysis.systems.of_zone import plant_of, services_of
from twin.analysis.systems.plant import Plant
from twin.analysis.systems.result import ResultInput, energy_result
from twin.analysis.zones import zone_from_archetype
from twin.model.building import Building
from twin.model.operation import ActualOperation
from twin.model.thermal import HeatingSystem, Sourced
from twin.workspace.defaults import defaults, label_schemes, system_tables

from .cases import OUTSIDE, needs

TABLES = system_tables()
PHYSICS = central_physics(defaults())
USE = hourly_use(defaults().operations["school"])
ZONE = zone_from_archetype(
    Building("b", "b", "school", construction_year=1990, heated_floor_area=1200.0, storeys=2),
    defaults(),
)
HEAT = ZoneNeeds(needs().room, needs().coil, needs().cooling)


def exactly(value: float) -> Sourced:
    return Sourced(value, value, value, "computed", "the test")


def heated_by(*sources: HeatingSystem):
    return replace(ZONE, heating=sources)


PUMP = HeatingSystem("sea_water", "electricity", exactly(4.5), 0.8)
DISTRICT = HeatingSystem("district_heat", "district heat", exactly(0.84), 0.2)


def result(zone, keep_hours: bool = False, operation: str = "standard"):
    asked = building_needs([zone_needs(HEAT, services_of(zone, USE, TABLES))])
    asked = replace(asked, operation=operation)
    plant = plant_of(zone, asked, OUTSIDE, PHYSICS, TABLES)
    known = ResultInput(
        "school", 1200.0, OUTSIDE, defaults(), TABLES, label_schemes(), {"b": 12.0}
    )
    return energy_result(asked, delivered_energy(asked, plant, OUTSIDE), known, keep_hours)


def test_that_a_named_heat_pump_is_sized_for_its_share():
    asked = building_needs([zone_needs(HEAT, services_of(ZONE, USE, TABLES))])

    plant = plant_of(heated_by(PUMP, DISTRICT), asked, OUTSIDE, PHYSICS, TABLES)
    found = delivered_energy(asked, plant, OUTSIDE)

    pump = plant.generators[0]
    assert isinstance(pump, HeatPump)
    assert pump.cop == 4.5
    # Losses and hot water come on top of the heat it was sized for.
    made = found.heat_by_generator
    assert 0.7 < made["sea_water"] / sum(made.values()) < 0.82
    assert "district heat" in found.yearly()


def test_that_a_pump_alone_has_an_electric_peak_source():
    asked = building_needs([zone_needs(HEAT, services_of(ZONE, USE, TABLES))])
    alone = heated_by(replace(PUMP, share=1.0))

    plant = plant_of(alone, asked, OUTSIDE, PHYSICS, TABLES)

    assert [g.name for g in plant.generators] == ["sea_water", "electric_boiler"]
    assert delivered_energy(asked, plant, OUTSIDE).heat.unmet["room"] == pytest.approx(0)


def test_that_a_pump_saves_against_district_heat_alone():
    with_pump = result(heated_by(PUMP, DISTRICT))
    without = result(heated_by(replace(DISTRICT, share=1.0)))

    assert with_pump.delivered_total < without.delivered_total
    assert with_pump.peak_kw["electricity"] > without.peak_kw["electricity"]


def test_that_the_result_adds_up():
    found = result(heated_by(PUMP, DISTRICT), keep_hours=True)

    for carrier, energy in found.delivered.items():
        assert sum(found.delivered_monthly[carrier]) == pytest.approx(energy)
        assert found.hourly[carrier].sum() == pytest.approx(energy)
        assert found.hourly[carrier].max() == pytest.approx(found.peak_kw[carrier])
        assert 0 <= found.climate_dependent.get(carrier, 0.0) <= energy
    assert found.weighted["Unweighted"] == pytest.approx(found.delivered_total)
    assert set(found.emissions) == {"Norwegian mix", "European mix"}
    assert found.cost_low < found.cost < found.cost_high
    assert found.overheating_hours == {"b": 12.0}
    assert found.by_purpose["space_heating"] == pytest.approx((HEAT.room + HEAT.coil).sum() / 1000)


def test_that_both_labels_stand_beside_each_other():
    old, new = result(heated_by(replace(DISTRICT, share=1.0))).labels

    assert (old.energy.scheme, new.energy.scheme) == ("2015", "2026")
    assert new.energy.kwh_per_m2 < old.energy.kwh_per_m2  # district heat weighs less


def test_that_actual_operation_and_unknown_weights_leave_labels_out():
    oil = HeatingSystem("oil_boiler", "oil", exactly(0.8))

    actual, by_oil = result(ZONE, operation="actual"), result(heated_by(oil))

    assert (actual.labels, actual.findings) == ((), ())
    assert [label.energy.scheme for label in by_oil.labels] == ["2015"]
    assert [f.code for f in by_oil.findings] == ["no-energy-label"]
    assert "oil in the energy label of 2026" in by_oil.findings[0].text()


def test_that_a_plant_too_small_for_the_building_is_told():
    asked = needs()
    small = Plant((Boiler("small", "biofuel", power=15e3),))
    known = ResultInput("school", 1200.0, OUTSIDE, defaults(), TABLES, label_schemes())

    found = energy_result(asked, delivered_energy(asked, small, OUTSIDE), known)

    assert found.unmet_heat > 0
    assert found.findings[0].code == "plant-too-small"
    assert str(round(found.unmet_heat)) in found.findings[0].text()


def test_that_hours_are_kept_only_when_asked_for():
    assert result(ZONE).hourly == {}
    assert np.shape(result(ZONE, keep_hours=True).hourly["electricity"]) == (8760,)


def test_that_nursing_homes_draw_hot_water_in_the_morning_in_actual_operation():
    category = "nursing_home"
    standard = hourly_use(defaults().operations[category])
    actual = actual_use(ActualOperation("b", category, 2026), defaults().operations[category])
    home = replace(ZONE, category=category)

    even = services_of(home, standard, TABLES).hot_water_profile
    shaped = services_of(home, actual, TABLES).hot_water_profile

    assert len(set(even.round(12))) == 2
    assert shaped.reshape(365, 24).sum(axis=0).argmax() == 8
    assert shaped.sum() == pytest.approx(1)


def test_that_buildings_used_alike_share_one_course_of_hot_water():
    one, other = (services_of(ZONE, USE, TABLES) for _ in range(2))

    assert one.hot_water_profile is other.hot_water_profile
