"""What shades solar panels: their building, other panels, its neighbours and the land."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.panels.choice import SOUTH_ROWS
from twin.analysis.panels.modules import triangles_of
from twin.analysis.panels.yields import specific_yield
from twin.analysis.sun.horizon import Horizon
from twin.analysis.sun.obstacles import Obstacles, content_key, together
from twin.analysis.sun.position import SunPath, sun_of
from twin.analysis.sun.surface_points import SurfacePoints, facing, gathered, spread
from twin.analysis.sun.visibility import shadings
from twin.model.panels import PanelPlace
from twin.model.shading import Shading
from twin.model.thermal import HourlyWeather

POINTS = 40  # on the modules of each direction of a place


@dataclass(frozen=True, slots=True, eq=False)
class PanelScene:
    """Places for panels among what stands in their sun; x east, y true north.

    places : in this frame, not yet looked at.
    points : on their modules, a surface for each direction of each place.
    obstacles : the building, its neighbours and the modules in rows.
    """

    places: tuple[PanelPlace, ...]
    points: SurfacePoints
    obstacles: Obstacles

    def key(self, sun: SunPath, horizon: Horizon) -> str:
        """Of everything that the shade depends on."""
        numbers = content_key(sun.direction, np.array(horizon.height))
        return f"{self.points.key}-{self.obstacles.key}-{numbers}"


def panel_scenes(places: Sequence[PanelPlace], around: Obstacles) -> tuple[PanelScene, ...]:
    """Places among a building and its neighbours.

    Rows to the south are alone in their scene: they stand where the other rows would.

    around : in the frame of the places, the building itself included.
    """
    south = [place for place in places if place.key.endswith(SOUTH_ROWS)]
    others = [place for place in places if not place.key.endswith(SOUTH_ROWS)]
    return tuple(_scene(group, around) for group in (others, south) if group)


def _scene(places: Sequence[PanelPlace], around: Obstacles) -> PanelScene:
    surfaces = [
        spread(triangles_of(place.modules[place.facing == row]), facing(*plane), POINTS)
        for place in places
        for row, plane in enumerate(place.facings)
    ]
    lowest = float(around.triangles[..., 2].min()) if len(around) else 0.0
    points = gathered(surfaces, np.full(len(surfaces), lowest))
    rows = [place for place in places if place.mounting == "open"]
    modules = [Obstacles(triangles_of(place.modules)) for place in rows]
    return PanelScene(tuple(places), points, together([around, *modules]))


def looked_at(scene: PanelScene, sun: SunPath, horizon: Horizon) -> tuple[Shading, ...]:
    """Shading of each direction of each place; takes a second, so keep it by `PanelScene.key`."""
    return shadings(scene.points, scene.obstacles, sun, horizon)


def with_shadings(
    scene: PanelScene, found: Sequence[Shading], weather: HourlyWeather
) -> list[PanelPlace]:
    """Places of a scene with their shade and what they give in a year.

    found : of each direction of each place, in their order.
    """
    left, towards = iter(found), sun_of(weather).direction
    seen: list[PanelPlace] = []
    for place in scene.places:
        shaded = replace(place, shadings=tuple(next(left) for _ in place.facings), towards=towards)
        seen.append(replace(shaded, specific_yield=specific_yield(shaded, weather)))
    return seen
