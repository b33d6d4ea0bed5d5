"""Walls and decks between rooms, and where the file says otherwise of outside and inside."""

from dataclasses import dataclass

import numpy as np

from twin.ifc.elements.records import Records
from twin.ifc.envelope.air import STEEP, Scene
from twin.ifc.envelope.exterior import INSIDE, NO_AIR
from twin.ifc.envelope.faces import Faces
from twin.ifc.envelope.roles import Role
from twin.model.arrays import FloatArray, IntArray

_LEVEL_SIDE = 0.5
_MOST_ASKED = 40_000
"""So many samples are asked; more say nothing new."""
_LEAST_AREA = 0.5
"""Smaller faces are reveals and edges. [m2]"""
_BETWEEN = 0.7
"""Share of the sides of an element with rooms before them from which on it is internal."""


@dataclass(frozen=True, slots=True, eq=False)
class Partitions:
    """Elements with rooms on both sides, and the area of one side. [m2]"""

    row: IntArray
    is_deck: IntArray
    area: FloatArray
    share: FloatArray


def partitions(scene: Scene) -> Partitions:
    """Walls, and decks but the lowest, with heated rooms on both sides."""
    normal = scene.samples.normal
    is_wall = (scene.sample_role == Role.WALL) & (np.abs(normal[:, 2]) < _LEVEL_SIDE)
    is_deck = (scene.sample_role == Role.DECK) & (normal[:, 2] < -STEEP)
    asked = np.flatnonzero(is_wall | is_deck)
    stride = max(1, len(asked) // _MOST_ASKED)
    asked = asked[::stride]
    position, normal = scene.samples.position[asked], normal[asked]
    rows, deck = scene.sample_row[asked], is_deck[asked]
    n = len(scene.role)
    area = scene.samples.area[asked] * stride
    sides = np.maximum(np.bincount(rows, area, n), 1e-12)
    between = _between(scene, position, normal)
    share = np.bincount(rows, area * (between == _ROOMS), n) / sides
    counted = (between == _ROOMS) | ((between == _SOLID) & (share[rows] > _MOSTLY))
    of_walls = np.bincount(rows, area * counted * ~deck, n) / 2
    of_decks = np.bincount(rows, area * counted * deck, n)
    found = of_walls + of_decks
    kept = np.flatnonzero(found > _LEAST_AREA)
    is_deck_row = (of_decks > of_walls)[kept]
    return Partitions(
        kept.astype(np.int32), is_deck_row.astype(np.int32), found[kept], share[kept]
    )


_APART, _SOLID, _ROOMS = range(3)
_MOSTLY = 0.5
"""Share of an element between rooms from which on what is solid belongs to it."""


def _between(scene: Scene, position: FloatArray, normal: FloatArray) -> IntArray:
    """Whether each sample lies between two rooms, beside something solid, or at neither.

    Solid are the ends of other walls, where no room begins.
    """
    before = scene.air.first_air(position, normal)
    found = np.where(before == INSIDE, _ROOMS, np.where(before == NO_AIR, _SOLID, _APART))
    asked = np.flatnonzero(found)
    behind = scene.air.first_air(position[asked], -normal[asked])
    beyond = np.where(behind == INSIDE, _ROOMS, np.where(behind == NO_AIR, _SOLID, _APART))
    found[asked] = np.minimum(found[asked], beyond)
    return found.astype(np.int32)


def without_slivers(faces: Faces, scene: Scene) -> Faces:
    """Leave out opaque elements of which hardly anything is outer.

    Where an inner wall meets an outer one, or a deck ends at a stair, a strip may seem outer; of
    walls that the file calls internal more is needed.
    """
    samples, n = scene.samples, len(scene.role)
    is_asked = np.isin(scene.sample_role, (Role.WALL, Role.DECK))
    one_side = np.bincount(scene.sample_row, samples.area * is_asked, n)[faces.row] / 2
    found = np.bincount(faces.row, faces.area, n)[faces.row]
    least = np.where(scene.flags[faces.row] == 0, _LEAST_SAID_INTERNAL, _LEAST_SHARE) * one_side
    kept = (found >= least) | ~np.isin(scene.role[faces.row], (Role.WALL, Role.DECK))
    return Faces(
        faces.row[kept], faces.kind[kept], faces.adjacency[kept], faces.area[kept],
        faces.normal[kept], faces.low[kept], faces.high[kept],
    )  # fmt: skip


_LEAST_SHARE, _LEAST_SAID_INTERNAL = 0.03, 0.2


@dataclass(frozen=True, slots=True)
class Disagreements:
    """Elements whose IsExternal does not agree with where they stand.

    outside : lie at the outside, and the file says internal: rows and area. [m2]
    inside : lie between rooms, and the file says external: rows.
    stated : walls, windows and doors whose IsExternal the file says.
    """

    outside: tuple[int, ...]
    outside_area: float
    inside: tuple[int, ...]
    stated: int


def disagreements(
    scene: Scene, records: Records, faces: Faces, between: Partitions
) -> Disagreements:
    """Compare IsExternal of walls, windows and doors with where the air is."""
    asked = np.isin(scene.role, (Role.WALL, Role.WINDOW, Role.DOOR))
    said_internal, said_external = asked & (scene.flags == 0), asked & (scene.flags == 1)
    wrong = said_internal[faces.row]
    internal = set(between.row[between.share > _BETWEEN].tolist()) - set(faces.row.tolist())
    drawn = np.zeros(len(records.elements), dtype=bool)
    drawn[np.unique(scene.sample_row)] = True
    return Disagreements(
        outside=tuple(sorted({int(r) for r in faces.row[wrong]})),
        outside_area=float(faces.area[wrong].sum()),
        inside=tuple(sorted(r for r in internal if said_external[r])),
        stated=int((asked & drawn & (scene.flags != 2)).sum()),
    )
