"""Condition assessments."""

from collections.abc import Sequence

from sqlalchemy import insert

from twin.model.condition import Assessment
from twin.store import tables
from twin.store.database import Database
from twin.store.rows import from_rows, select_fields, to_rows


def save_assessments(database: Database, assessments: Sequence[Assessment]) -> None:
    """Add assessments in one transaction; earlier ones stay, the newest counts."""
    if not assessments:
        return
    with database.writing() as connection:
        connection.execute(insert(tables.assessments), to_rows(assessments))


def load_assessments(database: Database) -> tuple[Assessment, ...]:
    """All assessments, in the order in which they were stored."""
    table = tables.assessments
    query = select_fields(Assessment, table).order_by(table.c.assessment_id)
    with database.reading() as connection:
        return from_rows(Assessment, connection.execute(query))
