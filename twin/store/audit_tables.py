"""Who changed what, when; what was imported, and how its columns were read."""

from sqlalchemy import BigInteger, Column, DateTime, Index, Integer, String, Table, Text

from twin.store.register_tables import key_column
from twin.store.tables import metadata, number_column, text_column

audit_log = Table(
    "audit_log",
    metadata,
    Column("entry_id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("change_id", String(40), nullable=False),
    Column("at_utc", DateTime, key="at", nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("table_name", String(60), nullable=False),
    Column("row_key", String(200), nullable=False),
    Column("before_json", Text),
    Column("after_json", Text),
    Column("program_version", Text, nullable=False),
    text_column("db_user"),
    Index("ix_audit_log_change_id", "change_id"),
    Index("ix_audit_log_table_name_row_key", "table_name", "row_key"),
)

imports = Table(
    "imports",
    metadata,
    key_column("import_id"),
    Column("at_utc", DateTime, key="at", nullable=False),
    Column("who", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("format", Text, nullable=False),
    Column("change_id", String(40), nullable=False),
    number_column("added"),
    number_column("changed"),
    number_column("unchanged"),
    number_column("rejected"),
    text_column("report_json", "[]"),
)

import_mappings = Table(
    "import_mappings",
    metadata,
    Column("format", String(60), primary_key=True),
    Column("columns_key", String(64), primary_key=True),
    Column("mapping_json", Text, nullable=False),
    Column("used_at_utc", DateTime, key="used_at", nullable=False),
)
