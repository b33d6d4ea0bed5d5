"""From surfaces with places to mesh batches: each surface is prepared once, then repeated."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from twin.ifc.geometry.prepare import Prepared, prepare
from twin.ifc.geometry.styles import Colour
from twin.ifc.geometry.surface import Surface
from twin.model.arrays import Float32Array, FloatArray, IntArray
from twin.model.mesh import MeshBatch

FARTHEST = 1e6
"""A vertex farther from the model's origin than this is a fault of the file. [m]"""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """One surface in the world.

    row : of the element.  key : names the surface.
    matrix : shape (4, 4), from surface to world. [m]
    """

    row: int
    key: Hashable
    matrix: FloatArray
    colour: Colour


@dataclass(frozen=True, slots=True, eq=False)
class _Ready:
    """A prepared surface in its own coordinates. reach: farthest coordinate from zero. [m]"""

    vertices: FloatArray
    normals: Float32Array
    faces: IntArray
    edges: IntArray
    reach: float


class Portions:
    """Collects surfaces of elements and hands them out as mesh batches with one origin."""

    def __init__(self) -> None:
        self._ready: dict[Hashable, _Ready] = {}
        self._new: dict[Hashable, Surface] = {}
        self._waiting: list[Placed] = []
        self._all: list[Placed] = []
        self._origin: FloatArray | None = None
        self.triangles = 0
        self.too_far: set[int] = set()

    def has(self, key: Hashable) -> bool:
        """Whether the surface of this name is known."""
        return key in self._ready or key in self._new

    def add(self, placed: Placed, surface: Surface | None = None) -> None:
        """Take one surface in; `surface` may be left out where its key is known."""
        if surface is not None and not self.has(placed.key):
            self._new[placed.key] = surface
        self._waiting.append(placed)
        known = self._ready.get(placed.key) or self._new[placed.key]
        self.triangles += len(known.faces)

    def hand_out(self) -> MeshBatch | None:
        """A batch of what came in since the last call, None if that is nothing."""
        self._prepare_new()
        waiting = [p for p in self._waiting if len(self._ready[p.key].faces)]
        self._waiting = []
        self.triangles = 0
        if not waiting:
            return None
        if self._origin is None:
            self._origin = self._middle(waiting)
        near = self._near(waiting, self._origin)
        self._all.extend(near)
        return self._batch(near, self._origin) if near else None

    def again_around(self, middle: FloatArray) -> MeshBatch:
        """Everything in one batch with another origin."""
        self._origin = np.round(middle)
        return self._batch(self._near(self._all, self._origin), self._origin)

    def _prepare_new(self) -> None:
        if not self._new:
            return
        surfaces = list(self._new.values())
        sizes = [len(s.vertices) for s in surfaces]
        starts = np.cumsum([0, *sizes])
        faces = [s.faces + i for s, i in zip(surfaces, starts, strict=False)]
        made = prepare(
            np.concatenate([s.vertices for s in surfaces]),
            np.concatenate(faces).astype(np.int32),
            np.repeat(np.arange(len(surfaces), dtype=np.int32), sizes),
        )
        for group, key in enumerate(self._new):
            self._ready[key] = _part(made, group)
        self._new = {}

    def _middle(self, placed: Sequence[Placed]) -> FloatArray:
        """Median of the middles of all surfaces, in whole metres."""
        middles = []
        for one in placed:
            vertices = self._ready[one.key].vertices
            middle = (vertices.min(axis=0) + vertices.max(axis=0)) / 2
            middles.append(one.matrix[:3, :3] @ middle + one.matrix[:3, 3])
        return np.round(np.median(np.array(middles, dtype=np.float64), axis=0)).astype(np.float64)

    def _near(self, placed: Sequence[Placed], origin: FloatArray) -> list[Placed]:
        matrices = np.stack([p.matrix for p in placed])
        reach = np.array([self._ready[p.key].reach for p in placed])
        size = np.abs(matrices[:, :3, :3]).sum(axis=2).max(axis=1) * reach
        away = np.abs(matrices[:, :3, 3] - origin).max(axis=1)
        doubtful = np.flatnonzero(~(size + away <= FARTHEST))
        far = {i for i in doubtful.tolist() if self._is_far(placed[i], origin)}
        self.too_far.update(placed[i].row for i in far)
        return [p for i, p in enumerate(placed) if i not in far]

    def _is_far(self, one: Placed, origin: FloatArray) -> bool:
        world = _moved(self._ready[one.key].vertices, one.matrix, origin)
        return not bool(np.abs(world).max() <= FARTHEST)

    def _batch(self, placed: Sequence[Placed], origin: FloatArray) -> MeshBatch:
        ready = [self._ready[p.key] for p in placed]
        sizes = [len(r.vertices) for r in ready]
        starts = np.cumsum([0, *sizes])
        slots: dict[tuple[int, Colour], int] = {}
        slot = [slots.setdefault((p.row, p.colour), len(slots)) for p in placed]
        vertices = np.empty((starts[-1], 3), dtype=np.float32)
        normals = np.empty((starts[-1], 3), dtype=np.float32)
        faces, edges = [], []
        linear = np.stack([p.matrix[:3, :3] for p in placed])
        is_mirrored = np.linalg.det(linear) < 0
        is_rigid = np.abs(linear @ linear.transpose(0, 2, 1) - np.eye(3)).max(axis=(1, 2)) < 1e-6
        for i, (one, part, start) in enumerate(zip(placed, ready, starts, strict=False)):
            end = start + len(part.vertices)
            vertices[start:end] = _moved(part.vertices, one.matrix, origin)
            normals[start:end] = _turned(part.normals, linear[i], is_rigid=bool(is_rigid[i]))
            faces.append((part.faces[:, ::-1] if is_mirrored[i] else part.faces) + start)
            edges.append(part.edges + start)
        return MeshBatch(
            origin,
            vertices,
            normals,
            np.repeat(np.array(slot, dtype=np.int32), sizes),
            np.concatenate(faces),
            np.concatenate(edges),
            np.array([row for row, _ in slots], dtype=np.int32),
            np.array([colour for _, colour in slots], dtype=np.uint8).reshape(-1, 4),
        )


def _part(made: Prepared, group: int) -> _Ready:
    v0, v1 = made.vertex_start[group : group + 2]
    f0, f1 = made.face_start[group : group + 2]
    e0, e1 = made.edge_start[group : group + 2]
    vertices = made.vertices[v0:v1]
    reach = float(np.abs(vertices).max(initial=0.0))
    faces, edges = made.faces[f0:f1] - v0, made.edges[e0:e1] - v0
    return _Ready(vertices, made.normals[v0:v1], faces, edges, reach)


def _moved(vertices: FloatArray, matrix: FloatArray, origin: FloatArray) -> FloatArray:
    return vertices @ matrix[:3, :3].T + (matrix[:3, 3] - origin)


def _turned(normals: Float32Array, linear: FloatArray, *, is_rigid: bool) -> Float32Array:
    """Normals under a matrix that may scale or mirror; unit length."""
    if is_rigid:
        return normals @ linear.T.astype(np.float32)
    turned = normals @ _cofactor(linear).T.astype(np.float32)
    length = np.linalg.norm(turned, axis=1, keepdims=True)
    return (turned / np.where(length > 0, length, 1.0)).astype(np.float32)


def _cofactor(linear: FloatArray) -> FloatArray:
    """Matrix that turns normals, with the sign that keeps them outward when mirrored."""
    x, y, z = linear.T
    sign = 1.0 if np.linalg.det(linear) >= 0 else -1.0
    return sign * np.stack([np.cross(y, z), np.cross(z, x), np.cross(x, y)], axis=1)
