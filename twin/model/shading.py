"""What of the sun, the sky and the ground reaches planes behind what stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from twin.model.arrays import FloatArray, frozen

HOURS_OF_YEAR = 8760  # normal time, 365 days
Plane = tuple[float, float]
"""Tilt and azimuth of the outward normal. [degree]"""


@dataclass(frozen=True, slots=True, eq=False)
class Shading:
    """Shares of an unshaded plane's light that arrive, 0 to 1.

    What stands in the way is taken as black: it sends no light of its own.

    beam : of the plane that the sun reaches in each hour, shape (8760,); of no meaning in hours
        with the sun behind the plane.
    sky : of the light of a uniform sky.
    ground : of the light of a uniform ground.
    """

    beam: FloatArray
    sky: float
    ground: float

    def __post_init__(self) -> None:
        """Check the shape and freeze the array."""
        object.__setattr__(self, "beam", frozen(self.beam, np.float64, (HOURS_OF_YEAR,)))

    def behind(self, other: "Shading") -> "Shading":
        """Both in a row, as if what each lets through were independent of the other."""
        return Shading(self.beam * other.beam, self.sky * other.sky, self.ground * other.ground)


def unshaded() -> Shading:
    """Nothing in the way."""
    return Shading(np.ones(HOURS_OF_YEAR), 1.0, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class ZoneShading:
    """What stands in the sun of a building: itself, its neighbours and the land.

    windows, opaque : of the planes that the windows, and the walls and roofs, lie in.
    horizon : where the height of the land is from, "" where nobody told and it counts as flat.
    neighbours : how many other buildings were looked at, -1 where the place of the building
        among them is unknown.
    towards : unit vectors to the sun of the hours that the beams are for, east, north, up, shape
        (8760, 3); None: they suit any weather.
    """

    windows: Mapping[Plane, Shading] = field(default_factory=dict[Plane, Shading])
    opaque: Mapping[Plane, Shading] = field(default_factory=dict[Plane, Shading])
    horizon: str = ""
    neighbours: int = -1
    towards: FloatArray | None = None

    def __post_init__(self) -> None:
        """Check the shape and freeze the array."""
        if self.towards is not None:
            towards = frozen(self.towards, np.float64, (HOURS_OF_YEAR, 3))
            object.__setattr__(self, "towards", towards)
