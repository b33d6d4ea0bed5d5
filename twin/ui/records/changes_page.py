"""The log: who changed what and when, before and after; any step can be taken back."""

from collections.abc import Callable
from datetime import UTC
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from twin.model.edit import Change
from twin.ui.desk import Desk
from twin.ui.records.kind_of import field_name, kind_of, record_name, value_text
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.bar import head_bar
from twin.ui.widgets.table import Table
from twin.ui.widgets.table_model import Cell, Column, TableModel
from twin.ui.widgets.text import label, tight
from twin.workspace.changes import ChangeLine, list_changes, list_lines, undo_change

KINDS = {"added": "added", "changed": "changed", "removed": "removed"}
BESIDE = {
    "scenarios": "what-if",
    "scenario_proposals": "proposal of a what-if",
    "known_values": "known value",
    "certificates": "energy certificate",
    "actual_operations": "actual operation",
    "operation_overrides": "actual operation",
    "operation_closures": "closure",
    "saving_checks": "check of a saving",
    "building_models": "model",
    "reading_blocks": "readings of a meter",
    "sensor_blocks": "readings of a sensor",
}
"""What rows are called that no form shows."""
TONES = {"added": "ok", "removed": "danger"}


class ChangesPage(QWidget):
    """Steps at the left, newest first; what the chosen one changed at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._workspace = desk.workspace
        self._names: dict[str, str] = {}
        self._titles: dict[type, dict[str, str]] = {}
        self._is_read = False
        self.steps = TableModel(_step_columns())
        self.lines = TableModel(self._line_columns())
        self.table = Table(tr("Changes"), self.steps)
        self.line_table = Table(tr("What was changed"), self.lines)
        self.table.empty_text = tr("Nothing was changed yet. What anybody changes is listed here.")
        self.line_table.empty_text = ""
        self.table.picked.connect(self._show_picked)
        self.back = QPushButton(tr("Take this step back"))
        self.back.setEnabled(False)
        self.back.clicked.connect(self.take_back)
        tight(QVBoxLayout(self)).addWidget(self._halves())
        self._workspace.portfolio_changed.connect(self._read_if_shown)
        self._workspace.record_steps_changed.connect(self._read_if_shown)

    @property
    def picked(self) -> Change | None:
        """The step that is marked."""
        rows = self.table.selectionModel().selectedRows()
        return self.steps.rows[rows[0].row()] if rows else None

    def read(self) -> None:
        """Read the newest steps."""
        self._is_read = True
        self._titles = {}
        portfolio = self._workspace.portfolio
        if portfolio is not None:
            self._names = {b.building_id: b.name for b in portfolio.buildings}
            list_changes(self._workspace, self._show)

    def take_back(self) -> None:
        """Take the marked step back, as a step of its own."""
        change = self.picked
        if change is not None:
            undo_change(self._workspace, change)

    def showEvent(self, event: QShowEvent) -> None:
        """Read when the page is turned to."""
        super().showEvent(event)
        if not self._is_read:
            self.read()

    def _read_if_shown(self) -> None:
        self._is_read = False
        if self.isVisible():
            self.read()

    def _show(self, found: tuple[Change, ...]) -> None:
        """Show the steps; the one that was marked stays marked."""
        marked = self.picked
        self.steps.show(found)
        self._count.setText(numbers.number(len(found)))
        keys = [change.change_id for change in self.steps.rows]
        if marked is not None and marked.change_id in keys:
            self.table.selectRow(keys.index(marked.change_id))
        else:
            self._show_picked([])

    def _show_picked(self, rows: list[Change]) -> None:
        portfolio = self._workspace.portfolio
        may = portfolio is not None and not portfolio.is_read_only
        self.back.setEnabled(len(rows) == 1 and may)
        if len(rows) == 1:
            change = rows[0]
            self._what.setText(change.what)
            list_lines(self._workspace, change.change_id, self._show_lines)
        else:
            self._what.setText(tr("Mark a step to see what it changed"))
            self.lines.show([])

    def _show_lines(self, found: tuple[ChangeLine, ...]) -> None:
        self.lines.show(found)

    def _halves(self) -> QWidget:
        made = QSplitter()
        made.setChildrenCollapsible(False)
        head, row = head_bar("")
        self._count = label("", "secondary")
        row.addWidget(label(tr("Newest changes"), "secondary"))
        row.addWidget(self._count)
        row.addStretch(1)
        made.addWidget(_half(head, self.table))
        head, row = head_bar("")
        self._what = label(tr("Mark a step to see what it changed"), "secondary")
        row.addWidget(self._what, 1)
        self._add_back(row)
        made.addWidget(_half(head, self.line_table))
        made.setSizes([420, 430])
        return made

    def _add_back(self, row: QHBoxLayout) -> None:
        row.addWidget(self.back)

    def _line_columns(self) -> list[Column]:
        return [
            _column(tr("Record"), self._line_name, 0),
            Column(
                tr("Field"),
                lambda line: Cell(_field(line), TONES.get(line.kind, "")),
                _field,
                _field,
                116,
            ),
            _column(tr("Before"), lambda line: self._value(line, line.before), 92),
            _column(tr("After"), lambda line: self._value(line, line.after), 92),
        ]

    def _line_name(self, line: ChangeLine) -> str:
        name = self._title(line.record, line.name) if line.field else line.name
        kind = tr(BESIDE[line.table]) if line.table in BESIDE else record_name(line.record)
        return f"{kind.capitalize()}: {name}"

    def _title(self, record: type | None, key: str) -> str:
        """What a record is called now, its key where it is gone."""
        kind = kind_of(record) if record is not None else None
        portfolio = self._workspace.portfolio
        if kind is None or portfolio is None:
            return self._names.get(key, key)
        if kind.record not in self._titles:
            records = portfolio.of_kind(kind.record)
            self._titles[kind.record] = {
                getattr(r, kind.key): getattr(r, kind.named_by) for r in records
            }
        return self._titles[kind.record].get(key, "") or key

    def _value(self, line: ChangeLine, value: object) -> str:
        return value_text(line.record, line.field, value, self._names) if line.field else ""


def _step_columns() -> list[Column]:
    return [
        Column(
            tr("When"), lambda c: Cell(_time(c)), lambda c: c.at, _time, 150
        ),
        _column(tr("Who"), lambda c: c.who, 76),
        _column(tr("What was done"), lambda c: c.what, 0),
        Column(
            tr("Records"),
            lambda c: Cell(numbers.number(c.records)),
            lambda c: c.records,
            lambda c: str(c.records),
            60,
            is_number=True,
        ),
    ]  # fmt: skip


def _column(title: str, text: Callable[[Any], str], width: int) -> Column:
    return Column(title, lambda row: Cell(text(row)), lambda row: text(row) or None, text, width)


def _time(change: Change) -> str:
    here = change.at.replace(tzinfo=UTC).astimezone()
    return f"{numbers.day(here.date())} {here:%H:%M}"


def _field(line: ChangeLine) -> str:
    return field_name(line.record, line.field) if line.field else tr(KINDS[line.kind])


def _half(head: QWidget, table: QWidget) -> QWidget:
    made = QWidget()
    column = tight(QVBoxLayout(made))
    column.addWidget(head)
    column.addWidget(table, 1)
    return made
