"""The sheet of what a scenario takes for granted, with unit, source and date of each default."""

import math
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from twin.errors import InputOutOfRange, TwinError
from twin.model.choice import Assumptions
from twin.model.proposal import Range
from twin.ui.dialogs.form import field, foot
from twin.ui.texts import numbers
from twin.ui.texts.language import error_text, source_text, tr
from twin.ui.widgets.choice import Choice
from twin.ui.widgets.text import ElidedLabel, label, rule, tight
from twin.workspace.scenarios import edit
from twin.workspace.scenarios.assumed import PRICE, Assumed, bases, price_of, sheet
from twin.workspace.workspace import Workspace

SIZE = (980, 620)
SHARES = ("discount_rate", "price_growth")
LIMITS = {
    "discount_rate": (0.0, 0.15),
    "price_growth": (-0.1, 0.1),
    "period": (1.0, 60.0),
    "budget_year": (2000.0, 2100.0),
    "take_back": (0.0, 5.0),
    PRICE: (0.0, 20.0),
}
"""Least and greatest value, in the unit of the assumption."""
USUAL = ""


def edit_assumptions(parent: QWidget, workspace: Workspace) -> None:
    """Open the sheet of the open scenario."""
    if workspace.state.shelf.open is None:
        workspace.notices.say("No scenario is open.", "Begin one under Scenario first.")
        return
    AssumptionsDialog(parent, workspace, workspace.state.shelf.open.assumptions).open()


class AssumptionsDialog(QDialog):
    """One line an assumption; an empty field takes the value of the program."""

    def __init__(self, parent: QWidget, workspace: Workspace, assumed: Assumptions) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Assumptions"))
        self.resize(*SIZE)
        self._workspace, self._assumed = workspace, assumed
        self.fields: dict[str, QLineEdit] = {}
        self.words: dict[str, Choice] = {}
        self.round = field(tr("Name of the round"), 190, assumed.round_name)
        self.hint = label("", "danger", wraps=True)
        self.hint.hide()
        column = tight(QVBoxLayout(self), (24, 20, 24, 16), 8)
        column.addWidget(label(tr("Assumptions"), "heading"))
        about = tr("An empty field takes the value of the program. Scenarios that are compared are"
                   " calculated under the assumptions of the first.")  # fmt: skip
        column.addWidget(label(about, "secondary", wraps=True))
        column.addWidget(rule())
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._grid())
        column.addWidget(area, 1)
        column.addWidget(rule())
        column.addWidget(self.hint)
        lock = QPushButton(tr("Unlock") if assumed.round_name else tr("Lock for this round"))
        lock.clicked.connect(self.lock)
        row = foot(self.store, self.reject, lock)
        row.insertWidget(0, label(tr("Round"), "secondary"))
        row.insertWidget(1, self.round)
        self.round.setEnabled(not assumed.round_name)
        column.addLayout(row)

    def store(self) -> None:
        """Take what is written, or say what is wrong."""
        try:
            written = self.written()
        except TwinError as error:
            self._say(error_text(error))
            return
        edit.assume(self._workspace, replace(written, round_name=self._assumed.round_name))
        self.accept()

    def lock(self) -> None:
        """Lock what is written for the round that is named, or unlock."""
        if self._assumed.round_name:
            edit.assume(self._workspace, replace(self._assumed, round_name=""))
            self.accept()
            return
        name = self.round.text().strip()
        if not name:
            self._say(tr("Name the round that the assumptions are locked for."))
            self.round.setFocus()
            return
        try:
            edit.assume(self._workspace, replace(self.written(), round_name=name))
        except TwinError as error:
            self._say(error_text(error))
            return
        self.accept()

    def written(self) -> Assumptions:
        """What the fields say.

        Raises
        ------
        InputOutOfRange
            If a field is no number, or outside what is possible.
        """
        changes: dict[str, Any] = {}
        prices: dict[str, Range] = {}
        for key, line in self.fields.items():
            value = _read(key, line.text())
            if key.startswith(f"{PRICE}."):
                if not math.isnan(value):
                    prices[key.partition(".")[2]] = price_of(key.partition(".")[2], value)
            elif key in ("period", "budget_year"):
                changes[key] = 0 if math.isnan(value) else round(value)
            elif key == "take_back":
                changes[key] = 0.0 if math.isnan(value) else value
            else:
                changes[key] = value
        words = {key: choice.key for key, choice in self.words.items()}
        return replace(self._assumed, **changes, **words, prices=prices)

    def _say(self, text: str) -> None:
        self.hint.setText(text)
        self.hint.show()

    def _grid(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 4, 12, 4)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(5, 1)
        titles = (tr("Assumption"), tr("Value"), tr("Unit"), tr("Usual"), tr("Date"), tr("Source"))
        for place, title in enumerate(titles):
            grid.addWidget(label(title, "label"), 0, place)
        for row, line in enumerate(sheet(self._assumed), 1):
            self._add(grid, row, line)
        grid.setRowStretch(grid.rowCount(), 1)
        return made

    def _add(self, grid: QGridLayout, row: int, line: Assumed) -> None:
        values = {name: tr(value) for name, value in line.values.items()}
        name = tr(line.title, **values)
        grid.addWidget(label(name), row, 0)
        if line.key in ("weather", "electricity_basis", "price_level"):
            part: QWidget = self._word(line, name)
        else:
            part = self._number(line, name)
        part.setEnabled(not self._assumed.round_name)
        grid.addWidget(part, row, 1)
        grid.addWidget(label(_unit(line), "secondary"), row, 2)
        grid.addWidget(label(_usual(line), "secondary"), row, 3)
        grid.addWidget(label(line.date, "secondary"), row, 4)
        grid.addWidget(ElidedLabel(source_text(line.source), "secondary"), row, 5)

    def _number(self, line: Assumed, name: str) -> QLineEdit:
        text = _number_text(line.key, line.value) if line.is_own else ""
        made = field(name, 120, text)
        made.setPlaceholderText(_number_text(line.key, line.usual))
        self.fields[line.key] = made
        return made

    def _word(self, line: Assumed, name: str) -> Choice:
        options = {
            "weather": {c.key: tr(c.name) for c in self._workspace.weather_choices},
            "electricity_basis": {USUAL: tr("All, as shown"), **{b: tr(b) for b in bases()}},
            "price_level": {USUAL: tr("As in the portfolio")},
        }[line.key]
        made = Choice(name, options, line.text, 240 if line.key == "weather" else 160)
        self.words[line.key] = made
        return made


def _read(key: str, text: str) -> float:
    """The number somebody wrote, NaN for nothing."""
    if not text.strip():
        return math.nan
    value = numbers.parsed(text)
    if key in SHARES:
        value /= 100
    low, high = LIMITS[PRICE if key.startswith(f"{PRICE}.") else key]
    if math.isnan(value) or not low <= value <= high:
        factor = 100 if key in SHARES else 1
        raise InputOutOfRange(
            "“{text}” cannot be taken here; nothing was changed.",
            "Enter a number from {low} to {high}, or leave the field empty.",
            text=text, low=f"{low * factor:g}", high=f"{high * factor:g}",
        )  # fmt: skip
    return value


def _unit(line: Assumed) -> str:
    return "%" if line.key in SHARES else tr(line.unit)


def _usual(line: Assumed) -> str:
    return "" if math.isnan(line.usual) else _number_text(line.key, line.usual)


def _number_text(key: str, value: float) -> str:
    if math.isnan(value):
        return ""
    if key in SHARES:
        return numbers.number(value * 100, 1)
    if key == "budget_year":
        return f"{value:.0f}"
    return numbers.number(value, 2 if key.startswith(PRICE) else (1 if key == "take_back" else 0))
