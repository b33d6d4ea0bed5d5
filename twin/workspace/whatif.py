"""Apply a supplier's proposal to one building and compare, without a window."""

from dataclasses import replace
from pathlib import Path

from twin.errors import MissingInput
from twin.model.importing import Progress, Silent
from twin.model.scenario import Scenario, ScenarioResult
from twin.workspace.enter_building import read_building
from twin.workspace.history import begin
from twin.workspace.importing import importers
from twin.workspace.known_values import known_of
from twin.workspace.open_portfolio import read_portfolio
from twin.workspace.panels import has_panels, places_of
from twin.workspace.run_scenario import evaluated
from twin.workspace.shade import shading_of
from twin.workspace.state import State

_SILENT = Silent()


def whatif(
    folder: Path, building_id: str, proposal_path: Path, progress: Progress = _SILENT
) -> ScenarioResult:
    """Before and after of one proposal in one building; nothing is stored but the model's cache.

    Raises
    ------
    TwinError
        If the portfolio, its model, its horizon or the proposal cannot be read, there is no such
        building, or a value without an honest default is unknown.
    """
    portfolio = read_portfolio(folder)
    building = portfolio.building(building_id)
    if building is None:
        raise MissingInput(
            "The portfolio {name} has no building {building_id}.",
            "Choose one of: {known}.",
            name=portfolio.name,
            building_id=building_id,
            known=", ".join(b.building_id for b in portfolio.buildings[:20]) or "-",
        )
    (proposal,) = importers()["proposal_file"].read(proposal_path, None, progress).proposals
    scenario = Scenario(building_id).with_proposal(replace(proposal, accepted=True))
    state = State(
        portfolio=portfolio,
        building=building,
        model=read_building(portfolio.folder, building, progress),
        mode="what-if",
        history=begin(scenario, known=known_of(folder, building_id)),
    )
    shaded = replace(state, shading=shading_of(state, progress))
    places = places_of(shaded, progress) if has_panels(shaded) else None
    return evaluated(replace(shaded, places=places), progress)
