"""The needs of a building as cards: pain, votes, and what answers them."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from twin.model.need import Need
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.upkeep.need_list import paint_pain
from twin.ui.widgets.text import ElidedLabel, frame, label, tight
from twin.workspace.needs import answered_by
from twin.workspace.portfolio import PortfolioData

MOST = 3


def add_needs(column: QVBoxLayout, portfolio: PortfolioData, needs: Sequence[Need]) -> None:
    """Add the gravest needs to a card; those left out are counted."""
    column.addWidget(label(tr("Needs"), "label"))
    column.addSpacing(3)
    for need in needs[:MOST]:
        column.addWidget(_card(portfolio, need))
        column.addSpacing(4)
    if len(needs) > MOST:
        count = numbers.number(len(needs) - MOST)
        column.addWidget(label(tr("and {count} more", count=count), "caption"))


def _card(portfolio: PortfolioData, need: Need) -> QWidget:
    card = frame("card")
    row = tight(QHBoxLayout(card), (10, 6, 10, 6), 10)
    row.addWidget(PainBadge(need.pain))
    inside = tight(QVBoxLayout(), gap=1)
    inside.addWidget(ElidedLabel(need.title, "medium"))
    said = [need.affects]
    if need.votes:
        said.append(tr("{count} votes", count=numbers.number(need.votes)))
    inside.addWidget(ElidedLabel(" · ".join(s for s in said if s), "caption"))
    answers = answered_by(portfolio, need)
    if answers:
        titles = ", ".join(p.title for p in answers)
        inside.addWidget(ElidedLabel(tr("Answered by: {titles}", titles=titles), "caption"))
    row.addLayout(inside, 1)
    return card


class PainBadge(QWidget):
    """Pain of a need, 1 to 5."""

    def __init__(self, pain: int) -> None:
        super().__init__()
        self._pain = pain
        self.setFixedSize(20, 18)
        self.setAccessibleName(tr("pain {pain}", pain=pain))
        self.setToolTip(tr("pain {pain}", pain=pain))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The badge of the list of needs."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_pain(painter, QRectF(0.5, 0.5, 19, 17), self._pain)
