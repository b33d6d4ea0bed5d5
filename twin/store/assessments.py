"""Condition assessments."""

from collections.abc import Sequence

from sqlalchemy import insert

from twin.model.condition import Assessment
from twin.model.records import Records
from twin.store import tables
from twin.store.database import Database
from twin.store.keys import new_key
from twin.store.rows import records, select_fields, to_rows


def save_assessments(database: Database, assessments: Sequence[Assessment]) -> None:
    """Add assessments in one transaction; earlier ones stay, the newest counts."""
    if not assessments:
        return
    rows = [
        {**row, "assessment_id": row["assessment_id"] or new_key()} for row in to_rows(assessments)
    ]
    with database.writing() as connection:
        connection.execute(insert(tables.assessments), rows)


def load_assessments(database: Database) -> Records[Assessment]:
    """All assessments, in the order in which they were stored."""
    table = tables.assessments
    query = select_fields(Assessment, table).order_by(table.c.assessment_id)
    with database.reading() as connection:
        return records(Assessment, connection.execute(query))
