"""Finished models on disk: written once, opened again without reading the IFC file."""

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from twin.ifc import plain
from twin.model.building import (
    BuildingModel,
    Element,
    ElementDetails,
    Envelope,
    Group,
    ModelSummary,
    Space,
    Storey,
)
from twin.model.finding import Finding
from twin.model.mesh import MeshBatch

FORMAT = 1
"""Raised when a model is read, prepared or stored differently than before."""


@dataclass(frozen=True, slots=True, eq=False)
class ModelParts:
    """What the child process writes; the parts of a `BuildingModel`."""

    summary: ModelSummary
    elements: Sequence[Element]
    storeys: Sequence[Storey]
    spaces: Sequence[Space]
    groups: Sequence[Group]
    mesh: MeshBatch
    details: Sequence[ElementDetails]
    envelope: Envelope | None
    findings: Sequence[Finding]


def model_key(path: Path) -> str:
    """Name of a finished model: content of the file, library version, format of the cache."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return f"{digest}-{version('ifcopenshell')}-{FORMAT}"


def write_model(folder: Path, parts: ModelParts) -> None:
    """Write a model into `folder`; the last file written says that all are there."""
    folder.mkdir(parents=True, exist_ok=True)
    plain.write_mesh(folder / "mesh", parts.mesh)
    plain.write_details(folder, parts.details)
    plain.write_records(folder / "elements.json", parts.elements)
    if parts.envelope is not None:
        plain.write_envelope(folder / "envelope", parts.envelope)
    words: dict[str, Any] = {
        "format": FORMAT,
        "summary": plain.summary_as_plain(parts.summary),
        "storeys": plain.rows_as_plain(parts.storeys),
        "spaces": plain.rows_as_plain(parts.spaces),
        "groups": plain.rows_as_plain(parts.groups),
        "findings": [plain.finding_as_plain(f) for f in parts.findings],
    }
    (folder / "model.json").write_text(json.dumps(words), "utf-8")


def read_model(folder: Path) -> BuildingModel:
    """Model written by `write_model`.

    Raises
    ------
    OSError, ValueError, KeyError, TypeError
        If a file is missing or does not agree with the others.
    """
    words = json.loads((folder / "model.json").read_bytes())
    if words["format"] != FORMAT:
        raise ValueError("written by another version of the program")
    elements = plain.read_elements(folder / "elements.json")
    mesh = plain.read_mesh(folder / "mesh")
    details = plain.StoredDetails(folder)
    if len(details) != len(elements):
        raise ValueError("elements and details differ in number")
    if len(mesh.slot_element) and int(mesh.slot_element.max()) >= len(elements):
        raise ValueError("slot_element points outside the elements")
    return BuildingModel(
        plain.summary_from_plain(words["summary"]),
        elements,
        plain.storeys_from_plain(words["storeys"]),
        plain.spaces_from_plain(words["spaces"]),
        plain.groups_from_plain(words["groups"]),
        mesh,
        details,
        plain.read_envelope(folder / "envelope"),
        tuple(plain.finding_from_plain(f) for f in words["findings"]),
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
