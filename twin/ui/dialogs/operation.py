"""The dialog in which the actual operation of a building is written down."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from twin.errors import InputOutOfRange, TwinError
from twin.model.building import Building
from twin.model.operation import QUANTITIES, ActualOperation
from twin.ui.texts import numbers
from twin.ui.texts import operation as words
from twin.ui.texts.language import error_text, tr
from twin.ui.widgets.text import ElidedLabel, label, rule, tight
from twin.workspace.actual_operation import problem, usual_numbers
from twin.workspace.workspace import Workspace

SIZE = (920, 720)
VALUE_WIDTH, NAME_WIDTH, TOLD_WIDTH = 84, 210, 130


def edit_operation(parent: QWidget, workspace: Workspace) -> None:
    """Open the dialog for the entered building, or tell why it cannot be opened."""
    building = workspace.building
    if building is None:
        return
    try:
        usual = usual_numbers(building.category, building.construction_year)
    except TwinError as error:
        workspace.notices.show(error)
        return
    OperationDialog(parent, workspace, building, usual).open()


class OperationDialog(QDialog):
    """One row per number: the standard, the actual, and where that is from."""

    def __init__(
        self, parent: QWidget, workspace: Workspace, building: Building, usual: dict[str, float]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Actual operation"))
        self.resize(*SIZE)
        self._workspace = workspace
        self._usual = usual
        self._known = workspace.operation or _as_standard(building)
        self.values: dict[str, QLineEdit | Choice] = {}
        self.sources: dict[str, QLineEdit] = {}
        column = tight(QVBoxLayout(self), (24, 20, 24, 16), 8)
        column.addWidget(label(tr("Actual operation"), "heading"))
        column.addWidget(ElidedLabel(building.name, "secondary"))
        column.addWidget(label(tr("How the building is really used. Leave a field empty where it"
                                  " is as in the standard. The energy label always follows the"
                                  " standard."), "secondary", wraps=True))  # fmt: skip
        column.addLayout(self._head())
        column.addWidget(rule())
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._rows())
        column.addWidget(area, 1)
        self.message = label("", "danger", wraps=True)
        self.message.hide()
        column.addWidget(self.message)
        column.addLayout(self._foot())

    def store(self) -> None:
        """Take over what is written, or say what is wrong and keep the dialog open."""
        try:
            operation = self._written()
        except InputOutOfRange as error:
            self._complain(error)
            return
        wrong = problem(operation)
        if wrong is not None:
            self._complain(wrong)
            return
        self._workspace.change_operation(operation)
        self.accept()

    def remove(self) -> None:
        """Go back to the standard operation."""
        self._workspace.change_operation(None)
        self.accept()

    def _written(self) -> ActualOperation:
        form = {
            name: words.Written(self.values[name].text(), self.sources[name].text())
            for name in QUANTITIES
        }
        year = numbers.parsed(self.year.text())
        if not 1900 <= year <= 2100 or year != int(year):
            raise InputOutOfRange(
                "“{text}” is no year, so nothing was stored.",
                "Enter the year whose weekdays and holidays count.",
                text=self.year.text(),
            )
        known = replace(
            self._known, year=int(year), closed_on_public_holidays=self.holidays.isChecked()
        )
        return words.operation_from(form, known, self.who.text(), date.today())

    def _complain(self, error: TwinError) -> None:
        self.message.setText(error_text(error))
        self.message.show()

    def _head(self) -> QHBoxLayout:
        row = tight(QHBoxLayout(), gap=8)
        self.who = _field(tr("Entered by"), 180)
        self.year = _field(tr("Year of the calendar"), 60)
        self.year.setText(str(self._known.year))
        self.holidays = QCheckBox(tr("Closed on public holidays"))
        self.holidays.setChecked(self._known.closed_on_public_holidays)
        for field in (self.who, self.year):
            row.addWidget(label(field.accessibleName(), "secondary"))
            row.addWidget(field)
            row.addSpacing(8)
        row.addWidget(self.holidays)
        row.addStretch(1)
        return row

    def _rows(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(3, 1)
        grid.setColumnMinimumWidth(0, NAME_WIDTH)
        grid.setColumnMinimumWidth(4, TOLD_WIDTH)
        titles = ("", tr("Standard"), tr("Actual"), tr("Source"), tr("Entered by"))
        for column, title in enumerate(titles):
            grid.addWidget(label(title, "caption"), 0, column)
        written = words.written(self._workspace.operation)
        for group, quantities in words.GROUPS.items():
            _add_group(grid, group)
            for quantity in quantities:
                self._add_row(grid, quantity, written[quantity])
        grid.setRowStretch(grid.rowCount(), 1)
        return made

    def _add_row(self, grid: QGridLayout, quantity: str, written: words.Written) -> None:
        row, name = grid.rowCount(), words.quantity_name(quantity)
        unit = words.unit_text(QUANTITIES[quantity].unit)
        named = f"{name}, {unit}" if unit else name
        grid.addWidget(label(named, "secondary"), row, 0)
        usual = label(words.shown(quantity, self._usual[quantity]))
        grid.addWidget(usual, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        value = _value_field(quantity, f"{name}, {tr('Actual')}")
        value.setText(written.value)
        source = _field(f"{name}, {tr('Source')}")
        source.setText(written.source)
        source.setCursorPosition(0)
        self.values[quantity], self.sources[quantity] = value, source
        grid.addWidget(value, row, 2)
        grid.addWidget(source, row, 3)
        grid.addWidget(ElidedLabel(self._told(quantity), "caption"), row, 4)

    def _told(self, quantity: str) -> str:
        """Who entered the number and when, "" where nobody did."""
        found = next((o for o in self._known.overrides if o.quantity == quantity), None)
        return "" if found is None else f"{found.who}, {numbers.day(found.when)}"

    def _foot(self) -> QHBoxLayout:
        row = tight(QHBoxLayout(), gap=8)
        store = QPushButton(tr("Store"))
        store.setProperty("role", "primary")
        store.setDefault(True)
        store.clicked.connect(self.store)
        remove = QPushButton(tr("Back to the standard"))
        remove.setEnabled(self._workspace.operation is not None)
        remove.clicked.connect(self.remove)
        leave = QPushButton(tr("Cancel"))
        leave.clicked.connect(self.reject)
        row.addWidget(remove)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(store)
        return row


class Choice(QComboBox):
    """One of a few words, or none, read and written like a line of text."""

    def __init__(self, choices: Sequence[str], name: str) -> None:
        super().__init__()
        self.addItems(["", *choices])
        self.setAccessibleName(name)
        self.setFixedWidth(VALUE_WIDTH)

    def text(self) -> str:
        """The chosen word, "" for none."""
        return self.currentText()

    def setText(self, text: str) -> None:
        """Choose a word."""
        self.setCurrentIndex(max(self.findText(text), 0))


def _value_field(quantity: str, name: str) -> QLineEdit | Choice:
    choices = words.CHOICES.get(QUANTITIES[quantity].unit)
    if choices:
        return Choice([tr(word) for word in choices], name)
    made = _field(name, VALUE_WIDTH)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    return made


def _add_group(grid: QGridLayout, group: str) -> None:
    """Title of a group, and what it means where its names do not say it."""
    grid.addWidget(label(tr(group), "label"), grid.rowCount(), 0)
    if group in words.EXPLAINED:
        explained = label(tr(words.EXPLAINED[group]), "caption", wraps=True)
        grid.addWidget(explained, grid.rowCount(), 0, 1, 5)


def _as_standard(building: Building) -> ActualOperation:
    """The standard in the calendar of this year."""
    year = date.today().year
    return ActualOperation(building.building_id, building.category, year)


def _field(name: str, width: int = 0) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    if width:
        made.setFixedWidth(width)
    return made
