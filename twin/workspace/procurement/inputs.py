"""Versions of all that a comparison is calculated from, by hash."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any

import twin
from twin import resources
from twin.model import decided
from twin.model.building import Building
from twin.model.condition import Assessment
from twin.model.decided import InputVersion
from twin.model.maintenance import WorkOrder
from twin.model.meter import Meter
from twin.model.proposal import Proposal
from twin.model.register import Component
from twin.workspace.comparison_ground import Known
from twin.workspace.portfolio import PortfolioData

if TYPE_CHECKING:
    from twin.store.database import Database

SHORT = 16
"""Digits of a hash that names one part; the whole is hashed with all of them."""
FOLDERS = ("defaults", "measures", "upkeep")
KINDS: tuple[tuple[str, type, str], ...] = (
    (decided.ASSESSMENTS, Assessment, "assessment_id"),
    (decided.COMPONENTS, Component, "component_id"),
    (decided.ORDERS, WorkOrder, "order_id"),
    (decided.METERS, Meter, "meter_id"),
)


def input_versions(
    portfolio: PortfolioData, known: Known, building_ids: Sequence[str],
    proposals: Sequence[Proposal], weather: str,
) -> tuple[InputVersion, ...]:  # fmt: skip
    """Versions of everything behind a round, as the portfolio is now."""
    from twin.store.database import open_database

    database = open_database(portfolio.folder, read_only=True)
    try:
        own = [
            v for b in building_ids for v in _of_building(portfolio, known, b)
            + _measured(database, portfolio, b)
        ]  # fmt: skip
    finally:
        database.close()
    return (
        *own,
        _version(decided.OTHERS, "", _others(portfolio, frozenset(building_ids))),
        _version(decided.WEATHER, "", _weather(portfolio, weather)),
        _version(decided.TABLES, "", tables()),
        _version(decided.OFFERS, "", _offers(portfolio, proposals)),
        _version(decided.PROGRAM, "", {"version": twin.__version__}),
    )


def _of_building(portfolio: PortfolioData, known: Known, building_id: str) -> list[InputVersion]:
    building = portfolio.building(building_id)
    found = [_version(decided.BUILDING, building_id, _fields(building) if building else {})]
    for kind, record, key in KINDS:
        rows = portfolio.of_kind(record, building_id)
        found.append(_version(kind, building_id, _records(rows, key)))
    values = known.get(building_id, ())
    found.append(_version(decided.KNOWN, building_id, _records(values, "known_id")))
    return found


def _measured(
    database: "Database", portfolio: PortfolioData, building_id: str
) -> list[InputVersion]:
    from twin.store.operations import load_operation
    from twin.store.readings import load_readings

    readings: dict[str, str] = {}
    for meter in portfolio.meters_of(building_id):
        found = load_readings(database, meter.meter_id)
        if found is not None:
            head = f"{found.start.isoformat()} {found.step} ".encode()
            readings[meter.meter_id] = _short(head + found.values.tobytes())
    operation = load_operation(database, building_id)
    used = {"operation": _hash_of(operation)} if operation is not None else {}
    return [
        _version(decided.READINGS, building_id, readings),
        _version(decided.OPERATION, building_id, used),
    ]


def _others(portfolio: PortfolioData, own: frozenset[str]) -> dict[str, str]:
    """One hash for each other building, of the building and of its assessments and components."""
    hashes = {
        b.building_id: hashlib.sha256(_json(asdict(b)))
        for b in portfolio.buildings
        if b.building_id not in own
    }
    for record in (Assessment, Component):
        for row in portfolio.of_kind(record):
            held = hashes.get(row.building_id)
            if held is not None:
                held.update(_json(asdict(row)))
    return {key: held.hexdigest()[:SHORT] for key, held in hashes.items()}


def _weather(portfolio: PortfolioData, key: str) -> dict[str, str]:
    file = portfolio.folder / "weather" / key
    if key and file.is_file():
        return {key: _short(file.read_bytes())}
    return {key: "of the program"}


def _offers(portfolio: PortfolioData, proposals: Sequence[Proposal]) -> dict[str, str]:
    """Hashes of the files that the portfolio has of the proposals."""
    now = {p.proposal_id: p.sha256 for p in portfolio.proposals}
    return {p.proposal_id: now.get(p.proposal_id, "") for p in proposals}


@cache
def tables() -> Mapping[str, str]:
    """Hash of each default table and each measure of the catalogue that the program brings."""
    found: dict[str, str] = {}
    for name in FOLDERS:
        folder = resources.path(name)
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                key = f"{name}/{file.relative_to(folder).as_posix()}"
                found[key] = _short(file.read_bytes())
    return found


def _fields(building: Building) -> dict[str, str]:
    """Value of each field as text; long ones as a hash."""
    found: dict[str, str] = {}
    for name, value in asdict(building).items():
        text = value if isinstance(value, str) else _json(value).decode()
        found[name] = text if len(text) <= 2 * SHORT else _short(text.encode())
    return found


def _records(rows: Iterable[Any], key: str) -> dict[str, str]:  # Any: records of one kind
    return {str(getattr(row, key, i)): _hash_of(row) for i, row in enumerate(rows)}


def _version(kind: str, building_id: str, parts: Mapping[str, str]) -> InputVersion:
    whole = hashlib.sha256(_json(dict(parts))).hexdigest()
    return InputVersion(kind, building_id, dict(parts), whole)


def _hash_of(record: Any) -> str:  # Any: a record of any kind
    return _short(_json(asdict(record)))


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:SHORT]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str).encode()
