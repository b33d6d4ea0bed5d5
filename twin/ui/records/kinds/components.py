"""Components in tables and forms."""

from twin.model.register import Component
from twin.ui.records.field import NO_COLUMN, Field, Kind, RecordKind
from twin.ui.records.kinds.shared import COST, MOST, WHAT, WHEN

MAKE = "Make"


def _new(building_id: str, who: str, key: str) -> Component:
    return Component(key, building_id, "", source=who)


COMPONENTS = RecordKind(
    Component,
    "component_id",
    "Components",
    "component",
    "name",
    (
        Field("name", "Component", width=0, is_required=True, group=WHAT),
        Field("building_id", "Building", Kind.BUILDING, 150, group=WHAT),
        Field("part_code", "Building part", Kind.PART, 180, group=WHAT),
        Field("component_type", "Type", width=130, group=WHAT),
        Field("tag", "Tag", width=100, group=WHAT),
        Field(
            "quantity", "Quantity", Kind.NUMBER, NO_COLUMN, low=0, high=1e7, decimals=1, group=WHAT
        ),
        Field("unit", "Unit", width=NO_COLUMN, group=WHAT),
        Field("manufacturer", "Manufacturer", width=NO_COLUMN, group=MAKE),
        Field("model_reference", "Model", width=NO_COLUMN, group=MAKE),
        Field("serial_number", "Serial number", width=NO_COLUMN, group=MAKE),
        Field("installed_year", "Installed", Kind.YEAR, 80, low=1200, high=2100, group=WHEN),
        Field(
            "life_low",
            "Service life, short, years",
            Kind.NUMBER,
            NO_COLUMN,
            low=1,
            high=500,
            group=WHEN,
        ),
        Field(
            "life_central", "Service life, years", Kind.NUMBER, 120, low=1, high=500, group=WHEN
        ),
        Field(
            "life_high",
            "Service life, long, years",
            Kind.NUMBER,
            NO_COLUMN,
            low=1,
            high=500,
            group=WHEN,
        ),
        Field("warranty_until", "Warranty until", Kind.DAY, 100, group=WHEN),
        Field(
            "replacement_low",
            "Replacement, low, kr",
            Kind.MONEY,
            NO_COLUMN,
            low=0,
            high=MOST,
            group=COST,
        ),
        Field(
            "replacement_central", "Replacement, kr", Kind.MONEY, 110, low=0, high=MOST, group=COST
        ),
        Field(
            "replacement_high",
            "Replacement, high, kr",
            Kind.MONEY,
            NO_COLUMN,
            low=0,
            high=MOST,
            group=COST,
        ),
        Field("price_year", "Price level", Kind.YEAR, NO_COLUMN, low=1950, high=2100, group=COST),
        Field("source", "Source", width=NO_COLUMN, group=COST),
    ),
    _new,
    "name",
)
