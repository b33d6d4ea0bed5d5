"""Comparisons of readings before and after a measure."""

from sqlalchemy import Column, Date, Float, Integer, Table, Text

from twin.store.tables import metadata, of_building

saving_checks = Table(
    "saving_checks",
    metadata,
    Column("check_id", Integer, primary_key=True),
    of_building(),
    Column("subject", Text, nullable=False),
    Column("baseline_first", Date, nullable=False),
    Column("baseline_last", Date, nullable=False),
    Column("reporting_first", Date, nullable=False),
    Column("reporting_last", Date, nullable=False),
    Column("step", Text, nullable=False),
    Column("changes_json", Text, key="changes", nullable=False),
    Column("claimed_kwh", Float, key="claimed"),
    Column("claimed_source", Text, nullable=False),
)
