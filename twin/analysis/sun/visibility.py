"""How much of the sun of each hour, of the sky and of the ground reaches surfaces."""

from functools import lru_cache

import numpy as np
from scipy import sparse

from twin.analysis.sun.horizon import Horizon
from twin.analysis.sun.obstacles import Obstacles
from twin.analysis.sun.position import SunPath
from twin.analysis.sun.rays import scene
from twin.analysis.sun.shading import Shading
from twin.analysis.sun.sky_grid import SkyGrid, blend
from twin.analysis.sun.surface_points import SurfacePoints
from twin.analysis.sun.visible_sky import VisibleSky, look, visible_sky
from twin.model.arrays import BoolArray, FloatArray

FINE = 2  # divisions of the sky for one building: 577 patches
AGREED = 1e-9


def patch_shading(visible: VisibleSky, surface: int, sun: SunPath, horizon: Horizon) -> Shading:
    """Shading of one surface from its patches alone: fast, and blurred to the patches' size.

    Parameters
    ----------
    surface : row in `visible`.
    horizon : of the land; the sky below it is dark, and the sun behind it.
    """
    shines = shining(sun, horizon)
    share, _ = _patch_beam(visible, surface, sun)
    return Shading(np.where(shines, share, 0.0), *diffuse_shares(visible, surface, horizon))


@lru_cache(maxsize=16)
def shadings(
    points: SurfacePoints, obstacles: Obstacles, sun: SunPath, horizon: Horizon
) -> tuple[Shading, ...]:
    """Shading of every surface of a building, length `points.surfaces`; once per geometry.

    Where the patches around the sun agree, they tell whether it shines; where they do not, rays
    to the sun itself do.
    """
    visible = visible_sky(points, obstacles, FINE)
    shines = shining(sun, horizon)
    found: list[Shading] = []
    for surface in range(points.surfaces):
        share, agree = _patch_beam(visible, surface, sun)
        beam = np.where(shines, share, 0.0)
        doubtful = np.flatnonzero(shines & ~agree)
        own = _of_surface(points, visible.counted & (points.surface == surface))
        faced, seen = look(own, sun.direction[doubtful], obstacles)
        total = faced.sum(axis=0)
        beam[doubtful] = np.where(total > 0, seen.sum(axis=0) / np.maximum(total, AGREED), 1.0)
        found.append(Shading(beam, *diffuse_shares(visible, surface, horizon)))
    return tuple(found)


def shining(sun: SunPath, horizon: Horizon) -> BoolArray:
    """Whether the sun is above the land, shape (8760,)."""
    return sun.is_up & (sun.height > horizon.at(sun.azimuth))


def diffuse_shares(visible: VisibleSky, surface: int, horizon: Horizon) -> tuple[float, float]:
    """Shares of the light of a uniform sky and of a uniform ground that arrive."""
    return (
        _mean(
            visible.sky[surface] * above_land(visible.grid, horizon), visible.sky_weight[surface]
        ),
        _mean(visible.ground[surface], visible.ground_weight[surface]),
    )


def _mean(share: FloatArray, weight: FloatArray) -> float:
    total = weight.sum()
    return float(np.nansum(share * weight) / total) if total > 0 else 1.0


@lru_cache(maxsize=64)
def above_land(grid: SkyGrid, horizon: Horizon) -> FloatArray:
    """Share of each patch above the land, shape (p,)."""
    edges = np.sin(np.radians(grid.band_edge))
    band = np.repeat(np.arange(len(grid.band_height)), np.diff(grid.band_start))
    azimuth = np.degrees(np.arctan2(grid.direction[:, 0], grid.direction[:, 1]))
    land = np.sin(np.radians(horizon.at(azimuth)))
    low, high = edges[band], edges[band + 1]
    return (high - np.clip(land, low, high)) / (high - low)


def _patch_beam(visible: VisibleSky, surface: int, sun: SunPath) -> tuple[FloatArray, BoolArray]:
    """Share of the surface that the sun reaches in each hour, and whether the patches agree.

    Patches behind the surface have no say; where all are, the sun only grazes it.
    """
    around = _around(visible.grid, sun)
    share = visible.sky[surface]
    seen = around @ np.nan_to_num(share)
    faced = around @ (~np.isnan(share)).astype(float)
    agree = (faced > AGREED) & ((seen <= AGREED) | (seen >= faced - AGREED))
    return np.where(faced > AGREED, seen / np.maximum(faced, AGREED), 1.0), agree


@lru_cache(maxsize=16)
def _around(grid: SkyGrid, sun: SunPath) -> sparse.csr_array:
    return blend(grid, sun.direction)


def _of_surface(points: SurfacePoints, chosen: BoolArray) -> SurfacePoints:
    rows = np.flatnonzero(chosen)
    return SurfacePoints(
        points.position[rows], points.normal[rows], np.zeros(len(rows), np.int32),
        points.ground[rows], 1,
    )  # fmt: skip


def forget_geometry() -> None:
    """Give back the memory of the geometry last looked at."""
    for kept in (shadings, visible_sky, scene):
        kept.cache_clear()
