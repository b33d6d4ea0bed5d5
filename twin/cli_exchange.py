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
