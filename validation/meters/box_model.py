"""A small hourly heat model to make synthetic meters with, independent of the program's own."""

from dataclasses import dataclass

import numba
import numpy as np

from twin.model.arrays import FloatArray

HOURS = 8760
PARAMETERS = (
    "heat loss", "air change", "set-point", "setback", "internal gains", "solar aperture",
    "hot water", "heat capacity", "efficiency",
)  # fmt: skip
LOW = np.array([0.5, 0.10, 19.5, 0.0, 4.0, 0.02, 5.0, 40.0, 0.78])
CENTRAL = np.array([1.0, 0.25, 21.0, 2.0, 7.0, 0.05, 12.0, 80.0, 0.86])
HIGH = np.array([1.8, 0.50, 22.5, 5.0, 12.0, 0.09, 25.0, 150.0, 0.95])
"""Per m2 of floor: W/K, 1/h (2.7 m rooms), degree C, K, W in use, m2, kWh/year, Wh/K, 1."""
AREA = 2500.0
"""Heated floor area. [m2]"""


@dataclass(frozen=True, slots=True, eq=False)
class Climate:
    """A year of hours, shape (8760,) each: outdoor temperature [degree C] and sun [W/m2]."""

    name: str
    temperature: FloatArray
    sun: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Surprises:
    """What a real building does and the model does not know; neutral by default.

    closed : hours in which the building is closed: no gains, 4 K colder, shape (8760,).
    air : factor on the air change of every hour, shape (8760,).
    """

    closed: FloatArray
    air: FloatArray


NO_SURPRISES = Surprises(np.zeros(HOURS), np.ones(HOURS))


def synthetic_climate(seed: int = 1) -> Climate:
    """A mild coastal year, for where no weather file is at hand."""
    rng = np.random.default_rng(seed)
    hour = np.arange(HOURS)
    slow, fast = np.zeros(HOURS), np.zeros(HOURS)
    slow_noise, fast_noise = rng.normal(size=HOURS), rng.normal(size=HOURS)
    for h in range(1, HOURS):
        slow[h] = 0.988 * slow[h - 1] + 0.45 * slow_noise[h]
        fast[h] = 0.8 * fast[h - 1] + 0.4 * fast_noise[h]
    season = np.cos(2 * np.pi * (hour / 24 - 20) / 365)
    temperature = 8.0 - 6.5 * season - 2.0 * np.cos(2 * np.pi * (hour % 24 - 3) / 24) + slow + fast
    height = 0.49 - 0.40 * season + 0.5 * np.cos(2 * np.pi * (hour % 24 - 12.5) / 24) - 0.30
    cloud = np.clip(0.45 + 0.1 * slow, 0.15, 0.9)
    return Climate("synthetic coast", temperature, 900.0 * np.clip(height, 0.0, None) * cloud)


def hourly_use(
    parameters: FloatArray, climate: Climate, surprises: Surprises = NO_SURPRISES
) -> FloatArray:
    """Delivered heat of every hour, shape (n, 8760). [kWh]

    parameters : in the order of `PARAMETERS`, shape (n, 9).
    """
    hour = np.arange(HOURS)
    weekday = (hour // 24) % 7 < 5
    in_use = ((hour % 24 >= 7) & (hour % 24 < 17) & weekday).astype(np.float64)
    return _simulated(
        np.ascontiguousarray(parameters, np.float64),
        climate.temperature,
        climate.sun,
        in_use,
        surprises.closed,
        surprises.air,
    )


@numba.njit(cache=True)
def _simulated(
    parameters: FloatArray,
    outdoor: FloatArray,
    sun: FloatArray,
    in_use: FloatArray,
    closed: FloatArray,
    air: FloatArray,
) -> FloatArray:
    """Air and mass node per m2 of floor, implicit Euler, ideal heating of the air node."""
    n_runs = parameters.shape[0]
    use = np.empty((n_runs, HOURS))
    exchange = 9.0
    for run in range(n_runs):
        loss, change, setpoint, setback, gains, aperture, water, capacity, efficiency = parameters[
            run
        ]
        mass = setpoint
        for hour in range(HOURS):
            is_open = in_use[hour] * (1.0 - closed[hour])
            wanted = setpoint - setback * (1.0 - is_open) - 4.0 * closed[hour]
            coupling = loss + 0.33 * 2.7 * change * air[hour] * (0.35 + 0.65 * is_open)
            free = gains * (0.12 + 0.88 * is_open) + aperture * sun[hour]
            inner = capacity + exchange
            # mass node: capacity (m' - m) = exchange (t - m') + 0.4 free
            offset = (capacity * mass + 0.4 * free) / inner
            slope = exchange / inner
            total = coupling + exchange * (1.0 - slope)
            floating = (coupling * outdoor[hour] + 0.6 * free + exchange * offset) / total
            need = max((wanted - floating) * total, 0.0)
            inside = max(floating, wanted)
            mass = offset + slope * inside
            hot_water = water * 1000.0 / HOURS * (0.4 + 2.0 * is_open) / 0.995
            use[run, hour] = (need / efficiency + hot_water) * AREA / 1000.0
    return use
