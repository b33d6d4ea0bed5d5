"""Energy meters; their readings are not in the table."""

from twin.exporters.columns import BUILDING, choice, text
from twin.exporters.layout import Layout
from twin.exporters.layouts.meter_months import CARRIERS
from twin.model.meter import Meter

LAYOUT = Layout(
    "meters",
    ("Meters", "Målere"),
    Meter,
    (
        text("meter_id", "Meter id", "Måler-id", 28),
        *BUILDING,
        text("name", "Meter", "Måler", 26),
        choice("carrier", "Energy carrier", "Energibærer", CARRIERS),
    ),
)
