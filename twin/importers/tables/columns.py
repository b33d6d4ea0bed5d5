"""The texts of one column as values of one field; what cannot be read, and why."""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from twin.importers.tables.days_of import day_of, day_of_number, order_evidence
from twin.importers.tables.numbers_of import decimal_evidence, number_of
from twin.model.table import CellKind, TableColumn
from twin.model.table_format import ColumnMapping, TableField, ValueKind
from twin.model.table_plan import ColumnReading

NUMBERS = frozenset({ValueKind.NUMBER, ValueKind.WHOLE, ValueKind.YEAR})
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "null", "ukjent", "unknown", "?", "ingen", "none"})
_DASHES = frozenset({"", "-", "–", "—"})
_YES = ("ja", "j", "yes", "y", "true", "sann", "1", "x", "ok")
_NO = ("nei", "n", "no", "false", "usann", "0")
_CODE = re.compile(r"([A-ZÆØÅ]{0,3}\d[\d.]*)(?![\w])")
_SPLIT = re.compile(r"[;,\n]")
_MOST_TEXTS = 20_000  # of a column that tell how it is to be read
_YEARS = (1200.0, 2100.0)
Wrong = tuple[str, Mapping[str, object]]
"""Reason as a template, and its values."""


@dataclass(frozen=True, slots=True, eq=False)
class ReadColumn:
    """Values of a column, `TableField.nothing` where the cell is empty or wrong.

    wrong : reason by place of the row.
    """

    values: list[Any]
    reading: ColumnReading
    wrong: Mapping[int, Wrong] = field(default_factory=dict[int, Wrong])


def read_column(
    field: TableField, column: TableColumn, mapping: ColumnMapping, usual_decimal: str = ""
) -> ReadColumn:
    """Read a column.

    Parameters
    ----------
    usual_decimal : mark of the other columns of the file, for texts that allow both.
    """
    reading = reading_of(field, column, mapping, usual_decimal)
    read = _reader(field, reading)
    cells = list(zip(column.texts, column.kinds.tolist(), strict=True))
    meant = {cell: _meaning(field, cell, read) for cell in set(cells)}
    values = [meant[cell][0] for cell in cells]
    bad = {cell: found[1] for cell, found in meant.items() if found[1] is not None}
    wrong = {i: bad[cell] for i, cell in enumerate(cells) if cell in bad} if bad else {}
    return ReadColumn(values, reading, wrong)


def reading_of(
    field: TableField, column: TableColumn, mapping: ColumnMapping, usual_decimal: str = ""
) -> ColumnReading:
    """How the texts of a column are to be read: as chosen, else as most of them allow."""
    texts = some_texts(column)
    if field.kind in NUMBERS:
        unit = mapping.units.get(field.name) or told_unit(field, column.title)
        unit = unit or ("" if field.asks_unit else field.unit)
        chosen = mapping.decimals.get(field.name, "")
        mark, is_guessed = _decimal(decimal_evidence(texts), usual_decimal)
        return ColumnReading(chosen or mark, "", unit, is_guessed and not chosen)
    if field.kind is ValueKind.DAY:
        chosen = mapping.date_orders.get(field.name, "")
        order, is_guessed = _order(order_evidence(texts))
        return ColumnReading("", chosen or order, "", is_guessed and not chosen)
    return ColumnReading()


def some_texts(column: TableColumn) -> set[str]:
    """Different texts of a column; of very many the first."""
    texts: set[str] = set()
    for text, kind in zip(column.texts, column.kinds.tolist(), strict=True):
        if kind == CellKind.TEXT:
            texts.add(text)
            if len(texts) >= _MOST_TEXTS:
                break
    return texts


def told_unit(field: TableField, title: str) -> str:
    """The unit that stands in a title, "" if none does."""
    lower = title.casefold()
    for unit in sorted((*field.units, field.unit), key=len, reverse=True):
        if unit and re.search(rf"(?<!\w){re.escape(unit.casefold())}(?!\w)", lower):
            return unit
    return ""


def is_nothing(text: str) -> bool:
    """Whether a text says that nothing is known."""
    return text.casefold() in _NOTHING


def filled(field: TableField, column: TableColumn) -> list[bool]:
    """Whether each cell says anything, shape (n,)."""
    nothing = {t for t in set(column.texts) if _says_nothing(field, t)}
    return [text not in nothing for text in column.texts]


def _says_nothing(field: TableField, text: str) -> bool:
    return text in _DASHES if field.kind is ValueKind.TEXT else is_nothing(text)


def _decimal(evidence: tuple[int, int, int], usual: str) -> tuple[str, bool]:
    comma, point, either = evidence
    if comma or point:
        return ("," if comma >= point else "."), comma > 0 and point > 0
    if either:
        return usual or ",", True
    return "", False


def _order(evidence: tuple[int, int, int]) -> tuple[str, bool]:
    day, month, either = evidence
    if day or month:
        return ("dmy" if day >= month else "mdy"), day > 0 and month > 0
    return ("dmy", True) if either else ("", False)


Read = Callable[[str, int], Any]
"""Value of a text and its `CellKind`; raises `_Unfit`."""


class _Unfit(Exception):
    """A text that is no value of the field. Arguments: reason, values."""


def _meaning(field: TableField, cell: tuple[str, int], read: Read) -> tuple[Any, Wrong | None]:
    text, kind = cell
    if kind == CellKind.FAULT:
        return field.nothing, ("A formula in the file could not be calculated: {found}.", {})
    if _says_nothing(field, text):
        return field.nothing, None
    try:
        return read(text, kind), None
    except _Unfit as unfit:
        return field.nothing, (unfit.args[0], unfit.args[1])


def _reader(field: TableField, reading: ColumnReading) -> Read:
    match field.kind:
        case ValueKind.NUMBER | ValueKind.WHOLE | ValueKind.YEAR:
            return _number_reader(field, reading)
        case ValueKind.DAY:
            return lambda text, kind: _day(text, kind, reading.date_order)
        case ValueKind.CHOICE:
            return _choice_reader(field.choices)
        case ValueKind.FLAG:
            return _choice_reader({**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)})
        case ValueKind.CODE:
            return _code
        case ValueKind.LIST:
            return lambda text, _: tuple(p.strip() for p in _SPLIT.split(text) if p.strip())
        case ValueKind.TEXT:
            return lambda text, _: text


def _number_reader(field: TableField, reading: ColumnReading) -> Read:
    factor = field.units.get(reading.unit, 1.0)
    decimal = reading.decimal or ","
    words = {word.casefold(): value for word, value in field.choices.items()}

    def read(text: str, kind: int) -> Any:
        if words and (word := " ".join(text.casefold().split())) in words:
            return words[word]
        if field.kind is ValueKind.YEAR and kind != CellKind.NUMBER and (year := _year(text)):
            return year
        value = _number(text, kind, decimal, field, factor)
        if field.kind is ValueKind.NUMBER:
            return _within(value, field.low, field.high, field.unit)
        if value != int(value):
            raise _Unfit("“{found}” is no whole number.", {})
        is_year = field.kind is ValueKind.YEAR and math.isinf(field.low)
        low, high = _YEARS if is_year else (field.low, field.high)
        return int(_within(value, low, high, field.unit))

    return read


def _number(text: str, kind: int, decimal: str, field: TableField, factor: float) -> float:
    if kind == CellKind.NUMBER:
        value = float(text) * factor
    else:
        value = number_of(text, decimal, field.unit, field.units)
        has_unit = not (text[-1].isdigit() or text[-1] in ",.- ")
        value = value if has_unit else value * factor
    if not math.isfinite(value):
        reason = (
            "“{found}” is no number with “{decimal}” before decimals."
            if set(text) & {",", "."}
            else "“{found}” is no number."
        )
        raise _Unfit(reason, {"decimal": decimal})
    return value


def _within(value: float, low: float, high: float, unit: str) -> float:
    if low <= value <= high:
        return value
    after = f" {unit}" if unit else ""
    if value < low:
        raise _Unfit("“{found}” is less than {low}{unit}.", {"low": f"{low:g}", "unit": after})
    raise _Unfit("“{found}” is more than {high}{unit}.", {"high": f"{high:,.0f}".replace(",", " "),
                                                          "unit": after})  # fmt: skip


def _year(text: str) -> int:
    found = day_of(text, "dmy")
    return found.year if found else 0


def _day(text: str, kind: int, order: str) -> date:
    if kind == CellKind.NUMBER:
        found = day_of_number(text)
    else:
        found = day_of(text[:10] if kind == CellKind.DAY else text, order or "dmy")
    if found is None:
        raise _Unfit("“{found}” is no day of the calendar.", {})
    return found


def _choice_reader(choices: Mapping[str, Any]) -> Read:
    words = {word.casefold(): value for word, value in choices.items()}
    first = {value: word for word, value in reversed(words.items())}
    shown = _shown(w for w, value in words.items() if first[value] == w)

    def read(text: str, kind: int) -> Any:
        del kind
        found = " ".join(text.casefold().split()).rstrip(".")
        if found not in words:
            raise _Unfit("“{found}” is none of: {choices}.", {"choices": shown})
        return words[found]

    return read


def _shown(words: Iterable[str]) -> str:
    shown = [w for w in words if w]
    return ", ".join(shown[:12]) + (" …" if len(shown) > 12 else "")


def _code(text: str, kind: int) -> str:
    del kind
    found = _CODE.match(text.upper())
    if found is None:
        raise _Unfit("“{found}” begins with no code.", {})
    return found[1].rstrip(".")
