"""What each menu entry does, said to the workspace, the 3D view or the window."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit

from twin.ui.actions import MODES
from twin.ui.dialogs.certificate import edit_certificate
from twin.ui.dialogs.copies import show_copies
from twin.ui.dialogs.element_value import edit_element_value
from twin.ui.dialogs.grading import grade_selection
from twin.ui.dialogs.keys import show_keys
from twin.ui.dialogs.known_values import edit_known_values
from twin.ui.dialogs.numbers_help import show_numbers_help
from twin.ui.procurement.dialog import show_procurement
from twin.ui.scenarios.commands import scenario_commands
from twin.ui.texts.language import tr
from twin.ui.window.export_commands import export_commands
from twin.ui.window.main_window import MainWindow
from twin.ui.window.scene_link import SceneLink
from twin.workspace.scenarios import edit
from twin.workspace.selecting import WAYS
from twin.workspace.state import BUILDING_MODES, PORTFOLIO_MODES
from twin.workspace.workspace import Workspace

if TYPE_CHECKING:
    from twin.workspace.readings_jobs import SortedFiles

MODEL_FILES = "*.ifc *.ifczip *.zip *.json *.pproposal *.xml *.geojson *.cityjson"
TABLE_FILES = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt *.csv.gz"


class Commands:
    """The commands of `twin.ui.actions.ENTRIES`, by name."""

    def __init__(
        self,
        workspace: Workspace,
        window: MainWindow,
        link: SceneLink,
    ) -> None:
        self._workspace = workspace
        self._window = window
        self._link = link

    def table(self, more: dict[str, Callable[[], object]]) -> dict[str, Callable[[], object]]:
        """Every command by its name; `more` are those the window itself carries out."""
        workspace, link, window = self._workspace, self._link, self._window
        modes = {f"mode:{m}": partial(self.show_mode, m) for m, *_ in MODES}
        return {
            "open_sample": workspace.open_sample,
            "new_portfolio": self.new_portfolio,
            "open_portfolio": self.open_portfolio,
            "import": self.import_files,
            "copies": partial(show_copies, window, workspace),
            "procurement": partial(show_procurement, window, workspace),
            "start_page": partial(self.show_mode, "start"),
            "quit": window.close,
            "undo": workspace.undo,
            "redo": workspace.redo,
            "known_values": partial(edit_known_values, window, workspace),
            "known_u_value": partial(edit_element_value, window, workspace),
            "certificate": partial(edit_certificate, window, workspace),
            "grade": partial(grade_selection, window, workspace),
            **{name: partial(self.select_more, name) for name in WAYS},
            "clear_selection": partial(workspace.select, frozenset()),
            "fit": link.fit_selection,
            "fit_all": link.fit_all,
            "isolate": self.isolate,
            "hide": self.hide,
            "show_all": workspace.show_all,
            "xray": self.toggle_xray,
            "section": link.toggle_section,
            "storey_up": partial(self.step_storey, 1),
            "storey_down": partial(self.step_storey, -1),
            "view_iso": partial(link.view_from, "iso"),
            "view_front": partial(link.view_from, "front"),
            "view_right": partial(link.view_from, "right"),
            "view_top": partial(link.view_from, "top"),
            "legend": link.toggle_legend,
            "left_dock": partial(window.toggle, window.left),
            "right_dock": partial(window.toggle, window.right),
            "show_in_3d": self.show_in_3d,
            "full_screen": self.toggle_full_screen,
            "next_overlay": partial(self.step_overlay, 1),
            "previous_overlay": partial(self.step_overlay, -1),
            "import_proposal": self.import_proposal,
            "write_proposal": self.write_proposal,
            "save_scenario": self.save_scenario,
            **scenario_commands(window, workspace),
            "screenshot": self.save_picture,
            "keys": partial(show_keys, window),
            "about_numbers": partial(show_numbers_help, window),
            **export_commands(window, workspace),
            **modes,
            **more,
        }

    def show_mode(self, mode: str) -> None:
        """Go to a mode; the portfolio is left through `leave_building`."""
        workspace = self._workspace
        if mode in BUILDING_MODES and workspace.mode not in BUILDING_MODES:
            chosen = self._chosen_building()
            if chosen:
                workspace.enter_building(chosen)
        workspace.set_mode(mode)  # pyright: ignore[reportArgumentType]  one of MODES

    def new_portfolio(self) -> bool:
        """Ask for a folder and make a portfolio there; False if the user thought better of it."""
        path, _ = QFileDialog.getSaveFileName(
            self._window, tr("New portfolio"), str(Path.home() / f"{tr('Portfolio')}.twin")
        )
        if path:
            self._workspace.create_portfolio(Path(path))
        return bool(path)

    def open_portfolio(self) -> None:
        """Ask for a portfolio folder and open it."""
        path = QFileDialog.getExistingDirectory(
            self._window, tr("Open portfolio"), str(Path.home())
        )
        if path:
            self._workspace.open_portfolio(Path(path))

    def import_files(self) -> None:
        """Ask for files and take them in."""
        files = ";;".join(
            (
                f"{tr('Models, proposals and tables')} ({MODEL_FILES} {TABLE_FILES})",
                f"{tr('Tables')} ({TABLE_FILES})",
                f"{tr('All files')} (*)",
            )
        )
        paths, _ = QFileDialog.getOpenFileNames(self._window, tr("Import files"), "", files)
        self.take_files(paths)

    def take_files(self, paths: list[str]) -> None:
        """Take chosen or dropped files in; a portfolio folder is opened."""
        found = [Path(p) for p in paths]
        folders = [p for p in found if p.is_dir()]
        if folders:
            self._workspace.open_portfolio(folders[0])
        elif found and self._workspace.portfolio is None:
            self._make_portfolio_for(found)
        elif found:
            self._take(found)

    def _take(self, files: list[Path]) -> None:
        """Look at tables before they are taken in; everything else is taken in at once."""
        from twin.ui.offers.rate_dialog import import_audits
        from twin.workspace.audits import is_audit
        from twin.workspace.table_import import is_table

        tables = [p for p in files if is_table(p) or p.suffix.lower() == ".gz"]
        audits = [path for path in files if is_audit(path)]
        others = [path for path in files if path not in (*tables, *audits)]
        import_audits(self._window, self._workspace, audits)
        if others:
            self._workspace.import_source(others)
        if tables:
            from twin.workspace.readings_jobs import sorted_out

            sorted_out(self._workspace, tables, self._look_at)

    def _look_at(self, found: "SortedFiles") -> None:
        """Open the windows about readings, energy certificates and other tables."""
        from twin.ui.certificates.dialog import import_certificates
        from twin.ui.importing.dialog import import_tables
        from twin.ui.readings.dialog import import_readings

        import_readings(self._window, self._workspace, found.readings)
        import_certificates(self._window, self._workspace, found.certificates)
        import_tables(self._window, self._workspace, found.tables)

    def import_proposal(self) -> None:
        """Ask for a supplier's file and take it in."""
        files = f"{tr('Proposals')} (*.json *.pproposal *.zip)"
        path, _ = QFileDialog.getOpenFileName(self._window, tr("Open a proposal"), "", files)
        if path:
            self._workspace.import_proposal(Path(path))

    def write_proposal(self) -> None:
        """Open the form for a proposal."""
        from twin.ui.offers.form import write_proposal

        write_proposal(self._window, self._workspace)

    def isolate(self) -> None:
        """Ghost all but the selection; a second time shows all again."""
        workspace = self._workspace
        is_on = bool(workspace.isolated)
        workspace.isolate(frozenset() if is_on else workspace.selection)

    def select_more(self, way: str) -> None:
        """Select what goes with the selection, see `twin.workspace.selecting`."""
        workspace = self._workspace
        if workspace.model is not None and workspace.selection:
            workspace.select(WAYS[way](workspace.model, workspace.selection))

    def hide(self) -> None:
        """Hide the selection."""
        if self._workspace.selection:
            self._workspace.hide(self._workspace.selection)
            self._workspace.select(frozenset())

    def toggle_xray(self) -> None:
        """See through the model, or no longer."""
        self._workspace.set_xray(not self._workspace.xray)

    def step_storey(self, step: int) -> None:
        """Show the next storey up or down; beyond the last one all are shown."""
        workspace = self._workspace
        if workspace.model is None or not workspace.model.storeys:
            return
        storeys = sorted(workspace.model.storeys, key=lambda s: s.elevation)
        ids = [s.global_id for s in storeys]
        if workspace.storey not in ids:
            workspace.show_storey(ids[0] if step > 0 else ids[-1])
            return
        place = ids.index(workspace.storey) + step
        workspace.show_storey(ids[place] if 0 <= place < len(ids) else "")

    def step_overlay(self, step: int) -> None:
        """Colour by the next or the previous overlay."""
        workspace = self._workspace
        names = ["", *(c.name for c in workspace.overlays)]
        here = names.index(workspace.overlay) if workspace.overlay in names else 0
        workspace.colour_by(names[(here + step) % len(names)])

    def choose_overlay(self, place: int) -> None:
        """Colour by the overlay at a place of the menu; 0 is the realistic picture."""
        names = ["", *(c.name for c in self._workspace.overlays)]
        if place < len(names):
            self._workspace.colour_by(names[place])

    def toggle_full_screen(self) -> None:
        """Fill the screen, or no longer."""
        window = self._window
        window.showNormal() if window.isFullScreen() else window.showFullScreen()

    def show_in_3d(self) -> None:
        """Show the 3D view over the page, or the page alone."""
        self._window.turn_scene()
        if self._window.shows_scene and self._workspace.overlay != "plan":
            self._workspace.colour_by("plan")

    def save_scenario(self) -> None:
        """Keep the next version of the open scenario; else ask for a name of the what-if."""
        scenario = self._workspace.scenario
        if self._workspace.state.shelf.open is not None:
            edit.save_version(self._workspace)
            return
        if scenario is None:
            return
        name, is_given = QInputDialog.getText(
            self._window,
            tr("Save version"),
            tr("Name of the version"),
            QLineEdit.EchoMode.Normal,
            scenario.name,
        )
        if is_given and name.strip():
            self._workspace.save_scenario(name.strip())

    def save_picture(self) -> None:
        """Ask for a file and save what the 3D view shows."""
        path, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save picture"), "twin.png", "PNG (*.png)"
        )
        if path and not self._link.save_picture(Path(path)):
            self._workspace.notices.warn(
                "The picture could not be written to {name}.",
                "Choose another folder.",
                name=Path(path).name,
            )

    def _chosen_building(self) -> str:
        workspace = self._workspace
        if workspace.mode in PORTFOLIO_MODES and len(workspace.selection) == 1:
            return next(iter(workspace.selection))
        return workspace.building.building_id if workspace.building else ""

    def _make_portfolio_for(self, files: list[Path]) -> None:
        workspace = self._workspace
        if not self.new_portfolio():
            return

        def take() -> None:
            workspace.portfolio_changed.disconnect(take)
            self._take(files)

        workspace.portfolio_changed.connect(take)
