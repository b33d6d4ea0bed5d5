"""How a building is really used: its numbers with who, when and source, and its closed days."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the three tables, all empty: every building is in standard operation."""
    op.create_table(
        "actual_operations",
        _building(),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("closed_on_public_holidays", sa.Boolean(), nullable=False),
        sa.Column("has_own_closures", sa.Boolean(), nullable=False),
        _foreign_key("actual_operations"),
        sa.PrimaryKeyConstraint("building_id", name=op.f("pk_actual_operations")),
    )
    op.create_table(
        "operation_overrides",
        sa.Column("override_id", sa.Integer(), nullable=False),
        _building(),
        sa.Column("quantity", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        _foreign_key("operation_overrides"),
        sa.PrimaryKeyConstraint("override_id", name=op.f("pk_operation_overrides")),
    )
    op.create_table(
        "operation_closures",
        sa.Column("closure_id", sa.Integer(), nullable=False),
        _building(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        _foreign_key("operation_closures"),
        sa.PrimaryKeyConstraint("closure_id", name=op.f("pk_operation_closures")),
    )
    for table in ("operation_overrides", "operation_closures"):
        op.create_index(op.f(f"ix_{table}_building_id"), table, ["building_id"], unique=False)


def downgrade() -> None:
    """Remove the three tables."""
    for table in ("operation_closures", "operation_overrides"):
        op.drop_index(op.f(f"ix_{table}_building_id"), table_name=table)
        op.drop_table(table)
    op.drop_table("actual_operations")


def _building() -> "sa.Column[str]":
    return sa.Column("building_id", sa.String(length=100), nullable=False)


def _foreign_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["building_id"],
        ["buildings.building_id"],
        name=op.f(f"fk_{table}_building_id_buildings"),
        ondelete="CASCADE",
    )
