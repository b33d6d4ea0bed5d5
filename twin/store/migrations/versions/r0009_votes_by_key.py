"""Votes for needs get a key of their own, so that they are edited and taken back like records."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table anew with what was in it."""
    connection = op.get_bind()
    votes = connection.execute(sa.text("SELECT need_id, who FROM need_votes")).all()
    op.drop_table("need_votes")
    op.create_table(
        "need_votes",
        sa.Column("vote_id", sa.String(length=100), nullable=False),
        sa.Column("need_id", sa.String(length=100), nullable=False),
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["need_id"],
            ["needs.need_id"],
            name=op.f("fk_need_votes_need_id_needs"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("vote_id", name=op.f("pk_need_votes")),
        sa.UniqueConstraint("need_id", "who", name=op.f("uq_need_votes_need_id_who")),
    )
    for number, (need_id, who) in enumerate(votes):
        connection.execute(
            sa.text("INSERT INTO need_votes VALUES (:vote, :need, :who)"),
            {"vote": f"vote-{number}", "need": need_id, "who": who},
        )
