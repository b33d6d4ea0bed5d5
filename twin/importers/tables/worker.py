"""The child process that reads one foreign table: ``python -I -m twin.importers.tables.worker``.

It is given an `Order` on standard input, says what it does in JSON lines on standard output and
writes the cells of each column into the folder it is told, as text with one separator.
"""

import hashlib
from dataclasses import asdict
from pathlib import Path

import numpy as np

from twin.errors import UnreadableFile
from twin.ifc.process.answering import answer
from twin.ifc.process.messages import Order, Speaker
from twin.importers.tables.cells import BETWEEN, text_column
from twin.importers.tables.text_file import LARGEST, text_rows
from twin.model.finding import Finding, Severity
from twin.model.table import Sheet

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WIDEST = 2_000  # columns; a wider table is none


def main() -> None:
    """Read the file named in the order on standard input; without an order do nothing."""
    answer(_read)


def _read(order: Order, speaker: Speaker) -> dict[str, object]:
    path, folder = Path(order.path), Path(order.folder)
    speaker.say("read", sha256=_sha256(path))
    with path.open("rb") as file:
        start = file.read(8)
    if start[:4] in (_ZIP, _OLE):
        _read_workbook(path, folder, speaker, is_zip=start[:4] == _ZIP)
        return {}
    if path.stat().st_size > LARGEST:
        raise UnreadableFile(
            "{file} is larger than any table that can be taken in (over {limit} MB); nothing was "
            "read.",
            "Split it, for example by year.",
            file=path.name,
            limit=LARGEST // 1_000_000,
        )
    _read_text(path, folder, speaker)
    return {}


def _read_workbook(path: Path, folder: Path, speaker: Speaker, *, is_zip: bool) -> None:
    from twin.importers.tables import workbook

    speaker.say("kind", kind="workbook", encoding="", delimiter="")
    for finding in workbook.check_zip(path) if is_zip else ():
        _tell(speaker, finding)
    speaker.say("progress", fraction=0.3)
    for number, (sheet, findings) in enumerate(workbook.sheets(path)):
        for finding in findings:
            _tell(speaker, finding)
        _write(sheet, number, folder, speaker)


def _read_text(path: Path, folder: Path, speaker: Speaker) -> None:
    found = text_rows(path.read_bytes(), path.name)
    speaker.say("progress", fraction=0.6)
    speaker.say("kind", kind="text", encoding=found.encoding, delimiter=found.delimiter)
    for finding in found.findings:
        _tell(speaker, finding)
    widest = max(len(row) for row in found.rows)
    width = min(widest, _WIDEST)
    if widest > _WIDEST:
        _tell(speaker, _too_wide(widest))
    for row in found.rows:
        row += [""] * (width - len(row))
    columns = tuple(text_column([row[i] for row in found.rows]) for i in range(width))
    _write(Sheet("", columns, np.array(found.lines, dtype=np.int32)), 0, folder, speaker)


def _write(sheet: Sheet, number: int, folder: Path, speaker: Speaker) -> None:
    for i, column in enumerate(sheet.columns):
        text = BETWEEN.join(column.texts)
        (folder / f"{number}-{i}.txt").write_bytes(text.encode("utf-8", "replace"))
        (folder / f"{number}-{i}.kinds").write_bytes(column.kinds.tobytes())
    (folder / f"{number}.rows").write_bytes(sheet.rows.tobytes())
    speaker.say(
        "sheet",
        name=sheet.name,
        columns=len(sheet.columns),
        is_hidden=sheet.is_hidden,
    )


def _too_wide(count: int) -> Finding:
    return Finding(
        "table-too-wide",
        Severity.WARNING,
        "The table has {count} columns.",
        "Only the first {most} were read.",
        "Split the table if others are needed.",
        values={"count": count, "most": _WIDEST},
    )


def _tell(speaker: Speaker, finding: Finding) -> None:
    speaker.say("finding", finding=asdict(finding))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    main()
