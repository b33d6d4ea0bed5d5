"""Properties: the land that buildings stand on."""

from twin.exporters.columns import text
from twin.exporters.layout import Layout
from twin.model.register import Property

LAYOUT = Layout(
    "properties",
    ("Properties", "Eiendommer"),
    Property,
    (
        text("property_id", "Property id", "Eiendoms-id", 20),
        text("name", "Property", "Eiendom", 26),
        text("municipality", "Municipality number", "Kommunenummer", 14),
        text("cadastral_number", "Cadastral number", "Gnr/bnr", 14),
        text("address", "Address", "Adresse", 26),
        text("owner_unit", "Owner unit", "Eierenhet", 20),
    ),
)
