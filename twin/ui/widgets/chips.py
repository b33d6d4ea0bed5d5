"""Active filters as chips, each with a way to drop it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from twin.model.classification import CATEGORIES
from twin.ui.desk import Desk
from twin.ui.filtering import AGES, NO_GRADE, PortfolioFilter
from twin.ui.texts.language import tr
from twin.ui.texts.upkeep import consequence_text, risk_text
from twin.ui.widgets.badge import grade_name
from twin.ui.widgets.text import tight

LONGEST = 46


class FilterChips(QWidget):
    """Row of chips; empty while nothing is filtered."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._filtering = desk.filtering
        self._row = tight(QHBoxLayout(self), gap=6)
        self._filtering.changed.connect(self.show_filter)
        self.show_filter()

    def show_filter(self) -> None:
        """One chip per condition, and one way to drop all."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        current = self._filtering.current
        for text, without in _conditions(current):
            self._row.addWidget(self._chip(text, without))
        if not current.is_empty:
            clear = QPushButton(tr("Clear all"))
            clear.setProperty("role", "link")
            clear.clicked.connect(self._filtering.clear)
            self._row.addWidget(clear)
        self._row.addStretch(1)

    def _chip(self, text: str, without: PortfolioFilter) -> QPushButton:
        short = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
        chip = QPushButton(f"{short}  ×")
        chip.setProperty("role", "chip")
        chip.setAccessibleName(tr("Drop filter {name}", name=text))
        chip.setToolTip(text)
        chip.clicked.connect(self._dropper(without))
        return chip

    def _dropper(self, without: PortfolioFilter) -> Callable[[], None]:
        return lambda: self._filtering.use(without)


def _conditions(current: PortfolioFilter) -> list[tuple[str, PortfolioFilter]]:
    found: list[tuple[str, PortfolioFilter]] = []
    if current.query:
        text = tr("Search: {words}", words=current.query)
        found.append((text, replace(current, query="")))
    if current.categories:
        names = ", ".join(tr(CATEGORIES[c].label) if c in CATEGORIES else c
                          for c in sorted(current.categories))  # fmt: skip
        found.append((tr("Type: {names}", names=names), replace(current, categories=frozenset())))
    if current.built:
        first, last = current.built
        text = tr("Built {first}–{last}", first=first, last=last)
        found.append((text, replace(current, built=None)))
    found += _of_condition(current)
    if current.labels:
        names = ", ".join(letter or tr("none") for letter in sorted(current.labels))
        found.append((tr("Label: {names}", names=names), replace(current, labels=frozenset())))
    if current.ids is not None:
        found.append((tr("Chosen in the legend"), replace(current, ids=None)))
    return found


def _of_condition(current: PortfolioFilter) -> list[tuple[str, PortfolioFilter]]:
    found: list[tuple[str, PortfolioFilter]] = []
    if current.grades:
        names = ", ".join(tr("not assessed") if g == NO_GRADE else grade_name(g)
                          for g in sorted(current.grades))  # fmt: skip
        found.append((tr("Grade: {names}", names=names), replace(current, grades=frozenset())))
    if current.consequences:
        names = ", ".join(consequence_text(kg) for kg in sorted(current.consequences))
        without = replace(current, consequences=frozenset())
        found.append((tr("Consequence: {names}", names=names), without))
    if current.risks:
        names = ", ".join(risk_text(r) for r in sorted(current.risks))
        found.append((tr("Risk: {names}", names=names), replace(current, risks=frozenset())))
    if current.ages:
        names = ", ".join(tr(AGES[key]) for key in AGES if key in current.ages)
        found.append((tr("Assessed: {names}", names=names), replace(current, ages=frozenset())))
    return found
