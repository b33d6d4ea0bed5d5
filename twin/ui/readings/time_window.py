"""Which time of a series is looked at: all of it, or one year, month or week."""

from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from twin.ui.texts.language import tr
from twin.ui.widgets.segment import Segment
from twin.ui.widgets.text import label, tight

SPANS = (("all", "All"), ("year", "Year"), ("month", "Month"), ("week", "Week"))
_WEEK = timedelta(days=7)


class TimeWindow(QWidget):
    """Signal: `changed` when another time is to be shown."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.span = "all"
        self.at = datetime(2000, 1, 1)
        row = tight(QHBoxLayout(self), gap=6)
        self.spans = Segment(tr("Time shown"), [(k, tr(t)) for k, t in SPANS], small=True)
        self.spans.choose("all")
        self.spans.chosen.connect(self._use)
        self.back, self.on = QPushButton("‹"), QPushButton("›")
        self.back.setAccessibleName(tr("Earlier"))
        self.on.setAccessibleName(tr("Later"))
        self.back.clicked.connect(lambda: self._go(-1))
        self.on.clicked.connect(lambda: self._go(1))
        self.said = label("", "secondary")
        for button in (self.back, self.on):
            button.setFixedWidth(28)
        for widget in (self.spans, self.back, self.on, self.said):
            row.addWidget(widget)
        row.addStretch(1)
        self._show()

    def bounds(self, first: datetime, last: datetime) -> tuple[datetime, datetime]:
        """The time shown of a series from `first` to `last`."""
        if self.span == "all":
            return first, last
        begin = self._begin()
        return begin, _next(begin, self.span, 1)

    def show_year(self, year: int) -> None:
        """Look at one year."""
        self.at = datetime(year, 1, 1)
        self.spans.choose("year")
        self._use("year")

    def _use(self, span: str) -> None:
        self.span = span
        self._show()
        self.changed.emit()

    def _go(self, steps: int) -> None:
        self.at = _next(self._begin(), self.span, steps)
        self._show()
        self.changed.emit()

    def _begin(self) -> datetime:
        if self.span == "week":
            day = datetime(self.at.year, self.at.month, self.at.day)
            return day - timedelta(days=day.weekday())
        return datetime(self.at.year, self.at.month if self.span == "month" else 1, 1)

    def _show(self) -> None:
        is_part = self.span != "all"
        for button in (self.back, self.on):
            button.setEnabled(is_part)
        begin = self._begin()
        texts = {
            "year": str(begin.year),
            "month": f"{begin.month}/{begin.year}",
            "week": tr("week {number}, {year}", number=begin.isocalendar()[1],
                       year=begin.isocalendar()[0]),
        }  # fmt: skip
        self.said.setText(texts.get(self.span, ""))


def _next(begin: datetime, span: str, steps: int) -> datetime:
    if span == "week":
        return begin + steps * _WEEK
    if span == "year":
        return begin.replace(year=begin.year + steps)
    months = begin.year * 12 + begin.month - 1 + steps
    return begin.replace(year=months // 12, month=months % 12 + 1)
