"""Time series move into a schema of their own; sums of days and readings of sensors join them."""

import zlib
from datetime import date

import numpy as np
import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
SCHEMA = "readings"


def upgrade() -> None:
    """Make the tables, copy blocks and yearly sums, remove the old ones."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    _series("reading_blocks", "meter_id",
            sa.Column("first_hour", sa.Integer(), nullable=False),
            sa.Column("hours", sa.Integer(), nullable=False),
            sa.Column("values_kwh", sa.LargeBinary(), nullable=False))  # fmt: skip
    _series("reading_days", "meter_id",
            sa.Column("values_kwh", sa.LargeBinary(), nullable=False))  # fmt: skip
    _series("meter_years", "meter_id",
            sa.Column("is_full", sa.Boolean(), nullable=False),
            sa.Column("coverage", sa.Float(), nullable=False),
            sa.Column("energy_kwh", sa.Float()))  # fmt: skip
    _series("sensor_blocks", "sensor_id",
            sa.Column("step_s", sa.Integer(), nullable=False),
            sa.Column("first_step", sa.Integer(), nullable=False),
            sa.Column("steps", sa.Integer(), nullable=False),
            sa.Column("values_unit", sa.LargeBinary(), nullable=False))  # fmt: skip
    old = "public" if op.get_bind().dialect.name == "postgresql" else "main"
    _sum_days(old)
    for table in ("reading_blocks", "meter_years"):
        op.execute(f"INSERT INTO {SCHEMA}.{table} SELECT * FROM {old}.{table}")
        op.execute(f"DROP TABLE {old}.{table}")


def _sum_days(old: str) -> None:
    """Sums of the days of what is stored; the layout of blocks is that of this revision."""
    connection = op.get_bind()
    blocks = connection.execute(
        sa.text(f"SELECT meter_id, year, first_hour, values_kwh FROM {old}.reading_blocks")
    )
    for meter_id, year, first_hour, block in blocks:
        planes = np.frombuffer(zlib.decompress(block), dtype=np.uint8).reshape(4, -1)
        values = np.ascontiguousarray(planes.T).view("<f4").ravel()
        days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
        hours = np.full(days * 24, np.nan, dtype="<f4")
        hours[first_hour : first_hour + len(values)] = values
        sums = hours.reshape(days, 24).sum(axis=1).astype("<f4")
        packed = zlib.compress(
            np.ascontiguousarray(sums.view(np.uint8).reshape(-1, 4).T).tobytes(), level=1
        )
        connection.execute(
            sa.text(f"INSERT INTO {SCHEMA}.reading_days VALUES (:meter, :year, :sums)"),
            {"meter": meter_id, "year": year, "sums": packed},
        )


def _series(name: str, key: str, *columns: "sa.Column[object]") -> None:
    op.create_table(
        name,
        sa.Column(key, sa.String(length=100), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint(key, "year", name=op.f(f"pk_{name}")),
        schema=SCHEMA,
    )
