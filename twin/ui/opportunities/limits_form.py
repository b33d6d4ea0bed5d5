"""What a plan must keep to, as the user sets it: years, targets, weeks, closures, objective."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from twin.model.opportunity import PlanLimits
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.choice import Choice
from twin.ui.widgets.text import label, tight

YEARS, MOST_YEARS = 10, 30
HIGH = 28
MILLION, TONNE = 1e6, 1e3
NO_LIMIT = float("inf")
OBJECTIVES = {
    "present_value": "Net present value", "emission_saving": "Avoided CO₂e",
    "saving": "Saved energy", "backlog_saving": "Removed backlog",
}  # fmt: skip


def first_limits(budget: float) -> PlanLimits:
    """Ten years from next year on with the same budget each. [NOK/year]"""
    return PlanLimits(date.today().year + 1, (budget,) * YEARS)


class LimitsForm(QWidget):
    """Fields below the budget. Signal: `changed` with the limits, when a field is left."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._limits = first_limits(1e6)
        self._is_quiet = False
        self.objective = Choice(
            tr("Goal"), {k: tr(v) for k, v in OBJECTIVES.items()}, "present_value"
        )
        self.first, self.years = QSpinBox(), QSpinBox()
        self.first.setRange(2000, 2100)
        self.years.setRange(1, MOST_YEARS)
        self.emission = _number(tr("t CO₂e a year"), 1e6, 0)
        self.backlog = _number(tr("mill. kr"), 1e5, 1)
        self.weeks = _number(tr("weeks a year"), 1e6, 0)
        self.closures = QSpinBox()
        self.closures.setRange(0, 20)
        self.budgets = QLineEdit()
        self.budgets.setPlaceholderText(tr("the same every year"))
        column = tight(QVBoxLayout(self), gap=6)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(10)
        form.setVerticalSpacing(5)
        for name, widget in (
            (tr("Goal"), self.objective),
            (tr("First year, years"), _side_by_side(self.first, self.years)),
            (tr("Budgets, mill. kr"), self.budgets),
            (tr("Avoid at least"), self.emission),
            (tr("Remove backlog"), self.backlog),
            (tr("Work weeks"), self.weeks),
            (tr("Closing at a time"), self.closures),
        ):
            widget.setAccessibleName(name)
            widget.setMinimumHeight(HIGH)
            form.addRow(label(name, "secondary"), widget)
        column.addLayout(form)
        self._connect()

    @property
    def limits(self) -> PlanLimits:
        """As the fields say; must and never are those of the last `show_limits`."""
        years, first = self.years.value(), self._limits.budgets[0]
        written = [numbers.parsed(t) for t in self.budgets.text().replace(";", "/").split("/")]
        own = [v * MILLION for v in written if v == v and v >= 0]
        every = own or [first] * years
        budgets = (*every, *([every[-1]] * years))[:years]
        return replace(
            self._limits,
            first_year=self.first.value(),
            budgets=budgets,
            emission_saving=self.emission.value() * TONNE,
            backlog_saving=self.backlog.value() * MILLION,
            work_weeks=self.weeks.value() or NO_LIMIT,
            closures=self.closures.value(),
            objective=self.objective.key,
        )

    def show_limits(self, limits: PlanLimits) -> None:
        """Show limits without telling anybody."""
        self._is_quiet, self._limits = True, limits
        self.objective.show_key(limits.objective)
        self.first.setValue(limits.first_year)
        self.years.setValue(len(limits.budgets))
        differ = len(set(limits.budgets)) > 1
        written = (numbers.plain(b / MILLION, 1) for b in limits.budgets)
        self.budgets.setText(" / ".join(written) if differ else "")
        self.emission.setValue(limits.emission_saving / TONNE)
        self.backlog.setValue(limits.backlog_saving / MILLION)
        self.weeks.setValue(0.0 if limits.work_weeks == NO_LIMIT else limits.work_weeks)
        self.closures.setValue(limits.closures)
        self._is_quiet = False

    def _connect(self) -> None:
        self.objective.chosen.connect(self._tell)
        self.budgets.editingFinished.connect(self._tell)
        for field in (self.first, self.years, self.closures, *self._numbers()):
            field.setKeyboardTracking(False)
            field.valueChanged.connect(self._tell)

    def _numbers(self) -> tuple[QDoubleSpinBox, ...]:
        return self.emission, self.backlog, self.weeks

    def _tell(self) -> None:
        if not self._is_quiet and self.limits != self._limits:
            self._limits = self.limits
            self.changed.emit(self._limits)


class Fold(QWidget):
    """A word that opens and closes what stands below it."""

    def __init__(self, title: str, body: QWidget, said: Callable[[], str]) -> None:
        super().__init__()
        self._title, self._body, self._said = title, body, said
        self.button = QPushButton()
        self.button.setProperty("role", "link")
        self.button.clicked.connect(self.turn)
        self._short = QLabel()
        self._short.setProperty("role", "secondary")
        column = tight(QVBoxLayout(self), gap=4)
        row = tight(QHBoxLayout(), gap=8)
        row.addWidget(self.button)
        row.addStretch(1)
        row.addWidget(self._short)
        column.addLayout(row)
        column.addWidget(body)
        body.hide()
        self.show_short()

    def turn(self) -> None:
        """Open, or close."""
        self._body.setVisible(self._body.isHidden())
        self.show_short()

    def show_short(self) -> None:
        """Say in short what is set."""
        arrow = "▸" if self._body.isHidden() else "▾"
        self.button.setText(f"{arrow} {self._title}")
        self._short.setText(self._said())


def _number(unit: str, most: float, decimals: int) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setRange(0.0, most)
    made.setDecimals(decimals)
    made.setSuffix(f" {unit}")
    made.setSpecialValueText(tr("no limit"))
    return made


def _side_by_side(*widgets: QWidget) -> QWidget:
    made = QWidget()
    row = tight(QHBoxLayout(made), gap=6)
    for widget in widgets:
        widget.setMinimumHeight(HIGH)
        row.addWidget(widget, 1)
    return made
