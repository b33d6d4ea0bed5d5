"""Delivered energy: nothing is lost or made on the way, and hours by hand."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.operation import hourly_use
from twin.analysis.systems.delivered import delivered_energy
from twin.analysis.systems.generators import Boiler, boiler, heat_pump
from twin.analysis.systems.hot_water import hot_water_profile
from twin.analysis.systems.needs import (
    Needs,
    ZoneNeeds,
    ZoneServices,
    building_needs,
    zone_needs,
)
from twin.analysis.systems.plant import HotWater, Plant, bivalent, plant
from twin.errors import InputOutOfRange, MissingInput
from twin.model.meter import EnergyCarrier
from twin.workspace.defaults import defaults, system_tables

from .cases import OUTSIDE, needs, only

TABLES = system_tables()
PLANTS = {
    "district heat": plant([boiler("district_heat", TABLES)], "radiators", TABLES),
    "panels": plant([boiler("electric_direct", TABLES)], "panels", TABLES),
    "sea and district heat": bivalent(
        heat_pump("sea_water", TABLES, 20e3), "district_heat", "radiators", TABLES
    ),
    "ground and electricity": bivalent(
        heat_pump("ground_water", TABLES, 15e3), "electric_boiler", "floor_heating", TABLES
    ),
    "air and oil": bivalent(
        heat_pump("air_water", TABLES, 15e3), "oil_boiler", "radiators_old", TABLES
    ),
    "air and panels": bivalent(
        heat_pump("air_air", TABLES, 10e3), "electric_direct", "warm_air", TABLES
    ),
    "bio": plant([boiler("bio_boiler", TABLES)], "radiators", TABLES),
}


@pytest.mark.parametrize("name", PLANTS)
@pytest.mark.parametrize("variants", [0, 3])
def test_that_heat_made_is_heat_needed_and_lost(name, variants):
    found = delivered_energy(needs(variants), PLANTS[name], OUTSIDE)

    for service, made in found.heat.made.items():
        asked = found.heat.need[service] + found.heat.losses[service]
        assert made == pytest.approx(asked, rel=1e-12), service
    total = sum(found.heat.made.values())
    assert sum(found.heat_by_generator.values()) == pytest.approx(total, rel=1e-12)


@pytest.mark.parametrize("name", PLANTS)
def test_that_purposes_add_up_to_what_is_bought(name):
    found = delivered_energy(needs(), PLANTS[name], OUTSIDE)

    by_carrier = dict.fromkeys(found.hourly, 0.0)
    for carriers in found.by_purpose.values():
        for carrier, energy in carriers.items():
            by_carrier[carrier] += energy
    assert by_carrier == pytest.approx(found.yearly(), rel=1e-12)
    assert {c: float(m.sum()) for c, m in found.monthly().items()} == pytest.approx(by_carrier)


@pytest.mark.parametrize("name", PLANTS)
def test_that_variants_side_by_side_are_as_each_alone(name):
    one, three = needs(), needs(3)
    scaled = replace(three, room=three.room * np.array([1.0, 0.5, 0.1]))

    alone = delivered_energy(replace(one, room=one.room * 0.5), PLANTS[name], OUTSIDE)
    together = delivered_energy(scaled, PLANTS[name], OUTSIDE)

    for carrier, energy in alone.yearly().items():
        assert together.yearly()[carrier][1] == pytest.approx(energy, rel=1e-12)
    for carrier, peak in alone.peaks().items():
        assert together.peaks()[carrier][1] == pytest.approx(peak, rel=1e-12)


def test_that_losses_are_those_of_the_circuit():
    # 10 kW all year at the room, 0.95 x 0.91 on the way, 0.98 in the exchanger.
    found = delivered_energy(only(room=10e3), PLANTS["district heat"], OUTSIDE)

    made = 87_600 / (0.95 * 0.91)
    assert found.heat.made["room"] == pytest.approx(made)
    assert found.yearly()["district heat"] == pytest.approx(made / 0.98)


def test_that_stored_hot_water_loses_its_share_in_every_hour():
    # 2 kW drawn on average and 17 % of it lost, as steady as the draw is not.
    draw = np.where(np.arange(8760) % 24 < 12, 4000.0, 0.0)

    found = delivered_energy(only(hot_water=draw), PLANTS["district heat"], OUTSIDE)

    hours = found.hourly["district heat"]
    assert hours[12] == pytest.approx(0.34 / 0.98)
    assert hours[0] == pytest.approx(4.34 / 0.98)
    assert found.heat.losses["hot_water"] == pytest.approx(0.17 * 2 * 8760)


def test_that_pumps_take_what_flow_and_specific_power_say():
    # 1 kW over 15 K is 0.015949 l/s, at 0.5 kW/(l/s) 7.97 W.
    found = delivered_energy(only(room=864.5), PLANTS["district heat"], OUTSIDE)

    assert found.by_purpose["pumps"]["electricity"] == pytest.approx(8760 * 0.007974, rel=1e-3)


def test_that_the_peak_source_gives_what_the_pump_cannot():
    # 20 kW at 7 degree C source gives 20 kW; the rest of 30 kW is district heat.
    pump = heat_pump("sea_water", TABLES, 20e3)
    ideal = Plant((pump, Boiler("peak", "district heat", 1.0, share=0.0)))

    found = delivered_energy(only(room=30e3), ideal, OUTSIDE)

    assert found.heat_by_generator["sea_water"] == pytest.approx(20 * 8760)
    assert found.heat_by_generator["peak"] == pytest.approx(10 * 8760)
    assert found.peaks()["district heat"] == pytest.approx(10)


def test_that_hot_water_is_served_before_rooms():
    small = Plant(
        (
            Boiler("first", "biofuel", 1.0, power=5e3),
            Boiler("second", "gas", 1.0, share=0.0),
        )
    )

    found = delivered_energy(only(room=4e3, hot_water=3e3), small, OUTSIDE)

    assert found.by_purpose["hot_water"] == {"biofuel": pytest.approx(3 * 8760)}
    assert found.by_purpose["room"]["biofuel"] == pytest.approx(2 * 8760)
    assert found.by_purpose["room"]["gas"] == pytest.approx(2 * 8760)


def test_that_heat_a_small_plant_cannot_give_is_told():
    small = Plant((Boiler("small", "gas", 1.0, power=6e3),))

    found = delivered_energy(only(room=10e3), small, OUTSIDE)

    assert found.heat.unmet["room"] == pytest.approx(4 * 8760)
    assert found.heat.made["room"] == pytest.approx(6 * 8760)


@pytest.mark.parametrize("pump", ["air_water", "ground_water", "sea_water"])
def test_that_a_better_pump_buys_less(pump):
    bought = [
        delivered_energy(
            needs(),
            bivalent(
                heat_pump(pump, TABLES, 20e3, cop=cop), "electric_boiler", "radiators", TABLES
            ),
            OUTSIDE,
        ).yearly()["electricity"]
        for cop in (2.5, 3.0, 3.5, 4.0, 5.0)
    ]

    assert bought == sorted(bought, reverse=True)
    assert len(set(bought)) == 5


def test_that_a_stronger_pump_leaves_less_to_the_peak_source():
    peaks = [
        delivered_energy(
            needs(),
            bivalent(heat_pump("sea_water", TABLES, power), "oil_boiler", "radiators", TABLES),
            OUTSIDE,
        ).yearly()["oil"]
        for power in (5e3, 10e3, 20e3, 30e3)
    ]

    assert peaks == sorted(peaks, reverse=True)


def test_that_a_pump_in_floors_beats_the_same_in_old_radiators():
    bought = {
        emitters: delivered_energy(
            only(room=needs().room),
            bivalent(heat_pump("air_water", TABLES), "electric_boiler", emitters, TABLES),
            OUTSIDE,
        ).yearly()["electricity"]
        for emitters in ("floor_heating", "radiators", "radiators_old")
    }

    assert bought["floor_heating"] < bought["radiators"] < bought["radiators_old"]


def test_that_own_solar_electricity_is_used_first_and_the_rest_sold():
    # 5 kW all day against panels that give 8 kW in four hours and 2 kW in two.
    solar = np.zeros(8760)
    solar[[10, 11, 12, 13]] = 8.0
    solar[[9, 14]] = 2.0

    found = delivered_energy(only(equipment=5e3), PLANTS["panels"], OUTSIDE, solar)

    assert found.own_use.sum() == pytest.approx(4 * 5 + 2 * 2)
    assert found.exported.sum() == pytest.approx(4 * 3)
    assert found.yearly()["electricity"] == pytest.approx(5 * 8760 - 24)
    assert found.hourly["electricity"][9:15] == pytest.approx([3, 0, 0, 0, 0, 3])


def test_that_solar_electricity_takes_its_part_of_electric_heating():
    # Half of 10 kW heats; panels cover a quarter of every hour.
    found = delivered_energy(
        only(room=4750.0, equipment=5e3), PLANTS["panels"], OUTSIDE, np.full(8760, 2.5)
    )

    assert found.climate_dependent() == {"electricity": pytest.approx(5 * 8760 * 0.75)}


def test_that_peaks_are_the_highest_hours():
    load = np.full(8760, 1e3)
    load[[100, 5000]] = 9e3, 7e3

    found = delivered_energy(only(equipment=load), PLANTS["panels"], OUTSIDE)

    assert found.peaks() == {"electricity": pytest.approx(9)}
    assert found.monthly_peaks() == pytest.approx([9, 1, 1, 1, 1, 1, 7, 1, 1, 1, 1, 1])


def test_that_cold_is_bought_at_the_efficiency_of_the_chiller():
    found = delivered_energy(only(cooling=3e3), PLANTS["panels"], OUTSIDE)

    assert found.by_purpose == {"cooling": {"electricity": pytest.approx(8760)}}


def test_that_zones_of_a_building_are_served_together():
    both = building_needs([needs(), needs()])

    assert both.room == pytest.approx(2 * needs().room)
    assert both.fans.sum() == pytest.approx(2 * 1500 * 8760)


def test_that_standard_and_actual_operation_are_never_summed():
    with pytest.raises(InputOutOfRange, match="neither"):
        building_needs([needs(), replace(needs(), operation="actual")])


def test_that_no_zone_and_no_number_are_refused():
    with pytest.raises(MissingInput):
        building_needs([])
    gap = needs().room.copy()
    gap[17] = np.nan
    with pytest.raises(MissingInput, match="unknown in 1 hours"):
        delivered_energy(needs(room=gap), PLANTS["panels"], OUTSIDE)
    gap[17] = np.inf
    with pytest.raises(MissingInput, match="unknown in 1 hours"):
        delivered_energy(needs(room=gap), PLANTS["panels"], OUTSIDE)
    with pytest.raises(InputOutOfRange, match="negative"):
        delivered_energy(needs(cooling=-1.0), PLANTS["panels"], OUTSIDE)


def test_that_gaps_in_weather_and_solar_electricity_are_refused():
    gap = OUTSIDE.copy()
    gap[:3] = np.nan
    with pytest.raises(MissingInput, match="3 of 8760"):
        delivered_energy(needs(), PLANTS["panels"], gap)
    with pytest.raises(MissingInput):
        delivered_energy(needs(), PLANTS["panels"], OUTSIDE[:8759])
    with pytest.raises(MissingInput, match="solar"):
        delivered_energy(needs(), PLANTS["panels"], OUTSIDE, gap)
    with pytest.raises(InputOutOfRange, match="panels"):
        delivered_energy(needs(), PLANTS["panels"], OUTSIDE, np.full(8760, -0.1))


@pytest.mark.parametrize(
    ("generators", "words"),
    [
        ((), "add up to 0"),
        ((Boiler("a", "gas", share=0.5), Boiler("b", "gas", share=0.4)), "add up to 0.9"),
        ((Boiler("a", "coal"),), "no energy carrier"),
        ((Boiler("a", "gas", efficiency=0.0),), "above 0"),
        ((Boiler("a", "gas", efficiency=np.nan),), "above 0"),
        ((Boiler("a", "gas", power=-1.0),), "0 or more"),
        ((Boiler("a", "gas", power=np.nan),), "0 or more"),
        ((Boiler("a", "gas", share=1.5), Boiler("b", "gas", share=-0.5)), "0 to 1"),
        ((heat_pump("sea_water", TABLES, cop=-3.0),), "above 0"),
    ],
)
def test_that_impossible_plants_are_refused_with_a_next_step(generators, words):
    with pytest.raises(InputOutOfRange, match=words) as refused:
        delivered_energy(needs(), Plant(generators), OUTSIDE)

    assert refused.value.next_step


def test_that_negative_losses_are_refused():
    broken = replace(PLANTS["panels"], hot_water=HotWater(loss=-0.1))

    with pytest.raises(InputOutOfRange, match="hot water"):
        delivered_energy(needs(), broken, OUTSIDE)


def test_that_every_carrier_of_the_tables_is_known():
    assert set(TABLES.carriers.values()) <= {str(c.value) for c in EnergyCarrier}


def test_that_fan_power_follows_airflow_to_the_power_given():
    use = hourly_use(defaults().operations["school"])
    services = ZoneServices(use, 100.0, 2.0, 10.0, hot_water_profile(use.in_use))
    nothing = ZoneNeeds(*(np.zeros(8760),) * 3)

    steady = zone_needs(nothing, services).fans
    cubic = zone_needs(nothing, replace(services, fan_exponent=3.0)).fans

    # 10 m3/(h m2) x 100 m2 / 3600 x 2 kW/(m3/s) = 556 W; a fifth of the air at night.
    assert steady.max() == cubic.max() == pytest.approx(555.6, abs=0.1)
    assert steady.min() == pytest.approx(111.1, abs=0.1)
    assert cubic.min() == pytest.approx(555.6 / 125, abs=0.1)


def test_that_the_needs_are_left_as_they_were():
    asked: Needs = needs()
    before = {name: getattr(asked, name).copy() for name in ("room", "lighting", "fans")}

    delivered_energy(asked, PLANTS["air and oil"], OUTSIDE, np.full(8760, 3.0))

    for name, values in before.items():
        assert (getattr(asked, name) == values).all()
