"""Readings made for the tests of meters."""

import numpy as np

from twin.model.arrays import FloatArray
from twin.model.metering import TimeArray

HOUR = np.timedelta64(3600, "s")
DAY = np.timedelta64(86400, "s")


def hours(first: str, count: int) -> TimeArray:
    return np.datetime64(first, "s") + np.arange(count) * HOUR


def school_use(times: TimeArray, seed: int = 1) -> FloatArray:
    """Hourly use that is high on weekdays by day, low else, with a little noise. [kWh]"""
    hour = (times.astype(np.int64) // 3600) % 24
    weekday = (times.astype("datetime64[D]").astype(np.int64) + 3) % 7
    is_used = (hour >= 7) & (hour < 17) & (weekday < 5)
    noise = np.random.default_rng(seed).normal(1.0, 0.05, len(times))
    return np.where(is_used, 60.0, 15.0) * noise


def temperatures(n_days: int, seed: int = 2, mean: float = 8.0) -> FloatArray:
    """Daily mean temperatures of a mild coast. [degree C]"""
    rng = np.random.default_rng(seed)
    noise = np.zeros(n_days)
    for day in range(1, n_days):
        noise[day] = 0.7 * noise[day - 1] + rng.normal(0.0, 2.0)
    return mean - 7.0 * np.cos(2 * np.pi * (np.arange(n_days) - 20) / 365.25) + noise
