"""The records of a portfolio as its database holds them now, kind by kind."""

from collections.abc import Iterable, Mapping, Sequence

from twin.model.building import Building
from twin.model.maintenance import WorkOrder
from twin.model.need import Need
from twin.store.buildings import load_buildings
from twin.store.database import Database
from twin.store.kinds import KINDS, LOGGED, kind_of_table
from twin.store.records import load_records
from twin.store.work_orders import load_needs, load_work_orders
from twin.workspace.in_bulk import in_bulk

Kept = Mapping[type, Sequence[object]]
_ORDERED = {Building: load_buildings, WorkOrder: load_work_orders, Need: load_needs}


def records_of(database: Database, kinds: Iterable[type]) -> Kept:
    """Records of some kinds, in the order in which the window shows them."""
    with in_bulk():
        return {
            kind: _ORDERED[kind](database) if kind in _ORDERED else load_records(database, kind)
            for kind in kinds
        }


def kinds_of(tables: Iterable[str]) -> set[type]:
    """Kinds of records that some tables keep; rows that only go with others are of none."""
    kinds = (kind_of_table(table).record for table in tables if table in LOGGED)
    return {kind for kind in kinds if kind is not None}


def all_records(database: Database) -> Kept:
    """Records of every kind that people edit."""
    with database.reading():
        return records_of(database, (kind.record for kind in KINDS if kind.record is not None))
