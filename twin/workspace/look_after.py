"""After a portfolio was opened: check its file and copy it, in the background."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from twin.errors import TwinError
from twin.model.importing import Progress
from twin.store.backups import back_up_at_start
from twin.store.check import damage, weekly_damage
from twin.store.database import Database

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace


def look_after(workspace: "Workspace", database: Database) -> None:
    """Check the file of an opened portfolio, then copy it; say what is wrong.

    A server has its own checks and backups.
    """
    if database.is_server:
        return

    def tell(found: str | TwinError) -> None:
        if isinstance(found, TwinError):
            workspace.notices.warn(found.message, found.next_step, **found.values)
        elif found:
            workspace.notices.warn(
                "The database of this portfolio is damaged ({reason}); some data may be missing.",
                "Close the program and put back a copy: twin database backups.",
                reason=found,
            )

    workspace.jobs.run(
        partial(_looked_after, is_read_only=database.is_read_only), database.folder, on_done=tell
    )


def _looked_after(folder: Path, progress: Progress, *, is_read_only: bool) -> str | TwinError:
    """What is wrong, "" if nothing; a damaged portfolio is not copied over sound copies."""
    del progress
    found = damage(folder)
    if found or is_read_only:
        return found
    try:
        found = weekly_damage(folder)
        if not found:
            back_up_at_start(folder)
    except TwinError as error:
        return error
    return found
