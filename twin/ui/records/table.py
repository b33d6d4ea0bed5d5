"""A table of one kind of record: search, new, edit, delete, copy; selection shared with 3D."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from twin.model.building import Building
from twin.model.edit import Edit
from twin.model.records import column
from twin.ui import icons
from twin.ui.desk import Desk
from twin.ui.dialogs.export_file import export_shown
from twin.ui.records.cells import searched, table_column
from twin.ui.records.field import Field, Kind, RecordKind
from twin.ui.records.form import RecordForm
from twin.ui.search import all_folded, folded
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.bar import head_bar
from twin.ui.widgets.search_field import SearchField
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import TableModel
from twin.ui.widgets.text import label, tight

SEARCH_WIDTH, SEARCH_LEAST = 220, 120
NOTHING_FOUND = "No line holds these words. Clear the search to see all."
NOTHING_YET = (
    "Nothing is registered here yet. “New” makes the first, or drop a file on the window."
)
_SEARCHED = (Kind.TEXT, Kind.LONG, Kind.PART, Kind.LIST, Kind.BUILDING)


@dataclass(frozen=True, slots=True)
class RowAction:
    """A button over the table for what only one kind of record can do."""

    icon: str
    text: str
    tip: str
    run: Callable[["RecordTable"], object]


class RecordTable(QWidget):
    """Records of the portfolio, or of the entered building; double-click edits one.

    records : gives the records to show now, None for all of the portfolio or building.
    is_inside : of the entered building only.
    actions : buttons of this kind of record, before the usual ones.
    """

    def __init__(
        self,
        desk: Desk,
        kind: RecordKind,
        records: Callable[[], Sequence[Any]] | None = None,
        *,
        is_inside: bool = False,
        actions: Sequence[RowAction] = (),
    ) -> None:
        super().__init__()
        self._desk = desk
        self._actions = actions
        self.kind = kind
        self._given = records
        self._is_inside = is_inside
        self._records: Sequence[Any] = []  # none of the portfolio's
        self._buildings: Sequence[Building] = ()
        self._is_outdated = False
        self._texts: list[str] | None = None
        self._names: dict[str, str] = {}
        self.model = TableModel([table_column(f, self._names) for f in self._columns])
        self.table = Table(tr(kind.title), self.model)
        self.table.opened.connect(lambda record: self.edit([record]))
        self.table.picked.connect(self._select)
        column_ = tight(QVBoxLayout(self))
        column_.addWidget(self._head())
        column_.addWidget(self.table, 1)
        self._sort_first()
        QShortcut(QKeySequence.StandardKey.Delete, self.table, self.delete_picked,
                  context=Qt.ShortcutContext.WidgetShortcut)  # fmt: skip
        workspace = desk.workspace
        workspace.portfolio_changed.connect(self._show_if_seen)
        workspace.building_changed.connect(self._show_if_seen)
        workspace.selection_changed.connect(self._show_selection_if_seen)
        self.show_records()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what changed while nobody looked."""
        if self._is_outdated:
            self.show_records()
        self.show_selection()
        super().showEvent(event)

    @property
    def picked(self) -> list[Any]:
        """Records of the lines that are marked."""
        return [self.model.rows[i.row()] for i in self.table.selectionModel().selectedRows()]

    @property
    def total(self) -> int:
        """How many records there are now, also while nobody looks."""
        return len(self._current() if self._is_outdated else self._records)

    @property
    def shown(self) -> int:
        """How many records pass the search."""
        return len(self.model.rows)

    def show_records(self) -> None:
        """Fill the table with the records as they are now, unless it shows them already."""
        workspace = self._desk.workspace
        self._is_outdated = False
        buildings = workspace.portfolio.buildings if workspace.portfolio else ()
        records = self._current()
        if records is self._records and buildings is self._buildings:
            return
        self._names.update({b.building_id: b.name for b in buildings})
        self._records, self._buildings = records, buildings
        self._texts = None
        self.model.show(self._records)
        self.show_found()

    def _show_if_seen(self) -> None:
        self._is_outdated = True
        if self.isVisible():
            self.show_records()

    def _show_selection_if_seen(self) -> None:
        if self.isVisible():
            self.show_selection()

    def show_found(self) -> None:
        """Show the records in which every word of the search is found."""
        words = folded(self.search.text()).split()
        if words:
            self.model.show_some(self._found(words))
        elif len(self.model.rows) != len(self._records):
            self.model.show_some(np.ones(len(self._records), dtype=bool))
        count, total = numbers.number(self.shown), numbers.number(len(self._records))
        self._count.setText(tr("{shown} of {all}", shown=count, all=total) if words else total)
        self.table.empty_text = tr(NOTHING_FOUND if words else NOTHING_YET)
        self.show_selection()

    def show_selection(self) -> None:
        """Mark the lines about what is selected in the 3D view."""
        chosen = self._chosen_places()
        if chosen is not None:
            order = self.model.rows.order
            self.table.show_places(np.flatnonzero(np.isin(order, chosen)).tolist())

    def add(self) -> None:
        """Open the form for a new record."""
        building_id = self._here()
        if not building_id:
            self._desk.workspace.notices.say(
                "Choose a building first; the new record belongs to one.",
                "Click a building in the 3D view or in the table of buildings.",
            )
            return
        workspace = self._desk.workspace
        made = self.kind.new(building_id, workspace.who, workspace.new_key())
        RecordForm(self.window(), workspace, self.kind, [made], is_new=True).open()

    def edit(self, records: Sequence[Any]) -> None:
        """Open the form for one record, or for several at once."""
        if records:
            workspace = self._desk.workspace
            RecordForm(self.window(), workspace, self.kind, records, is_new=False).open()

    def delete_picked(self) -> None:
        """Delete the marked records; undo brings them back."""
        picked = self.picked
        if picked:
            what = tr("Delete {count} × {kind}", count=len(picked), kind=tr(self.kind.one))
            self._desk.workspace.store([Edit(record, None) for record in picked], what)

    def _current(self) -> Sequence[Any]:
        return self._given() if self._given else self._of_here()

    def _of_here(self) -> Sequence[Any]:
        workspace = self._desk.workspace
        portfolio, building = workspace.portfolio, workspace.building
        if portfolio is None:
            return ()
        if building is not None and self._is_inside:
            return portfolio.of_kind(self.kind.record, building.building_id)
        return portfolio.of_kind(self.kind.record)

    def _here(self) -> str:
        """Building a new record belongs to, "" where none is chosen."""
        workspace = self._desk.workspace
        if self._is_inside and workspace.building:
            return workspace.building.building_id
        return next(iter(workspace.selection)) if len(workspace.selection) == 1 else ""

    @cached_property
    def _columns(self) -> tuple[Field, ...]:
        kinds = self.kind.columns
        return tuple(f for f in kinds if not (self._is_inside and f.kind is Kind.BUILDING))

    def _sort_first(self) -> None:
        names = [f.name for f in self._columns]
        if self.kind.sorted_by in names:
            down = Qt.SortOrder.DescendingOrder
            order = down if self.kind.is_falling else Qt.SortOrder.AscendingOrder
            self.model.sort(names.index(self.kind.sorted_by), order)

    def _head(self) -> QWidget:
        made, row = head_bar("")
        self.head_row = row
        self.search = SearchField(tr("Search in the table"))
        self.search.setMinimumWidth(SEARCH_LEAST)
        self.search.setMaximumWidth(SEARCH_WIDTH)
        self.search.textChanged.connect(self.show_found)
        row.addWidget(self.search, 1)
        self._count = label("", "secondary")
        row.addWidget(self._count)
        row.addStretch(1)
        for own in self._actions:
            row.addWidget(_button(own.icon, own.text, own.tip, partial(own.run, self)))
        for icon, text, tip, run in (
            ("plus", tr("New"), tr("New record"), self.add),
            ("document", tr("Edit"), tr("Edit the marked lines together"), self._edit_picked),
            ("copy", tr("Copy"), tr("Copy the table for a spreadsheet (Ctrl+C)"), self._copy),
            ("export", tr("Export…"), tr("Write the shown lines into a file"), self._export),
        ):
            usual = _button(icon, text, tip, run)
            if self._actions:  # no room for the words of all
                usual.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            row.addWidget(usual)
        return made

    def _edit_picked(self) -> None:
        self.edit(self.picked)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.table.copied_text())

    def _export(self) -> None:
        export_shown(self.window(), self._desk.workspace, tr(self.kind.title), self.model.rows)

    def _found(self, words: Sequence[str]) -> NDArray[np.bool_]:
        if self._texts is None:
            self._texts = self._searched()
        found = np.ones(len(self._texts), dtype=bool)
        for word in words:
            found &= np.array([word in text for text in self._texts], dtype=bool)
        return found

    def _searched(self) -> list[str]:
        """What is searched of each record."""
        fields = [f for f in self.kind.fields if f.kind in _SEARCHED and f.derived is None]
        columns = [searched(f, self._records, self._names) for f in fields]
        return all_folded([" ".join(parts) for parts in zip(*columns, strict=True)])

    def _chosen_places(self) -> NDArray[np.intp] | None:
        """Places of the records about the selection, None where there is nothing to mark."""
        workspace = self._desk.workspace
        names = {f.name for f in self.kind.fields} | {"building_id", "global_id"}
        if self._is_inside:
            if workspace.model is None or not hasattr(self.kind.record, "global_id"):
                return None
            ids = {e.global_id for e in workspace.model.elements if e.key in workspace.selection}
            found = column(self._records, "global_id")
            return _places(found, ids - {""})
        if "building_id" not in names or not hasattr(self.kind.record, "building_id"):
            return None
        found = column(self._records, "building_id")
        return _places(found, workspace.selection)

    def _select(self, records: Sequence[Any]) -> None:
        """Select in the 3D view what the marked lines are about."""
        workspace = self._desk.workspace
        if not self._is_inside:
            workspace.select(frozenset(r.building_id for r in records) - {""})
        elif workspace.model is not None:
            workspace.select(elements_of(workspace.model.elements, records))


def _places(found: NDArray[Any], wanted: Set[str]) -> NDArray[np.intp]:
    """Where one of the wanted texts stands."""
    if not wanted:
        return np.zeros(0, dtype=np.intp)
    return np.flatnonzero([text in wanted for text in found.tolist()])


def elements_of(elements: Sequence[Any], records: Sequence[Any]) -> frozenset[str]:
    """Keys of the elements that records are about: by GlobalId, else by NS 3451 code."""
    ids = {getattr(r, "global_id", "") for r in records} - {""}
    ids |= {place for r in records for place in getattr(r, "places", ())}
    codes = tuple(
        r.part_code for r in records
        if not getattr(r, "global_id", "") and getattr(r, "part_code", "")
    )  # fmt: skip
    return frozenset(
        e.key for e in elements
        if e.global_id in ids or (codes and e.classification.startswith(codes))
    )  # fmt: skip


def _button(icon: str, text: str, tip: str, run: Callable[[], object]) -> QToolButton:
    made = QToolButton()
    made.setText(f" {text}")
    made.setIcon(icons.icon(icon))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setToolTip(tip)
    made.setAccessibleName(text)
    made.clicked.connect(lambda: run())
    return made
