"""Tables of time series; they lie in a file of their own beside the portfolio (decision 0029).

On SQLite the schema ``readings`` is the attached file ``readings.sqlite``, on PostgreSQL a schema.
There are no foreign keys between the two: a series without its meter is never read.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from twin.store.tables import metadata

SCHEMA = "readings"


def _of(name: str) -> Column[str]:
    return Column(name, String(100), primary_key=True)


def _year() -> Column[int]:
    return Column("year", Integer, primary_key=True, autoincrement=False)


reading_blocks = Table(
    "reading_blocks",
    metadata,
    _of("meter_id"),
    _year(),
    Column("first_hour", Integer, nullable=False),
    Column("hours", Integer, nullable=False),
    Column("values_kwh", LargeBinary, nullable=False),
    Column("step", String(10), nullable=False, server_default="hour"),
    schema=SCHEMA,
)

reading_days = Table(
    "reading_days",
    metadata,
    _of("meter_id"),
    _year(),
    Column("values_kwh", LargeBinary, nullable=False),
    schema=SCHEMA,
)

meter_years = Table(
    "meter_years",
    metadata,
    _of("meter_id"),
    _year(),
    Column("is_full", Boolean, nullable=False),
    Column("coverage", Float, nullable=False),
    Column("energy_kwh", Float, key="energy"),
    schema=SCHEMA,
)

sensor_blocks = Table(
    "sensor_blocks",
    metadata,
    _of("sensor_id"),
    _year(),
    Column("step_s", Integer, nullable=False),
    Column("first_step", Integer, nullable=False),
    Column("steps", Integer, nullable=False),
    Column("values_unit", LargeBinary, nullable=False),
    schema=SCHEMA,
)

replaced_blocks = Table(
    "replaced_blocks",
    metadata,
    Column("change_id", String(40), primary_key=True),
    Column("series", String(10), primary_key=True),
    Column("series_id", String(100), primary_key=True),
    _year(),
    Column("before_json", Text, nullable=False),
    Column("before_values", LargeBinary),
    Column("after_crc", BigInteger, nullable=False),
    Column("told_before_json", Text),
    Column("told_after_json", Text),
    schema=SCHEMA,
)
"""Blocks as they were before a step, so that it can be taken back, and what the log tells."""

ALL = (reading_blocks, reading_days, meter_years, sensor_blocks, replaced_blocks)
