"""Histogram of years over a slider with two handles."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from twin.ui import theme
from twin.ui.texts.language import tr

_BARS, _HIGH, _HANDLE, _EDGE = 18, 34, 6, 8


class YearRange(QWidget):
    """Chooses first and last year. Signal: `chosen` (first, last) when a handle is let go."""

    chosen = Signal(int, int)

    def __init__(self, years: list[int]) -> None:
        super().__init__()
        self._years = years
        self._low = min(years, default=1900)
        self._high = max(max(years, default=2000), self._low + 1)
        self._ends = [self._low, self._high]
        self._held = -1
        self._current = 0
        self.setFixedHeight(_HIGH + 44)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Year built, first and last"))

    @property
    def limits(self) -> tuple[int, int]:
        """First and last year that occur."""
        return self._low, self._high

    def show_range(self, built: tuple[int, int] | None) -> None:
        """Show a choice without telling anybody; None shows all."""
        self._ends = list(built or (self._low, self._high))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the nearer handle."""
        distances = [abs(self._x(v) - event.position().x()) for v in self._ends]
        self._held = self._current = distances.index(min(distances))
        self._move(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the handle."""
        if self._held >= 0:
            self._move(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell what was chosen."""
        del event
        self._held = -1
        self.chosen.emit(*self._ends)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys move a handle, up and down change which one."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._current = 1 - self._current
        elif key in steps:
            self._set(self._current, self._ends[self._current] + steps[key])
            self.chosen.emit(*self._ends)
        else:
            super().keyPressEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars, the track with its handles, the two years."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_bars(painter)
        y = _HIGH + 12
        painter.setPen(QPen(theme.colour("lineStrong"), 3, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(_EDGE, y, self.width() - _EDGE, y)
        left, right = (self._x(v) for v in self._ends)
        painter.setPen(QPen(theme.colour("accent"), 3))
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        for place, x in enumerate((left, right)):
            self._paint_handle(painter, x, y, is_current=place == self._current)
        self._paint_years(painter, left, right)

    def _paint_bars(self, painter: QPainter) -> None:
        counts = [0] * _BARS
        for year in self._years:
            share = (year - self._low) / (self._high - self._low)
            counts[min(int(share * _BARS), _BARS - 1)] += 1
        room = (self.width() - 2 * _EDGE) / _BARS
        top = max(max(counts), 1)
        for place, count in enumerate(counts):
            middle = self._low + (place + 0.5) / _BARS * (self._high - self._low)
            is_in = self._ends[0] <= middle <= self._ends[1]
            height = max(count / top * _HIGH, 1.5 if count else 0)
            bar = QRectF(_EDGE + place * room, _HIGH - height, room - 1.5, height)
            painter.fillRect(bar, theme.colour("accent" if is_in else "lineStrong"))

    def _paint_handle(self, painter: QPainter, x: float, y: float, *, is_current: bool) -> None:
        width = 2.5 if is_current and self.hasFocus() else 1.5
        painter.setPen(QPen(theme.colour("accent"), width))
        painter.setBrush(theme.colour("surface2"))
        painter.drawEllipse(QPointF(x, y), _HANDLE, _HANDLE)

    def _paint_years(self, painter: QPainter, left: float, right: float) -> None:
        painter.setPen(theme.colour("textSecondary"))
        painter.setFont(theme.font("caption"))
        lowest, highest = 14.0, self.width() - 14.0
        centre = [min(max(x, lowest), highest) for x in (left, right)]
        if centre[1] - centre[0] < 34:
            centre[1] = min(centre[0] + 34, highest)
            centre[0] = centre[1] - 34
        for x, year in zip(centre, self._ends, strict=True):
            box = QRectF(x - 20, _HIGH + 24, 40, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(year))

    def _x(self, year: float) -> float:
        share = (year - self._low) / (self._high - self._low)
        return _EDGE + share * (self.width() - 2 * _EDGE)

    def _move(self, x: float) -> None:
        share = (x - _EDGE) / max(self.width() - 2 * _EDGE, 1)
        self._set(self._held, round(self._low + share * (self._high - self._low)))

    def _set(self, place: int, year: int) -> None:
        low = self._low if place == 0 else self._ends[0]
        high = self._high if place == 1 else self._ends[1]
        self._ends[place] = min(max(year, low), high)
        self.update()
