"""A mesh in files: written portion by portion, read as a whole or by portion."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from twin.model.arrays import FloatArray
from twin.model.mesh import MeshBatch


@dataclass(frozen=True, slots=True)
class _Kind:
    """Type and width of the rows of one array, and which count says how many there are."""

    dtype: str
    columns: int
    counted: int


_KINDS = {
    "vertices": _Kind("<f4", 3, 0),
    "normals": _Kind("<f4", 3, 0),
    "vertex_slot": _Kind("<i4", 0, 0),
    "faces": _Kind("<i4", 3, 1),
    "edges": _Kind("<i4", 2, 2),
    "slot_element": _Kind("<i4", 0, 3),
    "slot_colour": _Kind("u1", 4, 3),
}
_STARTS_AT = {"vertex_slot": 3, "faces": 0, "edges": 0}
"""Arrays that hold indices, and the count their portions start from."""

Counts = tuple[int, int, int, int]
"""Vertices, faces, edges and slots."""


class MeshWriter:
    """Writes batches of one origin behind each other, as one mesh."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._files = {name: (folder / f"{name}.bin").open("wb") for name in _KINDS}
        self._origin: FloatArray | None = None
        self.counts: Counts = (0, 0, 0, 0)

    def append(self, batch: MeshBatch) -> tuple[Counts, Counts]:
        """Write one batch; what was there before it and after it.

        Raises
        ------
        ValueError
            If its origin differs from the first one's.
        """
        if self._origin is None:
            self._origin = batch.origin
        if not np.array_equal(self._origin, batch.origin):
            raise ValueError("batches of one mesh have one origin")
        before = self.counts
        for name, kind in _KINDS.items():
            values = getattr(batch, name)
            if name in _STARTS_AT:
                values = values + np.int32(before[_STARTS_AT[name]])
            values.astype(kind.dtype, copy=False).tofile(self._files[name])
            self._files[name].flush()
        grown = (len(batch.vertices), len(batch.faces), len(batch.edges), len(batch.slot_element))
        v, f, e, s = (a + b for a, b in zip(before, grown, strict=True))
        self.counts = (v, f, e, s)
        return before, self.counts

    def close(self) -> None:
        """Say how much there is; the mesh is complete."""
        for file in self._files.values():
            file.close()
        origin = np.zeros(3) if self._origin is None else self._origin
        words = {"origin": origin.tolist(), "counts": self.counts}
        (self._folder / "counts.json").write_text(json.dumps(words), "ascii")


def read_mesh(folder: Path) -> MeshBatch:
    """Mesh written by `MeshWriter`.

    Arrays are copied into memory, not mapped: a mapped file that is cut short or lies on a
    drive that goes away would end the program.

    Raises
    ------
    OSError, ValueError, KeyError, TypeError
        If a file is missing or short, or if shapes or indices do not agree.
    """
    words = json.loads((folder / "counts.json").read_bytes())
    v, f, e, s = words["counts"]
    return read_portion(folder, words["origin"], (0, 0, 0, 0), (int(v), int(f), int(e), int(s)))


def read_portion(folder: Path, origin: list[float], first: Counts, last: Counts) -> MeshBatch:
    """One batch of a mesh that is still being written.

    Raises
    ------
    OSError, ValueError
        If a file is missing or short, or if shapes or indices do not agree.
    """
    found: dict[str, Any] = {}
    for name, kind in _KINDS.items():
        start, end = first[kind.counted], last[kind.counted]
        values = _rows(folder / f"{name}.bin", kind, start, end - start)
        if name in _STARTS_AT and first[_STARTS_AT[name]]:
            values -= first[_STARTS_AT[name]]
        found[name] = values
    mesh = MeshBatch(np.array(origin, dtype=np.float64), **found)
    _check_indices(mesh.faces, len(mesh.vertices), "faces")
    _check_indices(mesh.edges, len(mesh.vertices), "edges")
    _check_indices(mesh.vertex_slot, len(mesh.slot_element), "vertex_slot")
    return mesh


def _rows(path: Path, kind: _Kind, start: int, n: int) -> np.ndarray:
    width = max(kind.columns, 1)
    dtype = np.dtype(kind.dtype)
    offset = start * width * dtype.itemsize
    values = np.fromfile(path, dtype=dtype, count=n * width, offset=offset)
    if len(values) != n * width:
        raise ValueError(f"{path.name} is too short")
    return values.reshape(n, kind.columns) if kind.columns else values


def _check_indices(indices: np.ndarray, n: int, name: str) -> None:
    if indices.size and (int(indices.min()) < 0 or int(indices.max()) >= n):
        raise ValueError(f"{name} point outside the mesh")
