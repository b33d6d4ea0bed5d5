"""Which cell of the spreadsheet template holds which field of a proposal file."""

from collections.abc import Sequence
from dataclasses import dataclass

from twin.model.classification import CATEGORIES
from twin.model.effect_kind import EFFECT_KINDS

TEXT, NUMBER, LIST, FLAG, DAY, CONDITIONS = "text", "number", "list", "flag", "day", "conditions"


@dataclass(frozen=True, slots=True)
class SheetField:
    """path: below the record, with dots; ends in ``.value`` where a spread may stand beside.

    title : English.  choices : offered in the cell, () for any.
    """

    path: str
    title: str
    form: str = TEXT
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet of records, one row each.

    place : list of the document that its records go to; "" for the document itself.
    owner : list whose record is named in the first column, "" where there is none.
    """

    key: str
    title: str
    fields: tuple[SheetField, ...]
    place: str = ""
    owner: str = ""


def _spread(path: str, title: str) -> tuple[SheetField, ...]:
    return (
        SheetField(f"{path}.value", title, NUMBER),
        SheetField(f"{path}.low", f"{title}, low", NUMBER),
        SheetField(f"{path}.high", f"{title}, high", NUMBER),
        SheetField(f"{path}.source", f"{title}, source"),
    )


OFFER = SheetPlan("offer", "Offer", (
    SheetField("id", "Id of the offer"),
    SheetField("title", "Title"),
    SheetField("supplier.name", "Supplier"),
    SheetField("supplier.orgnr", "Organisation number"),
    SheetField("supplier.contact", "Contact"),
    SheetField("validity.from", "Valid from", DAY),
    SheetField("validity.until", "Valid until", DAY),
    SheetField("validity.price_year", "Year of the prices", NUMBER),
    SheetField("validity.price_level", "Day of the prices", DAY),
    SheetField("validity.currency", "Currency"),
    SheetField("validity.exchange_rate.nok", "NOK for one unit of the currency", NUMBER),
    SheetField("validity.exchange_rate.on", "Day of the exchange rate", DAY),
    SheetField("validity.exchange_rate.source", "Source of the exchange rate"),
    SheetField("validity.vat", "VAT", TEXT, ("excl", "incl")),
    SheetField("validity.vat_rate", "Rate of VAT (0.25)", NUMBER),
    SheetField("needs", "Needs answered (ids)", LIST),
    SheetField("baseline.from", "Baseline from", DAY),
    SheetField("baseline.until", "Baseline until", DAY),
    SheetField("verification.option", "Proof (IPMVP option)", TEXT, ("A", "B", "C", "D")),
    *_spread("verification.cost", "Cost of the proof"),
    SheetField("verification.guaranteed_share", "Guaranteed part of the saving", NUMBER),
    SheetField("verification.text", "How it is proven"),
))  # fmt: skip

MEASURES = SheetPlan("measures", "Measures", (
    SheetField("id", "Id"),
    SheetField("title", "Title"),
    SheetField("type", "Type", TEXT,
               ("replacement", "modification", "addition", "removal", "service")),
    SheetField("catalogue", "Key of the catalogue"),
    SheetField("target.building_types", "Kinds of building", LIST, tuple(CATEGORIES)),
    SheetField("target.ns3457", "Types of building (NS 3457-3)", LIST),
    SheetField("target.built_from", "Built from", NUMBER),
    SheetField("target.built_to", "Built to", NUMBER),
    SheetField("target.area_from", "Area from, m²", NUMBER),
    SheetField("target.area_to", "Area to, m²", NUMBER),
    SheetField("target.spares_protected", "Leaves protected alone", FLAG, ("yes", "no")),
    SheetField("target.kinds", "Parts", LIST, ("wall", "window", "door", "roof", "floor")),
    SheetField("target.adjacency", "Facing", LIST, ("outside", "ground", "unheated")),
    SheetField("target.ifc_classes", "IFC classes", LIST),
    SheetField("target.ns3451", "Building parts (NS 3451)", LIST),
    SheetField("target.minimum_tg", "TG from", NUMBER),
    SheetField("target.maximum_tg", "TG to", NUMBER),
    SheetField("target.minimum_u_value", "U-value from", NUMBER),
    SheetField("target.properties", "Properties", CONDITIONS),
    SheetField("target.global_ids", "Named elements", LIST),
    SheetField("target.without_model", "Without a model", TEXT, ("archetype", "none")),
    SheetField("cost.per", "Price per", TEXT,
               ("area", "count", "floor_area", "power", "capacity", "length", "building")),
    *_spread("cost.unit_cost", "Price"),
    *_spread("cost.fixed", "Fixed price per building"),
    *_spread("cost.running", "Running cost a year"),
    SheetField("account", "Account (NS 3454)"),
    SheetField("life_years", "Service life, years", NUMBER),
    *_spread("embodied_co2", "Embodied carbon, kgCO₂e"),
    SheetField("disturbance.weeks", "Weeks of work", NUMBER),
    SheetField("disturbance.closed_share", "Part of the rooms closed", NUMBER),
    *_spread("disturbance.decanting", "Temporary premises"),
    SheetField("renews", "Renews (NS 3451)", LIST),
    SheetField("needs_first", "Needs first (ids)", LIST),
    SheetField("excludes", "Not together with (ids)", LIST),
), "measures")  # fmt: skip

_OF_MEASURE = SheetField("", "Id of the measure")
EFFECTS = SheetPlan("effects", "Effects", (
    _OF_MEASURE,
    SheetField("kind", "Effect", TEXT, tuple(EFFECT_KINDS)),
    SheetField("value", "Value", NUMBER),
    SheetField("low", "Low", NUMBER),
    SheetField("high", "High", NUMBER),
    SheetField("unit", "Unit"),
    SheetField("source", "Source"),
    SheetField("evidence", "Evidence (ids or words)"),
    SheetField("share", "Share of the heat", NUMBER),
    SheetField("source_of_heat", "Source of heat", TEXT,
               ("air", "exhaust_air", "ground", "water")),
    SheetField("surfaces", "Surfaces for panels", LIST, ("roof", "facade")),
    SheetField("rows", "Rows of panels", TEXT, ("east-west", "south")),
    SheetField("minimum_yield", "Least yield, kWh/kW", NUMBER),
    SheetField("account", "Account (NS 3454)"),
), "effects", "measures")  # fmt: skip

PRODUCTS = SheetPlan("products", "Products", (
    _OF_MEASURE,
    SheetField("id", "Id"),
    SheetField("title", "Title"),
    SheetField("size.width", "Width, m", NUMBER),
    SheetField("size.depth", "Depth, m", NUMBER),
    SheetField("size.height", "Height, m", NUMBER),
    SheetField("surface", "Stands on", TEXT, ("floor", "wall", "ceiling", "roof")),
    SheetField("coverage", "One serves, m²", NUMBER),
    *_spread("price", "Price"),
    SheetField("geometry", "File with geometry"),
), "kit", "measures")  # fmt: skip

EVIDENCE = SheetPlan("evidence", "Evidence", (
    SheetField("id", "Id"),
    SheetField("kind", "Type", TEXT,
               ("measured", "pilot", "calculation", "standard", "epd", "statement")),
    SheetField("title", "Title"),
    SheetField("source", "Source"),
    SheetField("supports", "Supports (ids of measures)", LIST),
    SheetField("file", "Attached file"),
), "evidence")  # fmt: skip

CASES = SheetPlan("cases", "Measured cases", (
    SheetField("", "Id of the evidence"),
    SheetField("name", "Building"),
    SheetField("category", "Kinds of building", TEXT, tuple(CATEGORIES)),
    SheetField("heated_area", "Heated area, m²", NUMBER),
    SheetField("before", "kWh/m² before", NUMBER),
    SheetField("after", "kWh/m² after", NUMBER),
    SheetField("year_before", "Year before", NUMBER),
    SheetField("year_after", "Year after", NUMBER),
    SheetField("source", "Source"),
), "cases", "evidence")  # fmt: skip

ACCEPTANCE = SheetPlan("acceptance", "Acceptance", (
    SheetField("metric", "What is measured"),
    SheetField("operator", "Comparison", TEXT, ("<", "<=", "=", ">=", ">")),
    SheetField("threshold", "Limit", NUMBER),
    SheetField("unit", "Unit"),
    SheetField("by", "By the day", DAY),
), "acceptance")  # fmt: skip

EXCLUDED = SheetPlan("excluded", "Left out of the baseline", (
    SheetField("from", "From", DAY),
    SheetField("until", "Until", DAY),
    SheetField("reason", "Reason"),
), "baseline.exclude")  # fmt: skip

PLANS: Sequence[SheetPlan] = (
    OFFER, MEASURES, EFFECTS, PRODUCTS, EVIDENCE, CASES, ACCEPTANCE, EXCLUDED,
)  # fmt: skip
"""Owners stand before what belongs to them."""
