"""How the value of a field is shown, sorted and copied."""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twin.model.records import column
from twin.ui.records.field import RIGHT, Derived, Field, Kind
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.part_names import part_text
from twin.ui.widgets.badge import grade_name
from twin.ui.widgets.table_model import Cell, Column

Names = Mapping[str, str]
"""Names of buildings by their ids."""
NO_NAMES: Names = MappingProxyType({})


def table_column(field: Field, names: Names) -> Column:
    """The column of a field."""
    derived = field.derived
    if derived is not None:
        return Column(
            tr(field.label),
            lambda record: _derived_cell(derived(record)),
            lambda record: derived(record).key,
            lambda record: derived(record).text,
            field.width,
        )
    return Column(
        tr(field.label),
        lambda record: shown(field, getattr(record, field.name), names),
        lambda record: _sortable(field, getattr(record, field.name), names),
        lambda record: copied(field, getattr(record, field.name), names),
        field.width,
        field.kind in RIGHT,
        lambda records: sort_keys(field, records, names),
    )


def _derived_cell(found: Derived) -> Cell:
    return Cell(found.text, found.tone) if found.text else Cell("–", "secondary")


def shown(field: Field, value: Any, names: Names) -> Cell:
    """The value as a cell of the table; a dash where it is unknown."""
    if field.kind is Kind.GRADE:
        return Cell("", grade=int(value))
    text = text_of(field, value, names)
    return Cell(text) if text else Cell("–", "secondary")


def text_of(field: Field, value: Any, names: Names = NO_NAMES) -> str:
    """The value in the user's language and numbers, "" where it is unknown."""
    if is_unknown(field, value):
        return ""
    write = _WRITERS.get(field.kind)
    return str(value) if write is None else write(field, value, names)


def searched(field: Field, records: Sequence[Any], names: Names = NO_NAMES) -> list[str]:
    """What is searched of a field of each record; every different value is written once."""
    values = _values(field, records)
    if field.kind in (Kind.TEXT, Kind.LONG):
        return [value or "" for value in values]
    text = {value: text_of(field, value, names) for value in set(values)}
    return [text[value] for value in values]


def _values(field: Field, records: Sequence[Any]) -> list[Any]:
    """Values of a field; lists are stored as one text, so they are asked of each record."""
    if field.kind is Kind.LIST:
        return [getattr(record, field.name) for record in records]
    return column(records, field.name).tolist()


_WRITERS: Mapping[Kind, Callable[[Field, Any, Names], str]] = {
    Kind.NUMBER: lambda field, value, _: numbers.number(value, field.decimals),
    Kind.MONEY: lambda _f, value, _: numbers.number(value),
    Kind.COUNT: lambda _f, value, _: numbers.number(value),
    Kind.YEAR: lambda _f, value, _: str(int(value)),
    Kind.DAY: lambda _f, value, _: numbers.day(value),
    Kind.CHOICE: lambda field, value, _: tr(dict(field.choices).get(value, str(value))),
    Kind.FLAG: lambda _f, value, _: tr("yes") if value else "",
    Kind.GRADE: lambda _f, value, _: grade_name(int(value)),
    Kind.CONSEQUENCE: lambda _f, value, _: f"KG{int(value)}",
    Kind.PART: lambda _f, value, _: part_text(value),
    Kind.LIST: lambda _f, value, _: ", ".join(value),
    Kind.BUILDING: lambda _f, value, names: names.get(value, value),
}


def copied(field: Field, value: Any, names: Names) -> str:
    """The value for a spreadsheet: plain numbers, ISO dates."""
    if is_unknown(field, value):
        return ""
    if field.kind in (Kind.NUMBER, Kind.MONEY):
        return numbers.plain(value, field.decimals)
    if field.kind is Kind.DAY and isinstance(value, date):
        return value.isoformat()
    if field.kind in (Kind.COUNT, Kind.YEAR):
        return str(int(value))
    return " ".join(text_of(field, value, names).split())


def is_unknown(field: Field, value: Any) -> bool:
    """Whether the value says nothing."""
    if value is None or value == "" or value == ():
        return True
    if field.kind in (Kind.NUMBER, Kind.MONEY):
        return not math.isfinite(value)
    if field.kind in (Kind.YEAR, Kind.COUNT):
        return value == 0
    return field.kind is Kind.CONSEQUENCE and value < 0


def sort_keys(field: Field, records: Sequence[Any], names: Names) -> NDArray[np.float64]:
    """What records are sorted by, shape (n,), NaN for unknown ones."""
    if field.kind is Kind.LIST:
        return _ranks(field, _values(field, records), names)
    values = column(records, field.name)
    if values.dtype.kind == "M":
        days = values.astype("datetime64[D]").astype(np.float64)
        return np.where(np.isnat(values), np.nan, days)
    if values.dtype.kind in "fb":
        unknown = field.kind in (Kind.YEAR, Kind.COUNT)
        found = values.astype(np.float64)
        return np.where(found == 0, np.nan, found) if unknown else found
    return _ranks(field, values.tolist(), names)


def _ranks(field: Field, values: Sequence[Any], names: Names) -> NDArray[np.float64]:
    """Place of each value in the alphabet, NaN for unknown ones; each is looked at once."""
    key = {value: _sortable(field, value, names) for value in set(values)}
    known = sorted({text for text in key.values() if text is not None})
    place: dict[Any, float] = dict(zip(known, range(len(known)), strict=True))
    place[None] = np.nan
    rank = {value: place[text] for value, text in key.items()}
    return np.array([rank[value] for value in values], dtype=np.float64)


def _sortable(field: Field, value: Any, names: Names) -> Any:
    if is_unknown(field, value):
        return None
    if field.kind in (Kind.TEXT, Kind.LONG, Kind.PART):
        return str(value).casefold()
    if field.kind in (Kind.CHOICE, Kind.LIST, Kind.BUILDING):
        return text_of(field, value, names).casefold()
    return value
