"""Single measures of a what-if, with what was painted and drawn."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Add the column; what-ifs that are there have no single measures."""
    column = sa.Column("choices_json", sa.Text(), server_default="[]", nullable=False)
    op.add_column("scenarios", column)
