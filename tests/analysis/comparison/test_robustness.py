"""Chances and tornado bars of draws whose answer is known."""

import math

import numpy as np
import pytest
from scipy.stats import qmc

from twin.analysis.comparison.robustness import chance_better, tornado
from twin.model.comparison import ScenarioOutcome


def outcome(**samples: list[float]) -> ScenarioOutcome:
    return ScenarioOutcome("k", "n", {}, {k: np.array(v) for k, v in samples.items()})


def test_that_draws_are_compared_pair_by_pair() -> None:
    one, other = outcome(present_value=[5.0, 1.0, 3.0, 2.0]), outcome(present_value=[4, 2, 2, 2])

    assert chance_better(one, other, "present_value") == 0.625
    assert chance_better(other, one, "present_value") == 0.375


def test_that_less_is_better_where_it_costs() -> None:
    assert (
        chance_better(outcome(cost_30=[1.0, 1.0]), outcome(cost_30=[2.0, 0.5]), "cost_30") == 0.5
    )


def test_that_without_draws_the_chance_is_unknown() -> None:
    assert math.isnan(chance_better(outcome(), outcome(cost_30=[1.0]), "cost_30"))


def test_that_two_chances_add_up_to_one() -> None:
    rng = np.random.default_rng(1)
    one, other = (outcome(present_value=list(rng.normal(size=50))) for _ in range(2))

    both = [chance_better(*pair, "present_value") for pair in ((one, other), (other, one))]

    assert sum(both) == pytest.approx(1.0)


def test_that_bars_of_a_plane_are_exact() -> None:
    drawn = qmc.Sobol(3, rng=1).random(256)
    inputs = {"price": drawn[:, 0], "life": drawn[:, 1], "nothing": drawn[:, 2]}
    result = 100 + 50 * (drawn[:, 0] - 0.5) - 20 * (drawn[:, 1] - 0.5)

    found = tornado(inputs, result)

    assert [bar.name for bar in found.bars] == ["price", "life", "nothing"]
    assert (found.bars[0].low, found.bars[0].high) == pytest.approx((80.0, 120.0))
    assert (found.bars[1].low, found.bars[1].high) == pytest.approx((108.0, 92.0))
    assert found.bars[2].width == pytest.approx(0.0, abs=1e-9)
    assert found.middle == pytest.approx(100.0)
    assert found.explained == pytest.approx(1.0)
    # Variance of the two: 50^2 to 20^2, that is 0.862 to 0.138.
    assert found.bars[0].share == pytest.approx(2500 / 2900, abs=0.01)


def test_that_what_no_plane_explains_is_said() -> None:
    drawn = qmc.Sobol(1, rng=2).random(256)[:, 0]

    found = tornado({"a": drawn}, (drawn - 0.5) ** 2)

    assert found.explained < 0.05


def test_that_too_few_draws_give_no_bars() -> None:
    assert tornado({"a": np.array([0.1, 0.9])}, np.array([1.0, 2.0])).bars == ()
