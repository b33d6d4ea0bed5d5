"""Bytes of a file of readings in portions of whole lines."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from twin.errors import UnreadableFile
from twin.importers.tables.read import read_table_file
from twin.importers.tables.text_file import encoding_of
from twin.model.importing import Progress
from twin.model.table import Sheet

PORTION = 16_000_000  # bytes
LARGEST = 20_000_000_000  # bytes of text, unpacked; a file may claim to be anything
BETWEEN = "\x1f"  # separates cells of a workbook
START = 200_000  # bytes from which the layout is told
_LONGEST_LINE = 4_000_000
_LARGEST_WIDE = 400_000_000  # bytes of UTF-16, which is read whole
_ZIP, _OLE, _GZIP = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b"
_READING = "Reading the readings"


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A file of readings that can be read from its start any number of times.

    start : the first bytes in `encoding`, some whole lines.
    sheet : the bytes of a workbook's sheet as lines, b"" for a file of text.
    rows : number of each line of the sheet in the workbook, () for a file of text.
    """

    path: Path
    encoding: str
    start: bytes
    sheet: bytes = b""
    rows: tuple[int, ...] = ()

    def row_of(self, line: int) -> int:
        """Number that a person finds the line by, from the line's place in the file."""
        return self.rows[line] if self.rows else line + 1


def source_of(path: Path, progress: Progress) -> tuple[Source, ...]:
    """The file as text, or each sheet of a workbook that holds anything.

    Raises
    ------
    UnreadableFile
        If there is no text in it.
    """
    if not path.is_file():
        raise UnreadableFile("{file} is not there.", "Choose it again.", file=path.name)
    with path.open("rb") as file:
        magic = file.read(4)
    if magic in (_ZIP, _OLE):
        read = read_table_file(path, progress)
        return tuple(_of_sheet(path, sheet) for sheet in read.sheets if len(sheet))
    try:
        with _opened(path) as file:
            start = file.read(START)
    except (OSError, EOFError, zlib.error) as error:
        raise _damaged(path, error) from error
    if not start.strip():
        raise UnreadableFile(
            "{file} is empty; there are no readings in it.",
            "Ask the sender for it again.",
            file=path.name,
        )
    encoding = encoding_of(start, path.name)
    if encoding.startswith("utf-16") or len(start) < START:
        return (Source(path, encoding, start),)
    return (Source(path, encoding, start[: start.rfind(b"\n") + 1] or start),)


def portions(source: Source, progress: Progress) -> Iterator[bytes]:
    """Bytes of whole lines that end with a line break; letters are one byte or UTF-8.

    Raises
    ------
    UnreadableFile
        If the file is damaged, or has lines that no table has.
    Cancelled
        If `progress` was told to stop.
    """
    if source.sheet:
        yield source.sheet
        return
    try:
        with _opened(source.path) as file:
            if source.encoding.startswith("utf-16"):
                yield _narrow(file, source)
                return
            yield from _whole_lines(file, source.path, progress)
    except (OSError, EOFError, zlib.error) as error:
        raise _damaged(source.path, error) from error


def sha256_of(path: Path) -> str:
    """Of the file as it lies there."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        is_packed = file.read(2) == _GZIP
    return cast("IO[bytes]", gzip.open(path, "rb")) if is_packed else path.open("rb")


def _whole_lines(file: IO[bytes], path: Path, progress: Progress) -> Iterator[bytes]:
    rest, done, size = b"", 0, max(path.stat().st_size, 1)
    while part := file.read(PORTION):
        if not done:
            part = part.removeprefix(b"\xef\xbb\xbf")
        done += len(part)
        progress.report(min(_place(file, done) / size, 1.0), _READING)
        rest, whole = _cut(rest + part)
        if len(rest) > _LONGEST_LINE or done > LARGEST:
            raise _no_lines(path)
        if whole:
            yield whole
    if rest.strip():
        yield rest + b"\n"


def _place(file: IO[bytes], done: int) -> int:
    """How far into the file on disk the reading is. [bytes]"""
    packed = getattr(file, "fileobj", None)
    return packed.tell() if packed is not None else done


def _cut(text: bytes) -> tuple[bytes, bytes]:
    """What follows the last line break, and what is before it, with breaks of one kind."""
    end = text.rfind(b"\n") + 1
    if end == 0 and b"\r" in text:  # breaks of old Macs
        end = text.rfind(b"\r") + 1
        return text[end:], text[:end].replace(b"\r", b"\n")
    return text[end:], text[:end]


def _narrow(file: IO[bytes], source: Source) -> bytes:
    """UTF-16 as UTF-8, whole."""
    data = file.read(_LARGEST_WIDE + 1)
    if len(data) > _LARGEST_WIDE:
        raise _no_lines(source.path)
    text = data.decode(source.encoding, errors="replace").removeprefix("\ufeff")
    return text.replace("\r\n", "\n").encode() + b"\n"


def _of_sheet(path: Path, sheet: Sheet) -> Source:
    texts = [
        [t.replace("\n", " ").replace('"', "'") for t in column.texts] for column in sheet.columns
    ]
    lines = "\n".join(BETWEEN.join(cells) for cells in zip(*texts, strict=True)) + "\n"
    data = lines.encode("utf-8", "replace")
    start = data[:START]
    start = start if len(data) <= START else start[: start.rfind(b"\n") + 1]
    return Source(path, "utf-8", start, data, tuple(int(row) for row in sheet.rows))


def _damaged(path: Path, error: Exception) -> UnreadableFile:
    return UnreadableFile(
        "{file} could not be read to its end ({reason}); nothing was taken in.",
        "Ask the sender for it again.",
        file=path.name,
        reason=str(error) or type(error).__name__,
    )


def _no_lines(path: Path) -> UnreadableFile:
    return UnreadableFile(
        "{file} has no lines as a table has, or is larger than any file of readings.",
        "Ask the sender for a text file (.csv) with one reading in a line.",
        file=path.name,
    )
