"""Give buildings the footprints of a file: found by number, id, name or place, else new ones."""

import getpass
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import Polygon

from twin.importers.footprints.read import read_footprints
from twin.importers.tables.formats.buildings import category_in, category_of_type
from twin.importers.tables.places import Places
from twin.model.building import Building
from twin.model.edit import Edit
from twin.model.footprint import Footprint
from twin.model.importing import ImportedRecords, Progress, Silent
from twin.store.buildings import load_buildings
from twin.store.database import Database
from twin.store.edits import store_edits
from twin.workspace.importing import FARTHEST, Imported

SHARED = 0.5
"""Part of the smaller of two outlines that both cover, for one to be the other."""
SAME = 0.01
"""Outlines whose corners are this near are equal. [m]"""
USUAL_CATEGORY = "office"
_ZEROS = ("storeys",)
_SILENT = Silent()
_SAID = (
    "{changed} buildings have a footprint of {file}, {added} were added, {same} were so already."
)
_TWICE = "{twice} outlines are of buildings that a larger one is of; they were left out."
_CUT = "{cut} outlines have courtyards or several parts; the largest outer outline was taken."
_NONE = "{passed} things in the file have no outline of a building."
_GUESSED = "{guessed} new buildings are taken for offices, as the file does not say their use."
_FAR = "{far} buildings lie more than {distance} km from the others; look whether that is right."


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """A footprint and its building, None for a new one."""

    footprint: Footprint
    building: Building | None


def import_footprints(
    database: Database, path: Path, system: str = "", progress: Progress = _SILENT
) -> Imported:
    """Read a file and store its footprints.

    Parameters
    ----------
    system : map projection of a file that names none.

    Raises
    ------
    TwinError
        If there are none, or they cannot be stored.
    """
    found, passed_over = read_footprints(path, progress, system)
    return stored(database, path, ImportedRecords(footprints=found, passed_over=passed_over))


def stored(database: Database, path: Path, records: ImportedRecords, who: str = "") -> Imported:
    """Store footprints as one step that can be taken back.

    who : for the log of changes, "" for the name the computer knows.
    """
    with database.writing():
        buildings = load_buildings(database)
        matches, twice = matched(records.footprints, buildings)
        edits = list(_edits(matches, buildings))
        added = [e.after for e in edits if e.before is None and isinstance(e.after, Building)]
        what = f"{path.name}: footprints"
        by = who or getpass.getuser()
        change = store_edits(database, edits, by, what) if edits else None
    far = _far([m.footprint for m in matches], buildings)
    counts = {
        "changed": len(edits) - len(added), "added": len(added),
        "same": len(matches) - len(edits), "twice": twice, "passed": records.passed_over,
        "cut": sum(m.footprint.is_simplified for m in matches), "far": far,
        "guessed": sum(_category(m.footprint) == "" for m in matches if m.building is None),
    }  # fmt: skip
    said = {_TWICE: "twice", _CUT: "cut", _NONE: "passed", _GUESSED: "guessed", _FAR: "far"}
    values = {**counts, "file": path.name, "distance": round(FARTHEST / 1000)}
    remarks = tuple(text for text, name in said.items() if counts[name])
    one = added[0].building_id if len(added) == 1 and len(edits) == 1 else ""
    return Imported(path, "ok", _SAID, values, building_id=one, remarks=remarks, change=change)


def matched(
    footprints: Sequence[Footprint], buildings: Sequence[Building]
) -> tuple[list[Match], int]:
    """The building of each footprint, each building once, and how many were left out for it."""
    by_place = _ByPlace(buildings)
    places, by_id = Places(buildings), {b.building_id: b for b in buildings}
    found: list[Match] = []
    taken: dict[str, int] = {}
    twice = 0
    for footprint in footprints:
        said = {"building_number": footprint.building_number,
                "building_id": footprint.building_id, "building_name": footprint.name}  # fmt: skip
        named = by_id.get(places.find(said).building_id)
        building = named or (None if footprint.building_number else by_place.find(footprint))
        if building is None:
            found.append(Match(footprint, None))
            continue
        if building.building_id in taken:
            twice += 1
            at = taken[building.building_id]
            if _area(footprint) > _area(found[at].footprint):
                found[at] = Match(footprint, building)
            continue
        taken[building.building_id] = len(found)
        found.append(Match(footprint, building))
    return found, twice


class _ByPlace:
    """Finds the building that stands where an outline is."""

    def __init__(self, buildings: Sequence[Building]) -> None:
        self._buildings = [b for b in buildings if len(b.footprint) >= 3]
        self._shapes = [Polygon(b.footprint).buffer(0) for b in self._buildings]
        self._tree = shapely.STRtree(self._shapes)

    def find(self, footprint: Footprint) -> Building | None:
        """The building that shares most with it, None if that is too little."""
        shape = Polygon(footprint.outline).buffer(0)
        best, most = None, SHARED
        for place in self._tree.query(shape).tolist():
            other = self._shapes[place]
            least = min(shape.area, other.area)
            share = shape.intersection(other).area / least if least else 0.0
            if share >= most:
                best, most = self._buildings[place], share
        return best


def _edits(matches: Sequence[Match], buildings: Sequence[Building]) -> Iterator[Edit]:
    taken = {b.building_id for b in buildings}
    for match in matches:
        footprint, building = match.footprint, match.building
        if building is None:
            made = _new(footprint, taken)
            taken.add(made.building_id)
            yield Edit(None, made)
            continue
        changed = _placed(building, footprint)
        if changed != building:
            yield Edit(building, changed)


def _placed(building: Building, footprint: Footprint) -> Building:
    """The building where the file says; what the file does not say stays."""
    fields: dict[str, Any] = {}
    if not _is_near(building.footprint, footprint.outline):
        fields["footprint"] = footprint.outline
    for name in ("ground_level", "height"):
        value, before = getattr(footprint, name), getattr(building, name)
        if math.isfinite(value) and not abs(value - before) < SAME:
            fields[name] = value
    storeys = footprint.facts.get("storeys")
    if not building.storeys and isinstance(storeys, float):
        fields["storeys"] = int(storeys)
    return replace(building, **fields) if fields else building


def _new(footprint: Footprint, taken: set[str]) -> Building:
    known = {
        name: int(value) if name in _ZEROS else value for name, value in footprint.facts.items()
    }
    known.pop("category", None)
    key = footprint.building_id if footprint.building_id not in taken else ""
    return Building(
        key or _free_id(taken),
        footprint.name or str(known.get("address", "")) or footprint.source_id,
        _category(footprint) or USUAL_CATEGORY,
        building_number=footprint.building_number,
        footprint=footprint.outline,
        ground_level=footprint.ground_level,
        height=footprint.height,
        **known,  # pyright: ignore[reportArgumentType]  fields of Building by name
    )


def _category(footprint: Footprint) -> str:
    said = str(footprint.facts.get("category", ""))
    code = str(footprint.facts.get("type_code", ""))
    words = f"{said.replace('_', ' ')} {footprint.name}"
    return category_of_type(code) or category_in(words)


def _free_id(taken: set[str]) -> str:
    return next(i for i in (f"b{n:02}" for n in range(1, len(taken) + 2)) if i not in taken)


def _area(footprint: Footprint) -> float:
    return Polygon(footprint.outline).area


def _is_near(one: Sequence[Sequence[float]], other: Sequence[Sequence[float]]) -> bool:
    """Whether two outlines have the same corners, wherever they begin."""
    if len(one) != len(other) or not one:
        return False
    first, second = np.array(one), np.array(other)
    start = int(np.hypot(*(second - first[0]).T).argmin())
    return bool(np.abs(np.roll(second, -start, axis=0) - first).max() < SAME)


def _far(footprints: Sequence[Footprint], buildings: Sequence[Building]) -> int:
    corners = np.array([c for b in buildings for c in b.footprint])
    if not len(corners):
        return 0
    middle = np.median(corners, axis=0)
    return sum(
        float(np.hypot(*(np.array(f.outline).mean(axis=0) - middle))) > FARTHEST
        for f in footprints
    )
