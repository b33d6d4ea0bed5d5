"""Scenarios side by side: which ones, on which buildings, and what came out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from twin.model.choice import PortfolioScenario
from twin.model.compared import Compared
from twin.model.importing import Progress
from twin.model.scenario import Scenario, ScenarioResult
from twin.workspace.jobs import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twin.model.building import Building
    from twin.store.database import Database
    from twin.workspace.opportunity_sites import Known
    from twin.workspace.state import State
    from twin.workspace.workspace import Workspace

MOST = 4
TODAY, NOTHING = "today", "do nothing"
THIS_BUILDING, ALL_BUILDINGS = "building", "all"
TOPIC = "comparing"
PAIR, DIFFERENCE, SWIPE = "pair", "difference", "swipe"


@dataclass(frozen=True, slots=True, eq=False)
class Comparing:
    """What the compare page shows. ``do nothing`` always stands beside the chosen ones.

    chosen : ``key/version`` of one to three scenarios.
    scope : `THIS_BUILDING` or `ALL_BUILDINGS` that one of the scenarios touches.
    left, right : what the two 3D views show: `TODAY` or one of the chosen.
    shows : `PAIR`, `DIFFERENCE` or `SWIPE`.
    found : what came out, None until it is calculated.
    results : of the entered building, by scenario.
    what_for : the scenarios that `found` is about.  buildings : that were asked for.
    """

    chosen: tuple[str, ...] = ()
    scope: str = THIS_BUILDING
    left: str = TODAY
    right: str = ""
    shows: str = PAIR
    found: Compared | None = None
    results: Mapping[str, ScenarioResult] = field(default_factory=dict[str, ScenarioResult])
    what_for: tuple[PortfolioScenario, ...] = ()
    buildings: tuple[str, ...] = ()


def scenarios(workspace: "Workspace") -> tuple[PortfolioScenario, ...]:
    """The chosen scenarios as they are now; the open draft with its last edit."""
    from twin.workspace.scenarios import keeping

    shelf, found = workspace.state.shelf, list[PortfolioScenario]()
    for scenario_id in workspace.state.comparing.chosen:
        if shelf.open is not None and scenario_id == f"{shelf.open.key}/0":
            found.append(shelf.open)
            continue
        row = shelf.row(scenario_id)
        kept = keeping.scenario(workspace, row) if row is not None else None
        if kept is not None:
            found.append(kept)
    return tuple(found)


def id_of(scenario: PortfolioScenario) -> str:
    """``key/version`` of a scenario."""
    return f"{scenario.key}/{scenario.version}"


def choose(workspace: "Workspace", chosen: tuple[str, ...]) -> None:
    """Compare other scenarios, three at most beside doing nothing."""
    comparing = workspace.state.comparing
    wanted = tuple(dict.fromkeys(chosen))[: MOST - 1]
    right = comparing.right if comparing.right in wanted else (wanted[-1] if wanted else "")
    left = comparing.left if comparing.left in (TODAY, *wanted) else TODAY
    workspace.change(comparing=replace(comparing, chosen=wanted, left=left, right=right))
    run_if_wanted(workspace)


def look(workspace: "Workspace", **views: str) -> None:
    """Show other scenarios in 3D, or show them otherwise: left, right, shows."""
    workspace.change(comparing=replace(workspace.state.comparing, **views))


def widen(workspace: "Workspace", scope: str) -> None:
    """Compare the entered building alone, or all buildings that a scenario touches."""
    workspace.change(comparing=replace(workspace.state.comparing, scope=scope))
    run_if_wanted(workspace)


def begin(workspace: "Workspace") -> None:
    """Compare the open scenario where nothing that exists is chosen yet."""
    comparing, shelf = workspace.state.comparing, workspace.state.shelf
    own = f"{shelf.open.key}/0" if shelf.open else ""
    kept = tuple(c for c in comparing.chosen if c == own or shelf.row(c) is not None)
    if not kept and own:
        kept = (own,)
    choose(workspace, kept)


def run_if_wanted(workspace: "Workspace") -> None:
    """Calculate the comparison in the background where it is shown and not up to date."""
    comparing, portfolio = workspace.state.comparing, workspace.portfolio
    wanted = scenarios(workspace)
    if workspace.mode != "compare" or portfolio is None or workspace.database is None:
        return
    buildings = _buildings(workspace, wanted)
    if not wanted or (comparing.what_for, comparing.buildings) == (wanted, buildings):
        return
    asked_now = replace(comparing, found=None, results={}, what_for=wanted, buildings=buildings)
    workspace.change(comparing=asked_now)
    found = [b for b in portfolio.buildings if b.building_id in buildings]
    asked = (wanted, buildings)

    def go_on(known: "Known") -> None:
        workspace.jobs.run(
            calculated, workspace.state, known, asked,
            on_done=partial(_show, workspace, wanted),
            task=Task("Comparing {count} scenarios", TOPIC, {"count": len(wanted)}),
        )  # fmt: skip

    workspace.jobs.run(
        _known, workspace.database, found,
        on_done=go_on, where="database", task=Task(topic=TOPIC),
    )  # fmt: skip


def _known(database: "Database", buildings: "Sequence[Building]", progress: Progress) -> "Known":
    from twin.workspace.opportunity_sites import known_of_all

    del progress
    return known_of_all(database, buildings)


def calculated(
    state: "State",
    known: "Known",
    asked: tuple[tuple[PortfolioScenario, ...], tuple[str, ...]],
    progress: Progress,
) -> tuple[Compared, Mapping[str, ScenarioResult]]:
    """All scenarios on some buildings, and each on the entered one for the 3D view."""
    from twin.workspace.compared_scenarios import compared
    from twin.workspace.history import begin as history_of
    from twin.workspace.run_scenario import evaluated

    wanted, buildings = asked
    limited = tuple(_within(scenario, buildings) for scenario in wanted)
    results: dict[str, ScenarioResult] = {}
    portfolio, building = state.portfolio, state.building
    assert portfolio is not None  # asked by run_if_wanted
    if building is not None:
        for scenario in wanted:
            own = Scenario(
                building.building_id, scenario.name, choices=scenario.of(building.building_id),
                weather=scenario.assumptions.weather, take_back=scenario.assumptions.take_back,
            )  # fmt: skip
            history = history_of(own, state.operation, state.known)
            results[id_of(scenario)] = evaluated(replace(state, history=history), progress)
    found = compared(
        portfolio, known, limited, wanted[0].assumptions, state=state, progress=progress
    )
    return found, results


def _within(scenario: PortfolioScenario, buildings: tuple[str, ...]) -> PortfolioScenario:
    kept = tuple(c for c in scenario.choices if c.building_id in buildings)
    return replace(scenario, choices=kept)


def _buildings(workspace: "Workspace", wanted: tuple[PortfolioScenario, ...]) -> tuple[str, ...]:
    building = workspace.building
    if workspace.state.comparing.scope == THIS_BUILDING and building is not None:
        return (building.building_id,)
    touched = dict.fromkeys(b for scenario in wanted for b in scenario.buildings)
    if building is not None:
        touched = {building.building_id: None} | touched
    return tuple(touched)


def _show(
    workspace: "Workspace",
    wanted: tuple[PortfolioScenario, ...],
    found: tuple[Compared, Mapping[str, ScenarioResult]],
) -> None:
    comparing = workspace.state.comparing
    if comparing.what_for == wanted:
        compared, results = found
        workspace.change(comparing=replace(comparing, found=compared, results=results))
