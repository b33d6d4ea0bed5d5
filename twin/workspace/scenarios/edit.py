"""Make, open, edit, copy, merge and keep scenarios of the open portfolio.

Every edit of a draft is stored at once on the thread of the database; a draft that somebody else
changed meanwhile is kept beside theirs under another name, so that nothing is lost.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from twin.errors import TwinError
from twin.model.choice import AS_DEFAULTS, Assumptions, Choice, PortfolioScenario
from twin.workspace.scenarios import keeping
from twin.workspace.scenarios.merging import merged
from twin.workspace.scenarios.shelf import DRAFT, Shelf, free_name, next_name

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

LONGEST_NAME = 120


def new(workspace: "Workspace", name: str = "", choices: tuple[Choice, ...] = ()) -> None:
    """Begin a scenario and open it; it is called by the next free letter unless named."""
    shelf = workspace.state.shelf
    if not _may_edit(workspace):
        return
    taken = [row.name for row in shelf.drafts]
    assumed = shelf.open.assumptions if shelf.open else AS_DEFAULTS
    by_letter = next_name(taken, lambda letter: workspace.say("Scenario {letter}", letter=letter))
    wanted = free_name(name.strip()[:LONGEST_NAME], taken) if name.strip() else by_letter
    made = PortfolioScenario(workspace.new_key(), wanted, choices, assumed)
    _open_new(workspace, made, "New scenario {name}")


def open_scenario(workspace: "Workspace", scenario_id: str) -> None:
    """Work on a draft; of a saved version its choices become the draft, undo takes them back."""
    shelf = workspace.state.shelf
    row = shelf.row(scenario_id)
    found = keeping.scenario(workspace, row) if row is not None else None
    if row is None or found is None:
        return
    if row.version == DRAFT:
        show(workspace, shelf.opened(found, workspace.new_key()).knowing(row.sha256))
        return
    draft = shelf.row(f"{row.scenario_key}/{DRAFT}")
    known = keeping.scenario(workspace, draft) if draft is not None else None
    if draft is not None and known is not None:
        if shelf.open is None or shelf.open.key != row.scenario_key:
            shelf = shelf.opened(known, workspace.new_key()).knowing(draft.sha256)
            show(workspace, shelf)
        change(
            workspace,
            replace(known, choices=found.choices, assumptions=found.assumptions),
            "Open version {version}",
            version=row.version,
        )


def close(workspace: "Workspace") -> None:
    """Work on no scenario; the what-if of the entered building stays as it is."""
    workspace.change(shelf=workspace.state.shelf.closed())


def copy(workspace: "Workspace", scenario_id: str = "") -> None:
    """Go on in a copy of the open scenario, or of another draft or version."""
    shelf = workspace.state.shelf
    row = shelf.row(scenario_id) if scenario_id else None
    found = keeping.scenario(workspace, row) if row is not None else shelf.open
    if found is None or not _may_edit(workspace):
        return
    name = free_name(found.name, [found.name, *(r.name for r in shelf.drafts)])
    parent = f"{found.key}/{found.version}"
    made = replace(
        found, key=workspace.new_key(), name=name, version=DRAFT, parent=parent, comments=(),
        saved_at=None,
    )  # fmt: skip
    _open_new(workspace, made, "Copy a scenario as {name}")


def rename(workspace: "Workspace", name: str) -> None:
    """Give the open scenario another name."""
    found, name = workspace.state.shelf.open, name.strip()[:LONGEST_NAME]
    if found is None or not name or name == found.name:
        return
    others = [r.name for r in workspace.state.shelf.drafts if r.scenario_key != found.key]
    change(workspace, replace(found, name=free_name(name, others)), "Rename to {name}", name=name)


def merge(workspace: "Workspace", other_id: str, chosen: Mapping[str, str]) -> None:
    """Go on in a new scenario with the choices of the open one and of another.

    chosen : which of two that clash, see `merging.merged`.
    """
    shelf = workspace.state.shelf
    row = shelf.row(other_id)
    other = keeping.scenario(workspace, row) if row is not None else None
    if shelf.open is None or other is None or not _may_edit(workspace):
        return
    made = merged(shelf.open, other, chosen, workspace.new_key())
    name = free_name(made.name[:LONGEST_NAME], [r.name for r in shelf.drafts])
    _open_new(workspace, replace(made, name=name), "Merge scenarios as {name}")


def assume(workspace: "Workspace", assumptions: Assumptions) -> None:
    """Take other things for granted; refused while they are locked for a round."""
    found = workspace.state.shelf.open
    if found is None or found.assumptions == assumptions:
        return
    known = found.assumptions.round_name
    if known and assumptions.round_name:
        workspace.notices.say(
            "The assumptions are locked for the round {name}; nothing was changed.",
            "Unlock them first, or copy the scenario.",
            name=known,
        )
        return
    what = "Lock the assumptions" if assumptions.round_name else "Change the assumptions"
    change(workspace, replace(found, assumptions=assumptions), what)


def choose(workspace: "Workspace", choice: Choice) -> None:
    """Add a choice to the open scenario, or replace the one of the same key."""
    found = workspace.state.shelf.open
    if found is None:
        new(workspace, choices=(choice,))
        return
    is_new = all(c.key != choice.key for c in found.choices)
    what = "Choose {title}" if is_new else "Change {title}"
    change(workspace, found.with_choice(choice), what, title=choice.measure.title)


def drop(workspace: "Workspace", key: str) -> None:
    """Take a choice out of the open scenario."""
    found = workspace.state.shelf.open
    gone = next((c for c in found.choices if c.key == key), None) if found else None
    if found is not None and gone is not None:
        change(workspace, found.without(key), "Leave out {title}", title=gone.measure.title)


def undo(workspace: "Workspace") -> None:
    """Show the open scenario as it was before its last edit."""
    _step(workspace, workspace.state.shelf.undone(), "Undo: {edit}")


def redo(workspace: "Workspace") -> None:
    """Show the open scenario as it was before the last undo."""
    _step(workspace, workspace.state.shelf.redone(), "Redo: {edit}")


def was_step(workspace: "Workspace", scenario: PortfolioScenario) -> bool:
    """Go to the step before or after the one shown where it says the same; whether it does."""
    shelf = workspace.state.shelf
    if shelf.at and shelf.steps[shelf.at - 1].scenario == scenario:
        undo(workspace)
        return True
    if shelf.redo_step is not None and shelf.redo_step.scenario == scenario:
        redo(workspace)
        return True
    return False


def save_version(workspace: "Workspace") -> None:
    """Keep the open scenario as its next version, which never changes."""
    found = workspace.state.shelf.open
    if found is not None and _may_edit(workspace):
        keeping.keep_version(workspace, found)


def comment(workspace: "Workspace", scenario_id: str, text: str) -> None:
    """Say something of a draft or version."""
    if text.strip() and _may_edit(workspace):
        keeping.keep_comment(workspace, scenario_id, text.strip())


def delete(workspace: "Workspace", key: str) -> None:
    """Delete the draft of a scenario; its saved versions stay."""
    shelf = workspace.state.shelf
    row = shelf.row(f"{key}/{DRAFT}")
    if row is None or not _may_edit(workspace):
        return
    if shelf.open is not None and shelf.open.key == key:
        workspace.change(shelf=shelf.closed())
    keeping.delete_draft(workspace, row)


def change(
    workspace: "Workspace", scenario: PortfolioScenario, what: str, **values: object
) -> None:
    """Show the open scenario after an edit, keep its draft, let the building follow."""
    if not _may_edit(workspace):
        return
    edit = workspace.say(what, **values)
    show(workspace, workspace.state.shelf.edited(scenario, edit))
    keeping.keep_draft(workspace, scenario, edit)


def show(workspace: "Workspace", shelf: Shelf) -> None:
    """Put a shelf in place; the entered building takes over what the open scenario says."""
    from twin.workspace.scenarios import flow

    before = workspace.state.shelf.open
    is_anew = before is None or shelf.open is None or before.key != shelf.open.key
    workspace.change(shelf=shelf)
    flow.to_building(workspace, is_anew=is_anew)


def _step(workspace: "Workspace", shelf: Shelf, how: str) -> None:
    before = workspace.state.shelf
    if shelf.at == before.at or shelf.open is None:
        return
    step = before.undo_step if shelf.at < before.at else before.redo_step
    show(workspace, shelf)
    what = workspace.say(how, edit=step.what if step else "")
    keeping.keep_draft(workspace, shelf.open, what)


def _open_new(workspace: "Workspace", made: PortfolioScenario, what: str) -> None:
    show(workspace, workspace.state.shelf.opened(made, workspace.new_key()))
    keeping.keep_draft(workspace, made, workspace.say(what, name=made.name))


def _may_edit(workspace: "Workspace") -> bool:
    if workspace.database is None or workspace.portfolio is None:
        workspace.notices.say("Open a portfolio first.")
        return False
    if workspace.database.is_read_only:
        workspace.notices.show(
            TwinError(
                "The portfolio is open for reading only; scenarios in it cannot be changed.",
                "Open it where you may write, or copy it.",
            )
        )
        return False
    return True
