"""Assessments by the column: which of them counts on a day, in milliseconds for 100,000."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from twin.model.arrays import IntArray
from twin.model.condition import Assessment
from twin.model.records import column

DayArray = NDArray[np.datetime64]
CONSEQUENCES = (
    "consequence_grade", "kg_safety", "kg_health", "kg_economy", "kg_use", "kg_appearance",
)  # fmt: skip
Day = date | int | None


class Thing(NamedTuple):
    """What was graded: an element, a space, a building part or a building."""

    building_id: str
    global_id: str
    space_id: str
    part_code: str


@dataclass(frozen=True, slots=True, eq=False)
class Inspections:
    """All assessments, sorted by thing, day and grade, so that any day can be looked at.

    keys : what was graded, numbered.
    order : rows of `assessments`, sorted, shape (n,).
    begins : where each thing begins in `order`, shape (k + 1,).
    thing, day, grade : of the sorted rows, shape (n,).
    """

    assessments: Sequence[Assessment]
    keys: tuple[Thing, ...]
    order: IntArray
    begins: IntArray
    thing: IntArray
    day: DayArray
    grade: IntArray

    def column(self, name: str) -> NDArray[np.generic]:
        """A field of the assessments in the order of `order`."""
        return column(self.assessments, name)[self.order]


@dataclass(frozen=True, slots=True, eq=False)
class Graded:
    """Things with the assessment that counts on a day; arrays of shape (m,).

    at : places in the sorted rows of `inspections`.
    thing : numbers of the things.
    """

    inspections: Inspections
    at: IntArray
    thing: IntArray
    day: DayArray
    grade: IntArray

    @property
    def rows(self) -> IntArray:
        """Rows of the assessments that count."""
        return self.inspections.order[self.at]

    @property
    def things(self) -> tuple[Thing, ...]:
        """What was graded."""
        known = self.inspections.keys
        return tuple(known[i] for i in self.thing.tolist())

    def column(self, name: str) -> NDArray[np.generic]:
        """A field of the assessments that count, shape (m,)."""
        return column(self.inspections.assessments, name)[self.rows]


def inspections(assessments: Sequence[Assessment]) -> Inspections:
    """Assessments sorted by thing and day.

    A thing is an element, a space, a part of a building or a whole one, each by NS 3451 part.
    Editions of the same table are taken together, so that a newer survey replaces an older one.
    """
    names = ("building_id", "global_id", "space_id", "part_code")
    texts = [column(assessments, name).tolist() for name in names]
    numbers: dict[tuple[str, ...], int] = {}
    number = [numbers.setdefault(key, len(numbers)) for key in zip(*texts, strict=True)]
    thing = np.array(number, dtype=np.int32)
    day = column(assessments, "assessed_on").astype("datetime64[D]")
    grade = column(assessments, "grade").astype(np.int32)
    order = np.lexsort((grade, day, thing)).astype(np.int32)
    begins = np.searchsorted(thing[order], np.arange(len(numbers) + 1)).astype(np.int32)
    return Inspections(
        assessments,
        tuple(map(Thing._make, numbers)),
        order,
        begins,
        thing[order],
        day[order],
        grade[order],
    )


def graded(known: Inspections, as_of: Day = None) -> Graded:
    """Newest assessment of each thing up to a day; the worse one of the same day.

    Parameters
    ----------
    as_of : a day, or a year for its last day; None for all there is.
    """
    if not len(known.order):
        none = np.zeros(0, dtype=np.int32)
        return Graded(known, none, none, known.day, none)
    is_past = np.ones(len(known.day), bool) if as_of is None else known.day <= _last_day(as_of)
    past = np.add.reduceat(is_past, known.begins[:-1]).astype(np.int32)
    thing = np.flatnonzero(past).astype(np.int32)
    at = known.begins[:-1][thing] + past[thing] - 1
    return Graded(known, at, thing, known.day[at], known.grade[at])


def gravest_consequence(things: Graded) -> IntArray:
    """Gravest KG over all types of consequence, -1 where none is known, shape (m,)."""
    found = [things.column(name).astype(np.float64) for name in CONSEQUENCES]
    return np.fmax.reduce(found).astype(np.int32)


def age_in_years(things: Graded, today: date) -> NDArray[np.float64]:
    """Time since the assessment that counts, shape (m,). [year]"""
    return (np.datetime64(today, "D") - things.day).astype(np.float64) / 365.25


def _last_day(as_of: date | int) -> np.datetime64:
    if isinstance(as_of, int):
        return np.datetime64(f"{as_of:04d}-12-31")
    return np.datetime64(as_of, "D")
