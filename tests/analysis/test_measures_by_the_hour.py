"""What measures do to a year of a building: direction, limits, and numbers by hand."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.assumptions import central_physics
from twin.analysis.effects import Change, apply
from twin.analysis.heat_balance import annual_energy, simulate_many
from twin.analysis.systems.circuits import circuit
from twin.analysis.systems.delivered import delivered_energy
from twin.analysis.systems.needs import SERIES, Needs
from twin.analysis.systems.of_zone import plant_of, screening_plant
from twin.analysis.zone.variants import Variant
from twin.analysis.zones import zone_from_archetype
from twin.model.effect_kind import EFFECT_KINDS
from twin.model.thermal import HeatingSystem, Sourced
from twin.workspace.defaults import defaults, normal_year

from .cases import SCHOOL, effect

D = defaults()
WEATHER = normal_year()


def sure(value):
    return Sourced(value, value, value, "documented", "test")


BOILER = replace(
    zone_from_archetype(SCHOOL, D),
    heating=(HeatingSystem("electric_boiler", "electricity", sure(0.84)),),
)
PANELS = replace(BOILER, heating=(HeatingSystem("electric_direct", "electricity", sure(0.95)),))


def changed(zone, kind, value, **more):
    unit = EFFECT_KINDS[kind].units[0]
    every = range(len(zone.surfaces))
    return apply(zone, Change(replace(effect(kind, value, unit), **more), every, value))


def year(zone, **more):
    return annual_energy(zone, WEATHER, D, **more)


def season(zone, heat=None):
    """What is bought for a heat need in proportion to the cold outside, rooms alone. [kWh]"""
    room = 1000 * np.maximum(17.0 - WEATHER.temperature, 0) if heat is None else heat
    nothing = np.zeros(8760)
    needs = Needs(*(room if name == "room" else nothing for name in SERIES))
    plant = plant_of(zone, needs, WEATHER.temperature, central_physics(D), D.systems)
    return room.sum() / 1000, delivered_energy(needs, plant, WEATHER.temperature)


BEFORE = year(BOILER)


@pytest.mark.parametrize(
    ("kind", "value", "purpose"),
    [
        ("u_value", 0.2, "space_heating"), ("added_resistance", 3.0, "space_heating"),
        ("thermal_bridge", 0.01, "space_heating"), ("n50", 0.6, "space_heating"),
        ("n50_factor", 0.5, "space_heating"), ("heat_recovery", 0.85, "space_heating"),
        ("fan_power", 1.0, "fans"), ("ventilation_factor", 0.6, "space_heating"),
        ("ventilation_hours", -3.0, "fans"), ("lighting_factor", 0.5, "lighting"),
        ("equipment_factor", 0.5, "equipment"), ("hot_water_factor", 0.5, "hot_water"),
        ("setpoint_shift", -1.0, "space_heating"), ("night_setback", 3.0, "space_heating"),
        ("floor_area_factor", 0.8, "space_heating"),
    ],
)  # fmt: skip
def test_that_a_measure_lowers_the_need_it_is_for(kind, value, purpose):
    after = year(changed(BOILER, kind, value))

    assert after.by_purpose[purpose] < BEFORE.by_purpose[purpose] * 0.999


def test_that_less_light_and_equipment_ask_for_more_heat():
    for kind in ("lighting_factor", "equipment_factor"):
        after = year(changed(BOILER, kind, 0.5))
        assert after.by_purpose["space_heating"] > BEFORE.by_purpose["space_heating"]


def test_that_glass_that_lets_less_sun_in_asks_for_more_heat():
    after = year(changed(BOILER, "g_value", 0.2))

    assert after.by_purpose["space_heating"] > BEFORE.by_purpose["space_heating"]


def test_that_hot_water_and_equipment_follow_their_factors_by_hand():
    water = year(changed(BOILER, "hot_water_factor", 0.8)).by_purpose["hot_water"]
    devices = year(changed(BOILER, "equipment_factor", 0.7)).by_purpose["equipment"]

    assert water == pytest.approx(0.8 * BEFORE.by_purpose["hot_water"], rel=1e-9)
    assert devices == pytest.approx(0.7 * BEFORE.by_purpose["equipment"], rel=1e-9)


def test_that_fans_run_shorter_by_hand():
    # 220 days in use, 2 hours less with 10 instead of 2 m3/(h m2), times SFP.
    after = year(changed(BOILER, "ventilation_hours", -2.0)).by_purpose["fans"]
    sfp, area = BOILER.specific_fan_power.value, BOILER.floor_area.value
    by_hand = 220 * 2 * (10 - 2) / 3600 * sfp * area

    assert BEFORE.by_purpose["fans"] - after == pytest.approx(by_hand, rel=1e-6)


def test_that_night_air_cools_rooms_for_little_heat():
    hot = replace(BOILER, equipment_factor=4.0)
    before, after = year(hot), year(changed(hot, "night_flushing", 4.0))

    assert sum(after.overheating_hours.values()) < sum(before.overheating_hours.values())
    assert after.by_purpose["space_heating"] <= before.by_purpose["space_heating"] * 1.01
    assert after.by_purpose["fans"] == before.by_purpose["fans"]


@pytest.mark.parametrize(("zone", "kept"), [(BOILER, 0.95), (PANELS, 0.95)])
def test_that_control_takes_its_part_of_the_losses_by_hand(zone, kept):
    """1/eta = 1/kept x 1/rest: with half the loss of emission, kept + (1 - kept) / 2 is bought."""
    need, before = season(zone)
    _, after = season(changed(zone, "control_loss_factor", 0.5))

    assert before.yearly()["electricity"] == pytest.approx(need / zone.heating[0].efficiency.value)
    ratio = after.yearly()["electricity"] / before.yearly()["electricity"]
    assert ratio == pytest.approx(kept + (1 - kept) / 2, rel=1e-9)


def test_that_colder_water_loses_less_in_pipes_by_hand():
    """60 degrees today; at 40 the water is half as far above 20, so pipes lose half as much."""
    kept = float(circuit("radiators", D.systems).distribution)
    _, before = season(BOILER)
    _, after = season(changed(BOILER, "flow_temperature", 40.0))

    ratio = after.yearly()["electricity"] / before.yearly()["electricity"]
    assert ratio == pytest.approx(kept + (1 - kept) / 2, rel=1e-9)


def test_that_panel_heaters_have_no_water_to_make_colder():
    _, before = season(PANELS)
    _, after = season(changed(PANELS, "flow_temperature", 40.0))

    assert after.yearly()["electricity"] == pytest.approx(before.yearly()["electricity"])


@pytest.mark.parametrize("source", ["air", "ground", "water"])
def test_that_a_heat_pump_gives_its_seasonal_cop_over_the_season(source):
    need, found = season(changed(BOILER, "heat_pump", 3.0, share=1.0, source_of_heat=source))
    way = circuit("radiators", D.systems)

    made = need / (float(way.emission) * float(way.distribution))
    pump = found.heat_by_generator["heat_pump"]
    assert pump == pytest.approx(made, rel=0.02)  # the coldest hours may be beyond its water
    rest = made - pump
    assert (pump / (found.yearly()["electricity"] - rest / 0.97)) == pytest.approx(3.0, rel=0.02)


def test_that_a_heat_pump_is_sized_for_its_share_of_the_year():
    zone = changed(BOILER, "heat_pump", 3.0, share=0.8)
    found = simulate_many([Variant(zone, central_physics(D))], WEATHER, D)[0].delivered
    heat = found.heat_by_generator

    water = found.heat.made["hot_water"]
    assert heat["heat_pump"] / (sum(heat.values()) - water) == pytest.approx(0.8, abs=0.005)


def test_that_a_pump_from_the_ground_has_a_lower_peak_than_one_from_the_air():
    peaks = [
        year(changed(BOILER, "heat_pump", 3.0, share=0.95, source_of_heat=s)).peak_kw[
            "electricity"
        ]
        for s in ("ground", "air")
    ]

    assert peaks[0] < peaks[1] < BEFORE.peak_kw["electricity"]


def test_that_colder_water_makes_a_heat_pump_better():
    pump = changed(BOILER, "heat_pump", 3.0, share=0.9)
    before = year(pump).delivered_total
    after = [
        year(changed(pump, "flow_temperature", t)).delivered_total for t in (55.0, 45.0, 35.0)
    ]

    assert before > after[0] > after[1] > after[2]


def test_that_the_exhaust_air_limits_a_heat_pump_and_nothing_drives_it_without_fans():
    aired = replace(BOILER, heat_recovery=sure(0.0))
    still = replace(aired, specific_fan_power=sure(0.0))
    heat = []
    for zone in (aired, still):
        pump = changed(zone, "heat_pump", 3.0, share=0.9, source_of_heat="exhaust_air")
        found = simulate_many([Variant(pump, central_physics(D))], WEATHER, D)[0]
        heat.append(found.delivered.heat_by_generator.get("heat_pump", 0.0))

    assert heat[0] > 0
    assert heat[1] == 0


def test_that_district_heat_loses_in_its_exchanger_and_pipes_by_hand():
    zone = changed(PANELS, "district_heating", 0.98, share=1.0)
    way = circuit("radiators", D.systems)
    need, found = season(zone)

    by_hand = need / (0.98 * float(way.emission) * float(way.distribution))
    assert found.yearly()["district heat"] == pytest.approx(by_hand, rel=1e-9)
    assert year(zone).peak_kw["electricity"] < year(PANELS).peak_kw["electricity"] / 2


def test_that_the_quick_plant_buys_about_what_the_hourly_one_does():
    for source, temperature in (("air", 0.0), ("ground", 45.0)):
        zone = changed(BOILER, "heat_pump", 3.0, share=0.9, source_of_heat=source)
        zone = replace(zone, flow_temperature=temperature)
        found = simulate_many([Variant(zone, central_physics(D))], WEATHER, D)[0]
        quick = screening_plant(zone, WEATHER.temperature, central_physics(D), D.systems)
        assert quick is not None
        bought = delivered_energy(found.needs, quick, WEATHER.temperature).yearly()

        assert bought["electricity"] == pytest.approx(
            found.delivered.yearly()["electricity"], rel=0.03
        )


def test_that_a_heat_store_cuts_the_peak_and_loses_a_little():
    after = year(changed(BOILER, "thermal_store", 300.0))

    assert after.peak_kw["electricity"] < 0.9 * BEFORE.peak_kw["electricity"]
    lost = after.delivered_total - BEFORE.delivered_total
    assert 0 < lost < 365 * 300 * 0.025 / 0.84


def test_that_a_battery_uses_more_of_the_sun_and_conserves_energy():
    sunny = replace(BOILER, pv_power=200.0)
    before, after = year(sunny), year(changed(sunny, "battery", 200.0))

    assert after.exported < before.exported
    assert after.own_use > before.own_use
    assert after.own_use + after.exported == pytest.approx(before.own_use + before.exported)
    assert after.peak_kw["electricity"] < before.peak_kw["electricity"]
    lost = (after.delivered_total + after.own_use) - (before.delivered_total + before.own_use)
    assert 0 < lost < 0.25 * (before.exported - after.exported) + 2000


def test_that_nothing_is_used_in_a_building_that_is_gone():
    after = year(changed(replace(BOILER, pv_power=50.0), "floor_area_factor", 0.0))

    assert after.delivered_total == 0
    assert (after.cost, after.exported, after.peak_heating_kw) == (0, 0, 0)
    assert after.labels == () and not np.isfinite(after.specific_delivered)


def test_that_a_part_of_a_building_uses_that_part_of_its_energy():
    after = year(changed(BOILER, "floor_area_factor", 0.8))

    assert after.delivered_total == pytest.approx(0.8 * BEFORE.delivered_total, rel=0.02)


@pytest.mark.parametrize(
    "kinds",
    [
        {"heat_pump": 3.0, "flow_temperature": 45.0, "thermal_store": 100.0},
        {"district_heating": 0.98, "control_loss_factor": 0.5, "thermal_store": 500.0},
        {"thermal_store": 50.0, "night_setback": 3.0, "ventilation_hours": -2.0},
    ],
)
def test_that_all_heat_that_is_made_is_needed_or_lost(kinds):
    zone = BOILER
    for kind, value in kinds.items():
        zone = changed(zone, kind, value, share=0.8)
    heat = simulate_many([Variant(zone, central_physics(D))], WEATHER, D)[0].delivered.heat

    for service, need in heat.need.items():
        made = heat.made[service] + heat.unmet.get(service, 0.0)
        assert made == pytest.approx(need + heat.losses[service], rel=1e-9), service


def test_that_bought_and_own_electricity_cover_all_purposes_and_what_a_battery_loses():
    zone = changed(replace(BOILER, pv_power=150.0), "battery", 100.0)
    found = simulate_many([Variant(zone, central_physics(D))], WEATHER, D)[0].delivered
    used = sum(sum(carriers.values()) for carriers in found.by_purpose.values())

    lost = found.yearly()["electricity"] + found.own_use.sum() - used
    assert 0 < lost < 0.02 * used
