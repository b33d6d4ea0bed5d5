"""Where the user put the solar panels of a what-if."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """What-ifs stored so far have theirs on the best places."""
    column = sa.Column("panels_json", sa.Text(), nullable=False, server_default="[]")
    op.add_column("scenarios", column)


def downgrade() -> None:
    """Forget them."""
    with op.batch_alter_table("scenarios") as scenarios:
        scenarios.drop_column("panels_json")
