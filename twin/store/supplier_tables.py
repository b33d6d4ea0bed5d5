"""Keys of suppliers."""

from sqlalchemy import Column, DateTime, Table, Text

from twin.store.tables import metadata

supplier_keys = Table(
    "supplier_keys",
    metadata,
    Column("public_key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("added_at", DateTime, nullable=False),
    Column("added_by", Text, nullable=False),
)
