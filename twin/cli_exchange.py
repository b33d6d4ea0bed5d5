"""`twin proposal from-buildingsync …`: proposals from and to other kinds of files."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from twin.errors import TwinError
from twin.model.finding import Finding

Language = Annotated[str, typer.Option(help="Of the texts: en or nb.")]


def add_to(app: typer.Typer) -> None:
    """Add the commands to those on proposals."""
    app.command("from-buildingsync")(from_buildingsync)
    app.command("template")(template)
    app.command("from-spreadsheet")(from_spreadsheet)


def from_buildingsync(
    files: Annotated[list[Path], typer.Argument(help="Energy audits: BuildingSync, .xml.")],
    rate: Annotated[float, typer.Option(help="NOK for one US dollar.")],
    source: Annotated[str, typer.Option(help="Who states the rate, for example Norges Bank.")],
    on: Annotated[str, typer.Option(help="Day of the rate; today if left out.")] = "",
    to: Annotated[
        Path | None, typer.Option(help="Folder for the proposals; without it only the report.")
    ] = None,
    language: Language = "en",
) -> None:
    """Turn audits into proposals; say by line what was left out. Exit 2 where none came of it."""
    from twin.workspace.audits import nothing_usable, rate_of, translated, write_offers

    stated = rate_of(rate, on or date.today().isoformat(), source)
    is_well = True
    for path in files:
        try:
            done = translated(path, stated)
            for finding in done.findings:
                typer.echo(f"{path}: {finding.severity.value}: {_text(finding, language)}")
            if not done.offers:
                raise nothing_usable(path, done)
            written = write_offers(done, to) if to is not None else []
            measures = sum(len(o.proposal.measures) for o in done.offers)
            typer.echo(
                f"{path}: {len(done.audit.measures)} measures, {measures} of them offered in"
                f" {len(done.offers)} proposals, {len(written)} files written."
            )
        except TwinError as error:
            typer.echo(f"{path}: {error}", err=True)
            is_well = False
    raise typer.Exit(0 if is_well else 2)


def _text(finding: Finding, language: str) -> str:
    if language == "en":
        return finding.text()
    from twin.ui.texts.language import finding_texts, use_language

    use_language(language)
    return " ".join(text for text in finding_texts(finding) if text)


def template(
    to: Annotated[Path, typer.Argument(help="Spreadsheet to write, .xlsx.")],
    language: Language = "en",
    filled: Annotated[
        Path | None, typer.Option("--from", help="Proposal (.json) to fill it from.")
    ] = None,
) -> None:
    """Write the spreadsheet in which a proposal can be filled in without any other program."""
    from twin.ui.texts.language import tr, use_language
    from twin.workspace.proposal_sheet import template as write

    use_language(language)
    write(to, tr, filled)
    typer.echo(tr("{file} is the template for a proposal.", file=to))


def from_spreadsheet(
    file: Annotated[Path, typer.Argument(help="Filled template, .xlsx.")],
    to: Annotated[Path, typer.Option(help="Proposal to write, .json.")],
    language: Language = "en",
) -> None:
    """Make a proposal of a filled template; say by cell what is wrong. Exit 2 on errors."""
    from twin.ui.texts.remarks import told_lines
    from twin.workspace.proposal_sheet import from_sheet, keep

    text, check = from_sheet(file)
    for line in told_lines(file, check, language):
        typer.echo(line)
    if check.proposal is None:
        raise typer.Exit(2)
    keep(text, to)
