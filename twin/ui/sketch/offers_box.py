"""Suppliers' proposals that can be applied, below the measures of the what-if."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from twin.model.proposal import Proposal
from twin.ui.desk import Desk
from twin.ui.texts.language import tr
from twin.ui.widgets.pressable import Pressable
from twin.ui.widgets.text import ElidedLabel, label, picture, tight
from twin.workspace.needs import needs_answered

ROW = 48


class OffersBox(QWidget):
    """One row per proposal that is not applied; a click previews it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = tight(QVBoxLayout(self))
        workspace = desk.workspace
        taken = {p.sha256 for p in (workspace.scenario.proposals if workspace.scenario else ())}
        portfolio = workspace.portfolio
        found = [p for p in (portfolio.proposals if portfolio else ()) if p.sha256 not in taken]
        if not found:
            return
        name = label(tr("Suppliers' proposals"), "label")
        name.setContentsMargins(16, 12, 16, 4)
        column.addWidget(name)
        for proposal in found:
            column.addWidget(self._row(proposal))

    def _row(self, proposal: Proposal) -> Pressable:
        made = Pressable(proposal.proposal_id, proposal.title)
        made.setFixedHeight(ROW)
        made.setProperty("role", "row")
        row = tight(QHBoxLayout(made), (16, 0, 12, 0), 10)
        row.addWidget(picture("plus", "accent"))
        column = tight(QVBoxLayout(), gap=0)
        column.addStretch(1)
        column.addWidget(ElidedLabel(proposal.title, "medium"))
        column.addWidget(ElidedLabel(self._second(proposal), "secondary"))
        column.addStretch(1)
        row.addLayout(column, 1)
        made.pressed.connect(partial(self._choose, proposal.proposal_id))
        return made

    def _choose(self, proposal_id: str, _command: str) -> None:
        self._desk.choice.choose(proposal_id)

    def _second(self, proposal: Proposal) -> str:
        """The supplier, and the needs of the entered building that the proposal answers."""
        workspace = self._desk.workspace
        here = workspace.building.building_id if workspace.building else ""
        portfolio = workspace.portfolio
        found = needs_answered(portfolio, proposal) if portfolio else ()
        titles = ", ".join(n.title for n in found if n.building_id == here)
        if not proposal.accepted:
            return tr("{supplier} · in quarantine", supplier=proposal.supplier)
        if not titles:
            return proposal.supplier
        return tr("{supplier} · answers: {needs}", supplier=proposal.supplier, needs=titles)
