"""Many buildings at once give what each gives alone, hour by hour."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.operation import hourly_use
from twin.analysis.systems.alike import BuildingSystems
from twin.analysis.systems.delivered import delivered_energy
from twin.analysis.systems.generators import Boiler, boiler, heat_pump
from twin.analysis.systems.hot_water import hot_water_profile
from twin.analysis.systems.needs import ZoneNeeds, ZoneServices, building_needs, zone_needs
from twin.analysis.systems.plant import Plant, bivalent, plant
from twin.analysis.systems.totals import yearly_totals
from twin.errors import InputOutOfRange, MissingInput
from twin.workspace.defaults import defaults, system_tables

from .cases import OUTSIDE, needs

TABLES = system_tables()
SUN = np.maximum(np.sin(2 * np.pi * (np.arange(8760) - 6) / 24), 0) * 0.8
PROFILE = {
    name: hot_water_profile(hourly_use(defaults().operations[name]).in_use)
    for name in ("school", "nursing_home")
}
PLANTS = (
    plant([boiler("district_heat", TABLES)], "radiators", TABLES),
    plant([boiler("electric_direct", TABLES)], "panels", TABLES),
    bivalent(heat_pump("sea_water", TABLES, 20e3), "district_heat", "radiators", TABLES),
    bivalent(heat_pump("sea_water", TABLES, 9e3, 3.9), "district_heat", "radiators", TABLES),
    bivalent(heat_pump("air_water", TABLES, 15e3), "oil_boiler", "radiators_old", TABLES),
    bivalent(heat_pump("air_air", TABLES, 8e3), "electric_direct", "warm_air", TABLES),
    bivalent(heat_pump("ground_water", TABLES), "electric_boiler", "floor_heating", TABLES),
    plant(
        [boiler("bio_boiler", TABLES, 0.7), boiler("gas_boiler", TABLES, 0.3)], "radiators", TABLES
    ),
    Plant((Boiler("small", "gas", 0.9, power=6e3),)),
)


def building(row: int) -> BuildingSystems:
    category = "school" if row % 2 else "nursing_home"
    services = ZoneServices(
        use=hourly_use(defaults().operations[category]),
        floor_area=400.0 + 50 * row,
        specific_fan_power=1.5 + 0.1 * row,
        hot_water=10.0 + row,
        hot_water_profile=PROFILE[category],
        ventilation_factor=1 - 0.02 * row,
        lighting_factor=1 - 0.05 * row,
    )
    return BuildingSystems(PLANTS[row % len(PLANTS)], services, SUN, 2.0 * row)


def columns(n: int) -> ZoneNeeds:
    one = needs()
    factors = np.linspace(0.5, 1.5, n)
    return ZoneNeeds(*(np.outer(x, factors) for x in (one.room, one.coil, one.cooling)))


@pytest.fixture(scope="module")
def both():
    n = 2 * len(PLANTS)
    asked, buildings = columns(n), [building(row) for row in range(n)]
    alone = [
        delivered_energy(
            building_needs(
                [
                    zone_needs(
                        ZoneNeeds(asked.room[:, k], asked.coil[:, k], asked.cooling[:, k]),
                        b.services,
                    )
                ]
            ),
            b.plant,
            OUTSIDE,
            SUN * b.solar,
        )
        for k, b in enumerate(buildings)
    ]
    return yearly_totals(buildings, asked, OUTSIDE), alone


def test_that_compiled_energy_is_that_of_the_hours(both):
    together, alone = both

    for row, one in enumerate(alone):
        bought = {carrier: energy for carrier, energy in one.yearly().items() if energy}
        assert together.of(row) == pytest.approx(bought, rel=1e-10)


def test_that_compiled_months_and_peaks_are_those_of_the_hours(both):
    together, alone = both

    for row, one in enumerate(alone):
        months, peaks = one.monthly(), one.peaks()
        for carrier in months:
            place = together.carriers.index(carrier)
            assert together.monthly[:, place, row] == pytest.approx(months[carrier], rel=1e-10)
            assert together.peaks[place, row] == pytest.approx(peaks[carrier], rel=1e-10)
            monthly = one.monthly_peaks(carrier)
            assert together.monthly_peaks[:, place, row] == pytest.approx(monthly, rel=1e-10)


def test_that_compiled_solar_unmet_and_climate_parts_are_those_of_the_hours(both):
    together, alone = both

    for row, one in enumerate(alone):
        assert together.own_use[row] == pytest.approx(one.own_use.sum(), rel=1e-10)
        assert together.exported[row] == pytest.approx(one.exported.sum(), rel=1e-10, abs=1e-9)
        assert together.unmet[row] == pytest.approx(sum(one.heat.unmet.values()), abs=1e-6)
        for carrier, energy in one.climate_dependent().items():
            place = together.carriers.index(carrier)
            assert together.climate_dependent[place, row] == pytest.approx(energy, rel=1e-10)


def test_that_single_precision_needs_are_near_enough():
    asked, buildings = columns(4), [building(row) for row in range(4)]
    single = ZoneNeeds(*(x.astype(np.float32) for x in (asked.room, asked.coil, asked.cooling)))

    exact = yearly_totals(buildings, asked, OUTSIDE)
    rough = yearly_totals(buildings, single, OUTSIDE)

    assert rough.yearly == pytest.approx(exact.yearly, rel=1e-6)


def test_that_more_buildings_than_run_side_by_side_change_nothing():
    many = yearly_totals([building(2)] * 150, columns(150), OUTSIDE)
    first = yearly_totals([building(2)], ZoneNeeds(*(
        getattr(columns(150), name)[:, 140:141] for name in ("room", "coil", "cooling")
    )), OUTSIDE)  # fmt: skip

    assert many.yearly[:, 140] == pytest.approx(first.yearly[:, 0], rel=1e-12)


def test_that_gaps_and_impossible_plants_are_refused():
    gap = columns(2)
    gap.room[5, 1] = np.nan
    with pytest.raises(MissingInput, match="1 hours"):
        yearly_totals([building(0), building(1)], gap, OUTSIDE)
    broken = replace(building(0), plant=Plant((Boiler("a", "gas", share=0.5),)))
    with pytest.raises(InputOutOfRange, match="add up"):
        yearly_totals([broken], columns(1), OUTSIDE)
