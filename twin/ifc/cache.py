"""Finished models on disk: written once, opened again without reading the IFC file."""

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from twin.ifc import plain
from twin.ifc.mesh_files import read_mesh
from twin.model.building import (
    BuildingModel,
    Element,
    ElementDetails,
    Envelope,
    Georeference,
    Group,
    ModelSummary,
    Space,
    Storey,
)
from twin.model.finding import Finding

FORMAT = 8
"""Raised when a model is read, prepared or stored differently than before."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """What a file says in words and numbers: the records and the envelope."""

    elements: Sequence[Element]
    storeys: Sequence[Storey]
    spaces: Sequence[Space]
    groups: Sequence[Group]
    details: Sequence[ElementDetails]
    georeference: Georeference
    units: str
    envelope: Envelope | None
    findings: Sequence[Finding]
    true_north: float = 0.0


def model_key(path: Path) -> str:
    """Name of a finished model: content of the file, library version, format of the cache."""
    from importlib.metadata import version  # slow to import, and not needed in the child

    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return f"{digest}-{version('ifcopenshell')}-{FORMAT}"


def write_told(folder: Path, told: Told) -> None:
    """Write records and envelope into the folder of a model."""
    plain.write_details(folder, told.details)
    plain.write_records(folder / "elements.json", told.elements)
    if told.envelope is not None:
        plain.write_envelope(folder / "envelope", told.envelope)
    words: dict[str, Any] = {
        "storeys": plain.rows_as_plain(told.storeys),
        "spaces": plain.rows_as_plain(told.spaces),
        "groups": plain.rows_as_plain(told.groups),
        "georeference": plain.rows_as_plain([told.georeference])[0],
        "units": told.units,
        "true_north": told.true_north,
        "findings": [plain.finding_as_plain(f) for f in told.findings],
    }
    (folder / "told.json").write_text(json.dumps(words), "utf-8")


def write_summary(folder: Path, summary: ModelSummary, findings: Sequence[Finding]) -> None:
    """Write the last part of a model, which says that all the others are there."""
    words: dict[str, Any] = {
        "format": FORMAT,
        "summary": plain.summary_as_plain(summary),
        "findings": [plain.finding_as_plain(f) for f in findings],
    }
    (folder / "model.json").write_text(json.dumps(words), "utf-8")


def read_model(folder: Path) -> BuildingModel:
    """Model of a folder with a mesh, what was told and a summary.

    Raises
    ------
    OSError, ValueError, KeyError, TypeError
        If a file is missing or does not agree with the others.
    """
    words = json.loads((folder / "model.json").read_bytes())
    if words["format"] != FORMAT:
        raise ValueError("written by another version of the program")
    told = json.loads((folder / "told.json").read_bytes())
    elements = plain.read_elements(folder / "elements.json")
    mesh = read_mesh(folder / "mesh")
    details = plain.StoredDetails(folder)
    if len(details) != len(elements):
        raise ValueError("elements and details differ in number")
    if len(mesh.slot_element) and int(mesh.slot_element.max()) >= len(elements):
        raise ValueError("slot_element points outside the elements")
    summary = replace(
        plain.summary_from_plain(words["summary"]),
        storeys=len(told["storeys"]),
        spaces=len(told["spaces"]),
        georeference=Georeference(*told["georeference"]),
        units=told["units"],
    )
    return BuildingModel(
        summary,
        elements,
        plain.storeys_from_plain(told["storeys"]),
        plain.spaces_from_plain(told["spaces"]),
        plain.groups_from_plain(told["groups"]),
        mesh,
        details,
        plain.read_envelope(folder / "envelope"),
        tuple(plain.finding_from_plain(f) for f in (*words["findings"], *told["findings"])),
        told["true_north"],
    )


def stored_model(cache: Path, key: str) -> BuildingModel | None:
    """The finished model of that name, None if there is none; a damaged one is removed."""
    folder = cache / key
    if not folder.is_dir():
        return None
    try:
        return read_model(folder)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        shutil.rmtree(folder, ignore_errors=True)
        return None


def keep_model(finished: Path, cache: Path, key: str) -> Path:
    """Move a finished folder into the cache under its name; the folder it then has."""
    target = cache / key
    try:
        finished.replace(target)
    except OSError:
        if not target.is_dir():
            raise
        shutil.rmtree(finished, ignore_errors=True)
    return target
