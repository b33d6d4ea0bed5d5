"""The air in and around a model: what its parts of the envelope are found from."""

import math
from dataclasses import dataclass

import numpy as np

from twin.ifc.elements.records import Records
from twin.ifc.envelope.exterior import (
    Closing,
    Exterior,
    Samples,
    cell_size,
    enclosed_area,
    exterior,
    sampled,
)
from twin.ifc.envelope.roles import Role, external_flags, roles
from twin.model.arrays import ByteArray, FloatArray, IntArray
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


def read_scene(records: Records, mesh: MeshBatch) -> Scene | None:
    """Samples of everything that may enclose a room, and the air; None without walls."""
    role, owner = roles(records.elements)
    face_role = role[mesh.face_element]
    faces = np.flatnonzero(face_role).astype(np.int32)
    if not len(faces):
        return None
    is_corner = np.zeros(len(mesh.vertices), dtype=bool)
    is_corner[mesh.faces[faces]] = True
    corners = mesh.vertices[is_corner].astype(np.float64)
    size = cell_size(corners.min(axis=0), corners.max(axis=0))
    samples = sampled(mesh, faces, 0.8 * size)
    sample_role = face_role[samples.face]
    upright = samples.position[sample_role != Role.DECK]
    if not len(upright):
        return None
    enclosed = enclosed_area(upright, size)
    sample_row = owner[mesh.face_element[samples.face]]
    floor, lid = _usual_levels(samples, sample_row, sample_role)
    air = _air(samples, sample_role, size, (floor, lid, enclosed))
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
    )


def _air(
    samples: Samples, role: ByteArray, size: float, levels: tuple[float, float, float]
) -> Exterior:
    """The air after the first way of closing the model that leaves rooms in it."""
    floor, lid, enclosed = levels
    ways = [Closing(floor, lid), Closing(floor, lid, _WIDE_GAP)]
    is_cover = (role == Role.DECK) & (samples.normal[:, 2] > STEEP)
    if float(samples.area[is_cover].sum()) >= _LEAKY * enclosed:
        ways.insert(0, Closing(floor))
    air = exterior(samples.position, size, ways[0])
    for closing in ways[1:]:
        if storeys_of_air(air)[0] >= _LEAKY * enclosed:
            break
        air = exterior(samples.position, size, closing)
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
    """Ground under at least one room, and floor area of all rooms above one another. [m2]"""
    least = max(1, round(_ROOM_HEIGHT / air.size))
    run = np.zeros(air.kinds.shape[:2], dtype=np.int32)
    count = np.zeros_like(run)
    for layer in np.moveaxis(air.inside, 2, 0):
        run = np.where(layer, run + 1, 0)
        count += run == least
    cell = air.size**2
    return float((count > 0).sum()) * cell, float(count.sum()) * cell
