"""Ties the workspace to the 3D view: what is shown, coloured, hidden, selected and picked."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from twin.model.arrays import BoolArray, IntArray
from twin.model.mesh import MeshBatch
from twin.ui.filtering import Filtering
from twin.ui.window.stage import Stage
from twin.workspace.compare import titles
from twin.workspace.scenarios.comparing import DIFFERENCE, SWIPE
from twin.workspace.state import BUILDING_MODES, PORTFOLIO_MODES
from twin.workspace.upkeep import facts
from twin.workspace.versions_shown import CHANGES, REMOVED_COLOUR
from twin.workspace.workspace import Workspace

SECTION_BAR = 52  # room the controls of the section take at the foot of the 3D view


class SceneLink(QObject):
    """Listens to the workspace and tells the 3D view; hears picks and tells the workspace.

    Signals: `cut_changed` when the section plane is switched on or off; `menu_requested` on a
    right click, after what lies under it was selected.
    """

    cut_changed = Signal()
    menu_requested = Signal()

    def __init__(self, workspace: Workspace, stage: Stage, filtering: Filtering) -> None:
        super().__init__(stage)
        self._workspace = workspace
        self._stage = stage
        self._filtering = filtering
        self._shown: object = None
        self._is_cut = False
        self._compares = False
        self._row_of: dict[str, int] = {}
        self._connect()

    @property
    def is_cut(self) -> bool:
        """Whether the section plane is on."""
        return self._is_cut

    def show_all_of_it(self) -> None:
        """Bring the 3D view in line with the whole workspace."""
        self.show_rows()
        self.show_colours()
        self.show_visibility()
        self.show_selection()
        self.show_comparison()
        self.show_panels()
        self.show_gone()

    def show_rows(self) -> None:
        """Draw the buildings or the model, if another than is drawn now."""
        workspace, scene = self._workspace, self._stage.scene
        if scene is None or workspace.mode == "start":
            return
        wanted = self._wanted()
        if wanted is self._shown:
            return
        self._shown = wanted
        self._set_cut(False)
        self._row_of = {}
        if workspace.mode in BUILDING_MODES:
            self._show_model()
        elif workspace.portfolio is not None:
            self._row_of = workspace.portfolio.row_of
            scene.show_portfolio(workspace.portfolio.buildings)

    def add_portion(self, batch: MeshBatch) -> None:
        """Draw a portion of the model that is being read."""
        scene = self._stage.scene
        if scene is not None and self._workspace.mode in BUILDING_MODES:
            scene.add_portion(batch)

    def show_colours(self) -> None:
        """Colour anew: one table look-up."""
        scene = self._stage.scene
        if scene is None:
            return
        if self._workspace.mode == "compare":
            self.show_comparison()
        else:
            scene.paint(self._workspace.colouring)
        self.show_gone()

    def show_visibility(self) -> None:
        """Hide and ghost what the user or the filter left out."""
        scene = self._stage.scene
        if scene is None or self._workspace.mode == "start":
            return
        hidden, ghosted = self._masks()
        scene.set_hidden(hidden)
        scene.set_ghosted(ghosted)

    def show_selection(self) -> None:
        """Outline what is selected."""
        scene = self._stage.scene
        if scene is None:
            return
        scene.highlight(self._rows(self._workspace.selection))
        if self._workspace.xray:
            self.show_visibility()

    def show_comparison(self) -> None:
        """Two linked views in compare mode, one otherwise."""
        scene, workspace = self._stage.scene, self._workspace
        if scene is None:
            return
        found = workspace.comparison if workspace.mode == "compare" else None
        if found is not None and found.shows != DIFFERENCE:
            is_swipe = found.shows == SWIPE
            scene.show_comparison(found.left, found.right, found.changed_rows, is_swipe=is_swipe)
            if not self._compares:
                self._compares = True
                scene.fit()
            return
        if self._compares:
            scene.end_comparison()
            self._compares = False
            scene.paint(workspace.colouring)
            scene.fit()
        if found is not None:
            scene.paint(found.left)
        elif workspace.mode == "compare":
            scene.paint(workspace.colouring)

    def show_panels(self) -> None:
        """Lay the solar panels of the what-if on the model."""
        scene, workspace = self._stage.scene, self._workspace
        if scene is None or workspace.mode not in BUILDING_MODES:
            return
        is_shown = workspace.model is not None and workspace.mode != "building"
        result = workspace.result
        if workspace.mode == "compare" and (compared := titles(workspace.state)):
            result = compared[1].result
        found = result.panels if is_shown and result else None
        fields = found.fields if found else ()
        laid = [f.place.modules[: f.place.modules_for(f.power)] for f in fields]
        scene.show_panels(np.concatenate([np.zeros((0, 4, 3)), *laid]))

    def show_gone(self) -> None:
        """Draw what was removed since another version while its changes are shown."""
        scene, workspace = self._stage.scene, self._workspace
        if scene is None:
            return
        changes = workspace.model_versions.changes
        is_shown = workspace.mode == "building" and workspace.overlay == CHANGES
        scene.show_gone(changes.gone if changes and is_shown else None, REMOVED_COLOUR)

    def fit_selection(self) -> None:
        """Fit the selection, or everything when nothing is selected."""
        scene, rows = self._stage.scene, self._rows(self._workspace.selection)
        if scene is None:
            return
        scene.fit_rows(rows) if len(rows) else scene.fit()

    def fit_all(self) -> None:
        """Fit everything."""
        if self._stage.scene is not None:
            self._stage.scene.fit()

    def camera_place(self) -> tuple[float, ...]:
        """Where the camera of the 3D view is and looks, () without a view."""
        return (self._stage.scene.camera_place() or ()) if self._stage.scene is not None else ()

    def look_from(self, place: Sequence[float]) -> None:
        """Put the camera there; () shows everything."""
        if self._stage.scene is None:
            return
        self._stage.scene.look_from(place) if place else self._stage.scene.fit()

    def view_from(self, name: str) -> None:
        """Look from ``front``, ``right``, ``top`` or ``iso``."""
        if self._stage.scene is not None:
            self._stage.scene.view_from(name)

    def toggle_section(self) -> None:
        """Cut the model open, or close it."""
        self._set_cut(not self._is_cut)
        if self._stage.scene is not None:
            self._stage.scene.set_section(self._is_cut)

    def _set_cut(self, on: bool) -> None:
        if on != self._is_cut:
            self._is_cut = on
            self._stage.set_lift(SECTION_BAR if on else 0)
            self.cut_changed.emit()

    def toggle_legend(self) -> None:
        """Show the legend, or hide it."""
        legend = self._stage.floating("bottom-left") or self._stage.floating("bottom")
        if legend is not None:
            legend.setVisible(not legend.isVisible())
            self._stage.arrange()

    def picture(self) -> QImage | None:
        """What the 3D view shows, None without one."""
        return self._stage.scene.screenshot() if self._stage.scene is not None else None

    def save_picture(self, path: Path) -> bool:
        """Write what the 3D view shows; False if it could not be written."""
        image = self.picture()
        return image is not None and image.save(str(path))

    def _connect(self) -> None:
        workspace = self._workspace
        workspace.portfolio_changed.connect(self.show_all_of_it)
        workspace.building_changed.connect(self.show_all_of_it)
        workspace.mode_changed.connect(self.show_all_of_it)
        workspace.model_changed.connect(self.show_all_of_it)
        workspace.portion_arrived.connect(self.add_portion)
        workspace.colouring_changed.connect(self.show_colours)
        workspace.visibility_changed.connect(self.show_visibility)
        workspace.selection_changed.connect(self.show_selection)
        workspace.result_changed.connect(self.show_comparison)
        workspace.result_changed.connect(self.show_panels)
        workspace.comparing_changed.connect(self.show_comparison)
        workspace.comparing_changed.connect(self.show_panels)
        self._filtering.changed.connect(self.show_visibility)
        self._stage.scene_ready.connect(self._take_scene)

    def _take_scene(self) -> None:
        scene = self._stage.scene
        if scene is not None:
            scene.row_clicked.connect(self._pick)
            scene.row_double_clicked.connect(self._open)
            scene.context_requested.connect(self._ask_for_menu)
            self.show_all_of_it()

    def _show_model(self) -> None:
        scene, model = self._stage.scene, self._workspace.model
        if scene is None:
            return
        if model is None:
            scene.begin_model()
            return
        self._row_of = {e.key: row for row, e in enumerate(model.elements)}
        scene.show_model(model)

    def _wanted(self) -> object:
        workspace = self._workspace
        if workspace.mode not in BUILDING_MODES:
            return workspace.portfolio.buildings if workspace.portfolio else None
        return workspace.building if workspace.model is None else workspace.model

    def _masks(self) -> tuple[BoolArray, BoolArray]:
        workspace = self._workspace
        if workspace.mode in BUILDING_MODES:
            elements = workspace.model.elements if workspace.model else ()
            seen = workspace.visibility
            return seen.hidden_rows(elements), seen.ghosted_rows(elements, workspace.selection)
        buildings = workspace.portfolio.buildings if workspace.portfolio else ()
        known = facts(workspace.portfolio)
        admits = self._filtering.current.admits
        ghosted = [not admits(b, known.get(b.building_id)) for b in buildings]
        return np.zeros(len(buildings), np.bool_), np.array(ghosted, np.bool_)

    def _rows(self, keys: frozenset[str]) -> IntArray:
        rows = [self._row_of[k] for k in keys if k in self._row_of]
        return np.array(sorted(rows), np.int32)

    def _pick(self, row: int, modifiers: object) -> None:
        workspace = self._workspace
        key = self._key(row)
        adds = modifiers is not None and bool(modifiers & Qt.KeyboardModifier.ControlModifier)  # pyright: ignore[reportOperatorIssue]  Qt's flags
        if not key:
            if not adds:
                workspace.select(frozenset())
            return
        workspace.select(workspace.selection ^ {key} if adds else frozenset({key}))

    def _ask_for_menu(self, row: int, _place: object) -> None:
        key = self._key(row)
        if key and key not in self._workspace.selection:
            self._workspace.select(frozenset({key}))
        self.menu_requested.emit()

    def _open(self, row: int) -> None:
        key = self._key(row)
        if not key:
            return
        if self._workspace.mode in PORTFOLIO_MODES:
            self._workspace.enter_building(key)
        elif self._stage.scene is not None:
            self._stage.scene.fit_rows(np.array([row], np.int32))

    def _key(self, row: int) -> str:
        workspace = self._workspace
        if row < 0:
            return ""
        if workspace.mode in BUILDING_MODES:
            return workspace.model.elements[row].key if workspace.model else ""
        return workspace.portfolio.buildings[row].building_id if workspace.portfolio else ""
