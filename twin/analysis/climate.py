"""From monthly normals to one year of hours, the same every time.

The method is described in docs/decisions/0011-normal-year-from-monthly-normals.md.
"""

import numpy as np
from scipy.interpolate import CubicSpline

from twin.analysis.assumptions import Normals
from twin.analysis.solar import HOURS, day_of_year, sun_position
from twin.model.arrays import FloatArray, IntArray
from twin.model.thermal import HourlyWeather

DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FIRST_PERIOD, LAST_PERIOD = 45.0, 2.0  # longest and shortest weather that is made up. [day]
CLEAREST, DULLEST = 1.05, 0.08  # bounds of the clear-sky index of a day
CLEARNESS_SPREAD = 2.0  # makes days either clear or dull, seldom between


def month_of_hour() -> IntArray:
    """Month of each hour, 0 to 11, shape (8760,)."""
    return np.repeat(np.arange(12), 24 * np.array(DAYS_IN_MONTH)).astype(np.int32)


def normal_year(normals: Normals) -> HourlyWeather:
    """A year of hours whose monthly means and sums are those of `normals`.

    References
    ----------
    Shinozuka and Jan (1972) for the noise; Haurwitz (1945) and Erbs (1982) through pvlib.
    """
    warmth = _noise(normals.persistence, 1)
    calm = _noise(normals.persistence, 2)
    return HourlyWeather(
        normals.name,
        normals.source,
        normals.latitude,
        normals.longitude,
        _temperature(normals, warmth),
        *_sun(normals, warmth, calm),
    )


def _temperature(normals: Normals, warmth: FloatArray) -> FloatArray:
    """Season, passing weather and time of day, shape (8760,). [degree C]"""
    hour = np.arange(HOURS) % 24 + 0.5
    passing = warmth * _smooth(normals.daily_mean_deviation)
    passing -= _smooth(_monthly_mean(passing))
    daily = np.cos((hour - normals.warmest_hour) * np.pi / 12)
    made = (
        _smooth(normals.temperature_mean)
        + passing
        + daily * _smooth(normals.temperature_half_range)
    )
    return made + _smooth(np.array(normals.temperature_mean) - _monthly_mean(made))


def _sun(
    normals: Normals, warmth: FloatArray, calm: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Global, beam and diffuse irradiance, each of shape (8760,). [W/m2]"""
    from pvlib import irradiance  # slow to import

    zenith = sun_position(normals.latitude, normals.longitude).zenith
    clear = clear_sky(zenith)
    brightness = _brightness(normals, warmth, calm)
    month = month_of_hour()
    ghi = np.zeros(HOURS)
    for row, target in enumerate(normals.global_irradiation):
        here = month == row
        ghi[here] = _scaled(clear[here], brightness[here], 1000 * target)
    split = irradiance.erbs(ghi, zenith, day_of_year())
    return ghi, np.nan_to_num(split["dni"]), np.minimum(np.nan_to_num(split["dhi"]), ghi)


def clear_sky(zenith: FloatArray) -> FloatArray:
    """Global irradiance of a cloudless sky, same shape as `zenith` [degree]. [W/m2]

    References
    ----------
    Haurwitz (1945), equation as in Reno et al., SAND2012-2389, equation 8.
    """
    height = np.maximum(np.cos(np.radians(zenith)), 1e-6)
    return 1098.0 * height * np.exp(-0.059 / height)


def _brightness(normals: Normals, warmth: FloatArray, calm: FloatArray) -> FloatArray:
    """How clear each day is against the others of its month, shape (8760,); no unit."""
    winter, summer = normals.clear_and_warm_january, normals.clear_and_warm_july
    season = (1 - np.cos(2 * np.pi * (day_of_year() - 15) / 365)) / 2
    together = winter + (summer - winter) * season
    mixed = together * warmth + np.sqrt(1 - together**2) * calm
    return np.repeat(mixed.reshape(-1, 24).mean(axis=1), 24)


def _scaled(clear: FloatArray, brightness: FloatArray, target: float) -> FloatArray:
    """Hours of one month whose sum is `target`, found by bisection. [W/m2]"""

    def made(shift: float) -> FloatArray:
        share = 1 / (1 + np.exp(-(CLEARNESS_SPREAD * brightness + shift)))
        return clear * (DULLEST + (CLEAREST - DULLEST) * share)

    low, high = -20.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if made(middle).sum() < target else (low, middle)
    return made((low + high) / 2)


def _noise(persistence: float, seed: int) -> FloatArray:
    """Weather that passes: mean 0, deviation 1, spectrum of a first-order process, (8760,)."""
    cycles = np.arange(np.ceil(365 / FIRST_PERIOD), 365 / LAST_PERIOD)
    frequency = 2 * np.pi * cycles / 365
    power = 1 / (1 - 2 * persistence * np.cos(frequency) + persistence**2)
    phase = 2 * np.pi * np.random.default_rng(seed).random(len(cycles))
    day = np.arange(HOURS) / 24
    waves = np.sqrt(power)[:, None] * np.cos(frequency[:, None] * day + phase[:, None])
    total = waves.sum(axis=0)
    return total / total.std()


def _smooth(monthly: tuple[float, ...] | FloatArray) -> FloatArray:
    """Smooth periodic hourly curve with the given monthly means, shape (8760,)."""
    values = np.asarray(monthly, dtype=np.float64)
    ends = np.cumsum([0, *DAYS_IN_MONTH]) * 24.0
    surplus = np.cumsum([0.0, *((values - values.mean()) * np.diff(ends))])
    surplus = surplus - (surplus[-1] - surplus[0]) * ends / ends[-1]
    surplus[-1] = surplus[0]
    offset = np.average(values, weights=DAYS_IN_MONTH) - values.mean()
    total = CubicSpline(ends, surplus, bc_type="periodic")
    hourly = np.diff(total(np.arange(HOURS + 1.0)))
    return hourly + values.mean() + offset


def _monthly_mean(hourly: FloatArray) -> FloatArray:
    """Mean of each month, shape (12,)."""
    month = month_of_hour()
    return np.bincount(month, hourly, 12) / np.bincount(month, minlength=12)
