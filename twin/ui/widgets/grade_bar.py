"""How many parts have which grade, as one bar."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from twin.ui import theme
from twin.ui.widgets.badge import grade_name

ORDER = (3, 2, 1, 0, -1)


class GradeBar(QWidget):
    """Bar with one segment per grade, the worst first; not inspected is hatched."""

    def __init__(self, grades: Sequence[int]) -> None:
        super().__init__()
        self._counts = Counter(grades)
        self.setFixedHeight(14)
        said = ", ".join(f"{grade_name(g)} {self._counts[g]}" for g in ORDER if self._counts[g])
        self.setAccessibleName(said or "–")
        self.setToolTip(said)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the segments."""
        del event
        painter = QPainter(self)
        total = sum(self._counts.values())
        left, edge = 0.5, QPen(theme.colour("objectEdge"), 1)
        if not total:
            painter.setPen(QPen(theme.colour("lineStrong"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(QRectF(0.5, 0.5, self.width() - 1, 12))
            return
        painter.setPen(edge)
        for grade in ORDER:
            width = self._counts[grade] / total * (self.width() - 1)
            if width <= 0:
                continue
            box = QRectF(left, 0.5, width, 12)
            painter.setBrush(theme.grade_colour(grade))
            painter.drawRect(box)
            if grade < 0:
                painter.fillRect(box, QBrush(QColor("#777777"), Qt.BrushStyle.BDiagPattern))
            left += width
