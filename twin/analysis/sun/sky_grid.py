"""The sky as patches: where each is and how large."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import sparse

from twin.model.arrays import FloatArray, IntArray, frozen

TREGENZA = (30, 30, 24, 24, 18, 12, 6)
"""Patches in each band of 12 degrees from the horizon up (Tregenza 1987); one more at the top."""
BAND = 12.0  # [degree]


@dataclass(frozen=True, slots=True, eq=False)
class SkyGrid:
    """Patches of a hemisphere, from the horizon up, band by band; the zenith cap is the last.

    direction : unit vectors to the patches, shape (p, 3): east, north, up.
    solid_angle : shape (p,), together 2 pi. [sr]
    band_start : first patch of each band, the cap included, shape (b + 1,); last the number p.
    band_height : height of the middle of each band, shape (b,). [degree]
    band_edge : lower edge of each band and 90, shape (b + 1,). [degree]
    """

    direction: FloatArray
    solid_angle: FloatArray
    band_start: IntArray
    band_height: FloatArray
    band_edge: FloatArray

    def __post_init__(self) -> None:
        """Check shapes and freeze the arrays."""
        patches, bands = len(self.solid_angle), len(self.band_height)
        for name, dtype, shape in (
            ("direction", np.float64, (patches, 3)),
            ("solid_angle", np.float64, (patches,)),
            ("band_start", np.int32, (bands + 1,)),
            ("band_height", np.float64, (bands,)),
            ("band_edge", np.float64, (bands + 1,)),
        ):
            object.__setattr__(self, name, frozen(getattr(self, name), dtype, shape))

    @property
    def below(self) -> FloatArray:
        """Unit vectors to the patches mirrored at the horizon, those of the ground, (p, 3)."""
        return self.direction * (1.0, 1.0, -1.0)

    def __len__(self) -> int:
        """Number of patches."""
        return len(self.solid_angle)


@lru_cache(maxsize=4)
def sky_grid(divisions: int = 1) -> SkyGrid:
    """Tregenza's 145 patches, or each of them divided as often in height and azimuth.

    divisions : 1 gives 145 patches, 2 gives 577, 4 gives 2305.

    Heights are those whose sine is the mean over the patch, so that solid angle times cosine over
    the hemisphere is pi on a level plane.

    References
    ----------
    Tregenza (1987), Lighting Research and Technology 19, 13-14; Reinhart and Walkenhorst (2001),
    Energy and Buildings 33, 683-697, for the division.
    """
    edges = np.append(np.arange(0, BAND * len(TREGENZA) + 1e-9, BAND / divisions), 90.0)
    numbers = [n * divisions for n in TREGENZA for _ in range(divisions)] + [1]
    low, high = np.sin(np.radians(edges[:-1])), np.sin(np.radians(edges[1:]))
    middle = (low + high) / 2
    solid_angle = np.concatenate(
        [np.full(n, 2 * np.pi * (b - a) / n) for n, a, b in zip(numbers, low, high, strict=True)]
    )
    azimuth = np.concatenate([2 * np.pi * np.arange(n) / n for n in numbers])
    up = np.repeat(middle, numbers)
    flat = np.sqrt(1 - up**2)
    direction = np.column_stack([flat * np.sin(azimuth), flat * np.cos(azimuth), up])
    direction[-1] = (0.0, 0.0, 1.0)
    starts = np.concatenate([[0], np.cumsum(numbers)])
    return SkyGrid(direction, solid_angle, starts, np.degrees(np.arcsin(middle)), edges)


def cosine_weights(grid: SkyGrid, normals: FloatArray, directions: FloatArray) -> FloatArray:
    """Solid angle times cosine of each patch seen from planes, 0 behind, shape (n, p). [sr]

    Parameters
    ----------
    normals : unit vectors, shape (n, 3).
    directions : `SkyGrid.direction` or `SkyGrid.below`.
    """
    return np.maximum(normals @ directions.T, 0.0) * grid.solid_angle


def blend(grid: SkyGrid, direction: FloatArray) -> sparse.csr_array:
    """Directions as weighted means of the four patches around each, shape (d, p).

    Linear in height and azimuth; the weights of a direction sum to 1.

    Parameters
    ----------
    direction : unit vectors, shape (d, 3); below the horizon as on it.
    """
    height = np.degrees(np.arcsin(np.clip(direction[:, 2], 0.0, 1.0)))
    turn = np.arctan2(direction[:, 0], direction[:, 1]) / (2 * np.pi) % 1.0
    middle = np.append(grid.band_height[:-1], 90.0)
    upper = np.clip(np.searchsorted(middle, height), 1, len(middle) - 1)
    share = np.clip((height - middle[upper - 1]) / (middle[upper] - middle[upper - 1]), 0.0, 1.0)
    patches, weights = [], []
    for band, part in ((upper - 1, 1 - share), (upper, share)):
        number = np.diff(grid.band_start)[band]
        along = turn * number
        first = np.floor(along).astype(np.int32)
        beyond = along - first
        patches += [grid.band_start[band] + (first + step) % number for step in (0, 1)]
        weights += [part * (1 - beyond), part * beyond]
    rows = np.tile(np.arange(len(direction)), 4)
    place = (rows, np.concatenate(patches))
    shape = (len(direction), len(grid))
    return sparse.csr_array((np.concatenate(weights), place), shape=shape)
