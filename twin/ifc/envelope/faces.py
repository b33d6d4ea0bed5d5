"""Which faces of a model separate heated rooms from what is not heated."""

import math
from dataclasses import dataclass

import numpy as np
import shapely

from twin.ifc.elements.records import Records
from twin.ifc.envelope.air import STEEP, Scene
from twin.ifc.envelope.exterior import INSIDE, NO_AIR, OUTSIDE, UNHEATED
from twin.ifc.envelope.ground import Ground, ground_around
from twin.ifc.envelope.layers import is_outermost, summed
from twin.ifc.envelope.panels import Panels, outward_panels
from twin.ifc.envelope.roles import Role
from twin.model.arrays import BoolArray, ByteArray, FloatArray, IntArray
from twin.model.mesh import MeshBatch

KINDS = ("wall", "roof", "floor", "window", "door")
WALL, ROOF, FLOOR, WINDOW, DOOR = range(5)
ADJACENCIES = ("outside", "ground", "unheated", "heated")
AIR, GROUND, COLD, NEIGHBOUR = range(4)
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
    sector = _sector(scene.samples.normal[chosen], kind[chosen])
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
    key = (row, kind, _sector(normal, kind), adjacency)
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
    kept = (of_side >= np.maximum(_LEAST_AREA, _LEAST_SHARE * total)) & (areas > 0)
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
    before = _before(scene, candidates, kind[candidates])
    is_open = (before == OUTSIDE) | (before == UNHEATED)
    is_open |= (kind[candidates] == FLOOR) & _is_lowest(scene)[candidates]
    kind[candidates[~is_open]] = -1
    cold[candidates[is_open & (before == UNHEATED)]] = True
    candidates = candidates[is_open]
    kind[candidates[~_separates(scene, candidates, kind[candidates], glazing)]] = -1
    return kind, cold


def _before(scene: Scene, chosen: IntArray, kind: IntArray) -> ByteArray:
    """Air a cell before each face.

    Under eaves, above plinths and along parapets it is what lies before most of the face.
    """
    position, normal = scene.samples.position[chosen], scene.samples.normal[chosen]
    front = position + normal * scene.air.size
    before = scene.air.kind_at(front, normal)
    face = _face_numbers(scene, chosen, kind)
    area = scene.samples.area[chosen]
    total = np.maximum(np.bincount(face, area), 1e-12)
    is_solid = before == NO_AIR
    for air in (OUTSIDE, UNHEATED):
        share = (np.bincount(face, area * (before == air)) / total)[face]
        asked = np.flatnonzero(is_solid & (share >= _LEAST_SHARE))
        below = front[asked] - (0.0, 0.0, _EAVES)
        is_air = (kind[asked] == WALL) & (scene.air.kind_at(below, normal[asked]) == air)
        is_air |= share[asked] >= _MOSTLY
        before[asked[is_air]] = air
    return before


def _face_numbers(scene: Scene, chosen: IntArray, kind: IntArray) -> IntArray:
    """Number of the face, by element, kind and direction, that each sample lies in."""
    sector = _sector(scene.samples.normal[chosen], kind)
    key = np.stack((scene.sample_row[chosen], kind, sector)).astype(np.int64)
    packed = (key[0] * len(KINDS) + key[1]) * 1000 + key[2] + 1
    return np.unique(packed, return_inverse=True)[1].reshape(-1).astype(np.int32)


_EAVES = 0.35
"""How far below eaves air is looked for. [m]"""
_BESIDE = (0.35, 0.7)
"""How far beside the end of a floor or a wall a room is looked for. [m]"""


def _shifts(normal: FloatArray) -> tuple[FloatArray, ...]:
    """Four directions along each upright face, up and down first."""
    upward = np.broadcast_to((0.0, 0.0, 1.0), normal.shape)
    along = np.cross(upward, normal)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-12)
    return upward, -upward, along, -along


def _behind(scene: Scene, position: FloatArray, normal: FloatArray) -> ByteArray:
    """Air behind each face where that is solid: the room beside what stands there."""
    behind = np.full(len(position), NO_AIR, dtype=np.uint8)
    shifts = _shifts(normal)
    for distance in _BESIDE:
        for shift in shifts:
            left = np.flatnonzero(behind == NO_AIR)
            place = position[left] + distance * shift[left]
            found = scene.air.first_air(place, -normal[left])
            is_room = (found == INSIDE) | (found == UNHEATED)
            behind[left[is_room]] = found[is_room]
    return behind


def _separates(scene: Scene, chosen: IntArray, kind: IntArray, glazing: IntArray) -> BoolArray:
    """Whether a room lies behind, or something solid in a face that has rooms behind.

    What is solid are the edges of floors and the ends of walls: those beside a room belong to
    the face, and all of them where most of it has rooms behind. Behind a roof it is a loft too
    low for a room, which counts like the room below it.
    """
    position, normal = scene.samples.position[chosen], scene.samples.normal[chosen]
    face = _face_numbers(scene, chosen, kind)
    area = scene.samples.area[chosen]
    behind = scene.air.first_air(position, -normal)
    is_solid = behind == NO_AIR
    is_loft = is_solid & (kind == ROOF) & scene.air.is_over_room(position)
    is_room = (behind == INSIDE) | is_loft
    total = np.maximum(np.bincount(face, area), 1e-12)
    share = (np.bincount(face, area * is_room) / total)[face]
    asked = np.flatnonzero(is_solid & (kind == WALL) & (share >= _LEAST_SHARE))
    beside = _behind(scene, position[asked], normal[asked])
    is_room[asked] = beside == INSIDE
    most = (np.bincount(face, area * is_room) / total)[face] >= _MOSTLY
    is_room[asked] |= (beside == NO_AIR) & most[asked]
    is_room &= share >= _LEAST_SHARE
    walls = np.concatenate((chosen[is_room & (kind == WALL)], glazing))
    decks = np.flatnonzero((is_solid | is_room) & (kind != WALL) & (share >= _LEAST_SHARE))
    otherwise = is_room[decks] | (share[decks] >= _MOSTLY)
    is_roof = kind[decks] == ROOF
    is_room[decks] = _is_behind_walls(scene, chosen[decks], walls, (is_roof, otherwise))
    return is_room


def _panel_samples(scene: Scene, panels: Panels) -> IntArray:
    """Samples on the outer faces of panels, which bear roofs and stand on floors like walls."""
    is_panel = scene.role[panels.row] == Role.PANEL
    outward = np.zeros((len(scene.role), 3))
    outward[panels.row[is_panel]] = panels.normal[is_panel]
    facing = np.einsum("ij,ij->i", scene.samples.normal, outward[scene.sample_row])
    return np.flatnonzero(facing > _FACING).astype(np.int32)


_FACING = 0.9


def _is_behind_walls(
    scene: Scene, decks: IntArray, walls: IntArray, known: tuple[BoolArray, BoolArray]
) -> BoolArray:
    """Whether each place on a deck lies behind the outer face of the nearest wall, shape (n,).

    What bears a roof or stands on a floor hides whether a room is there, and from eaves that
    slope one looks into the room past the wall.

    Parameters
    ----------
    decks, walls : IntArray
        Samples on decks, shape (n,), and on the outer faces of walls.
    known : BoolArray, shape (n,), twice
        Whether the deck is a roof, which walls below it bear; and what counts where no wall is
        near.
    """
    is_roof, otherwise = known
    walls = walls[:: max(1, len(walls) // _MOST_WALLS)]
    found = otherwise.copy()
    if not len(walls) or not len(decks):
        return found
    at, wall = scene.samples.position[decks], scene.samples.position[walls]
    tree = shapely.STRtree(np.asarray(shapely.points(wall[:, :2]), dtype=object))
    places = np.asarray(shapely.points(at[:, :2]), dtype=object)
    deck, near = tree.query(places, predicate="dwithin", distance=_BEARING)
    apart = at[deck] - wall[near]
    upward = np.where(is_roof[deck], apart[:, 2], -apart[:, 2])
    is_level = (upward > _CLEAR) & (upward < _STOREY)
    deck, near, apart = deck[is_level], near[is_level], apart[is_level]
    order = np.lexsort((np.linalg.norm(apart, axis=1), deck))
    deck, first = np.unique(deck[order], return_index=True)
    nearest = order[first]
    ahead = np.einsum("ij,ij->i", apart[nearest], scene.samples.normal[walls[near[nearest]]])
    found[deck] = ahead <= _BEFORE
    return found


_MOST_WALLS = 5_000
_BEARING, _STOREY = 0.9, 2.0
"""A wall this near a deck, in plan and in height, stands on it or bears it. [m]"""
_CLEAR = 0.4
_BEFORE = 0.01
"""Parts of walls less above a floor, or below a roof, may belong to the storey beyond; what lies
less before a wall is flush with it. [m]"""


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
