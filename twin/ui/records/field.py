"""What a field of a record is: its name, its kind of value, how it stands in table and form."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

NO_COLUMN = -1
"""Width of a field that stands in the form only."""


class Kind(Enum):
    """Kinds of values, and what an unknown one is."""

    TEXT = auto()  # ""
    LONG = auto()  # "", several lines
    NUMBER = auto()  # NaN
    MONEY = auto()  # NaN
    COUNT = auto()  # 0
    YEAR = auto()  # 0
    DAY = auto()  # None
    CHOICE = auto()
    FLAG = auto()
    GRADE = auto()  # TG; -1 is TGIU, a value
    CONSEQUENCE = auto()  # KG; -1
    PART = auto()  # "", code of NS 3451
    LIST = auto()  # (), separated by commas
    BUILDING = auto()  # building_id, shown by name


RIGHT = frozenset({Kind.NUMBER, Kind.MONEY, Kind.COUNT, Kind.YEAR})
"""Kinds that stand at the right of their column."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What a column says that no field holds: text in the user's language, tone, sorting key."""

    text: str
    tone: str = ""
    key: Any = None


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record.

    name : of the record's attribute.  label : English source text.
    width : of the column in pixels, 0 stretches, `NO_COLUMN` only in the form.
    choices : values with their English texts.
    low, high : limits of a number or year, both allowed.
    group : English title of the part of the form it stands in.
    is_fixed : shown but never written by hand.
    derived : makes a column of the whole record; such a field stands in no form.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    width: int = 110
    choices: tuple[tuple[Any, str], ...] = ()
    is_required: bool = False
    low: float = -math.inf
    high: float = math.inf
    decimals: int = 0
    group: str = ""
    is_fixed: bool = False
    derived: Callable[[Any], Derived] | None = None


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record as tables and forms show it.

    record : its dataclass.  key : field that is its key.
    title, one : English for many and for one of them, for example ``Work orders``, ``work order``.
    named_by : field that names a record in sentences.
    sorted_by : field that sorts the table at first; is_falling: largest first.
    new : makes an empty record of a building, given its id, ``who`` enters it, and a new key.
    """

    record: type
    key: str
    title: str
    one: str
    named_by: str
    fields: tuple[Field, ...]
    new: Callable[[str, str, str], Any]
    sorted_by: str = ""
    is_falling: bool = False

    @property
    def columns(self) -> tuple[Field, ...]:
        """Fields that stand in the table."""
        return tuple(f for f in self.fields if f.width != NO_COLUMN)

    def groups(self) -> dict[str, list[Field]]:
        """Fields of the form by the title of their part, in order."""
        found: dict[str, list[Field]] = {}
        for field in self.fields:
            if field.derived is None:
                found.setdefault(field.group, []).append(field)
        return found


def values_of(records: Sequence[Any], name: str) -> set[Any]:
    """The different values that records have in a field."""
    return {getattr(record, name) for record in records}
