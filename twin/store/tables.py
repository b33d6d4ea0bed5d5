"""The tables of a portfolio database; units stand in the column names."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

portfolio = Table(
    "portfolio",
    metadata,
    Column("portfolio_id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("program_version", Text, nullable=False),
)

buildings = Table(
    "buildings",
    metadata,
    Column("building_id", String(100), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("district", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("building_number", Text, nullable=False),
    Column("construction_year", Float),
    Column("gross_floor_area_m2", Float, key="gross_floor_area"),
    Column("heated_floor_area_m2", Float, key="heated_floor_area"),
    Column("storeys", Integer, nullable=False),
    Column("footprint_epsg25832_m", Text, key="footprint", nullable=False),
    Column("ground_level_m", Float, key="ground_level"),
    Column("height_m", Float, key="height"),
    Column("roof", Text, nullable=False),
    Column("protected", Boolean, nullable=False),
    Column("energy_label", Text, nullable=False),
    Column("energy_label_scheme", Text, nullable=False),
    Column("model_sha256", Text, nullable=False),
    Column("model_name", Text, nullable=False),
)


def _of_building() -> Column[str]:
    return Column(
        "building_id",
        ForeignKey("buildings.building_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    )


models = Table(
    "models",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("suffix", Text, nullable=False),
    Column("size_bytes", Integer, nullable=False),
)

building_models = Table(
    "building_models",
    metadata,
    Column("version_id", Integer, primary_key=True),
    _of_building(),
    Column("sha256", ForeignKey("models.sha256"), nullable=False),
    Column("name", Text, nullable=False),
    Column("received_at", DateTime, nullable=False),
)

assessments = Table(
    "assessments",
    metadata,
    Column("assessment_id", Integer, primary_key=True),
    _of_building(),
    Column("global_id", Text, nullable=False),
    Column("part_code", Text, nullable=False),
    Column("grade", Integer, nullable=False),
    Column("consequence_grade", Integer, nullable=False),
    Column("symptom", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("assessed_on", Date, nullable=False),
    Column("assessed_by", Text, nullable=False),
    Column("method_level", Integer, nullable=False),
    Column("cost_low_nok", Float, key="cost_low"),
    Column("cost_central_nok", Float, key="cost_central"),
    Column("cost_high_nok", Float, key="cost_high"),
    Column("price_year", Integer, nullable=False),
    Column("deadline_year", Integer, nullable=False),
)

work_orders = Table(
    "work_orders",
    metadata,
    Column("order_id", String(100), primary_key=True),
    _of_building(),
    Column("global_id", Text, nullable=False),
    Column("part_code", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("is_planned", Boolean, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("deadline", Date),
    Column("closed_on", Date),
    Column("supplier", Text, nullable=False),
    Column("cost_nok", Float, key="cost"),
)

needs = Table(
    "needs",
    metadata,
    Column("need_id", String(100), primary_key=True),
    _of_building(),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("affects", Text, nullable=False),
    Column("severity", Integer, nullable=False),
    Column("raised_on", Date, nullable=False),
)

meters = Table(
    "meters",
    metadata,
    Column("meter_id", String(100), primary_key=True),
    _of_building(),
    Column("carrier", Text, nullable=False),
    Column("name", Text, nullable=False),
)


def _of_meter() -> Column[str]:
    return Column("meter_id", ForeignKey("meters.meter_id", ondelete="CASCADE"), primary_key=True)


reading_blocks = Table(
    "reading_blocks",
    metadata,
    _of_meter(),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("first_hour", Integer, nullable=False),
    Column("hours", Integer, nullable=False),
    Column("values_kwh", LargeBinary, nullable=False),
)

meter_years = Table(
    "meter_years",
    metadata,
    _of_meter(),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("is_full", Boolean, nullable=False),
    Column("coverage", Float, nullable=False),
    Column("energy_kwh", Float, key="energy"),
)

proposals = Table(
    "proposals",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("proposal_id", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("received_at", DateTime, nullable=False),
    Column("is_accepted", Boolean, nullable=False),
    Column("content_json", Text, nullable=False),
    Index("ix_proposals_proposal_id", "proposal_id"),
)

scenarios = Table(
    "scenarios",
    metadata,
    Column("scenario_id", Integer, primary_key=True),
    _of_building(),
    Column("name", Text, nullable=False),
    Column("is_draft", Boolean, nullable=False),
    Column("saved_at", DateTime, nullable=False),
    Column("weather", Text, nullable=False, server_default=""),
)

scenario_proposals = Table(
    "scenario_proposals",
    metadata,
    Column(
        "scenario_id",
        ForeignKey("scenarios.scenario_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("sha256", ForeignKey("proposals.sha256"), nullable=False),
)

actual_operations = Table(
    "actual_operations",
    metadata,
    Column(
        "building_id",
        ForeignKey("buildings.building_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("category", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("closed_on_public_holidays", Boolean, nullable=False),
    Column("has_own_closures", Boolean, nullable=False),
)

operation_overrides = Table(
    "operation_overrides",
    metadata,
    Column("override_id", Integer, primary_key=True),
    _of_building(),
    Column("quantity", Text, nullable=False),
    Column("value", Float, nullable=False),
    Column("who", Text, nullable=False),
    Column("entered_on", Date, key="when", nullable=False),
    Column("source", Text, nullable=False),
)

operation_closures = Table(
    "operation_closures",
    metadata,
    Column("closure_id", Integer, primary_key=True),
    _of_building(),
    Column("name", Text, nullable=False),
    Column("first_day", Date, key="first", nullable=False),
    Column("last_day", Date, key="last", nullable=False),
)
