"""Which buildings of the portfolio are shown: search, type, year built, worst grade."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from twin.model.building import Building
from twin.ui.search import matches
from twin.workspace.upkeep import UNKNOWN_FACTS, BuildingFacts

NO_GRADE = -2
NEW_YEARS = 5.0
AGES = {"new": "Last 5 years", "old": "Older than 5 years", "never": "Never assessed"}


@dataclass(frozen=True, slots=True)
class PortfolioFilter:
    """Conditions that must all hold; an empty one holds always.

    built : first and last year, None for any; a building without a year passes only then.
    grades : worst grades, `NO_GRADE` for buildings that were never assessed.
    consequences : gravest KG of what needs work.  risks : highest, codes of `Risk`.
    ages : of the newest assessment, keys of `AGES`.
    labels : energy labels, "" for none.
    ids : the only buildings that pass, None for any; set by a click in the legend.
    """

    query: str = ""
    categories: frozenset[str] = frozenset()
    built: tuple[int, int] | None = None
    grades: frozenset[int] = frozenset()
    consequences: frozenset[int] = frozenset()
    risks: frozenset[int] = frozenset()
    ages: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    ids: frozenset[str] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether everything is shown."""
        return self == PortfolioFilter()

    def admits(self, building: Building, facts: BuildingFacts | None) -> bool:
        """Whether `building`, of which `facts` are known, is shown."""
        known = facts or UNKNOWN_FACTS
        return (
            (self.ids is None or building.building_id in self.ids)
            and self._admits_kind(building)
            and self._admits_year(building.construction_year)
            and self._admits_condition(known)
            and matches(self.query, searched_texts(building))
        )

    def _admits_condition(self, known: BuildingFacts) -> bool:
        grade = NO_GRADE if known.grade is None else known.grade
        return (
            (not self.grades or grade in self.grades)
            and (not self.consequences or known.consequence in self.consequences)
            and (not self.risks or known.risk in self.risks)
            and (not self.ages or age_key(known.age) in self.ages)
        )

    def _admits_kind(self, building: Building) -> bool:
        return (not self.categories or building.category in self.categories) and (
            not self.labels or building.energy_label in self.labels
        )

    def _admits_year(self, year: float) -> bool:
        if self.built is None:
            return True
        return math.isfinite(year) and self.built[0] <= year <= self.built[1]


def age_key(age: float) -> str:
    """Key of `AGES` for the age of the newest assessment. [year]"""
    if math.isnan(age):
        return "never"
    return "new" if age <= NEW_YEARS else "old"


def searched_texts(building: Building) -> tuple[str, ...]:
    """What a search looks at."""
    return (
        building.name,
        building.address,
        building.district,
        building.building_number,
        building.building_id,
    )


def stored_filter(wanted: PortfolioFilter) -> dict[str, Any]:
    """The conditions that are set, as plain lists and texts."""
    found: dict[str, Any] = {}
    for part in fields(PortfolioFilter):
        value = getattr(wanted, part.name)
        if value != part.default:
            found[part.name] = value if isinstance(value, str) else sorted(value)
    return found


def filter_from(stored: Mapping[str, Any]) -> PortfolioFilter:
    """Conditions as they were stored; what makes no sense is left out."""
    found: dict[str, Any] = {}
    for name, value in stored.items():
        if name == "query" and isinstance(value, str):
            found[name] = value
        elif name == "built" and _are(int, value) and len(value) == YEAR_LIMITS:
            found[name] = tuple(value)
        elif name in _MEMBERS and _are(_MEMBERS[name], value):
            found[name] = frozenset(value)
    return PortfolioFilter(**found)


YEAR_LIMITS = 2
_MEMBERS: dict[str, type] = {
    "grades": int, "consequences": int, "risks": int,
    "categories": str, "ages": str, "labels": str, "ids": str,
}  # fmt: skip


def _are(kind: type, value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(v, kind) for v in value)


class Filtering(QObject):
    """The filter in use. Signal: `changed`, only when it differs."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._filter = PortfolioFilter()

    @property
    def current(self) -> PortfolioFilter:
        """The filter in use."""
        return self._filter

    def use(self, wanted: PortfolioFilter) -> None:
        """Filter by `wanted` from now on."""
        if wanted != self._filter:
            self._filter = wanted
            self.changed.emit()

    def search(self, query: str) -> None:
        """Change the words looked for."""
        self.use(replace(self._filter, query=query))

    def clear(self) -> None:
        """Show everything."""
        self.use(PortfolioFilter())

    def shown(
        self, buildings: tuple[Building, ...], facts: Mapping[str, BuildingFacts]
    ) -> tuple[Building, ...]:
        """Those of `buildings` that pass; `facts` by building id."""
        return tuple(b for b in buildings if self._filter.admits(b, facts.get(b.building_id)))
