"""One measure of an offer: what it would touch here, what it costs, what it claims."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from twin.model.proposal import OfferedMeasure, Proposal, Reach
from twin.ui.desk import Desk
from twin.ui.offers.claim_box import ClaimBox
from twin.ui.sketch.words import reach_text
from twin.ui.texts import numbers, received
from twin.ui.texts.language import tr
from twin.ui.texts.offers import UNSUPPORTED, counted_text, mark_of
from twin.ui.widgets.text import ElidedLabel, breakable, frame, label, picture, tight
from twin.workspace.offers import ClaimChecks, claimed


def measure_card(
    desk: Desk, checks: ClaimChecks, offered: tuple[Proposal, OfferedMeasure], reach: Reach | None
) -> QFrame:
    """Card of a measure in the entered building."""
    proposal, measure = offered
    made = frame("card")
    column = tight(QVBoxLayout(made), (10, 7, 10, 8), 1)
    column.addWidget(label(breakable(measure.title), "medium", wraps=True))
    if reach is None or reach.reason:
        row = tight(QHBoxLayout(), gap=6)
        row.addWidget(picture("warning", "warn", 12))
        text = tr(reach.reason) if reach is not None else tr("Nothing is known about it here.")
        row.addWidget(label(text, "caption", wraps=True), 1)
        column.addLayout(row)
        return made
    row = tight(QHBoxLayout(), gap=6)
    row.addWidget(label(reach_text(reach), "secondary"))
    row.addStretch(1)
    if reach.elements:
        show = QPushButton(tr("Show"))
        show.setProperty("role", "link")
        show.clicked.connect(_shower(desk, reach))
        row.addWidget(show)
    column.addLayout(row)
    column.addWidget(ElidedLabel(price_text(measure, reach), "caption"))
    is_weak = any(mark_of(proposal, measure, e) == UNSUPPORTED for e in measure.effects)
    role = "warn" if is_weak else "caption"
    column.addWidget(label(counted_text(proposal, measure), role, wraps=True))
    for text in received.remarks_on(reach):
        column.addWidget(label(text, "caption", wraps=True))
    if claimed(measure) is not None:
        column.addWidget(ClaimBox(desk, checks, offered))
    return made


def price_text(measure: OfferedMeasure, reach: Reach) -> str:
    """What is asked for what it would touch, with its range."""
    cost, low, high = (
        numbers.money(fixed + unit * reach.quantity)
        for fixed, unit in (
            (measure.fixed_cost.value, measure.unit_cost.value),
            (measure.fixed_cost.low, measure.unit_cost.low),
            (measure.fixed_cost.high, measure.unit_cost.high),
        )
    )
    if low == high:
        return tr("offered at {cost}, without a spread", cost=cost)
    return tr("offered at {cost} ({low} – {high})", cost=cost, low=low, high=high)


def _shower(desk: Desk, reach: Reach) -> Callable[[], None]:
    def show() -> None:
        model = desk.workspace.model
        if model is not None:
            desk.workspace.select(frozenset(model.elements[row].key for row in reach.elements))
            desk.actions["fit"].trigger()

    return show
