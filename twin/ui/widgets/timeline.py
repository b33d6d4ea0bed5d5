"""A line of years with a handle: what was, today, and what is to come."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QFrame, QHBoxLayout, QPushButton, QToolButton

from twin.ui import icons, theme
from twin.ui.texts.language import tr
from twin.ui.widgets.text import label, tight

HEIGHT, WIDTH = 50, 460
_EDGE, _LINE = 16.0, 24.0
_STEP = 700  # milliseconds a year is shown while the years are played


class YearAxis(QAbstractSlider):
    """The axis: past solid, to come dashed, a tick above each year with assessments."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__()
        self._today = date.today().year
        self._events: Mapping[int, int] = {}
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(first, last)
        self.setSingleStep(1)
        self.setPageStep(5)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(HEIGHT - 4)
        self.setAccessibleName(tr("Year"))
        self.setToolTip(tr("Arrow keys: a year; Page keys: five; T closes the line of years"))

    def show_events(self, events: Mapping[int, int]) -> None:
        """Assessments by year."""
        self._events = events
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle to where the pointer is."""
        self.setValue(self._year_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the handle."""
        if event.buttons():
            self.setValue(self._year_at(event.position().x()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Axis, ticks, today, handle."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        today = self._x(self._today)
        solid = QPen(theme.colour("controlBorder"), 2)
        painter.setPen(solid)
        painter.drawLine(QPointF(_EDGE, _LINE), QPointF(today, _LINE))
        dashed = QPen(theme.colour("controlBorder"), 2, Qt.PenStyle.CustomDashLine)
        dashed.setDashPattern([2, 2.5])
        painter.setPen(dashed)
        painter.drawLine(QPointF(today, _LINE), QPointF(self.width() - _EDGE, _LINE))
        self._paint_events(painter)
        self._paint_years(painter)
        self._paint_handle(painter)

    def _paint_events(self, painter: QPainter) -> None:
        most = max(self._events.values(), default=0)
        painter.setPen(QPen(theme.colour("textSecondary"), 2))
        for year, count in self._events.items():
            if self.minimum() <= year <= self.maximum() and count:
                high = 3 + 8 * count / most
                x = round(self._x(year))
                painter.drawLine(QPointF(x, _LINE - 6), QPointF(x, _LINE - 6 - high))

    def _paint_years(self, painter: QPainter) -> None:
        painter.setFont(theme.font("caption"))
        for year in range(self.minimum(), self.maximum() + 1, 10):
            painter.setPen(theme.colour("textSecondary"))
            x = self._x(year)
            painter.drawLine(QPointF(x, _LINE + 3), QPointF(x, _LINE + 6))
            if abs(year - self._today) > 5:
                self._paint_year(painter, x, str(year))
        painter.setPen(theme.colour("textPrimary"))
        painter.setFont(theme.font("label", 600))
        self._paint_year(painter, self._x(self._today), tr("today"))

    def _paint_year(self, painter: QPainter, x: float, text: str) -> None:
        place = QRectF(x - 30, _LINE + 7, 60, 14)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_handle(self, painter: QPainter) -> None:
        centre = QPointF(self._x(self.value()), _LINE)
        is_to_come = self.value() > self._today
        fill = theme.colour("surface2") if is_to_come else theme.colour("accentFill")
        painter.setPen(QPen(theme.colour("accentFill"), 2))
        painter.setBrush(fill)
        painter.drawEllipse(centre, 7, 7)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, 10, 10)

    def _x(self, year: float) -> float:
        share = (year - self.minimum()) / max(self.maximum() - self.minimum(), 1)
        return _EDGE + share * (self.width() - 2 * _EDGE)

    def _year_at(self, x: float) -> int:
        share = (x - _EDGE) / max(self.width() - 2 * _EDGE, 1)
        return round(self.minimum() + share * (self.maximum() - self.minimum()))


class Timeline(QFrame):
    """Play, the year, the axis, back to today. Signal: `year_chosen`, once per event round."""

    year_chosen = Signal(int)

    def __init__(self, first: int, last: int) -> None:
        super().__init__()
        self.setProperty("role", "over3D")
        self.setAccessibleName(tr("Time"))
        self._last = last
        self._play = QToolButton()
        self._play.setIcon(icons.icon("play"))
        self._play.setCheckable(True)
        self._play.setAccessibleName(tr("Play the years"))
        self._play.setToolTip(tr("Play the years"))
        self.year = label("", "strong")
        self.kind = label("", "caption")
        self.axis = YearAxis(first, last)
        self.today = QPushButton(tr("Today"))
        self.today.setProperty("role", "link")
        row = tight(QHBoxLayout(self), (8, 0, 8, 0), 8)
        for widget in (self._play, self.year, self.kind):
            row.addWidget(widget)
        row.addWidget(self.axis, 1)
        row.addWidget(self.today)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(lambda: self.year_chosen.emit(self.axis.value()))
        self._beat = QTimer(self)
        self._beat.setInterval(_STEP)
        self._beat.timeout.connect(self._next)
        self._play.toggled.connect(self._run)
        self.axis.valueChanged.connect(self._choose)
        self.today.clicked.connect(lambda: self.axis.setValue(date.today().year))
        self.show_year(date.today().year)

    def show_year(self, year: int) -> None:
        """Show a year without telling anybody; one being chosen by the user stays."""
        if self._waiting.isActive():
            return
        self.axis.blockSignals(True)
        self.axis.setValue(year)
        self.axis.blockSignals(False)
        self.axis.update()
        self._say()

    def sizeHint(self) -> QSize:
        """Room for the axis and the words."""
        return QSize(WIDTH, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays."""
        if event.key() == Qt.Key.Key_Space:
            self._play.toggle()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        self._say()
        self._waiting.start(0)

    def _say(self) -> None:
        year, now = self.axis.value(), date.today().year
        self.year.setText(str(year))
        words = tr("forecast") if year > now else tr("as it stood") if year < now else tr("today")
        self.kind.setText(words)
        self.kind.setMinimumWidth(58)
        self.axis.setAccessibleDescription(f"{year}, {words}")
        self.today.setEnabled(year != now)

    def _run(self, is_on: bool) -> None:
        if is_on and self.axis.value() >= self._last:
            self.axis.setValue(self.axis.minimum())
        self._beat.start() if is_on else self._beat.stop()

    def _next(self) -> None:
        if self.axis.value() >= self._last:
            self._play.setChecked(False)
        else:
            self.axis.setValue(self.axis.value() + 1)
