"""Today's weather in a later climate: every hour moved as its month moves."""

from dataclasses import replace

import numpy as np

from twin.analysis.assumptions import ClimateChange
from twin.analysis.seasons import month_of_hour, monthly_mean, smooth
from twin.analysis.sky import KELVIN, dew_point, relative_humidity, sky_emissivity
from twin.errors import MissingInput
from twin.model.arrays import FloatArray
from twin.model.thermal import HourlyWeather


def morphed(weather: HourlyWeather, change: ClimateChange) -> HourlyWeather:
    """The same year of weather in the climate of `change`; columns that are NaN stay NaN.

    Temperature is shifted and stretched, sun and wind are stretched, relative humidity is
    shifted; clouds stay as they are, so the sky is warmer by the air and its vapour alone.

    Raises
    ------
    MissingInput
        If an hour of the air temperature is NaN.

    References
    ----------
    Belcher, Hacker and Powell (2005), Building Services Engineering Research and Technology
    26(1), 49-61: shift (equation 1), stretch (2), both (3).
    """
    if not weather.knows("temperature"):
        raise MissingInput(
            "The weather of {name} has hours without an air temperature.",
            "Choose weather without gaps.",
            name=weather.name,
        )
    temperature = _temperature(weather.temperature, change)
    humid = relative_humidity(weather.temperature, weather.dew_point)
    humid = np.clip(humid + smooth(change.relative_humidity), 1.0, 100.0)
    dew = dew_point(temperature, humid)
    sun = smooth(change.sun)
    return replace(
        weather,
        name=f"{weather.name} → {change.name}",
        source=change.source,
        temperature=temperature,
        ghi=weather.ghi * sun,
        dni=weather.dni * sun,
        dhi=weather.dhi * sun,
        wind_speed=weather.wind_speed * smooth(change.wind),
        dew_point=dew,
        sky_temperature=_sky(weather, temperature, dew),
    )


def _temperature(today: FloatArray, change: ClimateChange) -> FloatArray:
    """Shift by the mean and stretch by the daily range, exact in each month. [degree C]"""
    days = today.reshape(-1, 24)
    daily_range = monthly_mean(np.repeat(days.max(axis=1) - days.min(axis=1), 24))
    stretch = np.asarray(change.daily_range) / daily_range
    passing = today - monthly_mean(today)[month_of_hour()]
    return today + smooth(change.temperature) + stretch[month_of_hour()] * passing


def _sky(weather: HourlyWeather, temperature: FloatArray, dew: FloatArray) -> FloatArray:
    """Today's emissivity of the sky, with its clouds, for warmer and moister air. [degree C]"""
    today = (weather.sky_temperature + KELVIN) / (weather.temperature + KELVIN)
    clear = np.zeros_like(dew)
    vapour = sky_emissivity(dew, clear) / sky_emissivity(weather.dew_point, clear)
    return (temperature + KELVIN) * today * vapour**0.25 - KELVIN
