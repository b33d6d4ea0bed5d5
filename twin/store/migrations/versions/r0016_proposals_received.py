"""Who took a proposal in and who accepted it; which keys of suppliers are known."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add columns, empty for what is there, and the table of keys; on a server its trigger."""
    for name in ("received_by", "accepted_by"):
        op.add_column("proposals", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.add_column("proposals", sa.Column("accepted_at", sa.DateTime(), nullable=True))
    op.create_table(
        "supplier_keys",
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("public_key", name=op.f("pk_supplier_keys")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER audit_log_of_supplier_keys AFTER INSERT OR UPDATE OR DELETE"
            " ON supplier_keys"
            " FOR EACH ROW EXECUTE FUNCTION audit_log_write('public_key', 'always')"
        )
