"""How the value of a field is shown, sorted and copied."""

import math
from collections.abc import Mapping, Sequence
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
    writers = {
        Kind.NUMBER: lambda: numbers.number(value, field.decimals),
        Kind.MONEY: lambda: numbers.number(value),
        Kind.COUNT: lambda: numbers.number(value),
        Kind.YEAR: lambda: str(int(value)),
        Kind.DAY: lambda: numbers.day(value),
        Kind.CHOICE: lambda: tr(dict(field.choices).get(value, str(value))),
        Kind.FLAG: lambda: tr("yes") if value else "",
        Kind.GRADE: lambda: grade_name(int(value)),
        Kind.CONSEQUENCE: lambda: f"KG{int(value)}",
        Kind.PART: lambda: part_text(value),
        Kind.LIST: lambda: ", ".join(value),
        Kind.BUILDING: lambda: names.get(value, value),
    }
    return writers.get(field.kind, lambda: str(value))()


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
    values = column(records, field.name)
    if values.dtype.kind == "M":
        days = values.astype("datetime64[D]").astype(np.float64)
        return np.where(np.isnat(values), np.nan, days)
    if values.dtype.kind in "fb":
        unknown = field.kind in (Kind.YEAR, Kind.COUNT)
        found = values.astype(np.float64)
        return np.where(found == 0, np.nan, found) if unknown else found
    return _ranks([_sortable(field, value, names) for value in values])


def _ranks(texts: Sequence[Any]) -> NDArray[np.float64]:
    """Place of each text in the alphabet, NaN for unknown ones."""
    place = {text: i for i, text in enumerate(sorted({t for t in texts if t is not None}))}
    return np.array([place.get(t, np.nan) for t in texts], dtype=np.float64)


def _sortable(field: Field, value: Any, names: Names) -> Any:
    if is_unknown(field, value):
        return None
    if field.kind in (Kind.TEXT, Kind.LONG, Kind.PART):
        return str(value).casefold()
    if field.kind in (Kind.CHOICE, Kind.LIST, Kind.BUILDING):
        return text_of(field, value, names).casefold()
    return value
