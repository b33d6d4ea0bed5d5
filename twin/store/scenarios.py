"""What-ifs of each building: one draft, saved at each edit, and versions the user named."""

import json
from dataclasses import asdict
from datetime import UTC, datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection, and_, select

from twin.model.choice import Choice
from twin.model.panels import PanelChoice
from twin.model.scenario import SavedScenario, Scenario
from twin.store import tables
from twin.store.database import Database
from twin.store.edits import store_row_edits
from twin.store.hold import hold
from twin.store.kinds import kind_of_table
from twin.store.proposals import proposal_of
from twin.store.replacement import Row, Step, next_key, rows_of
from twin.store.row_edit import RowEdit

_PANELS = TypeAdapter(tuple[PanelChoice, ...])
_CHOICES = TypeAdapter(tuple[Choice, ...])


def save_draft(
    database: Database, scenario: Scenario, step: Step = ("", "Draft of a what-if")
) -> None:
    """Replace the draft of the scenario's building, in one step of the log.

    step : who, and what was done.
    """
    table = tables.scenarios
    with database.writing() as connection:
        hold(connection, f"draft {scenario.building_id}")
        of_it = and_(table.c.building_id == scenario.building_id, table.c.is_draft.is_(True))
        before = next(iter(rows_of(connection, table, of_it)), None)
        key = before["scenario_id"] if before else next_key(connection, table)
        row, parts = _row(key, scenario, is_draft=True), _parts(connection, key, scenario)
        if parts or before is None or {**row, "saved_at": before["saved_at"]} != before:
            edits = [RowEdit(kind_of_table(table.name), str(key), before, row)]
            store_row_edits(database, edits + parts, *step)


def save_version(
    database: Database, scenario: Scenario, step: Step = ("", "Version of a what-if")
) -> int:
    """Keep a named version for ever; equal names are told apart by their time.

    step : who, and what was done.
    """
    table = tables.scenarios
    with database.writing() as connection:
        key = next_key(connection, table)
        row = _row(key, scenario, is_draft=False)
        edits = [RowEdit(kind_of_table(table.name), str(key), None, row)]
        store_row_edits(database, edits + _parts(connection, key, scenario), *step)
    return key


def load_versions(database: Database, building_id: str) -> tuple[SavedScenario, ...]:
    """Named versions of a building, oldest first."""
    return tuple(s for s in load_scenarios(database, building_id) if not s.is_draft)


def load_scenarios(database: Database, building_id: str) -> tuple[SavedScenario, ...]:
    """Versions of a building, oldest first, and then its draft."""
    table, parts = tables.scenarios, tables.scenario_proposals
    query = (
        select(table)
        .where(table.c.building_id == building_id)
        .order_by(table.c.is_draft, table.c.scenario_id)
    )
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
                _choices_of(row.choices_json),
            ),
        )
        for row in rows
    )


def _row(key: int, scenario: Scenario, *, is_draft: bool) -> Row:
    return {
        "scenario_id": key,
        "building_id": scenario.building_id,
        "name": scenario.name,
        "is_draft": is_draft,
        "saved_at": datetime.now(UTC).replace(tzinfo=None),
        "weather": scenario.weather,
        "take_back_k": scenario.take_back,
        "panels_json": _PANELS.dump_json(scenario.panels).decode(),
        "choices_json": _json_of(scenario.choices),
    }


def _json_of(choices: tuple[Choice, ...]) -> str:
    """Choices as JSON; angles that follow the surface (NaN) stay what they are."""
    whole = [asdict(choice) for choice in choices]
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _choices_of(text: str) -> tuple[Choice, ...]:
    return _CHOICES.validate_python(json.loads(text))


def _parts(connection: Connection, key: int, scenario: Scenario) -> list[RowEdit]:
    """Edits that let a scenario have its proposals, in their order."""
    table = tables.scenario_proposals
    kind = kind_of_table(table.name)
    stored = {
        row["position"]: row for row in rows_of(connection, table, table.c.scenario_id == key)
    }
    wanted = {
        i: {"scenario_id": key, "position": i, "sha256": proposal.sha256}
        for i, proposal in enumerate(scenario.proposals)
    }
    pairs = [(stored.get(i), wanted.get(i)) for i in sorted(stored.keys() | wanted.keys())]
    return [
        RowEdit(kind, kind.key_of(before or after or {}), before, after)
        for before, after in pairs
        if before != after
    ]
