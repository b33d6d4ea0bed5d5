"""What undo and redo would do, as the menu says it."""

from twin.ui.texts.language import tr
from twin.workspace.history import Step
from twin.workspace.scenarios import undoing
from twin.workspace.state import State


def undo_text(state: State) -> str | None:
    """The step that undo takes back, None if there is none."""
    if state.undoes_records:
        step = state.record_steps.undo_step
        return step.what if step else None
    if (whole := undoing.step_back(state)) is not None:
        return whole.what
    return _text(state.history.undo_step if state.history else None)


def redo_text(state: State) -> str | None:
    """The step that redo repeats, None if there is none."""
    if state.redoes_records:
        step = state.record_steps.redo_step
        return step.what if step else None
    if (whole := undoing.step_forward(state)) is not None:
        return whole.what
    return _text(state.history.redo_step if state.history else None)


def _text(step: Step | None) -> str | None:
    if step is None:
        return None
    return tr(step.edit).replace("{title}", step.title) if step.edit else ""
