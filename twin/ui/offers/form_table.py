"""One sheet of the form for proposals: a record each row, or the offer itself upright."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from twin.ui import theme
from twin.ui.texts.language import tr
from twin.ui.widgets.text import tight
from twin.workspace.proposal_form import OFFER, SheetField, SheetPlan

Index = QModelIndex | QPersistentModelIndex
WIDTH, MARGIN = 110, 28
ENDS = ("low", "high", "source")


def title_of(field: SheetField) -> str:
    """What a field is called."""
    base, _, end = field.title.rpartition(", ")
    return f"{tr(base)}, {tr(end)}" if end in ENDS else tr(field.title)


class FormTable(QWidget):
    """Cells of one sheet, with buttons to add and delete rows."""

    def __init__(self, plan: SheetPlan, records: Sequence[Mapping[str, Any]]) -> None:
        super().__init__()
        self._plan = plan
        self.is_upright = plan is OFFER
        titles = [title_of(field) for field in plan.fields]
        self.table = QTableWidget()
        self.table.setAccessibleName(tr(plan.title))
        self.table.setShowGrid(True)
        line = theme.colour("line").name()
        self.table.setStyleSheet(f"QTableView {{ gridline-color: {line}; }}")
        self.table.setItemDelegate(_Cells(plan, self.table))
        column = tight(QVBoxLayout(self), (0, 0, 0, 0), 6)
        column.addWidget(self.table, 1)
        if self.is_upright:
            self.table.setColumnCount(1)
            self.table.setRowCount(len(titles))
            self.table.setVerticalHeaderLabels(titles)
            self.table.horizontalHeader().hide()
            self.table.horizontalHeader().setStretchLastSection(True)
        else:
            self.table.setColumnCount(len(titles))
            self.table.setHorizontalHeaderLabels(titles)
            header = self.table.horizontalHeader()
            header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            metrics = header.fontMetrics()
            for place, title in enumerate(titles):
                room = metrics.horizontalAdvance(title) + MARGIN
                self.table.setColumnWidth(place, max(room, WIDTH))
            column.addLayout(self._buttons())
        self.show_records(records)

    def show_records(self, records: Sequence[Mapping[str, Any]]) -> None:
        """Fill the cells anew."""
        self.table.clearContents()
        if not self.is_upright:
            self.table.setRowCount(max(len(records), 1))
        for row, record in enumerate(records):
            for place, field in enumerate(self._plan.fields):
                if field.path in record:
                    self._item(row, place).setText(str(record[field.path]))

    def records(self) -> list[dict[str, str]]:
        """Filled cells of each row."""
        rows = 1 if self.is_upright else self.table.rowCount()
        return [
            {
                field.path: text
                for place, field in enumerate(self._plan.fields)
                if (text := self._text(row, place))
            }
            for row in range(rows)
        ]

    def go_to(self, row: int, path: str) -> None:
        """Look at a cell."""
        paths = [field.path for field in self._plan.fields]
        if path in paths:
            self.table.setCurrentCell(*self._where(row, paths.index(path)))
            self.table.setFocus()

    def _where(self, row: int, place: int) -> tuple[int, int]:
        return (place, 0) if self.is_upright else (row, place)

    def _text(self, row: int, place: int) -> str:
        item = self.table.item(*self._where(row, place))
        return item.text().strip() if item is not None else ""

    def _item(self, row: int, place: int) -> QTableWidgetItem:
        where = self._where(row, place)
        item = self.table.item(*where)
        if item is None:
            item = QTableWidgetItem()
            self.table.setItem(*where, item)
        return item

    def _buttons(self) -> QHBoxLayout:
        row = tight(QHBoxLayout(), (0, 0, 0, 0), 8)
        add, delete = QPushButton(tr("Add row")), QPushButton(tr("Delete row"))
        add.clicked.connect(lambda: self.table.insertRow(self.table.rowCount()))
        delete.clicked.connect(lambda: self.table.removeRow(self.table.currentRow()))
        row.addWidget(add)
        row.addWidget(delete)
        row.addStretch(1)
        return row


class _Cells(QStyledItemDelegate):
    """Offers the list of a field where the format has one."""

    def __init__(self, plan: SheetPlan, parent: QWidget) -> None:
        super().__init__(parent)
        self._plan = plan

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Line to write in; with a list where there is one."""
        field = self._plan.fields[index.row() if self._plan is OFFER else index.column()]
        if not field.choices or field.form == "list":
            return super().createEditor(parent, option, index)
        made = QComboBox(parent)
        made.addItems(["", *field.choices])
        return made

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what stands in the cell."""
        if isinstance(editor, QComboBox):
            editor.setCurrentText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Keep what was chosen."""
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())
        else:
            super().setModelData(editor, model, index)
