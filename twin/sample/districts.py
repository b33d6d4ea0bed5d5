"""Built-up land in the districts of Bergen, and where on it buildings still find room."""

from dataclasses import dataclass, field
from functools import cache

import numpy as np
import shapely

from twin.model.arrays import FloatArray
from twin.sample.model.ground import map_position


@dataclass(frozen=True, slots=True)
class Area:
    """Land between fjord and mountain that is built on, drawn by hand and roughly.

    corners : latitude and longitude. [degree]
    density : buildings per area against other land.
    ground_level : usual height above sea level. [m]
    """

    district: str
    corners: tuple[tuple[float, float], ...]
    density: float
    ground_level: float


AREAS: tuple[Area, ...] = (
    Area("Bergenhus", ((60.3985, 5.306), (60.404, 5.322), (60.420, 5.314), (60.434, 5.316),
                       (60.433, 5.326), (60.410, 5.336), (60.392, 5.341), (60.387, 5.354),
                       (60.380, 5.345), (60.383, 5.318)), 1.5, 28),
    Area("Årstad", ((60.379, 5.328), (60.380, 5.350), (60.374, 5.372), (60.360, 5.386),
                    (60.348, 5.380), (60.345, 5.347), (60.360, 5.331)), 1.3, 58),
    Area("Fana", ((60.344, 5.341), (60.347, 5.392), (60.335, 5.404), (60.318, 5.392),
                  (60.300, 5.376), (60.282, 5.378), (60.262, 5.360), (60.266, 5.326),
                  (60.285, 5.324), (60.300, 5.333), (60.320, 5.345)), 1.0, 52),
    Area("Ytrebygda", ((60.318, 5.268), (60.313, 5.300), (60.297, 5.321), (60.280, 5.308),
                       (60.262, 5.268), (60.253, 5.238), (60.272, 5.226), (60.302, 5.236)),
         0.9, 48),
    Area("Fyllingsdalen", ((60.371, 5.283), (60.369, 5.310), (60.352, 5.307), (60.336, 5.300),
                           (60.329, 5.284), (60.334, 5.264), (60.352, 5.264)), 1.2, 44),
    Area("Laksevåg", ((60.384, 5.176), (60.387, 5.205), (60.377, 5.222), (60.370, 5.254),
                      (60.352, 5.250), (60.350, 5.206), (60.366, 5.182)), 1.0, 46),
    Area("Laksevåg", ((60.385, 5.316), (60.393, 5.286), (60.395, 5.256), (60.387, 5.254),
                      (60.382, 5.284), (60.376, 5.312)), 1.2, 40),
    Area("Åsane", ((60.440, 5.307), (60.449, 5.281), (60.475, 5.262), (60.500, 5.270),
                   (60.510, 5.310), (60.506, 5.345), (60.490, 5.366), (60.478, 5.388),
                   (60.458, 5.396), (60.450, 5.360), (60.445, 5.335)), 0.9, 72),
    Area("Arna", ((60.463, 5.431), (60.463, 5.452), (60.448, 5.455), (60.444, 5.434)), 0.9, 60),
    Area("Arna", ((60.428, 5.455), (60.435, 5.498), (60.425, 5.510), (60.412, 5.488),
                  (60.394, 5.488), (60.358, 5.471), (60.352, 5.449), (60.380, 5.460),
                  (60.412, 5.452)), 0.8, 50),
)  # fmt: skip
_CANDIDATES = 16  # places tried for each building; the one with most room is taken
_MARGIN = 6.0  # between the circles around two buildings [m]
_GROWTH = 1.004  # of all areas, once no candidate has room


@dataclass(slots=True)
class Ground:
    """Land that is taken: circles around buildings.

    circles : centre and radius, shape (n, 3), of which `used` are in use. [m]
    spread : how far beyond their outlines the areas are built on, once they are full.
    """

    circles: FloatArray = field(default_factory=lambda: np.zeros((64, 3)))
    used: int = 0
    spread: float = 1.0

    def take(self, x: float, y: float, radius: float) -> None:
        """Take the circle."""
        if self.used == len(self.circles):
            self.circles = np.concatenate([self.circles, np.zeros_like(self.circles)])
        self.circles[self.used] = x, y, radius
        self.used += 1

    def find(self, random: np.random.Generator, radius: float) -> tuple[Area, float, float]:
        """Take the place with most room for its size among a few; buildings end up spread evenly.

        References
        ----------
        Mitchell (1991), Spectrally optimal sampling: the best candidate.
        """
        while True:
            area, points = _candidates(random, self.spread)
            x, y, other = self.circles[: self.used].T
            distance = np.hypot(points[:, :1] - x, points[:, 1:] - y)
            room = (distance - _MARGIN) / (other + radius)
            nearest = room.min(axis=1, initial=np.inf)
            best = int(np.argmax(nearest))
            if nearest[best] > 1.0:
                east, north = (float(value) for value in points[best])
                self.take(east, north, radius)
                return area, east, north
            self.spread *= _GROWTH


def _candidates(random: np.random.Generator, spread: float) -> tuple[Area, FloatArray]:
    """An area, the denser and larger the likelier, and points in it, shape (n, 2). [m]"""
    outlines = _outlines()
    weights = np.array([o.area * a.density for o, a in zip(outlines, AREAS, strict=True)])
    chosen = int(random.choice(len(AREAS), p=weights / weights.sum()))
    outline = outlines[chosen]
    low, high = np.reshape(outline.bounds, (2, 2))
    points = np.zeros((0, 2))
    while len(points) < _CANDIDATES:
        drawn = random.uniform(low, high, (4 * _CANDIDATES, 2))
        points = drawn[shapely.contains_xy(outline, drawn)][:_CANDIDATES]
    middle = np.array([outline.centroid.x, outline.centroid.y])
    return AREAS[chosen], middle + spread * (points - middle)


@cache
def _outlines() -> tuple[shapely.Polygon, ...]:
    return tuple(shapely.Polygon([map_position(*corner) for corner in a.corners]) for a in AREAS)
