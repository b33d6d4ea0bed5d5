"""Saves what is shown under a name, and shows it again."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QCursor, QImage
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QWidget

from twin.model.edit import Edit
from twin.model.register import SavedView
from twin.ui.filtering import Filtering, filter_from, stored_filter
from twin.ui.texts.language import tr
from twin.ui.window.scene_link import SceneLink
from twin.workspace import saved_views
from twin.workspace.workspace import Workspace

LONGEST_MENU = 20


class ViewKeeper(QObject):
    """Saved views of the portfolio and of buildings. A model may have to be read first."""

    def __init__(
        self, window: QWidget, workspace: Workspace, link: SceneLink, filtering: Filtering
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._link = link
        self._filtering = filtering
        self._waiting: SavedView | None = None
        workspace.model_changed.connect(self._show_waiting)
        workspace.mode_changed.connect(self._forget_waiting)

    def views(self) -> tuple[SavedView, ...]:
        """Views of what is shown now: the portfolio, or the entered building."""
        return saved_views.views_of(self._workspace, saved_views.place_of(self._workspace))

    def all_views(self) -> Sequence[SavedView]:
        """All views of the portfolio and its buildings."""
        portfolio = self._workspace.portfolio
        return portfolio.of_kind(SavedView) if portfolio else ()

    def picture(self) -> QImage | None:
        """What the 3D view shows, None without one."""
        return self._link.picture()

    def ask_and_save(self) -> None:
        """Ask for a name and keep what is shown under it."""
        count = len(self.views()) + 1
        name, is_given = QInputDialog.getText(
            self._window,
            tr("Save view"),
            tr("Name of the view; one that is there already is replaced"),
            QLineEdit.EchoMode.Normal,
            tr("View {number}", number=count),
        )
        if is_given and name.strip():
            self.save(name.strip())

    def save(self, name: str) -> None:
        """Keep what is shown under a name."""
        conditions = stored_filter(self._filtering.current)
        seen = saved_views.seen_now(self._workspace, self._link.camera_place(), conditions)
        saved_views.save_view(self._workspace, name, seen, tr("Save view {name}", name=name))

    def open(self, view: SavedView) -> None:
        """Show a view; a building that it is of is entered."""
        self._waiting = None
        if saved_views.go_to(self._workspace, view):
            self._show(view)
        elif self._is_here(view):
            self._waiting = view

    def delete(self, views: Sequence[SavedView]) -> None:
        """Delete views; undo brings them back."""
        if views:
            what = tr("Delete {count} × {kind}", count=len(views), kind=tr("saved view"))
            self._workspace.store([Edit(view, None) for view in views], what)

    def show_menu(self) -> None:
        """Menu of the views at the pointer, to be walked through by keys."""
        menu = QMenu(self._window)
        menu.setAccessibleName(tr("Saved views"))
        for place, view in enumerate(self.views()[:LONGEST_MENU], 1):
            key = f"&{place}  " if place < 10 else ""
            action = menu.addAction(key + view.name.replace("&", "&&"))
            action.triggered.connect(partial(self._open, view))
        menu.addSeparator()
        menu.addAction(tr("Save view…")).triggered.connect(lambda _=False: self.ask_and_save())
        menu.aboutToHide.connect(menu.deleteLater)
        corner = self._window.rect().center()
        inside = self._window.rect().contains(self._window.mapFromGlobal(QCursor.pos()))
        menu.popup(QCursor.pos() if inside else self._window.mapToGlobal(corner))

    def _open(self, view: SavedView, _is_checked: bool = False) -> None:
        self.open(view)

    def _show(self, view: SavedView) -> None:
        seen = saved_views.show(self._workspace, view)
        if not view.building_id:
            self._filtering.use(filter_from(seen.filtering))
        self._link.look_from(seen.camera)

    def _show_waiting(self) -> None:
        view = self._waiting
        if view is not None and self._workspace.model is not None and self._is_here(view):
            self._waiting = None
            self._show(view)

    def _forget_waiting(self) -> None:
        if self._waiting is not None and not self._is_here(self._waiting):
            self._waiting = None

    def _is_here(self, view: SavedView) -> bool:
        building = self._workspace.building
        return building is not None and building.building_id == view.building_id
