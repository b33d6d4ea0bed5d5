"""Whether something stands in the way of rays."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np

from twin.analysis.sun.obstacles import Obstacles
from twin.model.arrays import BoolArray, FloatArray, IntArray

FAR = 1e30  # [m]
MOST_PAIRS = 2_000_000  # of rays and triangles tried at once without Embree
PARALLEL = 1e-12
AT_ONCE = 100_000
"""Rays cast, and triangles put into a tree, without a pause in which other threads can work."""


def blocked(
    obstacles: Obstacles,
    origin: FloatArray,
    direction: FloatArray,
    reach: FloatArray | None = None,
) -> BoolArray:
    """Whether each ray meets an obstacle, shape (r,).

    Embree casts the rays where it is installed, else NumPy does, with the same result and far
    more slowly.

    Parameters
    ----------
    origin : shape (r, 3). [m]
    direction : unit vectors, shape (r, 3).
    reach : how far the rays go, shape (r,); None: without end. [m]

    References
    ----------
    Wald et al. (2014), Embree: a kernel framework for efficient CPU ray tracing.
    """
    if not len(obstacles) or not len(origin):
        return np.zeros(len(origin), dtype=bool)
    if not has_embree():
        return blocked_by_arithmetic(obstacles, origin, direction, reach)
    centre, trees = scene(obstacles)
    start = (origin - centre).astype(np.float32)
    heading = direction.astype(np.float32)
    far = np.full(len(start), FAR, np.float32) if reach is None else np.minimum(reach, FAR)
    found = np.zeros(len(start), dtype=bool)
    for tree in trees:
        for free in _portions(np.flatnonzero(~found).astype(np.int32)):
            hit = tree.run(
                start[free], heading[free], dists=far[free].astype(np.float32), query="OCCLUDED"
            )
            found[free] = np.asarray(hit) >= 0
    return found


def _portions(rows: IntArray) -> Iterator[IntArray]:
    for first in range(0, len(rows), AT_ONCE):
        yield rows[first : first + AT_ONCE]


@lru_cache(maxsize=1)
def has_embree() -> bool:
    """Whether Embree can be used here."""
    try:
        import embreex.rtcore_scene  # noqa: F401
    except ImportError:
        return False
    return True


def blocked_by_arithmetic(
    obstacles: Obstacles,
    origin: FloatArray,
    direction: FloatArray,
    reach: FloatArray | None = None,
) -> BoolArray:
    """As `blocked`, every ray against every triangle.

    References
    ----------
    Moeller and Trumbore (1997), Journal of Graphics Tools 2, 21-28.
    """
    far = np.full(len(origin), FAR) if reach is None else reach
    found = np.zeros(len(origin), dtype=bool)
    step = max(MOST_PAIRS // max(len(obstacles), 1), 1)
    for start in range(0, len(origin), step):
        part = slice(start, start + step)
        found[part] = _meets(obstacles.triangles, origin[part], direction[part], far[part])
    return found


def _meets(
    triangles: FloatArray, origin: FloatArray, direction: FloatArray, far: FloatArray
) -> BoolArray:
    """Rays against triangles, all with all, shape (r,)."""
    corner = triangles[:, 0]
    along, across = triangles[:, 1] - corner, triangles[:, 2] - corner
    heading = direction[:, np.newaxis]
    p = np.cross(heading, across)
    determinant = np.einsum("rtk,tk->rt", p, along)
    is_crossing = np.abs(determinant) > PARALLEL
    scale = 1 / np.where(is_crossing, determinant, 1.0)
    to_origin = origin[:, np.newaxis] - corner
    u = np.einsum("rtk,rtk->rt", p, to_origin) * scale
    q = np.cross(to_origin, along)
    v = np.einsum("rtk,rtk->rt", q, np.broadcast_to(heading, q.shape)) * scale
    distance = np.einsum("rtk,tk->rt", q, across) * scale
    inside = is_crossing & (u >= 0) & (v >= 0) & (u + v <= 1)
    return (inside & (distance > 0) & (distance < far[:, np.newaxis])).any(axis=1)


@lru_cache(maxsize=4)
def scene(obstacles: Obstacles) -> tuple[FloatArray, list[Any]]:  # Any: embreex has no types
    """Centre of the obstacles and Embree's trees of them; single precision around the centre."""
    from embreex.mesh_construction import TriangleMesh
    from embreex.rtcore_scene import EmbreeScene

    centre = obstacles.triangles.reshape(-1, 3).mean(axis=0)
    trees: list[Any] = []
    for first in range(0, len(obstacles), AT_ONCE):
        tree = EmbreeScene(robust=True)
        part = obstacles.triangles[first : first + AT_ONCE] - centre
        TriangleMesh(tree, part.astype(np.float32))
        trees.append(tree)
    return centre, trees
