"""Labels, frames and boxes in the roles of the style sheet; all text is plain text."""

import html
import re
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from twin.ui import icons

BoxT = TypeVar("BoxT", bound=QBoxLayout)
_LONG = re.compile(r"(\S{32})(?=\S)")


def label(text: str, role: str = "body", *, wraps: bool = False) -> QLabel:
    """Plain-text label in a role; foreign text can never bring markup along."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setProperty("role", role)
    made.setWordWrap(wraps)
    if role == "key":
        made.setFixedHeight(18)
    return made


def breakable(text: str) -> str:
    """`text` with places to break in words too long for any line, as in addresses and hashes."""
    return _LONG.sub("\\1\u200b", text)


class ElidedLabel(QLabel):
    """Plain-text label that ends in … where the room ends, with the whole text as a tip."""

    def __init__(self, text: str = "", role: str = "body") -> None:
        super().__init__()
        self._whole = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_whole(text)

    def set_whole(self, text: str) -> None:
        """Show `text`, shortened to the width at hand."""
        self._whole = text
        self.setAccessibleName(text)
        tip(self, text)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(self.width(), 20)
        self.ensurePolished()
        metrics = QFontMetrics(self.font())
        super().setText(metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, room))


def tip(widget: QWidget, text: str) -> None:
    """Tooltip that never reads markup out of its text."""
    widget.setToolTip(tip_text(text))


def tip_text(text: str) -> str:
    """`text` as a tooltip that shows it as it stands."""
    return f"<span>{html.escape(text)}</span>" if text else ""


def frame(role: str = "", name: str = "") -> QFrame:
    """Frame in a role, or with an object name, of the style sheet."""
    made = QFrame()
    if role:
        made.setProperty("role", role)
    if name:
        made.setObjectName(name)
    return made


def rule() -> QFrame:
    """Horizontal line of one pixel."""
    return frame("rule")


def bar_rule() -> QFrame:
    """Vertical line between groups of a tool row."""
    made = frame("barRule")
    made.setFixedHeight(20)
    return made


def picture(name: str, token: str = "textSecondary", size: int = 16) -> QLabel:
    """Icon as a label."""
    made = QLabel()
    made.setPixmap(icons.pixmap(name, token, size, made.devicePixelRatioF()))
    made.setFixedSize(size, size)
    return made


def tight(layout: BoxT, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0) -> BoxT:
    """`layout` with its margins and gap set."""
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    return layout


def head(title: str, note: str = "") -> tuple[QFrame, QLabel]:
    """Title bar of a dock, and the label of the note at its right."""
    made = frame("dockHead")
    made.setFixedHeight(34)
    row = tight(QHBoxLayout(made), (16, 0, 16, 0), 8)
    row.addWidget(label(title, "dockTitle"))
    row.addStretch(1)
    right = label(note, "secondary")
    row.addWidget(right)
    return made, right


class _ValueRow(QWidget):
    def __init__(self, name: str, value: str, role: str) -> None:
        super().__init__()
        self.setFixedHeight(24)
        self._name = ElidedLabel(name, "secondary")
        self._value = ElidedLabel(value, role)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for part, text in ((self._name, name), (self._value, value)):
            part.setParent(self)
            part.ensurePolished()
            part.setProperty("wanted", QFontMetrics(part.font()).horizontalAdvance(text) + 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The value gets what it needs up to 60 %, the name the rest."""
        super().resizeEvent(event)
        room = self.width() - 12
        wanted = int(self._value.property("wanted"))
        name = int(self._name.property("wanted"))
        width = min(wanted, max(room - name, round(room * 0.6)))
        self._name.setGeometry(0, 0, room - width, 24)
        self._value.setGeometry(self.width() - width, 0, width, 24)


def value_row(name: str, value: str, role: str = "medium") -> QWidget:
    """Property row: name at the left, value at the right."""
    return _ValueRow(name, value, role)
