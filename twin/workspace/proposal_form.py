"""Write a proposal in the window: rows of fields, checked as a supplier's file is."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twin.analysis.proposal_format.from_sheets import Cell, document_of, rows_of
from twin.analysis.proposal_format.sheet_fields import OFFER as OFFER
from twin.analysis.proposal_format.sheet_fields import PLANS as PLANS
from twin.analysis.proposal_format.sheet_fields import SheetField as SheetField
from twin.analysis.proposal_format.sheet_fields import SheetPlan as SheetPlan
from twin.analysis.proposal_format.write import proposal_text
from twin.analysis.proposals import check_proposal
from twin.model.proposal_check import ProposalCheck
from twin.model.table import CellKind
from twin.workspace.proposal_sheet import document_in, keep

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

Filled = Mapping[str, Sequence[Mapping[str, str]]]
"""Texts by path of their field, a record each, by key of the sheet."""


def empty() -> dict[str, list[dict[str, Any]]]:
    """A proposal that nobody began."""
    return {plan.key: [{}] if plan is OFFER else [] for plan in PLANS}


def opened(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of a proposal file.

    Raises
    ------
    TwinError
        If it cannot be used.
    """
    return rows_of(document_in(path))


def checked(filled: Filled) -> tuple[bytes, ProposalCheck, dict[int, tuple[str, int, str]]]:
    """The file that the rows amount to, what is said of it, and where.

    Returns
    -------
    dict
        For each remark by its place in the list: key of the sheet, row, path of the field.
    """
    rows = {
        key: [
            {path: Cell(text, CellKind.TEXT, f"{row}|{path}") for path, text in record.items()}
            for row, record in enumerate(records)
            if record
        ]
        for key, records in filled.items()
    }
    found = document_of(rows)
    text = proposal_text(found.document)
    check = check_proposal(text)
    remarks = (*found.remarks, *check.remarks)
    places: dict[int, tuple[str, int, str]] = {}
    for at, remark in enumerate(remarks):
        cell = remark.path if remark in found.remarks else found.cell_of(remark.path)
        sheet, _, rest = cell.partition("!")
        row, bar, path = rest.partition("|")
        if bar:
            places[at] = (sheet, int(row), path)
    is_wrong = check.proposal is None or bool(found.remarks)
    return text, ProposalCheck(None if is_wrong else check.proposal, remarks), places


def save(workspace: "Workspace", text: bytes, to: Path) -> None:
    """Write the file, and take it into the open portfolio as any other supplier's.

    Raises
    ------
    TwinError
        If the file cannot be written.
    """
    keep(text, to)
    if workspace.portfolio is not None:
        workspace.import_proposal(to)
