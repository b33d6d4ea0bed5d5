"""Packages with made-up figures."""

import numpy as np

from twin.model.arrays import FloatArray
from twin.model.opportunity import Ladders, Opportunities


def packages(
    lengths: list[int],
    cost: FloatArray,
    value: FloatArray,
    emission: FloatArray | None = None,
    weeks: FloatArray | None = None,
    closes: FloatArray | None = None,
) -> Ladders:
    """Buildings ``b0``, ``b1`` ... with steps ``m0``, ``m1`` ...; figures of all in a row."""
    n = sum(lengths)
    zero = np.zeros(n)
    building = np.repeat(np.arange(len(lengths)), lengths)
    position = np.concatenate([np.arange(1, k + 1) for k in lengths]) if n else zero

    def central(values: FloatArray) -> FloatArray:
        return np.stack([np.full(n, np.nan), values, np.full(n, np.nan)], axis=1)

    steps = Opportunities(
        tuple(f"b{i}" for i in range(len(lengths))),
        tuple(f"m{i}" for i in range(max(lengths, default=0))),
        building,
        position - 1,
        saving=central(0.5 * cost),
        peak_saving=central(zero),
        cost_saving=central(zero),
        emission_saving=central(zero if emission is None else emission),
        investment=central(cost),
        present_value=central(value),
        quantity=zero,
        maintenance_part=zero,
        backlog_saving=0.3 * cost,
        grade_gain=zero,
        embodied_carbon=zero,
        running_cost=zero,
        man_hours=zero,
        weeks=zero if weeks is None else weeks,
        closed_share=zero if closes is None else closes,
        needs_met=zero,
        confidence=zero,
    )
    return Ladders(steps, np.arange(n), position, steps)


def many(buildings: int, most: int, seed: int = 0) -> Ladders:
    """Packages that give less per krone from step to step, as real ones do."""
    rng = np.random.default_rng(seed)
    lengths = rng.integers(most // 2, most + 1, buildings).tolist()
    position = np.concatenate([np.arange(k) for k in lengths])
    n = len(position)
    cost = np.exp(rng.normal(12.5, 1.0, n))
    value = (1.3 * np.exp(-0.35 * position) * np.exp(rng.normal(0, 0.2, n)) - 0.5) * cost
    emission = cost * np.exp(rng.normal(-5, 0.5, n))
    weeks = rng.integers(1, 8, n).astype(np.float64)
    return packages(lengths, cost, value, emission, weeks, 0.3 * (rng.random(n) < 0.4))
