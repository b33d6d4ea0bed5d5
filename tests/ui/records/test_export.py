"""Tables leave the window: copied without formulas, written with what is shown."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from tests.exporters.full_records import DOCUMENT, ORDER, portfolio
from tests.exporters.payloads import PAYLOADS
from twin.exporters.csv_file import NORWEGIAN, TECHNICAL
from twin.ui.dialogs.export_file import ask_for_table, export_shown, with_suffix
from twin.ui.records.cells import table_column
from twin.ui.records.kinds.documents import DOCUMENTS
from twin.ui.texts.language import use_language
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import TableModel
from twin.workspace.workspace import Workspace


def test_that_copied_lines_hold_no_formula(application: QApplication) -> None:
    model = TableModel([table_column(f, {"b01": "=1+1"}) for f in DOCUMENTS.columns])
    table = Table("Documents", model)
    model.show([replace(DOCUMENT, document_id=str(i), title=p) for i, p in enumerate(PAYLOADS)])
    lines = table.copied_text().splitlines()
    assert len(lines) == len(PAYLOADS) + 1
    cells = [cell for line in lines for cell in line.split("\t")]
    assert len(cells) == len(lines) * len(DOCUMENTS.columns)
    assert [c for c in cells if c[:1] in "=+-@|%\t" and c] == []


@pytest.mark.parametrize(
    ("chosen", "kind", "path", "style"),
    [
        ("/x/a", 0, "/x/a.xlsx", None),
        ("/x/a.xlsx", 1, "/x/a.csv", NORWEGIAN),
        ("/x/a.csv", 2, "/x/a.csv", TECHNICAL),
        ("/x/v1.2", 0, "/x/v1.2.xlsx", None),
        ("", 0, None, None),
    ],
)
def test_that_the_kind_of_file_is_the_one_chosen(
    application: QApplication, monkeypatch: pytest.MonkeyPatch, chosen, kind, path, style
) -> None:
    def choose(_parent, _title, _name, kinds):
        return chosen, kinds.split(";;")[kind] if chosen else ""

    use_language("en")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    parent = QWidget()
    found, how = ask_for_table(parent, "Prøve: alt")
    assert (str(found) if found else None, how) == (path, style)


def test_that_a_name_gets_the_suffix_it_lacks() -> None:
    assert with_suffix(Path("a.csv"), ".xlsx") == Path("a.xlsx")
    assert with_suffix(Path("Lia 2.0"), ".ifc") == Path("Lia 2.0.ifc")


def test_that_the_shown_rows_are_written_and_told(
    application: QApplication, qtbot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "orders.csv"
    monkeypatch.setattr(
        "twin.ui.dialogs.export_file.ask_for_table", lambda *_: (target, NORWEGIAN)
    )
    workspace = Workspace()
    workspace.state = replace(workspace.state, portfolio=portfolio())
    export_shown(QWidget(), workspace, "Work orders", [ORDER])
    qtbot.waitUntil(lambda: bool(workspace.notices.shown), timeout=10_000)
    assert "1 rows are in" in workspace.notices.shown[-1].text()
    assert ORDER.order_id in target.read_text("utf-8-sig")
    export_shown(QWidget(), workspace, "Work orders", [])
    assert "nothing to export" in workspace.notices.shown[-1].text()
    workspace.close()
