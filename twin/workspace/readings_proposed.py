"""What a file of readings itself says, what is known of its meters, and what was said before."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

from twin.analysis.meters.clock import clock_evidence
from twin.model.meter import EnergyCarrier, Meter
from twin.model.readings_plan import (
    METERS,
    SENSORS,
    RawSeries,
    ReadingsChoice,
    ReadingsFile,
    SeriesChoice,
)
from twin.model.register import Sensor
from twin.model.table_format import ColumnMapping
from twin.model.table_plan import Stock
from twin.store.database import Database
from twin.store.imports import remembered_mapping

Named = TypeVar("Named", Meter, Sensor)
LOOKED_AT = 20
"""Series in which a change of the clock is looked for."""
_WORDS: tuple[tuple[str, EnergyCarrier], ...] = (
    ("fjernvarme", EnergyCarrier.DISTRICT_HEAT), ("district", EnergyCarrier.DISTRICT_HEAT),
    ("varme", EnergyCarrier.DISTRICT_HEAT), ("heat", EnergyCarrier.DISTRICT_HEAT),
    ("gass", EnergyCarrier.GAS), ("gas", EnergyCarrier.GAS), ("pellet", EnergyCarrier.BIOFUEL),
    ("bio", EnergyCarrier.BIOFUEL), ("flis", EnergyCarrier.BIOFUEL), ("olje", EnergyCarrier.OIL),
    ("oil", EnergyCarrier.OIL), ("elektr", EnergyCarrier.ELECTRICITY),
    ("electr", EnergyCarrier.ELECTRICITY), ("strøm", EnergyCarrier.ELECTRICITY),
    ("707057", EnergyCarrier.ELECTRICITY),
)  # fmt: skip
"""Words in names of meters; numbers of Norwegian electricity meters begin with 707057 (GS1)."""


def proposed_choice(
    file: ReadingsFile, stock: Stock, building_id: str = "", database: Database | None = None
) -> ReadingsChoice:
    """What the file itself says, and the meters and sensors that are known already.

    building_id : that new meters are proposed to belong to, "" for none.
    database : where the answers for files with the same columns are remembered.
    """
    meters = _by_name(stock.of_kind(Meter), building_id)
    meters |= {_plain(m.meter_id): m for m in stock.of_kind(Meter)}
    sensors = _by_name(stock.of_kind(Sensor), building_id)
    sensors |= {_plain(s.sensor_id): s for s in stock.of_kind(Sensor)}
    found: dict[str, SeriesChoice] = {}
    for one in file.series:
        meter, sensor = meters.get(_plain(one.name)), sensors.get(_plain(one.name))
        if meter is not None:
            found[one.name] = SeriesChoice(meter.meter_id, meter.building_id, meter.carrier)
        elif sensor is not None:
            found[one.name] = SeriesChoice(
                sensor.sensor_id, sensor.building_id, None, sensor.quantity, sensor.unit
            )
        else:
            found[one.name] = SeriesChoice(one.name[:100], building_id, carrier_in(one.name))
    known = [s for s in file.series if _plain(s.name) in sensors]
    purpose = SENSORS if known and len(known) * 2 > len(file.series) else METERS
    clock = "utc" if file.series[0].is_utc else file.layout.told_clock or _evident(file.series)
    last = remembered_mapping(database, columns_key(file)) if database is not None else None
    said = last.constants if last is not None else {}
    return ReadingsChoice(
        said.get("purpose", purpose),
        file.layout.unit or said.get("unit", ""),
        clock or said.get("clock", ""),
        said.get("kind", "unknown"),
        said.get("label", file.layout.label),
        found,
    )


def carrier_in(name: str) -> EnergyCarrier | None:
    """The carrier that the name of a meter tells, None if it tells none."""
    lower = name.casefold()
    return next((carrier for word, carrier in _WORDS if word in lower), None)


def columns_key(file: ReadingsFile) -> str:
    """What answers are remembered by: the titles of the columns, but those of meters."""
    layout = file.layout
    own = layout.titles if layout.meter >= 0 else (layout.titles[layout.time],)
    return hashlib.sha256("\n".join(("readings", *own)).encode()).hexdigest()


def answers(choice: ReadingsChoice) -> ColumnMapping:
    """What the user said of a file, to be remembered."""
    names = ("purpose", "unit", "clock", "kind", "label")
    return ColumnMapping("readings", constants={n: getattr(choice, n) for n in names})


def _evident(series: Sequence[RawSeries]) -> str:
    """``local`` where the times repeat the hour of autumn, as only local time does."""
    found = {clock_evidence(s.times) for s in series[:LOOKED_AT]}
    return "local" if "local" in found and "not local" not in found else ""


def _by_name(stored: Sequence[Named], building_id: str) -> dict[str, Named]:
    """Meters or sensors by name; of several of one name that of the building, else none.

    In many buildings the main meter has the same name: readings must not go to any of them.
    """
    of_name: dict[str, list[Named]] = {}
    for one in stored:
        of_name.setdefault(_plain(one.name), []).append(one)
    found: dict[str, Named] = {}
    for name, all_ in of_name.items():
        own = [one for one in all_ if one.building_id == building_id] if len(all_) > 1 else all_
        if name and len(own) == 1:
            found[name] = own[0]
    return found


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
