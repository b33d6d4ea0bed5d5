"""Steps of an offer from file to file, as the program takes them, without a window."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from exporters.buildingsync.by_schema import faults
from sqlalchemy import delete

from twin.importers.buildingsync.audit import audit_of
from twin.model.audit import ExchangeRate
from twin.model.building import Building
from twin.model.effect_kind import EFFECT_KINDS, ZONE
from twin.model.proposal import Proposal
from twin.model.scenario import Scenario, ScenarioResult
from twin.sample.portfolio import write_sample
from twin.store import tables
from twin.store.database import Database, open_database
from twin.store.proposals import accept_proposal, load_proposals
from twin.workspace.audits_out import export_building
from twin.workspace.enter_building import read_building
from twin.workspace.history import begin
from twin.workspace.importing import import_file
from twin.workspace.panels import has_panels, places_of
from twin.workspace.portfolio import PortfolioData
from twin.workspace.run_scenario import evaluated
from twin.workspace.state import State

RATE = ExchangeRate(10.0, "2026-11-02", "Norges Bank")


def sample_without_offers(folder: Path, buildings: int) -> Database:
    """The sample, before any supplier sent a proposal."""
    write_sample(folder / "Sample.twin", buildings=buildings)
    database = open_database(folder / "Sample.twin")
    with database.writing() as connection:
        connection.execute(delete(tables.proposals))
    return database


def entered_in(portfolio: PortfolioData, building: Building) -> State:
    model = read_building(portfolio.folder, building)
    assert model is not None
    return State(portfolio=portfolio, building=building, model=model, mode="what-if")


def applied(state: State, *proposals: Proposal) -> tuple[Scenario, ScenarioResult]:
    assert state.building is not None
    scenario = Scenario(state.building.building_id, name="Offers", proposals=proposals)
    begun = replace(state, history=begin(scenario))
    places = places_of(begun) if has_panels(begun) else None
    return scenario, evaluated(replace(begun, places=places))


def received(database: Database, path: Path) -> Proposal:
    """Take a file in: it waits in quarantine, then somebody accepts it."""
    done = import_file(database, path)
    assert done.status == "ok", str(done)
    return accepted_by_somebody(database, done.proposal_id)


def accepted_by_somebody(database: Database, proposal_id: str) -> Proposal:
    (waiting,) = (p for p in load_proposals(database) if p.proposal_id == proposal_id)
    assert not waiting.accepted
    assert waiting.received_at
    accept_proposal(database, waiting.sha256, "Kari")
    (accepted,) = (p for p in load_proposals(database) if p.proposal_id == proposal_id)
    assert (accepted.accepted, accepted.accepted_by) == (True, "Kari")
    assert accepted.accepted_at
    return accepted


def check_result(result: ScenarioResult, *proposals: Proposal) -> None:
    """Energy changes where an effect is physical; everything else is told as a claim."""
    offered = [m for p in proposals for m in p.measures]
    pairs = zip(offered, result.reaches, strict=True)
    measures = [measure for measure, reach in pairs if not reach.reason]
    effects = [e for m in measures for e in m.effects]
    if any(EFFECT_KINDS[e.kind].acts_on == ZONE for e in effects):
        assert result.after.delivered_total != result.before.delivered_total
    else:
        assert result.after.delivered_total == result.before.delivered_total
    if any(e.is_claimed for e in effects):
        assert result.claims
    if any(m.unit_cost.value + m.fixed_cost.value > 0 for m in measures):
        assert result.investment.p50 > 0
    assert np.isfinite(result.saving.p50)


def check_export(path: Path, state: State, scenario: Scenario, result: ScenarioResult) -> None:
    """The what-if as BuildingSync: valid by its schema, and read again with every measure."""
    assert state.building is not None
    export_building(path, state.building, scenario, result, RATE)
    written = path.read_bytes()
    assert faults(written) == []
    again = audit_of(written, path.name)
    titles = [m.title for p in scenario.proposals for m in p.measures]
    assert len(again.measures) == len(titles)
    assert again.delivered == pytest.approx(result.before.delivered_total, rel=1e-3)
