"""How warm the ground is where no building stands."""

import numpy as np

from twin.analysis.seasons import DAYS_IN_MONTH
from twin.errors import InputOutOfRange, MissingInput
from twin.model.arrays import FloatArray
from twin.model.thermal import HourlyWeather

USUAL_DIFFUSIVITY = 2.0 / 2.0e6
"""Sand or gravel: conductivity by heat capacity, EN ISO 13370:2017, table 7. [m2/s]"""
YEAR = 365 * 86400.0  # [s]


def ground_temperatures(
    weather: HourlyWeather, depth: float = 0.0, diffusivity: float = USUAL_DIFFUSIVITY
) -> FloatArray:
    """Monthly mean temperature of undisturbed ground, shape (12,). [degree C]

    The surface is taken to follow the yearly wave of the air; snow and sun are left out.

    Parameters
    ----------
    depth : below the surface. [m]
    diffusivity : [m2/s]; clay 0.5e-6, sand or gravel 1.0e-6, rock 1.75e-6 (EN ISO 13370:2017).

    Raises
    ------
    MissingInput
        If an hour of the air temperature is NaN.
    InputOutOfRange
        If the depth is negative or the diffusivity not positive.

    References
    ----------
    Kusuda and Achenbach (1965), ASHRAE Transactions 71(1), 61-75.
    """
    if not (depth >= 0 and diffusivity > 0):
        raise InputOutOfRange(
            "Ground at {depth} m with a diffusivity of {diffusivity} m2/s does not exist.",
            "Give a depth of 0 or more and a diffusivity above 0.",
            depth=depth,
            diffusivity=diffusivity,
        )
    mean, amplitude, coldest_day = air_wave(weather)
    damping = depth * np.sqrt(np.pi / (diffusivity * YEAR))  # radians of delay, too
    day = np.arange(365) + 0.5
    wave = np.cos(2 * np.pi * (day - coldest_day) / 365 - damping)
    daily = mean - amplitude * np.exp(-damping) * wave
    ends = np.cumsum(DAYS_IN_MONTH)[:-1]
    return np.array([part.mean() for part in np.split(daily, ends)])


def air_wave(weather: HourlyWeather) -> tuple[float, float, float]:
    """Yearly wave that fits the air temperature best: mean, amplitude, day of its minimum.

    Raises
    ------
    MissingInput
        If an hour of the air temperature is NaN.
    """
    if not weather.knows("temperature"):
        raise MissingInput(
            "The weather of {name} has hours without an air temperature.",
            "Choose weather without gaps.",
            name=weather.name,
        )
    daily = weather.temperature.reshape(-1, 24).mean(axis=1)
    angle = 2 * np.pi * (np.arange(365) + 0.5) / 365
    along, across = 2 * (daily * np.cos(angle)).mean(), 2 * (daily * np.sin(angle)).mean()
    coldest = np.arctan2(-across, -along) % (2 * np.pi) * 365 / (2 * np.pi)
    return float(daily.mean()), float(np.hypot(along, across)), float(coldest)
