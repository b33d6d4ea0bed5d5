"""Turn frozen dataclasses into table rows and back; NaN is NULL in the database."""

import json
import math
from collections.abc import Callable, Iterable
from dataclasses import fields
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_type_hints

import numpy as np
from sqlalchemy import Row, Table, select
from sqlalchemy.sql import Select

from twin.model.building import Polygon
from twin.model.records import Records

T = TypeVar("T")
Convert = Callable[[Any], Any]  # a column value may be of any stored type


def to_rows(values: Iterable[object]) -> list[dict[str, Any]]:
    """One mapping per value, keyed by field name."""
    return [
        {name: encode(getattr(value, name)) for name, encode, _ in _codecs(type(value))}
        for value in values
    ]


def select_fields(kind: type[T], table: Table) -> Select[Any]:
    """Query of the columns of `table` in the order of the fields of `kind`."""
    return select(*(table.c[name] for name, _, _ in _codecs(kind)))


def from_rows(kind: type[T], rows: Iterable[Row[Any]]) -> tuple[T, ...]:
    """One `kind` per row of `select_fields`."""
    decoders = [decode for _, _, decode in _codecs(kind)]
    return tuple(
        kind(*(decode(v) for decode, v in zip(decoders, row, strict=True))) for row in rows
    )


def records(kind: type[T], rows: Iterable[Row[Any]]) -> Records[T]:
    """As `from_rows`, but each `kind` is made when it is first asked for."""
    names = tuple(name for name, _, _ in _codecs(kind))
    decoders = tuple(None if d is _unchanged else d for _, _, d in _codecs(kind))
    return Records(kind, names, decoders, [tuple(row) for row in rows])


def field_value(kind: type, name: str, stored: Any) -> Any:
    """The value of a field of `kind`, of what is stored for it."""
    return next((decode(stored) for n, _, decode in _codecs(kind) if n == name), stored)


@cache
def _codecs(kind: type) -> tuple[tuple[str, Convert, Convert], ...]:
    hints = get_type_hints(kind)
    return tuple((f.name, *_codec(hints[f.name])) for f in fields(kind))


def _codec(hint: object) -> tuple[Convert, Convert]:
    if hint is float:
        return _null_if_nan, _nan_if_null
    if hint is str:
        return _storable, _unchanged
    if hint == Polygon:
        return _polygon_text, _polygon
    if hint == tuple[str, ...]:
        return _list_text, _texts
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum_value, hint
    return _unchanged, _unchanged


def _storable(text: str) -> str:
    """The text with lone surrogates and NUL, which not every database takes, replaced."""
    known = text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
    return known.replace("\0", "\ufffd") if "\0" in known else known


def _unchanged(value: T) -> T:
    return value


def _enum_value(member: Enum) -> int | str:
    return member.value


def _null_if_nan(number: float) -> float | None:
    return None if math.isnan(number) else float(number)


def _nan_if_null(number: float | None) -> float:
    return np.nan if number is None else number


def _list_text(texts: tuple[str, ...]) -> str:
    return json.dumps(texts, ensure_ascii=False)


def _texts(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _polygon_text(polygon: Polygon) -> str:
    return json.dumps([[round(x, 3), round(y, 3)] for x, y in polygon], separators=(",", ":"))


def _polygon(text: str) -> Polygon:
    return tuple((x, y) for x, y in json.loads(text))
