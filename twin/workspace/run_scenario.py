"""Calculate the what-if of the entered building: before, after and the difference."""

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from twin.errors import MissingInput
from twin.model.importing import Progress, Silent
from twin.model.proposal import Proposal, Reach
from twin.model.scenario import NORMAL_YEAR, ScenarioResult
from twin.model.thermal import UNKNOWN
from twin.workspace.jobs import Task
from twin.workspace.known_model import with_known_airflow, with_known_values
from twin.workspace.state import State

if TYPE_CHECKING:
    from twin.analysis.evaluate import Case
    from twin.workspace.workspace import Workspace

SHADE = "shade"  # topic of the job that looks at the shade of the entered building
AFTER_ESTIMATE = 0.1  # [s]
_SILENT = Silent()


def run_if_wanted(workspace: "Workspace") -> None:
    """Calculate in the background where a what-if is shown or not empty.

    Emits `result_changed` at the end. Waits for the model while it is read, and for its shade; a
    newer run makes an older one pointless.
    """
    from twin.workspace import panels

    state = workspace.state
    scenario = state.scenario
    if scenario is None or state.result is not None or waits_for_model(workspace):
        return
    is_empty = not scenario.proposals and not scenario.choices
    if is_empty and state.mode not in ("what-if", "compare"):
        return

    panels.look(workspace)
    if state.places is None and panels.has_panels(state):
        return

    def show(result: ScenarioResult) -> None:
        if workspace.scenario == scenario:
            workspace.change(result=result)

    workspace.jobs.run(
        _evaluated_later,
        state,
        on_done=show,
        task=Task("Calculating {name}", "result", {"name": scenario.name}),
    )


def evaluated(state: State, progress: Progress = _SILENT) -> ScenarioResult:
    """Before and after of the what-if in `state`, which is not changed.

    Raises
    ------
    MissingInput
        If no building is entered, or a value without an honest default is unknown.
    """
    from twin.analysis.evaluate import evaluate

    progress.report(0.0, "Calculating")
    if state.scenario is None:
        raise _nothing_entered()
    case = calibrated_case(state)
    progress.report(0.2, "Calculating")
    return evaluate(state.scenario, with_places(case, state, looks_at_shade=True))


def _evaluated_later(state: State, progress: Progress) -> ScenarioResult:
    """As `evaluated`, after the quick estimate has had the processor, and the last of edits."""
    time.sleep(AFTER_ESTIMATE)
    return evaluated(state, progress)


def calibrated_case(state: State) -> "Case":
    """The entered building in the weather of the what-if, calibrated where its meters allow it.

    Raises
    ------
    MissingInput
        If no building is entered, or a value without an honest default is unknown.
    UnreadableFile
        If the portfolio no longer has the weather of the what-if.
    """
    from twin.workspace.calibration import calibrated
    from twin.workspace.weather import weather_of

    case, portfolio = case_of(state), state.portfolio
    if portfolio is None:
        raise _nothing_entered()
    key = state.scenario.weather if state.scenario else NORMAL_YEAR
    meters = portfolio.meters_of(case.building.building_id)
    operation = with_known_airflow(state.operation, state.known)
    return replace(
        case,
        weather=weather_of(portfolio.folder, key),
        calibrated=calibrated(portfolio.folder, meters, case.zone, case.defaults, operation),
    )


def reaches(state: State, proposal: Proposal) -> tuple[Reach, ...]:
    """What a proposal would touch in the entered building.

    Raises
    ------
    MissingInput
        If no building is entered, or a value without an honest default is unknown.
    """
    from twin.analysis.proposals import reach

    case = with_places(case_of(state), state)
    return reach(proposal, case.building, case.model, case.assessments, case.zone)


def with_places(case: "Case", state: State, *, looks_at_shade: bool = False) -> "Case":
    """The same case, with the places for solar panels and those the user chose among them.

    looks_at_shade : on fields that were just drawn, which takes a moment; else they have none yet.
    """
    from twin.workspace.drawn_places import drawn_places

    chosen = state.scenario.panels if state.scenario else ()
    drawn = drawn_places(state, case.weather, looks_at_shade=looks_at_shade)
    zone = replace(case.zone, places=(*(state.places or ()), *drawn), panel_choice=chosen)
    return replace(case, zone=zone)


def case_of(state: State) -> "Case":
    """The entered building with its zone, the normal year and the default values.

    Raises
    ------
    MissingInput
        If no building is entered, or a value without an honest default is unknown.
    """
    from twin.analysis.archetypes import storey_height
    from twin.analysis.evaluate import Case
    from twin.analysis.known_values import known_building, with_known
    from twin.analysis.measure_effects.renewal import Renewals
    from twin.analysis.uses import dividing_area, uses_of
    from twin.analysis.zones import zone_from_model
    from twin.workspace.catalogue import by_key
    from twin.workspace.defaults import defaults, normal_year
    from twin.workspace.upkeep_tables import upkeep_tables

    known, portfolio = state.known, state.portfolio
    if state.building is None or portfolio is None:
        raise _nothing_entered()
    building = known_building(state.building, known)
    model = with_known_values(state.model, known)
    carriers = {m.carrier.value for m in portfolio.meters_of(building.building_id)}
    zone = zone_from_model(
        building, model.envelope if model else None, defaults(), carriers, known
    )
    zone = with_known(zone, known, defaults())
    if state.operation is not None:  # it has the known air flow, see `with_known_airflow`
        zone = replace(zone, airflow=UNKNOWN)
    if model:
        height = storey_height(building, defaults())
        zone = replace(
            zone,
            uses=uses_of(model.spaces, building.category),
            dividing=dividing_area(model.spaces, building.category, model.storeys, height),
        )
    zone = replace(zone, shading=state.shading)
    assessments = portfolio.assessments_of(building.building_id)
    renewals = Renewals(by_key(), upkeep_tables())
    return Case(building, model, assessments, zone, normal_year(), defaults(), renewals=renewals)


def _nothing_entered() -> MissingInput:
    return MissingInput("No building is entered.", "Enter a building first.")


def waits_for_model(workspace: "Workspace") -> bool:
    """Whether the model of the entered building is still being read, or its shade looked at."""
    awaited = (SHADE,) if workspace.model is not None else (SHADE, "building")
    return any(job.task.topic in awaited and not job.is_outdated for job in workspace.jobs.running)
