"""Which patches of sky and ground surfaces see past what stands around them."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import sparse

from twin.analysis.sun.obstacles import Obstacles
from twin.analysis.sun.rays import FAR, blocked
from twin.analysis.sun.sky_grid import SkyGrid, sky_grid
from twin.analysis.sun.surface_points import SurfacePoints
from twin.model.arrays import BoolArray, FloatArray, frozen

LEAST_COSINE = 1e-3  # of a direction that counts as before a plane
SEES_NOTHING = 0.05  # of sky and ground; a point that sees less is inside a construction
MOST_RAYS = 1_000_000  # at once


@dataclass(frozen=True, slots=True, eq=False)
class VisibleSky:
    """What surfaces see of each patch, past buildings; land is not yet counted.

    grid : of the sky; the ground is its mirror image.
    sky, ground : share of the surface that sees the patch, weighted by its cosine; NaN where the
        whole surface has the patch behind it, shape (s, p).
    sky_weight, ground_weight : solid angle times mean cosine of the patches, shape (s, p). [sr]
    counted : points that count, shape (n,). One that sees nothing lies inside a construction and
        does not, unless all of its surface do.
    """

    grid: SkyGrid
    sky: FloatArray
    ground: FloatArray
    sky_weight: FloatArray
    ground_weight: FloatArray
    counted: BoolArray

    def __post_init__(self) -> None:
        """Check shapes and freeze the arrays."""
        shape = (len(self.sky), len(self.grid))
        for name in ("sky", "ground", "sky_weight", "ground_weight"):
            object.__setattr__(self, name, frozen(getattr(self, name), np.float64, shape))
        object.__setattr__(self, "counted", frozen(self.counted, np.bool_, (None,)))


@lru_cache(maxsize=8)
def visible_sky(points: SurfacePoints, obstacles: Obstacles, divisions: int = 1) -> VisibleSky:
    """What surfaces see of the patches of sky and ground; calculated once per geometry.

    divisions : of the sky, see `sky_grid`.
    """
    grid = sky_grid(divisions)
    faced_sky, seen_sky = look(points, grid.direction, obstacles)
    faced_ground, seen_ground = look(points, grid.below, obstacles)
    seen = seen_sky.sum(axis=1) + seen_ground.sum(axis=1)
    faced = faced_sky.sum(axis=1) + faced_ground.sum(axis=1)
    counted = _counted(points, seen > SEES_NOTHING * faced)
    mean = _mean_of_surface(points, counted)
    facing_sky, facing_ground = mean @ faced_sky, mean @ faced_ground
    return VisibleSky(
        grid,
        _share(mean @ seen_sky, facing_sky),
        _share(mean @ seen_ground, facing_ground),
        facing_sky * grid.solid_angle,
        facing_ground * grid.solid_angle,
        counted,
    )


def look(
    points: SurfacePoints, directions: FloatArray, obstacles: Obstacles
) -> tuple[FloatArray, FloatArray]:
    """Cosines of directions from points, and the same with what is hidden set to 0, (n, d).

    A ray downward ends at the ground before the surface.

    directions : unit vectors, shape (d, 3).
    """
    faced: FloatArray = points.normal @ directions.T
    faced[faced < LEAST_COSINE] = 0.0
    seen = faced.copy()
    step = max(MOST_RAYS // max(len(directions), 1), 1)
    for start in range(0, len(seen), step):
        point, patch = np.nonzero(seen[start : start + step])
        point += start
        origin, direction = points.position[point], directions[patch]
        fall = -direction[:, 2]
        depth = np.maximum(origin[:, 2] - points.ground[point], 0.0)
        reach = np.where(fall > 0, depth / np.maximum(fall, 1e-9), FAR)
        hidden = blocked(obstacles, origin, direction, reach)
        seen[point[hidden], patch[hidden]] = 0.0
    return faced, seen


def _counted(points: SurfacePoints, sees_out: BoolArray) -> BoolArray:
    has_view = np.bincount(points.surface, sees_out, points.surfaces) > 0
    return sees_out | ~has_view[points.surface]


def _mean_of_surface(points: SurfacePoints, counted: BoolArray) -> sparse.csr_array:
    """Takes the mean over the points of each surface that count, shape (s, n)."""
    number = np.bincount(points.surface, counted, points.surfaces)
    weight = counted / np.maximum(number, 1.0)[points.surface]
    place = (points.surface, np.arange(len(points.surface)))
    return sparse.csr_array((weight, place), shape=(points.surfaces, len(points.surface)))


def _share(seen: FloatArray, faced: FloatArray) -> FloatArray:
    return np.where(faced > 0, seen / np.where(faced > 0, faced, 1.0), np.nan)
