"""The buildings of a comparison, with everything that the portfolio knows of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from twin.errors import MissingInput
from twin.model.building import Building
from twin.model.choice import Assumptions, Choice, PortfolioScenario
from twin.model.importing import Progress, Silent
from twin.model.known import KnownValue
from twin.model.maintenance import WorkOrder
from twin.model.operation import ActualOperation
from twin.model.register import Component
from twin.model.scenario import Scenario
from twin.workspace.portfolio import PortfolioData
from twin.workspace.state import State

if TYPE_CHECKING:
    from twin.analysis.applied import Case
    from twin.analysis.comparison.ground import Ground, Recorded, UpkeepGround
    from twin.analysis.upkeep.transitions import Wear

Known = Mapping[str, tuple[KnownValue, ...]]
YEARS_OF_FAILURES = 3
"""Before the first year, that failures are counted in."""
HOURS = 24.0  # of a day
_SILENT = Silent()
_READING = "Looking at the buildings"


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What is compared, and on what.

    known : values that are known of the buildings.
    buildings : ids, beside those that the scenarios touch.
    state : of the window; what it knows of the entered building is not looked up again.
    first_year : 0 for this year.
    day : as of which the condition is told, None for today.
    """

    portfolio: PortfolioData
    known: Known
    scenarios: Sequence[PortfolioScenario]
    assumptions: Assumptions
    buildings: tuple[str, ...] = ()
    state: State | None = None
    first_year: int = 0
    day: date | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """All buildings, each once."""
        touched = (b for s in self.scenarios for b in s.buildings)
        return tuple(dict.fromkeys((*self.buildings, *touched)))

    def choices(self, building_id: str) -> tuple[Choice, ...]:
        """Of all scenarios in one building."""
        return tuple(c for s in self.scenarios for c in s.of(building_id))


def ground_of(asked: Asked, progress: Progress = _SILENT) -> "Ground":
    """What the scenarios are compared on.

    Up to three buildings are looked at as if they were entered: with shade, panels, meters and
    their actual operation. More are taken as opportunities are.

    Raises
    ------
    MissingInput
        If the portfolio lacks a building, or a value without an honest default is unknown.
    """
    from twin.analysis.comparison.ground import Ground
    from twin.analysis.comparison.outcomes import FEW
    from twin.workspace.catalogue import by_key
    from twin.workspace.upkeep_tables import upkeep_tables

    portfolio, ids = asked.portfolio, asked.ids
    cases: dict[str, Case] = {}
    for place, building_id in enumerate(ids):
        progress.report(0.3 * place / len(ids), _READING)
        building = _building(portfolio, building_id)
        is_many = len(ids) > FEW
        cases[building_id] = (
            _quick_case(asked, building) if is_many else _whole_case(asked, building, progress)
        )
    year = asked.first_year or (asked.day or date.today()).year
    return Ground(
        cases,
        year,
        asked.assumptions,
        _upkeep(asked, progress),
        {b: recorded(portfolio.work_orders_of(b), year) for b in ids},
        by_key(),
        {p.sha256: p for p in portfolio.proposals if p.sha256},
        upkeep_tables().prices,
    )


def recorded(orders: Sequence[WorkOrder], year: int) -> "Recorded":
    """Failures and costs per year before `year`, and how long the repair usually took."""
    from twin.analysis.comparison.ground import Recorded

    first = year - YEARS_OF_FAILURES
    if not any(first <= order.opened_on.year < year for order in orders):
        return Recorded()
    failures = [o for o in orders if o.is_failure and first <= o.opened_on.year < year]
    paid: defaultdict[str, float] = defaultdict(float)
    for order in orders:
        closed = order.closed_on
        if closed and first <= closed.year < year and np.isfinite(order.cost):
            paid[order.part_code] += order.cost / YEARS_OF_FAILURES
    taken = [(o.closed_on - o.opened_on).days * HOURS for o in failures if o.closed_on]
    return Recorded(
        len(failures) / YEARS_OF_FAILURES, float(np.median(taken)) if taken else np.nan, paid
    )


def _building(portfolio: PortfolioData, building_id: str) -> Building:
    found = portfolio.building(building_id)
    if found is None:
        raise MissingInput(
            "The portfolio has no building {building_id} any more, so nothing was compared.",
            "Take its measures out of the scenarios.",
            building_id=building_id,
        )
    return found


def _quick_case(asked: Asked, building: Building) -> "Case":
    from twin.analysis.applied import Case
    from twin.workspace.defaults import defaults
    from twin.workspace.opportunity_sites import model_of, zone_of
    from twin.workspace.weather import weather_of

    portfolio, key = asked.portfolio, building.building_id
    own = asked.known.get(key, ())
    model = model_of(portfolio.folder, building, own)
    carriers = sorted({m.carrier.value for m in portfolio.meters_of(key)})
    zone = zone_of(building, model, carriers, own)
    weather = weather_of(portfolio.folder, asked.assumptions.weather)
    return Case(building, model, portfolio.assessments_of(key), zone, weather, defaults())


def _whole_case(asked: Asked, building: Building, progress: Progress) -> "Case":
    """As the what-if of the building has it, with all measures of all scenarios in view."""
    from twin.workspace.panels import has_panels, places_of
    from twin.workspace.run_scenario import calibrated_case, with_places
    from twin.workspace.shade import shading_of

    state = _state_of(asked, building, progress)
    if state.shading is None:
        state = replace(state, shading=shading_of(state, progress))
    if state.places is None and has_panels(state):
        state = replace(state, places=places_of(state, progress))
    return with_places(calibrated_case(state), state)


def _state_of(asked: Asked, building: Building, progress: Progress) -> State:
    """The building as if it were entered; what the window knows of it already is taken over."""
    from twin.workspace.enter_building import read_building
    from twin.workspace.history import begin

    key, shown = building.building_id, asked.state
    scenario = Scenario(
        key, choices=asked.choices(key), weather=asked.assumptions.weather,
        take_back=asked.assumptions.take_back,
    )  # fmt: skip
    is_shown = (
        shown is not None
        and shown.building == building
        and (shown.model is not None or not building.model_sha256)
    )
    if shown is not None and is_shown and shown.history is not None:
        history = begin(scenario, shown.operation, shown.known)
        return replace(shown, portfolio=asked.portfolio, history=history)
    operation = _operation(asked.portfolio, key)
    return State(
        portfolio=asked.portfolio,
        building=building,
        model=read_building(asked.portfolio.folder, building, progress),
        mode="what-if",
        history=begin(scenario, operation, asked.known.get(key, ())),
    )


def _operation(portfolio: PortfolioData, building_id: str) -> ActualOperation | None:
    from twin.store.database import open_database
    from twin.store.operations import load_operation

    database = open_database(portfolio.folder, read_only=True)
    try:
        return load_operation(database, building_id)
    finally:
        database.close()


def _upkeep(asked: Asked, progress: Progress) -> "UpkeepGround":
    from twin.analysis.comparison.ground import UpkeepGround
    from twin.workspace.upkeep import upkeep
    from twin.workspace.upkeep_tables import upkeep_tables

    progress.report(0.3, _READING)
    portfolio = asked.portfolio
    return UpkeepGround(
        upkeep(portfolio, asked.day).backlog,
        upkeep_tables(),
        _wear(portfolio),
        portfolio.buildings,
        portfolio.of_kind(Component),
    )


@lru_cache(maxsize=2)
def _wear(portfolio: PortfolioData) -> "Mapping[str, Wear]":
    """How parts of the portfolio wear, as the outlook learns it."""
    from twin.analysis.upkeep.inspections import inspections
    from twin.analysis.upkeep.transitions import learnt
    from twin.workspace.upkeep_tables import upkeep_tables

    return learnt(inspections(portfolio.assessments), upkeep_tables())
