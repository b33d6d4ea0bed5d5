"""Tables of the window: the first rows, rows that are left out, and fields that change."""

from collections.abc import Callable, Sequence
from typing import Any

from twin.model.table import CellKind, Table, TableColumn
from twin.model.table_plan import ChangedField, Plan, RejectedCell
from twin.ui.importing.words import reason
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.table import Table as TableView
from twin.ui.widgets.table_model import Cell, Column, TableModel

SHOWN_ROWS = 50
_NARROWEST, _WIDEST, _PER_LETTER = 64, 280, 8


def preview(table: Table) -> TableView:
    """The first rows as they stand in the file."""
    first = table.first(SHOWN_ROWS)
    columns = [_plain(tr("Row"), lambda i: str(int(first.rows[i])), 56, is_number=True)]
    columns += [_of_file(column) for column in first.columns]
    return _view(tr("First rows of the file"), columns, range(len(first)))


def left_out(plan: Plan) -> TableView:
    """Every cell for which a row is left out."""
    columns = [
        _plain(tr("Row"), lambda r: str(r.row), 64, is_number=True, key=lambda r: r.row),
        _plain(tr("Column"), lambda r: r.column, 130),
        _plain(tr("Found"), lambda r: r.found, 110),
        _plain(tr("Reason"), reason, 0),
    ]
    return _view(tr("Rows that are left out"), columns, plan.rejects)


def changed(plan: Plan) -> TableView:
    """Fields that rows change in what is stored."""
    labels = {f.name: f.label for f in plan.format.all_fields}
    columns = [
        _plain(tr("Row"), lambda c: str(c.row), 64, is_number=True, key=lambda c: c.row),
        _plain(tr("Key"), lambda c: c.record, 130),
        _plain(tr("Field"), lambda c: tr(labels.get(c.field) or str(c.field)), 150),
        _plain(tr("Stored"), lambda c: _value(c.before), 150),
        _plain(tr("In the file"), lambda c: _value(c.after), 0),
    ]
    return _view(tr("What changes"), columns, plan.changes)


Row = int | RejectedCell | ChangedField


def _view(name: str, columns: Sequence[Column], rows: Sequence[Row]) -> TableView:
    model = TableModel(columns)
    made = TableView(name, model)
    model.setParent(made)
    model.show(rows)
    return made


def _plain(
    title: str,
    text: Callable[[Any], str],
    width: int,
    *,
    is_number: bool = False,
    key: Callable[[Any], Any] | None = None,
) -> Column:
    return Column(title, lambda row: Cell(text(row)), key or text, text, width, is_number)


def _of_file(column: TableColumn) -> Column:
    longest = max((len(text) for text in (column.title, *column.texts)), default=0)
    width = min(max(longest * _PER_LETTER + 20, _NARROWEST), _WIDEST)
    numbers_ = column.kinds == CellKind.NUMBER
    is_number = bool(numbers_.any() and (numbers_ | (column.kinds == CellKind.EMPTY)).all())

    def text(row: int) -> str:
        return " ".join(column.texts[row].split())

    def cell(row: int) -> Cell:
        is_fault = column.kinds[row] == CellKind.FAULT
        return Cell(text(row), "danger" if is_fault else "")

    return Column(column.title, cell, text, text, width, is_number)


def _value(value: Any) -> str:
    if isinstance(value, float):
        return numbers.number(value, 2 if value % 1 else 0)
    if hasattr(value, "strftime"):
        return numbers.day(value)
    return str(value) if value not in (None, "", ()) else numbers.NO_VALUE
