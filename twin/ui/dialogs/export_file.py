"""Ask where a table goes and write it without blocking the window."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from twin.exporters.csv_file import NORWEGIAN, TECHNICAL, TextStyle
from twin.ui.texts.language import language, tr
from twin.workspace.export_tables import export_records, export_tables
from twin.workspace.jobs import Task
from twin.workspace.workspace import Workspace

WORKBOOK = "Excel (*.xlsx)"
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*', "-"))


def export_shown(
    parent: QWidget, workspace: Workspace, title: str, records: Sequence[Any]
) -> None:
    """Ask for a file and write the records that a table shows, with all their fields."""
    portfolio = workspace.portfolio
    if portfolio is None:
        return
    if not records:
        workspace.notices.say("The table is empty, so there is nothing to export.")
        return
    path, style = ask_for_table(parent, f"{portfolio.name} - {title}")
    if path is not None:
        kept = list(records) if isinstance(records, list) else records
        workspace.jobs.run(
            export_records, portfolio, kept, path, (language(), style),
            on_done=lambda count: tell(workspace, path, count),
            task=Task("Writing {name}", values={"name": path.name}),
        )  # fmt: skip


def export_all(parent: QWidget, workspace: Workspace) -> None:
    """Ask for a workbook and write every table of the portfolio into it."""
    portfolio, database = workspace.portfolio, workspace.database
    if portfolio is None or database is None:
        return
    path = ask_for_file(parent, tr("Export all tables"), f"{portfolio.name}.xlsx", WORKBOOK)
    if path is not None:
        workspace.jobs.run(
            export_tables, database, portfolio, path, (), (language(), None),
            on_done=lambda count: tell(workspace, path, count),
            where="database",
            task=Task("Writing {name}", "export tables", {"name": path.name}),
        )  # fmt: skip


def ask_for_table(parent: QWidget, name: str) -> tuple[Path | None, TextStyle | None]:
    """Ask for a workbook or a file of text, and how the text is written."""
    norwegian = f"{tr('CSV for Excel with Norwegian settings')} (*.csv)"
    technical = f"{tr('CSV, technical')} (*.csv)"
    chosen, kind = QFileDialog.getSaveFileName(
        parent,
        tr("Export the table"),
        f"{name.translate(_FORBIDDEN)}.xlsx",
        ";;".join((WORKBOOK, norwegian, technical)),
    )
    if not chosen:
        return None, None
    style = {norwegian: NORWEGIAN, technical: TECHNICAL}.get(kind)
    return with_suffix(Path(chosen), ".csv" if style else ".xlsx"), style


def ask_for_file(parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
    """Ask for a file; None if the user thought better of it."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name.translate(_FORBIDDEN), kinds)
    return with_suffix(Path(chosen), Path(name).suffix) if chosen else None


def with_suffix(path: Path, suffix: str) -> Path:
    """The path with a suffix that the file can be told by."""
    known = (".xlsx", ".csv", ".geojson", ".ifc", ".pdf")
    return path if path.suffix.lower() == suffix else (
        path.with_suffix(suffix) if path.suffix.lower() in known
        else path.with_name(path.name + suffix)
    )  # fmt: skip


def tell(workspace: Workspace, path: Path, count: int) -> None:
    """Say where the file is."""
    workspace.notices.say("{count} rows are in {name}.", count=count, name=str(path))
