"""Readings of sensors on a regular step, and what they say in short."""

from datetime import datetime

import numpy as np
import pytest

from twin.analysis.sensors import regular, state_of
from twin.errors import MissingInput
from twin.model.sensor import SensorValues


def times(*texts: str) -> np.ndarray:
    return np.array(texts, "datetime64[s]")


def test_that_the_step_is_the_usual_distance_and_gaps_stay_empty() -> None:
    at = times("2026-01-05T10:00:07", "2026-01-05T10:10:02", "2026-01-05T10:20:04",
               "2026-01-05T10:50:01")  # fmt: skip

    found, _ = regular(at, np.array([1.0, 2.0, 3.0, 4.0]), "normal time")

    assert (found.start, found.step) == (datetime(2026, 1, 5, 10), 600)
    np.testing.assert_array_equal(found.values, np.float32([1, 2, 3, np.nan, np.nan, 4]))


def test_that_utc_becomes_normal_time() -> None:
    found, _ = regular(times("2026-07-05T10:00", "2026-07-05T11:00"), np.array([1.0, 2.0]), "utc")

    assert found.start == datetime(2026, 7, 5, 11)


def test_that_several_readings_of_a_step_are_averaged_and_told() -> None:
    at = times("2026-01-05T10:00", "2026-01-05T11:00", "2026-01-05T11:01", "2026-01-05T12:00")

    found, findings = regular(at, np.array([1.0, 2.0, 4.0, 9.0]), "normal time")

    assert found.values.tolist() == [1.0, 3.0, 9.0]
    assert findings[-1].code == "sensor-averaged"


def test_that_a_time_decades_away_is_refused_before_memory_is_asked_for() -> None:
    at = times("1970-01-01T00:00", "2026-01-05T10:00", "2026-01-05T10:01", "2026-01-05T10:02")

    with pytest.raises(MissingInput, match="fifty years"):
        regular(at, np.ones(4), "normal time")


def test_that_a_single_reading_is_too_few() -> None:
    with pytest.raises(MissingInput, match="fewer than two"):
        regular(times("2026-01-01", "2026-01-02"), np.array([1.0, np.nan]), "normal time")


def test_that_hours_outside_the_range_are_counted_by_the_step() -> None:
    values = np.float32([18.9, 19.0, 22, 26.0, 26.1, np.nan])
    found = state_of(SensorValues(datetime(2026, 1, 5), 1800, values), 19.0, 26.0)

    assert (found.below, found.above, found.known) == (0.5, 0.5, 2.5)
    assert found.at == datetime(2026, 1, 5, 2)
    assert found.value == pytest.approx(26.1, abs=1e-5)


def test_that_without_limits_nothing_is_outside() -> None:
    found = state_of(SensorValues(datetime(2026, 1, 5), 600, np.float32([1, 2])), np.nan, np.nan)

    assert (found.below, found.above) == (0.0, 0.0)
