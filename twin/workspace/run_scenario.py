"""Calculate the what-if of the entered building: before, after and the difference."""

from typing import TYPE_CHECKING

from twin.errors import MissingInput
from twin.model.importing import Progress, Silent
from twin.model.proposal import Proposal, Reach
from twin.model.scenario import ScenarioResult
from twin.model.thermal import ThermalZone
from twin.workspace.jobs import Task
from twin.workspace.state import State

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

_SILENT = Silent()


def run_if_wanted(workspace: "Workspace") -> None:
    """Calculate in the background where a what-if is shown or not empty.

    Emits `result_changed` at the end. Waits for the model while it is read; a newer run makes an
    older one pointless.
    """
    state = workspace.state
    scenario = state.scenario
    if scenario is None or state.result is not None or _waits_for_model(workspace):
        return
    if not scenario.proposals and state.mode not in ("what-if", "compare"):
        return

    def show(result: ScenarioResult) -> None:
        if workspace.scenario == scenario:
            workspace.change(result=result)

    workspace.jobs.run(
        evaluated,
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
    raise NotImplementedError(evaluate)


def zone_of(state: State) -> ThermalZone:
    """The entered building as the hourly model sees it, from its model where it has one."""
    raise NotImplementedError(state)


def reaches(state: State, proposal: Proposal) -> tuple[Reach, ...]:
    """What a proposal would touch in the entered building.

    Raises
    ------
    MissingInput
        If no building is entered.
    """
    from twin.analysis.proposals import reach

    if state.building is None or state.portfolio is None:
        raise MissingInput("No building is entered.", "Enter a building first.")
    return reach(
        proposal,
        state.building,
        state.model,
        state.portfolio.assessments_of(state.building.building_id),
    )


def _waits_for_model(workspace: "Workspace") -> bool:
    return workspace.model is None and any(
        job.task.topic == "building" for job in workspace.jobs.running
    )
