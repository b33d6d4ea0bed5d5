"""What is measured or documented of a building, its certificates, and comfort taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables; certificates take over the letters that the buildings have."""
    op.create_table(
        "known_values",
        sa.Column("known_id", sa.Integer(), nullable=False),
        _building(),
        sa.Column("quantity", sa.Text(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("uncertainty", sa.Float(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("elements_json", sa.Text(), nullable=False),
        _foreign_key("known_values"),
        sa.PrimaryKeyConstraint("known_id", name=op.f("pk_known_values")),
    )
    op.create_table(
        "certificates",
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        _building(),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.Column("scheme", sa.String(length=10), nullable=False),
        sa.Column("heating_grade", sa.Text(), nullable=False),
        sa.Column("energy_kwh_m2", sa.Float(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=True),
        _foreign_key("certificates"),
        sa.PrimaryKeyConstraint("certificate_id", name=op.f("pk_certificates")),
    )
    for table in ("known_values", "certificates"):
        op.create_index(op.f(f"ix_{table}_building_id"), table, ["building_id"], unique=False)
    op.execute(
        "INSERT INTO certificates (building_id, number, letter, scheme, heating_grade)"
        " SELECT building_id, '', energy_label, energy_label_scheme, '' FROM buildings"
        " WHERE energy_label <> ''"
    )
    column = sa.Column("take_back_k", sa.Float(), nullable=False, server_default="0")
    op.add_column("scenarios", column)


def downgrade() -> None:
    """Remove them; the buildings keep their letters."""
    with op.batch_alter_table("scenarios") as scenarios:
        scenarios.drop_column("take_back_k")
    for table in ("certificates", "known_values"):
        op.drop_index(op.f(f"ix_{table}_building_id"), table_name=table)
        op.drop_table(table)


def _building() -> "sa.Column[str]":
    return sa.Column("building_id", sa.String(length=100), nullable=False)


def _foreign_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["building_id"],
        ["buildings.building_id"],
        name=op.f(f"fk_{table}_building_id_buildings"),
        ondelete="CASCADE",
    )
