"""Sensors; their readings are not in the table."""

from twin.exporters.columns import BUILDING, GLOBAL_ID, SPACE_ID, number, text
from twin.exporters.layout import Layout
from twin.model.register import Sensor

LAYOUT = Layout(
    "sensors",
    ("Sensors", "Følere"),
    Sensor,
    (
        text("sensor_id", "Sensor id", "Føler-id", 28),
        *BUILDING,
        text("name", "Sensor", "Føler", 26),
        text("quantity", "Measures", "Måler", 16),
        text("unit", "Unit", "Enhet", 10),
        number("low", "Lowest good value", "Laveste gode verdi", decimals=2),
        number("high", "Highest good value", "Høyeste gode verdi", decimals=2),
        GLOBAL_ID,
        SPACE_ID,
    ),
)
