"""Components and plant that are looked after."""

from twin.exporters.columns import (
    BUILDING,
    GLOBAL_ID,
    PART,
    PART_TABLE,
    SPACE_ID,
    day,
    money,
    number,
    text,
    year,
)
from twin.exporters.layout import Layout
from twin.model.register import Component

LAYOUT = Layout(
    "components",
    ("Components", "Komponenter"),
    Component,
    (
        text("component_id", "Component id", "Komponent-id", 28),
        *BUILDING,
        text("name", "Component", "Komponent", 30),
        PART,
        PART_TABLE,
        text("component_type", "Component type", "Komponenttype"),
        text("tag", "Tag", "Merking"),
        number("quantity", "Quantity", "Mengde", decimals=2),
        text("unit", "Unit", "Enhet", 8),
        text("manufacturer", "Manufacturer", "Produsent"),
        text("model_reference", "Model", "Modell"),
        text("serial_number", "Serial number", "Serienummer"),
        year("installed_year", "Installed", "Montert"),
        number("life_low", "Shortest life", "Levetid kort", "years", 1),
        number("life_central", "Service life", "Levetid", "years", 1),
        number("life_high", "Longest life", "Levetid lang", "years", 1),
        money("replacement_low", "Lowest replacement cost", "Utskiftingskostnad lav"),
        money("replacement_central", "Replacement cost", "Utskiftingskostnad"),
        money("replacement_high", "Highest replacement cost", "Utskiftingskostnad høy"),
        year("price_year", "Price level", "Prisnivå"),
        day("warranty_until", "Warranty until", "Garanti til"),
        text("source", "Source", "Kilde"),
        GLOBAL_ID,
        SPACE_ID,
    ),
)
