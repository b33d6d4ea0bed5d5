"""Floors on the ground and walls below it."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.ground_temperature import air_wave
from twin.analysis.seasons import DAYS_IN_MONTH
from twin.model.arrays import FloatArray
from twin.model.thermal import HourlyWeather

WALL_THICKNESS = 0.3  # [m]
OUTLINE = 1.2  # of a usual building against that of a square of the same area
DELAY = 1.0  # of the ground's wave after that of the air, EN ISO 13370:2017, annex H. [month]
HEAT_CAPACITY = 2.0e6  # of soil, EN ISO 13370:2017, table 7. [J/(K m3)]
YEAR = 3.15e7  # [s]
DEEPEST = 6.0  # of a cellar; more wall below the ground means more than one outline. [m]
SHALLOWEST = 0.05  # below which the formula for walls meets its limit. [m]


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What of n zones touches the ground, arrays of shape (n,).

    floor_u_value, wall_u_value : from air to air, without the ground. [W/(m2 K)]
    wall_area : of walls below the ground, 0 without. [m2]
    perimeter : outline of the floors towards outside air. [m]
    conductivity : of the ground. [W/(m K)]
    """

    floor_area: FloatArray
    floor_u_value: FloatArray
    wall_area: FloatArray
    wall_u_value: FloatArray
    perimeter: FloatArray
    conductivity: FloatArray

    @property
    def area(self) -> FloatArray:
        """Of floors and walls. [m2]"""
        return self.floor_area + self.wall_area

    @property
    def part_u_value(self) -> FloatArray:
        """Mean of floors and walls without the ground. [W/(m2 K)]"""
        through = self.floor_area * self.floor_u_value + self.wall_area * self.wall_u_value
        return through / self.area

    @property
    def depth(self) -> FloatArray:
        """Of the floor below the ground: as much as makes the area of the walls. [m]"""
        return np.minimum(self.wall_area / self.perimeter, DEEPEST)


def usual_perimeter(area: FloatArray) -> FloatArray:
    """Outline of floors whose shape nobody knows. [m]"""
    return OUTLINE * 4 * np.sqrt(area)


def slabs(area: FloatArray, u_value: FloatArray, conductivity: FloatArray) -> Ground:
    """Floors of usual outline alone, arrays of one shape. [m2, W/(m2 K), W/(m K)]"""
    area, u_value = np.asarray(area, dtype=np.float64), np.asarray(u_value, dtype=np.float64)
    none = np.zeros_like(area)
    return Ground(area, u_value, none, none + 1.0, usual_perimeter(area), conductivity)


def ground_u_value(u_value: FloatArray, area: FloatArray, conductivity: FloatArray) -> FloatArray:
    """Slabs of usual outline with the ground's own resistance; as `u_value_with`. [W/(m2 K)]

    Parameters
    ----------
    u_value : of the slab without ground. [W/(m2 K)]
    area : of all slabs on the ground. [m2]
    conductivity : of the ground. [W/(m K)]
    """
    return u_value_with(slabs(area, u_value, conductivity))


def u_value_with(ground: Ground) -> FloatArray:
    """Floors and walls with the ground's own resistance, mean over both, shape (n,). [W/(m2 K)]

    References
    ----------
    EN ISO 13370:2017, equations 1 to 4 for slabs on the ground; for heated basements the same with
    half the depth added to the equivalent thickness, and the equation for basement walls.
    """
    floor = floor_u_value(ground)
    if not ground.wall_area.any():
        return floor
    through = ground.floor_area * floor + ground.wall_area * wall_u_value(ground)
    return through / ground.area


def floor_u_value(ground: Ground) -> FloatArray:
    """Floors with the ground, shape (n,). [W/(m2 K)]"""
    conductivity = ground.conductivity
    size = ground.floor_area / (0.5 * ground.perimeter)
    thickness = _thickness(ground) + ground.depth / 2
    inner = np.pi * size + thickness
    poor = 2 * conductivity / inner * np.log(np.pi * size / thickness + 1)
    return np.where(thickness >= size, conductivity / (0.457 * size + thickness), poor)


def wall_u_value(ground: Ground) -> FloatArray:
    """Walls below the ground, with it, shape (n,). [W/(m2 K)]"""
    depth = np.maximum(ground.depth, SHALLOWEST)
    wall = ground.conductivity / ground.wall_u_value
    floor = np.minimum(_thickness(ground), wall)
    slope = 2 * ground.conductivity / (np.pi * depth)
    return slope * (1 + 0.5 * floor / (floor + depth)) * np.log(depth / wall + 1)


def ground_temperature(
    weather: HourlyWeather, area: FloatArray, u_value: FloatArray, conductivity: FloatArray
) -> FloatArray:
    """Temperature below slabs of usual outline; as `temperature_below`, shape (8760, n)."""
    return temperature_below(weather, slabs(area, u_value, conductivity))


def temperature_below(weather: HourlyWeather, ground: Ground) -> FloatArray:
    """Temperature under the virtual layer of EN ISO 13370 by hour, shape (8760, n). [degree C]"""
    return np.repeat(monthly_below(weather, ground), 24 * np.array(DAYS_IN_MONTH), axis=0)


def monthly_below(weather: HourlyWeather, ground: Ground) -> FloatArray:
    """Temperature under the virtual layer of EN ISO 13370, shape (12, n). [degree C]

    It makes the steady heat flow of the floor the one to the mean outside air, and lets the year's
    wave of the air through the edges and through walls below the ground.

    References
    ----------
    EN ISO 13370:2017, annex H (periodic coefficients) and F (virtual temperature).
    """
    mean, amplitude, coldest = air_wave(weather)
    through = _edge(ground) / (ground.area * u_value_with(ground))
    middle = np.cumsum(DAYS_IN_MONTH) - np.array(DAYS_IN_MONTH) / 2
    wave = np.cos(2 * np.pi * ((middle - coldest) / 365 - DELAY / 12))
    return mean - amplitude * through[None, :] * wave[:, None]


def _edge(ground: Ground) -> FloatArray:
    """Periodic coefficient for the wave of the outside air, shape (n,). [W/K]"""
    conductivity = ground.conductivity
    reach = np.sqrt(YEAR * conductivity / (np.pi * HEAT_CAPACITY))
    deep = np.exp(-ground.depth / reach)
    floor = deep * np.log(reach / _thickness(ground) + 1)
    wall = 2 * (1 - deep) * np.log(reach * ground.wall_u_value / conductivity + 1)
    return 0.37 * ground.perimeter * conductivity * (floor + wall)


def _thickness(ground: Ground) -> FloatArray:
    """Of soil that resists as much as the floor, with the wall above its edge. [m]"""
    return WALL_THICKNESS + ground.conductivity / ground.floor_u_value
