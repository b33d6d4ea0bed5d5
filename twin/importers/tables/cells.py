"""Cells of a foreign table as clean text, with what the file says they are."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np

from twin.model.arrays import ByteArray
from twin.model.table import CellKind, TableColumn

LONGEST = 32_767
"""Characters of a cell, as in spreadsheets; what is longer is cut."""
BETWEEN = "\x1f"
"""Between the cells of a column where it is kept; no cell has it."""
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1e\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_BLANKS = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f\u2009", " "))


def cleaned(texts: Sequence[str]) -> list[str]:
    """Texts without control and bidi characters and blanks around, in the form NFC."""
    joined = BETWEEN.join(texts)
    if joined.count(BETWEEN) != max(len(texts) - 1, 0):
        joined = BETWEEN.join(t.replace(BETWEEN, " ") for t in texts)
    if not joined.isascii():
        joined = unicodedata.normalize("NFC", joined).translate(_BLANKS)
    found = _UNWANTED.sub("", joined).split(BETWEEN) if texts else []
    return [t.strip()[:LONGEST] for t in found]


def text_column(texts: Sequence[str]) -> TableColumn:
    """A column of a file of text."""
    clean = cleaned(texts)
    return TableColumn("", clean, _with_faults(clean, _filled(clean)))


def value_column(values: Sequence[Any]) -> TableColumn:
    """A column of a workbook: numbers with a point, days in ISO, the rest as it is."""
    texts = [v if v.__class__ is str else _text(v) for v in values]
    clean = cleaned(texts)
    kinds = _filled(clean)
    others = {float: CellKind.NUMBER, int: CellKind.NUMBER, bool: CellKind.FLAG,
              datetime: CellKind.DAY, date: CellKind.DAY}  # fmt: skip
    for i, value in enumerate(values):
        kind = value.__class__
        if kind is not str and kind in others:
            kinds[i] = others[kind]
    return TableColumn("", clean, _with_faults(clean, kinds))


def _with_faults(texts: Sequence[str], kinds: ByteArray) -> ByteArray:
    """Kinds with what failed formulas left behind marked."""
    if not _FAULTS.isdisjoint(texts):
        kinds[[text in _FAULTS for text in texts]] = CellKind.FAULT
    return kinds


_FAULTS = frozenset(
    {"#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)


def _filled(texts: Sequence[str]) -> ByteArray:
    return np.fromiter((bool(t) for t in texts), dtype=np.uint8, count=len(texts))


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "seconds")
    if isinstance(value, timedelta):
        return f"{value.total_seconds() / 3600:.15g}"
    return str(value)
