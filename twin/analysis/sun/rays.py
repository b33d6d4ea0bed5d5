"""Whether something stands in the way of rays."""

from functools import lru_cache
from typing import Any

import numpy as np

from twin.analysis.sun.obstacles import Obstacles
from twin.model.arrays import BoolArray, FloatArray

FAR = 1e30  # [m]
MOST_PAIRS = 2_000_000  # of rays and triangles tried at once without Embree
PARALLEL = 1e-12


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
    centre, tree = scene(obstacles)
    far = None if reach is None else np.minimum(reach, FAR).astype(np.float32)
    hit = tree.run(
        np.ascontiguousarray(origin - centre, dtype=np.float32),
        np.ascontiguousarray(direction, dtype=np.float32),
        dists=far,
        query="OCCLUDED",
    )
    return np.asarray(hit) >= 0


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
def scene(obstacles: Obstacles) -> tuple[FloatArray, Any]:  # Any: embreex has no types
    """Centre of the obstacles and Embree's tree of them; single precision around the centre."""
    from embreex.mesh_construction import TriangleMesh
    from embreex.rtcore_scene import EmbreeScene

    centre = obstacles.triangles.reshape(-1, 3).mean(axis=0)
    tree = EmbreeScene(robust=True)
    TriangleMesh(tree, np.ascontiguousarray(obstacles.triangles - centre, dtype=np.float32))
    return centre, tree
