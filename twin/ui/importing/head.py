"""The choices at the top: kind of table, sheet, and row of titles."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from twin.ui.dialogs.form import field
from twin.ui.texts.language import tr
from twin.ui.widgets.text import label, tight
from twin.workspace.table_import import OpenTable

LAST_ROW = 1_048_576


class TableHead(QWidget):
    """Signals: `format_chosen`, `sheet_chosen` and `row_chosen` when the user picks another."""

    format_chosen = Signal(str)
    sheet_chosen = Signal(int)
    row_chosen = Signal(int)

    def __init__(self, opened: OpenTable) -> None:
        super().__init__()
        self._row = 0
        row = tight(QHBoxLayout(self), gap=8)
        self.format = _box(tr("Kind of table"))
        self.format.activated.connect(
            lambda _place: self.format_chosen.emit(str(self.format.currentData()))
        )
        self.sheet = _box(tr("Sheet"))
        for place, sheet in enumerate(opened.file.sheets):
            if len(sheet):
                self.sheet.addItem(sheet.name, place)
        self.sheet.activated.connect(
            lambda _place: self.sheet_chosen.emit(int(self.sheet.currentData()))
        )
        self.titles = field(tr("Row of the titles"), 56)
        self.titles.setValidator(QIntValidator(1, LAST_ROW, self.titles))
        self.titles.editingFinished.connect(self._choose_row)
        sheets = (label(tr("Sheet"), "secondary"), self.sheet)
        for widget in (label(tr("Read as"), "secondary"), self.format, *sheets,
                       label(tr("Titles in row"), "secondary"), self.titles):  # fmt: skip
            row.addWidget(widget)
        for widget in sheets:
            widget.setVisible(opened.file.kind == "workbook")
        row.addStretch(1)

    def show_table(self, opened: OpenTable) -> None:
        """Show how a table is read, without telling anybody."""
        self.format.clear()
        for place, format_ in enumerate(opened.formats):
            if place and place == opened.likely:
                self.format.insertSeparator(self.format.count())
            self.format.addItem(tr(format_.label), format_.name)
        self.format.setCurrentIndex(self.format.findData(opened.format.name))
        self.sheet.setCurrentIndex(self.sheet.findData(opened.sheet))
        self._row = opened.table.title_row
        self.titles.setText(str(self._row))

    def _choose_row(self) -> None:
        row = int(self.titles.text() or self._row)
        if row != self._row:
            self._row = row
            self.row_chosen.emit(row)


def _box(name: str) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return made
