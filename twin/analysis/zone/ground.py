"""Floors on the ground."""

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


def ground_u_value(u_value: FloatArray, area: FloatArray, conductivity: FloatArray) -> FloatArray:
    """Floor on the ground with the ground's own resistance, arrays of one shape. [W/(m2 K)]

    Parameters
    ----------
    u_value : of the slab without ground. [W/(m2 K)]
    area : of all slabs on the ground. [m2]
    conductivity : of the ground. [W/(m K)]

    References
    ----------
    EN ISO 13370:2017, equations 1 to 4.
    """
    size, thickness = _size(area), WALL_THICKNESS + conductivity / u_value
    inner = np.pi * size + thickness
    poor = 2 * conductivity / inner * np.log(np.pi * size / thickness + 1)
    return np.where(thickness >= size, conductivity / (0.457 * size + thickness), poor)


def ground_temperature(
    weather: HourlyWeather, area: FloatArray, u_value: FloatArray, conductivity: FloatArray
) -> FloatArray:
    """Temperature under the virtual layer of EN ISO 13370, shape (8760, n). [degree C]

    It makes the steady heat flow of the floor the one to the mean outside air, and lets the year's
    wave of the air through the edges.

    References
    ----------
    EN ISO 13370:2017, annex H (periodic coefficients) and F (virtual temperature).
    """
    mean, amplitude, coldest = air_wave(weather)
    thickness = WALL_THICKNESS + conductivity / u_value
    depth = np.sqrt(YEAR * conductivity / (np.pi * HEAT_CAPACITY))
    outline = area / (0.5 * _size(area))
    edge = 0.37 * outline * conductivity * np.log(depth / thickness + 1)
    through = edge / (area * ground_u_value(u_value, area, conductivity))
    middle = np.cumsum(DAYS_IN_MONTH) - np.array(DAYS_IN_MONTH) / 2
    wave = np.cos(2 * np.pi * ((middle - coldest) / 365 - DELAY / 12))
    monthly = mean - amplitude * through[None, :] * wave[:, None]
    return np.repeat(monthly, 24 * np.array(DAYS_IN_MONTH), axis=0)


def _size(area: FloatArray) -> FloatArray:
    """Characteristic dimension: area over half the outline. [m]"""
    return area / (0.5 * OUTLINE * 4 * np.sqrt(area))
