"""The window about a foreign table: what it proposes, what can be chosen, what it stores."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from twin.model.edit import Edit
from twin.model.table_plan import Plan
from twin.store.edits import store_edits
from twin.ui.importing.dialog import ImportDialog
from twin.ui.texts.language import use_language
from twin.ui.window.shell import Shell

HEAD = "Ordrenr;Bygg;Tittel;Opprettet;Kostnad\n"
Open = Callable[[str], ImportDialog]


@pytest.fixture
def opening(portfolio: Shell, settled: Callable[[], None], tmp_path: Path) -> Open:
    """Drop a file with a text on the window and wait for the window about it."""

    def open_file(text: str) -> ImportDialog:
        path = tmp_path / "ordre.csv"
        path.write_text(text, "utf-8")
        portfolio.window.files_dropped.emit([str(path)])
        settled()
        settled()
        (found,) = (d for d in portfolio.window.findChildren(ImportDialog) if d.isVisible())
        return found

    return open_file


def plan_of(dialog: ImportDialog) -> Plan:
    assert dialog.plan is not None
    return dialog.plan


def choose(box: QWidget, text: str) -> None:
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def test_that_a_dropped_table_is_tried_out_and_taken_in_and_undone(
    opening: Open, portfolio: Shell, settled: Callable[[], None]
) -> None:
    before = len(portfolio.workspace.portfolio.work_orders)  # pyright: ignore
    dialog = opening(HEAD + "A1;Lyngbø skole;Bytt filter;01.02.2026;12,5\n"
                            "A2;Finnes ikke;x;31.02.2026;-1\n")  # fmt: skip

    assert dialog.foot.outcome.text() == "1 new · 1 left out"
    assert dialog.foot.store.text() == "Import one row"
    dialog.foot.store.click()
    settled()

    assert len(portfolio.workspace.portfolio.work_orders) == before + 1  # pyright: ignore
    step = portfolio.workspace.state.record_steps.undo_step
    assert step is not None
    assert step.what == "Import work orders from ordre.csv"
    portfolio.workspace.undo()
    settled()
    assert len(portfolio.workspace.portfolio.work_orders) == before  # pyright: ignore


def test_that_rows_left_out_are_listed_and_can_be_sent_back(opening: Open, tmp_path: Path) -> None:
    dialog = opening(HEAD + "A2;Finnes ikke;x;31.02.2026;-1\n")

    assert dialog.pages.tabs is not None
    dialog.pages.tabs.turn_to("out")
    dialog.write_report(tmp_path / "report.csv")

    lines = (tmp_path / "report.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("Row;Reason;Ordrenr;Bygg")
    assert "Kostnad: “-1” is less than 0 kr." in lines[1]
    assert not dialog.foot.store.isEnabled()


def test_that_a_column_that_is_asked_for_can_be_chosen(
    opening: Open, settled: Callable[[], None], qtbot: object
) -> None:
    dialog = opening("Bygg;Tittel;Kunngjort;Leverandør\nLyngbø skole;a;01.02.2026;X\n")
    choose(dialog.head.format, "Work orders")
    settled()

    assert "Which column says Opened?" in dialog.foot.outcome.text()
    choose(dialog.mapping.columns["opened_on"], "Kunngjort")
    dialog.try_out()
    settled()

    assert plan_of(dialog).added == 1


def test_that_the_decimal_mark_is_shown_and_can_be_chosen(
    opening: Open, settled: Callable[[], None]
) -> None:
    dialog = opening(HEAD + "A1;Lyngbø skole;a;01.02.2026;1.234\n")
    box = dialog.mapping.choices["cost"]
    assert isinstance(box, QComboBox)

    assert box.currentText() == "decimal comma · kr"
    assert "can be read in two ways" in dialog.foot.notes.text()
    choose(box, "decimal point · kr")
    dialog.try_out()
    settled()

    assert plan_of(dialog).edits[0].after.cost == 1.234  # pyright: ignore


def test_that_a_value_for_all_rows_can_be_written(
    opening: Open, settled: Callable[[], None]
) -> None:
    dialog = opening("Tittel;Opprettet;Leverandør\na;01.02.2026;X\n")
    choose(dialog.head.format, "Work orders")
    settled()

    assert "Which building is the table about?" in dialog.foot.outcome.text()
    choose(dialog.mapping.columns["building_name"], "the same for all rows …")
    choose(dialog.mapping.choices["building_name"], "Varden skole")
    dialog.try_out()
    settled()

    assert plan_of(dialog).edits[0].after.building_id == "b3"  # pyright: ignore


def test_that_cancelling_stores_nothing(
    opening: Open, portfolio: Shell, settled: Callable[[], None]
) -> None:
    before = len(portfolio.workspace.portfolio.work_orders)  # pyright: ignore
    rows = "".join(f"B{i};Varden skole;arbeid {i};01.02.2026;1\n" for i in range(20_000))
    dialog = opening(HEAD + rows)

    dialog.take_in()
    dialog.reject()
    settled()

    assert len(portfolio.workspace.portfolio.work_orders) == before  # pyright: ignore
    assert dialog.isVisible()
    dialog.reject()
    assert not dialog.isVisible()


def test_that_everything_has_a_name_and_plain_text(opening: Open) -> None:
    dialog = opening(HEAD + "<b>A1</b>;Lyngbø skole;<img src=x>;01.02.2026;1\n")

    assert all(box.accessibleName() for box in dialog.findChildren(QComboBox))
    for label in dialog.findChildren(QLabel):
        assert label.textFormat().name == "PlainText" or "<" not in label.text()


def test_that_the_window_speaks_norwegian(opening: Open, portfolio: Shell) -> None:
    use_language("nb")
    try:
        dialog = opening(HEAD + "A1;Lyngbø skole;a;01.02.2026;1\nA2;x;a;01.02.2026;1\n")

        assert dialog.foot.outcome.text() == "1 nye · 1 utelatt"
        assert dialog.windowTitle() == "Importer en tabell"
    finally:
        use_language("en")


def test_that_what_others_changed_meanwhile_is_told_and_tried_anew(
    opening: Open, portfolio: Shell, settled: Callable[[], None]
) -> None:
    text = HEAD + "A1;Lyngbø skole;Bytt filter;01.02.2026;12,5\n"
    dialog = opening(text)
    database = portfolio.workspace.database
    assert database is not None
    other = replace(plan_of(dialog).edits[0].after, supplier="Ola")  # pyright: ignore
    store_edits(database, (Edit(None, other),), "ola", "New order")

    dialog.take_in()
    settled()
    settled()

    assert dialog.isVisible()
    assert "changed by somebody else" in dialog.foot.notes.text()
    assert (plan_of(dialog).added, plan_of(dialog).unchanged) == (0, 1)


def test_that_enter_in_a_field_stores_nothing(opening: Open) -> None:
    dialog = opening(HEAD + "A1;Lyngbø skole;a;01.02.2026;1\n")

    QTest.keyClick(dialog.head.titles, Qt.Key.Key_Return)

    assert dialog.isVisible()
    assert dialog.plan is not None
