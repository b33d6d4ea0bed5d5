"""Left panel of the portfolio: search and facets with counts."""

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from twin.model.building import Building
from twin.model.classification import CATEGORIES
from twin.ui.desk import Desk
from twin.ui.filtering import AGES, NO_GRADE, PortfolioFilter, age_key
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.upkeep import risk_text
from twin.ui.widgets.flow import Flow
from twin.ui.widgets.search_field import SearchField
from twin.ui.widgets.text import head, label, tight
from twin.ui.widgets.token import Token
from twin.ui.widgets.year_range import YearRange
from twin.workspace.condition import worst_by_building
from twin.workspace.upkeep import UNKNOWN_FACTS, facts

GRADES = (3, 2, 1, 0, -1)


class FiltersPanel(QWidget):
    """Search field and facets; listens to the portfolio and the filter."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._boxes: dict[str, QCheckBox] = {}
        self._grades: dict[int, Token] = {}
        self._labels: dict[str, Token] = {}
        self._facets: dict[str, dict[Any, QPushButton]] = {}
        self._years: YearRange | None = None
        column = tight(QVBoxLayout(self))
        bar, self._shown = head(tr("Filters"))
        column.addWidget(bar)
        self.search = SearchField(tr("Search: name, address"))
        self.search.textChanged.connect(desk.filtering.search)
        top = tight(QHBoxLayout(), (12, 10, 12, 4))
        top.addWidget(self.search)
        column.addLayout(top)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._area, 1)
        desk.workspace.portfolio_changed.connect(self.show_portfolio)
        desk.filtering.changed.connect(self.show_filter)
        self.show_portfolio()

    def show_portfolio(self) -> None:
        """Facets with the counts of the whole portfolio."""
        buildings = self._buildings()
        grades = worst_by_building(self._desk.workspace.portfolio)
        content = QWidget()
        column = tight(QVBoxLayout(content), (16, 8, 16, 16), 2)
        column.addWidget(label(tr("Building type"), "label"))
        self._add_types(column, buildings)
        column.addSpacing(12)
        column.addWidget(label(tr("Built"), "label"))
        column.addWidget(self._year_range(buildings))
        column.addSpacing(8)
        column.addWidget(label(tr("Worst condition grade"), "label"))
        column.addSpacing(3)
        column.addWidget(self._grade_tokens(buildings, dict(grades)))
        column.addSpacing(12)
        self._add_condition(column)
        column.addWidget(label(tr("Energy label"), "label"))
        column.addSpacing(3)
        column.addWidget(self._label_tokens(buildings))
        column.addStretch(1)
        self._area.setWidget(content)
        self.show_filter()

    def show_filter(self) -> None:
        """Check what the filter says and count what is shown."""
        current = self._desk.filtering.current
        for key, box in self._boxes.items():
            box.blockSignals(True)
            box.setChecked(not current.categories or key in current.categories)
            box.blockSignals(False)
        for grade, token in self._grades.items():
            token.setChecked(grade in current.grades)
        for letter, token in self._labels.items():
            token.setChecked(letter in current.labels)
        for name, tokens in self._facets.items():
            for key, token in tokens.items():
                token.setChecked(key in getattr(current, name))
        if self._years is not None:
            self._years.show_range(current.built)
        if self.search.text() != current.query:
            self.search.setText(current.query)
        known = facts(self._desk.workspace.portfolio)
        shown = self._desk.filtering.shown(self._buildings(), known)
        self._shown.setText(tr("{count} shown", count=numbers.number(len(shown))))

    def _buildings(self) -> tuple[Building, ...]:
        portfolio = self._desk.workspace.portfolio
        return portfolio.buildings if portfolio else ()

    def _add_types(self, column: QVBoxLayout, buildings: tuple[Building, ...]) -> None:
        counts = Counter(b.category for b in buildings)
        self._boxes = {}
        for key, count in counts.most_common():
            name = tr(CATEGORIES[key].label) if key in CATEGORIES else key or tr("Unknown")
            box = QCheckBox(name)
            box.toggled.connect(self._type_toggler(key))
            self._boxes[key] = box
            row = tight(QHBoxLayout())
            row.addWidget(box, 1)
            row.addWidget(label(numbers.number(count), "secondary"))
            column.addLayout(row)

    def _year_range(self, buildings: tuple[Building, ...]) -> YearRange:
        known = [int(b.construction_year) for b in buildings if math.isfinite(b.construction_year)]
        self._years = YearRange(known)
        self._years.chosen.connect(self._use_years)
        return self._years

    def _grade_tokens(self, buildings: tuple[Building, ...], grades: dict[str, int]) -> Flow:
        counts = Counter(grades.get(b.building_id, NO_GRADE) for b in buildings)
        self._grades = {g: Token(counts.get(g, 0), g) for g in GRADES}
        if counts.get(NO_GRADE):
            self._grades[NO_GRADE] = Token(counts[NO_GRADE])
        for grade, token in self._grades.items():
            token.clicked.connect(self._grade_toggler(grade))
        return Flow(tuple(self._grades.values()))

    def _label_tokens(self, buildings: tuple[Building, ...]) -> Flow:
        counts = Counter(b.energy_label for b in buildings)
        letters = [*"ABCDEFG", *([""] if counts.get("") else [])]
        self._labels = {x: Token(counts.get(x, 0), letter=x) for x in letters}
        for letter, token in self._labels.items():
            token.clicked.connect(self._label_toggler(letter))
        return Flow(tuple(self._labels.values()))

    def _add_condition(self, column: QVBoxLayout) -> None:
        """Consequence, risk and age of the assessment."""
        known = facts(self._desk.workspace.portfolio)
        told = [known.get(b.building_id, UNKNOWN_FACTS) for b in self._buildings()]
        self._facets = {}
        for title, name, of, texts in (
            (tr("Gravest consequence"), "consequences", lambda f: f.consequence,
             {kg: f"KG{kg}" for kg in (3, 2, 1, 0)}),
            (tr("Highest risk"), "risks", lambda f: f.risk,
             {r: risk_text(r) for r in (3, 2, 1)}),
            (tr("Assessed"), "ages", lambda f: age_key(f.age),
             {key: tr(text) for key, text in AGES.items()}),
        ):  # fmt: skip
            counts = Counter(of(f) for f in told)
            made = {key: _word_token(text, counts[key]) for key, text in texts.items()}
            for key, token in made.items():
                token.clicked.connect(partial(self._toggle, name, key))
            self._facets[name] = made
            column.addWidget(label(title, "label"))
            column.addSpacing(3)
            column.addWidget(Flow(tuple(made.values())))
            column.addSpacing(12)

    def _toggle(self, name: str, key: Any, _is_checked: bool = False) -> None:  # Any: hashable
        current = self._desk.filtering.current
        self._use(replace(current, **{name: getattr(current, name) ^ {key}}))

    def _type_toggler(self, key: str) -> Callable[[bool], None]:
        def toggle(is_on: bool) -> None:
            current = self._desk.filtering.current
            chosen = set(current.categories or self._boxes)
            chosen = chosen | {key} if is_on else chosen - {key}
            all_or_none = not chosen or chosen == set(self._boxes)
            wanted = frozenset() if all_or_none else frozenset(chosen)
            self._desk.filtering.use(replace(current, categories=wanted))
            self.show_filter()

        return toggle

    def _grade_toggler(self, grade: int) -> Callable[[], None]:
        def toggle() -> None:
            current = self._desk.filtering.current
            self._use(replace(current, grades=current.grades ^ {grade}))

        return toggle

    def _label_toggler(self, letter: str) -> Callable[[], None]:
        def toggle() -> None:
            current = self._desk.filtering.current
            self._use(replace(current, labels=current.labels ^ {letter}))

        return toggle

    def _use_years(self, first: int, last: int) -> None:
        is_all = self._years is not None and self._years.limits == (first, last)
        built = None if is_all else (first, last)
        self._use(replace(self._desk.filtering.current, built=built))

    def _use(self, wanted: PortfolioFilter) -> None:
        self._desk.filtering.use(wanted)


def _word_token(text: str, count: int) -> QPushButton:
    made = QPushButton(f"{text}  {numbers.number(count)}")
    made.setProperty("role", "token")
    made.setCheckable(True)
    made.setEnabled(count > 0)
    made.setAccessibleName(f"{text}: {numbers.number(count)}")
    return made
