"""Tables in files of text: which letters, which separator, which rows."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from twin.errors import UnreadableFile
from twin.importers.tables.cells import LONGEST
from twin.model.finding import Finding, Severity

SEPARATORS = (";", "\t", ",", "|")
"""In the order of preference where two fit as well: a comma is more often part of a text."""
LARGEST = 400_000_000  # bytes; a million rows of 20 columns are about 200 MB
_SAMPLE = 60  # lines from which the separator is told
_FIRST = 65_536  # characters in which they are looked for
_OPEN_QUOTE = 500  # line breaks in one cell: a quotation mark was never closed
_TEXT_BYTES = bytes((9, 10, 13, *range(32, 256)))
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LINE_END = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_HTML = re.compile(r"\s*<(?:!doctype|html|\?xml|table)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class TextRows:
    """Rows of a file of text.  lines: number of the line in which each row begins."""

    rows: list[list[str]]
    lines: list[int]
    encoding: str
    delimiter: str
    findings: tuple[Finding, ...]


def text_rows(raw: bytes, name: str) -> TextRows:
    """Split a file of text into rows of cells.

    Raises
    ------
    UnreadableFile
        If it is empty, or no text, or a web page.
    """
    encoding = encoding_of(raw, name)
    text = raw.decode(encoding, errors="replace")
    if not text.strip():
        raise _empty(name)
    if _HTML.match(text):
        raise UnreadableFile(
            "{file} is a web page or XML, not a table; nothing was read.",
            "Open it in a spreadsheet program and save it as .xlsx or .csv.",
            file=name,
        )
    text = _CONTROLS.sub("", _LINE_END.sub("\n", text))
    told, text, skipped = _told_separator(text)
    delimiter = told or separator_of(text)
    csv.field_size_limit(2**31 - 1)
    rows, lines = _split(text, delimiter, csv.QUOTE_MINIMAL)
    findings: list[Finding] = []
    broken = next((i for i, row in enumerate(rows) if _is_broken(row)), -1)
    if broken >= 0:
        findings.append(_open_quote(lines[broken] + skipped))
        rows, lines = _split(text, delimiter, csv.QUOTE_NONE)
    if "\ufffd" in text:
        findings.append(_unknown_letters(text.count("\ufffd"), encoding))
    return TextRows(rows, [n + skipped for n in lines], encoding, delimiter, tuple(findings))


def encoding_of(raw: bytes, name: str) -> str:
    """The encoding a text was most likely saved with: UTF-8, UTF-16 or Windows-1252.

    Raises
    ------
    UnreadableFile
        If it is no text.
    """
    if raw[:3] == b"\xef\xbb\xbf":
        return "utf-8-sig"
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    start = raw[:4096]
    zeros = (start[0::2].count(0), start[1::2].count(0))
    if max(zeros) > len(start) // 8:
        if min(zeros) > len(start) // 50:
            raise _no_text(name)
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    if start.startswith(b"%PDF") or len(start.translate(None, _TEXT_BYTES)) > 8 + len(start) // 50:
        raise _no_text(name)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return "utf-8" if error.start >= len(raw) - 3 else "cp1252"
    return "utf-8"


def separator_of(text: str) -> str:
    """The separator with which most of the first lines have the same number of cells."""
    lines = [line for line in text[:_FIRST].split("\n")[:_SAMPLE] if line.strip()]
    if len(text) > _FIRST and len(lines) < _SAMPLE:
        lines = lines[:-1] or lines
    return max(SEPARATORS, key=lambda s: (_agreement(lines, s), -SEPARATORS.index(s)))


def _agreement(lines: Sequence[str], separator: str) -> float:
    """Share of lines with the usual number of cells, more for more cells; 0 if that is one."""
    counts = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if row)
    wide = {width: times for width, times in counts.items() if width > 1}
    if not wide:
        return 0.0
    width, times = max(wide.items(), key=lambda found: (found[1] * found[0], found[0]))
    return times / sum(counts.values()) * (1.0 + min(width, 50) / 100.0)


def _told_separator(text: str) -> tuple[str, str, int]:
    """What the first line ``sep=;`` of Excel says, the text below it, and lines left out."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.rstrip()) == 5:
        return first[4], rest, 1
    return "", text, 0


def _split(text: str, delimiter: str, quoting: int) -> tuple[list[list[str]], list[int]]:
    """Rows that hold anything, and the line on which each begins."""
    reader = csv.reader(_lines(text), delimiter=delimiter, quoting=quoting)  # pyright: ignore[reportArgumentType]  one of csv's constants
    rows: list[list[str]] = []
    numbers: list[int] = []
    begins = 1
    for row in reader:
        if any(row):
            rows.append(row)
            numbers.append(begins)
        begins = reader.line_num + 1
    return rows, numbers


def _lines(text: str) -> Iterable[str]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        yield text[start:end]
        start = end


def _is_broken(row: Sequence[str]) -> bool:
    return any(len(cell) > LONGEST and cell.count("\n") > _OPEN_QUOTE for cell in islice(row, 500))


def _open_quote(line: int) -> Finding:
    return Finding(
        "table-open-quote",
        Severity.WARNING,
        "A quotation mark in line {line} is never closed.",
        "Quotation marks were read as ordinary letters.",
        "Look at that line, or ask the sender for a workbook (.xlsx).",
        values={"line": line},
    )


def _unknown_letters(count: int, encoding: str) -> Finding:
    return Finding(
        "table-unknown-letters",
        Severity.WARNING,
        "{count} letters do not exist in the encoding {encoding} of the file.",
        "They stand as �.",
        "Ask the sender to save the file as UTF-8.",
        values={"count": count, "encoding": encoding},
    )


def _no_text(name: str) -> UnreadableFile:
    return UnreadableFile(
        "{file} is neither a text nor a workbook; nothing was read.",
        "Save the table as .xlsx or .csv in the program it comes from.",
        file=name,
    )


def _empty(name: str) -> UnreadableFile:
    return UnreadableFile(
        "{file} is empty; there is no table in it.", "Ask the sender for it again.", file=name
    )
