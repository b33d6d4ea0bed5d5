"""A battery: energy is conserved, the sun is kept first, then peaks are cut."""

import numpy as np
import pytest

from twin.analysis.seasons import month_of_hour
from twin.analysis.systems.battery import Battery, battery, stored
from twin.workspace.defaults import defaults

HOUR = np.arange(8760)
LOAD = 20 + 30.0 * ((HOUR % 24 > 7) & (HOUR % 24 < 17) & (HOUR // 24 % 7 < 5))
SUMMER = (HOUR // 24 > 90) & (HOUR // 24 < 270)
SUN = np.maximum(0, 80 * np.sin((HOUR % 24 - 6) / 12 * np.pi)) * SUMMER
NO_SUN = np.zeros(8760)


def plain(load, solar):
    return np.maximum(load - solar, 0), np.maximum(solar - load, 0)


def test_that_no_battery_changes_nothing():
    for found, expected in zip(
        stored(LOAD, SUN, Battery(0, 0, 0.9)), plain(LOAD, SUN), strict=True
    ):
        assert np.array_equal(found, expected)


def test_that_without_losses_nothing_is_lost():
    bought, exported = stored(LOAD, SUN, Battery(100.0, 50.0, 1.0))

    assert bought.sum() + SUN.sum() == pytest.approx(LOAD.sum() + exported.sum(), rel=1e-12)


def test_that_what_is_kept_comes_back_less_the_losses_by_hand():
    """One sunny hour: 60 kWh beyond the load go in, 60 x 0.9 x 0.9 come out."""
    load, solar = np.full(8760, 20.0), np.zeros(8760)
    solar[4000] = 80.0
    bought, exported = stored(load, solar, Battery(60.0, 100.0, 0.9))

    assert exported.sum() == 0
    used = load.sum() - 20 - bought.sum()
    assert used == pytest.approx(60 * 0.81, abs=3.0)  # a little is lost again to cut the peak


def test_that_the_sun_is_used_more_and_never_more_than_there_is():
    before, after = plain(LOAD, SUN), stored(LOAD, SUN, Battery(100.0, 50.0, 0.95))

    assert after[1].sum() < before[1].sum()
    assert after[0].min() >= 0 and after[1].min() >= 0
    losses = after[0].sum() + SUN.sum() - LOAD.sum() - after[1].sum()
    assert 0 < losses < 0.1 * (before[1].sum() - after[1].sum()) + 2000


def test_that_a_single_peak_is_cut_by_what_the_battery_holds():
    """One hour of 100 over 20: 50 kWh give 45 at 0.9 one way, and take 45 / 0.81 again."""
    load = np.full(8760, 20.0)
    load[500] = 120.0
    bought, _ = stored(load, NO_SUN, Battery(50.0, 100.0, 0.9))

    assert bought[:744].max() == pytest.approx(120 - 50 * 0.9, abs=1e-3)
    assert bought[:744].sum() == pytest.approx(load[:744].sum() - 45 + 45 / 0.81, rel=1e-6)


def test_that_no_month_gets_a_higher_peak_and_power_limits_the_cut():
    for power in (5.0, 50.0):
        bought, _ = stored(LOAD, NO_SUN, Battery(100.0, power, 0.95))
        for month in range(12):
            some = month_of_hour() == month
            assert bought[some].max() <= LOAD[some].max() + 1e-9
            assert bought[some].max() >= LOAD[some].max() - power - 1e-9


def test_that_the_tables_give_power_and_losses():
    one = battery(100.0, defaults().systems)

    assert (one.capacity, one.power) == (100.0, 50.0)
    assert one.efficiency**2 == pytest.approx(0.9)
