"""Which faces of a model separate inside from outside."""

import math
from dataclasses import dataclass

import numpy as np

from twin.ifc.elements.records import Records
from twin.ifc.envelope.air import STEEP, Scene
from twin.ifc.envelope.exterior import INSIDE, NO_AIR
from twin.ifc.envelope.layers import is_outermost, summed
from twin.ifc.envelope.panels import outward_panels
from twin.ifc.envelope.roles import Role
from twin.model.arrays import BoolArray, ByteArray, FloatArray, IntArray
from twin.model.mesh import MeshBatch

KINDS = ("wall", "roof", "floor", "window", "door")
WALL, ROOF, FLOOR, WINDOW, DOOR = range(5)
LEVEL = math.cos(math.radians(5.0))
"""Faces whose normal is steeper than this look straight up or down."""
_UPRIGHT = math.cos(math.radians(60.0))
_SECTOR = 15.0
"""Faces of one element within a sector of directions are one part. [degree]"""
_LEAST_AREA = 0.3
_LEAST_SHARE = 0.15
"""Directions of an element below this area or share are reveals and edges. [m2], [-]"""
_MOSTLY = 0.5
"""Share of a face with rooms behind it from which on the rest belongs to it."""
_LAYER = 0.15
"""Decks this close above one another are layers of one floor. [m]"""


@dataclass(frozen=True, slots=True, eq=False)
class Faces:
    """Parts before their values are looked up. normal: outward, shape (m, 3)."""

    row: IntArray
    kind: IntArray
    area: FloatArray
    normal: FloatArray


def outer_faces(scene: Scene, records: Records, mesh: MeshBatch) -> Faces:
    """All parts; what the file calls internal is left out where it calls others external."""
    faces = _joined(_surfaces(scene, mesh), _openings(scene, records, mesh))
    return _without_internal(faces, scene.flags)


def _surfaces(scene: Scene, mesh: MeshBatch) -> Faces:
    """Walls, roofs and floors, one part per element and direction."""
    kind = _surface_kinds(scene)
    chosen = np.flatnonzero(kind >= 0).astype(np.int32)
    sector = _sector(scene.samples.normal[chosen], kind[chosen])
    chosen = chosen[is_outermost(scene.samples, chosen, (kind[chosen], sector), mesh)]
    kind, row = kind[chosen], scene.sample_row[chosen]
    normal, area = scene.samples.normal[chosen], scene.samples.area[chosen]
    keys, areas, normals = summed((row, kind, _sector(normal, kind)), area, normal)
    owner = keys[:, 0] * len(KINDS) + keys[:, 1]
    _, same = np.unique(owner, return_inverse=True)
    total = np.bincount(same, areas)[same]
    kept = areas >= np.maximum(_LEAST_AREA, _LEAST_SHARE * total)
    return Faces(keys[kept, 0], keys[kept, 1], areas[kept], normals[kept])


def _surface_kinds(scene: Scene) -> IntArray:
    """Kind of each sample, -1 where it is no part of the envelope."""
    normal, role = scene.samples.normal, scene.sample_role
    kind = np.full(len(role), -1, dtype=np.int32)
    kind[(role == Role.WALL) & (np.abs(normal[:, 2]) < _UPRIGHT)] = WALL
    kind[(role == Role.DECK) & (normal[:, 2] > STEEP)] = ROOF
    kind[(role == Role.DECK) & (normal[:, 2] < -STEEP) & _is_lowest(scene)] = FLOOR
    candidates = np.flatnonzero(kind >= 0)
    is_floor = kind[candidates] == FLOOR
    before = scene.samples.position[candidates] + normal[candidates] * scene.air.size
    is_open = scene.air.is_outside(before) | is_floor
    kind[candidates[~is_open]] = -1
    candidates = candidates[is_open].astype(np.int32)
    behind = scene.air.first_air(scene.samples.position[candidates], -normal[candidates])
    kind[candidates[~_separates(scene, candidates, kind[candidates], behind)]] = -1
    return kind


def _separates(scene: Scene, chosen: IntArray, kind: IntArray, behind: ByteArray) -> BoolArray:
    """Whether a room lies behind, or something solid in a face that mostly has rooms behind.

    What is solid are the edges of floors and the ends of walls, which belong to the face. Behind
    a roof it is a loft too low for a room, which counts like the room below it.
    """
    key = np.stack((scene.sample_row[chosen], kind, _sector(scene.samples.normal[chosen], kind)))
    _, face = np.unique(key, axis=1, return_inverse=True)
    face = face.reshape(-1)
    area = scene.samples.area[chosen]
    is_solid = behind == NO_AIR
    is_loft = is_solid & (kind == ROOF) & scene.air.is_over_room(scene.samples.position[chosen])
    is_room = (behind == INSIDE) | is_loft
    share = np.bincount(face, area * is_room) / np.maximum(np.bincount(face, area), 1e-12)
    belongs = is_solid & (share[face] >= _MOSTLY)
    return (is_room | belongs) & (share[face] >= _LEAST_SHARE)


def _is_lowest(scene: Scene) -> BoolArray:
    """Whether nothing of a deck lies below a sample, a layer of floor apart."""
    is_deck = scene.sample_role == Role.DECK
    position = scene.samples.position
    cells = np.floor((position[:, :2] - scene.air.corner[:2]) / (2 * scene.air.size))
    i, j = cells.astype(np.int64).T
    lowest = np.full((i.max() + 1, j.max() + 1), np.inf)
    np.minimum.at(lowest, (i[is_deck], j[is_deck]), position[is_deck, 2])
    return position[:, 2] <= lowest[i, j] + _LAYER


def _sector(normal: FloatArray, kind: IntArray) -> IntArray:
    """Number of the direction a face looks in, -1 for level ones."""
    azimuth = np.degrees(np.arctan2(normal[:, 0], normal[:, 1]))
    sector = np.round(azimuth / _SECTOR).astype(np.int32) % round(360 / _SECTOR)
    is_level = (np.abs(normal[:, 2]) > LEVEL) | (kind == FLOOR)
    return np.where(is_level, -1, sector).astype(np.int32)


def _openings(scene: Scene, records: Records, mesh: MeshBatch) -> Faces:
    """Windows, doors and panels of curtain walls."""
    wanted = (Role.WINDOW, Role.DOOR, Role.PANEL)
    present = np.flatnonzero(np.bincount(scene.sample_row))
    rows = present[np.isin(scene.role[present], wanted)].astype(np.int32)
    panels = outward_panels(scene.samples, scene.sample_row, rows, scene.air)
    clear = _is_clear(records, mesh)
    kind = np.select(
        [scene.role[panels.row] == Role.DOOR, (scene.role[panels.row] == Role.PANEL)],
        [DOOR, np.where(clear[panels.row], WINDOW, WALL)],
        WINDOW,
    ).astype(np.int32)
    return Faces(panels.row, kind, panels.area, panels.normal)


def _is_clear(records: Records, mesh: MeshBatch) -> BoolArray:
    """Whether an element is of glass, by its colours or by what it is called; shape (n,)."""
    clear = np.zeros(len(records.elements), dtype=bool)
    clear[mesh.slot_element[mesh.slot_colour[:, 3] < 255]] = True
    for row, (element, details) in enumerate(zip(records.elements, records.details, strict=True)):
        names = (element.name, element.type_name, *(layer.name for layer in details.layers))
        clear[row] |= any("glas" in name.lower() or "glaz" in name.lower() for name in names)
    return clear


def _joined(first: Faces, second: Faces) -> Faces:
    return Faces(
        np.concatenate((first.row, second.row)).astype(np.int32),
        np.concatenate((first.kind, second.kind)).astype(np.int32),
        np.concatenate((first.area, second.area)),
        np.concatenate((first.normal, second.normal)),
    )


def _without_internal(faces: Faces, flags: ByteArray) -> Faces:
    """Leave out what the file calls internal, where it calls others of that kind external."""
    kept = np.ones(len(faces.row), dtype=bool)
    for kind in (WALL, WINDOW, DOOR):
        of_kind = faces.kind == kind
        stated = flags[faces.row]
        if np.any(of_kind & (stated == 1)):
            kept &= ~(of_kind & (stated == 0))
    return Faces(faces.row[kept], faces.kind[kept], faces.area[kept], faces.normal[kept])
