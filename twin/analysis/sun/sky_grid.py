"""The sky as patches: where each is and how large."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

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
    """

    direction: FloatArray
    solid_angle: FloatArray
    band_start: IntArray
    band_height: FloatArray

    def __post_init__(self) -> None:
        """Check shapes and freeze the arrays."""
        patches, bands = len(self.solid_angle), len(self.band_height)
        for name, dtype, shape in (
            ("direction", np.float64, (patches, 3)),
            ("solid_angle", np.float64, (patches,)),
            ("band_start", np.int32, (bands + 1,)),
            ("band_height", np.float64, (bands,)),
        ):
            object.__setattr__(self, name, frozen(getattr(self, name), dtype, shape))

    @property
    def below(self) -> FloatArray:
        """Unit vectors to the patches mirrored at the horizon, those of the ground, (p, 3)."""
        return self.direction * (1.0, 1.0, -1.0)

    def __len__(self) -> int:
        """Number of patches."""
        return len(self.solid_angle)


@dataclass(frozen=True, slots=True, eq=False)
class Blend:
    """Each direction as a weighted mean of four patches.

    patch : shape (d, 4).  weight : shape (d, 4), rows sum to 1.
    """

    patch: IntArray
    weight: FloatArray


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
    edges = np.radians(np.append(np.arange(0, BAND * len(TREGENZA) + 1e-9, BAND / divisions), 90))
    numbers = [n * divisions for n in TREGENZA for _ in range(divisions)] + [1]
    low, high = np.sin(edges[:-1]), np.sin(edges[1:])
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
    return SkyGrid(direction, solid_angle, starts, np.degrees(np.arcsin(middle)))


def cosine_weights(grid: SkyGrid, normals: FloatArray, directions: FloatArray) -> FloatArray:
    """Solid angle times cosine of each patch seen from planes, 0 behind, shape (n, p). [sr]

    Parameters
    ----------
    normals : unit vectors, shape (n, 3).
    directions : `SkyGrid.direction` or `SkyGrid.below`.
    """
    return np.maximum(normals @ directions.T, 0.0) * grid.solid_angle


def blend(grid: SkyGrid, direction: FloatArray) -> Blend:
    """Neighbouring patches of directions, linear in height and azimuth.

    Parameters
    ----------
    direction : unit vectors, shape (d, 3); below the horizon as on it.
    """
    height = np.degrees(np.arcsin(np.clip(direction[:, 2], 0.0, 1.0)))
    turn = np.arctan2(direction[:, 0], direction[:, 1]) / (2 * np.pi) % 1.0
    bands = len(grid.band_height)
    middle = grid.band_height.copy()
    middle[-1] = 90.0
    upper = np.clip(np.searchsorted(middle, height), 1, bands - 1)
    share = np.clip((height - middle[upper - 1]) / (middle[upper] - middle[upper - 1]), 0.0, 1.0)
    numbers = np.diff(grid.band_start)
    patch = np.empty((len(direction), 4), dtype=np.int32)
    weight = np.empty((len(direction), 4))
    for place, (band, part) in enumerate(((upper - 1, 1 - share), (upper, share))):
        along = turn * numbers[band]
        first = np.floor(along).astype(np.int32)
        beyond = along - first
        patch[:, 2 * place] = grid.band_start[band] + first % numbers[band]
        patch[:, 2 * place + 1] = grid.band_start[band] + (first + 1) % numbers[band]
        weight[:, 2 * place] = part * (1 - beyond)
        weight[:, 2 * place + 1] = part * beyond
    return Blend(patch, weight)
