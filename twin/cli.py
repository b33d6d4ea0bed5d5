"""Every use case without a window; `twin` alone opens the program."""

import json
import os
import sys
from dataclasses import asdict, is_dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from twin import (
    __version__,
    cli_database,
    cli_decision,
    cli_exchange,
    cli_opportunities,
    cli_proposal,
)
from twin.errors import TwinError

if TYPE_CHECKING:
    from twin.workspace.import_table_file import Wish

app = typer.Typer(
    help="Twin: a digital twin of a municipal building portfolio.",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
)
app.add_typer(cli_database.app, name="database")
cli_exchange.add_to(cli_proposal.app)
app.add_typer(cli_proposal.app, name="proposal")
app.add_typer(cli_decision.app, name="decision")

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")]
_SHOWN_REJECTS = 20
Portfolio = Annotated[Path, typer.Argument(help="Folder NAME.twin.")]


def main() -> None:
    """Run the command line; an error the user can act on is a sentence and exit code 2."""
    try:
        app()
    except TwinError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(2) from None


@app.callback(invoke_without_command=True)
def start_window(context: typer.Context, version: bool = False) -> None:
    """Open the program when no command is given."""
    if version:
        typer.echo(f"twin {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from twin.app import main as open_program

        raise typer.Exit(open_program(["twin"]))


@app.command()
def start(
    sample: Annotated[Path, typer.Option(help="Sample portfolio; written if absent.")],
    to: Annotated[Path, typer.Option(help="Where pictures go without a display.")] = Path("out"),
) -> None:
    """Open the sample portfolio, or without a display write its pictures and report."""
    _write_sample_if_absent(sample)
    if has_display():
        from twin.app import main as open_program

        raise typer.Exit(open_program(["twin", str(sample)]))
    typer.echo(f"No display: the same job goes into pictures and a report under {to}/.")
    from twin.headless import show_everything

    for written in show_everything(sample, to):
        typer.echo(str(written))


@app.command()
def demo(
    to: Annotated[Path, typer.Option(help="Folder to write, NAME.twin.")],
    buildings: Annotated[int, typer.Option(min=1, max=20_000)] = 12,
    seed: int = 1,
) -> None:
    """Write the sample portfolio: made-up buildings around Bergen."""
    from twin.sample.portfolio import write_sample

    if to.exists():
        raise TwinError(
            "{folder} is there already; nothing was written.",
            "Choose another folder, or remove this one first.",
            folder=to,
        )
    write_sample(to, buildings=buildings, seed=seed, progress=_Terminal(), today=date.today())
    typer.echo(f"{buildings} buildings written to {to}.")


@app.command()
def info(
    file: Annotated[Path, typer.Argument(help="IFC file or ifcZIP.")], as_json: JsonOption = False
) -> None:
    """Say what a model file holds, and what is wrong with it. Exit 2 when it is refused."""
    from twin.ifc.load import load_model

    model = load_model(file, cache=None)
    summary = model.summary
    found = [{**asdict(f), "text": f.text()} for f in model.findings]
    if as_json:
        _print_json({**asdict(summary), "findings": found})
    else:
        for name, value in asdict(summary).items():
            typer.echo(f"{name:16} {value}")
        for finding in found:
            typer.echo(f"- {finding['severity']}: {finding['text']}")
    raise typer.Exit(2 if summary.status == "refused" else 0)


@app.command("import")
def import_files(  # noqa: PLR0913, PLR0917  options of one command
    files: Annotated[
        list[Path], typer.Argument(help="Models, proposals, weather, tables (.xlsx, .csv …).")
    ],
    into: Annotated[
        Path | None, typer.Option(help="Portfolio folder; without it the first file is one.")
    ] = None,
    as_format: Annotated[
        str, typer.Option("--as", help="Kind of table, for example work_orders.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done; store nothing (tables).")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(help="Write the rows that are left out: .csv or .xlsx.")
    ] = None,
    say: Annotated[
        list[str] | None,
        typer.Option("--for-all", help="FIELD=VALUE that holds for all rows of a table."),
    ] = None,
    crs: Annotated[
        str, typer.Option(help="Map projection of footprints that name none, as EPSG:25833.")
    ] = "",
) -> None:
    """Take files into a portfolio, made if absent. Exit 2 when one is refused."""
    from twin.workspace import importing
    from twin.workspace.import_table_file import Wish
    from twin.workspace.table_import import is_table

    folder, files = (into, files) if into is not None else (files[0], files[1:])
    tables = [path for path in files if is_table(path) or path.suffix.lower() == ".gz"]
    others = [path for path in files if path not in tables]
    done = importing.import_files(folder, others, _Terminal(), crs) if others else []
    for outcome in done:
        typer.echo(str(outcome))
    wish = Wish(as_format, dry_run, report, dict(_pair(text) for text in say or ()))
    is_well = [_import_table(folder, path, _own_report(wish, path, tables)) for path in tables]
    refused = any(o.status == "refused" for o in done) or not all(is_well)
    raise typer.Exit(2 if refused else 0)


def _import_table(folder: Path, path: Path, wish: "Wish") -> bool:
    """Take one table in and say what became of its rows; False if nothing could be."""
    from twin.workspace.import_series_file import import_series_file
    from twin.workspace.import_table_file import import_table_file

    try:
        told = import_series_file(folder, path, wish, _Terminal())
        if told is not None:
            _tell(path, told)
            return True
        plan = import_table_file(folder, path, wish, _Terminal())
    except TwinError as error:
        typer.echo(f"{path.name}: {error}")
        return False
    done = "would be" if wish.is_trial else "were"
    typer.echo(
        f"{path.name}: {plan.format.label}; {plan.added} rows {done} added, {plan.changed} "
        f"changed, {plan.unchanged} are as stored, {plan.rejected_rows} are left out."
    )
    for finding in plan.findings:
        typer.echo(f"- {finding.text()}")
    for question in plan.questions:
        typer.echo(f"- {question.text.format(**question.values)}")
    for reject in plan.rejects[:_SHOWN_REJECTS]:
        typer.echo(f"- row {reject.row}, {reject.column or 'no column'}: {reject.text()}")
    if len(plan.rejects) > _SHOWN_REJECTS:
        typer.echo(f"- … and {len(plan.rejects) - _SHOWN_REJECTS} more (--report writes them all)")
    return True


def _tell(path: Path, told: tuple[str, ...]) -> None:
    """Say what became of a file of readings or certificates."""
    typer.echo(f"{path.name}: {told[0]}")
    for line in told[1 : _SHOWN_REJECTS + 1]:
        typer.echo(f"- {line}")
    if len(told) > _SHOWN_REJECTS + 1:
        typer.echo(f"- … and {len(told) - _SHOWN_REJECTS - 1} more (--report writes all rows)")


def _own_report(wish: "Wish", path: Path, tables: list[Path]) -> "Wish":
    """With a report for each of several tables."""
    if wish.report is None or len(tables) == 1:
        return wish
    return replace(wish, report=wish.report.with_stem(f"{wish.report.stem}-{path.stem}"))


def _pair(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark:
        raise TwinError(
            "“{text}” names no field.", "Write it as FIELD=VALUE, for example {example}.",
            text=text, example="building_name=Lia skole",
        )  # fmt: skip
    return name.strip(), value.strip()


@app.command("export")
def export(
    portfolio: Portfolio,
    to: Annotated[Path, typer.Option(help="File: .xlsx, .csv or .geojson.")],
    table: Annotated[
        list[str] | None, typer.Option(help="Name of a table, several times; all without.")
    ] = None,
    language: Annotated[str, typer.Option(help="Of titles: nb or en.")] = "nb",
    style: Annotated[str, typer.Option(help="Of .csv: norwegian or technical.")] = "",
    crs: Annotated[str, typer.Option(help="Map projection of .geojson.")] = "EPSG:4326",
) -> None:
    """Write tables to Excel or CSV, or footprints to GeoJSON."""
    from twin.workspace.export_files import ExportWish, export_file

    wish = ExportWish(to, tuple(table or ()), language, style, crs)
    typer.echo(export_file(portfolio, wish, _Terminal()))


@app.command("export-building")
def export_building(
    portfolio: Portfolio,
    building: Annotated[str, typer.Option(help="Building id.")],
    to: Annotated[Path, typer.Option(help="Copy of its model (.ifc), or COBie (.xlsx).")],
) -> None:
    """Write a copy of a model with condition and work in it, or a COBie workbook."""
    from twin.workspace.export_files import export_building as use_case

    typer.echo(use_case(portfolio, building, to, _Terminal()))


@app.command("export-scenario")
def export_scenario(
    portfolio: Portfolio,
    scenario: Annotated[str, typer.Argument(help="Name, or KEY/VERSION; a name is its draft.")],
    building: Annotated[str, typer.Option(help="Building id.")],
    to: Annotated[Path, typer.Option(help="Copy of its model: .ifc.")],
) -> None:
    """Write a copy of a building's model with the changes of a scenario in it."""
    from twin.workspace.scenarios.ifc_copy import export_scenario_ifc

    typer.echo(export_scenario_ifc(portfolio, scenario, building, to, _Terminal()))


@app.command("list")
def list_buildings(portfolio: Portfolio, as_json: JsonOption = False) -> None:
    """List the buildings of a portfolio."""
    from twin.workspace.open_portfolio import read_portfolio

    buildings = read_portfolio(portfolio).buildings
    if as_json:
        _print_json([asdict(b) for b in buildings])
        return
    typer.echo(f"{'id':8} {'name':34} {'category':14} {'built':>6} {'BTA, m2':>9}  model")
    for b in buildings:
        built, area = _number(b.construction_year), _number(b.gross_floor_area)
        model = "IFC" if b.model_sha256 else "-"
        typer.echo(f"{b.building_id:8} {b.name:34} {b.category:14} {built:>6} {area:>9}  {model}")


@app.command()
def render(
    source: Annotated[Path, typer.Argument(help="Portfolio folder or model file.")],
    to: Annotated[Path, typer.Option(help="PNG to write.")],
    overlay: Annotated[str, typer.Option(help="Overlay name; empty for surface colours.")] = "",
    building: Annotated[str, typer.Option(help="Building id inside the portfolio.")] = "",
    size: Annotated[str, typer.Option(help="Width x height in pixels.")] = "1400x900",
) -> None:
    """Draw a portfolio, one of its buildings, or a model file into a PNG."""
    from twin.headless import render_source

    render_source(source, overlay, to, building_id=building, size=_size(size))
    typer.echo(str(to))


@app.command()
def whatif(
    portfolio: Portfolio,
    building: Annotated[str, typer.Option(help="Building id.")],
    proposal: Annotated[Path, typer.Option(help="Proposal file (JSON).")],
    as_json: JsonOption = False,
) -> None:
    """Apply a supplier's proposal to one building and compare before and after."""
    from twin.headless import comparison_lines
    from twin.workspace import whatif as use_case

    result = use_case.whatif(portfolio, building, proposal)
    if as_json:
        sentences = {n: [str(s) for s in getattr(result, n)] for n in ("assumptions", "claims")}
        _print_json(_plain(result) | sentences)
        return
    for line in comparison_lines(result):
        typer.echo(line)


@app.command()
def doctor(as_json: JsonOption = False) -> None:
    """Say what this machine offers: versions, OpenGL, disk, database."""
    from twin.headless import examine_machine

    report = examine_machine()
    if as_json:
        _print_json(report)
        return
    for name, value in report.items():
        typer.echo(f"{name:22} {value}")


def has_display() -> bool:
    """Whether a window can be shown on this machine."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class _Terminal:
    """Progress as one line per step on stderr."""

    def __init__(self) -> None:
        self._last = ""

    def report(self, fraction: float, text: str) -> None:
        if text != self._last:
            self._last = text
            percent = "" if fraction != fraction else f"{fraction:4.0%} "
            typer.echo(f"{percent}{text}", err=True)


cli_opportunities.add_to(app, _Terminal())


def _write_sample_if_absent(folder: Path) -> None:
    if (folder / "portfolio.sqlite").exists():
        return
    from twin.sample.portfolio import write_sample

    typer.echo(f"Writing the sample portfolio to {folder}.", err=True)
    write_sample(folder, progress=_Terminal(), today=date.today())


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if width.isdigit() and height.isdigit() and 16 <= int(width) <= 8192 >= int(height) >= 16:
        return int(width), int(height)
    raise TwinError(
        "“{size}” is not a picture size; nothing was drawn.",
        "Write width x height in pixels, for example 1400x900.",
        size=text,
    )


def _number(value: float) -> str:
    return "-" if value != value else f"{value:.0f}"


def _print_json(value: object) -> None:
    typer.echo(json.dumps(_plain(value), ensure_ascii=False, indent=1, allow_nan=False))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if isinstance(value, float) and value - value != 0.0:
        return None
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    return str(value)
