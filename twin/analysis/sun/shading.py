"""What of the sun and the sky is left on a plane behind what stands in the way."""

from dataclasses import replace

from twin.analysis.sun.transposition import PlaneSun
from twin.model.shading import Shading as Shading
from twin.model.shading import unshaded as unshaded


def shaded(sun: PlaneSun, shading: Shading | None) -> PlaneSun:
    """The plane's sun with this in the way; the light around the sun goes with the beam."""
    if shading is None:
        return sun
    return replace(
        sun,
        beam=sun.beam * shading.beam,
        circumsolar=sun.circumsolar * shading.beam,
        sky=sun.sky * shading.sky,
        ground=sun.ground * shading.ground,
    )
