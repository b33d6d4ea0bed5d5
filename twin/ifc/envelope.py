"""What separates inside from outside: areas by direction, U-values, floor area and volume."""

import math
import re
from dataclasses import dataclass

import numpy as np

from twin.ifc.exterior import (
    INSIDE,
    NO_AIR,
    Exterior,
    Samples,
    cell_size,
    enclosed_area,
    exterior,
    sampled,
)
from twin.ifc.panels import in_plane, outward_panels
from twin.ifc.records import Records
from twin.ifc.roles import Role, external_flags, roles
from twin.ifc.u_values import g_value, u_value
from twin.model.arrays import BoolArray, ByteArray, FloatArray, IntArray
from twin.model.building import Envelope, Space
from twin.model.finding import Finding, Severity
from twin.model.mesh import MeshBatch

_KINDS = ("wall", "roof", "floor", "window", "door")
_WALL, _ROOF, _FLOOR, _WINDOW, _DOOR = range(5)
_STEEP = math.cos(math.radians(75.0))
"""Up-facing decks flatter than this are roofs, down-facing ones floors."""
_UPRIGHT = math.cos(math.radians(60.0))
_SECTOR = 15.0
"""Faces of one element within a sector of directions are one part. [degree]"""
_LEAST_AREA = 0.3
_LEAST_SHARE = 0.15
"""Directions of an element below this area or share are reveals and edges. [m2], [-]"""
_LEAKY = 0.5
"""If less of the ground enclosed by walls is covered, the model has no roof."""
_ROOM_HEIGHT = 1.8
"""Air lower than this is no storey. [m]"""
_NO_ROOMS = ("GFA", "EXTERNAL", "BTA", "BRA")


@dataclass(frozen=True, slots=True, eq=False)
class _Scene:
    """Everything the parts are found from.

    sample_row, sample_role : element row and role of each sample, shape (s,).
    flags : IsExternal per element row.
    """

    samples: Samples
    sample_row: IntArray
    sample_role: ByteArray
    role: ByteArray
    flags: ByteArray
    air: Exterior
    enclosed: float
    has_roof: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Faces:
    """Parts before their values are looked up. normal: outward, shape (m, 3)."""

    row: IntArray
    kind: IntArray
    area: FloatArray
    normal: FloatArray


def envelope(records: Records, mesh: MeshBatch) -> Envelope | None:
    """Envelope of a model, None if it has no walls, roofs, windows or doors.

    The air around the model is flooded in a grid from the sides and the sky; a face is external
    if outside air lies before it and inside air behind it within `exterior.REACH`. So an outer
    wall is counted once, by its outermost face, and eaves, parapets and garden walls not at all.
    IsExternal = False takes a wall, window or door out where others of its kind say True.

    Notes
    -----
    The floor to ground is the lowest deck of each column. Windows and doors count with the area
    of their outline. A model without a roof is closed at the top of its walls.
    """
    scene = _scene(records, mesh)
    if scene is None:
        return None
    faces = _joined(_surfaces(scene), _openings(scene, records, mesh))
    faces = _without_internal(faces, scene.flags)
    floor_area, source = _floor_area(records, scene)
    return _with_values(faces, records, (floor_area, source, _volume(records, scene)))


def _scene(records: Records, mesh: MeshBatch) -> _Scene | None:
    role = roles(records.elements)
    face_role = role[mesh.face_element]
    faces = np.flatnonzero(face_role).astype(np.int32)
    if not len(faces):
        return None
    corners = mesh.vertices[np.unique(mesh.faces[faces])]
    size = cell_size(corners.min(axis=0), corners.max(axis=0))
    samples = sampled(mesh, faces, 0.8 * size)
    sample_role = face_role[samples.face]
    upright = samples.position[sample_role != Role.DECK]
    if not len(upright):
        return None
    enclosed = enclosed_area(upright, size)
    floor, lid = _usual_levels(samples, mesh.face_element[samples.face], sample_role)
    is_cover = (sample_role == Role.DECK) & (samples.normal[:, 2] > _STEEP)
    has_roof = float(samples.area[is_cover].sum()) >= _LEAKY * enclosed
    air = exterior(samples.position, size, floor, math.inf if has_roof else lid)
    has_roof = has_roof and _storeys_of_air(air)[0] >= _LEAKY * enclosed
    if not has_roof and is_cover.any():
        air = exterior(samples.position, size, floor, lid)
    return _Scene(
        samples=samples,
        sample_row=mesh.face_element[samples.face],
        sample_role=sample_role,
        role=role,
        flags=external_flags(records.details),
        air=air,
        enclosed=enclosed,
        has_roof=has_roof,
    )


def _usual_levels(samples: Samples, row: IntArray, role: ByteArray) -> tuple[float, float]:
    """Level from which the walls rise and to which they reach, single odd ones apart. [m]"""
    upright = role != Role.DECK
    height, owner = samples.position[upright, 2], row[upright]
    area = np.bincount(owner, samples.area[upright]).astype(np.float64)
    low, high = np.full(len(area), np.inf), np.full(len(area), -np.inf)
    np.minimum.at(low, owner, height)
    np.maximum.at(high, owner, height)
    return _reached(low, area), -_reached(-high, area)


def _reached(level: FloatArray, area: FloatArray) -> float:
    """Lowest level that a tenth of the area begins at or below. [m]"""
    present = np.flatnonzero(area > 0)
    order = present[np.argsort(level[present])]
    share = np.cumsum(area[order]) / area[order].sum()
    return float(level[order[np.searchsorted(share, 0.1)]])


def _storeys_of_air(air: Exterior) -> tuple[float, float]:
    """Ground under at least one room, and floor area of all rooms above one another. [m2]"""
    least = max(1, round(_ROOM_HEIGHT / air.size))
    run = np.zeros(air.kinds.shape[:2], dtype=np.int32)
    count = np.zeros_like(run)
    for layer in np.moveaxis(air.inside, 2, 0):
        run = np.where(layer, run + 1, 0)
        count += run == least
    cell = air.size**2
    return float((count > 0).sum()) * cell, float(count.sum()) * cell


def _surfaces(scene: _Scene) -> _Faces:
    """Walls, roofs and floors, one part per element and direction."""
    kind = _surface_kinds(scene)
    chosen = np.flatnonzero(kind >= 0).astype(np.int32)
    chosen = chosen[_is_outermost(scene.samples, chosen, kind[chosen])]
    kind, row = kind[chosen], scene.sample_row[chosen]
    normal, area = scene.samples.normal[chosen], scene.samples.area[chosen]
    keys, areas, normals = _summed((row, kind, _sector(normal, kind)), area, normal)
    owner = keys[:, 0] * len(_KINDS) + keys[:, 1]
    _, same = np.unique(owner, return_inverse=True)
    total = np.bincount(same, areas)[same]
    kept = areas >= np.maximum(_LEAST_AREA, _LEAST_SHARE * total)
    return _Faces(keys[kept, 0], keys[kept, 1], areas[kept], normals[kept])


def _summed(
    key: tuple[IntArray, ...], area: FloatArray, normal: FloatArray
) -> tuple[IntArray, FloatArray, FloatArray]:
    """Distinct keys with the area and the mean direction of each."""
    keys, index = np.unique(np.stack(key, axis=1), axis=0, return_inverse=True)
    index = index.reshape(-1)
    areas = np.bincount(index, area, len(keys)).astype(np.float64)
    sums = np.stack([np.bincount(index, area * n, len(keys)) for n in normal.T], axis=1)
    return keys, areas, sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)


def _is_outermost(samples: Samples, chosen: IntArray, kind: IntArray) -> BoolArray:
    """Whether a sample is the first of the layers that stand close behind one another.

    An inner leaf, or a slab under its roofing, is not counted beside the outer one.
    """
    position, normal = samples.position[chosen], samples.normal[chosen]
    sector = _sector(normal, kind)
    keys, _, means = _summed((kind, sector), samples.area[chosen], normal)
    _, index = np.unique(np.stack((kind, sector), axis=1), axis=0, return_inverse=True)
    index = index.reshape(-1)
    depth = np.zeros(len(chosen))
    cells = np.zeros((len(chosen), 2))
    for number in range(len(keys)):
        mine = index == number
        across, along = in_plane(means[number])
        depth[mine] = position[mine] @ means[number]
        cells[mine] = np.stack((position[mine] @ across, position[mine] @ along), axis=1)
    cells = np.floor(cells / _LAYER_CELL)
    order = np.lexsort((-depth, cells[:, 1], cells[:, 0], index))
    column = np.stack((index, cells[:, 0], cells[:, 1]), axis=1)[order]
    is_new = np.ones(len(order), dtype=bool)
    is_new[1:] = np.any(column[1:] != column[:-1], axis=1)
    is_new[1:] |= depth[order][:-1] - depth[order][1:] > _LAYER_GAP
    first = depth[order][np.maximum.accumulate(np.where(is_new, np.arange(len(order)), 0))]
    outermost = np.zeros(len(chosen), dtype=bool)
    outermost[order] = first - depth[order] < _LAYER_EVEN
    return outermost


_LAYER_CELL, _LAYER_GAP, _LAYER_EVEN = 0.5, 0.5, 0.1
"""Layers are looked for in cells this wide, this close, beyond this unevenness. [m]"""


def _surface_kinds(scene: _Scene) -> IntArray:
    """Kind of each sample, -1 where it is no part of the envelope."""
    normal, role = scene.samples.normal, scene.sample_role
    kind = np.full(len(role), -1, dtype=np.int32)
    kind[(role == Role.WALL) & (np.abs(normal[:, 2]) < _UPRIGHT)] = _WALL
    kind[(role == Role.DECK) & (normal[:, 2] > _STEEP)] = _ROOF
    kind[(role == Role.DECK) & (normal[:, 2] < -_STEEP) & _is_lowest(scene)] = _FLOOR
    candidates = np.flatnonzero(kind >= 0)
    is_floor = kind[candidates] == _FLOOR
    before = scene.samples.position[candidates] + normal[candidates] * scene.air.size
    is_open = scene.air.is_outside(before) | is_floor
    kind[candidates[~is_open]] = -1
    candidates = candidates[is_open].astype(np.int32)
    behind = scene.air.first_air(scene.samples.position[candidates], -normal[candidates])
    kind[candidates[~_separates(scene, candidates, kind[candidates], behind)]] = -1
    return kind


def _separates(scene: _Scene, chosen: IntArray, kind: IntArray, behind: ByteArray) -> BoolArray:
    """Whether a room lies behind, or something solid in a face that mostly has rooms behind.

    What is solid are the edges of floors and the ends of walls, which belong to the face.
    """
    key = np.stack((scene.sample_row[chosen], kind, _sector(scene.samples.normal[chosen], kind)))
    _, face = np.unique(key, axis=1, return_inverse=True)
    face = face.reshape(-1)
    area = scene.samples.area[chosen]
    is_room = behind == INSIDE
    share = np.bincount(face, area * is_room) / np.maximum(np.bincount(face, area), 1e-12)
    belongs = (behind == NO_AIR) & (share[face] >= _MOSTLY)
    return (is_room | belongs) & (share[face] >= _LEAST_SHARE)


_MOSTLY = 0.5


def _is_lowest(scene: _Scene) -> BoolArray:
    """Whether nothing of a deck lies below a sample, a layer of floor apart."""
    is_deck = scene.sample_role == Role.DECK
    position = scene.samples.position
    cells = np.floor((position[:, :2] - scene.air.corner[:2]) / (2 * scene.air.size))
    i, j = cells.astype(np.int64).T
    lowest = np.full((i.max() + 1, j.max() + 1), np.inf)
    np.minimum.at(lowest, (i[is_deck], j[is_deck]), position[is_deck, 2])
    return position[:, 2] <= lowest[i, j] + _LAYER


_LAYER = 0.15
"""Decks this close above one another are layers of one floor. [m]"""


def _sector(normal: FloatArray, kind: IntArray) -> IntArray:
    """Number of the direction a face looks in, -1 for level ones."""
    azimuth = np.degrees(np.arctan2(normal[:, 0], normal[:, 1]))
    sector = np.round(azimuth / _SECTOR).astype(np.int32) % round(360 / _SECTOR)
    is_level = (np.abs(normal[:, 2]) > math.cos(math.radians(5.0))) | (kind == _FLOOR)
    return np.where(is_level, -1, sector).astype(np.int32)


def _openings(scene: _Scene, records: Records, mesh: MeshBatch) -> _Faces:
    """Windows, doors and panels of curtain walls."""
    wanted = (Role.WINDOW, Role.DOOR, Role.PANEL)
    present = np.unique(scene.sample_row)
    rows = present[np.isin(scene.role[present], wanted)].astype(np.int32)
    panels = outward_panels(scene.samples, scene.sample_row, rows, scene.air)
    clear = _is_clear(records, mesh)
    kind = np.select(
        [scene.role[panels.row] == Role.DOOR, (scene.role[panels.row] == Role.PANEL)],
        [_DOOR, np.where(clear[panels.row], _WINDOW, _WALL)],
        _WINDOW,
    ).astype(np.int32)
    return _Faces(panels.row, kind, panels.area, panels.normal)


def _is_clear(records: Records, mesh: MeshBatch) -> BoolArray:
    """Whether an element is of glass, by its colours or by what it is called; shape (n,)."""
    clear = np.zeros(len(records.elements), dtype=bool)
    clear[mesh.slot_element[mesh.slot_colour[:, 3] < 255]] = True
    for row, (element, details) in enumerate(zip(records.elements, records.details, strict=True)):
        names = (element.name, element.type_name, *(layer.name for layer in details.layers))
        clear[row] |= any("glas" in name.lower() or "glaz" in name.lower() for name in names)
    return clear


def _joined(first: _Faces, second: _Faces) -> _Faces:
    return _Faces(
        np.concatenate((first.row, second.row)).astype(np.int32),
        np.concatenate((first.kind, second.kind)).astype(np.int32),
        np.concatenate((first.area, second.area)),
        np.concatenate((first.normal, second.normal)),
    )


def _without_internal(faces: _Faces, flags: ByteArray) -> _Faces:
    """Leave out what the file calls internal, where it calls others of that kind external."""
    kept = np.ones(len(faces.row), dtype=bool)
    for kind in (_WALL, _WINDOW, _DOOR):
        of_kind = faces.kind == kind
        stated = flags[faces.row]
        if np.any(of_kind & (stated == 1)):
            kept &= ~(of_kind & (stated == 0))
    return _Faces(faces.row[kept], faces.kind[kept], faces.area[kept], faces.normal[kept])


def _with_values(
    faces: _Faces, records: Records, floor: tuple[float, str, float]
) -> Envelope | None:
    if not len(faces.row):
        return None
    kinds = tuple(_KINDS[k] for k in faces.kind)
    details = [records.details[row] for row in faces.row]
    pairs = zip(details, kinds, strict=True)
    found = [u_value(one, kind, records.conductivities) for one, kind in pairs]
    is_level = np.abs(faces.normal[:, 2]) > math.cos(math.radians(5.0))
    azimuth = np.degrees(np.arctan2(faces.normal[:, 0], faces.normal[:, 1])) - records.true_north
    tilt = np.degrees(np.arccos(np.clip(faces.normal[:, 2], -1.0, 1.0)))
    is_glass = np.isin(faces.kind, (_WINDOW, _DOOR))
    glass = [
        g_value(one) if clear else np.nan for one, clear in zip(details, is_glass, strict=True)
    ]
    floor_area, source, volume = floor
    return Envelope(
        element=faces.row,
        kind=kinds,
        area=faces.area,
        azimuth=np.where(is_level, np.nan, azimuth % 360.0),
        tilt=np.where(faces.kind == _FLOOR, 180.0, tilt),
        u_value=np.array([value for value, _ in found]),
        g_value=np.array(glass),
        u_source=tuple(source for _, source in found),
        floor_area=floor_area,
        volume=volume,
        floor_area_source=source,
    )


def _floor_area(records: Records, scene: _Scene) -> tuple[float, str]:
    """Floor area of spaces, else of rooms between decks, else enclosed ground by storeys."""
    rooms = _rooms(records)
    areas = [s.net_floor_area for s in rooms if math.isfinite(s.net_floor_area)]
    if areas and 2 * len(areas) >= len(rooms):
        return sum(areas), "spaces"
    from_air = _storeys_of_air(scene.air)[1]
    if scene.has_roof and np.any(scene.role == Role.DECK) and from_air > 0:
        return from_air, "slabs"
    storeys = {
        e.storey for e, r in zip(records.elements, scene.role, strict=True) if r == Role.WALL
    }
    return scene.enclosed * max(1, len(storeys)), "footprint x storeys"


def _rooms(records: Records) -> list[Space]:
    """Spaces but those that stand for an outdoor or a gross area."""
    return [
        s
        for s in records.spaces
        if s.function.upper() not in _NO_ROOMS and not _OUTDOORS.match(s.long_name or s.name)
    ]


_OUTDOORS = re.compile(
    r"(roof|tak|dach|takterrasse|terrasse|terrace|balkong|balcony|balkon)\W*\d*$", re.IGNORECASE
)


def _volume(records: Records, scene: _Scene) -> float:
    volumes = [s.net_volume for s in _rooms(records)]
    if volumes and all(math.isfinite(v) for v in volumes):
        return sum(volumes)
    return float(scene.air.inside.sum()) * scene.air.size**3


def envelope_findings(found: Envelope | None) -> tuple[Finding, ...]:
    """What is missing for an energy calculation: the whole envelope, or all of one kind."""
    if found is None:
        return (_NO_ENVELOPE,)
    missing = [k for k in ("wall", "window", "roof", "floor") if k not in found.kind]
    unknown = int(np.isnan(found.u_value).sum())
    findings = [
        Finding(
            f"no-{kind}-in-envelope",
            Severity.WARNING,
            _MISSING[kind],
            "The energy calculation cannot take its area from the model.",
            "Add the models of the other disciplines, or give the area by hand.",
        )
        for kind in missing
    ]
    if unknown:
        findings.append(_unknown_u_values(unknown, len(found.kind)))
    return tuple(findings)


_MISSING = {
    "wall": "No outer wall was found.",
    "window": "No window in an outer wall was found.",
    "roof": "No roof was found above the rooms.",
    "floor": "No floor to the ground was found.",
}
_NO_ENVELOPE = Finding(
    "no-envelope",
    Severity.WARNING,
    "Nothing in the model separates inside from outside.",
    "Areas for the energy calculation are taken from the kind and size of the building.",
    "Choose the architect's model of the building.",
)


def _unknown_u_values(unknown: int, parts: int) -> Finding:
    return Finding(
        "missing-u-value",
        Severity.INFO,
        "{unknown} of {parts} parts of the envelope have no U-value in the file.",
        "Usual values of the building's age are taken for them.",
        "Fill in ThermalTransmittance in the program that wrote the model.",
        values={"unknown": unknown, "parts": parts},
    )
