"""The what-if of the entered building and the open scenario say the same of that building.

An edit of the what-if becomes an edit of the open scenario. A building that is entered takes over
what the open scenario says of it, without an edit of its own.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from twin.model.choice import Choice, PortfolioScenario
from twin.model.scenario import Scenario

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace


def connect(workspace: "Workspace") -> None:
    """Keep both in step from now on."""
    from twin.workspace.scenarios import keeping

    workspace.scenario_changed.connect(lambda: from_building(workspace))
    workspace.portfolio_changed.connect(lambda: keeping.follow(workspace))


def to_building(workspace: "Workspace", *, is_anew: bool = True) -> None:
    """Let the entered building take over what the open scenario says of it.

    is_anew : whether another scenario was open before.
    """
    from twin.workspace import edit_scenario

    history, found = workspace.history, workspace.state.shelf.open
    if history is None or found is None:
        return
    wanted = as_what_if(found, history.scenario)
    if wanted == history.scenario:
        return
    if is_anew:
        edit_scenario.take_over(workspace, wanted, is_anew=True)
    else:
        edit_scenario.edit(workspace, wanted, "Change of {title}", found.name)


def from_building(workspace: "Workspace") -> None:
    """Let the open scenario say what the what-if says now; it begins with the first choice."""
    from twin.workspace.scenarios import edit

    history, found, database = workspace.history, workspace.state.shelf.open, workspace.database
    if history is None or database is None or database.is_read_only:
        return
    step, scenario = history.steps[history.at], history.scenario
    if found is None:
        if scenario.choices:
            edit.new(workspace, choices=scenario.choices)
    elif len(history.steps) == 1 or step.edit == _BY_OTHERS:
        _keep_own(workspace, found)
    else:
        changed = taken_from(found, scenario)
        if changed != found and not edit.was_step(workspace, changed):
            what = step.edit or "Change of {title}"
            edit.change(workspace, changed, what, title=step.title)
        if as_what_if(changed, scenario) != scenario:
            _keep_own(workspace, changed)
            workspace.notices.say(
                "The assumptions are locked for the round {name}; nothing was changed.",
                "Unlock them first, or copy the scenario.",
                name=changed.assumptions.round_name,
            )


_BY_OTHERS = "Change by {title}"
"""What somebody else stored of the what-if; a building that was just entered has one step only."""


def _keep_own(workspace: "Workspace", found: PortfolioScenario) -> None:
    """Show what the open scenario says in place of what came from elsewhere."""
    from twin.workspace import edit_scenario

    history = workspace.history
    if history is not None and (own := as_what_if(found, history.scenario)) != history.scenario:
        edit_scenario.take_over(workspace, own, is_anew=False)


def as_what_if(found: PortfolioScenario, scenario: Scenario) -> Scenario:
    """The what-if of a building with the choices and assumptions of a scenario."""
    own = found.of(scenario.building_id)
    return replace(
        scenario,
        choices=own,
        weather=found.assumptions.weather,
        take_back=found.assumptions.take_back,
    )


def taken_from(found: PortfolioScenario, scenario: Scenario) -> PortfolioScenario:
    """A scenario that says of a building what its what-if says."""
    assumed = found.assumptions
    if not assumed.round_name:
        assumed = replace(assumed, weather=scenario.weather, take_back=scenario.take_back)
    return replace(
        found,
        choices=_in_place(found.choices, scenario.building_id, scenario.choices),
        assumptions=assumed,
    )


def put_in(workspace: "Workspace") -> None:
    """Make choices of the open scenario out of the proposals applied to the entered building."""
    from twin.workspace import edit_scenario

    history = workspace.history
    if history is None or not history.scenario.proposals:
        return
    scenario = history.scenario
    more = tuple(
        Choice(workspace.new_key(), scenario.building_id, m, p.sha256, p.supplier)
        for p in scenario.proposals
        for m in p.measures
    )
    as_choices = replace(scenario, proposals=(), choices=(*more, *scenario.choices))
    edit_scenario.edit(workspace, as_choices, "Put the proposals into the scenario")


def _in_place(
    choices: tuple[Choice, ...], building_id: str, own: tuple[Choice, ...]
) -> tuple[Choice, ...]:
    """Choices with those of one building replaced where its first stood."""
    if tuple(c for c in choices if c.building_id == building_id) == own:
        return choices
    place = next((i for i, c in enumerate(choices) if c.building_id == building_id), len(choices))
    before = tuple(c for c in choices[:place] if c.building_id != building_id)
    after = tuple(c for c in choices[place:] if c.building_id != building_id)
    return (*before, *own, *after)
