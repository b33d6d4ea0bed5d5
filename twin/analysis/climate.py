"""From monthly normals to one year of hours, the same every time.

The method is described in docs/decisions/0011-normal-year-from-monthly-normals.md and, for wind,
humidity and the sky, in docs/decisions/0016-wind-humidity-sky-and-2050.md.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.special import ndtr

from twin.analysis.assumptions import HumidityNormals, Normals, WindNormals
from twin.analysis.seasons import (
    daily_wave,
    day_of_year,
    month_of_hour,
    monthly_mean,
    passing_hours,
    passing_weather,
    smooth,
    winter_to_summer,
    with_means,
)
from twin.analysis.sky import opaque_cover, sky_temperature
from twin.analysis.sun.position import sun_path
from twin.model.arrays import FloatArray
from twin.model.finding import Finding, Severity
from twin.model.thermal import HOURS_OF_YEAR, WEATHER_COLUMNS, HourlyWeather, absent_hours

CLEAREST, DULLEST = 1.05, 0.08  # bounds of the clear-sky index of a day
CLEARNESS_SPREAD = 2.0  # makes days either clear or dull, seldom between
MADE = "made"
"""Origin of a column that was made from monthly normals."""

_TAKEN = {
    "ghi": "{name} has no sun in {hours} hours; that of {normal} is used there.",
    "wind_speed": "{name} has no wind in {hours} hours; that of {normal} is used there.",
    "dew_point": "{name} has no humidity in {hours} hours; that of {normal} is used there.",
    "sky_temperature": "{name} does not tell how cold the sky is in {hours} hours; {normal} does.",
}


@dataclass(frozen=True, slots=True, eq=False)
class _Passing:
    """The weather that passes over all columns, each of shape (8760,); no unit.

    warmth, calm : independent of one another.
    brightness : of the sky, not yet the same all day.
    """

    warmth: FloatArray
    calm: FloatArray
    brightness: FloatArray


def normal_year(normals: Normals) -> HourlyWeather:
    """A year of hours whose monthly means and sums are those of `normals`.

    Wind is absent without `normals.wind`; dew point and sky without `normals.humidity`.

    References
    ----------
    Shinozuka and Jan (1972) for the noise; Haurwitz (1945) and Erbs (1982) through pvlib.
    """
    passing = _passing(normals)
    temperature = _temperature(normals, passing.warmth)
    clearness, sun = _sun(normals, passing.brightness)
    made = {"temperature": temperature, **sun}
    if normals.wind is not None:
        made["wind_speed"] = _wind(normals.wind, passing.warmth)
    if normals.humidity is not None:
        dew_point = _dew_point(normals.humidity, temperature, passing)
        made["dew_point"] = dew_point
        made["sky_temperature"] = sky_temperature(temperature, dew_point, opaque_cover(clearness))
    return HourlyWeather(
        normals.name,
        normals.source,
        normals.latitude,
        normals.longitude,
        *(made.get(name, absent_hours()) for name in WEATHER_COLUMNS),
        utc_offset=normals.utc_offset,
        altitude=normals.altitude,
        origin={name: MADE if name in made else "absent" for name in WEATHER_COLUMNS},
    )


def completed(weather: HourlyWeather, normal: HourlyWeather) -> HourlyWeather:
    """The weather, with hours it lacks, but of temperature, taken from a normal year.

    Sun is taken as a whole: beam, diffuse and global irradiance of an hour belong together.
    A column that was absent gets the origin of the normal year's. Weather without a place gets
    the place of the normal year, whose sun it has.
    """
    sunless = np.isnan(weather.ghi + weather.dni + weather.dhi)
    gaps = {name: np.isnan(getattr(weather, name)) for name in WEATHER_COLUMNS[1:]}
    gaps |= dict.fromkeys(("ghi", "dni", "dhi"), sunless)
    taken = {
        name: np.where(gap, getattr(normal, name), getattr(weather, name))
        for name, gap in gaps.items()
        if gap.any()
    }
    whole = (name for name, gap in gaps.items() if gap.all())
    origin = {**weather.origin, **{name: normal.origin.get(name, MADE) for name in whole}}
    said = tuple(
        Finding(
            "weather-completed",
            Severity.WARNING,
            sentence,
            "The temperature is that of the file; this is not.",
            "Add a file that has it if the hours matter.",
            values={
                "name": weather.name,
                "normal": normal.name,
                "hours": int(gaps[column].sum()),
            },
        )
        for column, sentence in _TAKEN.items()
        if column in taken
    )
    place = (
        {"latitude": normal.latitude, "longitude": normal.longitude}
        if np.isnan(weather.latitude + weather.longitude)
        else {}
    )
    said = (*weather.findings, *said)
    return replace(weather, **taken, **place, origin=origin, findings=said)


def _passing(normals: Normals) -> _Passing:
    warmth = passing_weather(normals.persistence, 1)
    calm = passing_weather(normals.persistence, 2)
    together = winter_to_summer(normals.clear_and_warm_january, normals.clear_and_warm_july)
    return _Passing(warmth, calm, _mixed(together, warmth, calm))


def _mixed(together: FloatArray, first: FloatArray, second: FloatArray) -> FloatArray:
    """Noise whose correlation with `first` is `together`, shape (8760,); no unit."""
    return together * first + np.sqrt(1 - together**2) * second


def _temperature(normals: Normals, warmth: FloatArray) -> FloatArray:
    """Season, passing weather and time of day, shape (8760,). [degree C]"""
    passing = warmth * smooth(normals.daily_mean_deviation)
    passing -= smooth(monthly_mean(passing))
    daily = daily_wave(normals.warmest_hour) * smooth(normals.temperature_half_range)
    made = smooth(normals.temperature_mean) + passing + daily
    return made + smooth(np.array(normals.temperature_mean) - monthly_mean(made))


def _sun(normals: Normals, brightness: FloatArray) -> tuple[FloatArray, dict[str, FloatArray]]:
    """Clearness of each day and the irradiance, arrays of shape (8760,). [-], [W/m2]"""
    zenith = sun_path(normals.latitude, normals.longitude, normals.utc_offset).zenith
    clear = clear_sky(zenith)
    of_day = np.repeat(brightness.reshape(-1, 24).mean(axis=1), 24)
    month = month_of_hour()
    clearness = np.zeros(HOURS_OF_YEAR)
    for row, target in enumerate(normals.global_irradiation):
        here = month == row
        clearness[here] = _clearness(clear[here], of_day[here], 1000 * target)
    ghi = clear * clearness
    dni, dhi = beam_and_diffuse(ghi, zenith)
    return clearness, {"ghi": ghi, "dni": dni, "dhi": dhi}


def beam_and_diffuse(ghi: FloatArray, zenith: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Split global irradiance, all of shape (8760,); NaN where `ghi` is. [W/m2]

    References
    ----------
    Erbs, Klein and Duffie (1982), as in pvlib.irradiance.erbs.
    """
    from pvlib import irradiance  # slow to import

    known = np.nan_to_num(ghi)
    split = irradiance.erbs(known, zenith, day_of_year())
    dni, dhi = np.nan_to_num(split["dni"]), np.minimum(np.nan_to_num(split["dhi"]), known)
    return np.where(np.isnan(ghi), np.nan, dni), np.where(np.isnan(ghi), np.nan, dhi)


def clear_sky(zenith: FloatArray) -> FloatArray:
    """Global irradiance of a cloudless sky, same shape as `zenith` [degree]. [W/m2]

    References
    ----------
    Haurwitz (1945), equation as in Reno et al., SAND2012-2389, equation 8.
    """
    height = np.maximum(np.cos(np.radians(zenith)), 1e-6)
    return 1098.0 * height * np.exp(-0.059 / height)


def _clearness(clear: FloatArray, brightness: FloatArray, target: float) -> FloatArray:
    """Clear-sky index of the hours of one month whose sum is `target`, by bisection; no unit."""

    def made(shift: float) -> FloatArray:
        share = 1 / (1 + np.exp(-(CLEARNESS_SPREAD * brightness + shift)))
        return DULLEST + (CLEAREST - DULLEST) * share

    low, high = -20.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if (clear * made(middle)).sum() < target else (low, middle)
    return made((low + high) / 2)


def _wind(normals: WindNormals, warmth: FloatArray) -> FloatArray:
    """Weibull-distributed wind with the season's link to warmth, shape (8760,). [m/s]"""
    own = passing_hours(normals.time_constant, normals.hourly_share, 3)
    together = winter_to_summer(normals.windy_and_warm_january, normals.windy_and_warm_july)
    rank = ndtr(_mixed(together, warmth, own))
    strength = (-np.log1p(-np.clip(rank, 1e-9, 1 - 1e-9))) ** (1 / smooth(normals.shape))
    strength = with_means(strength, (1.0,) * 12)
    daily = daily_wave(normals.windiest_hour) * smooth(normals.half_range)
    # what the day adds to wind comes on top of the passing weather and cannot make it negative
    return with_means(np.maximum(strength * smooth(normals.mean) + daily, 0.0), normals.mean)


def _dew_point(normals: HumidityNormals, temperature: FloatArray, passing: _Passing) -> FloatArray:
    """Dew point below the air temperature, farthest on bright afternoons, (8760,). [degree C]"""
    together = winter_to_summer(normals.dry_and_warm_january, normals.dry_and_warm_july)
    dryness = np.exp(normals.spread * _mixed(together, passing.warmth, passing.calm))
    share = smooth(np.array(normals.half_range) / np.array(normals.depression))
    dry = 1 + np.clip(share, 0, 0.95) * daily_wave(normals.driest_hour)
    dry *= dryness * smooth(normals.depression)
    return temperature - with_means(dry, normals.depression)
