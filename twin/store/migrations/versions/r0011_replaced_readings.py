"""Readings say of which periods they are; those that an import replaces are kept for undo."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
SCHEMA = "readings"


def upgrade() -> None:
    """Add the column and the table; a lost file of readings was made anew with both."""
    inspector = sa.inspect(op.get_bind())
    columns = {c["name"] for c in inspector.get_columns("reading_blocks", schema=SCHEMA)}
    if "step" not in columns:
        op.add_column(
            "reading_blocks",
            sa.Column("step", sa.String(length=10), server_default="hour", nullable=False),
            schema=SCHEMA,
        )
    if inspector.has_table("replaced_blocks", schema=SCHEMA):
        return
    op.create_table(
        "replaced_blocks",
        sa.Column("change_id", sa.String(length=40), nullable=False),
        sa.Column("series", sa.String(length=10), nullable=False),
        sa.Column("series_id", sa.String(length=100), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("before_json", sa.Text(), nullable=False),
        sa.Column("before_values", sa.LargeBinary()),
        sa.Column("after_crc", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "change_id", "series", "series_id", "year", name=op.f("pk_replaced_blocks")
        ),
        schema=SCHEMA,
    )
