"""A scenario as a copy of a building's model with the changes in it."""

import getpass
from dataclasses import replace
from pathlib import Path

from twin.errors import MissingInput, TwinError
from twin.ifc.load import load_model
from twin.ifc.write_back.copy import write_copy
from twin.model.choice import KeptScenario, PortfolioScenario
from twin.model.importing import Progress, Silent
from twin.model.scenario import Scenario
from twin.model.write_back import Written
from twin.store import portfolio_scenarios
from twin.store.database import open_database
from twin.store.models import cache_folder, verified_model_file
from twin.store.records import load_records
from twin.workspace.history import begin
from twin.workspace.known_values import known_of
from twin.workspace.open_portfolio import read_portfolio
from twin.workspace.scenarios.flow import as_what_if
from twin.workspace.scenarios.ifc_content import About, content_of
from twin.workspace.scenarios.shelf import DRAFT
from twin.workspace.state import State

_SILENT = Silent()


def export_ifc(state: State, target: Path, who: str, progress: Progress = _SILENT) -> Written:
    """Write a copy of the entered building's current model with its what-if in it.

    Raises
    ------
    MissingInput
        If no building is entered, it has no model, or the scenario has no measure in it.
    TwinError
        If the copy cannot be written.
    Cancelled
        If `progress` was told to stop; nothing is written then.
    """
    building, portfolio, scenario = state.building, state.portfolio, state.scenario
    if building is None or portfolio is None or scenario is None:
        raise MissingInput("No building is entered.", "Enter a building first.")
    found = state.shelf.open
    if not building.model_sha256:
        raise MissingInput(
            "{name} has no model, so there is nothing to write the scenario into.",
            "Import an IFC file into the building first.",
            name=building.name,
        )
    about = about_of(found, scenario)
    if not scenario.proposals and not any(choice.is_on for choice in scenario.choices):
        raise MissingInput(
            "The scenario {name} has no measure in {building}; nothing was written.",
            "Choose a measure first.",
            name=about.name,
            building=building.name,
        )
    original = verified_model_file(portfolio.folder, building.model_sha256)
    progress.report(0.0, "Reading the model")
    model = load_model(original, cache_folder(portfolio.folder), progress)
    what = content_of(replace(state, model=model), about, who, progress)
    return write_copy(original, target, what, progress)


def about_of(found: PortfolioScenario | None, scenario: Scenario) -> About:
    """Which scenario it is; the what-if of the building where no scenario is open."""
    if found is None:
        return About("what-if", scenario.name)
    return About(found.key, found.name, found.version, found.assumptions.budget_year)


def export_scenario_ifc(
    folder: Path, scenario: str, building_id: str, to: Path, progress: Progress = _SILENT
) -> str:
    """As `export_ifc`, without a window; says what was written, in English.

    Parameters
    ----------
    scenario : name, key or ``key/version``; the draft where no version is named.

    Raises
    ------
    TwinError
        If there is no such scenario or building, or the file cannot be written.
    """
    portfolio = read_portfolio(folder)
    building, found = portfolio.building(building_id), _scenario(folder, scenario)
    if building is None:
        raise MissingInput(
            "The portfolio {name} has no building {building_id}.",
            "Choose one of: {known}.",
            name=portfolio.name,
            building_id=building_id,
            known=", ".join(b.building_id for b in portfolio.buildings[:20]) or "-",
        )
    what_if = as_what_if(found, Scenario(building_id, found.name))
    state = State(
        portfolio=portfolio,
        building=building,
        mode="what-if",
        history=begin(what_if, known=known_of(folder, building_id)),
    )
    state = replace(state, shelf=state.shelf.opened(found, ""))
    done = export_ifc(state, to, getpass.getuser(), progress)
    return (
        f"{to}: {done.elements} elements changed, {done.added} new, {done.removed} that go, "
        f"{done.tasks} tasks, {done.costs} costs."
    )


def _scenario(folder: Path, wanted: str) -> PortfolioScenario:
    database = open_database(folder)
    try:
        rows = tuple(load_records(database, KeptScenario))
    finally:
        database.close()
    for row in sorted(rows, key=lambda r: r.version):
        names = (row.scenario_id, *((row.name, row.scenario_key) if row.version == DRAFT else ()))
        if wanted in names:
            return portfolio_scenarios.scenario_of(row)
    raise TwinError(
        "There is no scenario “{name}” in this portfolio; nothing was written.",
        "Choose one of: {known}.",
        name=wanted,
        known=", ".join(f"{r.name} ({r.scenario_id})" for r in rows[:20]) or "-",
    )
