"""Meters and their readings."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import numpy as np

from twin.model.arrays import Float32Array, frozen


class EnergyCarrier(StrEnum):
    """What a meter counts, or a tank or store is filled with."""

    ELECTRICITY = "electricity"
    DISTRICT_HEAT = "district heat"
    BIOFUEL = "biofuel"
    OIL = "oil"
    GAS = "gas"


@dataclass(frozen=True, slots=True)
class Meter:
    """One energy meter of a building."""

    meter_id: str
    building_id: str
    carrier: EnergyCarrier
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """Hourly energy of one meter.

    start : first hour, Norwegian normal time (UTC+1 all year), no tzinfo.
    values : energy of each hour, NaN where missing, shape (n,). [kWh]
    step : ``hour``, or the periods the meter was read by, whose energy is spread evenly over their
        hours: ``day`` | ``month`` | ``irregular``.
    """

    start: datetime
    values: Float32Array
    step: str = "hour"

    def __post_init__(self) -> None:
        """Freeze the array."""
        object.__setattr__(self, "values", frozen(self.values, np.float32, (None,)))


@dataclass(frozen=True, slots=True)
class MeterYear:
    """Sum of one meter over one calendar year.

    is_full : the readings reach from the first to the last hour of the year.
    coverage : share of the year's hours that have a reading.
    energy : sum of the hours that have a reading; NaN without any. [kWh]
    """

    meter_id: str
    year: int
    is_full: bool
    coverage: float
    energy: float
