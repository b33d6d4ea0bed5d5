"""Years of weather in Bergen and what is compared of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from twin.analysis.label import degree_days
from twin.analysis.seasons import month_of_hour
from twin.importers.weather.epw import read_epw
from twin.importers.weather.met import read_met
from twin.model.arrays import FloatArray
from twin.model.thermal import HourlyWeather
from twin.workspace.defaults import normal_year, year_of_2050
from validation.corpus import corpus_file

MADE, TYPICAL, MEASURED, FUTURE = "made", "typical", "measured", "2050"
TYPICAL_FILE = "weather/NOR_Bergen.013110_IWEC.epw"
MEASURED_FILE = "weather/bergen_florida_vossavangen_{year}_hourly.csv"
MEASURED_YEARS = range(2021, 2026)
STATION = "SN50540"
DESIGN = 0.4  # per cent of the hours that are colder
BRIGHT = 120.0  # direct sun of an hour with sunshine (WMO). [W/m2]
SUNSHINE = 1600.0
"""Hours a year at Flesland 2016-2022: arstadposten.no, 1 June 2023. [h]"""


@dataclass(frozen=True, slots=True)
class Year:
    """One year or the mean of several; NaN where nothing was measured.

    temperature, ghi, dni : per month, shape (12,). [degree C], [kWh/m2]
    design : temperature that 99.6 % of the hours exceed. [degree C]
    three_days : coldest mean of three days. [degree C]
    sunshine : hours with direct sun above `BRIGHT`. [h]
    """

    temperature: FloatArray
    ghi: FloatArray
    dni: FloatArray
    degree_days: float
    design: float
    three_days: float
    sunshine: float
    wind: float


def years() -> Mapping[str, Year]:
    """The made year, the typical year of the corpus, the measured mean, and 2050.

    Raises
    ------
    FileNotFoundError
        If the corpus is not there.
    """
    files = [corpus_file(MEASURED_FILE.format(year=year)) for year in MEASURED_YEARS]
    measured = [year_of(read_met(file, STATION)) for file in files]
    return {
        MADE: year_of(normal_year()),
        TYPICAL: year_of(read_epw(corpus_file(TYPICAL_FILE))),
        MEASURED: _mean(measured),
        FUTURE: year_of(year_of_2050()),
    }


def year_of(weather: HourlyWeather) -> Year:
    """What is compared of one year."""
    whole = _bridged(weather.temperature)
    daily = whole.reshape(-1, 24).mean(axis=1)
    three = np.convolve(np.concatenate([daily[-2:], daily]), np.ones(3) / 3, mode="valid")
    is_sunny = weather.dni > BRIGHT
    return Year(
        monthly(whole) / monthly(np.ones_like(whole)),
        monthly(weather.ghi) / 1000,
        monthly(weather.dni) / 1000,
        degree_days(whole),
        float(np.percentile(whole, DESIGN)),
        float(three.min()),
        float("nan") if np.isnan(weather.dni).any() else float(is_sunny.sum()),
        float(np.nanmean(weather.wind_speed)),
    )


def monthly(hours: FloatArray) -> FloatArray:
    """Sum of each month, NaN where an hour is missing, shape (12,)."""
    month = month_of_hour()
    return np.array([hours[month == row].sum() for row in range(12)])


def _bridged(temperature: FloatArray) -> FloatArray:
    """Long gaps of a measured year filled along a line; a handful of hours in these files."""
    hours = np.arange(len(temperature))
    known = np.isfinite(temperature)
    return np.interp(hours, hours[known], temperature[known])


def _mean(found: list[Year]) -> Year:
    """Of several years; sun was not measured."""
    unknown = np.full(12, np.nan)
    return Year(
        np.mean([one.temperature for one in found], axis=0),
        unknown,
        unknown,
        float(np.mean([one.degree_days for one in found])),
        float(np.mean([one.design for one in found])),
        float(np.mean([one.three_days for one in found])),
        float("nan"),
        float(np.mean([one.wind for one in found])),
    )
