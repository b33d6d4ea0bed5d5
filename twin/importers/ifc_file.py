"""Building models: IFC files and their zips."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from twin.errors import UnreadableFile
from twin.model.building import Building, BuildingModel
from twin.model.importing import ImportedRecords, Progress

_WORDS_BY_CATEGORY = {
    "kindergarten": ("barnehage", "kindergarten", "nursery"),
    "nursing_home": ("sykehjem", "omsorg", "nursing", "helsehus"),
    "sports": ("idrett", "sports", "gym", "svømme"),
    "culture": ("bibliotek", "library", "kultur", "museum"),
    "fire_station": ("brann", "fire"),
    "office": ("kontor", "office", "rådhus", "town hall", "admin"),
    "school": ("skole", "school", "classroom", "klasserom"),
}
"""Words in file and room names that give a building's category away, tried in this order."""
_REFUSED = "{file} was not imported."
USUAL_CATEGORY = "office"
"""Taken where neither the file's name nor its rooms say more. No source: so the user is told."""
GUESSED = (
    "Nothing in the model of {name} says what the building is used for, so it is taken for an "
    "office. To have another use, put it into the file's name (as in “skole”) and import again."
)


@dataclass(frozen=True, slots=True)
class IfcFile:
    """Reads ``.ifc`` and ``.ifczip`` in a child process."""

    label: str = "Building model (IFC)"
    suffixes: tuple[str, ...] = (".ifc", ".ifczip")

    def read(self, path: Path, cache: Path | None, progress: Progress) -> ImportedRecords:
        """The model and the building it is guessed to be.

        Raises
        ------
        UnreadableFile
            If nothing of the file can be shown.
        """
        from twin.ifc.load import load_model

        model = load_model(path, cache, progress)
        reason = model.shortfall
        if model.summary.status == "refused" and reason is not None:
            raise UnreadableFile(
                f"{_REFUSED} {reason.message}",
                reason.next_step,
                **{**reason.values, "file": path.name},
            )
        building = guessed_building(path, model)
        if building.category:
            return ImportedRecords((building,), model)
        taken = replace(building, category=USUAL_CATEGORY)
        return ImportedRecords((taken,), model, remarks=(GUESSED,))


def guessed_building(path: Path, model: BuildingModel) -> Building:
    """What the file says about its building; unknown stays unknown, and the category ""."""
    from twin.ifc.envelope.footprint import footprint, heights, on_map

    name = re.sub(r"[\s_-]+", " ", path.stem).strip() or path.stem
    outline, georeference = footprint(model), model.summary.georeference
    lowest, height = heights(model)
    return Building(
        building_id="",
        name=name[:1].upper() + name[1:],
        category=_category(name, model),
        gross_floor_area=np.nan,
        heated_floor_area=model.envelope.floor_area if model.envelope else np.nan,
        storeys=len(model.storeys),
        footprint=on_map(outline, georeference) or outline,
        ground_level=lowest + (georeference.height if georeference else np.nan),
        height=height,
        model_name=path.name,
    )


def _category(name: str, model: BuildingModel) -> str:
    """The first category whose words stand in the file's name, else in most room names, or ""."""
    found = _spoken_of(name)
    if found:
        return found
    rooms = [_spoken_of(f"{s.name} {s.long_name}") for s in model.spaces]
    counts = {c: rooms.count(c) for c in _WORDS_BY_CATEGORY if c in rooms}
    return max(counts, key=lambda c: counts[c]) if counts else ""


def _spoken_of(text: str) -> str:
    lower = text.lower()
    found = (c for c, words in _WORDS_BY_CATEGORY.items() if any(w in lower for w in words))
    return next(found, "")


IMPORTER = IfcFile()
