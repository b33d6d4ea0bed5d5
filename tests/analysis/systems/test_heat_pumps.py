"""Heat pumps against their rating points, the published curve, and in their directions."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.systems.circuits import circuit, heating_curve
from twin.analysis.systems.generators import (
    capacity,
    coefficient_of_performance,
    heat_pump,
    part_load_factor,
    power_for_share,
    reach,
)
from twin.errors import MissingInput
from twin.workspace.defaults import normal_year, system_tables

from .cases import OUTSIDE

NAMES = ("air_air", "air_water", "ground_water", "sea_water")


def bare(name: str, **values: float):
    """Heat pump without auxiliaries and defrosting, so that the curve alone is left."""
    pump = heat_pump(name, system_tables(), power=10e3)
    return replace(pump, values=pump.values | {"auxiliary": 0.0, "defrost": 1.0} | values)


def cop(pump, outside: float, supply: float) -> float:
    return float(coefficient_of_performance(pump, np.array([outside]), np.array([supply]))[0])


@pytest.mark.parametrize("name", NAMES)
def test_that_a_pump_has_its_rated_cop_and_power_at_the_rating_point(name):
    pump = bare(name)
    values = pump.values
    if "source_temperature" in values:
        pump = bare(name, source_temperature=values["rating_source"])

    at_rating = cop(pump, values["rating_source"], values["rating_supply"])

    assert at_rating == pytest.approx(pump.cop)
    outside = np.array([values["rating_source"]])
    assert capacity(pump, outside)[0] == pytest.approx(10e3)


def test_that_an_air_pump_follows_the_published_curve():
    # Staffell et al. (2012): 6.81 - 0.121 x 42 + 0.000630 x 42^2 = 2.839 at -7 / 35 degree C.
    pump = replace(bare("air_water"), cop=6.81 - 0.121 * 28 + 0.000630 * 28**2)

    assert cop(pump, -7.0, 35.0) == pytest.approx(2.839, abs=0.001)
    assert cop(pump, 7.0, 55.0) == pytest.approx(6.81 - 0.121 * 48 + 0.000630 * 48**2)


@pytest.mark.parametrize("name", NAMES)
def test_that_cop_falls_with_the_supply_and_rises_with_the_source(name):
    pump = heat_pump(name, system_tables())
    supply = np.linspace(25, 60, 36)
    outside = np.linspace(-19, 15, 35)

    over_supply = coefficient_of_performance(pump, np.full(36, 2.0), supply)
    over_source = coefficient_of_performance(pump, outside, np.full(35, 40.0))

    assert (np.diff(over_supply) <= 1e-12).all()
    assert (np.diff(over_source) >= -1e-12).all()
    assert over_supply.min() >= 1


def test_that_the_sea_keeps_a_pump_steady_where_air_does_not():
    tables = system_tables()
    air = coefficient_of_performance(heat_pump("air_water", tables), OUTSIDE, OUTSIDE * 0 + 45)
    sea = coefficient_of_performance(heat_pump("sea_water", tables), OUTSIDE, OUTSIDE * 0 + 45)

    assert np.ptp(sea) == 0
    assert np.ptp(air) > 0.5


def test_that_frost_on_the_outdoor_coil_costs_a_tenth():
    pump = replace(bare("air_water"), values=bare("air_water").values | {"defrost": 0.9})

    assert cop(pump, 4.9, 40.0) / cop(bare("air_water"), 4.9, 40.0) == pytest.approx(0.9)
    assert cop(pump, 5.0, 40.0) == cop(bare("air_water"), 5.0, 40.0)


def test_that_a_pump_rests_below_its_lowest_source():
    pump = bare("air_water", lowest_source=-15.0)

    assert capacity(pump, np.array([-15.1, -15.0]))[0] == 0
    assert capacity(pump, np.array([-15.1, -15.0]))[1] > 0


def test_that_power_is_rated_power_less_two_percent_a_kelvin():
    assert capacity(bare("air_water"), np.array([-3.0]))[0] == pytest.approx(8000)


def test_that_heat_above_the_highest_supply_is_left_to_others():
    pump = bare("air_water", highest_supply=55.0)

    # From 8 to 60 degree C the pump lifts to 55: 47 of 52 K.
    assert reach(pump, np.array([60.0]), np.array([8.0]))[0] == pytest.approx(47 / 52)
    assert reach(pump, np.array([50.0]), np.array([8.0]))[0] == 1
    assert reach(pump, np.array([80.0]), np.array([60.0]))[0] == 0


def test_that_short_running_costs_what_the_standard_says():
    # EN 14825: 1 - 0.25 (1 - CR); at half of the lowest load CR is 0.5.
    pump = bare("air_air", cycling=0.25, lowest_load=0.3)

    factors = part_load_factor(pump, np.array([0.0, 0.15, 0.3, 1.0]))

    assert factors == pytest.approx([0.75, 0.875, 1.0, 1.0])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("share", [0.3, 0.85, 0.99])
def test_that_a_pump_sized_for_a_share_gives_it(name, share):
    heat = np.maximum(17 - OUTSIDE, 0) * 1000
    pump = heat_pump(name, system_tables())

    power = power_for_share(pump, heat, OUTSIDE, share)

    given = np.minimum(heat, capacity(replace(pump, power=power), OUTSIDE)).sum() / heat.sum()
    assert given == pytest.approx(share, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "emitters", "low", "high"),
    [
        # Forsvarsbygg (2009), Haakonsvern in Bergen: 3.5 for sea water, into 68 degree C.
        ("sea_water", "radiators", 3.2, 4.2),
        ("sea_water", "radiators_old", 2.5, 3.5),
        # NVE, EBM 1.2.0: 2.5 for air and 3.0 for central heat pumps, over the stock.
        ("air_water", "radiators", 2.4, 3.2),
        ("air_air", "warm_air", 2.5, 3.6),
        ("ground_water", "radiators", 3.0, 4.0),
    ],
)
def test_that_a_year_in_bergen_is_near_what_others_report(name, emitters, low, high):
    outside = normal_year().temperature
    heat = np.maximum(16 - outside, 0) * 1000
    pump = heat_pump(name, system_tables())
    pump = replace(pump, power=power_for_share(pump, heat, outside, 0.9))
    supply, _ = heating_curve(circuit(emitters, system_tables()), outside)

    given = np.minimum(heat, capacity(pump, outside))
    cop = coefficient_of_performance(pump, outside, supply)
    bought = given / cop / part_load_factor(pump, given / capacity(pump, outside))

    assert low < given.sum() / bought.sum() < high


def test_that_the_heating_curve_meets_its_design_point_and_its_end():
    radiators = circuit("radiators", system_tables())

    supply, back = heating_curve(radiators, np.array([-10.0, -20.0, 5.0, 20.0]))

    # At 5 degree C the load is a half: 20 + 32.5 x 0.5 ** (1 / 1.3) = 39.07, 7.5 K between.
    assert supply == pytest.approx([60, 60, 39.07 + 3.75, 25], abs=0.01)
    assert (supply - back) == pytest.approx([15, 15, 7.5, 0])


def test_that_no_heat_needs_no_pump():
    pump = heat_pump("sea_water", system_tables())

    assert power_for_share(pump, np.zeros(8760), OUTSIDE, 0.9) == 0


def test_that_an_unknown_pump_is_refused_with_the_known_ones():
    with pytest.raises(MissingInput, match="sea_water"):
        heat_pump("steam", system_tables())
