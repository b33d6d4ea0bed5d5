"""Take files into a portfolio: read, place, store; the same with and without a window."""

import hashlib
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np

from twin import registry
from twin.errors import Cancelled, StoreConflict, TwinError, UnreadableFile
from twin.importers.cobie.sheets import is_cobie
from twin.importers.footprints.read import read_footprints
from twin.model.building import Building, Polygon
from twin.model.edit import Change
from twin.model.finding import Finding
from twin.model.importing import ImportedRecords, Importer, Progress, Silent
from twin.model.thermal import HourlyWeather
from twin.store.buildings import load_buildings, save_buildings
from twin.store.database import Database, create, open_database
from twin.store.models import cache_folder, save_model
from twin.store.proposals import save_proposal
from twin.store.weather import save_weather
from twin.workspace.weather import checked

FARTHEST = 50_000.0
"""Buildings of one municipality lie within this of their middle. [m]"""
NOWHERE = 10_000.0
"""Coordinates this small are a model's own, not those of the map. [m]"""
GAP = 40.0
"""Room between a building whose place is unknown and the others. [m]"""
_MOVED = "The model of {name} names no place near the others, so it stands beside them."
_OTHER_MODELS = (".ifcxml", ".xml", ".rvt", ".dwg", ".dxf", ".skp", ".pln", ".nwd", ".pdf")
"""Models in formats that are not read: the IFC importer says what they are and what to do."""
COBIE = ".cobie.xlsx"
"""A workbook with the sheets of COBie."""
MAPS = (".geojson", ".cityjson")
"""Footprints of buildings; one called only ``.json`` is told by how it begins."""
_MAP = re.compile(
    rb'"type"\s*:\s*"(?:CityJSON|FeatureCollection|Feature|MultiPolygon|Polygon)"'
    rb'|"CityObjects"\s*:'
)
_BEGINNING = 65_536
"""In which a map says what it is. [byte]"""
_SILENT = Silent()


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file. status: ``ok`` | ``partial`` | ``refused``.

    message, next_step : templates with named fields, see `TwinError`.
    remarks : what was guessed or done otherwise, likewise templates.
    findings : what was wrong with the file and what was done about it.
    weather_key : of stored weather, "" if the file was none.
    change : the step that undo takes back, None where there is none.
    """

    path: Path
    status: str
    message: str
    values: Mapping[str, object]
    next_step: str = ""
    building_id: str = ""
    proposal_id: str = ""
    remarks: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    weather_key: str = ""
    change: Change | None = None

    def __str__(self) -> str:
        """File and all sentences in English, as a terminal shows them."""
        sentences = (self.message, self.next_step, *self.remarks)
        text = " ".join(s for s in sentences if s).format(**self.values)
        found = (f" {finding.text()}" for finding in self.findings)
        return f"{self.path.name}: {text}{''.join(found)}"


@cache
def importers() -> dict[str, Importer]:
    """Every importer by the name of its module in `twin.importers`."""
    from twin import importers as package

    return registry.load(package, "IMPORTER", Importer)


def accepted_suffixes() -> tuple[str, ...]:
    """What can be imported, for file dialogs and drops."""
    return (*(s for importer in importers().values() for s in importer.suffixes), *MAPS)


def import_files(
    folder: Path, paths: Sequence[Path], progress: Progress = _SILENT, system: str = ""
) -> list[Imported]:
    """Take files into the portfolio in `folder`; it is made if absent.

    A file that cannot be used is reported and does not stop the others.

    Parameters
    ----------
    system : map projection of footprints that name none.

    Raises
    ------
    TwinError
        If the portfolio itself cannot be opened or made.
    """
    database = open_database(folder) if folder.exists() else create(folder)
    try:
        done = []
        for i, path in enumerate(paths):
            progress.report(i / len(paths), path.name)
            done.append(import_file(database, path, progress=progress, system=system))
        return done
    finally:
        database.close()


def import_file(
    database: Database,
    path: Path,
    new_version_of: str = "",
    progress: Progress = _SILENT,
    system: str = "",
) -> Imported:
    """Take one file into an open portfolio.

    new_version_of : id of the building whose model the file replaces, "" for a new building.
    system : map projection of footprints that name none.
    """
    try:
        if suffix_of(path) == COBIE:
            from twin.workspace.cobie import import_cobie

            return import_cobie(database, path, progress)
        records = read_file(database.folder, path, progress, system)
        return store_records(database, path, records, new_version_of)
    except Cancelled:
        raise
    except TwinError as error:
        return refused(path, error)


def refused(path: Path, error: TwinError) -> Imported:
    """The outcome of a file from which nothing was taken."""
    from twin.analysis.proposals import ProposalProblem  # slow to import

    more = error.findings if isinstance(error, ProposalProblem) else ()
    return Imported(path, "refused", error.message, error.values, error.next_step, findings=more)


def read_file(
    folder: Path, path: Path, progress: Progress = _SILENT, system: str = ""
) -> ImportedRecords:
    """What the right importer finds in a file; nothing is stored but the model's cache.

    Raises
    ------
    UnreadableFile
        If no importer takes such a file, or it holds nothing usable.
    """
    suffix = suffix_of(path)
    if suffix in MAPS:
        found, passed_over = read_footprints(path, progress, system)
        return ImportedRecords(footprints=found, passed_over=passed_over)
    for importer in importers().values():
        if suffix in importer.suffixes:
            return importer.read(path, cache_folder(folder), progress)
    if suffix in _OTHER_MODELS:
        return importers()["ifc_file"].read(path, cache_folder(folder), progress)
    raise UnreadableFile(
        "{file} is not a file that can be imported; nothing was changed.",
        "Choose one of: {suffixes}.",
        file=path.name,
        suffixes=", ".join(accepted_suffixes()),
    )


def suffix_of(path: Path) -> str:
    """What a file is, told by its name, and by its content where the name may mean several."""
    suffix = path.suffix.lower()
    if suffix == ".zip":
        return _zipped_suffix(path)
    if suffix == ".xlsx" and is_cobie(path):
        return COBIE
    if suffix == ".json":
        return MAPS[0] if _is_map(path) else suffix
    return suffix


def _is_map(path: Path) -> bool:
    """Whether a JSON file begins as GeoJSON and CityJSON do."""
    try:
        with path.open("rb") as file:
            return _MAP.search(file.read(_BEGINNING)) is not None
    except OSError:
        return False


def _zipped_suffix(path: Path) -> str:
    """What a file called only ``.zip`` is, by the names in it; "" if that is nothing known."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name.lower() for name in archive.namelist()]
    except (OSError, zipfile.BadZipFile):
        return ""
    if "proposal.json" in names:
        return ".pproposal"
    return ".ifczip" if any(name.endswith(".ifc") for name in names) else ""


def store_records(
    database: Database,
    path: Path,
    records: ImportedRecords,
    new_version_of: str = "",
    who: str = "",
) -> Imported:
    """Store what was read from one file, in one transaction.

    who : takes the file in, "" for the name the computer knows.

    Raises
    ------
    TwinError
        If it cannot be stored; nothing of it is.
    """
    if records.proposals:
        return _stored_proposal(database, path, records, who)
    if records.footprints:
        from twin.workspace import footprints

        return footprints.stored(database, path, records, who)
    if records.weather is not None:
        return _stored_weather(database, path, records.weather)
    if new_version_of:
        return _stored_version(database, path, records, new_version_of, who)
    return _stored_building(database, path, records, who)


def _stored_proposal(
    database: Database, path: Path, records: ImportedRecords, who: str
) -> Imported:
    proposal, raw = records.proposals[0], path.read_bytes()
    if hashlib.sha256(raw).hexdigest() != proposal.sha256:
        raise UnreadableFile(
            "{file} was changed while it was read; nothing was imported.",
            "Import it again.",
            file=path.name,
        )
    save_proposal(database, raw, proposal, who)
    return Imported(
        path,
        "ok",
        "The proposal {title} of {supplier} is here; look at it before you apply it.",
        {"title": proposal.title, "supplier": proposal.supplier},
        proposal_id=proposal.proposal_id,
        findings=records.findings,
    )


def placed(building: Building, others: Sequence[Building]) -> tuple[Building, bool]:
    """The building where its file says, or beside the others if that is nowhere near them.

    Returns
    -------
    bool
        True if it was moved.
    """
    corners = np.array([c for b in others for c in b.footprint])
    if not len(corners) or not building.footprint:
        return building, False
    own = np.array(building.footprint)
    distance = np.hypot(*(own.mean(axis=0) - np.median(corners, axis=0)))
    if distance <= FARTHEST and np.abs(own).max() > NOWHERE:
        return building, False
    free = (corners[:, 0].max() + GAP, np.median(corners[:, 1]))
    moved = own - (own[:, 0].min(), own[:, 1].mean()) + free
    footprint: Polygon = tuple((float(x), float(y)) for x, y in moved)
    return replace(building, footprint=footprint), True


def _stored_weather(database: Database, path: Path, weather: HourlyWeather) -> Imported:
    findings = checked(weather)
    stored = save_weather(database, weather)
    message = (
        "The weather {name} is here: meters of {year} are compared with it, and a what-if can be"
        " calculated in it."
        if weather.year
        else "The weather {name} is here: a what-if can be calculated in it. It is of no one year,"
        " so no meters are compared with it."
    )
    values = {"name": weather.name, "year": str(weather.year)}
    return Imported(path, "ok", message, values, findings=findings, weather_key=stored.key)


def _stored_building(
    database: Database, path: Path, records: ImportedRecords, who: str
) -> Imported:
    with database.writing():
        others = load_buildings(database)
        guessed, is_moved = placed(records.buildings[0], others)
        building = replace(guessed, building_id=_free_id(others))
        save_buildings(database, (building,))
        save_model(database, building.building_id, path, who, _elements(records))
    outcome = _outcome(path, records, "{name} was added to the portfolio.", building)
    remarks = (*records.remarks, _MOVED) if is_moved else records.remarks
    return replace(outcome, remarks=remarks)


def _stored_version(
    database: Database, path: Path, records: ImportedRecords, building_id: str, who: str
) -> Imported:
    with database.writing():
        building = next(
            (b for b in load_buildings(database) if b.building_id == building_id), None
        )
        if building is None:
            raise StoreConflict(
                "The portfolio has no building {building_id}; the model was not added.",
                "Open the portfolio again.",
                building_id=building_id,
            )
        save_model(database, building_id, path, who, _elements(records))
    return _outcome(path, records, "{name} has a new version of its model.", building)


def _outcome(path: Path, records: ImportedRecords, message: str, building: Building) -> Imported:
    values, key = {"name": building.name}, building.building_id
    reason = records.model.shortfall if records.model is not None else None
    if reason is None:
        return Imported(path, "ok", message, values, building_id=key)
    values = {**reason.values, **values}
    return Imported(path, "partial", message, values, reason.message, building_id=key)


def _elements(records: ImportedRecords) -> int:
    return len(records.model.elements) if records.model is not None else 0


def _free_id(others: Sequence[Building]) -> str:
    taken = {b.building_id for b in others}
    return next(i for i in (f"b{n:02}" for n in range(1, len(taken) + 2)) if i not in taken)
