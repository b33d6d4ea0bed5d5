"""Find the row of titles of a sheet, and make a table of what stands below it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from twin.errors import UnreadableFile
from twin.model.arrays import BoolArray
from twin.model.table import CellKind, Sheet, Table, TableColumn

_WITHIN = 40  # rows in which the titles are looked for
_LONGEST_TITLE = 200
_BRACKETS = re.compile(r"\s*[\(\[][^\)\]]*[\)\]]|\s*[,:*].*$")
_NOT_WORDS = re.compile(r"[^0-9a-zæøåäöü]+")


def plain_title(title: str) -> str:
    """A title as titles are compared: lower case, without signs and blanks."""
    lower = unicodedata.normalize("NFC", title).casefold()
    return _NOT_WORDS.sub("", lower)


def short_title(title: str) -> str:
    """As `plain_title`, without what stands in brackets or after a comma."""
    return plain_title(_BRACKETS.sub("", title))


def title_row(sheet: Sheet, is_known: Callable[[str], bool]) -> int:
    """Number of the row that holds the titles.

    The row with most titles that `is_known` knows (of plain titles, at least two); else the first
    with nearly as many texts as the sheet has columns; else the first.
    """
    count = min(_WITHIN, len(sheet))
    best, most = -1, 1
    for i in range(count):
        known = sum(is_known(t) for t in {plain_title(t) for t in _row(sheet, i)} if t)
        if known > most:
            best, most = i, known
    if best < 0:
        best = _first_full(sheet, count)
    return int(sheet.rows[best])


def table_of(sheet: Sheet, row: int) -> Table:
    """What stands below row number `row`, without rows and columns that are empty.

    Raises
    ------
    UnreadableFile
        If the sheet has no such row, or nothing stands below it.
    """
    at = int(np.searchsorted(sheet.rows, row))
    if at >= len(sheet) or sheet.rows[at] != row or at + 1 >= len(sheet):
        raise UnreadableFile(
            "Nothing stands below row {row} of {sheet}, so there is no table.",
            "Choose the row in which the titles of the columns stand.",
            row=row,
            sheet=sheet.name or "the file",
        )
    below = [replace(c, texts=c.texts[at + 1 :], kinds=c.kinds[at + 1 :]) for c in sheet.columns]
    titles = [c.texts[at][:_LONGEST_TITLE] for c in sheet.columns]
    used = [bool(t) or bool(c.kinds.any()) for t, c in zip(titles, below, strict=True)]
    kept = [c for c, is_used in zip(below, used, strict=True) if is_used]
    names = _different([t for t, is_used in zip(titles, used, strict=True) if is_used])
    filled = np.zeros(len(sheet) - at - 1, dtype=bool)
    for column in kept:
        filled |= column.kinds != CellKind.EMPTY
    columns = tuple(
        _only(replace(c, title=name), filled) for c, name in zip(kept, names, strict=True)
    )
    return Table(sheet.name, columns, row, sheet.rows[at + 1 :][filled])


def _only(column: TableColumn, rows: BoolArray) -> TableColumn:
    if rows.all():
        return column
    texts = [text for text, is_kept in zip(column.texts, rows, strict=True) if is_kept]
    return replace(column, texts=texts, kinds=column.kinds[rows])


def _row(sheet: Sheet, i: int) -> list[str]:
    return [c.texts[i] for c in sheet.columns]


def _first_full(sheet: Sheet, count: int) -> int:
    """The first row of texts with nearly as many as the fullest of the first rows."""
    widths = [
        len({c.texts[i] for c in sheet.columns if c.kinds[i] == CellKind.TEXT})
        for i in range(count)
    ]
    most = max(widths, default=0)
    return next((i for i, width in enumerate(widths) if width >= 0.6 * most), 0)


def _different(titles: Sequence[str]) -> list[str]:
    """Titles with numbers where they are empty or stand twice."""
    found: list[str] = []
    times: Counter[str] = Counter()
    taken = set(titles)
    for place, title in enumerate(titles, 1):
        name = " ".join(title.split()) or f"#{place}"
        times[name] += 1
        while times[name] > 1 and f"{name} ({times[name]})" in taken:
            times[name] += 1
        found.append(name if times[name] == 1 else f"{name} ({times[name]})")
    return found
