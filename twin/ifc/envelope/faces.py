"""Which faces of a model separate heated rooms from what is not heated."""

import math
from dataclasses import dataclass

import numpy as np

from twin.ifc.elements.records import Records
from twin.ifc.envelope.air import STEEP, Scene
from twin.ifc.envelope.exterior import OUTSIDE, UNHEATED
from twin.ifc.envelope.ground import Ground, ground_around
from twin.ifc.envelope.layers import is_outermost, summed
from twin.ifc.envelope.panels import Panels, outward_panels
from twin.ifc.envelope.roles import Role
from twin.ifc.envelope.sides import (
    DOOR,
    FLOOR,
    KINDS,
    LEAST_SHARE,
    ROOF,
    WALL,
    WINDOW,
    before_faces,
    sector_of,
    separates,
)
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.mesh import MeshBatch

ADJACENCIES = ("outside", "ground", "unheated", "heated")
AIR, GROUND, COLD, NEIGHBOUR = range(4)
_UPRIGHT = math.cos(math.radians(60.0))
_LEAST_AREA = 0.3
_LAYER = 0.15
"""Decks this close above one another are layers of one floor. [m]"""


@dataclass(frozen=True, slots=True, eq=False)
class Faces:
    """Parts before their values are looked up.

    normal : outward, shape (m, 3).  adjacency : index into `ADJACENCIES`, shape (m,).
    low, high : corners of the box around each, shape (m, 3). [m]
    """

    row: IntArray
    kind: IntArray
    adjacency: IntArray
    area: FloatArray
    normal: FloatArray
    low: FloatArray
    high: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Outer:
    """All parts, the samples that opaque ones are made of, and the ground they stand in."""

    faces: Faces
    chosen: IntArray
    chosen_kind: IntArray
    chosen_adjacency: IntArray
    ground: Ground


def outer_faces(scene: Scene, records: Records, mesh: MeshBatch) -> Outer:
    """All parts of the envelope, walls, roofs and floors before windows and doors."""
    panels = _panels(scene)
    kind, cold = _surface_kinds(scene, _panel_samples(scene, panels))
    chosen = np.flatnonzero(kind >= 0).astype(np.int32)
    sector = sector_of(scene.samples.normal[chosen], kind[chosen])
    chosen = chosen[is_outermost(scene.samples, chosen, (kind[chosen], sector), mesh)]
    kind = kind[chosen]
    sills = panels.sill[scene.role[panels.row] == Role.DOOR]
    ground = _ground(scene, records, mesh, (chosen, kind), sills)
    adjacency = _adjacency(scene, chosen, kind, ground)
    adjacency[cold[chosen]] = COLD
    surfaces = _surfaces(scene, chosen, kind, adjacency)
    faces = _joined(surfaces, _openings(scene, records, mesh, panels))
    return Outer(faces, chosen, kind, adjacency, ground)


def _ground(
    scene: Scene,
    records: Records,
    mesh: MeshBatch,
    found: tuple[IntArray, IntArray],
    sills: FloatArray,
) -> Ground:
    chosen, kind = found
    position = scene.samples.position
    walls, floors = position[chosen[kind == WALL]], position[chosen[kind == FLOOR]]
    points = walls if len(walls) else position
    lowest = float((floors if len(floors) else points)[:, 2].min())
    return ground_around(records, mesh, points, sills, lowest)


def _adjacency(scene: Scene, chosen: IntArray, kind: IntArray, ground: Ground) -> IntArray:
    """What lies before each chosen sample."""
    position, normal = scene.samples.position[chosen], scene.samples.normal[chosen]
    adjacency = np.full(len(chosen), AIR, dtype=np.int32)
    is_wall, is_floor = kind == WALL, kind == FLOOR
    adjacency[is_wall] = np.where(ground.below(position[is_wall], normal[is_wall]), GROUND, AIR)
    adjacency[is_floor] = np.where(ground.is_far_below(position[is_floor]), AIR, GROUND)
    return adjacency


def _surfaces(scene: Scene, chosen: IntArray, kind: IntArray, adjacency: IntArray) -> Faces:
    """Walls, roofs and floors, one part per element, direction and adjacency."""
    row = scene.sample_row[chosen]
    normal, area = scene.samples.normal[chosen], scene.samples.area[chosen]
    key = (row, kind, sector_of(normal, kind), adjacency)
    keys, areas, normals = summed(key, area, normal)
    _, index = np.unique(np.stack(key, axis=1), axis=0, return_inverse=True)
    position = scene.samples.position[chosen]
    low, high = np.full((len(keys), 3), np.inf), np.full((len(keys), 3), -np.inf)
    np.minimum.at(low, index.reshape(-1), position)
    np.maximum.at(high, index.reshape(-1), position)
    owner = keys[:, 0] * len(KINDS) + keys[:, 1]
    _, same = np.unique(owner, return_inverse=True)
    total = np.bincount(same, areas)[same]
    sides = (owner * 1000 + keys[:, 2]).astype(np.int64)
    _, side = np.unique(sides, return_inverse=True)
    of_side = np.bincount(side, areas)[side]
    kept = (of_side >= np.maximum(_LEAST_AREA, LEAST_SHARE * total)) & (areas > 0)
    return Faces(
        keys[kept, 0], keys[kept, 1], keys[kept, 3], areas[kept], normals[kept],
        low[kept], high[kept],
    )  # fmt: skip


def _surface_kinds(scene: Scene, glazing: IntArray) -> tuple[IntArray, BoolArray]:
    """Kind of each sample, -1 where it is no part, and whether an unheated room is before it."""
    normal, role = scene.samples.normal, scene.sample_role
    kind, cold = np.full(len(role), -1, dtype=np.int32), np.zeros(len(role), dtype=bool)
    kind[(role == Role.WALL) & (np.abs(normal[:, 2]) < _UPRIGHT)] = WALL
    kind[(role == Role.DECK) & (normal[:, 2] > STEEP)] = ROOF
    kind[(role == Role.DECK) & (normal[:, 2] < -STEEP)] = FLOOR
    candidates = np.flatnonzero(kind >= 0).astype(np.int32)
    before = before_faces(scene, candidates, kind[candidates])
    is_open = (before == OUTSIDE) | (before == UNHEATED)
    is_open |= (kind[candidates] == FLOOR) & _is_lowest(scene)[candidates]
    kind[candidates[~is_open]] = -1
    cold[candidates[is_open & (before == UNHEATED)]] = True
    candidates = candidates[is_open]
    kind[candidates[~separates(scene, candidates, kind[candidates], glazing)]] = -1
    return kind, cold


def _panel_samples(scene: Scene, panels: Panels) -> IntArray:
    """Samples on the outer faces of panels, which bear roofs and stand on floors like walls."""
    is_panel = scene.role[panels.row] == Role.PANEL
    outward = np.zeros((len(scene.role), 3))
    outward[panels.row[is_panel]] = panels.normal[is_panel]
    facing = np.einsum("ij,ij->i", scene.samples.normal, outward[scene.sample_row])
    return np.flatnonzero(facing > _FACING).astype(np.int32)


_FACING = 0.9


def _is_lowest(scene: Scene) -> BoolArray:
    """Whether nothing of a deck lies below a sample, a layer of floor apart."""
    is_deck = scene.sample_role == Role.DECK
    position = scene.samples.position
    cells = np.floor((position[:, :2] - scene.air.corner[:2]) / (2 * scene.air.size))
    i, j = cells.astype(np.int64).T
    lowest = np.full((i.max() + 1, j.max() + 1), np.inf)
    np.minimum.at(lowest, (i[is_deck], j[is_deck]), position[is_deck, 2])
    return position[:, 2] <= lowest[i, j] + _LAYER


def _panels(scene: Scene) -> Panels:
    """Windows, doors and panels of curtain walls that heat leaves through."""
    wanted = (Role.WINDOW, Role.DOOR, Role.PANEL)
    present = np.flatnonzero(np.bincount(scene.sample_row))
    rows = present[np.isin(scene.role[present], wanted)].astype(np.int32)
    must_be_flat = scene.role[rows] == Role.PANEL
    return outward_panels(scene.samples, scene.sample_row, (rows, must_be_flat), scene.air)


def _openings(scene: Scene, records: Records, mesh: MeshBatch, panels: Panels) -> Faces:
    clear = _is_clear(records, mesh)
    role = scene.role[panels.row]
    kind = np.select(
        [role == Role.DOOR, role == Role.PANEL],
        [DOOR, np.where(clear[panels.row], WINDOW, WALL)],
        WINDOW,
    ).astype(np.int32)
    adjacency = np.where(panels.is_cold, COLD, AIR).astype(np.int32)
    return Faces(
        panels.row, kind, adjacency, panels.area, panels.normal, panels.middle, panels.middle
    )


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
        np.concatenate((first.adjacency, second.adjacency)).astype(np.int32),
        np.concatenate((first.area, second.area)),
        np.concatenate((first.normal, second.normal)),
        np.concatenate((first.low, second.low)),
        np.concatenate((first.high, second.high)),
    )
