"""What the page asks the workspace: find, plan, explain, make a scenario, write files."""

import math
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from twin.model.choice import AS_DEFAULTS
from twin.model.opportunity import Plan, PlanLimits
from twin.model.scenario import Statement
from twin.ui.dialogs.export_file import export_shown
from twin.ui.texts.language import language, tr
from twin.workspace import opportunities as finding
from twin.workspace import plan as planning
from twin.workspace import plan_scenario
from twin.workspace.opportunities import Board, Inquiry
from twin.workspace.opportunity_rows import (
    LAST_RESORTS,
    OpportunityRow,
    Records,
)
from twin.workspace.plan import PlanShown
from twin.workspace.planned_steps import planned_steps
from twin.workspace.potential import basis_of_board
from twin.workspace.workspace import Workspace


def board_of(workspace: Workspace) -> Board | None:
    """What was found, None before."""
    return workspace.state.opportunities


def plan_shown(workspace: Workspace) -> PlanShown | None:
    """The plan of what is shown, None where there is none or it is of an older board."""
    shown = workspace.state.plan
    return shown if shown is not None and shown.is_of(board_of(workspace)) else None


def plan_of(workspace: Workspace) -> Plan | None:
    """The years of its steps."""
    shown = plan_shown(workspace)
    return shown.plan if shown else None


def find(
    workspace: Workspace,
    must: frozenset[str],
    never: frozenset[str],
    rate: float = math.nan,
) -> None:
    """Look for opportunities; demolition is only in a package where somebody asks for it.

    rate : real, that later money counts less by; NaN for that of what is shown.
    """
    portfolio = workspace.portfolio
    if portfolio is None:
        return
    resorts = {f"{b.building_id}/{m}" for b in portfolio.buildings for m in LAST_RESORTS}
    unwanted = (resorts - must) | never
    board = board_of(workspace)
    assumed = board.inquiry.assumptions if board is not None else AS_DEFAULTS
    if math.isfinite(rate):
        assumed = replace(assumed, discount_rate=rate)
    inquiry = Inquiry(assumed, must=tuple(sorted(must)), never=tuple(sorted(unwanted)))
    finding.find_opportunities(workspace, inquiry, language())


def worthwhile(board: Board) -> float:
    """Investment of the packages that are worth most. [NOK]"""
    if board.ladders is None:
        return 0.0
    money = board.ladders.steps.investment[:, 1]
    return float(money[basis_of_board(board).pays].sum())


def cancel(workspace: Workspace) -> None:
    """Stop looking, and planning."""
    for job in workspace.jobs.running:
        if job.task.topic in (finding.TOPIC, planning.TOPIC):
            job.cancel()


def is_finding(workspace: Workspace) -> bool:
    """Whether opportunities are being calculated."""
    return finding.is_finding(workspace)


def is_planning(workspace: Workspace) -> bool:
    """Whether the exact plan is on its way."""
    running = workspace.jobs.running
    return any(j.task.topic == planning.TOPIC and not j.is_outdated for j in running)


def progress_of(workspace: Workspace) -> float:
    """How far the search is, 0 to 1; NaN where nobody knows."""
    found = [j.fraction for j in workspace.jobs.running if j.task.topic == finding.TOPIC]
    return found[-1] if found else float("nan")


def is_stale(workspace: Workspace) -> bool:
    """Whether records changed since."""
    return finding.is_stale(workspace)


def quickly(workspace: Workspace, limits: PlanLimits) -> None:
    """A plan at once, while a limit is being moved."""
    planning.plan_quickly(workspace, limits)


def exactly(workspace: Workspace, limits: PlanLimits) -> None:
    """The best plan, in the background."""
    planning.plan_exactly(workspace, limits)


def explained(workspace: Workspace, building_id: str) -> tuple[Statement, ...]:
    """Why a building is in the plan, or out."""
    return planning.explained(workspace, building_id)


def make_scenario(workspace: Workspace, shown: PlanShown) -> bool:
    """Begin a scenario with the measures of a plan; whether there is one."""
    return bool(plan_scenario.make_scenario(workspace, shown))


def compare_plan(workspace: Workspace) -> None:
    """Show the open scenario beside doing nothing."""
    plan_scenario.compare_plan(workspace)


def export_opportunities(
    parent: QWidget, workspace: Workspace, rows: Sequence[OpportunityRow]
) -> None:
    """Ask for a file and write opportunities."""
    export_shown(parent, workspace, tr("Opportunities"), Records(rows))


def export_plan(parent: QWidget, workspace: Workspace, shown: PlanShown) -> None:
    """Ask for a file and write the list by year."""
    export_shown(parent, workspace, tr("Plan"), [s.record for s in planned_steps(shown)])
