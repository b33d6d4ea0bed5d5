"""A store evens out what the plant makes, and loses no heat but what it says."""

import numpy as np
import pytest
from scipy.optimize import linprog

from twin.analysis.systems.heat_store import NO_STORE, HeatStore, evened

RNG = np.random.default_rng(5)
HEAT = 1000 * RNG.random(8760) * (1 + np.sin(np.arange(8760) * 2 * np.pi / 24))


def test_that_no_store_changes_nothing():
    made, lost = evened({"room": HEAT}, NO_STORE)

    assert made["room"] is HEAT
    assert not lost["room"].any()


def test_that_all_heat_comes_through_and_losses_come_on_top():
    made, lost = evened({"room": HEAT, "coil": 2 * HEAT[::-1]}, HeatStore(5000.0, 0.001))

    for service, asked in (("room", HEAT), ("coil", 2 * HEAT[::-1])):
        assert made[service].min() >= 0
        assert lost[service].min() >= 0
        assert made[service].sum() == pytest.approx(asked.sum() + lost[service].sum(), rel=1e-12)


def test_that_the_store_is_never_fuller_than_full_nor_emptier_than_empty():
    made, _ = evened({"room": HEAT}, HeatStore(5000.0, 0.0))
    level = np.cumsum(made["room"] - HEAT)

    assert level.min() >= -1e-6
    assert level.max() <= 5000 + 1e-6


@pytest.mark.parametrize("capacity", [100.0, 1500.0, 20000.0])
def test_that_the_peak_is_the_lowest_there_is(capacity):
    """Against a linear programme: least peak of what is made, level between empty and full."""
    heat = np.zeros(8760)
    heat[100:148] = HEAT[100:148]
    made, _ = evened({"room": heat}, HeatStore(capacity, 0.0))

    some = heat[:160]
    n = len(some)
    sums = np.tril(np.ones((n, n)))
    last = np.full((n, 1), 0.0)
    above = np.hstack([sums, last])
    asked = np.cumsum(some)
    limits = np.vstack([above, -above, np.hstack([np.eye(n), -np.ones((n, 1))])])
    bounds = np.concatenate([asked + capacity, -asked, np.zeros(n)])
    best = linprog([*np.zeros(n), 1.0], A_ub=limits, b_ub=bounds)
    assert made["room"].max() == pytest.approx(best.fun, rel=1e-6)
