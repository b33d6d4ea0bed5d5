"""Edit the single measures of the what-if of the entered building; every edit can be undone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from twin.errors import TwinError
from twin.model.catalogue import CatalogueMeasure
from twin.model.choice import CATALOGUE, Choice
from twin.model.proposal import OfferedMeasure, Proposal, Reach
from twin.model.scenario import Scenario
from twin.model.sketch import Sketch
from twin.workspace import edit_scenario, run_scenario
from twin.workspace.catalogue import by_key, catalogue, massings, with_parameters
from twin.workspace.state import State

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Suited:
    """A measure of the catalogue and what it would touch in the entered building.

    reach : its `reason` says why it does not suit, "" if it does.
    times : how often it is in the what-if already.
    """

    measure: CatalogueMeasure
    reach: Reach
    times: int


def suited(state: State, language: str) -> tuple[Suited, ...]:
    """The whole catalogue in its order, with what each measure would touch.

    Raises
    ------
    MissingInput
        If no building is entered, or a value without an honest default is unknown.
    """
    every = (*catalogue(language), *massings(language))
    offer = Proposal("", "", "", "", 0, tuple(one.measure for one in every))
    found = run_scenario.reaches(state, offer)
    chosen = [c.measure.catalogue or c.measure.measure_id for c in choices_of(state)]
    return tuple(
        Suited(one, reached, chosen.count(one.key))
        for one, reached in zip(every, found, strict=True)
    )


def choices_of(state: State) -> tuple[Choice, ...]:
    """Single measures of the what-if, in their order."""
    return state.scenario.choices if state.scenario else ()


def choice_of(state: State, key: str) -> Choice | None:
    """One of them, None if it is not there."""
    return next((c for c in choices_of(state) if c.key == key), None)


def doubled(state: State, choice: Choice) -> bool:
    """Whether an earlier measure of the same kind meets the same parts of the building."""
    for other in choices_of(state):
        if other.key == choice.key:
            return False
        is_same = other.measure.measure_id == choice.measure.measure_id and other.is_on
        if is_same and _meets(other, choice):
            return True
    return False


def add_from_catalogue(workspace: "Workspace", key: str, language: str) -> str:
    """Put a measure of the catalogue at the end; its key, "" if no building is entered."""
    known = {**by_key(language), **{one.key: one for one in massings(language)}}
    scenario = workspace.scenario
    if scenario is None:
        return ""
    made = Choice(workspace.new_key(), scenario.building_id, known[key].measure, CATALOGUE)
    _store(workspace, (*scenario.choices, made), "Add {title}", made.measure.title)
    return made.key


def change(workspace: "Workspace", choice: Choice, edit: str) -> None:
    """Put a choice in the place of that of the same key. edit: what is done, English."""
    before = choices_of(workspace.state)
    after = tuple(choice if c.key == choice.key else c for c in before)
    _store(workspace, after, edit, choice.measure.title)


def remove(workspace: "Workspace", key: str) -> None:
    """Take a measure out."""
    found = choice_of(workspace.state, key)
    if found is not None:
        kept = tuple(c for c in choices_of(workspace.state) if c.key != key)
        _store(workspace, kept, "Remove {title}", found.measure.title)


def copy(workspace: "Workspace", key: str) -> str:
    """Put the same measure once more at the end; the key of the new one."""
    found, scenario = choice_of(workspace.state, key), workspace.scenario
    if found is None or scenario is None:
        return ""
    made = replace(found, key=workspace.new_key())
    _store(workspace, (*scenario.choices, made), "Copy {title}", found.measure.title)
    return made.key


def move(workspace: "Workspace", key: str, steps: int) -> None:
    """Let a measure take effect earlier (-) or later (+)."""
    every = list(choices_of(workspace.state))
    at = next((row for row, c in enumerate(every) if c.key == key), -1)
    to = min(max(at + steps, 0), len(every) - 1)
    if at < 0 or to == at:
        return
    moved = every.pop(at)
    every.insert(to, moved)
    _store(workspace, tuple(every), "Move {title}", moved.measure.title)


def switch(workspace: "Workspace", key: str, on: bool) -> None:
    """Apply a measure, or put it aside."""
    found = choice_of(workspace.state, key)
    if found is not None and found.is_on != on:
        edit = "Switch on {title}" if on else "Switch off {title}"
        change(workspace, replace(found, is_on=on), edit)


def set_parameters(workspace: "Workspace", key: str, values: Mapping[str, float]) -> None:
    """Give parameters of a measure of the catalogue other values; others stay."""
    found = choice_of(workspace.state, key)
    source = catalogued(found.measure) if found is not None else None
    if found is None or source is None:
        return
    try:
        measure = with_parameters(replace(source, measure=found.measure), values)
    except TwinError as error:
        workspace.notices.show(error)
        return
    if measure != found.measure:
        change(workspace, replace(found, measure=measure), "Change {title}")


def reach_of(state: State, chosen: tuple[Choice, ...]) -> tuple[Reach, ...]:
    """What choices would touch, whether they are in the what-if or not.

    Raises
    ------
    MissingInput
        If no building is entered, or a value without an honest default is unknown.
    """
    measures = tuple(c.measure for c in chosen)
    return run_scenario.reaches(state, Proposal("", "", "", "", 0, measures))


def paint(workspace: "Workspace", key: str, elements: tuple[str, ...]) -> None:
    """Let a measure touch these elements alone; () for all that its selector finds."""
    found = choice_of(workspace.state, key)
    if found is not None and found.elements != elements:
        change(workspace, replace(found, elements=elements), "Paint where {title} goes")


def paint_selection(workspace: "Workspace", key: str) -> None:
    """Let a measure touch what is selected and nothing else."""
    model = workspace.model
    if model is None or not workspace.selection:
        workspace.notices.say("Select parts of the building first.")
        return
    chosen = (e.global_id for e in model.elements if e.key in workspace.selection)
    paint(workspace, key, tuple(dict.fromkeys(chosen)))


def draw(workspace: "Workspace", key: str, sketch: Sketch, edit: str = "Draw {title}") -> None:
    """Give a measure another sketch."""
    found = choice_of(workspace.state, key)
    if found is not None and found.sketch != sketch:
        change(workspace, replace(found, sketch=sketch), edit)


def take_apart(workspace: "Workspace", proposal: Proposal, off: str = "") -> str:
    """Turn an applied proposal into single measures; the key of that which is put aside.

    off : id of the measure that is put aside, "" for none.
    """
    scenario = workspace.scenario
    if scenario is None:
        return ""
    made = [
        Choice(
            workspace.new_key(), scenario.building_id, measure, proposal.sha256,
            proposal.supplier, is_on=measure.measure_id != off,
        )
        for measure in proposal.measures
    ]  # fmt: skip
    kept = tuple(p for p in scenario.proposals if p.sha256 != proposal.sha256)
    after = replace(scenario, proposals=kept, choices=(*made, *scenario.choices))
    edit_scenario.edit(workspace, after, "Choose among the measures of {title}", proposal.title)
    return next((c.key for c in made if not c.is_on), "")


def drop_proposal(workspace: "Workspace", proposal: Proposal) -> None:
    """Take a whole proposal out of the what-if."""
    scenario = workspace.scenario
    if scenario is None:
        return
    kept = tuple(p for p in scenario.proposals if p.sha256 != proposal.sha256)
    after = replace(scenario, proposals=kept)
    edit_scenario.edit(workspace, after, "Remove {title}", proposal.title)


def catalogued(measure: OfferedMeasure) -> CatalogueMeasure | None:
    """The entry of the catalogue with the parameters of a measure; None for suppliers' own."""
    if measure.measure_id != measure.catalogue:
        return None
    return by_key().get(measure.catalogue)


def _store(workspace: "Workspace", choices: tuple[Choice, ...], edit: str, title: str) -> None:
    scenario: Scenario | None = workspace.scenario
    if scenario is not None:
        edit_scenario.edit(workspace, replace(scenario, choices=choices), edit, title)


def _meets(one: Choice, other: Choice) -> bool:
    """Whether two choices of a measure have parts in common; drawn ones stand for themselves."""
    if not (one.sketch.is_empty and other.sketch.is_empty):
        return False
    return not one.elements or not other.elements or bool({*one.elements} & {*other.elements})
