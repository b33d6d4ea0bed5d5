"""What lies before and behind the faces of a model."""

import math

import numpy as np
import shapely

from twin.ifc.envelope.air import Scene
from twin.ifc.envelope.exterior import INSIDE, NO_AIR, OUTSIDE, UNHEATED
from twin.model.arrays import BoolArray, ByteArray, FloatArray, IntArray

KINDS = ("wall", "roof", "floor", "window", "door")
WALL, ROOF, FLOOR, WINDOW, DOOR = range(5)
LEVEL = math.cos(math.radians(5.0))
"""Faces whose normal is steeper than this look straight up or down."""
_SECTOR = 15.0
"""Faces of one element within a sector of directions are one part. [degree]"""
LEAST_SHARE = 0.15
"""Directions of an element below this share of it are reveals and edges."""
_MOSTLY = 0.5
"""Share of a face with rooms behind it from which on the rest belongs to it."""


def sector_of(normal: FloatArray, kind: IntArray) -> IntArray:
    """Number of the direction a face looks in, -1 for level ones."""
    azimuth = np.degrees(np.arctan2(normal[:, 0], normal[:, 1]))
    sector = np.round(azimuth / _SECTOR).astype(np.int32) % round(360 / _SECTOR)
    is_level = (np.abs(normal[:, 2]) > LEVEL) | (kind == FLOOR)
    return np.where(is_level, -1, sector).astype(np.int32)


def before_faces(scene: Scene, chosen: IntArray, kind: IntArray) -> ByteArray:
    """Air a cell before each face.

    Under eaves, above plinths and along parapets it is what lies before most of the face.
    """
    position, normal = scene.samples.position[chosen], scene.samples.normal[chosen]
    front = position + normal * scene.air.size
    before = scene.air.kind_at(front, normal)
    face = face_numbers(scene, chosen, kind)
    area = scene.samples.area[chosen]
    total = np.maximum(np.bincount(face, area), 1e-12)
    is_solid = before == NO_AIR
    for air in (OUTSIDE, UNHEATED):
        share = (np.bincount(face, area * (before == air)) / total)[face]
        asked = np.flatnonzero(is_solid & (share >= LEAST_SHARE))
        below = front[asked] - (0.0, 0.0, _EAVES)
        is_air = (kind[asked] == WALL) & (scene.air.kind_at(below, normal[asked]) == air)
        is_air |= share[asked] >= _MOSTLY
        before[asked[is_air]] = air
    return before


def face_numbers(scene: Scene, chosen: IntArray, kind: IntArray) -> IntArray:
    """Number of the face, by element, kind and direction, that each sample lies in."""
    sector = sector_of(scene.samples.normal[chosen], kind)
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


def separates(scene: Scene, chosen: IntArray, kind: IntArray, glazing: IntArray) -> BoolArray:
    """Whether a room lies behind, or something solid in a face that has rooms behind.

    What is solid are the edges of floors and the ends of walls: those beside a room belong to
    the face, and all of them where most of it has rooms behind. Behind a roof it is a loft too
    low for a room, which counts like the room below it.
    """
    position, normal = scene.samples.position[chosen], scene.samples.normal[chosen]
    face = face_numbers(scene, chosen, kind)
    area = scene.samples.area[chosen]
    behind = scene.air.first_air(position, -normal)
    is_solid = behind == NO_AIR
    is_loft = is_solid & (kind == ROOF) & scene.air.is_over_room(position)
    is_room = (behind == INSIDE) | is_loft
    total = np.maximum(np.bincount(face, area), 1e-12)
    share = (np.bincount(face, area * is_room) / total)[face]
    asked = np.flatnonzero(is_solid & (kind == WALL) & (share >= LEAST_SHARE))
    beside = _behind(scene, position[asked], normal[asked])
    is_room[asked] = beside == INSIDE
    most = (np.bincount(face, area * is_room) / total)[face] >= _MOSTLY
    is_room[asked] |= (beside == NO_AIR) & most[asked]
    is_room &= share >= LEAST_SHARE
    walls = np.concatenate((chosen[is_room & (kind == WALL)], glazing))
    decks = np.flatnonzero((is_solid | is_room) & (kind != WALL) & (share >= LEAST_SHARE))
    otherwise = is_room[decks] | (share[decks] >= _MOSTLY)
    is_roof = kind[decks] == ROOF
    is_room[decks] = _is_behind_walls(scene, chosen[decks], walls, (is_roof, otherwise))
    return is_room


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
