"""The chosen offer in the what-if: who sent it, whether it is trusted, what it would touch."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from twin.model.proposal import Proposal
from twin.ui.desk import Desk
from twin.ui.offers.dialog import look_through
from twin.ui.offers.measure_card import measure_card
from twin.ui.texts import received
from twin.ui.texts.language import tr
from twin.ui.widgets.text import (
    ElidedLabel,
    breakable,
    frame,
    label,
    picture,
    tight,
    tip,
    value_row,
)
from twin.workspace.offers import ClaimChecks

SHORT_HASH = 16


class OfferCard(QWidget):
    """Title, supplier, state, and one card for each measure."""

    def __init__(self, desk: Desk, checks: ClaimChecks, proposal: Proposal) -> None:
        super().__init__()
        self._desk, self._proposal = desk, proposal
        column = tight(QVBoxLayout(self), gap=3)
        column.addWidget(label(breakable(proposal.title), "title", wraps=True))
        supplier = tight(QHBoxLayout(), gap=6)
        supplier.addWidget(ElidedLabel(proposal.supplier, "secondary"), 1)
        whole = QPushButton(tr("The whole offer …"))
        whole.setProperty("role", "link")
        whole.clicked.connect(self.look_through)
        supplier.addWidget(whole)
        column.addLayout(supplier)
        if not proposal.accepted:
            column.addWidget(self._quarantine())
        for title, value, tone in received.rows_of(proposal):
            column.addWidget(value_row(title, value, tone or "medium"))
        if proposal.sha256:
            row = value_row(tr("SHA-256"), f"{proposal.sha256[:SHORT_HASH]}…")
            tip(row, proposal.sha256)
            column.addWidget(row)
        column.addSpacing(8)
        column.addWidget(label(tr("What it would touch in the model"), "label"))
        reaches = desk.workspace.preview_proposal(proposal.proposal_id)
        by_measure = {r.measure_id: r for r in reaches}
        for measure in proposal.measures:
            reach = by_measure.get(measure.measure_id)
            column.addWidget(measure_card(desk, checks, (proposal, measure), reach))
            column.addSpacing(3)
        column.addSpacing(10)

    def look_through(self) -> None:
        """Show all that the offer says, and let it be accepted."""
        look_through(self.window(), self._desk.workspace, self._proposal)

    def _quarantine(self) -> QWidget:
        made = frame("card")
        row = tight(QHBoxLayout(made), (10, 7, 10, 7), 8)
        row.addWidget(picture("warning", "warn", 14))
        text = tr("In quarantine: nobody has accepted this file yet. It counts in no sum and no"
                  " plan.")  # fmt: skip
        row.addWidget(label(text, "secondary", wraps=True), 1)
        return made
