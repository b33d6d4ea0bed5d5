"""Known values of buildings, and their energy certificates."""

from sqlalchemy import Column, Date, Float, Integer, String, Table, Text

from twin.store.tables import metadata, of_building

known_values = Table(
    "known_values",
    metadata,
    Column("known_id", Integer, primary_key=True),
    of_building(),
    Column("quantity", Text, nullable=False),
    Column("value", Float),
    Column("uncertainty", Float, nullable=False),
    Column("kind", Text, nullable=False),
    Column("known_on", Date, key="when", nullable=False),
    Column("who", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("entered_on", Date, key="entered", nullable=False),
    Column("choice", Text, nullable=False),
    Column("elements_json", Text, key="elements", nullable=False),
)

certificates = Table(
    "certificates",
    metadata,
    Column("certificate_id", Integer, primary_key=True),
    of_building(),
    Column("number", String(60), nullable=False),
    Column("letter", String(1), nullable=False),
    Column("scheme", String(10), nullable=False),
    Column("heating_grade", Text, nullable=False),
    Column("energy_kwh_m2", Float, key="kwh_per_m2"),
    Column("issued_on", Date, key="issued"),
    Column("expires_on", Date, key="expires"),
    Column("entered_on", Date, key="entered"),
)
