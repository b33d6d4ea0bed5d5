"""Made-up weather of Bergen in the years of the sample readings.

The weather is synthetic, not measured: monthly means near the 1991-2020 normals of
Bergen-Florida with a drawn deviation for each month, day-to-day weather as a first-order
autoregression, and the sun by its elevation and a drawn cloudiness.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from scipy.signal import lfilter

from twin.analysis.climate import beam_and_diffuse
from twin.analysis.sun.position import sun_path
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.thermal import WEATHER_COLUMNS, HourlyWeather
from twin.sample.model.identity import random_source

FIRST_YEAR, LAST_YEAR = 2023, 2025
_NORMAL = (2.6, 2.3, 3.6, 6.8, 10.5, 13.4, 15.5, 15.3, 12.4, 8.6, 5.3, 2.9)  # [degree C]
_SPREAD = (3.6, 3.6, 3.0, 2.8, 2.9, 2.6, 2.3, 2.1, 2.2, 2.7, 3.1, 3.6)  # of days [K]
_LATITUDE = np.radians(60.39)
_LONGITUDE = 5.33
_UTC_OFFSET = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class SampleWeather:
    """Hours of all sample years, normal time. Arrays of shape (n,).

    temperature [degree C]; sun: global horizontal irradiance [W/m2].
    hour_of_day : 0 to 23.  weekday : 0 Monday to 6 Sunday.
    day : days since the first day.  year : calendar year.
    is_public_holiday, is_school_holiday, is_july : of each hour.
    """

    start: datetime
    temperature: FloatArray
    sun: FloatArray
    hour_of_day: IntArray
    weekday: IntArray
    day: IntArray
    year: IntArray
    is_public_holiday: FloatArray
    is_school_holiday: FloatArray
    is_july: FloatArray


def sample_weather(seed: int) -> SampleWeather:
    """Weather and calendar from the first hour of 2023 to the last of 2025."""
    days = [
        date(FIRST_YEAR, 1, 1) + timedelta(days=i)
        for i in range((date(LAST_YEAR + 1, 1, 1) - date(FIRST_YEAR, 1, 1)).days)
    ]
    count = 24 * len(days)
    hour = np.arange(count)
    hour_of_day = (hour % 24).astype(np.int32)
    random = random_source(seed, "weather")
    sun_height = _sun_height(days)
    cloud = _weather_noise(random, len(days), 0.55)
    clearness = np.clip(0.42 + 0.22 * cloud, 0.08, 0.78)
    sun = np.repeat(clearness, 24) * 1000.0 * np.clip(sun_height, 0.0, None) ** 1.15
    temperature = _temperature(days, random, hour_of_day, np.repeat(cloud, 24))
    return SampleWeather(
        datetime(FIRST_YEAR, 1, 1),
        temperature,
        sun,
        hour_of_day,
        np.repeat([d.weekday() for d in days], 24).astype(np.int32),
        (hour // 24).astype(np.int32),
        np.repeat([d.year for d in days], 24).astype(np.int32),
        np.repeat([float(d in _PUBLIC_HOLIDAYS) for d in days], 24),
        np.repeat([float(_in_school_holiday(d)) for d in days], 24),
        np.repeat([float(d.month == 7) for d in days], 24),
    )


def _temperature(
    days: list[date], random: np.random.Generator, hour_of_day: IntArray, cloud: FloatArray
) -> FloatArray:
    month_of_day = np.array([(d.year - FIRST_YEAR) * 12 + d.month - 1 for d in days])
    months = 12 * (LAST_YEAR - FIRST_YEAR + 1)
    monthly = np.tile(_NORMAL, months // 12) + random.normal(0.2, 0.9, months)
    centres = np.array([np.flatnonzero(month_of_day == m).mean() for m in range(months)])
    season = np.interp(np.arange(len(days)), centres, monthly)
    passing = _weather_noise(random, len(days), 0.78) * np.array(_SPREAD)[month_of_day % 12]
    daily = np.interp(
        np.arange(24 * len(days)) / 24.0, np.arange(len(days)) + 0.5, season + passing
    )
    swing = 0.9 + 2.6 * np.sin(np.pi * (np.repeat(month_of_day % 12, 24) + 0.5) / 12.0)
    swing = swing * (1.0 + 0.35 * cloud)
    return daily + swing * np.cos((hour_of_day - 14.5) * np.pi / 12.0)


def _weather_noise(random: np.random.Generator, days: int, persistence: float) -> FloatArray:
    """Unit-variance deviation that remembers the day before."""
    white = random.normal(0.0, np.sqrt(1.0 - persistence**2), days)
    return np.asarray(lfilter([1.0], [1.0, -persistence], white), dtype=np.float64)


def _sun_height(days: list[date]) -> FloatArray:
    """Sine of the elevation of the sun in the middle of each hour."""
    of_year = np.repeat([d.timetuple().tm_yday for d in days], 24)
    declination = np.radians(23.45) * np.sin(2 * np.pi * (284 + of_year) / 365.0)
    clock = np.tile(np.arange(24) + 0.5, len(days))
    angle = np.radians(15.0 * (clock - 12.65))  # Bergen lies 9.7 degrees west of its meridian
    return np.sin(_LATITUDE) * np.sin(declination) + np.cos(_LATITUDE) * np.cos(
        declination
    ) * np.cos(angle)


_EASTER = {2023: date(2023, 4, 9), 2024: date(2024, 3, 31), 2025: date(2025, 4, 20)}
_PUBLIC_HOLIDAYS = frozenset(
    day
    for year, easter in _EASTER.items()
    for day in (
        date(year, 1, 1),
        date(year, 5, 1),
        date(year, 5, 17),
        date(year, 12, 25),
        date(year, 12, 26),
        *(easter + timedelta(days=n) for n in (-3, -2, 0, 1, 39, 49, 50)),
    )
)


def _in_school_holiday(day: date) -> bool:
    easter = _EASTER[day.year]
    week = day.isocalendar().week
    return (
        date(day.year, 6, 21) <= day <= date(day.year, 8, 16)
        or day >= date(day.year, 12, 21)
        or day <= date(day.year, 1, 2)
        or week in (9, 41)
        or easter - timedelta(days=8) <= day <= easter + timedelta(days=1)
    )


def weather_year(weather: SampleWeather, year: int) -> HourlyWeather:
    """One of the sample years as a portfolio keeps it, without 29 February; sky and wind unknown.

    Beam and diffuse sun follow from the global one.
    """
    chosen = (weather.year == year) & ~_is_leap_day(weather)
    sun = weather.sun[chosen]
    latitude, longitude = float(np.degrees(_LATITUDE)), _LONGITUDE
    zenith = sun_path(latitude, longitude, _UTC_OFFSET).zenith
    dni, dhi = beam_and_diffuse(sun, zenith)
    made = ("temperature", "ghi", "dni", "dhi")
    return HourlyWeather(
        name=f"Eksempelvær Bergen, {year}",
        source="Made up for the sample portfolio, from the normals of Bergen 1991–2020.",
        latitude=latitude,
        longitude=longitude,
        temperature=weather.temperature[chosen],
        ghi=sun,
        dni=dni,
        dhi=dhi,
        utc_offset=_UTC_OFFSET,
        origin={name: "made" if name in made else "absent" for name in WEATHER_COLUMNS},
        year=year,
    )


def _is_leap_day(weather: SampleWeather) -> BoolArray:
    days = np.datetime64(weather.start, "D") + weather.day
    months = days.astype("datetime64[M]")
    is_february = months.astype(np.int64) % 12 == 1
    return is_february & ((days - months).astype(np.int64) == 28)
