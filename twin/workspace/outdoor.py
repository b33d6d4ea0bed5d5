"""The outdoor temperature of all years that a portfolio has weather of, hour by hour."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from twin.errors import UnreadableFile
from twin.model.arrays import FloatArray
from twin.store.weather import list_weather, load_weather

_HOUR = np.timedelta64(3600, "s")
_LEAP_DAY = 24 * (31 + 28)
_USUAL_OFFSET = 1.0
"""Of a weather file that does not tell its clock: Norwegian normal time. [h]"""


@dataclass(frozen=True, slots=True, eq=False)
class Outdoors:
    """Hours of several years on end.

    first : start of the first hour, UTC.
    temperature : NaN where no weather is known and on 29 February, shape (n,). [degree C]
    years : that are known.
    """

    first: np.datetime64
    temperature: FloatArray
    years: tuple[int, ...]


def outdoors(folder: Path) -> Outdoors | None:
    """Temperature of the years of a portfolio, the newest file of each; None without any."""
    by_year: dict[int, tuple[FloatArray, float]] = {}
    for stored in list_weather(folder):
        if not stored.year:
            continue
        try:
            weather = load_weather(folder, stored.key)
        except UnreadableFile:
            continue
        offset = weather.utc_offset if np.isfinite(weather.utc_offset) else _USUAL_OFFSET
        by_year[stored.year] = weather.temperature, offset
    if not by_year:
        return None
    start, end = np.datetime64(str(min(by_year))), np.datetime64(str(max(by_year) + 1))
    first = start.astype("datetime64[s]") - _HOUR
    values = np.full(
        int((end.astype("datetime64[h]") - start.astype("datetime64[h]")).astype(int)), np.nan
    )
    for year, (temperature, offset) in by_year.items():
        hours = _whole_year(year, temperature)
        begin = np.datetime64(f"{year}-01-01", "s") - round(offset) * _HOUR
        place = int((begin - first) // _HOUR)
        kept = slice(max(place, 0), min(place + len(hours), len(values)))
        values[kept] = hours[kept.start - place : kept.stop - place]
    return Outdoors(first, values, tuple(sorted(by_year)))


def _whole_year(year: int, temperature: FloatArray) -> FloatArray:
    """Hours of a calendar year; 29 February, which weather of 365 days lacks, is unknown."""
    days = int((np.datetime64(str(year + 1), "D") - np.datetime64(str(year), "D")).astype(int))
    if days == 365:
        return temperature
    gap = np.full(24, np.nan)
    return np.concatenate([temperature[:_LEAP_DAY], gap, temperature[_LEAP_DAY:]])
