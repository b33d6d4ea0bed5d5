"""The air in and around a model: what its parts of the envelope are found from."""

import math
from dataclasses import dataclass

import numpy as np

from twin.ifc.elements.records import Records
from twin.ifc.elements.rooms import Body
from twin.ifc.envelope.exterior import (
    INSIDE,
    NO_AIR,
    REACH,
    Closing,
    Exterior,
    Samples,
    cell_size,
    enclosed_area,
    exterior,
    grid_around,
    grown,
    sampled,
)
from twin.ifc.envelope.heated import RoomKind
from twin.ifc.envelope.roles import Role, external_flags, roles
from twin.ifc.envelope.room_cells import Grid, stamped
from twin.model.arrays import BoolArray, ByteArray, FloatArray, IntArray
from twin.model.mesh import MeshBatch

STEEP = math.cos(math.radians(75.0))
"""Up-facing decks flatter than this are roofs, down-facing ones floors."""
_LEAKY = 0.5
"""If less of the ground that walls enclose has a room above it, air leaks in somewhere."""
_ROOM_HEIGHT = 1.8
"""Air lower than this is no storey. [m]"""
_WIDE_GAP = 1.5
"""Holes without a window or door are shut up to this width if all else leaks. [m]"""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Everything the parts are found from.

    sample_row, sample_role : element row and role of each sample, shape (s,).
    role : role of each element row.  flags : IsExternal of each element row.
    enclosed : ground that the walls enclose. [m2]
    ground : ground under at least one room. [m2]
    rooms : floor area of all rooms above one another. [m2]
    """

    samples: Samples
    sample_row: IntArray
    sample_role: ByteArray
    role: ByteArray
    flags: ByteArray
    air: Exterior
    enclosed: float
    ground: float
    rooms: float
    grid: Grid

    def cells_of(self, bodies: tuple[Body, ...]) -> BoolArray:
        """Cells of the grid inside a room, shape of the grid."""
        return stamped(self.grid, [(1, bodies)]) > 0


def read_scene(records: Records, mesh: MeshBatch, kinds: tuple[RoomKind, ...]) -> Scene | None:
    """Samples of everything that may enclose a room, and the air; None without walls."""
    role, owner = roles(records.elements)
    face_role = role[mesh.face_element]
    faces = np.flatnonzero(face_role).astype(np.int32)
    whole = finite_faces(mesh)
    if whole is not None:
        faces = faces[whole[faces]]
    if not len(faces):
        return None
    low, high = _extent(mesh, faces, face_role)
    size = cell_size(low, high)
    samples = _within_extent(sampled(mesh, faces, 0.8 * size), low, high)
    sample_role = face_role[samples.face]
    upright = samples.position[sample_role != Role.DECK]
    if not len(upright):
        return None
    enclosed = enclosed_area(upright, size)
    sample_row = owner[mesh.face_element[samples.face]]
    floor, lid = _usual_levels(samples, sample_row, sample_role)
    grid = grid_around(samples.position, size)
    pairs = zip(kinds, records.rooms, strict=False)
    told = stamped(grid, [(int(k), r.bodies) for k, r in pairs if k and r.bodies])
    solid = np.concatenate((samples.position, _within(samples, sample_row, sample_role, size)))
    outline = _Outline(grid, solid, told, floor, lid, enclosed)
    air = _air(samples, sample_role, outline)
    ground, rooms = storeys_of_air(air)
    return Scene(
        samples=samples,
        sample_row=sample_row,
        sample_role=sample_role,
        role=role,
        flags=external_flags(records.details),
        air=air,
        enclosed=enclosed,
        ground=ground,
        rooms=rooms,
        grid=grid,
    )


def _within(samples: Samples, row: IntArray, role: ByteArray, size: float) -> FloatArray:
    """Points inside walls and decks thicker than a cell, so that no air is seen in them.

    The thickness of an element is twice its volume over its surface, which is right for plates.
    """
    opaque = np.flatnonzero((role == Role.WALL) | (role == Role.DECK))
    position, normal, owner = samples.position[opaque], samples.normal[opaque], row[opaque]
    area = samples.area[opaque]
    surface = np.maximum(np.bincount(owner, area), 1e-12)
    middles = [np.bincount(owner, area * axis) / surface for axis in position.T]
    apart = position - np.stack(middles, axis=1)[owner]
    volume = np.bincount(owner, area * np.einsum("ij,ij->i", apart, normal)) / 3
    thickness = np.clip(2 * volume / surface, 0.0, _THICKEST)[owner]
    points = [np.zeros((0, 3))]
    for depth in np.arange(size / 2, _THICKEST, size / 2):
        deep = depth < thickness
        points.append(position[deep] - depth * normal[deep])
    return np.concatenate(points)


_THICKEST = 0.8
"""What is thicker is no plate. [m]"""


def finite_faces(mesh: MeshBatch) -> BoolArray | None:
    """Whether all corners of each triangle are numbers, None if they are throughout."""
    if np.isfinite(mesh.vertices.sum()):
        return None
    is_finite = np.all(np.isfinite(mesh.vertices), axis=1)
    return np.all(is_finite[mesh.faces], axis=1)


def _extent(mesh: MeshBatch, faces: IntArray, role: ByteArray) -> tuple[FloatArray, FloatArray]:
    """Lowest and highest corner of everything, in plan of what stands: paving is left out. [m]"""
    corners = mesh.vertices[mesh.faces[faces]].astype(np.float64) + mesh.origin
    low, high = corners.min(axis=(0, 1)), corners.max(axis=(0, 1))
    upright = corners[role[faces] != Role.DECK]
    if len(upright):
        low[:2] = upright.min(axis=(0, 1))[:2] - REACH
        high[:2] = upright.max(axis=(0, 1))[:2] + REACH
    return low, high


def _within_extent(samples: Samples, low: FloatArray, high: FloatArray) -> Samples:
    near = np.all((samples.position >= low - 0.01) & (samples.position <= high + 0.01), axis=1)
    if near.all():
        return samples
    return Samples(
        samples.position[near], samples.normal[near], samples.face[near], samples.area[near]
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Outline:
    """Grid, solid points, rooms of the file, and levels and ground of the walls. [m], [m2]"""

    grid: Grid
    solid: FloatArray
    told: ByteArray
    floor: float
    lid: float
    enclosed: float


def _air(samples: Samples, role: ByteArray, outline: _Outline) -> Exterior:
    """The air after the first way of closing the model that leaves rooms in it."""
    floor, lid, enclosed = outline.floor, outline.lid, outline.enclosed
    ways = [Closing(floor, lid), Closing(floor, lid, _WIDE_GAP)]
    is_cover = (role == Role.DECK) & (samples.normal[:, 2] > STEEP)
    if float(samples.area[is_cover].sum()) >= _LEAKY * enclosed:
        ways.insert(0, Closing(floor))
    air = exterior(outline.solid, outline.grid, ways[0], outline.told)
    for closing in ways[1:]:
        if storeys_of_air(air)[0] >= _LEAKY * enclosed:
            break
        air = exterior(outline.solid, outline.grid, closing, outline.told)
    return air


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


def storeys_of_air(air: Exterior) -> tuple[float, float]:
    """Ground under at least one room, and floor area of all rooms above one another. [m2]

    The floor reaches half a cell under the walls round it: no cell that a wall cuts is a room.
    """
    least = max(1, round(_ROOM_HEIGHT / air.size))
    run = np.zeros(air.kinds.shape[:2], dtype=np.int32)
    ground, floor = np.zeros(run.shape, dtype=bool), 0.0
    for layer in np.moveaxis(air.kinds, 2, 0):
        run = np.where(layer == INSIDE, run + 1, 0)
        begun = run == least
        if begun.any():
            beside = grown(begun) & ~begun & (layer == NO_AIR)
            ground |= begun
            floor += float(begun.sum()) + _EDGE * float(beside.sum())
    cell = air.size**2
    return float(ground.sum()) * cell, floor * cell


_EDGE = 0.5
"""Share of the cells that walls cut which is floor of the rooms beside."""
