"""Scenarios side by side: which ones, on which buildings, and what came out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from twin.model.choice import AS_DEFAULTS, PortfolioScenario
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
WHAT_IF = "what-if/0"
"""The what-if of the entered building with the proposals that are applied to it."""
FEW = 2  # draws of what the 3D view alone shows
READY, WAITING, FAILED = "ready", "waiting", "failed"


@dataclass(frozen=True, slots=True, eq=False)
class Comparing:
    """What the compare page shows. ``do nothing`` always stands beside the chosen ones.

    chosen : ``key/version`` of one to three scenarios.
    scope : `THIS_BUILDING` or `ALL_BUILDINGS` that one of the scenarios touches.
    left, right : what the two 3D views show: `TODAY` or one of the chosen.
    shows : `PAIR`, `DIFFERENCE` or `SWIPE`.
    found : what came out last, None until it is calculated; see `is_stale`.
    results : of the entered building, by scenario.
    what_for : the scenarios that were asked for.  buildings : on which.
    rests_on : what else the result depends on, told apart by identity.
    stage : `READY`, `WAITING` for the result, or `FAILED`.
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
    rests_on: tuple[object, ...] = ()
    stage: str = READY

    @property
    def is_stale(self) -> bool:
        """Whether what is shown came out before the last edit."""
        return self.found is not None and self.stage != READY


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
        own = what_if(workspace) if scenario_id == WHAT_IF else kept
        if own is not None:
            found.append(own)
    return tuple(found)


def what_if(workspace: "Workspace") -> PortfolioScenario | None:
    """The what-if of the entered building as a scenario; None where no proposal is applied.

    Without proposals it says no more than the open scenario.
    """
    from twin.workspace.audits_out import choices_of

    scenario = workspace.scenario
    if scenario is None or not scenario.proposals:
        return None
    assumed = replace(AS_DEFAULTS, weather=scenario.weather, take_back=scenario.take_back)
    name = " + ".join(p.title for p in scenario.proposals)
    return PortfolioScenario("what-if", name, choices_of(scenario), assumed)


def id_of(scenario: PortfolioScenario) -> str:
    """``key/version`` of a scenario."""
    return f"{scenario.key}/{scenario.version}"


def choose(workspace: "Workspace", chosen: tuple[str, ...]) -> None:
    """Compare other scenarios, three at most beside doing nothing."""
    comparing = workspace.state.comparing
    wanted = tuple(dict.fromkeys(chosen))[: MOST - 1]
    right = comparing.right if comparing.right in wanted else (wanted[-1] if wanted else "")
    left = comparing.left if comparing.left in (TODAY, *wanted) else TODAY
    changed = (wanted, left, right) != (comparing.chosen, comparing.left, comparing.right)
    if changed:
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
    """Compare what is worked on, beside what was compared before."""
    comparing, shelf = workspace.state.comparing, workspace.state.shelf
    own = (f"{shelf.open.key}/0",) if shelf.open else ()
    offered = (WHAT_IF,) if what_if(workspace) is not None else ()
    worked_on = (*own, *offered)
    missing = tuple(c for c in worked_on if c not in comparing.chosen)
    kept = _kept(workspace)[: MOST - 1 - len(missing)]
    choose(workspace, (*kept, *missing))
    if missing:
        look(workspace, right=missing[-1])


def go_on(workspace: "Workspace") -> None:
    """Compare what is left of the chosen scenarios, as they are now."""
    choose(workspace, _kept(workspace))


def _kept(workspace: "Workspace") -> tuple[str, ...]:
    """Those of the chosen scenarios that still exist."""
    shelf = workspace.state.shelf
    own = f"{shelf.open.key}/0" if shelf.open else ""
    offered = WHAT_IF if what_if(workspace) is not None else ""
    return tuple(
        c
        for c in workspace.state.comparing.chosen
        if c in (own, offered) or shelf.row(c) is not None
    )


def run_if_wanted(workspace: "Workspace") -> None:
    """Calculate the comparison in the background where it is shown and not up to date."""
    from twin.workspace.run_scenario import waits_for_model

    comparing, portfolio = workspace.state.comparing, workspace.portfolio
    wanted = scenarios(workspace)
    if workspace.mode != "compare" or portfolio is None or workspace.database is None:
        return
    if waits_for_model(workspace) or not wanted:
        return
    buildings, rests_on = _buildings(workspace, wanted), _rests_on(workspace)
    is_known = (comparing.what_for, comparing.buildings) == (wanted, buildings)
    if is_known and all(a is b for a, b in zip(comparing.rests_on, rests_on, strict=True)):
        return
    before = comparing if workspace.building is _entered(comparing) else Comparing()
    asked_now = replace(
        comparing, found=before.found, results=before.results, what_for=wanted,
        buildings=buildings, rests_on=rests_on, stage=WAITING,
    )  # fmt: skip
    workspace.change(comparing=asked_now)
    found = [b for b in portfolio.buildings if b.building_id in buildings]
    asked = (wanted, buildings)

    def calculate(known: "Known") -> None:
        workspace.jobs.run(
            calculated, workspace.state, known, asked,
            on_done=partial(_show, workspace, wanted), on_error=partial(_fail, workspace, wanted),
            task=Task("Comparing {count} scenarios", TOPIC, {"count": len(wanted)}),
        )  # fmt: skip

    workspace.jobs.run(
        _known, workspace.database, found,
        on_done=calculate, on_error=partial(_fail, workspace, wanted), where="database",
        task=Task(topic=TOPIC),
    )  # fmt: skip


def _rests_on(workspace: "Workspace") -> tuple[object, ...]:
    return workspace.building, workspace.portfolio, workspace.model, workspace.operation


def _entered(comparing: Comparing) -> object:
    return comparing.rests_on[0] if comparing.rests_on else None


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

    wanted, buildings = asked
    limited = tuple(_within(scenario, buildings) for scenario in wanted)
    results: dict[str, ScenarioResult] = {}
    portfolio, building = state.portfolio, state.building
    assert portfolio is not None  # asked by run_if_wanted
    if building is not None:
        for scenario in wanted:
            if id_of(scenario) != WHAT_IF:
                results[id_of(scenario)] = _looked_at(state, building.building_id, scenario)
    found = compared(
        portfolio, known, limited, wanted[0].assumptions, state=state, progress=progress
    )
    return found, results


def _looked_at(state: "State", building_id: str, scenario: PortfolioScenario) -> ScenarioResult:
    """What the 3D view shows of a scenario; its spreads are of two draws and mean nothing."""
    from twin.analysis.evaluate import evaluate
    from twin.workspace.history import begin as history_of
    from twin.workspace.run_scenario import calibrated_case, with_places

    own = Scenario(
        building_id, scenario.name, choices=scenario.of(building_id),
        weather=scenario.assumptions.weather, take_back=scenario.assumptions.take_back,
    )  # fmt: skip
    there = replace(state, history=history_of(own, state.operation, state.known))
    case = calibrated_case(there)
    if case.calibrated is not None:
        few = replace(case.calibrated, draws=case.calibrated.draws[:FEW])
        case = replace(case, calibrated=few)
    return evaluate(own, with_places(case, there, looks_at_shade=True), FEW)


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
        shown = replace(comparing, found=compared, results=results, stage=READY)
        workspace.change(comparing=shown)


def _fail(
    workspace: "Workspace", wanted: tuple[PortfolioScenario, ...], error: BaseException
) -> None:
    comparing = workspace.state.comparing
    if comparing.what_for == wanted:
        workspace.change(comparing=replace(comparing, stage=FAILED))
    workspace.notices.show(error)
