"""How much sun falls on a surface in each hour."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

import numpy as np

from twin.model.arrays import FloatArray
from twin.model.thermal import HourlyWeather

HOURS = 8760
REFERENCE_YEAR = 2018  # begins on a Monday and has no 29 February
UTC_OFFSET = 1  # normal time all year. [h]
LOWEST_SUN = 3.0  # below this height the beam is not trusted. [degree]


@dataclass(frozen=True, slots=True, eq=False)
class SunPosition:
    """Where the sun stands in the middle of each hour, arrays of shape (8760,). [degree]"""

    zenith: FloatArray
    azimuth: FloatArray


def day_of_year() -> FloatArray:
    """Day of the year of each hour, 1 to 365, shape (8760,)."""
    return np.repeat(np.arange(1.0, 366.0), 24)


@lru_cache(maxsize=8)
def sun_position(latitude: float, longitude: float, utc_offset: float = UTC_OFFSET) -> SunPosition:
    """Sun in the middle of each hour of the reference year (NREL SPA through pvlib).

    Parameters
    ----------
    latitude, longitude : [degree]
    utc_offset : of the weather's clock. [h]
    """
    from pvlib import spa  # slow to import, and only needed where a year is calculated

    begin = datetime(REFERENCE_YEAR, 1, 1, tzinfo=UTC).timestamp() - utc_offset * 3600
    middle = begin + 1800 + 3600.0 * np.arange(HOURS)
    found = spa.solar_position(middle, latitude, longitude, 0, 1013.25, 12, 67.0, 0.5667)
    return SunPosition(np.asarray(found[0], dtype=float), np.asarray(found[4], dtype=float))


@lru_cache(maxsize=128)
def irradiance(
    weather: HourlyWeather, tilt: float, azimuth: float, ground_reflection: float = 0.2
) -> FloatArray:
    """Sun on a plane in each hour, shape (8760,). [W/m2]

    Parameters
    ----------
    tilt : 0 up, 90 vertical, 180 down. [degree]
    azimuth : outward normal clockwise from north; any value for a horizontal plane. [degree]

    References
    ----------
    Hay and Davies (1980), as in pvlib.irradiance.haydavies.
    """
    from pvlib import irradiance as sky  # slow to import

    sun = sun_position(weather.latitude, weather.longitude, _utc_offset(weather.longitude))
    facing = azimuth if np.isfinite(azimuth) else 180.0
    cosine = np.cos(np.radians(sun.zenith))
    high_enough = sun.zenith < 90 - LOWEST_SUN
    beam = np.where(
        high_enough,
        weather.dni * np.maximum(sky.aoi_projection(tilt, facing, sun.zenith, sun.azimuth), 0),
        0,
    )
    extra = np.asarray(sky.get_extra_radiation(day_of_year()))
    diffuse = sky.haydavies(
        tilt, facing, weather.dhi, np.where(high_enough, weather.dni, 0), extra,
        np.minimum(sun.zenith, 90 - LOWEST_SUN), sun.azimuth,
    )  # fmt: skip
    ground = weather.ghi * ground_reflection * (1 - np.cos(np.radians(tilt))) / 2
    total = np.where(cosine > 0, beam + np.maximum(np.asarray(diffuse), 0) + ground, 0.0)
    total.setflags(write=False)
    return total


def _utc_offset(longitude: float) -> int:
    """Clock of a weather file: normal time of its zone; Norway keeps UTC+1 west of 7.5 degree."""
    return UTC_OFFSET if 4 < longitude < 31 else round(longitude / 15)
