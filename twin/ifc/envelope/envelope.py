"""What separates heated rooms from what is not heated: areas, U-values, floor area, volume."""

import re
from dataclasses import dataclass, replace

import numpy as np

from twin.ifc.elements.records import Records
from twin.ifc.envelope.air import finite_faces, read_scene
from twin.ifc.envelope.faces import (
    ADJACENCIES,
    AIR,
    NEIGHBOUR,
    Faces,
    outer_faces,
)
from twin.ifc.envelope.findings import Notes, findings_of
from twin.ifc.envelope.heated import RoomKinds, room_kinds
from twin.ifc.envelope.internal import (
    Partitions,
    disagreements,
    partitions,
    without_slivers,
)
from twin.ifc.envelope.roles import roles
from twin.ifc.envelope.sides import FLOOR, KINDS, LEVEL, WALL
from twin.ifc.envelope.size import Size, odd_size, size_of
from twin.ifc.envelope.values import ValueReader
from twin.ifc.envelope.whole_parts import exposed_perimeter, gross_areas
from twin.model.building import Envelope, InternalParts
from twin.model.finding import Finding
from twin.model.mesh import MeshBatch


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The envelope of a model, None if it has none, and what is missing or wrong."""

    envelope: Envelope | None
    findings: tuple[Finding, ...]


def read_envelope(records: Records, mesh: MeshBatch) -> Found:
    """Envelope of a model, None if it has no walls, roofs, windows or doors.

    The air around the model is flooded in a grid from the sides and the sky, rooms of the file
    are inside whatever happens; a face is a part of the envelope if outside air, ground or an
    unheated room lies before it and a heated one behind it within `exterior.REACH`. So an outer
    wall is counted once, by its outermost face, and eaves, parapets and garden walls not at all.
    Where IsExternal says otherwise, the geometry is believed and a finding says so.

    Notes
    -----
    Windows and doors count with the area of their outline. A model without a roof is closed at
    the top of its walls, and a finding says that the roof is missing.
    """
    kinds = room_kinds(records)
    notes = Notes(kinds, damaged=_damaged(records, mesh))
    scene = read_scene(records, mesh, kinds.kinds)
    if scene is None:
        return Found(None, findings_of(records, None, notes))
    notes = replace(notes, odd=odd_size(scene))
    if notes.odd[0]:
        return Found(None, findings_of(records, None, notes))
    outer = outer_faces(scene, records, mesh)
    faces = without_slivers(outer.faces, scene)
    if not len(faces.row):
        return Found(None, findings_of(records, None, notes))
    between = partitions(scene)
    size = size_of(records, scene, kinds)
    faces = _beside_neighbours(faces, records)
    found, notes = _valued(faces, records, between, replace(notes, size=size))
    found = replace(
        found,
        exposed_perimeter=exposed_perimeter(outer, scene.samples, mesh),
        gross_area=gross_areas(faces),
        **_sized(size, kinds),
    )
    notes = replace(notes, disagreements=disagreements(scene, records, faces, between))
    return Found(found, findings_of(records, found, notes))


def envelope(records: Records, mesh: MeshBatch) -> Envelope | None:
    """Envelope of a model; see `read_envelope`."""
    return read_envelope(records, mesh).envelope


def _damaged(records: Records, mesh: MeshBatch) -> int:
    """Triangles that may enclose rooms and have corners that are no numbers."""
    whole = finite_faces(mesh)
    if whole is None:
        return 0
    role = roles(records.elements)[0][mesh.face_element]
    return int((~whole & (role > 0)).sum())


_PARTY = re.compile(
    r"party.?wall|haustrenn|gebäudetrenn|woningscheid|naboskille|skillevegg mot nabo"
    r"|brannvegg mot nabo|nabovegg",
    re.IGNORECASE,
)


def _beside_neighbours(faces: Faces, records: Records) -> Faces:
    """Walls that are called so stand beside a neighbour's heated rooms."""
    adjacency = faces.adjacency.copy()
    for part in np.flatnonzero((faces.kind == WALL) & (adjacency == AIR)):
        element = records.elements[faces.row[part]]
        if _PARTY.search(element.name) or _PARTY.search(element.type_name):
            adjacency[part] = NEIGHBOUR
    return replace(faces, adjacency=adjacency)


def _valued(
    faces: Faces, records: Records, between: Partitions, notes: Notes
) -> tuple[Envelope, Notes]:
    """Parts with their values and their directions."""
    kinds = tuple(KINDS[k] for k in faces.kind)
    adjacency = tuple(ADJACENCIES[a] for a in faces.adjacency)
    reader = ValueReader(records)
    parts = zip(faces.row, kinds, adjacency, faces.normal, strict=True)
    values = [reader.part(int(row), kind, beside, out) for row, kind, beside, out in parts]
    is_level = np.abs(faces.normal[:, 2]) > LEVEL
    azimuth = np.degrees(np.arctan2(faces.normal[:, 0], faces.normal[:, 1])) - records.true_north
    tilt = np.degrees(np.arccos(np.clip(faces.normal[:, 2], -1.0, 1.0)))
    internal = _internal(between, reader)
    found = Envelope(
        element=faces.row,
        kind=kinds,
        area=faces.area,
        azimuth=np.where(is_level, np.nan, azimuth % 360.0),
        tilt=np.where(faces.kind == FLOOR, 180.0, tilt),
        u_value=np.array([v.u_value for v in values]),
        g_value=np.array([v.g_value for v in values]),
        u_source=tuple(v.u_source for v in values),
        adjacency=adjacency,
        u_origin=tuple(v.u_origin for v in values),
        g_source=tuple(v.g_source for v in values),
        construction=np.array([v.construction for v in values], dtype=np.int32),
        constructions=reader.constructions,
        internal=internal,
    )
    refused = tuple(v.refused_u for v in values if np.isfinite(v.refused_u))
    approximated = sum(v.u_origin.endswith("approximated") for v in values)
    return found, replace(notes, refused_u=refused, approximated=approximated)


def _internal(between: Partitions, reader: ValueReader) -> InternalParts:
    kinds = tuple("floor" if is_deck else "wall" for is_deck in between.is_deck)
    pairs = zip(between.row, kinds, strict=True)
    numbers = [reader.construction(int(row), kind, None) for row, kind in pairs]
    return InternalParts(between.row, kinds, between.area, np.array(numbers, dtype=np.int32))


def _sized(size: Size, kinds: RoomKinds) -> dict[str, float | str | tuple[str, ...]]:
    return {
        "floor_area": size.floor_area,
        "floor_area_source": size.source,
        "volume": size.volume,
        "volume_source": size.volume_source,
        "unheated_rooms": kinds.unheated,
        "unheated_area": size.unheated_area,
    }
