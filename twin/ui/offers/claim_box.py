"""One claimed saving held against the model, with the reason where they do not agree."""

import math

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from twin.model.compared import ABOVE, BELOW, INSIDE, ClaimCheck, Needed
from twin.model.effect_kind import EFFECT_KINDS
from twin.model.proposal import OfferedMeasure, Proposal, Range
from twin.ui.desk import Desk
from twin.ui.offers.claim_strip import ClaimStrip
from twin.ui.texts import numbers
from twin.ui.texts.language import error_text, tr
from twin.ui.texts.offers import decimals_of, range_text
from twin.ui.texts.outcome import quantity_text, spread_text, statement_texts
from twin.ui.widgets.text import label, picture, tight, tip, value_row
from twin.workspace.offers import ClaimChecks, claimed, is_supported

VERDICTS = {
    INSIDE: "The claim lies within what the program calculates here.",
    ABOVE: "The claim is higher than the program calculates here.",
    BELOW: "The claim is lower than the program calculates here.",
}
MOST_NEEDED = 3
OFFERED = "The offered product"
"""Title of inputs that the offer itself states."""
UNKNOWN = "The claim cannot be held against the model here."


class ClaimBox(QWidget):
    """Shows what is known at once, and the model's figures when they are there."""

    def __init__(
        self, desk: Desk, checks: ClaimChecks, offered: tuple[Proposal, OfferedMeasure]
    ) -> None:
        super().__init__()
        self._desk, self._checks = desk, checks
        self._proposal, self._measure = offered
        self._column = tight(QVBoxLayout(self), (0, 6, 0, 0))
        self._content: QWidget | None = None
        checks.changed.connect(self.show_claim)
        self.show_claim()

    def show_claim(self) -> None:
        """Show the newest figures, marked where they are of before."""
        if self._content is not None:
            self._column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        column = tight(QVBoxLayout(self._content), gap=2)
        effect = claimed(self._measure)
        if effect is not None:
            row = value_row(tr("Claimed saving"), range_text(effect.value, "%"))
            tip(row, effect.value.source)
            column.addWidget(row)
        check = self._checks.of(self._proposal, self._measure)
        if check is not None:
            self._add_figures(column, check)
        self._add_state(column, check)
        self._column.addWidget(self._content)

    def _add_figures(self, column: QVBoxLayout, check: ClaimCheck) -> None:
        is_known = math.isfinite(check.model.p50)
        if is_known:
            column.addWidget(value_row(tr("Calculated, P10 – P90"), spread_text(check.model)))
            column.addWidget(ClaimStrip(check))
        row = tight(QHBoxLayout(), gap=6)
        name, tone = ("check", "ok") if check.position == INSIDE else ("warning", "warn")
        row.addWidget(picture(name, tone, 12))
        verdict = tr(VERDICTS.get(check.position, UNKNOWN))
        row.addWidget(label(verdict, "medium", wraps=True), 1)
        column.addLayout(row)
        if check.position != INSIDE:
            _add_reason(column, check)
        if math.isfinite(check.measured):
            text = tr("Metered in the supplier's own cases: {saving}.",
                      saving=numbers.percent(check.measured / 100))  # fmt: skip
            column.addWidget(label(text, "caption", wraps=True))
        elif not self._is_supported():
            column.addWidget(label(tr("The supplier gives no evidence."), "caption", wraps=True))

    def _is_supported(self) -> bool:
        effect = claimed(self._measure)
        return effect is None or is_supported(self._proposal, self._measure, effect)

    def _add_state(self, column: QVBoxLayout, check: ClaimCheck | None) -> None:
        """Whether the figures are those of the building as it is known now."""
        error = self._checks.error
        if error is not None:
            column.addWidget(label(error_text(error), "caption", wraps=True))
        elif check is None:
            column.addWidget(label(tr("Held against the model …"), "secondary"))
        elif not self._checks.is_current:
            column.addWidget(label(tr("Out of date, calculating anew …"), "warn", wraps=True))


def _add_reason(column: QVBoxLayout, check: ClaimCheck) -> None:
    """What would have to be true for the claim, the likeliest first."""
    if not check.needed:
        column.addWidget(label(statement_texts(check.reason)[0], "caption", wraps=True))
        return
    column.addWidget(label(tr("One of these would have to be true:"), "caption", wraps=True))
    for one in check.needed[:MOST_NEEDED]:
        column.addWidget(label(f"· {needed_text(one)}", "caption", wraps=True))


def needed_text(one: Needed) -> str:
    """What one input would have to be, beside what is offered or possible."""
    offered = EFFECT_KINDS.get(one.input)
    is_offered = offered is not None and one.title == OFFERED
    name = tr(offered.meaning).removesuffix(".") if offered and is_offered else tr(one.title)
    digits = min(decimals_of(Range(one.low, one.low, one.high)), 2)
    spread = numbers.span(one.low, one.high, digits).replace(" ", numbers.HARD_SPACE)
    text = (
        "{name}: {value}; the offer says {range}"
        if is_offered
        else "{name}: {value}; here {range} is possible"
    )
    return tr(text, name=name, value=quantity_text(one.quantity), range=spread)
