"""What of the sun and the sky is left on a plane behind what stands in the way."""

from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.sun.transposition import PlaneSun
from twin.model.arrays import FloatArray, frozen
from twin.model.thermal import HOURS_OF_YEAR


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

    def on(self, sun: PlaneSun) -> PlaneSun:
        """The plane's sun with this in the way; the light around the sun goes with the beam."""
        return replace(
            sun,
            beam=sun.beam * self.beam,
            circumsolar=sun.circumsolar * self.beam,
            sky=sun.sky * self.sky,
            ground=sun.ground * self.ground,
        )

    def behind(self, other: "Shading") -> "Shading":
        """Both in a row, as if what each lets through were independent of the other."""
        return Shading(self.beam * other.beam, self.sky * other.sky, self.ground * other.ground)


def unshaded() -> Shading:
    """Nothing in the way."""
    return Shading(np.ones(HOURS_OF_YEAR), 1.0, 1.0)
