"""Money, emissions, weighted energy, comfort and hot water by hand."""

import numpy as np
import pytest

from twin.analysis.emissions import emissions, weighted_energy
from twin.analysis.systems.comfort import overheating_hours
from twin.analysis.systems.cost import energy_cost
from twin.analysis.systems.delivered import delivered_energy
from twin.analysis.systems.generators import boiler
from twin.analysis.systems.hot_water import hot_water_profile
from twin.analysis.systems.plant import plant
from twin.errors import InputOutOfRange, MissingInput
from twin.workspace.defaults import defaults, system_tables

from .cases import OUTSIDE, needs, only

TABLES = system_tables()
PANELS = plant([boiler("electric_direct", TABLES)], "panels", TABLES)


def test_that_cost_is_energy_and_peaks_less_what_is_sold():
    # 5 kW all year, 8 kW of sun in one hour; 1.10 NOK/kWh, 60 NOK/kW and month, 0.50 for export.
    solar = np.zeros(8760)
    solar[4000] = 8.0

    spread = energy_cost(
        delivered_energy(only(equipment=5e3), PANELS, OUTSIDE, solar), defaults().prices, TABLES
    )

    assert spread.central.energy == pytest.approx((5 * 8760 - 5) * 1.10)
    assert spread.central.demand == pytest.approx(5 * 12 * 60)
    assert spread.central.export == pytest.approx(3 * 0.5)
    assert spread.central.total == pytest.approx(48_174.5 + 3600 - 1.5)


def test_that_all_prices_are_low_or_high_together():
    district = plant([boiler("district_heat", TABLES)], "radiators", TABLES)
    found = delivered_energy(needs(), district, OUTSIDE)
    prices, bought = defaults().prices, found.yearly()

    spread = energy_cost(found, prices, TABLES)

    assert spread.low.energy == pytest.approx(sum(bought[c] * prices[c].low for c in bought))
    assert spread.high.energy == pytest.approx(sum(bought[c] * prices[c].high for c in bought))
    assert spread.low.total < spread.central.total < spread.high.total


def test_that_a_carrier_without_price_is_refused():
    oil = plant([boiler("oil_boiler", TABLES)], "radiators", TABLES)
    prices = {"electricity": defaults().prices["electricity"]}

    with pytest.raises(MissingInput, match="oil"):
        energy_cost(delivered_energy(needs(), oil, OUTSIDE), prices, TABLES)


def test_that_every_carrier_has_price_emissions_and_weight():
    carriers = set(TABLES.carriers.values())

    assert carriers == set(defaults().prices)
    for factors in defaults().emission_factors.values():
        assert carriers == set(factors)
    for weights in TABLES.weights.values():
        assert carriers == set(weights)


def test_that_emissions_stand_side_by_side_per_basis():
    found = emissions({"electricity": 1000.0, "oil": 10.0}, defaults().emission_factors)

    assert found["Norwegian mix"] == pytest.approx(15 + 2.645)
    assert found["European mix"] == pytest.approx(136 + 2.645)


def test_that_emissions_of_many_variants_are_those_of_each():
    found = emissions({"electricity": np.array([1000.0, 0.0])}, defaults().emission_factors)

    assert found["Norwegian mix"] == pytest.approx([15, 0])


def test_that_weighted_energy_follows_each_weighting():
    found = weighted_energy({"electricity": 100.0, "district heat": 200.0}, TABLES.weights)

    assert found == {"EN ISO 52000-1": pytest.approx(510), "Unweighted": pytest.approx(300)}


def test_that_an_unknown_carrier_has_no_emissions_to_hide_behind():
    with pytest.raises(MissingInput, match="coal"):
        emissions({"coal": 10.0}, defaults().emission_factors)


def test_that_overheating_counts_what_is_felt_in_use_only():
    air, radiant = np.full(8760, 20.0), np.full(8760, 20.0)
    in_use = np.zeros(8760, bool)
    in_use[10:20] = True
    air[10:14], radiant[10:14] = 27.0, 25.2  # felt 26.1
    air[14:16], radiant[14:16] = 27.0, 25.0  # felt 26.0, not above
    air[30:40], radiant[30:40] = 40.0, 40.0  # nobody there

    assert overheating_hours(air, radiant, in_use) == 4
    both = overheating_hours(np.stack([air, air * 0], 1), np.stack([radiant, radiant], 1), in_use)
    assert both == pytest.approx([4, 0])


def test_that_overheating_is_unknown_where_a_temperature_is():
    air = np.full(8760, 20.0)
    air[5] = np.nan

    assert np.isnan(overheating_hours(air, air, np.ones(8760, bool)))
    assert overheating_hours(air, air, np.arange(8760) > 5) == 0


def test_that_hot_water_is_drawn_in_hours_of_use():
    in_use = np.arange(8760) % 24 == 8

    even = hot_water_profile(in_use)
    shaped = hot_water_profile(in_use, [0.0] * 6 + [1.0, 3.0] + [0.0] * 16)

    assert even.sum() == pytest.approx(1)
    assert even[8] == pytest.approx(1 / 365)
    assert even[9] == 0
    assert shaped[[6, 7]] * 365 == pytest.approx([0.25, 0.75])


def test_that_a_building_out_of_use_still_has_a_profile():
    assert hot_water_profile(np.zeros(8760, bool)) == pytest.approx(1 / 8760)


@pytest.mark.parametrize("shape", [[1.0] * 23, [0.0] * 24, [-1.0] + [1.0] * 23, [np.nan] * 24])
def test_that_impossible_daily_courses_are_refused(shape):
    with pytest.raises(InputOutOfRange):
        hot_water_profile(np.ones(8760, bool), shape)
