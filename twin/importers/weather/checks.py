"""Whether the numbers of a weather file can be in the units and at the clock they claim."""

import numpy as np

from twin.analysis.climate import clear_sky
from twin.analysis.seasons import day_of_year, month_of_hour
from twin.analysis.sky import relative_humidity
from twin.analysis.sun.position import sun_path
from twin.errors import InputOutOfRange, UnreadableFile
from twin.importers.weather.columns import FEWEST_HOURS, RawColumn
from twin.importers.weather.place import Place
from twin.model.arrays import FloatArray
from twin.model.finding import Finding, Severity

WARMEST_PLACE, COLDEST_PLACE = 35.0, -60.0
"""Middle of a year: Dallol has a mean of 34.4, Dome Argus of about -58 degree C."""
SUNNIEST, DULLEST = 0.85, 0.15
"""Yearly global irradiation against that above the atmosphere: 0.25 to 0.75 occur."""
WINDIEST = (
    15.0  # yearly mean; Cape Denison, the windiest coast, has 19 and nobody's building. [m/s]
)
HUMIDITY_MISFIT = 3.5
"""Mean difference of the humidity stated and that by dew point. [%]
Five real files have 0.3 to 1.4; the same in Fahrenheit 4.4 to 8.0, with 8 K less 6 to 11."""
CLOSURE = 0.15  # of global against beam plus diffuse over the year
BETTER = 0.01  # by which a shifted clock must fit the sun better to be worth a warning


def check_temperature(column: RawColumn, filled: FloatArray, file: str) -> None:
    """Stop where a temperature cannot be in degree C or is too often missing.

    Parameters
    ----------
    filled : the column with its short gaps bridged, shape (8760,).

    Raises
    ------
    InputOutOfRange
        If its median lies outside what any place on Earth has.
    UnreadableFile
        If the known hours are not nearly a year.
    """
    if not np.isnan(column.median) and not COLDEST_PLACE <= column.median <= WARMEST_PLACE:
        unit = "K" if column.median > 200 else "°F" if column.median > WARMEST_PLACE else "?"
        raise InputOutOfRange(
            "The median of “{column}” in {file} is {median}: not °C, perhaps {unit}. "
            "Nothing was read.",
            "Get the file with temperatures in °C.",
            column=column.label,
            file=file,
            median=f"{column.median:.0f}",
            unit=unit,
        )
    known = int(np.isfinite(filled).sum())
    if known < FEWEST_HOURS:
        raise UnreadableFile(
            "{file} has an air temperature in {hours} of the 8760 hours of a year; no year can "
            "be calculated with it, so nothing was read.",
            "Choose another file, year or station.",
            file=file,
            hours=known,
        )


def check_sun(ghi: FloatArray, place: Place, label: str, file: str) -> None:
    """Stop where irradiation cannot be in W/m2 (or Wh/m2 per hour).

    Raises
    ------
    InputOutOfRange
        If the known hours sum to more than the sky lets through, or to next to nothing.
    """
    known = np.isfinite(ghi)
    above = above_atmosphere(place)[known].sum()
    if not above > 0:
        return
    share = ghi[known].sum() / above
    if DULLEST <= share <= SUNNIEST:
        return
    raise InputOutOfRange(
        "“{column}” in {file} is {percent} % of the sun above the atmosphere; 25 to 75 are "
        "possible. It is not in W/m2, or the place is wrong. Nothing was read.",
        "Check its unit (kJ/m2 and kWh/m2 are common) and the place, and get the file again.",
        column=label,
        file=file,
        percent=f"{100 * share:.3g}",
    )


def above_atmosphere(place: Place) -> FloatArray:
    """Irradiance on a level plane above the atmosphere, shape (8760,). [W/m2]"""
    zenith = sun_path(place.latitude, place.longitude, place.utc_offset).zenith
    distance = 1 + 0.033 * np.cos(2 * np.pi * day_of_year() / 365)  # Spencer, first term
    return 1361.0 * distance * np.maximum(np.cos(np.radians(zenith)), 0)


def windy(values: FloatArray, label: str) -> Finding | None:
    """A warning where wind is stronger than anywhere: km/h, knots or tenths of m/s."""
    mean = float(np.nanmean(values))
    if mean <= WINDIEST:
        return None
    return Finding(
        "weather-wind-unit",
        Severity.WARNING,
        "The mean of “{column}” is {mean}: not m/s, perhaps km/h.",
        "The wind of the file is not used.",
        "Get the file with wind in m/s.",
        values={"column": label, "mean": f"{mean:.0f}"},
    )


def fraction(values: FloatArray, label: str) -> Finding | None:
    """A warning where relative humidity is a fraction and no percentage."""
    if float(np.nanmax(values)) > 1.01:
        return None
    return Finding(
        "weather-humidity-unit",
        Severity.WARNING,
        "“{column}” is never above 1: not %, perhaps a fraction.",
        "The humidity of the file is not used.",
        "Get the file with humidity in %.",
        values={"column": label},
    )


def humidity_misfit(
    temperature: FloatArray, dew_point: FloatArray, humidity: FloatArray
) -> Finding | None:
    """A warning where the humidity stated is not that of temperature and dew point.

    Fahrenheit betrays itself here even where the mean could be that of a warm place.
    """
    difference = np.abs(relative_humidity(temperature, dew_point) - humidity)
    if not np.isfinite(difference).any() or np.nanmean(difference) <= HUMIDITY_MISFIT:
        return None
    return Finding(
        "weather-humidity-misfit",
        Severity.WARNING,
        "Temperature, dew point and relative humidity contradict each other by {percent} %.",
        "One of them is in another unit (°F?); results with this file may be plainly wrong.",
        "Check the units and get the file again.",
        values={"percent": f"{np.nanmean(difference):.0f}"},
    )


def closure(
    ghi: FloatArray, dni: FloatArray, dhi: FloatArray, zenith: FloatArray
) -> Finding | None:
    """A warning where beam and diffuse irradiance do not add up to the global."""
    together = dhi + dni * np.maximum(np.cos(np.radians(zenith)), 0)
    both = np.isfinite(together) & np.isfinite(ghi)
    whole = ghi[both].sum()
    if not whole or abs(together[both].sum() / whole - 1) <= CLOSURE:
        return None
    return Finding(
        "weather-sun-misfit",
        Severity.WARNING,
        "Beam and diffuse sun add up to {percent} % of the global sun.",
        "Sun on walls and windows is as uncertain as that.",
        "Check the file's source; prefer another file.",
        values={"percent": f"{100 * together[both].sum() / whole:.0f}"},
    )


def clock_shift(ghi: FloatArray, place: Place) -> Finding | None:
    """A warning where the sun of the file rises hours before or after the real one."""
    zenith = sun_path(place.latitude, place.longitude, place.utc_offset).zenith
    month = month_of_hour()
    summer, winter = (
        _shift(ghi[here], clear_sky(zenith)[here])
        for here in ((month > 2) & (month < 9), (month < 2) | (month > 9))
    )
    if summer == 0:
        return None
    code, text = "weather-clock", "The sun in the file is {hours} h off for its place and clock."
    if summer == 1 and winter == 0:
        code, text = "weather-summer-time", "The file is in summer time from April to September."
    return Finding(
        code,
        Severity.WARNING,
        text,
        "Sun, temperature and use of the building do not meet at the right hour.",
        "Check time zone, longitude and clock of the file, and get it in normal time.",
        values={"hours": summer},
    )


def _shift(ghi: FloatArray, clear: FloatArray) -> int:
    """Hours by which `ghi` is late against the clear sky; 0 if unsure."""
    known = np.isfinite(ghi)
    if known.sum() < ghi.size / 2 or not ghi[known].any():
        return 0
    fits = {
        hours: np.corrcoef(ghi[known], np.roll(clear, hours)[known])[0, 1]
        for hours in range(-11, 13)
    }
    best = max(fits, key=lambda hours: fits[hours])
    return best if fits[best] > fits[0] + BETTER else 0
