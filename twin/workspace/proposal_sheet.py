"""The spreadsheet template for suppliers: written, filled from a proposal, read into one."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from twin.analysis.proposal_format.from_sheets import Cell, Row, Sheeted, document_of, rows_of
from twin.analysis.proposal_format.sheet_fields import PLANS
from twin.analysis.proposal_format.write import proposal_text
from twin.analysis.proposals import ProposalProblem, check_proposal
from twin.errors import TwinError, UnreadableFile
from twin.exporters.csv_file import written
from twin.exporters.proposal_template import FIRST, write_template
from twin.importers.tables.read import read_table_file
from twin.model.proposal_check import ProposalCheck, Remark
from twin.model.table import CellKind, Sheet
from twin.workspace.proposal_files import check_file

KEYS = frozenset(plan.key for plan in PLANS)
VALUE_COLUMN = 2
"""Of the sheet about the offer itself, whose fields stand below each other."""


def template(to: Path, say: Callable[[str], str] = str, filled_from: Path | None = None) -> None:
    """Write the template, filled from a proposal file if one is given.

    Raises
    ------
    TwinError
        If the proposal cannot be used, or the template cannot be written.
    """
    rows = rows_of(document_in(filled_from)) if filled_from is not None else None
    write_template(to, say, rows)


def document_in(path: Path) -> dict[str, Any]:
    """The document of a proposal that can be used.

    Raises
    ------
    TwinError
        If it cannot.
    """
    check = check_file(path)
    if check.proposal is None:
        raise ProposalProblem(check.remarks, path.name)
    if path.suffix.lower() != ".json":
        raise TwinError(
            "{file} is a container; only its proposal.json can be filled in.",
            "Take proposal.json out of it.",
            file=path.name,
        )
    return json.loads(path.read_text("utf-8-sig"))


def from_sheet(path: Path, today: str = "") -> tuple[bytes, ProposalCheck]:
    """The proposal file that a filled template amounts to, and what is to be said of it.

    Places in the remarks are cells, as ``measures!C4``.

    Raises
    ------
    UnreadableFile
        If the file is no filled template.
    """
    found = document_of(_rows(path))
    text = proposal_text(found.document)
    check = check_proposal(text, today)
    remarks = (*found.remarks, *(_in_cells(found, remark) for remark in check.remarks))
    is_wrong = check.proposal is None or bool(found.remarks)
    return text, ProposalCheck(None if is_wrong else check.proposal, remarks)


def keep(text: bytes, to: Path) -> None:
    """Write a proposal file.

    Raises
    ------
    TwinError
        If it cannot be written.
    """
    written(to, lambda beside: _write(beside, text))


def _write(to: Path, text: bytes) -> None:
    to.write_bytes(text)


def _in_cells(found: Sheeted, remark: Remark) -> Remark:
    """The remark with its cell in front of the path, instead of a line nobody wrote."""
    cell = found.cell_of(remark.path)
    where = " ".join(part for part in (cell, remark.path) if part)
    return replace(remark, path=where, line=0, column=0)


def _rows(path: Path) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for sheet in read_table_file(path).sheets:
        if not sheet.columns:
            continue
        first = sheet.columns[0].texts
        key = next((k for k in map(_key, first) if k), "")
        if key == "offer":
            found[key] = [_upright(sheet)]
        elif key:
            found[key] = _table(sheet, key)
    if "offer" not in found:
        raise UnreadableFile(
            "{file} is not the template for proposals; nothing was made of it.",
            "“twin proposal template” writes one. Leave the small names above the titles alone.",
            file=path.name,
        )
    return found


def _key(text: str) -> str:
    key, colon, _ = text.partition(":")
    return key if colon and key in KEYS else ""


def _upright(sheet: Sheet) -> Row:
    if len(sheet.columns) <= VALUE_COLUMN:
        return {}
    names, values = sheet.columns[0], sheet.columns[VALUE_COLUMN]
    return {
        name.partition(":")[2]: Cell(text, CellKind(int(kind)), f"C{row}")
        for name, text, kind, row in zip(
            names.texts, values.texts, values.kinds, sheet.rows, strict=True
        )
        if text and _key(name)
    }


def _table(sheet: Sheet, key: str) -> list[Row]:
    rows: list[Row] = []
    columns = [
        (column.texts[0].partition(":")[2], _letters(place), column)
        for place, column in enumerate(sheet.columns)
        if _key(column.texts[0]) == key
    ]
    for at, number in enumerate(sheet.rows):
        if number <= FIRST:
            continue
        row = {
            name: Cell(column.texts[at], CellKind(int(column.kinds[at])), f"{letters}{number}")
            for name, letters, column in columns
            if column.texts[at]
        }
        rows += [row] if row else []
    return rows


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
