"""P10 and P90 of sums over many measures: costs, effects and prices move together by measure."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.economics.present_value import (
    Investment,
    present_cost,
    present_factor,
)
from twin.analysis.stability.parts import Parts
from twin.model.arrays import FloatArray
from twin.model.scenario import Spread

DRAWS = 512
SEED = 2026
P10_P90 = (0.1, 0.9)


@dataclass(frozen=True, slots=True, eq=False)
class Factors:
    """Drawn factors: on the costs and effects of each measure, (m, d), and on prices, (d,)."""

    costs: FloatArray
    effects: FloatArray
    prices: FloatArray


def drawn_factors(parts: Parts, price_ends: tuple[float, float]) -> Factors:
    """The same draws every time.

    A measure costs and does more or less than expected everywhere at once: prices of one trade
    and the quality of one product are not independent from building to building.

    price_ends : low and high of energy prices relative to the central one.
    """
    draw = np.random.default_rng(SEED)
    shape = (len(parts.lives), DRAWS)
    return Factors(
        _between(draw.random(shape), parts.cost_ends),
        _between(draw.random(shape), parts.effect_ends),
        _between(draw.random((1, DRAWS)), np.array([price_ends]))[0],
    )


def sum_spread(
    parts: Parts, factors: Factors, values: FloatArray, kind: str = "effects"
) -> Spread:
    """Spread of the sum of values of the rows, (n,), that go with effects or costs."""
    by_measure = np.bincount(parts.measure, values, len(parts.lives))
    draws = by_measure @ (factors.effects if kind == "effects" else factors.costs)
    return _spread(draws, float(values.sum()))


def value_spread(parts: Parts, factors: Factors, weights: FloatArray) -> Spread:
    """Spread of the present value of rows that count `weights`, (n,). [NOK]"""
    economics, count = parts.economics, len(parts.lives)
    bought = np.array([present_cost(Investment(1.0, x), economics) for x in parts.lives.tolist()])
    energy = np.bincount(parts.measure, parts.energy * weights, count)
    energy = energy * present_factor(economics)
    spent = np.bincount(parts.measure, parts.counted * weights, count) * bought
    moved = (energy @ (factors.effects * factors.prices - 1)) - (spent @ (factors.costs - 1))
    central = float((parts.value * weights).sum())
    return _spread(central + moved, central)


def _between(quantile: FloatArray, ends: FloatArray) -> FloatArray:
    """Factors at quantiles: half the draws rise from low to 1, half fall from 1 to high."""
    low, high = ends[:, :1], ends[:, 1:]
    below = low + np.sqrt(2 * np.minimum(quantile, 0.5)) * (1 - low)
    above = high - np.sqrt(2 * (1 - np.maximum(quantile, 0.5))) * (high - 1)
    return np.where(quantile < 0.5, below, above)


def _spread(draws: FloatArray, central: float) -> Spread:
    low, high = np.quantile(draws, P10_P90).tolist()
    return Spread(low, central, high)
