"""Frames that act as buttons: cards and links of the first page."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from twin.ui import icons, theme
from twin.ui.texts.language import tr
from twin.ui.widgets.text import ElidedLabel, label, picture, tight


class Pressable(QFrame):
    """Frame that acts as a button, by mouse and by keyboard."""

    pressed = Signal(str)

    def __init__(self, command: str, name: str) -> None:
        super().__init__()
        self._command = command
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(name)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Press with the left button."""
        is_inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and is_inside:
            self.pressed.emit(self._command)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit(self._command)
            return
        super().keyPressEvent(event)


class ActionCard(Pressable):
    """Icon, title and a line of text; the recommended one stands out."""

    def __init__(self, command: str, icon: str, title: str, text: str) -> None:
        super().__init__(command, title)
        self._is_first = command == "open_sample"
        self.setFixedHeight(76 if self._is_first else 74)
        row = tight(QHBoxLayout(self), (20, 0, 20, 0), 16)
        row.addWidget(_IconWell(icon, self._is_first))
        column = tight(QVBoxLayout(), gap=1)
        column.addStretch(1)
        column.addWidget(label(title, "title"))
        column.addWidget(ElidedLabel(text, "secondary"))
        column.addStretch(1)
        row.addLayout(column, 1)
        if self._is_first:
            row.addWidget(label(tr("Enter"), "key"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Accent frame for the recommended one, a line for the rest."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = self._is_first or self.hasFocus()
        width = 2 if is_lit else 1
        edge = "lineStrong" if self.underMouse() and not is_lit else "line"
        painter.setPen(QPen(theme.colour("accent" if is_lit else edge), width))
        painter.setBrush(theme.colour("accentSoft" if self._is_first else "surface2"))
        inset = width / 2
        box = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, 7, 7)


class _IconWell(QWidget):
    def __init__(self, icon: str, is_first: bool) -> None:
        super().__init__()
        self._icon = icon
        self._is_first = is_first
        self.setFixedSize(QSize(40, 40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rounded well with the icon in its middle."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accentFill" if self._is_first else "surface0"))
        painter.drawRoundedRect(self.rect(), 5, 5)
        token = "textOnAccent" if self._is_first else "textSecondary"
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(10, 10, icons.pixmap(self._icon, token, 20, ratio))


class ActionLink(Pressable):
    """Icon, text and key in one line."""

    def __init__(self, command: str, icon: str, text: str, key: str) -> None:
        super().__init__(command, text)
        self.setFixedHeight(32)
        row = tight(QHBoxLayout(self), gap=8)
        row.addWidget(picture(icon))
        row.addWidget(label(text))
        row.addStretch(1)
        row.addWidget(label(key, "secondary"))
