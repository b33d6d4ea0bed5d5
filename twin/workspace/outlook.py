"""The forecast of grades: of the portfolio, and of one building with the same wear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from twin.analysis.upkeep.forecast import Forecast, forecast, installed_years
from twin.analysis.upkeep.inspections import graded, inspections
from twin.analysis.upkeep.transitions import Wear, learnt
from twin.model.building import Building
from twin.model.condition import Assessment
from twin.model.importing import Progress
from twin.model.register import Component
from twin.workspace.portfolio import PortfolioData
from twin.workspace.upkeep_tables import upkeep_tables

FIRST_YEAR, LAST_YEAR = 2000, 2056
"""Years that can be looked at."""
_LEARNING, _GRADING = "Learning how parts wear", "Forecasting grades"


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """What is to come if nothing is done.

    assessments, components, buildings : that it was made from; others make it stale.
    wear : of kinds of part with history enough.  grades : of all things graded today.
    """

    assessments: Sequence[Assessment]
    components: Sequence[Component]
    buildings: tuple[Building, ...]
    wear: Mapping[str, Wear]
    grades: Forecast

    def is_of(self, portfolio: PortfolioData) -> bool:
        """Whether it is still that of the portfolio."""
        return (
            self.assessments is portfolio.assessments
            and self.components is portfolio.of_kind(Component)
            and self.buildings is portfolio.buildings
        )


def as_shown(year: int) -> int:
    """A year within those that can be looked at; 0 for this year."""
    within = min(max(year, FIRST_YEAR), LAST_YEAR) if year else 0
    return 0 if within == date.today().year else within


def years_to_come() -> range:
    """From this year to the last that can be looked at."""
    return range(date.today().year, LAST_YEAR + 1)


def outlook_of(portfolio: PortfolioData, progress: Progress) -> Outlook:
    """The forecast of all that is graded.

    Raises
    ------
    Cancelled
        If the user does not want it any more.
    """
    tables, parts = upkeep_tables(), portfolio.of_kind(Component)
    progress.report(0.0, _LEARNING)
    known = inspections(portfolio.assessments)
    wear = learnt(known, tables, on_part=lambda done: progress.report(0.4 * done, _LEARNING))
    progress.report(0.4, _GRADING)
    things = graded(known, date.today())
    installed = installed_years(things, portfolio.buildings, parts)
    found = forecast(things, years_to_come(), tables, installed, wear)
    return Outlook(portfolio.assessments, parts, portfolio.buildings, wear, found)


@lru_cache(maxsize=4)
def building_outlook(portfolio: PortfolioData, known: Outlook, building_id: str) -> Forecast:
    """The forecast of one building, with the wear of the whole portfolio."""
    building = portfolio.building(building_id)
    things = graded(inspections(portfolio.assessments_of(building_id)), date.today())
    parts = portfolio.of_kind(Component, building_id)
    installed = installed_years(things, (building,) if building else (), parts)
    return forecast(things, years_to_come(), upkeep_tables(), installed, known.wear)
