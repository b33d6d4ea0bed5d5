"""Files of a portfolio that several people share, in parts; empty where a folder keeps them."""

from sqlalchemy import Column, Integer, LargeBinary, String, Table

from twin.store.tables import metadata

file_parts = Table(
    "file_parts",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)
