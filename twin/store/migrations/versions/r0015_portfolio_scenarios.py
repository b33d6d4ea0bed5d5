"""Scenarios over many buildings, comments on them, and decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
_LOGGED = {
    "portfolio_scenarios": "scenario_id", "scenario_comments": "comment_id",
    "decisions": "decision_id",
}  # fmt: skip


def upgrade() -> None:
    """Add the three tables, empty; on a server, the triggers that write the log."""
    op.create_table(
        "portfolio_scenarios",
        sa.Column("scenario_id", sa.String(length=100), nullable=False),
        sa.Column("scenario_key", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), server_default="", nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=True),
        sa.Column("saved_by", sa.Text(), server_default="", nullable=False),
        sa.Column("content", sa.Text(), server_default="{}", nullable=False),
        sa.Column("sha256", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("scenario_id", name=op.f("pk_portfolio_scenarios")),
        sa.UniqueConstraint(
            "scenario_key",
            "version",
            name=op.f("uq_portfolio_scenarios_scenario_key_version"),
        ),
    )
    op.create_index(
        op.f("ix_portfolio_scenarios_scenario_key"), "portfolio_scenarios", ["scenario_key"]
    )
    op.create_table(
        "scenario_comments",
        sa.Column("comment_id", sa.String(length=100), nullable=False),
        sa.Column("scenario_id", sa.String(length=100), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("said_at", sa.DateTime(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scenario_id"],
            ["portfolio_scenarios.scenario_id"],
            name=op.f("fk_scenario_comments_scenario_id_portfolio_scenarios"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_scenario_comments")),
    )
    op.create_index(op.f("ix_scenario_comments_scenario_id"), "scenario_comments", ["scenario_id"])
    op.create_table(
        "decisions",
        sa.Column("decision_id", sa.String(length=100), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_decisions")),
    )
    if op.get_bind().dialect.name == "postgresql":
        for table, key in _LOGGED.items():
            op.execute(
                f"CREATE TRIGGER audit_log_of_{table} AFTER INSERT OR UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION audit_log_write('{key}', 'always')"
            )
