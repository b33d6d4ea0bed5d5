"""What happened, over the 3D view or a page: at most two bars, the rest counted."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from twin.ui import icons, theme
from twin.ui.texts.language import tr
from twin.ui.widgets.text import ElidedLabel, label, picture, tight

SHOWN = 2
SECONDS = {"ok": 6, "info": 10}  # these close themselves
ONE_LINE = 96
_ICONS = {"info": "info", "warn": "warning", "danger": "error", "ok": "check"}


@dataclass(frozen=True, slots=True)
class Message:
    """kind: ``info`` | ``warn`` | ``danger`` | ``ok``; links: text and what it does."""

    kind: str
    lead: str
    text: str = ""
    links: tuple[tuple[str, Callable[[], None]], ...] = field(default_factory=tuple)


class _Bar(QFrame):
    def __init__(self, message: Message, close: Callable[["_Bar"], None]) -> None:
        super().__init__()
        self.message = message
        self.setMinimumHeight(36)
        self.setAccessibleName(f"{message.lead} {message.text}")
        row = tight(QHBoxLayout(self), (12, 0, 6, 0), 6)
        row.addWidget(picture(_ICONS[message.kind], message.kind))
        row.addLayout(_texts(message), 1)
        for text, act in message.links:
            link = QPushButton(text)
            link.setProperty("role", "link")
            link.clicked.connect(act)
            row.addWidget(link)
        shut = QToolButton()
        shut.setProperty("role", "plain")
        shut.setIcon(icons.icon("close", message.kind))
        shut.setAccessibleName(tr("Close message"))
        shut.clicked.connect(lambda: close(self))
        row.addWidget(shut)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Soft tint and a frame in the colour of the kind."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour(self.message.kind), 1))
        painter.setBrush(theme.colour(f"{self.message.kind}Soft"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)


def _texts(message: Message) -> QBoxLayout:
    if len(message.lead) + len(message.text) <= ONE_LINE:
        row = tight(QHBoxLayout(), gap=6)
        row.addWidget(label(message.lead, "strong"))
        row.addWidget(ElidedLabel(message.text), 1)
        return row
    column = tight(QVBoxLayout(), (0, 7, 0, 7), 1)
    column.addStretch(1)
    column.addWidget(label(message.lead, "strong", wraps=True))
    if message.text:
        column.addWidget(label(message.text, wraps=True))
    column.addStretch(1)
    return column


class MessageBars(QWidget):
    """The stack of bars; hidden while there is nothing to say. Signal: `changed`."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._bars: list[_Bar] = []
        self._column = tight(QVBoxLayout(self), gap=6)
        self._more = label("", "caption")
        self._column.addWidget(self._more)
        self.hide()

    def say(self, message: Message) -> None:
        """Show a message above the earlier ones; the same message is not shown twice."""
        if any(b.message.lead == message.lead and b.message.text == message.text
               for b in self._bars):  # fmt: skip
            return
        bar = _Bar(message, self._close)
        self._bars.insert(0, bar)
        self._column.insertWidget(0, bar)
        if message.kind in SECONDS:
            QTimer.singleShot(SECONDS[message.kind] * 1000, bar, lambda: self._close(bar))
        self._arrange()

    def take_back(self, message: Message) -> None:
        """Close the bar of a message that no longer holds."""
        for bar in tuple(self._bars):
            if bar.message is message:
                self._close(bar)

    def messages(self) -> tuple[Message, ...]:
        """What is shown or waiting, newest first."""
        return tuple(bar.message for bar in self._bars)

    def clear(self) -> None:
        """Close every bar."""
        for bar in tuple(self._bars):
            self._close(bar)

    def _close(self, bar: _Bar) -> None:
        if bar in self._bars:
            self._bars.remove(bar)
            self._column.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self._arrange()

    def _arrange(self) -> None:
        for place, bar in enumerate(self._bars):
            bar.setVisible(place < SHOWN)
        hidden = len(self._bars) - SHOWN
        self._more.setText(tr("{count} more", count=hidden))
        self._more.setVisible(hidden > 0)
        self.setVisible(bool(self._bars))
        self.changed.emit()
