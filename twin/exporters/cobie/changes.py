"""Put records as they are now into a workbook; what did not change stays cell by cell."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from twin.exporters.cobie.template import made, number, text
from twin.model.cobie import Cells, CobieRecords, CobieWorkbook, changed_sheet
from twin.model.maintenance import MaintenancePlan
from twin.model.register import Component, Document

T = TypeVar("T", Component, Document, MaintenancePlan)


@dataclass(frozen=True, slots=True)
class Now:
    """Records of one building as they are now, who writes them, and when."""

    components: Sequence[Component]
    documents: Sequence[Document]
    plans: Sequence[MaintenancePlan]
    who: str
    at: datetime


def with_records(workbook: CobieWorkbook, imported: CobieRecords, now: Now) -> CobieWorkbook:
    """The workbook with rows changed, added and dropped as the records were since.

    imported : what the workbook itself says.
    """
    book = _with_types(workbook, imported, now)
    book = _changed(book, "Component", (imported.components, now.components),
                    ("component_id", _component_cells), now)  # fmt: skip
    book = _changed(book, "Document", (imported.documents, now.documents),
                    ("document_id", _document_cells), now)  # fmt: skip
    return _changed(book, "Job", (imported.plans, now.plans), ("plan_id", _plan_cells), now)


def _changed(
    book: CobieWorkbook,
    sheet: str,
    records: tuple[Sequence[T], Sequence[T]],
    how: tuple[str, Callable[[T], Cells]],
    now: Now,
) -> CobieWorkbook:
    before, after = records
    key, cells_of = how
    current = {str(getattr(r, key)): r for r in after}
    known = {str(getattr(r, key)) for r in before}
    cells: dict[int, Cells] = {}
    dropped: list[int] = []
    for place, record in enumerate(before):
        found = current.get(str(getattr(record, key)))
        if found is None:
            dropped.append(place)
            continue
        was = cells_of(record)
        other = {title: cell for title, cell in cells_of(found).items() if cell != was[title]}
        if other:
            cells[place] = other
    added = [
        {**made(now.who, now.at), **cells_of(record)}
        for own, record in current.items()
        if own not in known
    ]
    found_sheet = book.sheet(sheet)
    if found_sheet is None or not (cells or dropped or added):
        return book
    return book.with_sheet(changed_sheet(found_sheet, cells, dropped, added))


def _component_cells(c: Component) -> Cells:
    day = f"{c.installed_year}-01-01" if c.installed_year else ""
    return {
        "Name": text(c.name),
        "TypeName": text(c.component_type or c.name),
        "Space": text(""),
        "ExtIdentifier": text(c.global_id),
        "SerialNumber": text(c.serial_number),
        "InstallationDate": text(day),
        "TagNumber": text(c.tag),
    }


def _document_cells(d: Document) -> Cells:
    folder, _, name = d.place.rpartition("/")
    return {
        "Name": text(d.title),
        "Category": text(d.kind),
        "Directory": text(folder),
        "File": text(name),
    }


def _plan_cells(p: MaintenancePlan) -> Cells:
    every = (number(p.interval_months), text("month")) if p.interval_months else (text(""),) * 2
    return {"Name": text(p.title), "Frequency": every[0], "FrequencyUnit": every[1]}


def _type_cells(c: Component) -> Cells:
    life, cost = c.life_central, c.replacement_central
    return {
        "Manufacturer": text(c.manufacturer),
        "ModelNumber": text(c.model_reference),
        "ExpectedLife": number(life) if math.isfinite(life) else text(""),
        "DurationUnit": text("year" if math.isfinite(life) else ""),
        "ReplacementCost": number(cost) if math.isfinite(cost) else text(""),
    }


def _with_types(book: CobieWorkbook, imported: CobieRecords, now: Now) -> CobieWorkbook:
    """Types whose components all say the same otherwise than before, and types that are new."""
    rows = book.rows("Type")
    place_of = {row.get("Name", ""): i for i, row in enumerate(rows)}
    before = _agreed(imported.components)
    after = _agreed(now.components)
    cells: dict[int, Cells] = {}
    added: list[Cells] = []
    for name, said in after.items():
        if name not in place_of:
            added.append({**made(now.who, now.at), "Name": text(name), **said})
        elif name in before:
            other = {t: c for t, c in said.items() if before[name].get(t) != c}
            if other:
                cells[place_of[name]] = other
    sheet = book.sheet("Type")
    if sheet is None or not (cells or added):
        return book
    return book.with_sheet(changed_sheet(sheet, cells, added=added))


def _agreed(components: Sequence[Component]) -> Mapping[str, Cells]:
    """What all components of a type say of it, by its name; the rest is left out."""
    found: dict[str, Cells] = {}
    for component in components:
        said = _type_cells(component)
        name = component.component_type or component.name
        known = found.get(name)
        found[name] = said if known is None else {
            title: cell for title, cell in said.items() if known.get(title) == cell
        }  # fmt: skip
    return found
