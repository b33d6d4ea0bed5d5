"""Buildings of the portfolio."""

from twin.exporters.columns import choice, flag, number, text, whole, year
from twin.exporters.layout import ExportColumn, Layout
from twin.model.building import Building

CATEGORY_WORDS = {
    "school": ("School", "Skole"),
    "kindergarten": ("Kindergarten", "Barnehage"),
    "nursing_home": ("Nursing home", "Sykehjem"),
    "sports": ("Sports hall", "Idrettshall"),
    "office": ("Office", "Kontor"),
    "culture": ("Culture", "Kulturbygg"),
    "fire_station": ("Fire station", "Brannstasjon"),
}
"""One word each, as tables of others have them."""

LAYOUT = Layout(
    "buildings",
    ("Buildings", "Bygninger"),
    Building,
    (
        ExportColumn("building_number", ("Building number", "Bygningsnummer")),
        ExportColumn("building_id", ("Building id", "Bygg-id"), width=10),
        ExportColumn("name", ("Building", "Bygg"), width=26),
        choice("category", "Category", "Kategori", CATEGORY_WORDS),
        text("type_code", "Building type (NS 3457-3)", "Bygningstype (NS 3457-3)", 12),
        text("type_table", "Table of building types", "Bygningstypetabell", 16),
        text("kostra_function", "KOSTRA function", "KOSTRA-funksjon", 12),
        text("district", "District", "Bydel"),
        text("address", "Address", "Adresse", 26),
        text("property_id", "Property", "Eiendom"),
        text("owner_unit", "Owner unit", "Eierenhet"),
        year("construction_year", "Construction year", "Byggeår"),
        whole("storeys", "Storeys", "Etasjer"),
        number("gross_floor_area", "BTA", "BTA", "m²", 1),
        number("usable_area", "BRA", "BRA", "m²", 1),
        number("heated_floor_area", "Heated BRA", "Oppvarmet BRA", "m²", 1),
        number("ground_level", "Ground level", "Kote", "m", 2),
        number("height", "Height", "Høyde", "m", 2),
        text("energy_label", "Energy label", "Energikarakter", 12),
        text("energy_label_scheme", "Scheme of the label", "Merkeordning", 12),
        flag("protected", "Protected", "Vernet"),
        text("protection", "Protection", "Vern", 26),
        text("model_name", "Model", "Modell", 26),
    ),
)
