"""Read a foreign table in a child process."""

import json
import queue
import shutil
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from twin.errors import UnreadableFile
from twin.ifc.process.children import Child, running
from twin.ifc.process.messages import Order
from twin.importers.tables.cells import BETWEEN
from twin.model.finding import Finding, Severity
from twin.model.importing import Progress, Silent
from twin.model.table import Sheet, TableColumn, TableFile

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")
"""For file dialogs; what a file is, is told by its first bytes."""
SILENCE = 60.0
"""Seconds without any sign of life after which the child is ended."""
PATIENCE = 300.0
"""Seconds for a file, whatever the child says."""
_POLL = 0.1
_SILENT = Silent()
_TEXT = "Reading the table"


def read_table_file(path: Path, progress: Progress = _SILENT) -> TableFile:
    """All sheets of a workbook, or the one table of a file of text.

    Raises
    ------
    UnreadableFile
        If there is no table in it, or it is damaged, locked or dangerous.
    Cancelled
        If `progress` was told to stop; the child is ended first.
    """
    path = path.absolute()
    if not path.is_file():
        raise UnreadableFile("{file} is not there.", "Choose it again.", file=path.name)
    scratch = Path(tempfile.mkdtemp(prefix="twin-table-"))
    try:
        said = _read(path, scratch, progress)
        sheets = tuple(
            _sheet(scratch, number, sheet, progress) for number, sheet in enumerate(said.sheets)
        )
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    if not any(len(sheet) for sheet in sheets):
        raise UnreadableFile(
            "{file} is empty; there is no table in it.",
            "Ask the sender for it again.",
            file=path.name,
        )
    return TableFile(
        path,
        said.kind,
        said.sha256,
        sheets,
        said.encoding,
        said.delimiter,
        tuple(said.findings),
    )


@dataclass(slots=True)
class _Said:
    """What the child said so far."""

    sha256: str = ""
    kind: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheets: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    findings: list[Finding] = field(default_factory=list[Finding])
    fraction: float = 0.0
    is_finished: bool = False

    def hear(self, message: dict[str, Any], path: Path) -> None:
        """Take one message in."""
        subject = message["say"]
        if subject == "refused":
            raise UnreadableFile(
                str(message["message"]), str(message["next_step"]), **message["values"]
            )
        if subject == "out-of-memory":
            raise _ended(path)
        if subject == "kind":
            self.kind = str(message["kind"])
            self.encoding = str(message["encoding"])
            self.delimiter = str(message["delimiter"])
        elif subject == "finding":
            found = message["finding"]
            self.findings.append(Finding(**{**found, "severity": Severity(found["severity"])}))
        elif subject == "sheet":
            self.sheets.append(message)
        self.sha256 = str(message.get("sha256", self.sha256))
        self.fraction = float(message.get("fraction", self.fraction))
        self.is_finished = subject == "finished"


def _read(path: Path, scratch: Path, progress: Progress) -> _Said:
    order = Order(str(path), str(scratch), [], cpu_seconds=int(PATIENCE))
    said, begun = _Said(), time.monotonic()
    with running(order, worker_command()) as child:
        messages: queue.Queue[dict[str, Any] | None] = queue.Queue()
        threading.Thread(target=_collect, args=(child, messages), daemon=True).start()
        heard = begun
        while True:
            progress.report(said.fraction, _TEXT)
            now = time.monotonic()
            try:
                message = messages.get(timeout=_POLL)
                heard = now
            except queue.Empty:
                if now - heard > SILENCE or now - begun > PATIENCE:
                    raise _ended(path) from None
                continue
            if message is None:
                break
            said.hear(message, path)
    if not said.is_finished:
        raise _ended(path)
    return said


def _collect(child: Child, messages: "queue.Queue[dict[str, Any] | None]") -> None:
    for line in child.lines():
        try:
            message = json.loads(line)
        except ValueError:
            continue
        if isinstance(message, dict) and isinstance(message.get("say"), str):
            messages.put(message)
    messages.put(None)


def _sheet(scratch: Path, number: int, said: dict[str, Any], progress: Progress) -> Sheet:
    columns = []
    for i in range(int(said["columns"])):
        progress.report(0.9, _TEXT)
        name = scratch / f"{number}-{i}"
        kinds = np.frombuffer(name.with_suffix(".kinds").read_bytes(), dtype=np.uint8)
        text = name.with_suffix(".txt").read_bytes().decode("utf-8")
        columns.append(TableColumn("", text.split(BETWEEN), kinds))
    rows = np.frombuffer((scratch / f"{number}.rows").read_bytes(), dtype=np.int32)
    return Sheet(str(said["name"]), tuple(columns), rows, bool(said["is_hidden"]))


def _ended(path: Path) -> UnreadableFile:
    return UnreadableFile(
        "{file} could not be read: it needs more memory or time than a table may take.",
        "Save it again in a spreadsheet program, with nothing beside the table, or split it.",
        file=path.name,
    )


def worker_command() -> list[str]:
    """Command line of the child: this interpreter, or the frozen program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--table-worker"]
    return [sys.executable, "-I", "-m", "twin.importers.tables.worker"]
