"""What readings of a meter say once they are checked: series and energy signatures."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from twin.model.arrays import FloatArray, frozen
from twin.model.finding import Finding, Severity

TimeArray: TypeAlias = NDArray[np.datetime64]


@dataclass(frozen=True, slots=True, eq=False)
class RawReadings:
    """Rows of a meter as their source gives them, in the order of the source.

    times : time of each row as written, shape (n,).
    values : shape (n,); NaN where the source has none. [`unit`]
    unit : ``Wh`` | ``kWh`` | ``MWh`` | ``GWh`` | ``MJ`` | ``GJ``.
    kind : ``interval`` (energy of each period) | ``register`` (counter that only rises) |
        ``unknown``.
    clock : ``utc`` | ``normal time`` (UTC+1 all year) | ``local`` (with summer time) |
        ``unknown``.
    label : whether the time of an interval is its ``start`` or its ``end``.
    """

    times: TimeArray
    values: FloatArray
    unit: str = "kWh"
    kind: str = "unknown"
    clock: str = "unknown"
    label: str = "start"

    def __post_init__(self) -> None:
        """Check shapes and freeze the arrays."""
        n_rows = len(self.times)
        object.__setattr__(self, "times", frozen(self.times, "datetime64[s]", (n_rows,)))
        object.__setattr__(self, "values", frozen(self.values, np.float64, (n_rows,)))


@dataclass(frozen=True, slots=True, eq=False)
class MeterSeries:
    """Energy of periods without overlap, in order of time.

    starts : start of each period in UTC, shape (n,).
    hours : length of each period, shape (n,). [h]
    values : energy of each period, NaN where unknown, shape (n,). [kWh]
    step : ``hour`` | ``day`` | ``month`` | ``irregular``.
    clock : ``utc`` | ``normal time`` | ``local``: whose midnights bound days and months.
    """

    starts: TimeArray
    hours: FloatArray
    values: FloatArray
    step: str
    clock: str = "normal time"

    def __post_init__(self) -> None:
        """Check shapes and freeze the arrays."""
        n_periods = len(self.starts)
        object.__setattr__(self, "starts", frozen(self.starts, "datetime64[s]", (n_periods,)))
        object.__setattr__(self, "hours", frozen(self.hours, np.float64, (n_periods,)))
        object.__setattr__(self, "values", frozen(self.values, np.float64, (n_periods,)))

    @property
    def coverage(self) -> float:
        """Share of the time that has a value, 0 to 1; 0 for an empty series."""
        total = float(self.hours.sum())
        return float(self.hours[np.isfinite(self.values)].sum()) / total if total else 0.0

    @property
    def daily_rate(self) -> FloatArray:
        """Energy per day of each period, shape (n,). [kWh/day]"""
        return self.values / self.hours * 24.0


@dataclass(frozen=True, slots=True, eq=False)
class CheckedSeries:
    """A series with everything that was found wrong on the way."""

    series: MeterSeries
    findings: tuple[Finding, ...] = ()

    @property
    def is_usable(self) -> bool:
        """Nothing was found that makes every result from this series wrong."""
        return all(f.severity is not Severity.ERROR for f in self.findings)


@dataclass(frozen=True, slots=True)
class Anomaly:
    """Something odd in the readings of a meter.

    kind : the code of its finding, for example ``night-load``.
    first, last : start of its first and last period, UTC.
    energy : what it amounts to; negative where less was counted than before. [kWh]
    """

    kind: str
    first: np.datetime64
    last: np.datetime64
    energy: float
    finding: Finding
