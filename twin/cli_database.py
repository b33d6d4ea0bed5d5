"""`twin database`: copies of a portfolio, checks, and a server for a team."""

from pathlib import Path
from typing import Annotated

import typer

from twin.errors import UnreadableFile

app = typer.Typer(help="Copies and checks of a portfolio; a server for a team.")

Portfolio = Annotated[Path, typer.Argument(help="Folder NAME.twin.")]
Url = Annotated[str, typer.Argument(help="postgresql://user@server/database, no password.")]
Certificate = Annotated[
    str, typer.Option(help="Root certificate of the server; the system's if left out.")
]
AskPassword = Annotated[
    bool, typer.Option("--password", help="Ask for the password and keep it in the keyring.")
]


@app.command()
def backups(portfolio: Portfolio) -> None:
    """List the copies of a portfolio, newest first."""
    from twin.store.backups import backups as copies

    for backup in copies(portfolio):
        size = f"{backup.size_bytes / 1e6:9.1f} MB"
        typer.echo(f"{backup.at:%Y-%m-%d %H:%M:%S} UTC {size}  {backup.reason:10} "
                   f"{backup.file.name}")  # fmt: skip


@app.command()
def restore(
    portfolio: Portfolio,
    name: Annotated[str, typer.Argument(help="A name that `twin database backups` lists.")],
) -> None:
    """Put a copy back in place of a portfolio that nobody has open; what was there is kept."""
    from twin.store.backups import backups as copies
    from twin.store.backups import restore as put_back

    found = next((b for b in copies(portfolio) if b.file.name == Path(name).name), None)
    if found is None:
        raise UnreadableFile("The copy {file} is not there.", file=name)
    before = put_back(portfolio, found)
    typer.echo(f"{found.file.name} was put back.")
    typer.echo(
        f"What was there before is kept as {before.file.name}."
        if before
        else "What was there before was damaged; it is kept beside the copies."
    )


@app.command()
def check(portfolio: Portfolio) -> None:
    """Check pages, indexes and links of a portfolio, unchanged. Exit 2 if damaged."""
    from twin.store.check import examine_foreign, portfolio_damage
    from twin.store.sqlite_file import FILE_NAME

    examine_foreign(portfolio / FILE_NAME, seconds=3600)
    found = portfolio_damage(portfolio)
    typer.echo(found or "The portfolio is sound.")
    raise typer.Exit(2 if found else 0)


@app.command()
def copy(
    portfolio: Portfolio, to: Annotated[Path, typer.Argument(help="Folder to write.")]
) -> None:
    """Copy a portfolio, for example from a network share to a disk of this machine."""
    from twin.store.transfer import copy_folder

    copy_folder(portfolio, to)
    typer.echo(f"{portfolio} was copied to {to} and checked.")


@app.command()
def create(
    url: Url,
    folder: Portfolio,
    name: Annotated[str, typer.Option(help="Name of the portfolio.")] = "",
    source: Annotated[
        Path | None, typer.Option("--from", help="Portfolio file to take everything from.")
    ] = None,
    certificate: Certificate = "",
) -> None:
    """Make a portfolio in an empty database of a server, and roles for its users."""
    from twin.store.database import open_database
    from twin.store.grants import make_roles
    from twin.store.server import create_on_server
    from twin.store.transfer import copy_to_server

    made = create_on_server(url, folder, name, root_certificate=certificate)
    try:
        if source is not None:
            taken = open_database(source)
            typer.echo(f"{copy_to_server(taken, made)} rows were copied.")
            taken.close()
        make_roles(made)
    finally:
        made.close()
    typer.echo(f"The portfolio is there; {folder} opens it on this machine.")


@app.command()
def connect(
    url: Url, folder: Portfolio, certificate: Certificate = "", password: AskPassword = False
) -> None:
    """Let a folder of this machine open a portfolio on a server."""
    from twin.store.address import with_password
    from twin.store.server import connect_folder

    if password:
        url = with_password(url, typer.prompt("Password", hide_input=True))
    connect_folder(url, folder, root_certificate=certificate).close()
    typer.echo(f"{folder} opens the portfolio on the server.")


@app.command()
def grant(
    portfolio: Portfolio,
    user: Annotated[str, typer.Argument(help="A user of the server.")],
    role: Annotated[str, typer.Argument(help="viewer, planner, editor or owner.")],
) -> None:
    """Give a user one role in a portfolio on a server, in place of another."""
    from twin.store.database import open_database
    from twin.store.grants import grant_role

    database = open_database(portfolio)
    try:
        grant_role(database, user, role)
    finally:
        database.close()
    typer.echo(f"{user} is {role}.")


@app.command()
def roles(portfolio: Portfolio) -> None:
    """List the users of a portfolio on a server and their roles."""
    from twin.store.database import open_database
    from twin.store.grants import roles_of

    database = open_database(portfolio, read_only=True)
    try:
        for user, role in roles_of(database):
            typer.echo(f"{user:30} {role}")
    finally:
        database.close()
