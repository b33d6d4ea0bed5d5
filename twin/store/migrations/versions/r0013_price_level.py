"""A portfolio says at which price level its costs are shown."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Add the year; 0 is the newest that is known, as it was until now."""
    op.add_column(
        "portfolio", sa.Column("price_year", sa.Integer(), server_default="0", nullable=False)
    )
