"""Meters in tables and forms."""

from twin.model.meter import EnergyCarrier, Meter
from twin.ui.records.field import Field, Kind, RecordKind

CARRIERS = tuple((c, c.value) for c in EnergyCarrier)


def _new(building_id: str, who: str, key: str) -> Meter:
    del who
    return Meter(key, building_id, EnergyCarrier.ELECTRICITY, "")


METERS = RecordKind(
    Meter,
    "meter_id",
    "Meters",
    "meter",
    "name",
    (
        Field("name", "Name or number", width=0, is_required=True),
        Field("building_id", "Building", Kind.BUILDING, 150),
        Field("carrier", "Counts", Kind.CHOICE, 120, CARRIERS),
        Field("meter_id", "Key", width=120, is_fixed=True),
    ),
    _new,
    "name",
)
"""A file of readings finds its meter by the key or by the name."""
