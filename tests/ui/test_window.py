from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTreeView
from pytestqt.qtbot import QtBot

from twin.errors import UnreadableFile
from twin.ui.actions import ENTRIES, MODES
from twin.ui.widgets.message_bar import SHOWN, Message, MessageBars
from twin.ui.window.shell import Shell

from .results import result

Settled = Callable[[], None]


def test_that_no_two_commands_share_a_key():
    keys = [k for e in ENTRIES for k in e.keys] + [k for *_, k in MODES]
    assert len(keys) == len(set(keys))


def test_that_no_command_needs_altgr_on_a_norwegian_keyboard():
    keys = [k for e in ENTRIES for k in e.keys]
    assert not [k for k in keys if "Ctrl+Alt" in k or k in set("[]{}@\\|")]


def test_that_the_start_page_is_shown_first(shell: Shell):
    assert shell.workspace.mode == "start"
    assert not shell.window.tools.isVisible()
    assert not shell.actions["fit"].isEnabled()


def test_that_opening_a_portfolio_leads_to_its_table(portfolio: Shell):
    table = portfolio.window.below.part("portfolio").table
    assert portfolio.workspace.mode == "portfolio"
    assert table.model().rowCount() == 4
    assert "show_portfolio" in portfolio.stage.scene.told


def test_that_alt_and_a_number_change_the_mode(inside: Shell, qtbot: QtBot):
    inside.window.activateWindow()
    qtbot.keyClick(inside.window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert inside.workspace.mode == "what-if"
    qtbot.keyClick(inside.window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert inside.workspace.mode == "portfolio"


def test_that_letters_in_a_text_field_run_no_command(inside: Shell, qtbot: QtBot):
    field = inside.window.left.part("building").search
    inside.workspace.select(frozenset({"w1"}))
    field.setFocus()

    qtbot.keyClicks(field, "hixb")

    assert field.text() == "hixb"
    assert inside.workspace.hidden == frozenset()
    assert not inside.workspace.xray


def test_that_h_hides_and_shift_h_shows_all(inside: Shell, qtbot: QtBot):
    inside.workspace.select(frozenset({"w1"}))
    inside.window.setFocus()

    qtbot.keyClick(inside.window, Qt.Key.Key_H)
    assert inside.workspace.hidden == {"w1"}
    assert inside.stage.scene.told["set_hidden"][0].sum() == 1

    qtbot.keyClick(inside.window, Qt.Key.Key_H, Qt.KeyboardModifier.ShiftModifier)
    assert inside.stage.scene.told["set_hidden"][0].sum() == 0


def test_that_isolating_ghosts_the_rest_and_a_second_time_shows_all(inside: Shell):
    inside.workspace.select(frozenset({"w1", "w2"}))

    inside.actions["isolate"].trigger()
    assert inside.stage.scene.told["set_ghosted"][0].sum() == 10
    assert inside.actions["isolate"].isChecked()

    inside.actions["isolate"].trigger()
    assert inside.stage.scene.told["set_ghosted"][0].sum() == 0


def test_that_page_keys_step_through_storeys_and_end_with_all(inside: Shell):
    seen = []
    for _ in range(3):
        inside.actions["storey_up"].trigger()
        seen.append(inside.workspace.storey)
    assert seen == ["s1", "s2", ""]


def test_that_a_click_in_3d_selects_in_tree_and_card(inside: Shell):
    inside.stage.scene.row_clicked.emit(1, Qt.KeyboardModifier.NoModifier)

    tree: QTreeView = inside.window.left.part("building").tree
    chosen = tree.selectionModel().selectedRows()
    assert inside.workspace.selection == {"w2"}
    assert [i.data() for i in chosen] == ["IfcWindow w2"]
    texts = [t.text() for t in inside.window.right.part("building").findChildren(QLabel)]
    assert "IfcWindow w2" in texts


def test_that_ctrl_click_adds_and_takes_away(inside: Shell):
    clicked = inside.stage.scene.row_clicked
    clicked.emit(0, Qt.KeyboardModifier.NoModifier)
    clicked.emit(1, Qt.KeyboardModifier.ControlModifier)
    assert inside.workspace.selection == {"w1", "w2"}
    clicked.emit(0, Qt.KeyboardModifier.ControlModifier)
    assert inside.workspace.selection == {"w2"}


def test_that_a_line_of_the_tree_selects_everything_under_it(inside: Shell):
    tree: QTreeView = inside.window.left.part("building").tree
    storey = tree.model().index(0, 0, tree.model().index(0, 0))

    tree.setCurrentIndex(storey)

    assert storey.data() == "Plan 2"
    assert len(inside.workspace.selection) == 6
    assert len(inside.stage.scene.told["highlight"][0]) == 6


def test_that_a_double_click_in_the_table_enters_the_building(portfolio: Shell, settled: Settled):
    table = portfolio.window.below.part("portfolio").table
    first = table.model().index(0, 0)

    table.doubleClicked.emit(first)
    settled()

    assert portfolio.workspace.building is not None
    assert portfolio.workspace.building.name == first.data()


def test_that_the_filter_narrows_table_and_ghosts_blocks(portfolio: Shell):
    portfolio.window.left.part("portfolio").search.setText("aasgaard")

    table = portfolio.window.below.part("portfolio").table
    assert [table.model().index(0, 0).data()] == ["Åsgård rådhus"]
    assert table.model().rowCount() == 1
    assert portfolio.stage.scene.told["set_ghosted"][0].tolist() == [True, False, True, True]


def test_that_clicking_a_class_isolates_its_elements(inside: Shell):
    inside.workspace.colour_by("ifc_class")
    legend = inside.stage.floating("bottom-left")

    legend.class_clicked.emit(int(inside.workspace.colouring.classes[0]))
    assert inside.workspace.isolated == {f"w{i}" for i in (1, 2, 3, 7, 8, 9)}

    legend.class_clicked.emit(int(inside.workspace.colouring.classes[0]))
    assert inside.workspace.isolated == frozenset()


def test_that_sorting_leaves_unknown_values_last(portfolio: Shell):
    model = portfolio.window.below.part("portfolio").table.model()
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        model.sort(4, order)
        assert model.rows[-1].building.name == "Varden skole"


def test_that_a_table_is_copied_with_titles_for_a_spreadsheet(portfolio: Shell):
    table = portfolio.window.below.part("portfolio").table
    table.show_picked(lambda row: row.building.building_id == "b0")

    lines = table.copied_text().splitlines()

    assert lines[0].startswith("Building\tType\tDistrict\tBTA, m²")
    assert lines[1].split("\t")[:5] == ["Lyngbø skole", "School", "Fana", "1000", "1974"]


def test_that_an_error_lands_in_the_message_bar(portfolio: Shell):
    error = UnreadableFile("There is no portfolio in {folder}.", folder="<b>x</b>")
    portfolio.workspace.notices.show(error)

    (message,) = portfolio.stage.bars.messages()
    assert message.kind == "danger"
    assert message.lead == "There is no portfolio in <b>x</b>."


def test_that_no_label_reads_markup(inside: Shell):
    labels = inside.window.findChildren(QLabel)
    foreign = [t for t in labels if t.textFormat() != Qt.TextFormat.PlainText and t.text()]
    assert foreign == []


def test_that_at_most_two_messages_are_shown_and_the_rest_counted(qtbot: QtBot, application):
    bars = MessageBars(None)
    qtbot.addWidget(bars)
    for number in range(5):
        bars.say(Message("warn", f"message {number}"))

    assert len(bars.messages()) == 5
    assert sum(not b.isHidden() for b in bars._bars) == SHOWN
    assert bars._more.text() == "3 more"


def test_that_language_theme_and_numbers_change_at_once(portfolio: Shell, qtbot: QtBot):
    portfolio.workspace.change_settings(language="nb", theme="dark", number_format="en")
    qtbot.waitUntil(lambda: portfolio.actions["fit"].text() == "Tilpass")

    assert portfolio.stage.scene.told["set_theme"] == ("dark",)
    table = portfolio.window.below.part("portfolio").table
    assert table.model().headerData(0, Qt.Orientation.Horizontal).startswith("Bygg")
    assert table.model().index(0, 3).data() == "1,000"


def test_that_every_control_has_a_name(inside: Shell):
    for mode in ("portfolio", "building", "what-if", "compare"):
        inside.workspace.set_mode(mode)
    controls = [
        *inside.window.findChildren(QAbstractButton),
        *inside.window.findChildren(QLineEdit),
        *inside.window.findChildren(QTreeView),
    ]
    nameless = [c for c in controls if c.isVisibleTo(inside.window) and not _name(c)]
    assert nameless == []


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


def test_that_the_search_in_the_first_row_finds_buildings_and_commands(portfolio: Shell):
    hits = portfolio.palette_list.hits("lyngbo")
    assert [h.name for h in hits] == ["Lyngbø skole"]
    assert "Fit" in [h.name for h in portfolio.palette_list.hits("fit")]


def test_that_undo_says_what_it_takes_back(inside: Shell):
    from dataclasses import replace

    history = inside.workspace.history
    scenario = replace(history.scenario, name="B")
    inside.workspace.change(history=history.pushed(scenario, "Apply {title}", "New roof"))
    assert inside.actions["undo"].text() == "Undo: Apply New roof"
    assert inside.actions["undo"].isEnabled()


def test_that_selecting_in_ten_thousand_elements_takes_under_100_ms(inside: Shell):
    import time

    from .small_portfolio import small_model

    inside.workspace.change(model=small_model(per_class=2500), selection=frozenset())
    QApplication.processEvents()
    begin = time.perf_counter()
    inside.stage.scene.row_clicked.emit(7000, Qt.KeyboardModifier.NoModifier)
    seconds = time.perf_counter() - begin
    assert len(inside.workspace.selection) == 1
    assert seconds < 0.1


def test_that_leaving_closes_everything(shell: Shell):
    shell.window.close()
    QTest.qWait(10)
    assert shell.stage.scene is None
    assert not shell.workspace.jobs.running


def _name(control: QAbstractButton | QLineEdit | QTreeView) -> str:
    action = getattr(control, "defaultAction", None)
    held: QAction | None = action() if callable(action) else None
    texts = (control.accessibleName(), held.text() if held else "")
    own = control.text() if isinstance(control, QAbstractButton) else ""
    return "".join((*texts, own)).strip()


def test_that_a_right_click_selects_and_offers_what_can_be_done(inside: Shell, qtbot: QtBot):
    inside.stage.scene.context_requested.emit(2, None)

    menu = QApplication.activePopupWidget()
    assert inside.workspace.selection == {"w3"}
    assert menu is not None
    assert inside.actions["isolate"] in menu.actions()
    menu.close()


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


def test_that_a_running_job_can_be_cancelled_from_the_status_row(
    shell: Shell, qtbot: QtBot, settled: Settled
):
    from twin.workspace.jobs import Task

    def work(progress) -> None:
        while True:
            progress.report(0.62, "")

    job = shell.workspace.jobs.run(work, task=Task("Reading {name}", values={"name": "a.ifc"}))
    qtbot.waitUntil(lambda: job.fraction == 0.62)
    assert shell.status.tasks._name.text() == "Reading a.ifc 62\u00a0%"

    shell.status.tasks._stop.click()
    settled()

    assert job.is_cancelled
    assert not shell.status.tasks.isVisible()


def test_that_selecting_in_a_comparison_marks_the_rows(inside: Shell):
    inside.workspace.change(result=result())
    inside.workspace.set_mode("compare")
    told = inside.stage.scene.told

    inside.workspace.select(frozenset({"w1"}))

    assert list(told["highlight"][0]) == [0]
    assert "end_comparison" not in told
