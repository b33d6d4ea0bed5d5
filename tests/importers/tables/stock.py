"""Small portfolios and files to take in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from twin.importers.tables.dry_run import dry_run
from twin.importers.tables.read import read_table_file
from twin.importers.tables.recognise import is_known_title, proposed, recognised
from twin.importers.tables.titles import table_of, title_row
from twin.model.building import Building
from twin.model.table import Table
from twin.model.table_format import ColumnMapping
from twin.model.table_plan import Plan

LIA = Building("b01", "Lia skole", "school", address="Liavegen 1", building_number="139871234")
NES = Building("b02", "Nes barnehage", "kindergarten", building_number="139871235")
TWIN_A = Building("b03", "Rådhuset", "office")
TWIN_B = Building("b04", "Rådhuset", "office")
BARE = Building("b05", "Uten nummer", "office")


@dataclass(frozen=True)
class Stock:
    """What is stored."""

    buildings: tuple[Building, ...] = (LIA, NES, TWIN_A, TWIN_B, BARE)
    records: Mapping[type, Sequence[Any]] = field(default_factory=dict)

    def of_kind(self, kind: type, building_id: str = "") -> Sequence[Any]:
        del building_id
        return self.buildings if kind is Building else self.records.get(kind, ())


def written(folder: Path, text: str, name: str = "file.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def table_in(path: Path) -> Table:
    """The table on the first sheet."""
    sheet = read_table_file(path).sheets[0]
    return table_of(sheet, title_row(sheet, is_known_title))


def plan_of(path: Path, stock: Stock | None = None, mapping: ColumnMapping | None = None) -> Plan:
    """What taking the file in would do, read as it is recognised."""
    table = table_in(path)
    format_ = recognised(table)[0]
    return dry_run(table, format_, mapping or proposed(table, format_), stock or Stock())


def stored(plan: Plan, stock: Stock | None = None) -> Stock:
    """The stock after the plan was carried out."""
    before = stock or Stock()
    by_kind: dict[type, dict[str, Any]] = {
        kind: {repr(r): r for r in found} for kind, found in before.records.items()
    }
    for edit in plan.edits:
        of_kind = by_kind.setdefault(type(edit.after), {})
        if edit.before is not None:
            of_kind.pop(repr(edit.before))
        of_kind[repr(edit.after)] = edit.after
    return Stock(before.buildings, {kind: tuple(v.values()) for kind, v in by_kind.items()})
