"""A plan as a scenario over many buildings, and that scenario beside doing nothing."""

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from twin.model.choice import AS_DEFAULTS, Choice
from twin.workspace.plan import PlanShown
from twin.workspace.planned_steps import PlannedStep, planned_steps
from twin.workspace.scenarios import comparing, edit

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

FEW = 60  # buildings that are compared at once; of more, one is looked at first


def make_scenario(workspace: "Workspace", shown: PlanShown) -> str:
    """Begin a scenario with the measures of a plan, in their years; its name, "" for none.

    It is calculated under the assumptions that the plan was made under.
    """
    steps = planned_steps(shown)
    if not len(steps):
        return ""
    sources = {p.proposal_id: (p.sha256, p.supplier) for p in shown.board.portfolio.proposals}
    choices = tuple(_choice(workspace, shown, step, sources) for step in steps)
    first, last = int(steps.year.min()), int(steps.year.max())
    name = workspace.say("Plan {first}–{last}", first=first, last=last)
    before = workspace.state.shelf.open
    edit.new(workspace, name, choices)
    made = workspace.state.shelf.open
    if made is None or made is before:
        return ""
    assumed = shown.board.inquiry.assumptions
    if assumed != AS_DEFAULTS and assumed != made.assumptions:
        edit.assume(workspace, replace(assumed, round_name=made.assumptions.round_name))
    workspace.notices.say(
        "The scenario {name} has {count} measures in {buildings} buildings.",
        "Compare it, or open one of its buildings under What-if.",
        name=made.name, count=len(choices), buildings=len(made.buildings),
    )  # fmt: skip
    return made.name


def compare_plan(workspace: "Workspace") -> None:
    """Show the open scenario beside doing nothing, in the building with most of its measures."""
    made = workspace.state.shelf.open
    if made is None or not made.choices:
        return
    counts = Counter(choice.building_id for choice in made.choices)
    most = counts.most_common(1)[0][0]
    entered = workspace.building
    if entered is None or entered.building_id not in counts:
        workspace.enter_building(most)
    comparing.choose(workspace, (comparing.id_of(made),))
    comparing.widen(
        workspace, comparing.ALL_BUILDINGS if len(counts) <= FEW else comparing.THIS_BUILDING
    )
    workspace.set_mode("compare")
    comparing.run_if_wanted(workspace)


def _choice(
    workspace: "Workspace",
    shown: PlanShown,
    step: PlannedStep,
    sources: dict[str, tuple[str, str]],
) -> Choice:
    offer = shown.board.offers[step.measure]
    origin, supplier = sources.get(offer.proposal_id, ("catalogue", ""))
    return Choice(
        workspace.new_key(),
        step.record.building_id,
        offer.measure,
        origin,
        supplier,
        year=step.record.year,
    )
