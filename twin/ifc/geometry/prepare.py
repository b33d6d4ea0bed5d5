"""From raw triangles to what is drawn: welded vertices, split normals, feature edges."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twin.model.arrays import Float32Array, FloatArray, IntArray

WELD_DISTANCE = 1e-4
"""Vertices of one surface closer than about this are one vertex. [m]"""

CREASE_COSINE = float(np.cos(np.radians(30.0)))
"""Faces that meet at a larger angle have an edge between them."""


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """Triangles of several surfaces ready to draw, grouped by surface.

    vertices : shape (v, 3), float64, split where normals differ. [m]
    normals : shape (v, 3), float32, unit length.
    faces : shape (f, 3), int32.
    edges : shape (e, 2), int32, boundary and crease edges.
    vertex_start, face_start, edge_start : shape (groups + 1,), where each surface begins.
    """

    vertices: FloatArray
    normals: Float32Array
    faces: IntArray
    edges: IntArray
    vertex_start: IntArray
    face_start: IntArray
    edge_start: IntArray


def prepare(vertices: FloatArray, faces: IntArray, vertex_group: IntArray) -> Prepared:
    """Weld, split and find edges of many surfaces in one pass.

    Parameters
    ----------
    vertices : shape (v, 3)
    faces : shape (f, 3)
        Faces of one group follow each other, groups in rising order.
    vertex_group : shape (v,)
        Surface each vertex belongs to, 0 to groups - 1, rising.
    """
    groups = int(vertex_group[-1]) + 1 if len(vertex_group) else 0
    welded, faces = _welded(vertices, faces, vertex_group)
    points = vertices[welded]
    faces, normals = _with_area(points, faces)
    pairs = _paired(faces)
    face_group = vertex_group[welded][faces[:, 0]]
    inside_out = _inside_out(points, faces, normals, pairs, face_group, groups)
    if inside_out.any():
        faces, normals = _turned(faces, normals, inside_out[face_group])
        pairs = _paired(faces)
    corner = _smooth_corners(normals, pairs)
    split, corner_of = _compact(corner, len(faces))
    vertex_of = faces.reshape(-1)[corner_of]
    group = vertex_group[welded][vertex_of]
    order = np.argsort(group, kind="stable")
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    new_faces = place[split].reshape(-1, 3)
    edges = place[split[_feature_corners(normals, pairs)]].reshape(-1, 2)
    edges = edges[np.argsort(group[order][edges[:, 0]], kind="stable")]
    count = np.arange(groups + 1)
    return Prepared(
        points[vertex_of[order]],
        _vertex_normals(normals, new_faces, len(order)),
        new_faces,
        edges,
        np.searchsorted(group[order], count).astype(np.int32),
        np.searchsorted(group[order][new_faces[:, 0]], count).astype(np.int32),
        np.searchsorted(group[order][edges[:, 0]], count).astype(np.int32),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Corners (3 * face + k) whose outgoing edge is shared, sorted by edge.

    corner : all corners in edge order.  first : start of each edge in `corner`.
    count : faces at each edge.
    next_corner : the corner at the other end of the edge, for every corner.
    is_low : whether a corner is at its edge's vertex of the lower number.
    """

    corner: IntArray
    first: IntArray
    count: IntArray
    next_corner: IntArray
    is_low: NDArray[np.bool_]


def _welded(vertices: FloatArray, faces: IntArray, group: IntArray) -> tuple[IntArray, IntArray]:
    """Indices of the vertices that are kept, and faces in terms of these."""
    cells = np.rint(vertices / WELD_DISTANCE).astype(np.int64).view(np.uint64)
    key = _mixed(group.astype(np.uint64))
    for axis in range(3):
        key = _mixed(key + cells[:, axis])
    order = np.argsort(key)
    ordered = key[order]
    is_first = np.empty(len(order), dtype=bool)
    is_first[:1] = True
    is_first[1:] = ordered[1:] != ordered[:-1]
    number = np.empty(len(order), dtype=np.int32)
    number[order] = np.cumsum(is_first, dtype=np.int32) - 1
    return order[is_first].astype(np.int32), number[faces]


def _mixed(key: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Numbers spread over 64 bits so that sums of them do not meet (splitmix64)."""
    key = key + np.uint64(0x9E3779B97F4A7C15)
    key = (key ^ (key >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    key = (key ^ (key >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return key ^ (key >> np.uint64(31))


def _with_area(points: FloatArray, faces: IntArray) -> tuple[IntArray, FloatArray]:
    """Faces without the degenerate ones, and twice their area vectors."""
    a, b, c = faces.T
    alive = (a != b) & (b != c) & (c != a)
    faces = faces if alive.all() else faces[alive]
    corner = points[faces[:, 0]]
    normals = np.cross(points[faces[:, 1]] - corner, points[faces[:, 2]] - corner)
    alive = np.einsum("ij,ij->i", normals, normals) > 1e-24
    return (faces, normals) if alive.all() else (faces[alive], normals[alive])


def _paired(faces: IntArray) -> _Pairs:
    start = faces.reshape(-1)
    end = faces[:, (1, 2, 0)].reshape(-1)
    low = np.minimum(start, end)
    key = (low.astype(np.int64) << 32) | np.maximum(start, end)
    corner = np.argsort(key).astype(np.int32)
    ordered = key[corner]
    is_first = np.empty(len(corner), dtype=bool)
    is_first[:1] = True
    is_first[1:] = ordered[1:] != ordered[:-1]
    first = np.flatnonzero(is_first).astype(np.int32)
    count = np.diff(np.append(first, len(corner))).astype(np.int32)
    index = np.arange(len(corner), dtype=np.int32)
    next_corner = np.where(index % 3 == 2, index - 2, index + 1).astype(np.int32)
    return _Pairs(corner, first, count, next_corner, start == low)


def _inside_out(
    points: FloatArray,
    faces: IntArray,
    normals: FloatArray,
    pairs: _Pairs,
    face_group: IntArray,
    groups: int,
) -> NDArray[np.bool_]:
    """Groups that enclose a volume and whose faces look into it."""
    centre = points[faces[:, 0]]
    anchor = np.zeros((groups, 3))
    anchor[face_group] = centre  # any point of the group will do
    height = np.einsum("ij,ij->i", centre - anchor[face_group], normals)
    is_negative = np.bincount(face_group, height, minlength=groups) < 0
    if is_negative.any():
        open_corner = pairs.corner[pairs.first[pairs.count == 1]]
        is_negative[face_group[open_corner // 3]] = False
    return is_negative


def _turned(
    faces: IntArray, normals: FloatArray, turn: NDArray[np.bool_]
) -> tuple[IntArray, FloatArray]:
    faces, normals = faces.copy(), normals.copy()
    faces[turn] = faces[turn][:, ::-1]
    normals[turn] *= -1.0
    return faces, normals


def _is_smooth(normals: FloatArray, one: IntArray, other: IntArray) -> NDArray[np.bool_]:
    """Whether two faces (given by corners) meet at less than the crease angle."""
    a, b = normals[one // 3], normals[other // 3]
    dot = np.einsum("ij,ij->i", a, b)
    squares = np.einsum("ij,ij->i", a, a) * np.einsum("ij,ij->i", b, b)
    return dot > CREASE_COSINE * np.sqrt(squares)


def fans(faces: IntArray) -> IntArray:
    """Label of each corner; corners of one vertex joined over edges of two faces share it."""
    pairs = _paired(faces)
    first = pairs.first[pairs.count == 2]
    return _joined(pairs, pairs.corner[first], pairs.corner[first + 1])


def _smooth_corners(normals: FloatArray, pairs: _Pairs) -> IntArray:
    """Label of each corner; corners of one vertex joined over smooth edges share it."""
    is_pair = pairs.count == 2
    one = pairs.corner[pairs.first[is_pair]]
    other = pairs.corner[pairs.first[is_pair] + 1]
    smooth = _is_smooth(normals, one, other)
    return _joined(pairs, one[smooth], other[smooth])


def _joined(pairs: _Pairs, one: IntArray, other: IntArray) -> IntArray:
    """Label of each corner when the corners at both ends of shared edges are joined."""
    one_low = np.where(pairs.is_low[one], one, pairs.next_corner[one])
    one_high = np.where(pairs.is_low[one], pairs.next_corner[one], one)
    other_low = np.where(pairs.is_low[other], other, pairs.next_corner[other])
    other_high = np.where(pairs.is_low[other], pairs.next_corner[other], other)
    left = np.concatenate([one_low, one_high])
    right = np.concatenate([other_low, other_high])
    return components(left, right, len(pairs.corner))


def components(left: IntArray, right: IntArray, n: int) -> IntArray:
    """Smallest member of the connected component of each of `n` nodes."""
    label = np.arange(n, dtype=np.int32)
    while len(left):
        low = np.minimum(label[left], label[right])
        np.minimum.at(label, label[left], low)
        np.minimum.at(label, label[right], low)
        label = _at_root(label)
        differ = label[left] != label[right]
        left, right = left[differ], right[differ]
    return label


def _at_root(label: IntArray) -> IntArray:
    while True:
        deeper = label[label]
        if np.array_equal(deeper, label):
            return label
        label = deeper


def _compact(label: IntArray, n_faces: int) -> tuple[IntArray, IntArray]:
    """New vertex number of each corner, and one corner of each new vertex."""
    is_root = label == np.arange(3 * n_faces, dtype=np.int32)
    number = (np.cumsum(is_root, dtype=np.int32) - 1)[label]
    return number, np.flatnonzero(is_root).astype(np.int32)


def _feature_corners(normals: FloatArray, pairs: _Pairs) -> IntArray:
    """Corner pairs (start, end) of open edges, creases and edges of more than two faces."""
    is_feature = pairs.count != 2
    twos = np.flatnonzero(pairs.count == 2)
    one = pairs.corner[pairs.first[twos]]
    other = pairs.corner[pairs.first[twos] + 1]
    is_feature[twos] = ~_is_smooth(normals, one, other)
    crowded = np.flatnonzero(pairs.count > 2).astype(np.int32)
    is_feature[crowded] = ~_is_flat(normals, pairs, crowded)
    start = pairs.corner[pairs.first[is_feature]]
    return np.stack([start, pairs.next_corner[start]], axis=1).reshape(-1)


def _is_flat(normals: FloatArray, pairs: _Pairs, edges: IntArray) -> NDArray[np.bool_]:
    """Whether all faces at each of these edges lie in one plane."""
    flat = np.ones(len(edges), dtype=bool)
    unit = normals / np.linalg.norm(normals, axis=1, keepdims=True)
    for k in range(1, int(pairs.count[edges].max(initial=1))):
        has = pairs.count[edges] > k
        one = pairs.corner[pairs.first[edges[has]]] // 3
        other = pairs.corner[pairs.first[edges[has]] + k] // 3
        flat[has] &= np.abs(np.einsum("ij,ij->i", unit[one], unit[other])) > 0.9999
    return flat


def _vertex_normals(normals: FloatArray, faces: IntArray, n: int) -> Float32Array:
    """Area-weighted mean of the face normals at each vertex, unit length, float32."""
    corners = faces.reshape(-1)
    total = np.empty((n, 3))
    for axis in range(3):
        total[:, axis] = np.bincount(corners, np.repeat(normals[:, axis], 3), minlength=n)
    length = np.linalg.norm(total, axis=1, keepdims=True)
    return (total / np.where(length > 0, length, 1.0)).astype(np.float32)
