"""A comparison as a workbook, as text and as a document."""

from collections.abc import Callable
from pathlib import Path

import pytest
import python_calamine
from PySide6.QtGui import QImage

from twin.exporters.csv_file import NORWEGIAN
from twin.ui.compare import export
from twin.ui.compare.document import comparison_html
from twin.ui.window.shell import Shell
from twin.workspace.scenarios import comparing

Settled = Callable[[], None]


def test_that_a_workbook_has_outcomes_carriers_measures_and_assumptions(
    compared: Shell, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "compared.xlsx"
    monkeypatch.setattr(export, "ask_for_table", lambda *_: (target, None))

    export.ask_for_tables(compared.window, compared.workspace)
    settled()

    book = python_calamine.CalamineWorkbook.from_path(str(target))
    assert {"Outcomes", "Bought energy", "Measures", "Assumptions"} <= set(book.sheet_names)
    rows = book.get_sheet_by_name("Outcomes").to_python()
    names = {row[2] for row in rows}
    assert {"Today", "Do nothing", "Lights", "Windows"} <= names


def test_that_outcomes_are_written_as_text_too(
    compared: Shell, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "compared.csv"
    monkeypatch.setattr(export, "ask_for_table", lambda *_: (target, NORWEGIAN))

    export.ask_for_tables(compared.window, compared.workspace)
    settled()

    text = target.read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("Measured by;Unit;Scenario;P10;P50;P90")
    assert "Net present value;mill. NOK;Windows;" in text


def test_that_a_document_has_every_scenario_its_measures_and_charts(compared: Shell) -> None:
    workspace = compared.workspace
    found = workspace.state.comparing.found
    assert found is not None

    text = comparison_html(found, comparing.scenarios(workspace), "Lyngbø <b>skole", b"")

    assert "Lyngbø &lt;b&gt;skole" in text
    assert all(name in text for name in ("Do nothing", "Lights", "Windows", "Real discount rate"))
    assert text.count("<img") >= 2


def test_that_a_document_is_written(
    compared: Shell, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "compared.pdf"
    monkeypatch.setattr(export, "ask_for_file", lambda *_: target)

    export.ask_for_document(compared.window, compared.workspace, QImage())
    settled()

    assert target.read_bytes().startswith(b"%PDF")


def test_that_nothing_is_written_while_nothing_is_compared(
    inside: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "ask_for_table", lambda *_: pytest.fail("asked for a file"))

    export.ask_for_tables(inside.window, inside.workspace)

    assert "no comparison yet" in inside.workspace.notices.shown[-1].text()
