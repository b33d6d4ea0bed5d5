"""What the user wrote into a field, as the value it means."""

import math
import re
from datetime import date
from typing import Any

from twin.errors import InputOutOfRange
from twin.ui.records.field import Field, Kind
from twin.ui.texts import numbers
from twin.ui.texts.language import tr

_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def written(field: Field, text: str) -> Any:
    """The value that `text` means; what is unknown where it is empty.

    Raises
    ------
    InputOutOfRange
        If the text means no value, or one outside the limits of the field.
    """
    bare = text.strip()
    if not bare:
        return _unknown(field)
    if field.kind in (Kind.NUMBER, Kind.MONEY):
        return _number(field, bare)
    if field.kind in (Kind.COUNT, Kind.YEAR):
        return _whole(field, bare)
    if field.kind is Kind.DAY:
        return _day(field, bare)
    if field.kind is Kind.LIST:
        return tuple(part.strip() for part in bare.split(",") if part.strip())
    return bare


def _unknown(field: Field) -> Any:
    if field.is_required:
        raise InputOutOfRange(
            "{field} is empty, so nothing was stored.",
            "Fill it in.",
            field=tr(field.label),
        )
    empty = {
        Kind.NUMBER: math.nan, Kind.MONEY: math.nan, Kind.COUNT: 0, Kind.YEAR: 0,
        Kind.DAY: None, Kind.LIST: (),
    }  # fmt: skip
    return empty.get(field.kind, "")


def _number(field: Field, text: str) -> float:
    value = numbers.parsed(text)
    if math.isnan(value):
        raise InputOutOfRange(
            "“{text}” in {field} is no number, so nothing was stored.",
            "Write digits, with {mark} before decimals.",
            text=text,
            field=tr(field.label),
            mark="," if numbers.numbers_name() == "nb" else ".",
        )
    return _within(field, value)


def _whole(field: Field, text: str) -> int:
    value = _number(field, text)
    if value != int(value):
        raise InputOutOfRange(
            "“{text}” in {field} is no whole number, so nothing was stored.",
            "Leave the decimals out.",
            text=text,
            field=tr(field.label),
        )
    return int(value)


def _within(field: Field, value: float) -> float:
    if not field.low <= value <= field.high:
        raise InputOutOfRange(
            "{field} can be from {low} to {high}, not {value}; nothing was stored.",
            "Check the number and its unit.",
            field=tr(field.label),
            low=_plain(field, field.low),
            high=_plain(field, field.high),
            value=_plain(field, value),
        )
    return value


def _plain(field: Field, value: float) -> str:
    if field.kind is Kind.YEAR:
        return numbers.year(value)
    return numbers.number(value, field.decimals) if math.isfinite(value) else "∞"


def _day(field: Field, text: str) -> date:
    found, iso = _DAY.fullmatch(text), _ISO.fullmatch(text)
    try:
        if iso:
            year, month, day = (int(part) for part in iso.groups())
            return date(year, month, day)
        if found:
            day, month, year = (int(part) for part in found.groups())
            return date(year, month, day)
    except ValueError:
        pass
    raise InputOutOfRange(
        "“{text}” in {field} is no date, so nothing was stored.",
        "Write day, month and year, for example {example}.",
        text=text,
        field=tr(field.label),
        example=numbers.day(date(2026, 11, 23)),
    )
