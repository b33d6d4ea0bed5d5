"""Where the ground lies around a building."""

from dataclasses import dataclass

import numpy as np

from twin.ifc.elements.records import Records
from twin.ifc.envelope.exterior import sampled
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.mesh import MeshBatch

_TERRAIN = ("IfcSite", "IfcGeographicElement")
_STEP = 1.0
"""Edge of the columns in which terrain is looked up. [m]"""
_AWAY = 0.6
"""The terrain is looked up this far before a wall. [m]"""
CLEAR = 0.7
"""A floor this high above the ground hangs over outside air. [m]"""
_REACH = 30.0
"""Terrain farther than this from the building does not matter. [m]"""


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Level of the ground.

    corner : of the columns, shape (2,).
    levels : per column of `_STEP`, NaN where there is no terrain, shape (nx, ny). [m]
    usual : level elsewhere. [m]
    source : ``terrain`` | ``doors`` | ``floors``.
    """

    corner: FloatArray
    levels: FloatArray
    usual: float
    source: str

    def below(self, points: FloatArray, normals: FloatArray) -> BoolArray:
        """Whether what lies before each upright face is ground."""
        return points[:, 2] < self.level(points[:, :2] + _AWAY * normals[:, :2]) - 0.05

    def is_far_below(self, points: FloatArray) -> BoolArray:
        """Whether the ground is so far below each floor that air flows there."""
        return points[:, 2] > self.level(points[:, :2]) + CLEAR

    def level(self, plan: FloatArray) -> FloatArray:
        """Level of the ground at each place, shape (n, 2) to (n,). [m]"""
        index = np.floor((plan - self.corner) / _STEP).astype(np.int64)
        within = np.all((index >= 0) & (index < self.levels.shape), axis=1)
        i, j = np.where(within[:, None], index, 0).T
        level = np.where(within, self.levels[i, j], np.nan)
        return np.where(np.isnan(level), self.usual, level)


def ground_around(
    records: Records, mesh: MeshBatch, walls: FloatArray, sills: FloatArray, lowest: float
) -> Ground:
    """The model's terrain, else the lowest sill of outer doors, else the lowest floor.

    Parameters
    ----------
    walls : FloatArray, shape (n, 3)
        Points on outer walls. [m]
    sills : FloatArray, shape (d,)
        Lower edges of outer doors. [m]
    lowest : float
        Level of the lowest floor. [m]
    """
    low = float(sills.min()) if len(sills) else lowest
    source = "doors" if len(sills) else "floors"
    level = Ground(walls[:1, :2].reshape(-1), np.full((1, 1), np.nan), low, source)
    terrain = _terrain(records, mesh, walls)
    if terrain is None:
        return level
    at_walls = terrain.level(walls[:, :2])
    is_above = np.mean(walls[:, 2] < at_walls) > _MOSTLY
    return level if is_above else terrain


_MOSTLY = 0.6
"""A terrain above so much of the walls is in a wrong place. [-]"""


def _terrain(records: Records, mesh: MeshBatch, walls: FloatArray) -> Ground | None:
    rows = [i for i, e in enumerate(records.elements) if e.ifc_class in _TERRAIN]
    faces = np.flatnonzero(np.isin(mesh.face_element, rows)).astype(np.int32)
    if not len(faces):
        return None
    faces = _near(mesh, faces, walls)
    if not len(faces):
        return None
    samples = sampled(mesh, faces, _STEP / 2)
    up = samples.normal[:, 2] > _UPWARD
    points = samples.position[up]
    corner = walls[:, :2].min(axis=0) - _REACH
    shape = np.ceil((walls[:, :2].max(axis=0) + _REACH - corner) / _STEP).astype(int)
    index = np.floor((points[:, :2] - corner) / _STEP).astype(np.int64)
    within = np.all((index >= 0) & (index < shape), axis=1)
    if not within.any():
        return None
    levels = np.full(shape, -np.inf)
    np.maximum.at(levels, tuple(index[within].T), points[within, 2])
    levels[np.isneginf(levels)] = np.nan
    return Ground(corner, levels, float(np.nanmedian(levels)), "terrain")


_UPWARD = 0.3


def _near(mesh: MeshBatch, faces: IntArray, walls: FloatArray) -> IntArray:
    """Terrain triangles near the building: those of a whole valley are not sampled."""
    corners = mesh.vertices[mesh.faces[faces]][:, :, :2] + mesh.origin[:2]
    low, high = walls[:, :2].min(axis=0) - _REACH, walls[:, :2].max(axis=0) + _REACH
    is_near = np.all((corners.max(axis=1) >= low) & (corners.min(axis=1) <= high), axis=1)
    return faces[is_near]
