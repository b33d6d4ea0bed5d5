"""The time line of work, recurring work and duties; bars can be moved."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip

from twin.model.care import Entry, Schedule
from twin.ui import theme
from twin.ui.texts.language import tr
from twin.ui.upkeep.gantt_drawing import draw_entry, draw_head, draw_money, draw_rows, entry_text
from twin.ui.upkeep.timeline import HEAD, LANE, NAMES, STRIP, Place, Timeline, key_of
from twin.ui.widgets.text import tip_text

DRAG = 4  # from here on a press is a drag [px]
WEEK = 7
STEPS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class Gantt(QAbstractScrollArea):
    """Time line with a head of months and a strip of money that stay in sight.

    Arrow keys go from entry to entry, Enter opens one, Shift with left or right moves a bar by a
    week. Signals: `picked` and `opened` with an entry, `moved` with an entry and days.
    """

    picked = Signal(object)
    opened = Signal(object)
    moved = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self._line: Timeline | None = None
        self._names: Mapping[str, str] = {}
        self._buildings: Mapping[str, str] = {}
        self._chosen: Place | None = None
        self._pressed: QPointF | None = None
        self._shift = 0.0
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Time line of the next 24 months"))
        self.viewport().setMouseTracking(True)

    @property
    def line(self) -> Timeline | None:
        """What is shown, None before the first schedule."""
        return self._line

    @property
    def chosen(self) -> Entry | None:
        """The entry that is chosen."""
        return self._line.entry(self._chosen) if self._line and self._chosen else None

    def show_schedule(
        self, schedule: Schedule, names: Mapping[str, str], buildings: Mapping[str, str]
    ) -> None:
        """Show other entries; the chosen record stays chosen where it still is.

        names : of the rows by their keys.  buildings : names by ids.
        """
        before = self.chosen
        self._names, self._buildings = names, buildings
        self._line = Timeline(schedule, names, self.viewport().width())
        self._chosen = self._line.find(key_of(before)) if before else None
        self._fit()

    def choose(self, place: Place | None) -> None:
        """Choose an entry, bring it into sight and tell it."""
        self._chosen = place
        entry = self.chosen
        if entry is not None and place is not None:
            self._show(place)
            self.setAccessibleDescription(self._said(entry).replace("\n", ", "))
            self.picked.emit(entry)
        self.viewport().update()

    def choose_record(self, key: str) -> None:
        """Choose the entry of a record without telling anybody."""
        if self._line is not None:
            self._chosen = self._line.find(key)
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        if self._line is not None:
            self._line = Timeline(self._line.schedule, self._names, self.viewport().width())
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rows, then head and money over them."""
        del event
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("surface2"))
        line = self._line
        if line is None:
            return
        if not line.rows:
            self._paint_nothing(painter)
            return
        body, offset = self._body(), self.verticalScrollBar().value()
        draw_rows(painter, line, body, offset, self._chosen)
        if self._chosen is not None and self._shift:
            painter.save()
            painter.setClipRect(body)
            painter.translate(0, body.top() - offset)
            painter.setOpacity(0.6)
            draw_entry(painter, line, self._chosen, is_chosen=True, shift=self._shift)
            painter.restore()
        draw_head(painter, line)
        strip = QRectF(0, self.viewport().height() - STRIP, line.width, STRIP)
        draw_money(painter, line, strip)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.colour("focus"))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer; a bar can be dragged from here."""
        if event.button() == Qt.MouseButton.LeftButton:
            place = self._under(event.position())
            self._pressed = event.position() if place else None
            self.choose(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the bar by whole days."""
        line, entry = self._line, self.chosen
        if self._pressed is None or line is None or entry is None or not entry.is_bar:
            return
        way = event.position().x() - self._pressed.x()
        if self._shift or abs(way) >= DRAG:
            days = round(way / line.pixels_per_day)
            self._shift = days * line.pixels_per_day
            text = tr("{days} days", days=f"{days:+d}".replace("-", "\u2212"))
            QToolTip.showText(event.globalPosition().toPoint(), text, self)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Leave the bar where it was dragged to."""
        del event
        line, entry, shift = self._line, self.chosen, self._shift
        self._pressed, self._shift = None, 0.0
        if line is not None and entry is not None and shift:
            self.moved.emit(entry, round(shift / line.pixels_per_day))
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is under the pointer."""
        place = self._under(event.position())
        if place is not None and self._line is not None:
            self._pressed = None
            self.opened.emit(self._line.entry(place))

    def viewportEvent(self, event) -> bool:  # noqa: ANN001  QEvent of any kind
        """Say what is under the pointer."""
        if isinstance(event, QHelpEvent):
            place = self._under(QPointF(event.pos()))
            entry = self._line.entry(place) if self._line and place else None
            text = tip_text(self._said(entry)).replace("\n", "<br>") if entry else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from entry to entry, open one, move a bar by a week."""
        key = Qt.Key(event.key())
        if self._line is None or not self._line.rows:
            super().keyPressEvent(event)
        elif key in STEPS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            entry, weeks = self.chosen, STEPS[key][0]
            if entry is not None and entry.is_bar and weeks:
                self.moved.emit(entry, weeks * WEEK)
        elif key in STEPS:
            self.choose(self._stepped(*STEPS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen:
            self.opened.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def _stepped(self, across: int, down: int) -> Place | None:
        line = self._line
        if line is None:
            return None
        if self._chosen is None:
            return next(line.places(), None)
        return line.beside(self._chosen, across) if across else line.below(self._chosen, down)

    def _body(self) -> QRectF:
        height = self.viewport().height() - HEAD - STRIP
        return QRectF(0, HEAD, self.viewport().width(), max(height, 0))

    def _under(self, point: QPointF) -> Place | None:
        if self._line is None or not self._body().contains(point) or point.x() < NAMES - 8:
            return None
        return self._line.at(
            QPointF(point.x(), point.y() - HEAD + self.verticalScrollBar().value())
        )

    def _show(self, place: Place) -> None:
        """Scroll so that an entry is in sight."""
        if self._line is None:
            return
        box, bar, room = self._line.box(place), self.verticalScrollBar(), self._body().height()
        if box.top() - LANE < bar.value():
            bar.setValue(int(box.top() - LANE))
        elif box.bottom() + LANE > bar.value() + room:
            bar.setValue(int(box.bottom() + LANE - room))

    def _fit(self) -> None:
        bar, room = self.verticalScrollBar(), int(self._body().height())
        height = self._line.height if self._line else 0
        bar.setRange(0, max(height - room, 0))
        bar.setPageStep(max(room, 1))
        bar.setSingleStep(LANE)
        self.viewport().update()

    def _said(self, entry: Entry) -> str:
        return entry_text(entry, self._buildings.get(entry.building_id, entry.building_id))

    def _paint_nothing(self, painter: QPainter) -> None:
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("textSecondary"))
        text = tr(
            "Nothing is planned or due in the next 24 months. Work orders, recurring work and "
            "legal duties with dates appear here."
        )
        box = self.viewport().rect().adjusted(40, 0, -40, 0)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box, flags, text)
