"""The condition of each graded thing in a year looked at: as it stood, today, or to come.

A year that is past is shown as it stood: by the assessments up to its last day. A year to come is
shown as the likeliest grade if nothing is done, with what that is expected to cost.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from twin.analysis.upkeep.backlog import Backlog, backlog
from twin.analysis.upkeep.forecast import Forecast, installed_years, remaining_lives
from twin.analysis.upkeep.funding_case import replacement_of_things
from twin.analysis.upkeep.inspections import (
    Graded,
    Inspections,
    age_in_years,
    graded,
    gravest_consequence,
)
from twin.analysis.upkeep.tables import UpkeepTables, risk_of
from twin.model.arrays import FloatArray, IntArray
from twin.model.building import Building
from twin.model.register import Component


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for. day: that is looked at; today: that is not yet to come."""

    day: date
    today: date
    price_year: int
    buildings: Sequence[Building]
    components: Sequence[Component] = ()

    @property
    def is_forecast(self) -> bool:
        """Whether the day is one to come."""
        return self.day > self.today


@dataclass(frozen=True, slots=True, eq=False)
class ThingCondition:
    """Condition of m things; arrays of shape (m,) unless said otherwise.

    things : with the grade of the year, the likeliest one in a forecast.
    expected : grade, in a forecast its mean over all chances; NaN where unknown.
    consequence : gravest KG, -1 unknown.  risk : codes of `Risk`.
    remaining : years until TG3, P10, P50, P90, shape (m, 3). [year]
    cost : of bringing it to TG1, maintenance only; NaN where unknown, shape (m, 3). [NOK]
    age : of the assessment that counts. [year]  level : of its method.
    """

    asked: Asked
    things: Graded
    expected: FloatArray
    consequence: IntArray
    risk: IntArray
    remaining: FloatArray
    cost: FloatArray
    age: FloatArray
    level: FloatArray


def condition_in(
    known: Inspections, asked: Asked, tables: UpkeepTables, to_come: Forecast | None = None
) -> ThingCondition:
    """Condition of everything graded up to the day asked for.

    Parameters
    ----------
    to_come : forecast of what is graded today; needed for a day to come, whose year it holds.
    """
    is_to_come = asked.is_forecast and to_come is not None
    seen = graded(known, asked.today if asked.is_forecast else asked.day)
    consequence = gravest_consequence(seen)
    money = backlog(seen, tables, asked.price_year, asked.day.year, asked.components)
    things, expected = seen, np.where(seen.grade >= 0, seen.grade, np.nan).astype(np.float64)
    cost = np.where(money.is_development[:, None], np.nan, money.cost)
    if is_to_come and to_come is not None:
        place = int(np.searchsorted(to_come.years, asked.day.year))
        chances = _chances(to_come, place, seen)
        things = replace(seen, grade=_likeliest(chances))
        expected = chances @ np.arange(chances.shape[1], dtype=np.float64)
        worth = replacement_of_things(money, asked.buildings, tables, asked.components)
        cost = _expected_cost(money, chances, worth, tables)
    installed = installed_years(seen, asked.buildings, asked.components)
    return ThingCondition(
        asked,
        things,
        expected,
        consequence,
        risk_of(things.grade, consequence, tables),
        remaining_lives(seen, asked.day.year, tables, installed),
        cost,
        np.maximum(age_in_years(seen, asked.day), 0.0),
        seen.column("method_level").astype(np.float64),
    )


def _chances(to_come: Forecast, place: int, seen: Graded) -> FloatArray:
    """Chances of the grades of each thing, NaN where nothing can be said, shape (m, 4)."""
    known = to_come.chances[:, place] if len(to_come.chances) else np.zeros((0, 4))
    found = np.vstack((known, np.full((1, 4), np.nan)))[to_come.class_of]
    stays = (to_come.class_of < 0) & (seen.grade >= 0)
    found[stays] = np.eye(4)[seen.grade[stays]]  # no service life: stays as it was seen
    return found


def _likeliest(chances: FloatArray) -> IntArray:
    known = np.isfinite(chances[:, 0])
    return np.where(known, np.nan_to_num(chances).argmax(axis=1), -1).astype(np.int32)


def _expected_cost(
    money: Backlog, chances: FloatArray, worth: FloatArray, tables: UpkeepTables
) -> FloatArray:
    """Expected cost of bringing each thing to TG1, shape (m, 3). [NOK]

    At the grade seen it is the cost known of it, else the share that the grade asks for of what
    the thing is worth; TG3 never costs less than TG2.
    """
    shares, grade = tables.shares(), money.things.grade
    two, three = (worth[:, None] * shares[g] for g in (2, 3))
    two = np.where((grade == 2)[:, None], money.cost, two)
    three = np.where((grade == 3)[:, None], money.cost, np.fmax(three, two))
    found = chances[:, 2:3] * two + chances[:, 3:4] * three
    return np.where(money.is_development[:, None], np.nan, found)
