"""The grades to come: what share of the parts is in which grade, year by year, with its range.

A kind of part with history enough in the portfolio goes by its own wear (`transitions`), any other
one by its service life (`service_life`). The range comes from what is not known: the draws of the
wear, or a medium life that may be wrong for all parts of the kind at once (`COMMON` of the
variance in the table), and chance, which matters where there are few parts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.upkeep.inspections import Graded
from twin.analysis.upkeep.service_life import Ageing, chain
from twin.analysis.upkeep.sums import sums
from twin.analysis.upkeep.tables import GRADES, NORMAL_P90, ServiceLife, UpkeepTables, by_code
from twin.analysis.upkeep.transitions import Wear
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.building import Building
from twin.model.records import column
from twin.model.register import Component

COMMON = 0.5  # of the variance of lives; estimate: how far the table errs for a kind as a whole
DRAWS = 50
NODES = np.linspace(-2.4, 2.4, 7)
"""Errors of a medium life that are calculated, in standard deviations; others lie between."""
AGE_STEP = 2  # years, in which ages are told apart


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """Expected grades of graded things over `years`.

    share : P10, P50 and P90 of the share of the weight in TG0 to TG3, shape (3, years, 4).
    expected : expected share, shape (years, 4).
    mean_grade : P10, P50 and P90 of the weighted grade, shape (3, years).
    chances : of each grade by class of things that age alike, shape (classes, years, 4).
    class_of : class of each thing, -1 where nothing can be said, shape (m,).
    learnt : NS 3451 codes that went by the portfolio's own wear.
    coverage : share of the things with a grade that the forecast speaks for.
    """

    years: IntArray
    share: FloatArray
    expected: FloatArray
    mean_grade: FloatArray
    chances: FloatArray
    class_of: IntArray
    learnt: tuple[str, ...]
    coverage: float

    def likeliest(self, place: int) -> IntArray:
        """Likeliest grade of each thing in the year at `place`, -1 where unknown, shape (m,)."""
        grade = self.chances[:, place].argmax(axis=1) if len(self.chances) else np.zeros(0)
        known = np.append(grade, -1).astype(np.int32)
        return known[self.class_of]


def installed_years(
    things: Graded, buildings: Sequence[Building], components: Sequence[Component] = ()
) -> FloatArray:
    """Year each thing was made: of its component, else of its building; NaN if unknown, (m,)."""
    built = {b.building_id: b.construction_year for b in buildings}
    names = ("building_id", "global_id", "installed_year")
    parts = zip(*(column(components, name).tolist() for name in names), strict=True)
    made = {(b, g): year for b, g, year in parts if g and year and year > 0}
    return np.array(
        [made.get(t[:2]) or built.get(t.building_id, np.nan) for t in things.things],
        dtype=np.float64,
    )


def forecast(
    things: Graded,
    years: Sequence[int],
    tables: UpkeepTables,
    installed: FloatArray,
    wear: Mapping[str, Wear],
    weights: FloatArray | None = None,
) -> Forecast:
    """Grades of the years to come if nothing is done.

    Parameters
    ----------
    installed : year each thing was made, NaN if unknown, shape (m,).
    wear : from `transitions.learnt`.
    weights : area or replacement cost of each thing, shape (m,); None for all alike.
    """
    horizon = np.array(years, dtype=np.int32)
    kinds = _kinds(things, tables, installed, wear)
    weight = np.ones(len(things.at)) if weights is None else np.nan_to_num(weights)
    told = kinds.of >= 0
    total = sums(kinds.of[told], weight[told], len(kinds.grade))
    squares = sums(kinds.of[told], weight[told] ** 2, len(kinds.grade))
    central = np.zeros((len(kinds.grade), len(horizon), GRADES))
    for number in range(len(kinds.codes)):
        rows = kinds.rows(number)
        central[rows] = kinds.chances(number, horizon, tables, wear)[0]
    drawn = _drawn(kinds, horizon, (tables, wear), (total, squares))
    whole = max(float(total.sum()), 1e-12)
    codes = {code for code in kinds.codes if code in wear}
    graded = things.grade >= 0
    return Forecast(
        horizon,
        np.quantile(drawn, (0.1, 0.5, 0.9), axis=0),
        np.tensordot(total, central, 1) / whole,
        np.quantile(drawn @ np.arange(GRADES), (0.1, 0.5, 0.9), axis=0),
        central,
        kinds.of,
        tuple(sorted(codes)),
        float(told.sum() / graded.sum()) if graded.any() else 0.0,
    )


def remaining_lives(
    things: Graded, year: int, tables: UpkeepTables, installed: FloatArray
) -> FloatArray:
    """Years from `year` until each thing is in TG3, by service life: P10, P50, P90, shape (m, 3).

    NaN for kinds without a service life and for TGIU; infinite beyond `LONGEST_LOOK`. [year]
    """
    kinds = _kinds(things, tables, installed, {})
    found = np.full((len(kinds.grade) + 1, 3), np.nan)  # last: unknown
    for number, life in enumerate(kinds.lives):
        rows = kinds.rows(number)
        left = Ageing(life, kinds.grade[rows], kinds.age[rows], tables.begins).remaining()
        found[rows] = np.maximum(left - (year - kinds.assessed[rows])[:, None], 0.0)
    return found[kinds.of]


@dataclass(frozen=True, slots=True, eq=False)
class _Kinds:
    """Classes of things that age alike; arrays of shape (classes,) but for `of` (things)."""

    codes: tuple[str, ...]
    lives: tuple[ServiceLife, ...]
    life: IntArray
    grade: IntArray
    assessed: IntArray
    age: FloatArray
    of: IntArray

    def rows(self, number: int) -> IntArray:
        """Classes of one kind of part."""
        return np.flatnonzero(self.life == number).astype(np.int32)

    def chances(
        self, number: int, years: IntArray, tables: UpkeepTables, wear: Mapping[str, Wear]
    ) -> list[FloatArray]:
        """Chances of grades of the classes of a kind, each of shape (classes, years, 4).

        The middle first, then each draw of its wear, or each of `NODES` of its life.
        """
        rows, code = self.rows(number), self.codes[number]
        after = np.maximum(years[None, :] - self.assessed[rows][:, None], 0)
        grade = self.grade[rows]
        if code in wear:
            known = wear[code]
            return [_by_wear(s, grade, after) for s in (known.steps, *known.draws[:DRAWS])]
        life = self.lives[number]
        lives = [life, *(_erring(life, float(error)) for error in NODES)]
        times = after.astype(np.float64)
        return [Ageing(v, grade, self.age[rows], tables.begins).chances(times) for v in lives]


def _kinds(
    things: Graded, tables: UpkeepTables, installed: FloatArray, wear: Mapping[str, Wear]
) -> _Kinds:
    parts = things.column("part_code").tolist()
    life_of = {code: by_code(tables.service_lives, code) for code in set(parts)}
    lives = [life_of[code] for code in parts]
    known = {life.part_code: life for life in lives if life is not None}
    codes = tuple(sorted(known))
    number = {code: i for i, code in enumerate(codes)}
    life = np.array([-1 if v is None else number[v.part_code] for v in lives], dtype=np.int64)
    assessed = things.day.astype("datetime64[Y]").astype(np.int64) + 1970
    years = np.maximum(assessed - installed, 0) // AGE_STEP * AGE_STEP
    by_age = np.array([v is not None and v.part_code not in wear for v in lives], dtype=bool)
    age = np.where(np.isfinite(installed) & by_age, years, -1).astype(np.int64)
    keep: BoolArray = (life >= 0) & (things.grade >= 0)
    rows = np.column_stack((life, things.grade, assessed, age))[keep]
    classes, inverse = np.unique(rows.reshape(-1, 4), axis=0, return_inverse=True)
    of = np.full(len(life), -1, dtype=np.int32)
    of[keep] = inverse.ravel()
    return _Kinds(
        codes,
        tuple(known[code] for code in codes),
        classes[:, 0].astype(np.int32),
        classes[:, 1].astype(np.int32),
        classes[:, 2].astype(np.int32),
        np.where(classes[:, 3] < 0, np.nan, classes[:, 3].astype(np.float64)),
        of,
    )


def _by_wear(steps: FloatArray, grade: IntArray, after: IntArray) -> FloatArray:
    """Chances by the chain, shape (n, years, 4)."""
    matrix = chain(steps)
    powers = [np.eye(GRADES)]
    for _ in range(int(after.max(initial=0))):
        powers.append(powers[-1] @ matrix)
    return np.stack(powers)[after, grade[:, None]]


def _erring(life: ServiceLife, error: float) -> ServiceLife:
    """A life whose median errs by some standard deviations, with what is left of its range."""
    left = np.exp(life.log_spread * (1 - COMMON) ** 0.5 * NORMAL_P90)
    central = life.central * np.exp(error * life.log_spread * COMMON**0.5)
    return replace(life, short=central / left, central=central, long=central * left)


def _drawn(
    kinds: _Kinds,
    years: IntArray,
    known: tuple[UpkeepTables, Mapping[str, Wear]],
    weights: tuple[FloatArray, FloatArray],
) -> FloatArray:
    """Shares of the grades in each draw, shape (draws, years, 4)."""
    total, squares = weights
    random = np.random.default_rng(1)
    share = np.zeros((DRAWS, len(years), GRADES))
    variance = np.zeros_like(share)
    for number in range(len(kinds.codes)):
        rows = kinds.rows(number)
        cases = kinds.chances(number, years, *known)[1:]
        mean = np.stack([np.tensordot(total[rows], c, 1) for c in cases])
        spread = np.stack([np.tensordot(squares[rows], c * (1 - c), 1) for c in cases])
        if kinds.codes[number] in known[1]:
            chosen = np.arange(DRAWS) % len(cases)
            share, variance = share + mean[chosen], variance + spread[chosen]
        else:
            mix = _mix(random.standard_normal(DRAWS))
            share = share + np.tensordot(mix, mean, 1)
            variance = variance + np.tensordot(mix, spread, 1)
    noisy = np.clip(share + np.sqrt(variance) * random.standard_normal(share.shape), 0, None)
    return noisy / np.maximum(noisy.sum(axis=-1, keepdims=True), 1e-12)


def _mix(errors: FloatArray) -> FloatArray:
    """How much of each node makes up each error, shape (errors, nodes)."""
    return np.stack([np.interp(errors, NODES, row) for row in np.eye(len(NODES))], axis=1)
