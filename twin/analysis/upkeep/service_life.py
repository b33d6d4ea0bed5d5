"""How parts age by their service life: the chance of each grade in the years to come.

A part has used up the share x = age / life of its life; `UpkeepTables.begins` says from which
share on it usually is in TG1, TG2 and TG3. Its life is lognormal with the medium life as median
and short and long as P10 and P90. What the last assessment saw is taken in: only lives count
under which the part had that grade at that age. Where this is unlikely (below `LEAST_LIKELY`: it
was renewed, or wore faster than anything in the table) or the age is unknown, the grade alone
counts: the part is anywhere in the span of that grade, and goes on from there.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from twin.analysis.upkeep.tables import GRADES, ServiceLife
from twin.model.arrays import FloatArray, IntArray

LEAST_LIKELY = 0.05
LONGEST_LOOK = 120  # years
LIVES = ndtri((np.arange(16) + 0.5) / 16)
"""Equally likely standard normal values, for lives."""
PLACES = (np.arange(10) + 0.5) / 10
"""Equally likely places in the span of a grade."""


@dataclass(frozen=True, slots=True, eq=False)
class Ageing:
    """Parts of one kind that age alike; arrays of shape (n,).

    life : of the kind.
    grade : at the last assessment, TG 0 to 3.
    age : at the last assessment; NaN if unknown. [year]
    begins : share of the life at which TG1, TG2 and TG3 begin.
    """

    life: ServiceLife
    grade: IntArray
    age: FloatArray
    begins: tuple[float, float, float]

    def chances(self, years: FloatArray) -> FloatArray:
        """Chance of each grade `years` after the last assessment, shape (n, years, 4).

        Parameters
        ----------
        years : the same for all parts, shape (years,), or for each of them, shape (n, years).
        """
        after = np.broadcast_to(years, (len(self.grade), np.shape(years)[-1]))
        times, place = np.unique(after, return_inverse=True)
        told = self._told_by_grade(times)[self.grade[:, None], place.reshape(after.shape)]
        if not np.isfinite(self.age).any():
            return told
        by_age, likely = self._told_by_age(after)
        return np.where((likely >= LEAST_LIKELY)[:, None, None], by_age, told)

    def remaining(self) -> FloatArray:
        """Years until TG3, counted from the last assessment: P10, P50 and P90, shape (n, 3).

        Longer than `LONGEST_LOOK` is infinite. [year]
        """
        years = np.arange(0.0, LONGEST_LOOK + 1)
        worn = self.chances(years)[..., -1]
        place = np.stack([(worn < share).sum(axis=1) for share in (0.1, 0.5, 0.9)], axis=1)
        return np.where(place <= LONGEST_LOOK, place, np.inf).astype(np.float64)

    def _told_by_age(self, after: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Chances with age known, and how likely the seen grade was, (n, years, 4) and (n,)."""
        age = np.maximum(self.age, 0.5)
        starts = np.array([0.0, *self.begins, np.inf])
        with np.errstate(divide="ignore"):
            shortest, longest = age / starts[self.grade + 1], age / starts[self.grade]
        low, high = self._lived(shortest), self._lived(longest)
        likely = high - low
        then = age[:, None] + after
        below = [
            np.clip(high[:, None] - np.maximum(self._lived(then / b), low[:, None]), 0, None)
            for b in self.begins
        ]
        worse = 1 - np.stack(below, axis=-1) / np.maximum(likely, 1e-12)[:, None, None]
        return _from_worse(np.clip(worse, 0.0, 1.0)), np.nan_to_num(likely)

    def _told_by_grade(self, after: FloatArray) -> FloatArray:
        """Chances by the seen grade alone, shape (4, years, 4)."""
        starts = np.array([0.0, *self.begins])
        ends = np.array([*self.begins, self.begins[-1]])
        place = starts[:, None] + (ends - starts)[:, None] * PLACES[None, :]  # (4, places)
        used = after[:, None] / (self.life.central * np.exp(self.life.log_spread * LIVES))
        worn = place[:, None, :, None] + used[None, :, None, :]
        worse = [(worn >= b - 1e-9).mean(axis=(2, 3)) for b in self.begins]
        return _from_worse(np.stack(worse, axis=-1))

    def _lived(self, years: FloatArray) -> FloatArray:
        """Chance that the life is over after `years`."""
        with np.errstate(divide="ignore"):
            z = np.log(np.maximum(years, 0) / self.life.central) / self.life.log_spread
        return ndtr(z)


def _from_worse(worse: FloatArray) -> FloatArray:
    """Chances of TG0 to TG3 from those of being at least TG1, TG2, TG3."""
    ones, none = np.ones_like(worse[..., :1]), np.zeros_like(worse[..., :1])
    at_least = np.concatenate((ones, worse, none), axis=-1)
    return at_least[..., :-1] - at_least[..., 1:]


def yearly_steps(life: ServiceLife, begins: Sequence[float]) -> FloatArray:
    """Chance per year of leaving TG0, TG1 and TG2 that gives the medium life, shape (3,).

    The mean stay in a grade is its span of the life; a Markov chain whose chance of leaving is
    p stays 1/p years.
    """
    spans = np.diff(np.array([0.0, *begins])) * life.central
    return np.clip(1.0 / np.maximum(spans, 1.0), 0.0, 1.0)


def chain(steps: FloatArray) -> FloatArray:
    """Yearly transition matrix of grades from the chances of leaving, shape (..., 4, 4).

    A part gets worse by one grade a year at most, and never better by itself.
    """
    matrix = np.zeros((*steps.shape[:-1], GRADES, GRADES))
    for grade in range(GRADES - 1):
        matrix[..., grade, grade] = 1 - steps[..., grade]
        matrix[..., grade, grade + 1] = steps[..., grade]
    matrix[..., -1, -1] = 1.0
    return matrix
