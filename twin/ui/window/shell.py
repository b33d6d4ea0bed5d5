"""Puts the window together and puts it together anew when language, numbers or theme change."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QAction, QCursor, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from twin.errors import TwinError
from twin.model.finding import Severity
from twin.ui import actions as action_table
from twin.ui import theme
from twin.ui.desk import Desk
from twin.ui.dialogs.conflict import settle_conflict
from twin.ui.dialogs.server_password import ask_for_password
from twin.ui.drawing_libraries import load_without_qt, scene_class
from twin.ui.filtering import Filtering
from twin.ui.panels.start_page import StartChoices, StartPage
from twin.ui.texts.edits import redo_text, undo_text
from twin.ui.texts.language import error_text, language, system_language, tr, use_language
from twin.ui.texts.numbers import numbers_name, use_numbers
from twin.ui.versions.bar import VersionBar
from twin.ui.versions.review import review
from twin.ui.versions.tab import ask_for_version
from twin.ui.views.keeper import ViewKeeper
from twin.ui.what_if_choice import ProposalChoice
from twin.ui.widgets.message_bar import Message, MessageBars
from twin.ui.widgets.recent_row import Recent
from twin.ui.window.commands import Commands
from twin.ui.window.getting_ready import GettingReady
from twin.ui.window.main_window import MainWindow
from twin.ui.window.parts import mode_parts
from twin.ui.window.recents import recent_portfolio, thumbnail_path
from twin.ui.window.scene_floats import SceneFloats
from twin.ui.window.scene_link import SceneLink
from twin.ui.window.search_palette import SearchPalette
from twin.ui.window.stage import Stage
from twin.ui.window.status_row import StatusRow
from twin.ui.window.tool_rows import fill_overlay_menu
from twin.ui.window.top_row import TopRow
from twin.ui.window.year_line import YearLine
from twin.workspace.estimate import QuickEstimate
from twin.workspace.notices import Notice
from twin.workspace.settings import Settings, settings_folder
from twin.workspace.workspace import Workspace

if TYPE_CHECKING:  # loads the 3D view
    from twin.ui.sketch.control import SketchControl

KINDS = {Severity.INFO: "info", Severity.WARNING: "warn", Severity.ERROR: "danger"}


class Shell(QObject):
    """The window with everything in it."""

    def __init__(self, application: QApplication, workspace: Workspace) -> None:
        super().__init__()
        self._application = application
        self.workspace = workspace
        self.stage = Stage()
        self.window = MainWindow(self.stage)
        self.start_bars = MessageBars(self.window)
        self.filtering = Filtering()
        self.choice = ProposalChoice()
        self.estimate = QuickEstimate(workspace, self)
        self.link = SceneLink(workspace, self.stage, self.filtering)
        self.views = ViewKeeper(self.window, workspace, self.link, self.filtering)
        self.version_bar = VersionBar(workspace, self.stage.bars)
        self.commands = Commands(workspace, self.window, self.link)
        self.actions: dict[str, QAction] = {}
        self.years: YearLine | None = None
        self.sketch: SketchControl | None = None
        self._shortcuts: list[QShortcut] = []
        self._store = QSettings(str(settings_folder() / "window.ini"), QSettings.Format.IniFormat)
        self.apply_settings()
        self._connect()
        GettingReady(workspace, self.stage.wake, self.window)
        self.window.restore_geometry(self._store)

    def apply_settings(self) -> None:
        """Take language, numbers and theme from the settings and build the window anew."""
        settings = self.workspace.settings
        use_language(settings.language or system_language())
        use_numbers(settings.number_format or system_language())
        theme.use_theme(self._application, settings.theme)
        if self.stage.scene is not None:
            self.stage.scene.set_theme(theme.current().name)
        self.build()

    def build(self) -> None:
        """Fill the window: rows, docks, menus; the 3D view stays as it is."""
        self._drop_actions()
        table = self.commands.table({
            "update_model": self.update_model,
            "model_changes": lambda: self.workspace.show_model_changes(),
            "review_records": lambda: review(self.window, self.workspace),
            "find": self.find, "palette": self.search, "report": self.report,
            "timeline": self._show_years, "add_measure": self.add_measure,
            "save_view": self.views.ask_and_save, "views": self.views.show_menu,
        })  # fmt: skip
        self.actions = action_table.make_actions(self.window, table)
        self.desk = Desk(
            self.workspace, self.filtering, self.actions, self.choice, self.views, self.estimate
        )  # fmt: skip
        self.top = TopRow(self.actions)
        self.status = StatusRow(self.workspace)
        for slot, widget in ((self.window.top, self.top), (self.window.status, self.status)):
            slot.empty()
            slot.show_part("row", _giver(widget))
        self.palette_list = SearchPalette(self.top.search, self.desk, self.window)
        self.top.mode_asked.connect(self.commands.show_mode)
        overlay_menu = self.top.menus["Overlay"]
        fixed = overlay_menu.actions()
        overlay_menu.aboutToShow.connect(lambda: self._fill_overlays(fixed))
        self.window.use_parts(mode_parts(self.desk), self._start_page)
        self.floats = SceneFloats(self.desk, self.stage)
        self.years = YearLine(self.desk, self.stage)
        self.show_mode()

    def show_mode(self) -> None:
        """Show what belongs to the mode of the workspace."""
        mode = self.workspace.mode
        self.window.show_mode(mode)
        self.top.show_mode(mode)
        action_table.enable_for(self.actions, mode)
        if mode == "start":
            self.window.start.empty()
            self.window.start.show_part("start", self._start_page)
        else:
            self.stage.wake()
        if mode == "what-if" and self.sketch is None:
            from twin.ui.sketch.control import SketchControl

            self.sketch = SketchControl(self.desk, self.stage)
        self.show_states()
        self._place_start_bars()

    def show_states(self) -> None:
        """Check and enable the actions as the workspace says."""
        workspace, actions = self.workspace, self.actions
        actions["isolate"].setChecked(bool(workspace.isolated))
        actions["xray"].setChecked(workspace.xray)
        actions["section"].setChecked(self.link.is_cut)
        for name, edit, text in (
            ("undo", undo_text(workspace.state), tr("Undo")),
            ("redo", redo_text(workspace.state), tr("Redo")),
        ):
            actions[name].setEnabled(edit is not None and workspace.mode != "start")
            actions[name].setText(f"{text}: {edit}" if edit else text)
            actions[name].setToolTip(actions[name].text())

    def say(self, notice: Notice) -> None:
        """Show a notice over the 3D view, or over the start page."""
        kind = KINDS[notice.severity]
        error = TwinError(notice.message, "", **notice.values)
        step = TwinError(notice.next_step, "", **notice.values)
        message = Message(kind, error_text(error), error_text(step))
        bars = self.start_bars if self.workspace.mode == "start" else self.stage.bars
        bars.say(message)

    def _show_years(self) -> None:
        if self.years is not None:
            self.years.open_or_close()

    def find(self) -> None:
        """Put the cursor into the search field of the left panel."""
        part = self.window.left.part(self.workspace.mode)
        field = getattr(part, "search", None)
        if isinstance(field, QWidget):
            self.window.left.show()
            field.setFocus()
        else:
            self.search()

    def search(self) -> None:
        """Put the cursor into the search field of the first row."""
        self.top.search.setFocus()
        self.top.search.selectAll()

    def show_menu(self) -> None:
        """Menu of the 3D view at the pointer."""
        menu = QMenu(self.window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in (
            "grade", "select_alike", "select_facade", "select_storey", "select_part", "fit",
            "isolate", "hide", "show_all", "xray", "section",
        ):  # fmt: skip
            if self.actions[name].isEnabled():
                menu.addAction(self.actions[name])
        menu.popup(QCursor.pos())

    def update_model(self) -> None:
        """Ask for a newer version of the entered building's model."""
        ask_for_version(self.window, self.workspace)

    def report(self) -> None:
        """Ask for a file and write the report of the what-if."""
        from twin.ui.report.write_report import ask_and_write

        ask_and_write(self.window, self.workspace, self.link)

    def add_measure(self) -> None:
        """Ask for a measure of the catalogue and put it into the what-if."""
        from twin.ui.sketch.catalogue_dialog import ask_and_add

        ask_and_add(self.window, self.workspace, self.choice)

    def put_away(self) -> None:
        """Stop everything before the window closes."""
        self.window.keep_geometry(self._store)
        self._keep_thumbnail()
        self.workspace.close()
        if self.stage.scene is not None:
            self.stage.scene.release()
            self.stage.scene = None

    def warm_up_after(self, milliseconds: int) -> None:
        """Load what is needed soon in a thread once the start page is shown."""
        QTimer.singleShot(milliseconds, self, self._warm_up)

    def _warm_up(self) -> None:
        # Qt's own modules are loaded on the GUI thread: making their classes elsewhere may crash.
        self.workspace.jobs.run(load_without_qt, on_done=lambda _: scene_class())
        self.workspace.warm_up()

    def _connect(self) -> None:
        workspace = self.workspace
        workspace.mode_changed.connect(self.show_mode)
        workspace.visibility_changed.connect(self.show_states)
        workspace.scenario_changed.connect(self.show_states)
        workspace.record_steps_changed.connect(self.show_states)
        workspace.shelf_changed.connect(self.show_states)
        workspace.conflict_found.connect(partial(settle_conflict, self.window, workspace))
        workspace.password_needed.connect(partial(ask_for_password, self.window, workspace))
        self.link.cut_changed.connect(self.show_states)
        self.link.menu_requested.connect(self.show_menu)
        workspace.building_changed.connect(self.show_states)
        workspace.notices.arrived.connect(self.say)
        workspace.settings_changed.connect(self._settings_changed)
        self._look = self._look_of(workspace.settings)
        self.window.files_dropped.connect(self.commands.take_files)
        self.window.closing.connect(self.put_away)
        self.start_bars.changed.connect(self._place_start_bars)
        QTimer.singleShot(0, self, self.show_mode)

    def _settings_changed(self) -> None:
        look = self._look_of(self.workspace.settings)
        if look != self._look:
            self._look = look
            QTimer.singleShot(0, self, self.apply_settings)

    @staticmethod
    def _look_of(settings: Settings) -> tuple[str, str, str]:
        return settings.language, settings.number_format, settings.theme

    def _drop_actions(self) -> None:
        if self.years is not None:  # it asks an action when the workspace changes
            self.years.put_away()
            self.years = None
        if self.sketch is not None:
            self.sketch.put_away()
            self.sketch = None
        for action in self.actions.values():
            self.window.removeAction(action)
            action.deleteLater()
        for shortcut in self._shortcuts:
            shortcut.deleteLater()
        self._shortcuts = [self._overlay_shortcut(place) for place in range(10)]

    def _overlay_shortcut(self, place: int) -> QShortcut:
        made = QShortcut(QKeySequence(f"Ctrl+{place}"), self.window)
        made.activated.connect(lambda: self.commands.choose_overlay(place))
        return made

    def _fill_overlays(self, fixed: list[QAction]) -> None:
        menu = self.top.menus["Overlay"]
        for action in menu.actions():
            if action not in fixed:
                menu.removeAction(action)
        if self.workspace.mode != "start":
            menu.addSeparator()
            fill_overlay_menu(menu, self.desk)

    def _start_page(self) -> QWidget:
        settings = self.workspace.settings
        choices = StartChoices(language(), numbers_name(), settings.theme)
        page = StartPage([recent_portfolio(Path(p)) for p in settings.recent], choices)
        page.asked.connect(lambda command: self.actions[command].trigger())
        page.recent_opened.connect(lambda r: self.workspace.open_portfolio(r.path))
        page.recent_removed.connect(self._forget)
        page.recent_located.connect(self._locate)
        page.chosen.connect(self._choose)
        return page

    def _choose(self, key: str, value: str) -> None:
        field = {"numbers": "number_format"}.get(key, key)
        self.workspace.change_settings(**{field: value})

    def _forget(self, recent: Recent) -> None:
        kept = tuple(p for p in self.workspace.settings.recent if Path(p) != recent.path)
        self.workspace.change_settings(recent=kept)
        self.show_mode()

    def _locate(self, recent: Recent) -> None:
        self._forget(recent)
        self.commands.open_portfolio()

    def _place_start_bars(self) -> None:
        is_start = self.workspace.mode == "start"
        self.start_bars.setVisible(is_start and bool(self.start_bars.messages()))
        height = self.start_bars.sizeHint().height()
        self.start_bars.setGeometry(120, 50, 740, height)
        self.start_bars.raise_()

    def _keep_thumbnail(self) -> None:
        portfolio, image = self.workspace.portfolio, None
        if portfolio is not None and self.workspace.mode != "start":
            image = self.link.picture()
        if portfolio is not None and image is not None and not image.isNull():
            path = thumbnail_path(portfolio.folder)
            path.parent.mkdir(parents=True, exist_ok=True)
            image.scaledToWidth(288).save(str(path))


def _giver(widget: QWidget) -> Callable[[], QWidget]:
    return lambda: widget
