"""A badge with a count that switches a filter on and off."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from twin.ui import theme
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.badge import grade_name, paint_grade, paint_label


class Token(QPushButton):
    """Grade or label with a count; `letter` "" and `grade` None stand for none."""

    def __init__(self, count: int, grade: int | None = None, letter: str | None = None) -> None:
        super().__init__()
        self._count = numbers.number(count)
        self._grade = grade
        self._letter = letter
        self._word = "" if grade is not None or letter else tr("None")
        self.setProperty("role", "token")
        self.setCheckable(True)
        self.setEnabled(count > 0)
        name = grade_name(grade) if grade is not None else (letter or tr("None"))
        self.setAccessibleName(f"{name}: {self._count}")
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        """Badge, count and a little air."""
        text = self.fontMetrics().horizontalAdvance(self._count)
        word = self.fontMetrics().horizontalAdvance(self._word) + 4 if self._word else 26
        return QSize(text + word + 18, 24)

    def minimumSizeHint(self) -> QSize:
        """As small as it wants to be."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame of the style, badge, count."""
        super().paintEvent(event)
        painter = QPainter(self)
        middle = (self.height() - 16) / 2
        left = 7.0
        if self._grade is not None:
            paint_grade(painter, QRectF(left, middle, 18, 15), self._grade)
            left += 25
        elif self._letter:
            paint_label(painter, QRectF(left, middle, 24, 16), self._letter)
            left += 26
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("textSecondary" if self.isEnabled() else "textDisabled"))
        text = f"{self._word} {self._count}".strip()
        box = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
