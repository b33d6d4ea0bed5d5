"""Open a portfolio on a server with a password that the user types."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from twin.model.importing import Progress
from twin.store.address import remembered_server
from twin.store.credentials import give_password, has_keyring, keep_password
from twin.store.database import Database
from twin.workspace.open_portfolio import opened, show_portfolio
from twin.workspace.portfolio import PortfolioData

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

__all__ = ["has_keyring", "open_with_password", "server_text"]


def server_text(folder: Path) -> tuple[str, str]:
    """User, and server with database, of the portfolio in a folder.

    Raises
    ------
    UnreadableFile
        If the folder does not say.
    """
    url = remembered_server(folder).url
    host = url.host or str(url.query.get("host", ""))
    return url.username or "", f"{host}/{url.database}"


def open_with_password(
    workspace: "Workspace", folder: Path, password: str, *, remembers: bool
) -> None:
    """Try a password; one that opens the portfolio is used until the program ends.

    remembers : keep it in the keyring of the operating system, too.
    """
    open_it = partial(_opened, password, remembers=remembers)
    show_portfolio(workspace, open_it, folder, "Opening {name}")
    if remembers and not has_keyring():
        workspace.notices.warn(
            "This machine has no keyring that is open, so the password was not kept; it is asked "
            "for at the next start.",
        )


def _opened(
    password: str, folder: Path, progress: Progress, *, remembers: bool
) -> tuple[Database, PortfolioData]:
    url = remembered_server(folder).url
    give_password(url, password)
    try:
        found = opened(folder, progress)
    except BaseException:
        give_password(url, "")
        raise
    if remembers:
        keep_password(url, password)
    return found
