"""What is asked of the money: which way is looked at, the budget, the target."""

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from twin.ui.condition.funding_chart import NAMES
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.segment import Segment
from twin.ui.widgets.text import ElidedLabel, tight
from twin.workspace.funding import FundingWish

STEPS = 200
MOST = 4.0  # times the usual budget
NICE = 1e4  # NOK, that budgets are rounded to
FIRST_TARGET, LAST_TARGET = 2, 25  # years from now


class FundingControls(QWidget):
    """Switch of the three ways and the sliders of the one chosen.

    Signals: `changed` with the wish; `mode_chosen` with the way that is looked at.
    """

    changed = Signal(object)
    mode_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.mode = "reach target"
        self._most = 1.0
        column = tight(QVBoxLayout(self), gap=6)
        self.ways = Segment(
            tr("Way to fund upkeep"), [(k, tr(v)) for k, v in NAMES.items()], small=True
        )
        self.ways.choose(self.mode)
        self.ways.chosen.connect(self._choose)
        column.addWidget(self.ways)
        row = tight(QHBoxLayout(), gap=10)
        column.addLayout(row)
        self.budget = _slider(tr("Budget a year"), 0, STEPS)
        self.share = _slider(tr("Backlog left, share of today's"), 0, 100)
        self.year = _slider(tr("Target year"), FIRST_TARGET, LAST_TARGET)
        self._said = ElidedLabel("", "strong")
        for widget in (self.budget, self.share, self.year):
            row.addWidget(widget, 1)
            widget.valueChanged.connect(self._tell)
        row.addWidget(self._said, 2)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(lambda: self.changed.emit(self.wish))
        self._show_way()

    @property
    def wish(self) -> FundingWish:
        """What the sliders say."""
        budget = round(self.budget.value() / STEPS * self._most / NICE) * NICE
        year = date.today().year + self.year.value()
        return FundingWish(budget, self.share.value() / 100, year)

    def show_wish(self, wish: FundingWish) -> None:
        """Put the sliders where a wish says, without telling anybody."""
        self._most = max(MOST * wish.budget, 10 * NICE)
        values = (
            (self.budget, round(wish.budget / self._most * STEPS)),
            (self.share, round(wish.target_share * 100)),
            (self.year, wish.target_year - date.today().year),
        )
        for slider, value in values:
            slider.blockSignals(True)
            slider.setValue(value)
            slider.blockSignals(False)
        self._say()

    def _choose(self, key: str) -> None:
        self.mode = key
        self._show_way()
        self.mode_chosen.emit(key)

    def _show_way(self) -> None:
        self.budget.setVisible(self.mode == "fixed budget")
        self.share.setVisible(self.mode == "reach target")
        self.year.setVisible(self.mode == "reach target")
        self._say()

    def _tell(self) -> None:
        self._say()
        self._waiting.start(30)

    def _say(self) -> None:
        wish = self.wish
        if self.mode == "fixed budget":
            text = tr("{money} mill. kr a year", money=numbers.number(wish.budget / 1e6, 2))
        elif self.mode == "reach target":
            share = numbers.percent(wish.target_share)
            text = tr("{share} of today's by {year}", share=share, year=wish.target_year)
        else:
            text = tr("What falls due is done")
        self._said.set_whole(text)


def _slider(name: str, low: int, high: int) -> QSlider:
    made = QSlider(Qt.Orientation.Horizontal)
    made.setRange(low, high)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setMinimumWidth(70)
    made.setMaximumWidth(200)
    return made
