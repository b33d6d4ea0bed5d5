"""What it costs to bring everything to TG1: the maintenance backlog, by part, building, deadline.

Backlog (vedlikeholdsetterslep) is the cost of bringing every part to TG1, not to new. What makes
a part better than it was is development and is never added to it. TGIU is unknown, not nothing:
it is counted apart.

How sums are ranged
    Low and high of a single cost are read as ends of its own range. Costs of one survey err
    together, as price book, assessor and market are the same, so the ends add up as they stand
    (`dependence` 1) unless the caller says otherwise: with `dependence` r the range of a sum is
    sqrt(r (sum of ranges)**2 + (1 - r) (sum of squares)), each side apart. At 0 the costs err
    each for itself and the range of a large sum becomes narrow.

References
----------
byggordboka.no, multiMap: technical value is new value less the upgrade need to TG1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np

from twin.analysis.upkeep.inspections import Graded, gravest_consequence
from twin.analysis.upkeep.sums import sums
from twin.analysis.upkeep.tables import DeadlineRule, UpkeepTables
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.building import Building
from twin.model.records import column
from twin.model.register import Component

NEEDS_WORK = 2  # TG


class Deadline(IntEnum):
    """When work is due, counted from the year that is looked at."""

    NOW = 0
    ONE_YEAR = 1
    FIVE_YEARS = 2
    TEN_YEARS = 3
    LATER = 4
    NONE = -1


LAST_YEAR = {Deadline.NOW: 0, Deadline.ONE_YEAR: 1, Deadline.FIVE_YEARS: 5, Deadline.TEN_YEARS: 10}


@dataclass(frozen=True, slots=True, eq=False)
class Backlog:
    """Cost of work on each graded thing; arrays of shape (m,) in the order of `things`.

    cost : low, central, high at the prices of `price_year`; 0 for TG0 and TG1, NaN where
        unknown, shape (m, 3). [NOK]
    due : codes of `Deadline`.
    consequence : gravest KG, -1 unknown.
    dependence : how far costs err together, see the head of this file.
    """

    things: Graded
    cost: FloatArray
    is_development: BoolArray
    due: IntArray
    consequence: IntArray
    price_year: int
    dependence: float = 1.0

    @property
    def needs_work(self) -> BoolArray:
        """Things in TG2 or TG3."""
        return self.things.grade >= NEEDS_WORK

    @property
    def maintenance(self) -> BoolArray:
        """Things whose work maintains and has a cost."""
        return self.needs_work & ~self.is_development & self._is_costed

    @property
    def development(self) -> BoolArray:
        """Things whose work makes them better than they were, with a cost."""
        return self.needs_work & self.is_development & self._is_costed

    @property
    def without_cost(self) -> BoolArray:
        """Things that need work whose cost nobody has stated; they are missing in every sum."""
        return self.needs_work & ~self._is_costed

    @property
    def not_inspected(self) -> BoolArray:
        """Things that nobody could inspect (TGIU); their cost is unknown."""
        return self.things.grade < 0

    @property
    def may_count_twice(self) -> BoolArray:
        """Whole parts with a cost some of whose elements have a cost of their own."""
        costed = self.needs_work & self._is_costed
        things = self.things.things
        own = {
            (t.building_id, t.part_code[:n])
            for t, has_cost in zip(things, costed.tolist(), strict=True)
            if has_cost and t.global_id
            for n in range(2, len(t.part_code) + 1)
        }
        whole = [
            not t.global_id and not t.space_id and (t.building_id, t.part_code) in own
            for t in things
        ]
        return np.array(whole, dtype=np.bool_) & costed

    @property
    def _is_costed(self) -> BoolArray:
        return np.isfinite(self.cost[:, 1])

    def total(self, which: BoolArray | None = None) -> FloatArray:
        """Low, central and high sum over things, by default all maintenance, shape (3,). [NOK]"""
        chosen = self.maintenance if which is None else which
        return self.by(np.zeros(len(chosen), dtype=np.int32), 1, chosen)[0]

    def by(self, group: IntArray, groups: int, which: BoolArray | None = None) -> FloatArray:
        """Sums of each group, shape (groups, 3). [NOK]

        Parameters
        ----------
        group : number of the group of each thing, negative for none, shape (m,).
        which : things that count, by default all maintenance.
        """
        chosen = (self.maintenance if which is None else which) & (group >= 0)
        cost, number = self.cost[chosen], group[chosen]
        low, central, high = (sums(number, c, groups) for c in cost.T)
        if self.dependence >= 1.0:
            return np.column_stack((low, central, high))
        below, above = cost[:, 1] - cost[:, 0], cost[:, 2] - cost[:, 1]
        return np.column_stack(
            (
                central - self._range(central - low, sums(number, below**2, groups)),
                central,
                central + self._range(high - central, sums(number, above**2, groups)),
            )
        )

    def by_building(
        self, buildings: Sequence[Building], which: BoolArray | None = None
    ) -> FloatArray:
        """Sums of each building in their order, shape (n, 3). [NOK]"""
        rows = {b.building_id: i for i, b in enumerate(buildings)}
        ids = self.things.column("building_id").tolist()
        group = np.array([rows.get(b, -1) for b in ids], dtype=np.int32)
        return self.by(group, len(buildings), which)

    def by_part(self, digits: int = 2, which: BoolArray | None = None) -> Mapping[str, FloatArray]:
        """Sums by NS 3451 code cut to `digits`, each of shape (3,). [NOK]"""
        short = [code[:digits] for code in self.things.column("part_code").tolist()]
        codes = sorted(set(short))
        number = {code: i for i, code in enumerate(codes)}
        group = np.array([number[code] for code in short], dtype=np.int32)
        return dict(zip(codes, self.by(group, len(codes), which), strict=True))

    def by_deadline(self, which: BoolArray | None = None) -> FloatArray:
        """Sums by `Deadline` from now to later, shape (5, 3). [NOK]"""
        return self.by(self.due, len(LAST_YEAR) + 1, which)

    def _range(self, together: FloatArray, squares: FloatArray) -> FloatArray:
        return np.sqrt(self.dependence * together**2 + (1 - self.dependence) * squares)

    def with_dependence(self, dependence: float) -> "Backlog":
        """The same costs, summed with another dependence, 0 to 1."""
        return replace(self, dependence=dependence)


def backlog(
    things: Graded,
    tables: UpkeepTables,
    price_year: int,
    today_year: int,
    components: Sequence[Component] = (),
) -> Backlog:
    """Backlog of graded things.

    The cost is what the assessor wrote; without one, the replacement cost of the component of
    the same element, or of the same part of the building, times the share that the grade asks
    for. A cost without a price year, or outside the index, is unknown.

    Parameters
    ----------
    price_year : whose price level the costs are converted to.
    today_year : that deadlines are counted from.
    components : of the register, for replacement costs.
    """
    consequence = gravest_consequence(things)
    stated = _stated_cost(things, tables, price_year)
    shares = tables.shares()[np.maximum(things.grade, 0)]
    replaced = replacement_of_components(things, tables, price_year, components) * shares
    cost = np.where(np.isfinite(stated[:, 1:2]), stated, replaced)
    cost[(things.grade >= 0) & (things.grade < NEEDS_WORK)] = 0.0
    cost[things.grade < 0] = np.nan
    return Backlog(
        things,
        cost,
        things.column("is_development").astype(bool),
        _due(things, consequence, tables.deadlines, today_year),
        consequence,
        price_year,
    )


def replacement_of_components(
    things: Graded, tables: UpkeepTables, price_year: int, components: Sequence[Component]
) -> FloatArray:
    """Replacement cost of each thing by the register, NaN without one, shape (m, 3). [NOK]

    A component goes with its element; where no element is named, with the same part of the
    building, and several of them are added up.
    """
    costs = np.full((len(things.at), 3), np.nan)
    if not len(components) or not len(costs):
        return costs
    names = ("replacement_low", "replacement_central", "replacement_high")
    ends = [column(components, name).astype(np.float64) for name in names]
    years = column(components, "price_year").astype(np.float64)
    level = _complete(np.column_stack(ends)) * tables.prices.factor(years, price_year)[:, None]
    keys = [column(components, n).tolist() for n in ("building_id", "global_id", "part_code")]
    place: dict[tuple[str, str, str], int] = {}
    number = [place.setdefault(_place(*key), len(place)) for key in zip(*keys, strict=True)]
    known = np.isfinite(level[:, 1])
    of = np.array(number, dtype=np.int32)[known]
    total = np.column_stack([sums(of, level[known, end], len(place)) for end in range(3)])
    total[sums(of, np.ones(len(of)), len(place)) == 0] = np.nan
    at = [-1 if t.space_id else place.get(_place(*t[:2], t.part_code), -1) for t in things.things]
    return np.vstack((total, np.full((1, 3), np.nan)))[at]


def _place(building_id: str, global_id: str, part_code: str) -> tuple[str, str, str]:
    return building_id, global_id, "" if global_id else part_code


def _stated_cost(things: Graded, tables: UpkeepTables, price_year: int) -> FloatArray:
    """What assessors wrote, at the prices of `price_year`, shape (m, 3). [NOK]"""
    names = ("cost_low", "cost_central", "cost_high")
    cost = np.column_stack([things.column(name).astype(np.float64) for name in names])
    years = things.column("price_year").astype(np.float64)
    return _complete(cost) * tables.prices.factor(years, price_year)[:, None]


def _complete(cost: FloatArray) -> FloatArray:
    """Ends that are missing or on the wrong side are the central cost, shape (n, 3)."""
    low, central, high = cost.T
    return np.column_stack((np.fmin(low, central), central, np.fmax(high, central)))


def _due(
    things: Graded, consequence: IntArray, rules: Sequence[DeadlineRule], today_year: int
) -> IntArray:
    """Deadline class of each thing: as the assessor wrote, else by grade and consequence."""
    assessed = things.day.astype("datetime64[Y]").astype(np.int64) + 1970
    last = np.full(len(things.at), -1, dtype=np.int64)
    for rule in rules:
        applies = (things.grade == rule.grade) & (consequence >= rule.kg_from)
        applies &= consequence <= rule.kg_to
        last[applies] = assessed[applies] + rule.last_year
    stated = np.nan_to_num(things.column("deadline_year").astype(np.float64)).astype(np.int64)
    year = np.where(stated > 0, stated, last)
    limits = [today_year + years for years in LAST_YEAR.values()]
    classes = np.searchsorted(limits, year).astype(np.int32)
    is_due = (things.grade >= NEEDS_WORK) & (year > 0)
    return np.where(is_due, classes, int(Deadline.NONE)).astype(np.int32)
