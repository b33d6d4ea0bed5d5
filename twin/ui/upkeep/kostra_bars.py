"""Key figures of one's own buildings beside the national ones."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from twin.ui import theme
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.bar_chart import top_value

ROW, BAR = 48, 11
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Pair:
    """One key figure. own: NaN where nothing is recorded. [NOK/(m2 year)]"""

    name: str
    own: float
    national: float


class KostraBars(QWidget):
    """Two bars per key figure on one scale."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs: tuple[Pair, ...] = ()
        self.setAccessibleName(tr("Key figures beside KOSTRA"))

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """What is shown."""
        return self._pairs

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        """Show other key figures."""
        self._pairs = tuple(pairs)
        self.setFixedHeight(ROW * len(self._pairs))
        words = [
            f"{p.name}: {numbers.number(p.own)}, KOSTRA {numbers.number(p.national)}"
            for p in pairs
        ]
        self.setAccessibleDescription("; ".join(words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name over two bars; values at their ends."""
        del event
        painter = QPainter(self)
        painter.setFont(theme.font("body"))
        top = top_value([v for p in self._pairs for v in (p.own, p.national)])
        for place, pair in enumerate(self._pairs):
            y = place * ROW
            painter.setPen(theme.colour("textPrimary"))
            painter.drawText(QRectF(0, y, self.width(), 18), _LEFT, pair.name)
            self._bar(painter, y + 19, pair.own, top, is_own=True)
            self._bar(painter, y + 19 + BAR + 1, pair.national, top, is_own=False)

    def _bar(self, painter: QPainter, y: float, value: float, top: float, *, is_own: bool) -> None:
        room = self.width() - 92.0
        known = math.isfinite(value) and value > 0
        width = room * value / top if known else 0.0
        fill = theme.colour("accent") if is_own else theme.colour("chartAxis")
        painter.fillRect(QRectF(0, y, width, BAR), fill)
        painter.save()
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("textPrimary" if is_own else "textSecondary"))
        text = numbers.number(value) if known else tr("nothing recorded")
        painter.drawText(QRectF(width + 6, y - 2, 120, BAR + 4), _LEFT, text)
        painter.restore()
