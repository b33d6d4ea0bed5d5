"""COBie workbooks into a portfolio and out of it; the workbook itself is kept whole."""

import getpass
import math
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from twin.errors import TwinError, UnreadableFile
from twin.exporters.cobie.changes import Now, with_records
from twin.exporters.cobie.template import empty_workbook
from twin.exporters.cobie.write import write_cobie
from twin.importers.cobie.records import record_key, records_of
from twin.importers.cobie.sheets import is_cobie, workbook_of
from twin.importers.tables.formats.buildings import category_in
from twin.importers.tables.places import Places
from twin.importers.tables.read import read_table_file
from twin.model.building import Building
from twin.model.cobie import CobieRecords
from twin.model.edit import Edit
from twin.model.importing import Progress, Silent
from twin.model.maintenance import MaintenancePlan
from twin.model.register import Component, Document
from twin.store.buildings import load_buildings
from twin.store.database import Database
from twin.store.edits import store_edits
from twin.store.records import load_records
from twin.workspace.importing import Imported
from twin.workspace.portfolio import PortfolioData

__all__ = ["export_cobie", "import_cobie", "is_cobie"]
KIND, FOLDER = "COBie", "documents"
USUAL_CATEGORY = "office"
_SILENT = Silent()
_SAID = (
    "{file} is about {name}: {components} components, {documents} documents and {plans} kinds of "
    "recurring work are here; {stored} records are new or changed. The workbook is kept whole, so "
    "that an export has all its sheets."
)
_COSTS = "Replacement costs of {file} are not in NOK; they stay in the workbook alone."
_GUESSED = "The file does not say what {name} is used for, so it is taken for an office."
T = TypeVar("T", Component, Document, MaintenancePlan)


def import_cobie(
    database: Database, path: Path, progress: Progress = _SILENT, who: str = ""
) -> Imported:
    """Take a workbook in as one step that can be taken back.

    The building is the one that is called as the facility is, else a new one.

    who : for the log of changes, "" for the name the computer knows.

    Raises
    ------
    TwinError
        If it is no COBie workbook, says of no facility, or cannot be stored.
    """
    file = read_table_file(path, progress)
    workbook = workbook_of(file)
    with database.writing():
        buildings = load_buildings(database)
        records = records_of(workbook, "")
        if not records.name:
            raise UnreadableFile(
                "{file} is a COBie workbook without a facility; nothing was imported.",
                "Fill in the sheet Facility.",
                file=path.name,
            )
        building_id = Places(buildings).find({"building_name": records.name}).building_id
        building = next((b for b in buildings if b.building_id == building_id), None)
        new = None if building else _building(records, {b.building_id for b in buildings})
        place = building or new
        if place is None:  # one of the two is there
            raise AssertionError(records.name)
        records = records_of(workbook, place.building_id)
        kept = _kept(database.folder, path, file.sha256, place.building_id)
        edits = [Edit(None, new)] if new else []
        edits += _edits(database, place.building_id, records, kept)
        by = who or getpass.getuser()
        change = store_edits(database, edits, by, path.name) if edits else None
    values = {
        "file": path.name, "name": place.name, "components": len(records.components),
        "documents": len(records.documents), "plans": len(records.plans), "stored": len(edits),
    }  # fmt: skip
    remarks = (*((_COSTS,) if records.left_out else ()), *((_GUESSED,) if _is_guess(new) else ()))
    return Imported(
        path, "ok", _SAID, values, building_id=place.building_id, remarks=remarks, change=change
    )


def export_cobie(
    portfolio: PortfolioData,
    building: Building,
    path: Path,
    who: str,
    progress: Progress = _SILENT,
) -> int:
    """Write the workbook of a building with its records as they are now; how many components.

    A building that came with a workbook gets that one back, everything that nobody changed cell
    by cell as it was; any other gets a new one.

    Raises
    ------
    TwinError
        If the file cannot be written, or the kept workbook cannot be read.
    """
    key, at = building.building_id, datetime.now().replace(microsecond=0)
    documents = portfolio.of_kind(Document, key)
    components = portfolio.of_kind(Component, key)
    now = Now(
        components,
        [d for d in documents if d.kind != KIND],
        portfolio.of_kind(MaintenancePlan, key),
        who,
        at,
    )
    original = _original(portfolio.folder, documents)
    if original is not None:
        workbook = workbook_of(read_table_file(original, progress))
        imported = records_of(workbook, key)
    else:
        workbook, imported = empty_workbook(building, who, at), CobieRecords(building.name)
    progress.report(0.8, "Writing the file")
    write_cobie(path, with_records(workbook, imported, now))
    return len(components)


def _building(records: CobieRecords, taken: set[str]) -> Building:
    free = next(i for i in (f"b{n:02}" for n in range(1, len(taken) + 2)) if i not in taken)
    category = category_in(f"{records.name} {records.description}")
    return Building(
        free, records.name, category or USUAL_CATEGORY, storeys=records.storeys,
        usable_area=records.usable_area,
    )  # fmt: skip


def _is_guess(building: Building | None) -> bool:
    return building is not None and not category_in(building.name)


def _edits(
    database: Database, building_id: str, records: CobieRecords, kept: Document
) -> Iterator[Edit]:
    yield from _of_kind(database, building_id, records.components, "component_id")
    yield from _of_kind(database, building_id, (*records.documents, kept), "document_id")
    yield from _of_kind(database, building_id, records.plans, "plan_id")


def _of_kind(database: Database, building_id: str, found: Iterable[T], key: str) -> Iterator[Edit]:
    """Edits of new and changed records; what the workbook does not say stays."""
    records = tuple(found)
    if not records:
        return
    kind = type(records[0])
    stored = {getattr(r, key): r for r in load_records(database, kind, building_id)}
    for record in records:
        before = stored.get(getattr(record, key))
        after = record if before is None else _merged(before, record)
        if after != before:
            yield Edit(before, after)


def _merged(before: T, said: T) -> T:
    told = {f.name: getattr(said, f.name) for f in fields(said)}
    return replace(before, **{name: value for name, value in told.items() if _is_said(value)})


def _is_said(value: object) -> bool:
    return not (value in ("", 0, None) or (isinstance(value, float) and math.isnan(value)))


def _kept(folder: Path, path: Path, sha256: str, building_id: str) -> Document:
    """The record of the copy of a workbook; the copy is there when this returns."""
    place = f"{FOLDER}/{sha256}{path.suffix.lower()}"
    target = folder / place
    try:
        target.parent.mkdir(exist_ok=True)
        if not target.exists():
            beside = target.with_name(f".{target.name}.part")
            shutil.copyfile(path, beside)
            beside.replace(target)
    except OSError as error:
        raise TwinError(
            "{file} could not be copied into the portfolio ({reason}); nothing was imported.",
            "Make room, or open the portfolio where you may write.",
            file=path.name,
            reason=error.strerror or str(error),
        ) from error
    key = record_key(building_id, "Workbook", sha256)
    return Document(
        key, building_id, path.name, KIND, place=place, sha256=sha256, dated=date.today()
    )


def _original(folder: Path, documents: Iterable[Document]) -> Path | None:
    """The copy of the workbook that came last, None if there never was one."""
    kept = [d for d in documents if d.kind == KIND and d.sha256]
    newest = max(kept, key=lambda d: (d.dated or date.min, d.document_id), default=None)
    return None if newest is None else folder / newest.place
