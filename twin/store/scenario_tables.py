"""Scenarios over many buildings, what is said of them, and what was decided."""

from sqlalchemy import Column, DateTime, ForeignKey, Integer, Table, Text, UniqueConstraint

from twin.store.register_tables import key_column
from twin.store.tables import metadata, text_column

portfolio_scenarios = Table(
    "portfolio_scenarios",
    metadata,
    key_column("scenario_id"),
    Column("scenario_key", Text, nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("name", Text, nullable=False),
    text_column("parent"),
    Column("saved_at", DateTime),
    text_column("saved_by"),
    text_column("content", "{}"),
    text_column("sha256"),
    UniqueConstraint("scenario_key", "version"),
)

scenario_comments = Table(
    "scenario_comments",
    metadata,
    key_column("comment_id"),
    Column(
        "scenario_id",
        ForeignKey("portfolio_scenarios.scenario_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("who", Text, nullable=False),
    Column("said_at", DateTime),
    Column("text", Text, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    key_column("decision_id"),
    Column("title", Text, nullable=False),
    Column("decided_at", DateTime),
    Column("decided_by", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    text_column("text"),
)
