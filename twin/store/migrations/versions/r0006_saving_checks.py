"""Which readings are compared to see what a measure saved."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table, empty."""
    op.create_table(
        "saving_checks",
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("building_id", sa.String(length=100), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("baseline_first", sa.Date(), nullable=False),
        sa.Column("baseline_last", sa.Date(), nullable=False),
        sa.Column("reporting_first", sa.Date(), nullable=False),
        sa.Column("reporting_last", sa.Date(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("changes_json", sa.Text(), nullable=False),
        sa.Column("claimed_kwh", sa.Float(), nullable=True),
        sa.Column("claimed_source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["building_id"],
            ["buildings.building_id"],
            name=op.f("fk_saving_checks_building_id_buildings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("check_id", name=op.f("pk_saving_checks")),
    )
    op.create_index(
        op.f("ix_saving_checks_building_id"), "saving_checks", ["building_id"], unique=False
    )


def downgrade() -> None:
    """Remove it."""
    op.drop_index(op.f("ix_saving_checks_building_id"), table_name="saving_checks")
    op.drop_table("saving_checks")
