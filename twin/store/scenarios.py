"""What-ifs of each building: one draft, saved at each edit, and versions the user named."""

from datetime import UTC, datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, insert, select

from twin.model.panels import PanelChoice
from twin.model.scenario import SavedScenario, Scenario
from twin.store import tables
from twin.store.database import Database
from twin.store.hold import hold
from twin.store.proposals import proposal_of

_PANELS = TypeAdapter(tuple[PanelChoice, ...])


def save_draft(database: Database, scenario: Scenario) -> None:
    """Replace the draft of the scenario's building in one transaction."""
    table = tables.scenarios
    with database.writing() as connection:
        hold(connection, f"draft {scenario.building_id}")
        connection.execute(
            delete(table).where(
                table.c.building_id == scenario.building_id, table.c.is_draft.is_(True)
            )
        )
        _store(connection, scenario, is_draft=True)


def save_version(database: Database, scenario: Scenario) -> int:
    """Keep a named version for ever; equal names are told apart by their time."""
    with database.writing() as connection:
        return _store(connection, scenario, is_draft=False)


def load_versions(database: Database, building_id: str) -> tuple[SavedScenario, ...]:
    """Named versions of a building, oldest first."""
    return tuple(s for s in load_scenarios(database, building_id) if not s.is_draft)


def load_scenarios(database: Database, building_id: str) -> tuple[SavedScenario, ...]:
    """Draft and versions of a building, oldest first."""
    table, parts = tables.scenarios, tables.scenario_proposals
    query = select(table).where(table.c.building_id == building_id).order_by(table.c.scenario_id)
    with database.reading() as connection:
        rows = connection.execute(query).all()
        proposals = {
            row.scenario_id: tuple(
                proposal_of(found)
                for found in connection.execute(
                    select(tables.proposals)
                    .join(parts, parts.c.sha256 == tables.proposals.c.sha256)
                    .where(parts.c.scenario_id == row.scenario_id)
                    .order_by(parts.c.position)
                )
            )
            for row in rows
        }
    return tuple(
        SavedScenario(
            row.scenario_id,
            row.is_draft,
            row.saved_at,
            Scenario(
                building_id,
                row.name,
                proposals[row.scenario_id],
                row.weather,
                row.take_back_k,
                _PANELS.validate_json(row.panels_json),
            ),
        )
        for row in rows
    )


def _store(connection: Connection, scenario: Scenario, *, is_draft: bool) -> int:
    scenario_id = connection.execute(
        insert(tables.scenarios)
        .values(
            building_id=scenario.building_id,
            name=scenario.name,
            is_draft=is_draft,
            saved_at=datetime.now(UTC).replace(tzinfo=None),
            weather=scenario.weather,
            take_back_k=scenario.take_back,
            panels_json=_PANELS.dump_json(scenario.panels).decode(),
        )
        .returning(tables.scenarios.c.scenario_id)
    ).scalar_one()
    rows = [
        {"scenario_id": scenario_id, "position": i, "sha256": proposal.sha256}
        for i, proposal in enumerate(scenario.proposals)
    ]
    if rows:
        connection.execute(insert(tables.scenario_proposals), rows)
    return scenario_id
