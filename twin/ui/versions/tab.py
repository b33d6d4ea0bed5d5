"""Below a building: the versions of its model, and what changed since one of them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from twin.model.version import ModelVersion
from twin.ui.desk import Desk
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.versions import count_text, day_text, version_text
from twin.ui.versions.changes import ChangeRow, change_columns, change_rows
from twin.ui.versions.review import review
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import Cell, Column, TableModel
from twin.ui.widgets.text import ElidedLabel, frame, tight, tip
from twin.workspace.workspace import Workspace

LIST_WIDTH = 430
MODEL_FILES = "*.ifc *.ifczip *.zip"


class ModelTab(QWidget):
    """Versions at the left, changes at the right; both share the selection of the 3D view."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._versions, self._changes = (
            TableModel(_version_columns()),
            TableModel(change_columns()),
        )
        self.versions = Table(tr("Versions of the model"), self._versions)
        self.changes = Table(tr("Changes"), self._changes)
        self._shown: object = None
        row = tight(QHBoxLayout(self))
        row.addWidget(self._left())
        row.addWidget(frame("barRule"))
        row.addWidget(self._right(), 1)
        workspace = desk.workspace
        workspace.model_versions_changed.connect(self.show_versions)
        workspace.model_changed.connect(self.show_versions)
        workspace.selection_changed.connect(self.show_selection)
        self.versions.opened.connect(workspace.open_model_version)
        self.versions.picked.connect(lambda _rows: self._show_states())
        self.changes.picked.connect(self._select)
        self.changes.opened.connect(lambda _row: desk.actions["fit"].trigger())
        self.show_versions()

    def show_versions(self) -> None:
        """Show the versions and what changed since the one that is compared."""
        workspace = self._desk.workspace
        shown = workspace.model_versions
        if tuple(self._versions.rows) != shown.known:
            self._versions.show(shown.known)
        changes, model = shown.changes, workspace.model
        if (changes, model) != self._shown:
            self._shown = (changes, model)
            self._changes.show(change_rows(changes, model) if changes and model else ())
        self._title.set_whole(self._title_text())
        self._show_states()

    def show_selection(self) -> None:
        """Mark the changes of what is selected elsewhere."""
        chosen = self._desk.workspace.selection
        self.changes.show_picked(lambda row: bool(row.key) and row.key in chosen)

    def update_model(self) -> None:
        """Ask for a file and take it in as the newest version."""
        ask_for_version(self.window(), self._desk.workspace)

    def _left(self) -> QWidget:
        made = QWidget()
        made.setFixedWidth(LIST_WIDTH)
        column = tight(QVBoxLayout(made))
        bar = tight(QHBoxLayout(), (12, 6, 12, 6), 8)
        self._compare = _button(tr("Show changes"), self._show_changes)
        self._open = _button(tr("Open this version"), self._open_version)
        self._update = _button(tr("Update model…"), self.update_model)
        tip(self._open, tr("An older version is shown read only"))
        for button in (self._compare, self._open, self._update):
            bar.addWidget(button)
        bar.addStretch(1)
        column.addLayout(bar)
        column.addWidget(self.versions, 1)
        return made

    def _right(self) -> QWidget:
        made = QWidget()
        column = tight(QVBoxLayout(made))
        bar = tight(QHBoxLayout(), (12, 6, 12, 6), 8)
        self._title = ElidedLabel("", "strong")
        self._review = _button("", lambda: review(self.window(), self._desk.workspace))
        bar.addWidget(self._title, 1)
        bar.addWidget(self._review)
        column.addLayout(bar)
        column.addWidget(self.changes, 1)
        return made

    def _title_text(self) -> str:
        shown = self._desk.workspace.model_versions
        if shown.older is not None:
            return tr("Older version, read only: {name}", name=version_text(shown.older))
        if shown.changes is None:
            return tr("No other version is compared")
        rows = len(self._changes.rows)
        since = version_text(shown.changes.since)
        return tr("{count} changes since {version}", count=numbers.number(rows), version=since)

    def _show_states(self) -> None:
        shown = self._desk.workspace.model_versions
        picked = self._picked()
        newest = shown.known[0] if shown.known else None
        is_newest = picked is None or (newest is not None and picked.sha256 == newest.sha256)
        self._compare.setEnabled(shown.older is None and shown.before is not None)
        self._open.setEnabled(bool(shown.older) if is_newest else picked != shown.older)
        self._open.setText(tr("Back to the newest") if is_newest and shown.older
                           else tr("Open this version"))  # fmt: skip
        self._review.setVisible(bool(shown.follows))
        self._review.setText(tr("Review: {records}…", records=count_text(shown.lost)))

    def _picked(self) -> ModelVersion | None:
        rows = self.versions.selectionModel().selectedRows()
        return self._versions.rows[rows[0].row()] if rows else None

    def _show_changes(self) -> None:
        workspace, picked = self._desk.workspace, self._picked()
        newest = workspace.model_versions.known[0].sha256
        since = picked if picked is not None and picked.sha256 != newest else None
        workspace.show_model_changes(since)

    def _open_version(self) -> None:
        known = self._desk.workspace.model_versions.known
        if known:
            self._desk.workspace.open_model_version(self._picked() or known[0])

    def _select(self, rows: list[ChangeRow]) -> None:
        self._desk.workspace.select(frozenset(r.key for r in rows if r.key))


def ask_for_version(parent: QWidget, workspace: Workspace) -> None:
    """Ask for a model file and take it in as a new version of the entered building."""
    files = f"{tr('Building models')} ({MODEL_FILES});;{tr('All files')} (*)"
    path, _ = QFileDialog.getOpenFileName(parent, tr("Update model"), "", files)
    if path:
        workspace.import_source([Path(path)], as_new_version=True)


def _button(text: str, act: Callable[[], object]) -> QPushButton:
    made = QPushButton(text)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.clicked.connect(lambda _checked=False: act())
    return made


def _version_columns() -> tuple[Column, ...]:
    return (
        Column(tr("Arrived"), lambda v: Cell(day_text(v)), lambda v: v.received_at,
               day_text, 104),
        Column(tr("File"), lambda v: Cell(v.name), lambda v: v.name, lambda v: v.name, 0),
        Column(tr("Who"), lambda v: Cell(v.who or "–"), lambda v: v.who or None,
               lambda v: v.who, 80),
        Column(tr("Elements"), lambda v: Cell(_count(v)), lambda v: v.elements or None,
               _count, 76, is_number=True),
    )  # fmt: skip


def _count(version: ModelVersion) -> str:
    return numbers.number(version.elements) if version.elements else "–"
