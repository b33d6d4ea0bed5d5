"""Where the sun stands in each hour of the year."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from twin.errors import MissingInput
from twin.model.arrays import BoolArray, FloatArray, frozen
from twin.model.thermal import HOURS_OF_YEAR, HourlyWeather

FIRST_SECOND = 1514764800.0  # 1 January 2018 00:00 UTC: a year without a 29 February
LAG = 69.1  # terrestrial time less universal time, 2018. [s]
REFRACTION = 0.5667  # of a sun on the horizon. [degree]
NORWEGIAN_LONGITUDES = (4.0, 31.0)  # whose clock is UTC+1. [degree]


@dataclass(frozen=True, slots=True, eq=False)
class SunPath:
    """The sun of one place, one row per hour, arrays of shape (8760,).

    An hour in which the sun rises or sets has its position in the middle of the part in which
    it is up, every other hour that of its middle.

    zenith : apparent, from the vertical. [degree]
    azimuth : clockwise from north. [degree]
    direction : unit vector to the sun, shape (8760, 3): east, north, up.
    """

    zenith: FloatArray
    azimuth: FloatArray
    direction: FloatArray

    def __post_init__(self) -> None:
        """Check shapes and freeze the arrays."""
        for name, shape in (
            ("zenith", (HOURS_OF_YEAR,)),
            ("azimuth", (HOURS_OF_YEAR,)),
            ("direction", (HOURS_OF_YEAR, 3)),
        ):
            object.__setattr__(self, name, frozen(getattr(self, name), np.float64, shape))

    @property
    def is_up(self) -> BoolArray:
        """Whether the sun is above a flat horizon, shape (8760,)."""
        return self.zenith < 90.0

    @property
    def height(self) -> FloatArray:
        """Above a flat horizon, shape (8760,). [degree]"""
        return 90.0 - self.zenith


def sun_of(weather: HourlyWeather) -> SunPath:
    """The sun over the place of `weather`, by its clock.

    A year that does not tell its clock keeps UTC+1 in the longitudes of Norway and the solar
    zone elsewhere.

    Raises
    ------
    MissingInput
        If the place is unknown.
    """
    if not np.isfinite([weather.latitude, weather.longitude]).all():
        raise MissingInput(
            "{name} does not say where it is, so the sun over it cannot be followed.",
            "Enter latitude and longitude of the weather, or choose another weather file.",
            name=weather.name,
        )
    offset = weather.utc_offset
    if not np.isfinite(offset):
        west, east = NORWEGIAN_LONGITUDES
        offset = 1.0 if west < weather.longitude < east else round(weather.longitude / 15)
    altitude = weather.altitude if np.isfinite(weather.altitude) else 0.0
    return sun_path(weather.latitude, weather.longitude, float(offset), float(altitude))


@lru_cache(maxsize=16)
def sun_path(
    latitude: float, longitude: float, utc_offset: float, altitude: float = 0.0
) -> SunPath:
    """The sun over a place in each hour of a year of 365 days.

    Parameters
    ----------
    latitude, longitude : [degree]
    utc_offset : of the clock. [h]
    altitude : above the sea, for the refraction. [m]

    References
    ----------
    Reda and Andreas (2004), NREL/TP-560-34302, through pvlib.
    """
    begin = FIRST_SECOND - 3600 * utc_offset
    place = (latitude, longitude, altitude)
    edges: FloatArray = begin + 3600.0 * np.arange(HOURS_OF_YEAR + 1, dtype=np.float64)
    middle = edges[:-1] + 1800
    zenith, azimuth, _ = _positions(middle, place)
    above = np.cos(np.radians(_positions(edges, place)[2])) + np.sin(np.radians(REFRACTION))
    rises, sets = (above[:-1] <= 0) & (above[1:] > 0), (above[:-1] > 0) & (above[1:] <= 0)
    partly = np.flatnonzero(rises | sets)
    crossing = above[partly] / (above[partly] - above[partly + 1])
    moment: FloatArray = edges[partly] + 1800 * np.where(rises[partly], 1 + crossing, crossing)
    zenith[partly], azimuth[partly], _ = _positions(moment, place)
    flat, round_about = np.sin(np.radians(zenith)), np.radians(azimuth)
    direction = np.column_stack(
        [flat * np.sin(round_about), flat * np.cos(round_about), np.cos(np.radians(zenith))]
    )
    return SunPath(zenith, azimuth, direction)


def _positions(
    seconds: FloatArray, place: tuple[float, float, float]
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Apparent zenith, azimuth and true zenith at moments in Unix time. [degree]"""
    from pvlib import atmosphere, spa  # slow to import, and only needed where a year is calculated

    latitude, longitude, altitude = place
    pressure = float(atmosphere.alt2pres(altitude)) / 100
    found = spa.solar_position(
        seconds, latitude, longitude, altitude, pressure, 12.0, LAG, REFRACTION
    )
    apparent, zenith, azimuth = (np.array(found[row], dtype=np.float64) for row in (0, 1, 4))
    return apparent, azimuth, zenith
