"""How fast parts wear, learnt from the portfolio's own repeated assessments.

Two assessments of the same thing, some years apart, tell of one step of a Markov chain over those
years. Pairs that got better were renewed, or graded by somebody milder; they are counted but say
nothing about wear. The chance of leaving a grade in a year has a beta prior (a Dirichlet over
staying and getting worse) around what the service life gives, worth as many steps as the table's
own range allows: 1 / log_spread**2. The posterior is found by maximum and drawn from by sampling
importance resampling around it.

References
----------
Kalbfleisch and Lawless (1985), JASA 80, 863-871: likelihood of a chain seen at times apart.
Rubin (1988), Bayesian Statistics 3, 395-402: sampling importance resampling.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, logit

from twin.analysis.upkeep.inspections import Inspections
from twin.analysis.upkeep.service_life import chain, yearly_steps
from twin.analysis.upkeep.tables import GRADES, ServiceLife, UpkeepTables, by_code
from twin.model.arrays import FloatArray, IntArray

Density = Callable[[FloatArray], FloatArray]
PROPOSALS = 4000
LONGEST = 40  # years between two assessments that still count
_DOF = 5  # of the Student distribution that proposals are drawn from: tails that are wide enough


@dataclass(frozen=True, slots=True, eq=False)
class History:
    """Pairs of assessments of one kind of part, shape (n,) each, and what was left out.

    before, after : TG.  years : between them, at least 1. [year]
    improved : pairs that got better.
    """

    before: IntArray
    after: IntArray
    years: IntArray
    improved: int = 0

    def __len__(self) -> int:
        """Number of pairs that tell of wear; those that begin in TG3 do not."""
        return int((self.before < GRADES - 1).sum())


@dataclass(frozen=True, slots=True, eq=False)
class Wear:
    """Yearly chances of leaving TG0, TG1 and TG2 of one kind of part.

    steps : most likely values, shape (3,).  draws : of the posterior, shape (d, 3).
    pairs, improved : what it was learnt from.
    """

    part_code: str
    steps: FloatArray
    draws: FloatArray
    pairs: int
    improved: int

    @property
    def matrix(self) -> FloatArray:
        """Yearly transition matrix, rows from TG0 to TG3, shape (4, 4)."""
        return chain(self.steps)

    def interval(self) -> FloatArray:
        """P10, P50 and P90 of the chances, shape (3, 3), one row for each."""
        return np.quantile(self.draws, (0.1, 0.5, 0.9), axis=0)


def histories(known: Inspections, digits: int = 3) -> Mapping[str, History]:
    """Pairs of following assessments by NS 3451 code cut to `digits`; TGIU is passed over."""
    seen = known.grade >= 0
    thing, grade = known.thing[seen], known.grade[seen]
    day = known.day[seen].astype(np.int64)
    years = np.rint(np.diff(day) / 365.25).astype(np.int32)
    is_pair = (np.diff(thing) == 0) & (years >= 1) & (years <= LONGEST)
    codes = [key[3][:digits] for key in known.keys]
    places: dict[str, list[int]] = defaultdict(list)
    for place in np.flatnonzero(is_pair).tolist():
        places[codes[thing[place]]].append(place)
    return {code: _history(grade, years, np.array(rows)) for code, rows in places.items() if code}


def fitted(
    history: History, life: ServiceLife, tables: UpkeepTables, draws: int = 200, seed: int = 1
) -> Wear:
    """Posterior of the yearly chances of getting worse.

    Parameters
    ----------
    life : gives the prior.
    draws : of the posterior.
    seed : the same seed gives the same draws.
    """
    expected = yearly_steps(life, tables.begins)
    worth = 1.0 / life.log_spread**2
    prior = worth, worth * (1 - expected) / expected
    pairs = _counted(history)

    def log_posterior(odds: FloatArray) -> FloatArray:
        steps = np.clip(expit(odds), 1e-9, 1 - 1e-9)
        inside = prior[0] * np.log(steps) + prior[1] * np.log1p(-steps)
        return inside.sum(axis=-1) + _log_likelihood(steps, pairs)

    start = logit(np.clip(expected, 1e-3, 0.9))
    best = minimize(lambda x: -float(log_posterior(x)), start, method="Nelder-Mead").x
    drawn = _drawn(log_posterior, best, draws, seed)
    return Wear(life.part_code, expit(best), drawn, len(history), history.improved)


def learnt(
    known: Inspections,
    tables: UpkeepTables,
    draws: int = 200,
    seed: int = 1,
    on_part: Callable[[float], object] = lambda _: None,
) -> Mapping[str, Wear]:
    """Wear by the codes of the service lives, for kinds of part with history enough.

    Enough is `smallest_history` of the assumptions; below it the service life counts alone.

    Parameters
    ----------
    on_part : told what share is done, before each kind of part; may raise to stop.
    """
    least = tables.values["smallest_history"].value if "smallest_history" in tables.values else 20
    by_life: dict[str, list[History]] = defaultdict(list)
    for code, history in histories(known).items():
        life = by_code(tables.service_lives, code)
        if life is not None:
            by_life[life.part_code].append(history)
    joined = {code: _joined(parts) for code, parts in by_life.items()}
    enough = {code: history for code, history in joined.items() if len(history) >= least}
    found: dict[str, Wear] = {}
    for place, (code, history) in enumerate(enough.items()):
        on_part(place / len(enough))
        found[code] = fitted(history, tables.service_lives[code], tables, draws, seed)
    return found


def _history(grade: IntArray, years: IntArray, rows: IntArray) -> History:
    before, after = grade[rows], grade[rows + 1]
    worn = after >= before
    return History(before[worn], after[worn], years[rows][worn], int((~worn).sum()))


def _joined(parts: list[History]) -> History:
    return History(
        np.concatenate([p.before for p in parts]),
        np.concatenate([p.after for p in parts]),
        np.concatenate([p.years for p in parts]),
        sum(p.improved for p in parts),
    )


def _counted(history: History) -> tuple[IntArray, IntArray, IntArray, FloatArray]:
    """Different pairs of before, after and years, and how often each occurs."""
    rows = np.column_stack((history.before, history.after, history.years))
    rows = rows[history.before < GRADES - 1]
    kinds, counts = np.unique(rows, axis=0, return_counts=True)
    before, after, years = kinds.reshape(-1, 3).T
    return before, after, years, counts.astype(np.float64)


def _log_likelihood(
    steps: FloatArray, pairs: tuple[IntArray, IntArray, IntArray, FloatArray]
) -> FloatArray:
    """Log-likelihood of pairs, one value for each row of `steps`."""
    before, after, years, counts = pairs
    total = np.zeros(steps.shape[:-1])
    matrix = chain(steps)
    power = matrix
    for year in range(1, int(years.max(initial=0)) + 1):
        if year > 1:
            power = power @ matrix
        now = years == year
        if now.any():
            seen = np.maximum(power[..., before[now], after[now]], 1e-300)
            total = total + (np.log(seen) * counts[now]).sum(axis=-1)
    return total


def _drawn(log_posterior: Density, best: FloatArray, draws: int, seed: int) -> FloatArray:
    """Draws of the posterior: proposals from a wide Student distribution, resampled by weight."""
    random = np.random.default_rng(seed)
    root = np.linalg.cholesky(_covariance(log_posterior, best))
    wide = np.sqrt(_DOF / random.chisquare(_DOF, (PROPOSALS, 1)))
    z = random.standard_normal((PROPOSALS, 3)) * wide
    odds = best + z @ root.T
    density = -0.5 * (_DOF + 3) * np.log1p((z**2).sum(axis=1) / _DOF)
    weight = log_posterior(odds) - density
    share = np.exp(weight - weight.max())
    chosen = random.choice(PROPOSALS, draws, p=share / share.sum())
    return expit(odds[chosen])


def _covariance(log_posterior: Density, best: FloatArray) -> FloatArray:
    """Inverse curvature at the maximum, by central differences."""
    h = 0.05
    around = np.eye(3) * h
    curvature = np.empty((3, 3))
    for i in range(3):
        for j in range(3):
            corners = [
                best + around[i] + around[j], best + around[i] - around[j],
                best - around[i] + around[j], best - around[i] - around[j],
            ]  # fmt: skip
            a, b, c, d = (float(log_posterior(x)) for x in corners)
            curvature[i, j] = -(a - b - c + d) / (4 * h * h)
    values, vectors = np.linalg.eigh(0.5 * (curvature + curvature.T))
    return (vectors / np.maximum(values, 0.05)) @ vectors.T
