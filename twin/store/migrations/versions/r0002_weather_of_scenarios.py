"""Every what-if names the weather it is calculated in."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; what-ifs so far are calculated in the normal year."""
    op.add_column("scenarios", sa.Column("weather", sa.Text(), nullable=False, server_default=""))
