import time

import numpy as np
import pytest

from twin.analysis.meters.alignment import aligned
from twin.analysis.meters.change_points import period_means
from twin.analysis.meters.fit_quality import agreement
from twin.analysis.meters.fitting import fit_signatures
from twin.analysis.meters.normal_year import normalised_use
from twin.analysis.meters.signature import MODELS, predicted_rates, sensitivities, split_rates
from twin.errors import InputOutOfRange, MissingInput
from twin.model.metering import MeterSeries

from .cases import hours, temperatures

DAYS = np.repeat(np.arange(12), [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]).astype(np.int32)
COLD = temperatures(365)
WIDE = temperatures(365, mean=14.0) * 1.4


def noise(shape: tuple[int, int], correlation: float = 0.5, seed: int = 5) -> np.ndarray:
    draws = np.random.default_rng(seed).normal(size=shape)
    for day in range(1, shape[1]):
        draws[:, day] = (
            correlation * draws[:, day - 1] + (1 - correlation**2) ** 0.5 * draws[:, day]
        )
    return draws


def heating(temperature: np.ndarray, balance: float = 14.0) -> np.ndarray:
    return np.maximum(balance - temperature, 0.0)


def cooling(temperature: np.ndarray, balance: float = 20.0) -> np.ndarray:
    return np.maximum(temperature - balance, 0.0)


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("1P", np.full(365, 80.0)),
        ("3PH", 100.0 + 20.0 * heating(COLD)),
        ("2PH", 500.0 - 20.0 * COLD),
        ("3PC", 100.0 + 20.0 * cooling(WIDE)),
        ("4P", 100.0 + 20.0 * heating(WIDE) + 15.0 * cooling(WIDE, 14.0)),
        ("5P", 100.0 + 20.0 * heating(WIDE) + 15.0 * cooling(WIDE)),
    ],
)
def test_that_the_model_of_the_use_is_chosen(name: str, use: np.ndarray):
    temperature = COLD if name in ("1P", "3PH", "2PH") else WIDE
    rates = (use + 2.0 * noise((1, 365), 0.0)[0])[None, :]

    found = fit_signatures(rates, temperature)

    assert found.model_name(0) == name
    assert predicted_rates(found, temperature)[0] == pytest.approx(use, abs=2.0)


def test_that_known_coefficients_are_found():
    rates = (100.0 + 20.0 * heating(WIDE) + 15.0 * cooling(WIDE))[None, :]

    found = fit_signatures(rates, WIDE)

    assert found.base[0] == pytest.approx(100.0)
    assert found.heating_slope[0] == pytest.approx(20.0)
    assert found.cooling_slope[0] == pytest.approx(15.0)
    assert (found.heating_balance[0], found.cooling_balance[0]) == (14.0, 20.0)
    assert found.cv_rmse[0] == pytest.approx(0.0, abs=1e-6)


def test_that_months_are_fitted_with_the_days_they_are_made_of():
    use = 100.0 + 20.0 * heating(COLD)
    rates = period_means(use, DAYS, 12)[None, :]

    found = fit_signatures(rates, COLD, DAYS)

    assert found.heating_balance[0] == 14.0
    assert found.base[0] == pytest.approx(100.0, rel=1e-6)
    assert predicted_rates(found, COLD, DAYS)[0] == pytest.approx(rates[0])


def test_that_missing_days_do_not_move_the_fit():
    rates = (100.0 + 20.0 * heating(COLD))[None, :].copy()
    rates[0, 50:90] = np.nan

    found = fit_signatures(rates, COLD)

    assert found.n_periods[0] == 325
    assert found.heating_slope[0] == pytest.approx(20.0)


def test_that_a_base_load_is_never_negative():
    rates = np.maximum(20.0 * heating(COLD, 9.0) - 30.0, 0.0)[None, :]

    found = fit_signatures(rates, COLD)

    assert found.base[0] >= 0.0
    assert found.heating_slope[0] > 0.0


def test_that_use_falling_when_cold_is_not_called_heating():
    rates = (400.0 - 20.0 * heating(COLD, 12.0))[None, :]

    found = fit_signatures(rates, COLD)

    assert found.heating_slope[0] == 0.0


def test_that_too_few_readings_give_no_signature():
    rates = np.full((2, 365), np.nan)
    rates[1, :8] = 5.0

    found = fit_signatures(rates, COLD)

    assert found.model.tolist() == [-1, -1]
    assert np.isnan(predicted_rates(found, COLD)).all()


def test_that_many_meters_give_what_each_gives_alone():
    rates = 100.0 + np.array([[5.0], [10.0], [30.0]]) * heating(COLD) + 10 * noise((3, 365))
    rates[1, 100:140] = np.nan

    together = fit_signatures(rates, COLD)

    for row in range(3):
        alone = fit_signatures(rates[row : row + 1], COLD)
        assert alone.base[0] == pytest.approx(together.base[row])
        assert alone.covariance[0] == pytest.approx(together.covariance[row], rel=1e-6, abs=1e-9)


def test_that_the_normal_year_lies_in_its_interval_as_often_as_stated():
    n_meters = 300
    slopes = np.random.default_rng(1).uniform(5.0, 50.0, (n_meters, 1))
    clean = 200.0 + slopes * heating(COLD, 13.3)
    rates = clean + 0.12 * clean.mean(axis=1, keepdims=True) * noise((n_meters, 365), 0.6)
    normal = temperatures(365, seed=9)
    truth = (200.0 + slopes * heating(normal, 13.3)).sum(axis=1)

    use = normalised_use(fit_signatures(rates, COLD), normal)

    inside = ((truth >= use.low) & (truth <= use.high)).mean()
    assert 0.70 <= inside <= 0.90  # stated: 0.80
    assert use.base + use.heating + use.cooling == pytest.approx(use.total)


def test_that_autocorrelated_noise_widens_the_interval():
    clean = (200.0 + 20.0 * heating(COLD))[None, :]
    scale = 0.1 * clean.mean()
    normal = temperatures(365, seed=9)

    smooth = normalised_use(fit_signatures(clean + scale * noise((1, 365), 0.8), COLD), normal)
    rough = normalised_use(fit_signatures(clean + scale * noise((1, 365), 0.0), COLD), normal)

    assert (smooth.high - smooth.low)[0] > 2.0 * (rough.high - rough.low)[0]


def test_that_sensitivities_are_derivatives():
    rates = (100.0 + 20.0 * heating(WIDE) + 15.0 * cooling(WIDE) + noise((1, 365))[0])[None, :]
    found = fit_signatures(rates, WIDE)
    column = sensitivities(found, WIDE)[0, :, 1]

    assert column == pytest.approx(np.maximum(found.heating_balance[0] - WIDE, 0.0))
    base, warm, cold = split_rates(found, WIDE)
    assert base + warm + cold == pytest.approx(predicted_rates(found, WIDE))


def test_that_a_thousand_meters_take_seconds():
    rates = 100.0 + 20.0 * heating(COLD) + 10.0 * noise((1000, 365))

    began = time.perf_counter()
    found = fit_signatures(rates, COLD)

    assert time.perf_counter() - began < 5.0
    assert (found.model == MODELS.index("3PH")).mean() > 0.9


def test_that_unknown_weather_is_refused():
    temperature = COLD.copy()
    temperature[3] = np.nan

    with pytest.raises(MissingInput, match="1 days"):
        fit_signatures(np.ones((1, 365)), temperature)


def test_that_weather_of_another_length_is_refused():
    with pytest.raises(InputOutOfRange, match="300 days"):
        fit_signatures(np.ones((1, 365)), COLD[:300])


def test_that_infinite_readings_are_refused():
    with pytest.raises(InputOutOfRange, match="infinite"):
        fit_signatures(np.full((1, 365), np.inf), COLD)


def test_that_days_are_aligned_with_their_hours_of_weather():
    starts = hours("2023-01-01", 72)[::24]
    series = MeterSeries(starts, np.full(3, 24.0), np.array([1.0, 2.0, 3.0]), "day")
    hourly = np.r_[np.full(24, 5.0), np.full(24, 7.0), np.full(24, np.nan)]

    found = aligned(series, starts[0], hourly)

    assert found.temperature.tolist() == [5.0, 7.0]
    assert found.rates.tolist() == [1.0, 2.0]


def test_that_a_month_takes_the_days_it_is_made_of():
    starts = np.array(["2023-01-01", "2023-02-01"], "datetime64[s]")
    series = MeterSeries(starts, np.array([744.0, 672.0]), np.array([31.0, 56.0]), "month")
    hourly = np.repeat(np.arange(59.0), 24)

    found = aligned(series, starts[0], hourly)

    assert found.rates.tolist() == [1.0, 2.0]
    assert found.temperature.tolist() == list(range(59))
    assert np.bincount(found.period_of_day).tolist() == [31, 28]


def test_that_readings_without_weather_of_their_time_are_refused():
    starts = hours("2023-01-01", 72)[::24]
    series = MeterSeries(starts, np.full(3, 24.0), np.ones(3), "day")

    with pytest.raises(MissingInput, match="2023"):
        aligned(series, np.datetime64("2020-01-01", "s"), np.zeros(48))


def test_that_agreement_follows_guideline_14():
    readings = np.array([100.0, 200.0, 300.0, np.nan])
    predicted = np.array([110.0, 190.0, 310.0, 5.0])

    found = agreement(readings, predicted, "month")

    assert found.cv_rmse == pytest.approx(np.sqrt(300.0 / 2) / 200.0)
    assert found.nmbe == pytest.approx(-10.0 / 2 / 200.0)
    assert found.passes is True
    assert agreement(readings, predicted, "day").passes is None
    assert agreement(readings, 1.1 * readings, "hour").passes is False


def test_that_degree_hours_tell_heating_from_cooling_on_the_same_day():
    starts = hours("2023-01-01", 365 * 24)
    hour = np.arange(365 * 24) % 24
    hourly = np.repeat(WIDE, 24) - 6.0 * np.cos(2 * np.pi * hour / 24)
    use = (40.0 + 20.0 * heating(hourly) + 15.0 * cooling(hourly)).reshape(365, 24).mean(axis=1)
    series = MeterSeries(starts[::24], np.full(365, 24.0), use, "day")

    by_hour = aligned(series, starts[0], hourly, 1)
    found = fit_signatures(by_hour.rates[None, :], by_hour.temperature, by_hour.period_of_day)

    assert found.base[0] == pytest.approx(40.0)
    assert (found.heating_balance[0], found.cooling_balance[0]) == (14.0, 20.0)
    by_day = aligned(series, starts[0], hourly)
    coarse = fit_signatures(by_day.rates[None, :], by_day.temperature, by_day.period_of_day)
    assert coarse.base[0] > 60.0
