"""The main job without a window: pictures, comparison and report of a portfolio."""

import os
import platform
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import numpy as np

from twin import __version__
from twin.errors import MissingInput, UnreadableFile
from twin.importers import ifc_file
from twin.model.building import Building, BuildingModel
from twin.model.condition import ConditionGrade
from twin.model.importing import Silent
from twin.model.proposal import Proposal, Reach
from twin.model.scenario import Scenario, ScenarioResult, Spread
from twin.workspace import colour_by, run_scenario, shade
from twin.workspace.compare import Comparison, comparison
from twin.workspace.enter_building import read_building
from twin.workspace.history import begin
from twin.workspace.known_values import known_of
from twin.workspace.open_portfolio import read_portfolio
from twin.workspace.portfolio import PortfolioData
from twin.workspace.state import State

SIZE = (1400, 900)
_PACKAGES = ("ifcopenshell", "vtk", "pyvista", "PySide6-Essentials", "SQLAlchemy", "numpy")


def render_source(
    source: Path, overlay: str, to: Path, *, building_id: str = "", size: tuple[int, int] = SIZE
) -> None:
    """Write a PNG of a portfolio, of one of its buildings, or of a model file.

    Raises
    ------
    TwinError
        If the source cannot be read, or there is no such building or overlay.
    """
    _picture(to, size, state_of(source, building_id, overlay))


def state_of(source: Path, building_id: str = "", overlay: str = "") -> State:
    """What the window would hold with this source opened and coloured."""
    if source.is_dir():
        portfolio = read_portfolio(source)
        if not building_id:
            return State(portfolio=portfolio, mode="portfolio", portfolio_overlay=overlay)
        return _entered(portfolio, building_id, overlay)
    records = ifc_file.IMPORTER.read(source, None, Silent())
    building = records.buildings[0]
    return State(
        portfolio=_portfolio_of_one(source, building),
        building=building,
        model=records.model,
        mode="building",
        building_overlay=overlay,
    )


def show_everything(folder: Path, out: Path) -> Iterator[Path]:
    """Write every overlay of the portfolio and of one building, a what-if and a report.

    Gives each file as soon as it is written.
    """
    out.mkdir(parents=True, exist_ok=True)
    portfolio = read_portfolio(folder)
    whole = State(portfolio=portfolio, mode="portfolio")
    for choice in colour_by.choices(whole):
        path = out / f"portfolio_{choice.name}.png"
        yield _picture(path, SIZE, state_of(folder, overlay=choice.name))
    state = _entered(portfolio, neediest_building(portfolio).building_id, "")
    yield _picture(out / "building.png", SIZE, state)
    for choice in colour_by.choices(state):
        coloured = replace(state, building_overlay=choice.name)
        yield _picture(out / f"building_{choice.name}.png", SIZE, coloured)
    yield from _show_what_if(state, out)


def comparison_lines(result: ScenarioResult) -> Iterator[str]:
    """The before/after table as lines of text."""
    before, after = result.before, result.after
    yield f"{'':30} {'before':>12} {'after':>12}   saved, P10 / P50 / P90"
    yield _row("Delivered, kWh/m2", before.specific_delivered, after.specific_delivered, None)
    yield _row("Delivered, kWh/year", before.delivered_total, after.delivered_total, result.saving)
    yield _row("Energy cost, NOK/year", before.cost, after.cost, result.cost_saving)
    for basis, spread in result.emission_saving.items():
        name = f"CO2 ({basis}), kg/year"
        yield _row(name, before.emissions[basis], after.emissions[basis], spread)
    yield f"{'Investment, NOK':56} {_spread_text(result.investment)}"
    if result.maintenance.p50:
        name = "Of it plain renewal that is due anyway, not counted below, NOK"
        yield f"{name:56} {_spread_text(result.maintenance)}"
    npv = f"Net present value, {result.period} years at {result.discount_rate:.0%}, NOK"
    yield f"{npv:56} {_spread_text(result.net_present_value)}"
    for reach in result.reaches:
        touched = reach.reason or f"{reach.quantity:.0f} {reach.unit}, {len(reach.elements)} parts"
        yield f"{reach.measure_id}: {touched}"
        yield from (f"  {remark.text()}" for remark in reach.remarks)
    if result.calibration:
        yield from (f"Meters: {said}" for said in result.calibration.statements)
    yield from (f"Claimed, not recomputed: {claim}" for claim in result.claims)
    yield from (f"Assumed: {assumption}" for assumption in result.assumptions)


def examine_machine() -> dict[str, str]:
    """Versions, OpenGL, free disk and database of this machine."""
    import sqlite3

    from twin.ui.opengl import describe_opengl

    report = {"twin": __version__, "python": platform.python_version()}
    report["system"] = platform.platform()
    report |= {name: metadata.version(name) for name in _PACKAGES}
    report["opengl"] = describe_opengl()
    report["free disk"] = f"{shutil.disk_usage(Path.cwd()).free / 1e9:.1f} GB"
    report["cores"] = str(os.cpu_count() or "unknown")
    report["database"] = f"SQLite {sqlite3.sqlite_version}"
    return report


def _picture(to: Path, size: tuple[int, int], state: State) -> Path:
    from twin.ui.scene.picture import BuildingContent, PortfolioContent, save_picture

    colouring = colour_by.colouring(state)
    if state.model is not None:
        content = BuildingContent(state.model, colouring)
    elif state.portfolio is not None and state.portfolio.buildings:
        content = PortfolioContent(state.portfolio.buildings, colouring)
    else:
        raise MissingInput(
            "There is nothing to draw: the portfolio has no buildings.",
            "Import a model into it first.",
        )
    try:
        save_picture(to, size, "light", content)
    except OSError as error:
        raise UnreadableFile(
            "The picture {file} could not be written.",
            "Choose a folder you may write to.",
            file=to,
        ) from error
    return to


def _show_what_if(state: State, out: Path) -> Iterator[Path]:
    from twin.ui.report.document import ReportPicture, write_report
    from twin.ui.scene.picture import ComparisonContent, save_picture

    scenario = _scenario_that_touches_most(state)
    shading = shade.shading_of(state)
    changed = replace(
        state, mode="compare", history=begin(scenario, known=state.known), shading=shading
    )
    result = run_scenario.evaluated(changed)
    table = out / "whatif.txt"
    table.write_text("\n".join(comparison_lines(result)) + "\n", encoding="utf-8")
    yield table
    picture = out / "whatif.png"
    shown = _most_telling(replace(changed, result=result))
    assert state.model is not None
    sides = ComparisonContent(state.model, shown.left, shown.right, shown.changed_rows)
    save_picture(picture, SIZE, "light", sides)
    yield picture
    report = out / "report.pdf"
    pictures = (
        ReportPicture((out / "building_condition.png").read_bytes(), "Condition grades today"),
        ReportPicture(picture.read_bytes(), "Before (left) and after (right)"),
    )
    assert state.building is not None
    write_report(report, state.building, scenario, result, pictures)
    yield report


def _most_telling(state: State) -> Comparison:
    """Before and after in the overlay that shows most differences."""
    names = (choice.name for choice in colour_by.choices(state))
    found = (comparison(replace(state, building_overlay=name)) for name in names)
    return max((c for c in found if c is not None), key=_difference)


def _difference(shown: Comparison) -> int:
    if shown.left is None or shown.right is None:
        return 0
    return int(np.count_nonzero(shown.left.classes != shown.right.classes))


def _scenario_that_touches_most(state: State) -> Scenario:
    assert state.portfolio is not None
    assert state.building is not None
    touched = {
        proposal: parts_reached(run_scenario.reaches(state, proposal))
        for proposal in state.portfolio.proposals
        if is_recomputed(proposal)
    }
    if not any(touched.values()):
        raise MissingInput(
            "No proposal of this portfolio applies to {name}; there is nothing to compare.",
            "Import a proposal that names parts of this building.",
            name=state.building.name,
        )
    chosen = max(touched, key=lambda proposal: touched[proposal])
    return Scenario(state.building.building_id, chosen.title, (chosen,))


def is_recomputed(proposal: Proposal) -> bool:
    """Whether anything of it can be seen before and after: an effect that is no mere claim."""
    return any(not e.is_claimed for m in proposal.measures for e in m.effects)


def parts_reached(reaches: Iterable[Reach]) -> int:
    """How many parts measures touch; one that touches the building as a whole counts as one."""
    return sum(max(len(reach.elements), 1) for reach in reaches if not reach.reason)


def neediest_building(portfolio: PortfolioData) -> Building:
    """The building with a model that has most parts of the worst condition grade.

    Raises
    ------
    MissingInput
        If no building has a model.
    """

    def worst_parts(building: Building) -> int:
        grades = [a.grade for a in portfolio.assessments_of(building.building_id)]
        return grades.count(ConditionGrade.TG3)

    with_model = [b for b in portfolio.buildings if b.model_sha256]
    if not with_model:
        raise MissingInput(
            "No building of this portfolio has a model; there is no building to draw.",
            "Import an IFC file.",
        )
    return max(with_model, key=worst_parts)


def _entered(portfolio: PortfolioData, building_id: str, overlay: str) -> State:
    building = portfolio.building(building_id)
    if building is None:
        raise MissingInput(
            "There is no building {building} in this portfolio.",
            "`twin list` shows the buildings and their ids.",
            building=building_id,
        )
    model: BuildingModel | None = read_building(portfolio.folder, building)
    if model is None:
        raise MissingInput(
            "{name} has no model; there is nothing to draw inside it.",
            "Import an IFC file of it, or draw the portfolio.",
            name=building.name,
        )
    return State(
        portfolio=portfolio,
        building=building,
        model=model,
        mode="building",
        building_overlay=overlay,
        history=begin(Scenario(building_id), known=known_of(portfolio.folder, building_id)),
    )


def _portfolio_of_one(source: Path, building: Building) -> PortfolioData:
    return PortfolioData(
        folder=source.parent,
        name=building.name,
        buildings=(building,),
        assessments=(),
        work_orders=(),
        needs=(),
        meters=(),
        proposals=(),
        delivered_per_m2=np.full(1, np.nan),
        delivered_year=(0,),
    )


def _row(name: str, before: float, after: float, saved: Spread | None) -> str:
    tail = f"   {_spread_text(saved)}" if saved else ""
    return f"{name:30} {before:12,.0f} {after:12,.0f}{tail}"


def _spread_text(spread: Spread) -> str:
    return f"{spread.p10:,.0f} / {spread.p50:,.0f} / {spread.p90:,.0f}"
