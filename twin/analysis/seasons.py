"""A year of hours by month: means, smooth curves through them, and weather that passes."""

import numpy as np
from scipy.interpolate import CubicSpline

from twin.model.arrays import FloatArray, IntArray
from twin.model.thermal import HOURS_OF_YEAR

DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FIRST_PERIOD, LAST_PERIOD = 45.0, 2.0  # longest and shortest weather that is made up. [day]
_HOUR = np.arange(HOURS_OF_YEAR)


def month_of_hour() -> IntArray:
    """Month of each hour, 0 to 11, shape (8760,)."""
    return np.repeat(np.arange(12), 24 * np.array(DAYS_IN_MONTH)).astype(np.int32)


def day_of_year() -> FloatArray:
    """Day of the year of each hour, 1 to 365, shape (8760,)."""
    return (1 + _HOUR // 24).astype(np.float64)


def monthly_mean(hourly: FloatArray) -> FloatArray:
    """Mean of each month, shape (12,)."""
    month = month_of_hour()
    return np.bincount(month, hourly, 12) / np.bincount(month, minlength=12)


def smooth(monthly: tuple[float, ...] | FloatArray) -> FloatArray:
    """Smooth periodic hourly curve with the given monthly means, shape (8760,)."""
    values = np.asarray(monthly, dtype=np.float64)
    ends = np.cumsum([0, *DAYS_IN_MONTH]) * 24.0
    surplus = np.cumsum([0.0, *((values - values.mean()) * np.diff(ends))])
    surplus = surplus - (surplus[-1] - surplus[0]) * ends / ends[-1]
    surplus[-1] = surplus[0]
    offset = np.average(values, weights=DAYS_IN_MONTH) - values.mean()
    total = CubicSpline(ends, surplus, bc_type="periodic")
    hourly = np.diff(total(np.arange(HOURS_OF_YEAR + 1.0)))
    return hourly + values.mean() + offset


def with_means(hourly: FloatArray, monthly: tuple[float, ...]) -> FloatArray:
    """The hours, each month multiplied so that its mean is the given one, shape (8760,)."""
    return hourly * (np.asarray(monthly) / monthly_mean(hourly))[month_of_hour()]


def daily_wave(strongest: float) -> FloatArray:
    """Cosine of the day that is 1 at the hour `strongest`, shape (8760,)."""
    return np.cos((_HOUR % 24 + 0.5 - strongest) * np.pi / 12)


def winter_to_summer(winter: float, summer: float) -> FloatArray:
    """Value that is `winter` on 15 January and `summer` half a year later, shape (8760,)."""
    day = 1 + _HOUR // 24
    return winter + (summer - winter) * (1 - np.cos(2 * np.pi * (day - 15) / 365)) / 2


def passing_weather(persistence: float, seed: int) -> FloatArray:
    """Weather of days: mean 0, deviation 1, spectrum of a first-order process, (8760,).

    persistence : correlation of one day with the next.

    References
    ----------
    Shinozuka and Jan (1972): cosines of random phase.
    """
    cycles = np.arange(np.ceil(365 / FIRST_PERIOD), 365 / LAST_PERIOD)
    frequency = 2 * np.pi * cycles / 365
    power = 1 / (1 - 2 * persistence * np.cos(frequency) + persistence**2)
    phase = 2 * np.pi * np.random.default_rng(seed).random(len(cycles))
    day = _HOUR / 24
    waves = np.sqrt(power)[:, None] * np.cos(frequency[:, None] * day + phase[:, None])
    total = waves.sum(axis=0)
    return total / total.std()


def passing_hours(time_constant: float, hourly_share: float, seed: int) -> FloatArray:
    """Weather of hours: mean 0, deviation 1, correlation exp(-t/time_constant), (8760,).

    Parameters
    ----------
    time_constant : [h]
    hourly_share : part of the variance that one hour does not hand on to the next.
    """
    cycles = np.arange(HOURS_OF_YEAR // 2 + 1)
    turn = 2 * np.pi * cycles * time_constant / HOURS_OF_YEAR
    power = 1 / (1 + turn**2)
    power = (1 - hourly_share) * power / power.sum() + hourly_share / len(cycles)
    power[cycles < 365 / FIRST_PERIOD] = 0  # the seasons are in the monthly normals
    phase = 2 * np.pi * np.random.default_rng(seed).random(len(cycles))
    total = np.fft.irfft(np.sqrt(power) * np.exp(1j * phase), HOURS_OF_YEAR)
    return (total - total.mean()) / total.std()
