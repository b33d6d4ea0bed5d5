"""Which readings of a building are compared to see what a measure saved."""

import json
import math
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Row, select

from twin.model.saving import KnownChange, SavingCheck
from twin.store.database import Database
from twin.store.edits import store_row_edits
from twin.store.hold import hold
from twin.store.replacement import Step, replacement
from twin.store.saving_tables import saving_checks as table

_PLAIN = tuple(f.name for f in fields(SavingCheck) if f.name not in ("changes", "claimed"))


def save_saving_checks(
    database: Database,
    building_id: str,
    checks: Sequence[SavingCheck],
    step: Step = ("", "Checks of savings"),
) -> None:
    """Replace the comparisons of a building, in one step of the log.

    step : who, and what was done.
    """
    with database.writing() as connection:
        hold(connection, f"saving_checks {building_id}")
        wanted = [_row(check) for check in checks]
        edits = replacement(connection, table, table.c.building_id == building_id, wanted)
        store_row_edits(database, edits, *step)


def load_saving_checks(database: Database, building_id: str) -> tuple[SavingCheck, ...]:
    """The comparisons of a building, in the order in which they were stored; () if none."""
    query = select(table).where(table.c.building_id == building_id).order_by(table.c.check_id)
    with database.reading() as connection:
        return tuple(_check(row) for row in connection.execute(query))


def _row(check: SavingCheck) -> dict[str, Any]:  # Any: values of columns
    changes = [[change.reason, change.energy] for change in check.changes]
    plain = {name: getattr(check, name) for name in _PLAIN}
    claimed = check.claimed if math.isfinite(check.claimed) else None
    return {**plain, "changes": json.dumps(changes), "claimed": claimed}


def _check(row: Row[Any]) -> SavingCheck:
    changes = tuple(KnownChange(reason, float(kwh)) for reason, kwh in json.loads(row.changes))
    plain = {name: getattr(row, name) for name in _PLAIN}
    claimed = math.nan if row.claimed is None else row.claimed
    return SavingCheck(**plain, changes=changes, claimed=claimed)
