"""Tables of the register beside the buildings; units stand in the column names."""

from sqlalchemy import Column, Date, Float, ForeignKey, String, Table, Text, UniqueConstraint

from twin.model.classification import NS_3451
from twin.store.tables import metadata, number_column, of_building, text_column


def key_column(name: str) -> Column[str]:
    """The key of a row."""
    return Column(name, String(100), primary_key=True)


def of_building_or_all() -> Column[str]:
    """The building a row is about, "" for all of them."""
    return Column("building_id", String(100), nullable=False, index=True, server_default="")


properties = Table(
    "properties",
    metadata,
    key_column("property_id"),
    Column("name", Text, nullable=False),
    text_column("municipality"),
    text_column("cadastral_number"),
    text_column("address"),
    text_column("owner_unit"),
)

components = Table(
    "components",
    metadata,
    key_column("component_id"),
    of_building(),
    Column("name", Text, nullable=False),
    text_column("part_code"),
    text_column("part_table", NS_3451),
    text_column("component_type"),
    text_column("global_id"),
    text_column("space_id"),
    text_column("tag"),
    text_column("manufacturer"),
    text_column("model_reference"),
    text_column("serial_number"),
    number_column("installed_year"),
    Column("quantity", Float),
    text_column("unit"),
    Column("life_low_years", Float, key="life_low"),
    Column("life_central_years", Float, key="life_central"),
    Column("life_high_years", Float, key="life_high"),
    Column("replacement_low_nok", Float, key="replacement_low"),
    Column("replacement_central_nok", Float, key="replacement_central"),
    Column("replacement_high_nok", Float, key="replacement_high"),
    number_column("price_year"),
    Column("warranty_until", Date),
    text_column("source"),
)

documents = Table(
    "documents",
    metadata,
    key_column("document_id"),
    of_building(),
    Column("title", Text, nullable=False),
    text_column("kind"),
    text_column("global_id"),
    text_column("part_code"),
    text_column("part_table", NS_3451),
    text_column("place"),
    text_column("sha256"),
    Column("dated", Date),
)

sensors = Table(
    "sensors",
    metadata,
    key_column("sensor_id"),
    of_building(),
    Column("name", Text, nullable=False),
    Column("quantity", Text, nullable=False),
    Column("unit", Text, nullable=False),
    text_column("global_id"),
    text_column("space_id"),
    Column("low", Float),
    Column("high", Float),
)

saved_views = Table(
    "saved_views",
    metadata,
    key_column("view_id"),
    of_building_or_all(),
    Column("name", Text, nullable=False),
    number_column("position"),
    text_column("content", "{}"),
    text_column("note"),
)

issues = Table(
    "issues",
    metadata,
    key_column("issue_id"),
    of_building(),
    Column("title", Text, nullable=False),
    text_column("description"),
    text_column("status", "open"),
    text_column("priority"),
    text_column("author"),
    text_column("assigned_to"),
    Column("created_on", Date),
    Column("due_on", Date),
    text_column("places", "[]"),
    text_column("view_id"),
)

need_votes = Table(
    "need_votes",
    metadata,
    key_column("vote_id"),
    Column("need_id", ForeignKey("needs.need_id", ondelete="CASCADE"), nullable=False),
    Column("who", String(200), nullable=False),
    UniqueConstraint("need_id", "who"),
)
