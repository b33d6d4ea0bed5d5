"""What others stored since somebody last looked, as the log tells."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from twin.model.edit import Arrived, Seen
from twin.store.audit_tables import audit_log
from twin.store.database import Database
from twin.store.tables import building_models

_MODELS = frozenset((building_models.name,))
_LOOK_BACK = 500  # entries; on a server a number given earlier can be stored later


def seen_now(database: Database) -> Seen:
    """All that is stored counts as seen."""
    with database.reading() as connection:
        entry = connection.execute(select(func.max(audit_log.c.entry_id))).scalar_one() or 0
        version = connection.execute(select(func.max(building_models.c.version_id))).scalar_one()
        recent = connection.execute(
            select(audit_log.c.change_id).where(audit_log.c.entry_id > entry - _LOOK_BACK)
        ).scalars()
        return Seen(entry, version or 0, frozenset(recent))


def news(database: Database, since: Seen) -> tuple[Seen, tuple[Arrived, ...]]:
    """Steps that others stored since, oldest first, and how far this looked.

    Versions of models that came without a step are one of their own, see `Arrived.tables`.
    """
    log = audit_log.c
    query = (
        select(
            log.change_id, log.who, log.what, log.table_name,
            func.count().label("rows"), func.max(log.entry_id).label("last"),
        )
        .where(log.entry_id > since.entry - _LOOK_BACK)
        .group_by(log.change_id, log.who, log.what, log.table_name)
        .order_by(func.max(log.entry_id))
    )  # fmt: skip
    models = (
        select(building_models.c.version_id, building_models.c.who, building_models.c.name)
        .where(building_models.c.version_id > since.version)
        .order_by(building_models.c.version_id)
    )
    with database.reading() as connection:
        rows = connection.execute(query).all()
        versions = connection.execute(models).all()
    entry = max((row.last for row in rows), default=since.entry)
    version = max((row.version_id for row in versions), default=since.version)
    seen = Seen(max(entry, since.entry), version, frozenset(row.change_id for row in rows))
    known = since.recent | database.own
    arrived = _steps(tuple(row) for row in rows if row.change_id not in known)
    new = [
        Arrived(f"model {row.version_id}", row.who, row.name, _MODELS, 1)
        for row in versions
        if f"model {row.version_id}" not in database.own
    ]
    return seen, (*arrived, *new)


def _steps(rows: Iterable[tuple[Any, ...]]) -> list[Arrived]:
    found: dict[str, Arrived] = {}
    for change_id, who, what, table, count, _ in rows:
        old = found.get(change_id, Arrived(change_id, who, what, frozenset(), 0))
        found[change_id] = Arrived(change_id, who, what, old.tables | {table}, old.records + count)
    return list(found.values())
