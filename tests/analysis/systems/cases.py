"""A small year of needs and weather that a hand can follow."""

import numpy as np

from twin.analysis.systems.needs import Needs
from twin.model.arrays import FloatArray

HOURS = np.arange(8760)
# 10 degree C in the middle, 10 K down in winter, 4 K between night and day.
OUTSIDE: FloatArray = (
    8 - 10 * np.cos(2 * np.pi * (HOURS - 360) / 8760) - 2 * np.cos(2 * np.pi * HOURS / 24)
)


def needs(variants: int = 0, **series: float | FloatArray) -> Needs:
    """Needs of a building of 50 kW at -10 degree C; others as told. [W]"""
    heat = np.maximum(17 - OUTSIDE, 0) * 50e3 / 27
    usual: dict[str, float | FloatArray] = {
        "room": heat * 0.8,
        "coil": heat * 0.2,
        "cooling": np.maximum(OUTSIDE - 16, 0) * 1000,
        "hot_water": 2000.0,
        "lighting": 3000.0,
        "equipment": 2000.0,
        "fans": 1500.0,
    }
    made = {name: _hours(values, variants) for name, values in (usual | series).items()}
    return Needs(**made)


def only(**series: float | FloatArray) -> Needs:
    """Needs that are nought but for those named. [W]"""
    names = ("room", "coil", "cooling", "hot_water", "lighting", "equipment", "fans")
    return needs(**(dict.fromkeys(names, 0.0) | series))


def _hours(values: float | FloatArray, variants: int) -> FloatArray:
    hours = np.broadcast_to(np.asarray(values, np.float64), (8760,))
    return np.tile(hours[:, None], variants) if variants else hours.copy()
