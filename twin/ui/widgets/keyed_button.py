"""A tool button with icon, word and key cap side by side."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QStylePainter, QToolButton

from twin.ui import theme

_PAD, _GAP, _ICON, _HIGH = 8, 6, 16, 28


class KeyedButton(QToolButton):
    """Shows `word` and `key`; the action gives icon, state and what a click does."""

    def __init__(self, word: str, key: str) -> None:
        super().__init__()
        self._word = word
        self._key = key

    def sizeHint(self) -> QSize:
        """Icon, word and key cap with their gaps."""
        width = 2 * _PAD + _ICON + _GAP + self._word_width() + 4
        if self._key:
            width += _GAP + 2 + self._cap_width()
        return QSize(width, _HIGH)

    def minimumSizeHint(self) -> QSize:
        """Nothing may be clipped."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame of the style, then icon, word and key cap."""
        del event
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""  # pyright: ignore[reportAttributeAccessIssue]  missing in stubs
        option.icon = QIcon()  # pyright: ignore[reportAttributeAccessIssue]
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        place = QRect(_PAD, (self.height() - _ICON) // 2, _ICON, _ICON)
        self.icon().paint(
            painter, place, Qt.AlignmentFlag.AlignCenter, self._mode(), self._state()
        )
        painter.setFont(theme.font("body", 500))
        painter.setPen(theme.colour(self._ink()))
        left = _PAD + _ICON + _GAP
        box = QRect(left, 0, self._word_width() + 4, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self._word)
        if self._key:
            self._paint_cap(painter, box.right() + _GAP)

    def _paint_cap(self, painter: QStylePainter, left: int) -> None:
        painter.setRenderHint(QStylePainter.RenderHint.Antialiasing)
        box = QRectF(left + 0.5, (self.height() - 17) / 2 + 0.5, self._cap_width() - 1, 16)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("surface1"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(theme.colour("textSecondary"))
        painter.setFont(theme.font("caption"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)

    def _word_width(self) -> int:
        return QFontMetrics(theme.font("body", 500)).horizontalAdvance(self._word)

    def _cap_width(self) -> int:
        width = QFontMetrics(theme.font("caption")).horizontalAdvance(self._key)
        return max(width + 9, 17)

    def _ink(self) -> str:
        if not self.isEnabled():
            return "textDisabled"
        return "accent" if self.isChecked() else "textPrimary"

    def _mode(self) -> QIcon.Mode:
        return QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled

    def _state(self) -> QIcon.State:
        return QIcon.State.On if self.isChecked() else QIcon.State.Off
