"""Which step undo and redo mean: one of the entered building, or one of the open scenario.

A choice in the entered building is a step of both; it is taken back in the building and the
scenario follows. What says nothing of that building (a name, prices, other buildings) is a step
of the scenario alone.
"""

from typing import TYPE_CHECKING

from twin.workspace.scenarios.flow import as_what_if
from twin.workspace.scenarios.shelf import Step

if TYPE_CHECKING:
    from twin.workspace.state import State


def step_back(state: "State") -> Step | None:
    """The step of the open scenario that undo takes back; None where the building has one."""
    shelf = state.shelf
    return _alone(state, shelf.at - 1) if shelf.at and shelf.undo_step else None


def step_forward(state: "State") -> Step | None:
    """The step of the open scenario that redo repeats; None where the building has one."""
    return _alone(state, state.shelf.at + 1) if state.shelf.redo_step else None


def _alone(state: "State", at: int) -> Step | None:
    """The step between here and `at` where the entered building stays as it is."""
    shelf, history = state.shelf, state.history
    step = shelf.undo_step if at < shelf.at else shelf.redo_step
    if history is None:
        return step
    own = as_what_if(shelf.steps[at].scenario, history.scenario)
    return step if own == history.scenario else None
