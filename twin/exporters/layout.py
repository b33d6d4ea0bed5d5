"""What a table holds when it leaves the program: columns, titles in two languages, rows."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from twin.model.table_format import ValueKind

LANGUAGES = ("en", "nb")
Words = Mapping[Any, tuple[str, str]]
_NORWEGIAN_UNITS = {"years": "år"}


@dataclass(frozen=True, slots=True, eq=False)
class ExportColumn:
    """One column.

    name : field of the record; keys of the portfolio's buildings are joined by `value`.
    titles : English and Norwegian, without the unit; files are read back by them.
    words : values with their English and Norwegian words.
    unknown : a value that says nothing, beside NaN, None, "" and ().
    value : of a record and its building's fields by name; None takes the field `name`.
    width : in characters.
    """

    name: str
    titles: tuple[str, str]
    kind: ValueKind = ValueKind.TEXT
    unit: str = ""
    decimals: int = 0
    words: Words = field(default_factory=dict[Any, tuple[str, str]])
    unknown: Any = None
    value: Callable[[Any, "Names"], Any] | None = None
    width: int = 14

    def title(self, language: str) -> str:
        """Title with the unit behind it."""
        text = self.titles[LANGUAGES.index(language)]
        unit = _NORWEGIAN_UNITS.get(self.unit, self.unit) if language == "nb" else self.unit
        return f"{text}, {unit}" if unit else text

    def of(self, record: Any, names: "Names", language: str) -> Any:
        """The value as text, number, date, bool or None for unknown."""
        found = self.value(record, names) if self.value else getattr(record, self.name)
        if is_unknown(found) or (self.unknown is not None and found == self.unknown):
            return None
        if found in self.words if self.words else False:
            return self.words[found][LANGUAGES.index(language)]
        return ", ".join(found) if isinstance(found, tuple) else found


Names = Mapping[str, tuple[str, str]]
"""National number and name of each building by its id."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """A kind of table: a file in `twin.exporters.layouts` exposes one as ``LAYOUT``.

    record : what a row is made of.  titles : of the sheet, English and Norwegian.
    """

    name: str
    titles: tuple[str, str]
    record: type
    columns: tuple[ExportColumn, ...]

    def title(self, language: str) -> str:
        """Title of the sheet."""
        return self.titles[LANGUAGES.index(language)]


@dataclass(frozen=True, slots=True, eq=False)
class SheetColumn:
    """A column of a finished sheet."""

    title: str
    kind: ValueKind = ValueKind.TEXT
    decimals: int = 0
    width: int = 14


@dataclass(frozen=True, slots=True, eq=False)
class ExportSheet:
    """A finished sheet: plain values in rows, None where unknown."""

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: Sequence[Sequence[Any]]


def is_unknown(value: Any) -> bool:
    """Whether a value says nothing."""
    if isinstance(value, float):
        return not math.isfinite(value)
    return value is None or (isinstance(value, str | tuple) and not value)


def sheet_of(layout: Layout, records: Sequence[Any], names: Names, language: str) -> ExportSheet:
    """The records as rows under titles in a language."""
    columns = tuple(
        SheetColumn(c.title(language), c.kind, c.decimals, c.width) for c in layout.columns
    )
    rows = [tuple(c.of(r, names, language) for c in layout.columns) for r in records]
    return ExportSheet(layout.name, layout.title(language), columns, rows)
