"""The hourly zone: both forms agree, heat is kept, and steady cases can be done by hand."""

import numpy as np
import pytest

from twin.analysis.kernel import ZoneHours, zone_constants, zone_need, zone_need_numpy

HOURS = 8760


def hours(seed: int = 1, **fixed: float) -> ZoneHours:
    rng = np.random.default_rng(seed)
    day = np.sin(np.arange(HOURS) * 2 * np.pi / 24)
    year = np.cos(np.arange(HOURS) * 2 * np.pi / HOURS)
    drive = {
        "outside": 8 - 9 * year + 3 * day + rng.normal(0, 2, HOURS),
        "supply": np.full(HOURS, 16.0),
        "air": 300 + 500.0 * (day > 0),
        "internal": 30000.0 * (day > 0),
        "solar": np.maximum(9000 * day * (1 - 0.8 * year), 0),
        "heating_setpoint": 19 + 2.0 * (day > 0),
        "cooling_setpoint": np.full(HOURS, 25.0),
    }
    return ZoneHours(**(drive | {name: np.full(HOURS, v) for name, v in fixed.items()}))


CONSTANTS = zone_constants(700.0, 300.0, 1000.0, 165e3, 3.45)


def test_that_the_compiled_and_the_plain_form_agree():
    cases = [hours(1), hours(2)]
    constants = [CONSTANTS, zone_constants(2000.0, 150.0, 800.0, 80e3, 2.1)]

    plain = zone_need_numpy(constants, cases)

    for c, h, expected in zip(constants, cases, plain, strict=True):
        found = zone_need(c, h)
        np.testing.assert_allclose(found.heating, expected.heating, atol=1e-6)
        np.testing.assert_allclose(found.cooling, expected.cooling, atol=1e-6)
        np.testing.assert_allclose(found.temperature, expected.temperature, atol=1e-9)


def test_that_steady_heating_equals_losses_by_hand():
    # 21 degrees inside, 0 outside: (700 + 300 + 400) W/K x 21 K = 29.4 kW, corrected only for
    # the surfaces being a little colder than the air.
    steady = hours(
        outside=0.0, supply=0.0, air=400.0, internal=0.0, solar=0.0, heating_setpoint=21.0
    )
    stiff = zone_constants(700.0, 300.0, 1000.0, 165e3, 3450.0)

    need = zone_need(stiff, steady)

    assert need.heating[-1] == pytest.approx(1400 * 21, rel=2e-3)
    assert zone_need(CONSTANTS, steady).heating[-1] == pytest.approx(1400 * 21, rel=0.08)


def test_that_steady_gains_replace_heating_watt_for_watt_in_the_air():
    without = hours(outside=0.0, supply=0.0, air=400.0, internal=0.0, solar=0.0)
    with_gains = hours(outside=0.0, supply=0.0, air=400.0, internal=2000.0, solar=0.0)
    stiff = zone_constants(700.0, 300.0, 1000.0, 165e3, 3450.0)

    saved = zone_need(stiff, without).heating.sum() - zone_need(stiff, with_gains).heating.sum()

    assert saved / HOURS == pytest.approx(2000, rel=0.02)


def test_that_heating_and_cooling_keep_the_air_between_the_setpoints():
    drive = hours()

    need = zone_need(CONSTANTS, drive)

    assert (need.temperature >= drive.heating_setpoint - 1e-9).all()
    assert (need.temperature <= drive.cooling_setpoint + 1e-9).all()
    assert not ((need.heating > 0) & (need.cooling > 0)).any()
    assert need.heating.sum() > 0
    assert need.cooling.sum() > 0


def test_that_inputs_are_unchanged_and_a_second_run_is_equal():
    drive = hours()
    before = drive.outside.copy()

    first, second = zone_need(CONSTANTS, drive), zone_need(CONSTANTS, drive)

    np.testing.assert_array_equal(drive.outside, before)
    np.testing.assert_array_equal(first.heating, second.heating)
