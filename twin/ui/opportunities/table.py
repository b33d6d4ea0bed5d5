"""Table of opportunities: what each measure gives in each building, alone, against today."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from twin.model.arrays import IntArray
from twin.ui import icons
from twin.ui.desk import Desk
from twin.ui.opportunities import asked
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.table import Table, table_text
from twin.ui.widgets.table_model import Cell, Column, Ordered, TableModel
from twin.ui.widgets.text import label, tight
from twin.workspace.jobs import JobProgress, Task
from twin.workspace.opportunity_rows import OpportunityRow, OpportunityRows

VALUE = 4
MOST_MARKED = 200
ESTIMATED = 0.5  # confidence below which figures are marked
CONFIDENCES = ((0.34, "low", "warn"), (0.67, "middle", ""), (1.01, "high", "ok"))
Value = Callable[[OpportunityRow], float]


class OpportunityTable(QWidget):
    """Virtual table of rows. Signal: `picked` with building ids; `explained` with one of them."""

    picked = Signal(frozenset)
    explained = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.model = TableModel(_columns())
        self.table = Table(tr("Opportunities"), self.model)
        self.table.picked.connect(self._pick)
        self.table.opened.connect(
            lambda row: desk.workspace.enter_building(row.record.building_id)
        )
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.model.sort(VALUE, Qt.SortOrder.DescendingOrder)
        self._head = self._made_head()
        tight(QVBoxLayout(self)).addWidget(self.table)

    def show_rows(self, rows: Sequence[OpportunityRow], of: int, empty: str) -> None:
        """Show rows of `of` opportunities, or a sentence where there are none."""
        self.table.empty_text = empty
        kept = self._marked()
        self.model.show(rows)
        if len(kept):
            self._mark(kept)
        self._count.setText(
            tr("{shown} of {all}", shown=numbers.number(len(rows)), all=numbers.number(of))
        )

    def drop_marks(self) -> None:
        """Mark no row."""
        self.table.show_places(())

    def _marked(self) -> IntArray:
        """Opportunities whose rows are marked; none where they are very many."""
        rows, places = self.model.rows, self.table.picked_places()
        if not isinstance(rows.source, OpportunityRows) or len(places) > MOST_MARKED:
            return np.zeros(0, np.int32)
        return rows.source.rows[rows.order[places]]

    def _mark(self, wanted: IntArray) -> None:
        rows = self.model.rows
        if isinstance(rows.source, OpportunityRows):
            is_wanted = np.isin(rows.source.rows[rows.order], wanted)
            self.table.show_places(np.flatnonzero(is_wanted).tolist())

    def head(self) -> QWidget:
        """How many are shown, and what can be done with them; for the bar above the table."""
        return self._head

    def _made_head(self) -> QWidget:
        made = QWidget()
        row = tight(QHBoxLayout(made), gap=10)
        self._count = label("", "secondary")
        self._count.setToolTip(tr("Each measure alone, against the building as it is today"))
        row.addWidget(self._count)
        row.addWidget(label(tr("each alone · money in 1000 kr"), "caption"))
        for icon, text, run in (
            ("copy", tr("Copy"), self._copy),
            ("export", tr("Export…"), self._export),
        ):
            button = QToolButton()
            button.setText(f" {text}")
            button.setIcon(icons.icon(icon))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.clicked.connect(run)
            row.addWidget(button)
        return made

    def _pick(self, rows: Sequence[OpportunityRow]) -> None:
        source = rows.source if isinstance(rows, Ordered) else None
        if isinstance(rows, Ordered) and isinstance(source, OpportunityRows):
            self.picked.emit(source.buildings(rows.order))
        else:
            self.picked.emit(frozenset(r.record.building_id for r in rows))
        if len(rows) == 1:
            self.explained.emit(rows[0].record.building_id)

    def _copy(self) -> None:
        """Copy what is marked, or all; that many rows are written in the background."""
        if self.table.selectionModel().hasSelection():
            QGuiApplication.clipboard().setText(self.table.copied_text())
            return
        columns, rows = self.model.columns, self.model.rows

        def put(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._desk.workspace.notices.say("{count} rows are copied.", count=len(rows))

        self._desk.workspace.jobs.run(
            _text_of, columns, rows, on_done=put, task=Task("Copying the table")
        )

    def _export(self) -> None:
        asked.export_opportunities(self.window(), self._desk.workspace, self.model.rows)

    def _show_menu(self, place: QPoint) -> None:
        chosen = self.table.selectionModel().selectedRows()
        rows: list[OpportunityRow] = [self.model.rows[i.row()] for i in chosen]
        if not rows:
            return
        keys = frozenset(row.key for row in rows)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        crossing = self._desk.crossing
        for wish, text in (
            ("must", tr("Must be in the plan")),
            ("never", tr("Never in the plan")),
            ("", tr("As it pays")),
        ):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(all(crossing.wish_of(k) == wish for k in keys))
            action.triggered.connect(partial(self._wish, keys, wish))
        menu.addSeparator()
        first = rows[0].record.building_id
        menu.addAction(tr("Why in or out?")).triggered.connect(lambda: self.explained.emit(first))
        menu.addAction(tr("Open the building")).triggered.connect(
            lambda: self._desk.workspace.enter_building(first)
        )
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _wish(self, keys: frozenset[str], wish: str, _checked: bool = False) -> None:
        self._desk.crossing.wish(keys, wish)


def _text_of(columns: Sequence[Column], rows: Ordered, progress: JobProgress) -> str:
    progress.report(0.0, "Copying the table")
    return table_text(columns, rows)


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Measure"), lambda r: Cell(r.record.title), lambda r: r.record.title.casefold(),
               lambda r: r.record.title, keys=_title_ranks),
        Column(tr("Building"), lambda r: Cell(r.record.building_name),
               lambda r: r.record.building_name.casefold(), lambda r: r.record.building_name, 150,
               keys=_name_ranks),
        _number(tr("MWh/y"), "saving", lambda r: r.record.saving / 1e3, 1),
        _money(tr("Cost"), "investment", lambda r: r.record.investment),
        _money(tr("NPV"), "present_value", lambda r: r.record.present_value, is_signed=True),
        Column(tr("P10 – P90"), _range, _width, lambda r: _range(r).text, 90, is_number=True,
               keys=_widths),
        _number(tr("t CO₂e/y"), "emission_saving", lambda r: r.record.emission_saving / 1e3, 1),
        _money(tr("Backlog"), "backlog_saving", lambda r: r.record.backlog_saving),
        _number(tr("Needs"), "needs_met", lambda r: r.record.needs_met),
        Column(tr("Data"), _confidence, lambda r: r.record.confidence,
               lambda r: numbers.plain(r.record.confidence), 60,
               keys=partial(_numbers_of, name="confidence")),
        Column(tr("Plan"), _year, lambda r: r.year or math.nan,
               lambda r: str(r.year or ""), 56, is_number=True, keys=_years),
    )  # fmt: skip


def _number(
    title: str, name: str, value: Value, decimals: int = 0, *, is_signed: bool = False
) -> Column:
    def cell(row: OpportunityRow) -> Cell:
        found = value(row)
        if not math.isfinite(found):
            return Cell("–", "secondary")
        written = numbers.signed if is_signed else numbers.number
        return Cell(written(numbers.significant(found), decimals))

    return Column(
        title, cell, value, lambda r: numbers.plain(value(r), decimals), 70, is_number=True,
        keys=partial(_numbers_of, name=name),
    )  # fmt: skip


def _money(title: str, name: str, value: Value, *, is_signed: bool = False) -> Column:
    """Thousands are shown; a copy has whole kroner."""
    shown = _number(title, name, lambda row: value(row) / 1e3, is_signed=is_signed)
    return replace(shown, plain=lambda row: numbers.plain(value(row), 0))


def _range(row: OpportunityRow) -> Cell:
    low, high = row.record.value_low, row.record.value_high
    if not (math.isfinite(low) and math.isfinite(high)):
        return Cell("–", "secondary")
    low, high = numbers.significant(low / 1e3), numbers.significant(high / 1e3)
    return Cell(numbers.signed_span(low, high), "secondary")


def _width(row: OpportunityRow) -> float:
    return row.record.value_high - row.record.value_low


def _confidence(row: OpportunityRow) -> Cell:
    share = row.record.confidence / 100
    if not math.isfinite(share):
        return Cell("–", "secondary")
    name = next(name for most, name, _ in CONFIDENCES if share < most)
    return Cell(tr(name), is_estimate=share < ESTIMATED)


def _year(row: OpportunityRow) -> Cell:
    if row.wish == "never":
        return Cell(tr("never"), "secondary")
    if row.year:
        return Cell(f"{row.year} !" if row.wish == "must" else str(row.year), is_strong=True)
    return Cell(tr("must") if row.wish == "must" else "–", "secondary")


def _numbers_of(rows: Sequence[OpportunityRow], name: str) -> np.ndarray:
    return rows.column(name) if isinstance(rows, OpportunityRows) else np.zeros(len(rows))


def _years(rows: Sequence[OpportunityRow]) -> np.ndarray:
    return rows.years() if isinstance(rows, OpportunityRows) else np.zeros(len(rows))


def _widths(rows: Sequence[OpportunityRow]) -> np.ndarray:
    return rows.widths() if isinstance(rows, OpportunityRows) else np.zeros(len(rows))


def _title_ranks(rows: Sequence[OpportunityRow]) -> np.ndarray:
    return _ranks(rows, "measure")


def _name_ranks(rows: Sequence[OpportunityRow]) -> np.ndarray:
    return _ranks(rows, "building")


def _ranks(rows: Sequence[OpportunityRow], what: str) -> np.ndarray:
    """Alphabetical places of the measures or buildings of all rows."""
    if not isinstance(rows, OpportunityRows):
        return np.zeros(len(rows))
    names = [name.casefold() for name in rows.names(what)]
    place = np.empty(len(names))
    place[np.argsort(np.array(names, dtype=str), kind="stable")] = np.arange(len(names))
    return place[rows.column(what).astype(np.intp)]
