"""Store drafts, versions and comments, and follow what others store."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from twin.errors import UnreadableFile
from twin.model.choice import KeptScenario, PortfolioScenario, ScenarioComment
from twin.model.importing import Progress
from twin.store import portfolio_scenarios as store
from twin.store.database import Database
from twin.store.records import load_records
from twin.workspace.jobs import Task
from twin.workspace.scenarios.shelf import DRAFT, Shelf

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Kept:
    """What the database holds after something was stored.

    draft : the row of the draft that was stored, None for anything else.
    """

    rows: Sequence[KeptScenario]
    comments: Sequence[ScenarioComment]
    draft: KeptScenario | None = None


def scenario(workspace: "Workspace", row: KeptScenario) -> PortfolioScenario | None:
    """The scenario that a row keeps; None with a notice where it is not as it was saved."""
    try:
        found = parsed(row)
    except UnreadableFile as problem:
        workspace.notices.show(problem)
        return None
    said = [c for c in workspace.state.shelf.comments if c.scenario_id == row.scenario_id]
    return replace(found, comments=store.comments_of(said))


@lru_cache(maxsize=64)
def parsed(row: KeptScenario) -> PortfolioScenario:
    """The scenario that a row keeps, without comments; raises as `store.scenario_of`."""
    return store.scenario_of(row)


def keep_draft(workspace: "Workspace", found: PortfolioScenario, what: str) -> None:
    """Store the draft of a scenario as it is now."""
    shelf = workspace.state.shelf.knowing(store.hash_of(found))
    workspace.change(shelf=shelf)

    def show(kept: Kept) -> None:
        _take(workspace, kept)
        now, draft = workspace.state.shelf, kept.draft
        if draft is None or now.open is None or draft.scenario_key == found.key:
            return
        if now.open.key == found.key:
            _go_on_beside(workspace, now, draft)

    _run(
        workspace, _stored_draft, found, (workspace.who, what), (shelf.known, shelf.beside),
        on_done=show,
    )  # fmt: skip


def keep_version(workspace: "Workspace", found: PortfolioScenario) -> None:
    """Store the next version of a scenario."""

    def show(kept: Kept) -> None:
        _take(workspace, kept)
        number = max(r.version for r in workspace.state.shelf.versions(found.key))
        workspace.notices.say(
            "Saved as version {version} of {name}.", version=number, name=found.name
        )

    what = workspace.say("Save a version of {name}", name=found.name)
    _run(workspace, _stored_version, found, (workspace.who, what), on_done=show)


def keep_comment(workspace: "Workspace", scenario_id: str, text: str) -> None:
    """Store what somebody says of a draft or version."""
    row = workspace.state.shelf.row(scenario_id)
    if row is not None:
        about = PortfolioScenario(row.scenario_key, row.name, version=row.version)
        said = workspace.new_key(), workspace.who, text
        _run(workspace, _stored_comment, about, said, on_done=partial(_take, workspace))


def delete_draft(workspace: "Workspace", row: KeptScenario) -> None:
    """Delete a draft and what was said of it."""
    what = workspace.say("Delete the draft {name}", name=row.name)
    _run(
        workspace, _deleted, row.scenario_key, (workspace.who, what),
        on_done=partial(_take, workspace),
    )  # fmt: skip


def follow(workspace: "Workspace") -> None:
    """Take over what the portfolio holds, where it was opened or others changed it.

    The draft that was edited last is opened with the portfolio. A draft that others changed is
    shown as they left it, as one edit that can be undone.
    """
    portfolio = workspace.portfolio
    rows = portfolio.of_kind(KeptScenario) if portfolio else ()
    said = portfolio.of_kind(ScenarioComment) if portfolio else ()
    shelf = workspace.state.shelf
    if rows is shelf.source[0] and said is shelf.source[1]:
        return
    is_same = portfolio is not None and shelf.folder == str(portfolio.folder)
    folder = str(portfolio.folder) if portfolio else ""
    base = shelf if is_same else Shelf(folder=folder)
    base = replace(base, rows=tuple(rows), comments=tuple(said), source=(rows, said))
    _open_newest(workspace, base) if not is_same else _open_theirs(workspace, base)


def _open_newest(workspace: "Workspace", shelf: Shelf) -> None:
    from twin.workspace.scenarios.edit import show

    workspace.change(shelf=shelf)
    newest = max(shelf.drafts, key=lambda r: r.saved_at or datetime.min, default=None)
    found = scenario(workspace, newest) if newest is not None else None
    if newest is not None and found is not None:
        show(workspace, shelf.opened(found, workspace.new_key()).knowing(newest.sha256))


def _open_theirs(workspace: "Workspace", shelf: Shelf) -> None:
    from twin.workspace.scenarios.edit import show

    here = shelf.open
    row = shelf.row(f"{here.key}/{DRAFT}") if here else None
    if here is None:
        workspace.change(shelf=shelf)
    elif row is None:
        workspace.change(shelf=shelf.closed() if shelf.known else shelf)
    elif row.sha256 in shelf.known and row.name == here.name:
        workspace.change(shelf=shelf)
    else:
        found = scenario(workspace, row)
        if found is None:
            workspace.change(shelf=shelf)
            return
        edit = workspace.say("Change by {who}", who=row.saved_by)
        show(workspace, shelf.edited(found, edit).knowing(row.sha256))


def _take(workspace: "Workspace", kept: Kept) -> None:
    shelf = workspace.state.shelf
    workspace.change(shelf=replace(shelf, rows=kept.rows, comments=kept.comments))


def _go_on_beside(workspace: "Workspace", shelf: Shelf, draft: KeptScenario) -> None:
    """Somebody else changed the draft meanwhile: go on in the copy that was stored."""
    steps = tuple(
        replace(s, scenario=replace(s.scenario, key=draft.scenario_key, name=draft.name))
        for s in shelf.steps
    )
    beside = replace(shelf, steps=steps, beside=workspace.new_key())
    workspace.change(shelf=beside.knowing(draft.sha256))
    workspace.notices.warn(
        "Somebody else changed the scenario while you did; both are kept, yours as {name}.",
        "Merge them when you know which choices hold.",
        name=draft.name,
    )


def _run(
    workspace: "Workspace",
    function: Callable[..., Kept],
    *arguments: object,
    on_done: Callable[[Kept], object],
) -> None:
    database = workspace.database
    if database is None or database.is_read_only:
        return

    def show(kept: Kept) -> None:
        if workspace.database is database:
            on_done(kept)

    workspace.jobs.run(
        function, database, *arguments, on_done=show, where="database", task=Task("Saving")
    )


def _stored_draft(
    database: Database,
    found: PortfolioScenario,
    step: tuple[str, str],
    seen: tuple[frozenset[str], str],
    progress: Progress,
) -> Kept:
    del progress
    with database.writing():
        row = store.save_draft_or_beside(database, found, step, *seen)
        return _all(database, row)


def _stored_version(
    database: Database, found: PortfolioScenario, step: tuple[str, str], progress: Progress
) -> Kept:
    del progress
    with database.writing():
        store.save_version(database, found, *step)
        return _all(database)


def _stored_comment(
    database: Database, about: PortfolioScenario, said: tuple[str, str, str], progress: Progress
) -> Kept:
    del progress
    with database.writing():
        store.comment(database, about, *said)
        return _all(database)


def _deleted(database: Database, key: str, step: tuple[str, str], progress: Progress) -> Kept:
    del progress
    with database.writing():
        store.delete_draft(database, key, *step)
        return _all(database)


def _all(database: Database, draft: KeptScenario | None = None) -> Kept:
    rows = tuple(load_records(database, KeptScenario))
    return Kept(rows, tuple(load_records(database, ScenarioComment)), draft)
