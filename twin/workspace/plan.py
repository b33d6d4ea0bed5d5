"""Plans from the opportunities that were found: at once while limits move, exact on release."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twin.model.importing import Progress
from twin.model.opportunity import Ladders, Plan, PlanLimits
from twin.model.scenario import Statement
from twin.workspace.jobs import Task

if TYPE_CHECKING:
    from twin.analysis.plan.compare import PlanDifference, PlanSums
    from twin.workspace.opportunities import Board
    from twin.workspace.workspace import Workspace

TOPIC = "plan"


@dataclass(frozen=True, slots=True, eq=False)
class PlanShown:
    """A plan and what it was made from.

    board : with the packages.  rate : real, that later money counts less by.
    is_final : False for the quick one while the exact one is on its way.
    """

    plan: Plan
    board: "Board"
    ladders: Ladders
    rate: float
    sums: "PlanSums"
    is_final: bool = False
    titles: dict[str, str] = field(default_factory=dict[str, str])

    def is_of(self, board: "Board | None") -> bool:
        """Whether it is made from the packages that are shown."""
        return board is not None and self.ladders is board.ladders


def plan_quickly(workspace: "Workspace", limits: PlanLimits) -> PlanShown | None:
    """Show the greedy plan at once; None while there are no packages yet.

    Milliseconds for a thousand buildings; for a slider that is being moved. Emits `plan_changed`.
    """
    from twin.analysis.plan.make import greedy_plan

    board = workspace.state.opportunities
    if board is None or board.ladders is None:
        return None
    workspace.jobs.drop(TOPIC)
    rate = rate_of(board)
    shown = _shown(board, board.ladders, greedy_plan(board.ladders, limits, rate), rate)
    workspace.change(plan=shown)
    return shown


def plan_exactly(workspace: "Workspace", limits: PlanLimits) -> None:
    """Show the greedy plan at once and the exact one when it is there; a newer wish ends it."""
    board = workspace.state.opportunities
    if plan_quickly(workspace, limits) is None or board is None:
        return

    def show(found: PlanShown) -> None:
        if found.is_of(workspace.state.opportunities):
            workspace.change(plan=found)

    workspace.jobs.run(
        exactly, board, limits, on_done=show, task=Task("Looking for the best plan", TOPIC)
    )


def exactly(board: "Board", limits: PlanLimits, progress: Progress) -> PlanShown:
    """The exact plan of a board that has packages.

    Raises
    ------
    Cancelled
        If the user does not want it any more.
    """
    from twin.analysis.plan.make import exact_plan

    assert board.ladders is not None  # or nobody asks
    rate = rate_of(board)

    def stop(done: float) -> None:
        progress.report(done, "Looking for the best plan")

    plan = exact_plan(board.ladders, limits, rate, stop)
    return _shown(board, board.ladders, plan, rate, is_final=True)


def explained(workspace: "Workspace", building_id: str) -> tuple[Statement, ...]:
    """Why a building is in the plan that is shown, or out; () without a plan.

    Measures are named as in `Board.titles`.
    """
    from twin.analysis.plan.explain import explain

    shown = workspace.state.plan
    if shown is None:
        return ()
    found = explain(shown.ladders, shown.plan, building_id, shown.rate)
    return tuple(_titled(one, shown.titles) for one in found)


def compared(first: PlanShown, second: PlanShown) -> "PlanDifference":
    """Two plans from the same packages side by side."""
    from twin.analysis.plan.compare import compare

    return compare(first.ladders, first.plan, second.plan, first.rate)


def rate_of(board: "Board") -> float:
    """Real rate that later money counts less by."""
    from twin.analysis.opportunities.worth import economics_of
    from twin.workspace.defaults import defaults

    return economics_of(defaults(), board.inquiry.assumptions).discount_rate


def _shown(
    board: "Board", ladders: Ladders, plan: Plan, rate: float, *, is_final: bool = False
) -> PlanShown:
    from twin.analysis.plan.compare import sums_of

    sums = sums_of(ladders, plan, rate)
    return PlanShown(plan, board, ladders, rate, sums, is_final, board.titles)


def _titled(statement: Statement, titles: dict[str, str]) -> Statement:
    measure = statement.values.get("measure")
    if not isinstance(measure, str):
        return statement
    values = {**statement.values, "measure": titles.get(measure, measure)}
    return Statement(statement.text, values, statement.source)
