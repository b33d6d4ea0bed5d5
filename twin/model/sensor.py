"""Readings of sensors: temperature, CO2, humidity and the like, at their own step."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from twin.model.arrays import Float32Array, frozen


@dataclass(frozen=True, slots=True, eq=False)
class SensorValues:
    """A sensor's readings at a regular step.

    start : of the first step, Norwegian normal time (UTC+1 all year), no tzinfo.
    step : between two values. [s]
    values : mean of the readings in each step, NaN where there is none, shape (n,).
    """

    start: datetime
    step: int
    values: Float32Array

    def __post_init__(self) -> None:
        """Freeze the array."""
        object.__setattr__(self, "values", frozen(self.values, np.float32, (None,)))

    @property
    def end(self) -> datetime:
        """End of the last step."""
        return self.start + timedelta(seconds=self.step * len(self.values))


@dataclass(frozen=True, slots=True)
class SensorState:
    """What a sensor says in short.

    at, value : of the newest reading; None and NaN without any.
    below, above : time outside the sensor's range in what was looked at. [h]
    known : time with a reading in what was looked at. [h]
    """

    at: datetime | None
    value: float
    below: float
    above: float
    known: float
