"""The saved views of the portfolio, or of the entered building."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from twin.model.register import SavedView
from twin.ui import icons
from twin.ui.desk import Desk
from twin.ui.records.cells import table_column
from twin.ui.records.form import RecordForm
from twin.ui.records.kinds.saved_views import SAVED_VIEWS
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.bar import head_bar
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import Cell, Column, TableModel
from twin.ui.widgets.text import label, tight
from twin.workspace.colour_by import overlays
from twin.workspace.saved_views import Seen, read


class ViewsPage(QWidget):
    """Double-click or Enter shows a view, F2 renames it, Del deletes it."""

    def __init__(self, desk: Desk, *, is_inside: bool = False) -> None:
        super().__init__()
        self._desk = desk
        self._is_inside = is_inside
        self._names: dict[str, str] = {}
        self.model = TableModel(self._columns())
        self.table = Table(tr("Saved views"), self.model)
        self.table.opened.connect(desk.views.open)
        for key, run in (("F2", self.rename), ("Del", self.delete)):
            QShortcut(QKeySequence(key), self.table, run,
                      context=Qt.ShortcutContext.WidgetShortcut)  # fmt: skip
        column = tight(QVBoxLayout(self))
        column.addWidget(self._head())
        column.addWidget(self.table, 1)
        desk.workspace.portfolio_changed.connect(self.show_views)
        desk.workspace.building_changed.connect(self.show_views)
        self.show_views()

    @property
    def picked(self) -> list[SavedView]:
        """Views of the marked lines."""
        return [self.model.rows[i.row()] for i in self.table.selectionModel().selectedRows()]

    def show_views(self) -> None:
        """Fill the table: all views of the portfolio, or those of the entered building."""
        workspace = self._desk.workspace
        if workspace.portfolio is not None:
            self._names.update({b.building_id: b.name for b in workspace.portfolio.buildings})
        found = self._desk.views.views() if self._is_inside else self._desk.views.all_views()
        self.model.show(sorted(found, key=lambda v: (v.building_id, v.position)))
        self._count.setText(numbers.number(len(found)) if found else tr("No view is saved yet."))

    def open(self) -> None:
        """Show the marked view."""
        if self.picked:
            self._desk.views.open(self.picked[0])

    def rename(self) -> None:
        """Open the form with name and note of the marked view."""
        if self.picked:
            workspace = self._desk.workspace
            RecordForm(self.window(), workspace, SAVED_VIEWS, self.picked[:1], is_new=False).open()

    def delete(self) -> None:
        """Delete the marked views; undo brings them back."""
        self._desk.views.delete(self.picked)

    def _head(self) -> QWidget:
        made, row = head_bar("")
        self._count = label("", "secondary")
        row.addWidget(self._count)
        row.addStretch(1)
        views = self._desk.views
        for icon, text, tip, run in (
            ("plus", tr("Save view…"), tr("Keep what is shown under a name"), views.ask_and_save),
            ("eye", tr("Show"), tr("Show the marked view (Enter)"), self.open),
            ("document", tr("Rename…"), tr("Rename the marked view or write a note (F2)"),
             self.rename),
            ("trash", tr("Delete"), tr("Delete the marked views (Del)"), self.delete),
        ):  # fmt: skip
            row.addWidget(tool_button(icon, text, tip, run))
        return made

    def _columns(self) -> tuple[Column, ...]:
        name, building, note = (table_column(f, self._names) for f in SAVED_VIEWS.fields)
        shows = Column(
            tr("Shows"), lambda v: Cell(self._shows(v), "secondary"),
            lambda v: self._shows(v).casefold(), self._shows, 280,
        )  # fmt: skip
        return (name, shows, note) if self._is_inside else (name, building, shows, note)

    def _shows(self, view: SavedView) -> str:
        return ", ".join(_parts(read(view.content)))


def tool_button(icon: str, text: str, tip: str, run: Callable[[], object]) -> QToolButton:
    """Button of a bar over a table."""
    made = QToolButton()
    made.setText(f" {text}")
    made.setIcon(icons.icon(icon))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setToolTip(tip)
    made.setAccessibleName(text)
    made.clicked.connect(lambda: run())
    return made


def _parts(seen: Seen) -> list[str]:
    """What a view shows, in a few words."""
    known = overlays().get(seen.overlay)
    overlay = tr(known.label) if known else tr("Realistic")
    counts = (
        ("{count} selected", len(seen.selection)), ("{count} hidden", len(seen.hidden)),
        ("{count} isolated", len(seen.isolated)), ("{count} filters", len(seen.filtering)),
    )  # fmt: skip
    found = [overlay, str(seen.year) if seen.year else ""]
    found += [tr(text, count=numbers.number(count)) if count else "" for text, count in counts]
    return [text for text in found if text]
