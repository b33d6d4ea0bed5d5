"""Condition of the buildings or elements shown, in the year that is looked at."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from twin.analysis.upkeep.inspections import inspections
from twin.analysis.upkeep.rows import no_rows, rows_of_buildings, rows_of_elements
from twin.analysis.upkeep.yearly import Asked, ThingCondition, condition_in
from twin.model.building import BuildingModel
from twin.model.condition import Assessment
from twin.model.overlay import RowCondition
from twin.model.register import Component
from twin.workspace.basis import Basis, basis_of
from twin.workspace.outlook import Outlook, building_outlook
from twin.workspace.portfolio import PortfolioData
from twin.workspace.state import State
from twin.workspace.upkeep import inspections_of, newest_price_year
from twin.workspace.upkeep_tables import upkeep_tables


def condition_shown(state: State) -> RowCondition | None:
    """Condition of the rows shown; None without a portfolio."""
    portfolio, year = state.portfolio, shown_year(state)
    if portfolio is None:
        return None
    known = state.outlook if year > date.today().year else None
    ahead = known if known and known.is_of(portfolio) else None
    if not state.shows_building:
        return buildings_in(portfolio, year, ahead)
    if state.building is None or state.model is None:
        return None
    return _of_elements((portfolio, state.model, state.building.building_id), year, ahead)


def shown_year(state: State) -> int:
    """The year looked at; 0 is today, and what-ifs are always of today."""
    is_now = state.mode in ("what-if", "compare") or state.year == date.today().year
    return 0 if is_now else state.year


def after(
    state: State, model: BuildingModel, assessments: Sequence[Assessment]
) -> RowCondition | None:
    """Condition of the elements today with other assessments, for a what-if."""
    portfolio, building = state.portfolio, state.building
    if portfolio is None or building is None:
        return None
    today = date.today()
    promised = tuple(replace(a, assessed_on=min(a.assessed_on, today)) for a in assessments)
    asked = _asked(_basis_of_one(portfolio, building.building_id), date.today())
    found = condition_in(inspections(promised), asked, upkeep_tables())
    return rows_of_elements(found, model.elements)


def things_in(portfolio: PortfolioData, building_id: str, year: int = 0) -> ThingCondition:
    """Condition of each thing of a building, or of the portfolio, today or as it stood."""
    return _things(portfolio, building_id, year)


def buildings_in(portfolio: PortfolioData, year: int, ahead: Outlook | None) -> RowCondition:
    """Condition of the buildings of a portfolio in a year; unknown without the forecast it needs.

    Parameters
    ----------
    year : 0 for today.
    """
    day = _day(year)
    return _of_buildings(basis_of(portfolio), day, ahead if day > date.today() else None)


@lru_cache(maxsize=256)
def _of_buildings(basis: Basis, day: date, ahead: Outlook | None) -> RowCondition:
    asked = _asked(basis, day)
    if asked.is_forecast and ahead is None:
        return no_rows(day.year, len(basis.buildings))
    to_come = ahead.grades if ahead else None
    found = condition_in(inspections_of(basis), asked, upkeep_tables(), to_come)
    return rows_of_buildings(found, basis.buildings, to_come)


@lru_cache(maxsize=64)
def _of_elements(
    where: tuple[PortfolioData, BuildingModel, str],
    year: int,
    ahead: Outlook | None,
) -> RowCondition:
    portfolio, model, building_id = where
    asked = _asked(_basis_of_one(portfolio, building_id), _day(year))
    if not asked.is_forecast:
        found = _things(portfolio, building_id, year)
        return rows_of_elements(found, model.elements)
    if ahead is None:
        return no_rows(year, len(model.elements))
    to_come = building_outlook(portfolio, ahead, building_id)
    known = inspections(portfolio.assessments_of(building_id))
    found = condition_in(known, asked, upkeep_tables(), to_come)
    return rows_of_elements(found, model.elements, to_come)


@lru_cache(maxsize=16)
def _things(portfolio: PortfolioData, building_id: str, year: int) -> ThingCondition:
    basis = _basis_of_one(portfolio, building_id) if building_id else basis_of(portfolio)
    return condition_in(inspections(basis.assessments), _asked(basis, _day(year)), upkeep_tables())


def _day(year: int) -> date:
    return date(year, 12, 31) if year else date.today()


def _asked(basis: Basis, day: date) -> Asked:
    level = basis.price_year or newest_price_year()
    return Asked(day, date.today(), level, basis.buildings, basis.components)


def _basis_of_one(portfolio: PortfolioData, building_id: str) -> Basis:
    building = portfolio.building(building_id)
    return Basis(
        portfolio.assessments_of(building_id),
        portfolio.of_kind(Component, building_id),
        (building,) if building else portfolio.buildings,
        portfolio.price_year,
    )
