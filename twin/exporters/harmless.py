"""Text that no spreadsheet program takes for a formula: every table leaves through this."""

import re
from collections.abc import Iterable, Sequence

LONGEST = 32_767
"""Characters of a cell, as in spreadsheets."""
_STARTS = "=+\\-@\uff1d\uff0b\uff0d\uff20"
_FORMULA = re.compile(rf"^[\s'\"]*[{_STARTS}|%]|^[\t\r\n\0]")
_BEHIND_MARK = re.compile(rf"(?<=[;,\t|\r\n])(?=[\s\"]*[{_STARTS}][^\s{_STARTS}])")
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]"
)
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?")


def printable(text: str) -> str:
    """Text without control and bidi characters, no longer than a cell."""
    return _UNWANTED.sub("", text)[:LONGEST]


def is_formula(text: str) -> bool:
    """Whether a spreadsheet program could take the text for a formula or a command."""
    return _FORMULA.search(text) is not None


def harmless(text: str) -> str:
    """Text for a file or clipboard that is itself text.

    An apostrophe stands before what could begin a formula: at the start, and behind a mark that
    a program with other settings would split the line at. It is what spreadsheet programs
    themselves use to say that a cell is text.
    """
    if text.startswith(("\t", "\r", "\n", "\0")):
        return f"'{_BEHIND_MARK.sub(chr(39), printable(text))}"
    clean = printable(text)
    marked = _BEHIND_MARK.sub("'", clean)
    return f"'{marked}" if is_formula(clean) else marked


def harmless_number(text: str) -> str:
    """Text of a column of numbers; what is no number is treated as any other text."""
    return text if not text or _NUMBER.fullmatch(text) else harmless(text)


def copied_lines(
    titles: Sequence[str], rows: Iterable[Sequence[str]], is_number: Sequence[bool]
) -> str:
    """Rows for the clipboard, tab separated, titles first; a cell never becomes two."""
    lines = ["\t".join(_one_line(harmless(title)) for title in titles)]
    for row in rows:
        cells = zip(row, is_number, strict=True)
        lines.append(
            "\t".join(_one_line(harmless_number(c) if n else harmless(c)) for c, n in cells)
        )
    return "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())
