"""Table of what all scenarios are compared on: one row a measure, one column a scenario."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem

from twin.model.comparison import COMPARABLES, Comparable, ScenarioOutcome
from twin.ui import theme
from twin.ui.texts import numbers
from twin.ui.texts.comparing import (
    GROUPS,
    OutcomeText,
    best_of,
    name_of,
    outcome_text,
    title_of,
    unit_of,
)
from twin.ui.texts.language import tr
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_cells import CellDelegate
from twin.ui.widgets.table_model import Cell, Column, Index, TableModel
from twin.ui.widgets.text import tip_text

NAME, UNIT, LEAST = 226, 116, 184


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One row: what is compared, and the value of each scenario."""

    comparable: Comparable
    texts: tuple[OutcomeText, ...]


def outcome_rows(outcomes: Sequence[ScenarioOutcome]) -> tuple[OutcomeRow, ...]:
    """One row for each comparable, in the order of the list."""
    rows: list[OutcomeRow] = []
    for comparable in COMPARABLES:
        best = best_of(comparable, outcomes)
        texts = tuple(
            outcome_text(comparable, o.of(comparable.key), is_best=o.key in best) for o in outcomes
        )
        rows.append(OutcomeRow(comparable, texts))
    return tuple(rows)


class OutcomeModel(TableModel):
    """Rows of the table; a value tells as a tip on what it rests."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Cell for the delegate, text for readers, basis as a tip."""
        if role == Qt.ItemDataRole.ToolTipRole and index.isValid() and index.column() > 1:
            return tip_text(self.rows[index.row()].texts[index.column() - 2].about)
        return super().data(index, role)


class _ValueDelegate(CellDelegate):
    """Value at the left of its column, P10 – P90 behind it, a line below the best."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        if index.column() < 2:
            super().paint(painter, option, index)
            return
        model = index.model()
        row = model.rows[index.row()] if isinstance(model, TableModel) else None
        if not isinstance(row, OutcomeRow):
            return
        box = QRectF(option.rect)  # pyright: ignore[reportAttributeAccessIssue]  missing in stubs
        painter.save()
        self._ground(painter, option, index, box)
        _draw(painter, box.adjusted(8, 0, -8, 0), row.texts[index.column() - 2])
        painter.restore()


def _draw(painter: QPainter, box: QRectF, text: OutcomeText) -> None:
    middle = Qt.AlignmentFlag.AlignVCenter
    tone = "warn" if text.is_unsupported else "textPrimary"
    painter.setFont(theme.font("body", 600 if text.is_best else 400))
    painter.setPen(theme.colour("ok" if text.is_best else tone))
    first = painter.fontMetrics().horizontalAdvance(text.value)
    painter.drawText(box, middle | Qt.AlignmentFlag.AlignLeft, text.value)
    beside = box.adjusted(max(first, 66) + 8, 0, 0, 0)
    painter.setFont(theme.font("label"))
    painter.setPen(theme.colour("textSecondary"))
    shown = tr("no evidence") if text.is_unsupported else text.spread
    shown = painter.fontMetrics().elidedText(
        shown, Qt.TextElideMode.ElideRight, max(int(beside.width()), 0)
    )
    painter.drawText(beside, middle | Qt.AlignmentFlag.AlignLeft, shown)


class OutcomeTable(Table):
    """Scenarios side by side; its columns are made anew for other scenarios."""

    def __init__(self) -> None:
        self._outcomes = OutcomeModel(_columns(()))
        super().__init__(tr("Outcomes"), self._outcomes)
        self.setItemDelegate(_ValueDelegate(self))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def show_outcomes(self, outcomes: Sequence[ScenarioOutcome]) -> None:
        """Show what came out."""
        self._outcomes.beginResetModel()
        self._outcomes.columns = _columns(outcomes)
        self._outcomes.endResetModel()
        self._outcomes.show(outcome_rows(outcomes) if outcomes else ())
        self.fit_columns()

    def fit_columns(self) -> None:
        """The scenarios share what name and unit leave."""
        count = len(self._outcomes.columns)
        room = self.viewport().width() - NAME - UNIT
        each = max(room // max(count - 2, 1), LEAST)
        for place in range(count):
            width = (NAME, UNIT)[place] if place < 2 else each
            self.horizontalHeader().resizeSection(place, width)

    def text_at(self, row: int, column: int) -> str:
        """What a cell shows, for tests and readers."""
        index = self._outcomes.index(row, column, QModelIndex())
        return str(self._outcomes.data(index))


def _columns(outcomes: Sequence[ScenarioOutcome]) -> tuple[Column, ...]:
    first = (
        Column(tr("Measured by"), lambda r: Cell(title_of(r.comparable)),
               lambda r: list(GROUPS).index(r.comparable.group),
               lambda r: title_of(r.comparable), NAME),
        Column(tr("Unit"), lambda r: Cell(unit_of(r.comparable), "secondary"),
               lambda r: unit_of(r.comparable), lambda r: unit_of(r.comparable), UNIT),
    )  # fmt: skip
    return (*first, *(_column(place, name_of(o)) for place, o in enumerate(outcomes)))


def _column(place: int, name: str) -> Column:
    return Column(
        name,
        partial(_cell, place),
        lambda _row: 0,
        partial(_plain, place),
        170,
    )


def _cell(place: int, row: OutcomeRow) -> Cell:
    return Cell(row.texts[place].value, is_strong=row.texts[place].is_best)


def _plain(place: int, row: OutcomeRow) -> str:
    text = row.texts[place]
    return f"{text.value} {text.spread}".replace(numbers.MINUS, "-")
