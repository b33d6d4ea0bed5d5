"""Files of readings: their layout, what the user says of them, what taking them in does."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import numpy as np

from twin.model.arrays import FloatArray, frozen
from twin.model.edit import Edit
from twin.model.finding import Finding
from twin.model.meter import EnergyCarrier, Readings
from twin.model.metering import TimeArray
from twin.model.register import Sensor
from twin.model.sensor import SensorValues
from twin.model.table_plan import Question, RejectedCell

UNITS = ("kWh", "MWh", "Wh", "GWh", "MJ", "GJ")
CLOCKS = ("local", "normal time", "utc")
KINDS = ("unknown", "interval", "register")
METERS, SENSORS = "meters", "sensors"


@dataclass(frozen=True, slots=True)
class ReadingsLayout:
    """Where times, meters and values stand in a file; columns are counted from 0, -1 is none.

    delimiter : one character.  body : place of the first line of readings, from 0.
    titles : of all columns.
    meter : column that names the meter; -1 where each column of values is one (wide).
    clock : column with the time of day where `time` has the day only.
    values : columns of values; one of them where `meter` is set.
    decimal : ``,`` or ``.``.  is_month_first : of days with the year last.
    is_guessed : the texts allow another decimal mark or order of days too.
    label : whether `time` is the ``start`` or the ``end`` of a period.
    unit : as the file tells it, "" if it does not.
    told_clock : ``utc`` | ``normal time`` | ``local``, "" if the file does not tell.
    """

    encoding: str
    delimiter: str
    body: int
    titles: tuple[str, ...]
    time: int
    values: tuple[int, ...]
    meter: int = -1
    clock: int = -1
    decimal: str = "."
    is_month_first: bool = False
    is_guessed: bool = False
    label: str = "start"
    unit: str = ""
    told_clock: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class RawSeries:
    """Rows of one meter or sensor in the order of the file.

    name : as the file calls it.
    times : as written, or UTC where `is_utc`, shape (n,).  values : NaN where empty, shape (n,).
    """

    name: str
    times: TimeArray
    values: FloatArray
    is_utc: bool = False

    def __post_init__(self) -> None:
        """Check shapes and freeze the arrays."""
        count = len(self.times)
        object.__setattr__(self, "times", frozen(self.times, "datetime64[s]", (count,)))
        object.__setattr__(self, "values", frozen(self.values, np.float64, (count,)))


@dataclass(frozen=True, slots=True, eq=False)
class ReadingsFile:
    """A file of readings as it was read. lines : of readings, rejected ones among them."""

    path: Path
    sha256: str
    layout: ReadingsLayout
    series: tuple[RawSeries, ...]
    lines: int
    rejected: int
    rejects: tuple[RejectedCell, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class SeriesChoice:
    """Where a meter or sensor of the file belongs.

    key : of the meter or sensor, stored or new.  building_id : "" leaves the series out.
    carrier : of a new meter, None leaves it out.  quantity, unit : of a new sensor.
    """

    key: str
    building_id: str = ""
    carrier: EnergyCarrier | None = None
    quantity: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ReadingsChoice:
    """What the user says of a file; "" where nothing is said yet.

    purpose : `METERS` or `SENSORS`.
    series : by name of the series in the file.
    """

    purpose: str = METERS
    unit: str = ""
    clock: str = ""
    kind: str = "unknown"
    label: str = ""
    series: dict[str, SeriesChoice] = field(default_factory=dict[str, SeriesChoice])


@dataclass(frozen=True, slots=True, eq=False)
class SeriesPlan:
    """What becomes of one meter or sensor of the file.

    readings, values : what is stored, None where nothing can be; why says `problem`.
    step : ``hour`` | ``day`` | ``month`` | ``irregular`` of the file's periods.
    energy : of all its time, of a meter. [kWh]  per_year : the same for one year.
    is_new : no such meter or sensor is stored yet.
    """

    name: str
    choice: SeriesChoice
    rows: int
    is_new: bool
    first: datetime | None = None
    last: datetime | None = None
    step: str = ""
    coverage: float = np.nan
    energy: float = np.nan
    per_year: float = np.nan
    readings: Readings | None = None
    values: SensorValues | None = None
    sensor: Sensor | None = None
    findings: tuple[Finding, ...] = ()
    problem: Finding | None = None

    @property
    def is_taken(self) -> bool:
        """Whether it is stored when the file is taken in."""
        has = self.readings is not None or self.values is not None
        return has and bool(self.choice.building_id) and self.problem is None


@dataclass(frozen=True, slots=True, eq=False)
class ReadingsPlan:
    """What taking a file of readings in would do; with questions open nothing is stored.

    edits : meters or sensors that are new.
    """

    file: ReadingsFile
    choice: ReadingsChoice
    series: tuple[SeriesPlan, ...]
    edits: tuple[Edit, ...] = ()
    questions: tuple[Question, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def taken(self) -> tuple[SeriesPlan, ...]:
        """Series that are stored."""
        return tuple(s for s in self.series if s.is_taken)
