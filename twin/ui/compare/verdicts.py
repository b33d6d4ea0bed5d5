"""Robust or fragile, as a chip: in how many of the draws one scenario is the better one."""

from PySide6.QtWidgets import QLabel

from twin.model.comparison import ROBUST
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.text import label, tip


def verdict_text(chance: float) -> tuple[str, str]:
    """What a chance of being better means, and its tone."""
    if chance != chance:
        return tr("not known"), "secondary"
    share = numbers.percent(chance)
    if chance >= ROBUST:
        return tr("robust, {share}", share=share), "ok"
    if chance <= 1 - ROBUST:
        return tr("worse, {share}", share=share), "danger"
    return tr("fragile, {share}", share=share), "warn"


def verdict_chip(chance: float) -> QLabel:
    """The verdict as a small label."""
    text, tone = verdict_text(chance)
    made = label(text, tone)
    tip(made, tr("Share of the draws in which it is the better one."))
    return made
