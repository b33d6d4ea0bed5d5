"""What the window reads and writes: drops, recents, the report."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from twin.ui.window.shell import Shell

from .results import result

Settled = Callable[[], None]


def test_that_dropped_files_are_imported(
    portfolio: Shell, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    taken = []
    monkeypatch.setattr(portfolio.workspace, "import_source", taken.append)
    file = tmp_path / "model.ifc"
    file.write_text("x", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip

    portfolio.window.dropEvent(event)
    qtbot.waitUntil(lambda: bool(taken))

    assert taken == [[file]]


def test_that_a_missing_recent_portfolio_can_be_removed(
    shell: Shell, qtbot: QtBot, tmp_path: Path
):
    shell.workspace.change_settings(recent=(str(tmp_path / "gone.twin"),))
    shell.show_mode()
    page = shell.window.start.part("start")
    texts = {b.text(): b for b in page.findChildren(QAbstractButton)}
    assert {"Locate…", "Remove"} <= set(texts)

    texts["Remove"].click()

    assert shell.workspace.settings.recent == ()


def test_that_the_report_lands_where_the_user_says(
    inside: Shell, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "report.pdf"
    monkeypatch.setattr(
        "twin.ui.report.write_report.QFileDialog.getSaveFileName", lambda *_: (str(path), "")
    )
    inside.workspace.change(result=result())

    inside.report()
    settled()

    assert path.read_bytes().startswith(b"%PDF")
    assert inside.workspace.notices.shown[-1].message == "The report is in {name}."


def test_that_a_report_without_a_result_says_what_to_do(inside: Shell):
    inside.report()
    assert inside.workspace.notices.shown[-1].message == "There is no result yet."


def test_that_thinking_better_of_a_new_portfolio_imports_nothing(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    taken = []
    monkeypatch.setattr("twin.ui.window.commands.QFileDialog.getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(shell.workspace, "import_source", taken.append)

    shell.commands.take_files([str(tmp_path / "model.ifc")])
    shell.workspace.portfolio_changed.emit()

    assert taken == []
