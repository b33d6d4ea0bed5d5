"""Versions of models say who took them in and how many elements they have."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add the columns; of older versions nobody wrote it down."""
    op.add_column(
        "building_models", sa.Column("who", sa.Text(), server_default="", nullable=False)
    )
    op.add_column(
        "building_models", sa.Column("elements", sa.Integer(), server_default="0", nullable=False)
    )
