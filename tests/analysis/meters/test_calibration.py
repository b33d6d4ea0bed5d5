import numpy as np
import pytest
from scipy.special import ndtri
from scipy.stats import multivariate_normal

from twin.analysis.meters.calibration import calibrate
from twin.analysis.meters.importance import (
    effective_draws,
    resampled,
    tempered,
    weighted_quantiles,
)
from twin.analysis.meters.likelihood import (
    ErrorModel,
    evidence,
    log_likelihoods,
    over_errors,
    whitened,
)
from twin.analysis.meters.prior import Budget, Prior
from twin.analysis.meters.savings import POSSIBLE_TAKE_BACK, TakeBack, paired_saving
from twin.errors import InputOutOfRange, MissingInput

MONTHS = np.arange(12)
LEVEL = 100.0 + 40.0 * np.cos(MONTHS / 12 * 2 * np.pi)


def unit_prior(count: int) -> Prior:
    names = tuple("abcdefgh"[:count])
    return Prior(names, -np.ones(count), np.zeros(count), np.ones(count))


def normal_scores(values: np.ndarray) -> np.ndarray:
    """Places of values of `unit_prior` where the prior is standard normal."""
    below, above = (values + 1) ** 2 / 2, 1 - (1 - values) ** 2 / 2
    return ndtri(np.clip(np.where(values < 0, below, above), 1e-9, 1 - 1e-9))


def linear_case(seed: int, count: int = 6):
    rng = np.random.default_rng(seed)
    slopes = 4.0 * rng.normal(size=(count, 12))
    readings = LEVEL + rng.normal(size=count) @ slopes + 4.0 * rng.normal(size=12)
    return slopes, readings


def test_that_a_linear_model_gets_the_posterior_of_the_textbook():
    slopes, readings = linear_case(3)
    errors = ErrorModel((0.05, 0.05), (0.0,), floor=1.0, meter=0.0)

    found = calibrate(
        lambda v: LEVEL + normal_scores(v) @ slopes, unit_prior(6), readings, "month", errors
    )

    scale = 0.05 * readings.mean()
    white = slopes / scale
    covariance = np.linalg.inv(np.eye(6) + white @ white.T)
    mean = covariance @ (white @ ((readings - LEVEL) / scale))
    half = 1.2816 * np.sqrt(np.diag(covariance))
    percentiles = normal_scores(found.percentiles)
    assert percentiles == pytest.approx(np.stack([mean - half, mean, mean + half]), abs=0.12)
    assert found.effective_draws > 300
    assert found.runs <= 2000
    assert found.agreement.passes is True
    assert found.findings == ()


def test_that_readings_narrow_what_they_tell_of_and_leave_the_rest():
    def simulate(values: np.ndarray) -> np.ndarray:
        return LEVEL * (1.0 + 0.5 * values[:, :1])

    found = calibrate(simulate, unit_prior(2), 1.2 * LEVEL, "month")

    widths = found.percentiles[2] - found.percentiles[0]
    prior_widths = found.prior_percentiles[2] - found.prior_percentiles[0]
    assert found.percentiles[1, 0] == pytest.approx(0.4, abs=0.05)
    assert widths[0] < 0.4 * prior_widths[0]
    assert widths[1] == pytest.approx(prior_widths[1], rel=0.1)


def test_that_missing_months_do_not_count():
    slopes, readings = linear_case(4)
    with_gap = readings.copy()
    with_gap[[3, 7]] = np.nan

    found = calibrate(
        lambda v: LEVEL + normal_scores(v) @ slopes, unit_prior(6), with_gap, "month"
    )

    assert found.agreement.n_periods == 10
    assert np.isfinite(found.percentiles).all()


def test_that_draws_that_cannot_be_simulated_never_count():
    def simulate(values: np.ndarray) -> np.ndarray:
        out = LEVEL * (1.0 + 0.5 * values[:, :1])
        out[values[:, 1] > 0.3] = np.nan
        return out

    found = calibrate(simulate, unit_prior(2), LEVEL, "month")

    assert (found.draws[:, 1] <= 0.3).all()
    assert np.isfinite(found.simulated).all()


def test_that_a_model_that_misses_the_readings_is_told():
    def simulate(values: np.ndarray) -> np.ndarray:
        return LEVEL[::-1].copy() * (1.0 + 0.2 * values[:, :1]) * np.where(MONTHS < 6, 1.6, 0.4)

    found = calibrate(simulate, unit_prior(1), LEVEL, "month")

    assert found.agreement.passes is False
    assert "calibration-outside-guideline-14" in {f.code for f in found.findings}


def test_that_readings_beyond_the_assumptions_are_told():
    found = calibrate(lambda v: LEVEL * (1.0 + 0.2 * v), unit_prior(1), 1.3 * LEVEL, "month")

    assert "calibration-at-edge" in {f.code for f in found.findings}


def test_that_the_same_readings_give_the_same_draws():
    slopes, readings = linear_case(5)

    def run() -> np.ndarray:
        return calibrate(
            lambda v: LEVEL + normal_scores(v) @ slopes, unit_prior(6), readings, "month"
        ).draws

    assert (run() == run()).all()


def test_that_the_budget_is_kept():
    counted = [0]

    def simulate(values: np.ndarray) -> np.ndarray:
        counted[0] += len(values)
        return LEVEL * (1.0 + 0.5 * values[:, :1])

    found = calibrate(simulate, unit_prior(8), LEVEL, "month", budget=Budget(128, 64, 300, 1e9))

    assert counted[0] == found.runs == 256


def test_that_too_few_readings_are_refused():
    readings = np.full(12, np.nan)
    readings[:5] = 10.0

    with pytest.raises(MissingInput, match="5 readings"):
        calibrate(lambda v: LEVEL + v, unit_prior(1), readings, "month")


def test_that_inputs_that_never_simulate_are_refused():
    with pytest.raises(InputOutOfRange, match="no number"):
        calibrate(lambda v: np.full((len(v), 12), np.nan), unit_prior(1), LEVEL, "month")


def test_that_the_central_value_is_the_median_of_the_prior():
    prior = Prior(("u",), np.array([0.1]), np.array([0.2]), np.array([0.9]))

    assert prior.values_at(np.array([[0.0], [0.5], [1.0]]))[:, 0] == pytest.approx([0.1, 0.2, 0.9])


def test_that_whitened_errors_have_the_likelihood_of_their_covariance():
    periods = np.array([0, 1, 4, 5])
    errors = np.array([0.3, -0.2, 0.5, 0.1])
    covariance = 0.6 ** np.abs(periods[:, None] - periods[None, :])

    white, determinant = whitened(errors[None, :], periods.astype(np.int32), 0.6)

    log_density = -0.5 * (white**2).sum() - determinant - 2 * np.log(2 * np.pi)
    assert log_density == pytest.approx(multivariate_normal(cov=covariance).logpdf(errors))


def test_that_likelihood_falls_with_distance():
    found = evidence(LEVEL, ErrorModel())
    simulated = LEVEL[None, :] * np.array([[1.0], [1.05], [1.5]])

    first, second, third = over_errors(log_likelihoods(found, simulated))

    assert first > second > third


def test_that_tempering_keeps_the_draws_asked_for():
    log_weight = -0.5 * np.linspace(-40, 40, 400) ** 2

    assert effective_draws(tempered(log_weight, 50.0)) == pytest.approx(50.0, rel=0.01)


def test_that_resampled_rows_follow_the_weights():
    rows = resampled(np.array([0.5, 0.0, 0.25, 0.25]), 100, 1)

    assert np.bincount(rows).tolist() == [50, 0, 25, 25]


def test_that_weighted_quantiles_of_equal_weights_are_quantiles():
    values = np.random.default_rng(1).normal(size=(1000, 2))

    found = weighted_quantiles(values, np.full(1000, 1e-3), (0.1, 0.5, 0.9))

    assert found == pytest.approx(np.quantile(values, (0.1, 0.5, 0.9), axis=0), abs=0.01)


def test_that_savings_are_paired():
    before = np.linspace(100.0, 200.0, 101)

    found = paired_saving(before, 0.8 * before)

    assert found.draws == pytest.approx(0.2 * before)
    assert found.fraction == pytest.approx((0.2, 0.2, 0.2))
    assert (found.low, found.median, found.high) == pytest.approx((22.0, 30.0, 38.0))
    assert found.correlation == pytest.approx(1.0)


def test_that_comfort_is_taken_back_only_when_chosen():
    before, after = np.full(256, 100.0), np.full(256, 80.0)

    none = paired_saving(before, after)
    some = paired_saving(before, after, TakeBack(0.1, 0.1, "chosen"))
    spread = paired_saving(before, after, POSSIBLE_TAKE_BACK)

    assert none.median == pytest.approx(20.0)
    assert some.median == pytest.approx(18.0)
    assert spread.median == pytest.approx(20.0 * (1 - 0.075), rel=0.01)
    assert spread.low == pytest.approx(20.0 * (1 - 0.135), rel=0.01)


def test_that_impossible_take_back_is_refused():
    with pytest.raises(InputOutOfRange, match="not possible"):
        TakeBack(0.2, 0.1)


def test_that_draws_of_different_runs_are_refused():
    with pytest.raises(InputOutOfRange, match="belong together"):
        paired_saving(np.ones(3), np.ones(4))
