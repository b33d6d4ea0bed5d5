import numpy as np
import pytest

from twin.analysis.meters.alignment import Aligned
from twin.analysis.meters.verification import Adjustment, verified_saving
from twin.errors import InputOutOfRange, MissingInput

from .cases import DAY, temperatures

WEATHER = temperatures(730)


def period(first: str, temperature: np.ndarray, rates: np.ndarray) -> Aligned:
    count = len(rates)
    return Aligned(
        rates,
        temperature,
        np.arange(count, dtype=np.int32),
        np.datetime64(first, "s") + np.arange(count) * DAY,
        np.full(count, 24.0),
    )


def use(temperature: np.ndarray, factor: float = 1.0, noise: float = 0.0, seed: int = 1):
    clean = factor * (200.0 + 30.0 * np.maximum(14.0 - temperature, 0.0))
    errors = np.random.default_rng(seed).normal(size=len(clean))
    for day in range(1, len(errors)):
        errors[day] = 0.5 * errors[day - 1] + 0.866 * errors[day]
    return clean + noise * clean.mean() * errors


def before(noise: float = 0.0, seed: int = 1) -> Aligned:
    return period("2022-01-01", WEATHER[:365], use(WEATHER[:365], 1.0, noise, seed))


def after(factor: float, noise: float = 0.0, seed: int = 2) -> Aligned:
    return period("2023-01-01", WEATHER[365:], use(WEATHER[365:], factor, noise, seed))


def codes(found) -> set[str]:
    return {f.code for f in found.findings}


def test_that_a_known_saving_is_found():
    found = verified_saving(before(), after(0.8))

    assert found.fraction == pytest.approx(0.2, abs=1e-6)
    assert found.saving == pytest.approx(0.2 * use(WEATHER[365:]).sum(), rel=1e-6)
    assert found.findings == ()


def test_that_the_saving_lies_in_its_interval_as_often_as_stated():
    truth = 0.15 * use(WEATHER[365:]).sum()
    inside = 0
    for seed in range(60):
        found = verified_saving(before(0.12, seed), after(0.85, 0.12, seed + 500))
        inside += found.low <= truth <= found.high

    assert 0.65 <= inside / 60 <= 0.95  # stated: 0.80


def test_that_no_saving_is_told_as_small_and_uncertain():
    found = verified_saving(before(0.1, 3), after(1.0, 0.1, 8))

    assert found.low < 0.0 < found.high
    assert codes(found) >= {"saving-small", "saving-uncertain"}


def test_that_use_that_rose_is_a_negative_saving():
    found = verified_saving(before(), after(1.1))

    assert found.fraction == pytest.approx(-0.1)
    assert found.guideline_14_uncertainty == np.inf


def test_that_non_routine_changes_are_counted_by_name_and_error():
    plain = verified_saving(before(0.05), after(0.8, 0.05))
    extra = Adjustment("new kitchen", 5000.0, 2000.0, "sub-meter")

    found = verified_saving(before(0.05), after(0.8, 0.05), (extra,))

    assert found.saving == pytest.approx(plain.saving + 5000.0)
    assert found.standard_error == pytest.approx(np.hypot(plain.standard_error, 2000.0))


def test_that_missing_days_count_on_neither_side():
    reporting = after(0.8)
    rates = reporting.rates.copy()
    rates[100:200] = np.nan

    found = verified_saving(before(), period("2023-01-01", WEATHER[365:], rates))

    known = np.isfinite(rates)
    assert found.saving == pytest.approx(0.2 * use(WEATHER[365:])[known].sum(), rel=1e-6)
    assert "reporting-gaps" in codes(found)


def test_that_a_short_baseline_is_told():
    short = period("2022-01-01", WEATHER[:200], use(WEATHER[:200]))

    assert "baseline-short" in codes(verified_saving(short, after(0.8)))


def test_that_weather_beyond_the_baseline_is_told():
    cold = WEATHER[365:] - 15.0

    found = verified_saving(before(), period("2023-01-01", cold, use(cold, 0.8)))

    assert "baseline-extrapolated" in codes(found)


def test_that_overlapping_periods_are_refused():
    overlapping = period("2022-12-01", WEATHER[365:], use(WEATHER[365:]))

    with pytest.raises(InputOutOfRange, match="before the baseline ends"):
        verified_saving(before(), overlapping)


def test_that_an_empty_baseline_is_refused():
    empty = period("2022-01-01", WEATHER[:365], np.full(365, np.nan))

    with pytest.raises(MissingInput, match="no saving"):
        verified_saving(empty, after(0.8))
