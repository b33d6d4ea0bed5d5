"""What present values of measures are made of, so that prices, rates and lives can be moved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.economics.present_value import (
    Economics,
    Investment,
    present_cost,
    present_factor,
)
from twin.model.arrays import FloatArray, IntArray
from twin.model.opportunity import Opportunities
from twin.model.proposal import OfferedMeasure

PROPORTIONAL = frozenset({"setpoint_shift", "night_setback", "pv", "claimed_saving"})
"""Effects whose saving goes with their value; factors save what they are below one. Of others the
spread is not counted here."""
FACTOR = "_factor"
SHORTEST_LIFE = 1.0  # year


@dataclass(frozen=True, slots=True)
class Moved:
    """What is moved against what was calculated.

    prices, costs : factors on energy and on investments.  life : years more (+) or less (-).
    economics : another rate, None for the same.
    """

    prices: float = 1.0
    costs: float = 1.0
    life: float = 0.0
    economics: Economics | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """Parts of the present values of n rows of m measures.

    energy : saved a year, without running cost. [NOK/year]  running : change. [NOK/year]
    counted : of the investment. [NOK]  value : as calculated. [NOK]
    lives : of the measures, (m,). [year]
    cost_ends, effect_ends : low and high relative to the central value, (m, 2).
    """

    measure: IntArray
    energy: FloatArray
    running: FloatArray
    counted: FloatArray
    value: FloatArray
    lives: FloatArray
    cost_ends: FloatArray
    effect_ends: FloatArray
    economics: Economics

    def changed(self, moved: Moved) -> FloatArray:
        """Present values with something moved; by difference to what was calculated. [NOK]"""
        return self.value + self._made(moved) - self._made(Moved())

    def _made(self, moved: Moved) -> FloatArray:
        economics = moved.economics or self.economics
        bought = np.array(
            [
                present_cost(Investment(1.0, max(life + moved.life, SHORTEST_LIFE)), economics)
                for life in self.lives.tolist()
            ]
        )
        running = present_factor(replace(economics, price_growth=0.0))
        return (
            self.energy * moved.prices * present_factor(economics)
            - self.running * running
            - self.counted * moved.costs * bought[self.measure]
        )


def parts_of(
    rows: Opportunities, measures: Sequence[OfferedMeasure], economics: Economics
) -> Parts:
    """Parts of all rows; `measures` in the order of `rows.measures`."""
    invested = np.nan_to_num(rows.investment[:, 1])
    running = np.nan_to_num(rows.running_cost)
    return Parts(
        rows.measure,
        np.nan_to_num(rows.cost_saving[:, 1]) + running,
        running,
        invested - np.nan_to_num(rows.maintenance_part),
        np.nan_to_num(rows.present_value[:, 1]),
        np.array([m.service_life for m in measures], np.float64),
        np.array([_cost_ends(m) for m in measures], np.float64).reshape(-1, 2),
        np.array([_effect_ends(m) for m in measures], np.float64).reshape(-1, 2),
        economics,
    )


def _cost_ends(measure: OfferedMeasure) -> tuple[float, float]:
    cost = measure.unit_cost if measure.unit_cost.value else measure.fixed_cost
    return _relative(cost.low, cost.value, cost.high)


def _effect_ends(measure: OfferedMeasure) -> tuple[float, float]:
    for effect in measure.effects:
        value = effect.value
        if effect.kind in PROPORTIONAL:
            return _relative(value.low, value.value, value.high)
        if effect.kind.endswith(FACTOR):
            return _relative(1 - value.high, 1 - value.value, 1 - value.low)
    return 1.0, 1.0


def _relative(low: float, value: float, high: float) -> tuple[float, float]:
    ends = sorted((low / value, high / value)) if value else (1.0, 1.0)
    return max(min(ends[0], 1.0), 0.0), max(ends[1], 1.0)
