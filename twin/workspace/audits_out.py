"""Scenarios as BuildingSync files, for auditors and programs of others."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from twin.errors import TwinError
from twin.exporters.buildingsync.content import (
    NOT_CALCULATED,
    Calculated,
    ScenarioBuilding,
    ScenarioToWrite,
)
from twin.exporters.buildingsync.write import write_buildingsync
from twin.model.audit import ExchangeRate
from twin.model.building import Building
from twin.model.choice import Choice, PortfolioScenario
from twin.model.scenario import Scenario, ScenarioResult

NO_RESULTS: Mapping[str, ScenarioResult] = {}


def choices_of(scenario: Scenario) -> tuple[Choice, ...]:
    """Everything applied in the what-if of one building: measures of proposals, then choices."""
    offered = tuple(
        Choice(
            f"{proposal.sha256[:12]}-{measure.measure_id}",
            scenario.building_id,
            measure,
            proposal.sha256,
            proposal.supplier,
        )
        for proposal in scenario.proposals
        for measure in proposal.measures
    )
    return (*offered, *scenario.choices)


def export_building(
    path: Path,
    building: Building,
    scenario: Scenario,
    result: ScenarioResult | None = None,
    rate: ExchangeRate | None = None,
) -> None:
    """Write the what-if of one building.

    Raises
    ------
    TwinError
        If the file cannot be written.
    """
    one = ScenarioBuilding(building, choices_of(scenario), calculated(result))
    write_buildingsync(path, ScenarioToWrite(scenario.name, _today(), (one,), rate))


def export_scenario(
    path: Path,
    buildings: Sequence[Building],
    scenario: PortfolioScenario,
    results: Mapping[str, ScenarioResult] = NO_RESULTS,
    rate: ExchangeRate | None = None,
) -> None:
    """Write a scenario over many buildings; those it does not touch are left out.

    Parameters
    ----------
    results : of the buildings that were calculated, by id.

    Raises
    ------
    TwinError
        If it touches no building, or the file cannot be written.
    """
    by_id = {b.building_id: b for b in buildings}
    touched = [key for key in scenario.buildings if key in by_id]
    if not touched:
        raise TwinError(
            "The scenario {name} has no measure in any building; nothing was written.",
            "Choose a measure first.",
            name=scenario.name,
        )
    found = tuple(
        ScenarioBuilding(by_id[key], scenario.of(key), calculated(results.get(key)))
        for key in touched
    )
    notes = "; ".join(comment.text for comment in scenario.comments)
    write_buildingsync(path, ScenarioToWrite(scenario.name, _today(), found, rate, notes))


def calculated(result: ScenarioResult | None) -> Calculated:
    """What a result says of delivered energy and money; nothing where there is none."""
    if result is None:
        return NOT_CALCULATED
    return Calculated(
        result.before.delivered,
        result.after.delivered,
        result.investment.p50,
        result.cost_saving.p50,
    )


def _today() -> str:
    return date.today().isoformat()
