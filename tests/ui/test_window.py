"""The window: keys, modes, messages, names, tasks."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTreeView, QWidget
from pytestqt.qtbot import QtBot

from twin.errors import UnreadableFile
from twin.ui.actions import ENTRIES, MODES
from twin.ui.widgets.message_bar import SHOWN, Message, MessageBars
from twin.ui.window.shell import Shell

from .small_portfolio import write_portfolio

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


def test_that_alt_and_a_number_change_the_mode(inside: Shell, qtbot: QtBot):
    inside.window.activateWindow()
    qtbot.keyClick(inside.window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert inside.workspace.mode == "what-if"
    qtbot.keyClick(inside.window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert inside.workspace.mode == "portfolio"


def test_that_entering_a_building_opens_no_window_besides(
    shell: Shell, settled: Settled, tmp_path: Path, application: QApplication
):
    """A widget shown before it has its place flashes, and takes the keys from the window."""
    watch = _Opened()
    application.installEventFilter(watch)
    write_portfolio(tmp_path / "four.twin")

    shell.workspace.open_portfolio(tmp_path / "four.twin")
    settled()
    shell.workspace.enter_building("b0")
    settled()

    application.removeEventFilter(watch)
    assert watch.names == []


class _Opened(QObject):
    """Names of the windows that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self.names += [type(watched).__name__] if watched.isWindow() else []
        return False


def test_that_letters_in_a_text_field_run_no_command(inside: Shell, qtbot: QtBot):
    field = inside.window.left.part("building").search
    inside.workspace.select(frozenset({"w1"}))
    field.setFocus()

    qtbot.keyClicks(field, "hixb")

    assert field.text() == "hixb"
    assert inside.workspace.hidden == frozenset()
    assert not inside.workspace.xray


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
