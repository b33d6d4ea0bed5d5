"""Condition grade and energy label as small marks, on screen and in tables."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from twin.ui import theme

BADGE = QSize(18, 16)
LABEL = QSize(26, 16)
LETTER = QSize(32, 32)


def paint_grade(painter: QPainter, place: QRectF, grade: int | None) -> None:
    """Grade badge: digit on its colour; ``IU`` dashed; nothing for None."""
    if grade is None:
        return
    fill = theme.grade_colour(grade)
    box = QRectF(round(place.x()) + 0.5, round(place.y()) + 0.5, place.width(), place.height())
    pen = QPen(fill.darker(160) if grade >= 0 else QColor("#4A4A4A"), 1)
    if grade < 0:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawRoundedRect(box, 3, 3)
    if grade < 0:
        painter.fillRect(box.adjusted(1, 1, -1, -1), QBrush(QColor("#8A8A8A"), _HATCH))
    painter.setPen(theme.text_on(fill))
    painter.setFont(theme.font("label", 600))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "IU" if grade < 0 else str(grade))
    painter.restore()


def paint_label(painter: QPainter, place: QRectF, letter: str) -> None:
    """Energy label: swatch and letter, the swatch never alone."""
    fill = theme.label_colour(letter)
    box = QRectF(round(place.x()) + 0.5, round(place.y()) + 1.5, 9, 13)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(fill.darker(150), 1))
    painter.setBrush(fill)
    painter.drawRoundedRect(box, 2, 2)
    painter.setPen(theme.colour("textPrimary"))
    painter.setFont(theme.font("body", 600))
    beside = QRectF(box.right() + 5, place.y() + 0.5, 20, place.height())
    painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, letter or "–")
    painter.restore()


_HATCH = Qt.BrushStyle.BDiagPattern


class GradeBadge(QWidget):
    """One condition grade."""

    def __init__(self, grade: int | None, size: int = 16) -> None:
        super().__init__()
        self._grade = grade
        self.setFixedSize(size + 3, size + 1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(grade_name(grade))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the badge."""
        del event
        painter = QPainter(self)
        paint_grade(painter, QRectF(0, 0, self.width() - 1, self.height() - 1), self._grade)


class LabelBadge(QWidget):
    """One energy label."""

    def __init__(self, letter: str) -> None:
        super().__init__()
        self._letter = letter
        self.setFixedSize(LABEL)
        self.setAccessibleName(letter or "–")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw swatch and letter."""
        del event
        paint_label(QPainter(self), QRectF(self.rect()), self._letter)


class LetterTile(QWidget):
    """The letter of an energy label, large on its colour; an outline with a dash for none."""

    def __init__(self, letter: str) -> None:
        super().__init__()
        self._letter = letter
        self.setFixedSize(LETTER)
        self.setAccessibleName(letter or "–")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field and the letter."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = theme.label_colour(self._letter)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(fill.darker(150) if self._letter else theme.colour("line"), 1))
        painter.setBrush(fill if self._letter else theme.colour("surface1"))
        painter.drawRoundedRect(box, 4, 4)
        ink = theme.text_on(fill) if self._letter else theme.colour("textSecondary")
        painter.setPen(ink)
        painter.setFont(theme.font("heading"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._letter or "–")


def grade_name(grade: int | None) -> str:
    """``TG2``, ``TGIU`` or an en dash."""
    if grade is None:
        return "–"
    return "TGIU" if grade < 0 else f"TG{grade}"
