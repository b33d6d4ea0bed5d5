"""Sensors in tables and forms."""

from twin.model.register import Sensor
from twin.ui.records.field import Field, Kind, RecordKind

_MOST = 1e9


def _new(building_id: str, who: str, key: str) -> Sensor:
    del who
    return Sensor(key, building_id, "", "temperature", "°C")


SENSORS = RecordKind(
    Sensor,
    "sensor_id",
    "Sensors",
    "sensor",
    "name",
    (
        Field("name", "Name", width=0, is_required=True),
        Field("building_id", "Building", Kind.BUILDING, 150),
        Field("quantity", "Quantity", width=110, is_required=True),
        Field("unit", "Unit", width=60),
        Field("low", "Lowest", Kind.NUMBER, 70, low=-_MOST, high=_MOST, decimals=1),
        Field("high", "Highest", Kind.NUMBER, 70, low=-_MOST, high=_MOST, decimals=1),
        Field("space_id", "Space (GlobalId)", width=150),
        Field("global_id", "IFC element (GlobalId)", width=150),
        Field("sensor_id", "Key", width=120, is_fixed=True),
    ),
    _new,
    "name",
)
"""A file of readings finds its sensor by the key or by the name."""
