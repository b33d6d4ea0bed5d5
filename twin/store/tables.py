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
    MetaData,
    String,
    Table,
    Text,
    false,
)

from twin.model.classification import NS_3451, NS_3454, NS_3457_3

CONSEQUENCES = ("safety", "health", "economy", "use", "appearance")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def text_column(name: str, default: str = "") -> Column[str]:
    """A text that is never NULL."""
    return Column(name, Text, nullable=False, server_default=default)


def number_column(name: str, default: int = 0) -> Column[int]:
    """A whole number that is never NULL."""
    return Column(name, Integer, nullable=False, server_default=str(default))


portfolio = Table(
    "portfolio",
    metadata,
    Column("portfolio_id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("program_version", Text, nullable=False),
    number_column("price_year"),
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
    text_column("property_id"),
    text_column("type_code"),
    text_column("type_table", NS_3457_3),
    text_column("kostra_function"),
    Column("usable_area_m2", Float, key="usable_area"),
    text_column("owner_unit"),
    text_column("protection"),
)


def of_building() -> Column[str]:
    """The building a row belongs to; the row goes with it."""
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
    of_building(),
    Column("sha256", ForeignKey("models.sha256"), nullable=False),
    Column("name", Text, nullable=False),
    Column("received_at", DateTime, nullable=False),
    text_column("who"),
    number_column("elements"),
)

assessments = Table(
    "assessments",
    metadata,
    Column("assessment_id", String(100), primary_key=True),
    of_building(),
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
    text_column("space_id"),
    text_column("part_table", NS_3451),
    *(number_column(f"kg_{kind}", -1) for kind in CONSEQUENCES),
    text_column("reference_level"),
    text_column("cause"),
    Column("is_development", Boolean, nullable=False, server_default=false()),
    Column("quantity", Float),
    text_column("unit"),
    text_column("survey"),
    text_column("photo"),
)

work_orders = Table(
    "work_orders",
    metadata,
    Column("order_id", String(100), primary_key=True),
    of_building(),
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
    text_column("part_table", NS_3451),
    text_column("space_id"),
    text_column("component_id"),
    Column("is_failure", Boolean, nullable=False, server_default=false()),
    number_column("priority"),
    text_column("description"),
    Column("planned_on", Date),
    Column("started_on", Date),
    Column("downtime_h", Float, key="downtime"),
    Column("estimate_nok", Float, key="estimate"),
    text_column("account"),
    text_column("account_table", NS_3454),
    text_column("plan_id"),
)

needs = Table(
    "needs",
    metadata,
    Column("need_id", String(100), primary_key=True),
    of_building(),
    Column("title", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("affects", Text, nullable=False),
    Column("pain", Integer, nullable=False),
    Column("raised_on", Date, nullable=False),
    text_column("kind", "in the building"),
    text_column("places", "[]"),
    text_column("causes"),
    text_column("effects"),
    text_column("evidence"),
    text_column("owner"),
    text_column("status", "new"),
    text_column("theme"),
    number_column("votes"),
    text_column("answers", "[]"),
)

meters = Table(
    "meters",
    metadata,
    Column("meter_id", String(100), primary_key=True),
    of_building(),
    Column("carrier", Text, nullable=False),
    Column("name", Text, nullable=False),
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
    text_column("received_by"),
    text_column("accepted_by"),
    Column("accepted_at", DateTime),
    Index("ix_proposals_proposal_id", "proposal_id"),
)

scenarios = Table(
    "scenarios",
    metadata,
    Column("scenario_id", Integer, primary_key=True),
    of_building(),
    Column("name", Text, nullable=False),
    Column("is_draft", Boolean, nullable=False),
    Column("saved_at", DateTime, nullable=False),
    Column("weather", Text, nullable=False, server_default=""),
    Column("take_back_k", Float, nullable=False, server_default="0"),
    text_column("panels_json", "[]"),
    text_column("choices_json", "[]"),
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
    of_building(),
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
    of_building(),
    Column("name", Text, nullable=False),
    Column("first_day", Date, key="first", nullable=False),
    Column("last_day", Date, key="last", nullable=False),
)
