"""The eight lines at the top of an EPW file."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from twin.errors import UnreadableFile
from twin.importers.weather.place import Place

KEYWORDS = (
    "LOCATION", "DESIGN CONDITIONS", "TYPICAL/EXTREME PERIODS", "GROUND TEMPERATURES",
    "HOLIDAYS/DAYLIGHT SAVINGS", "COMMENTS 1", "COMMENTS 2", "DATA PERIODS",
)  # fmt: skip
_DEPTH_FIELDS = 16  # depth, conductivity, density, specific heat, twelve months


@dataclass(frozen=True, slots=True)
class DataPeriod:
    """One stretch of hours in the file. start, end : ``month/day`` as written."""

    name: str
    weekday: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class EpwHeader:
    """What the file says about itself.

    station : WMO number as text.
    heating_design_temperature : undercut in 0.4 % of the hours; NaN if not given. [degree C]
    ground_temperatures : from depth [m] to twelve monthly means [degree C]; NaN where blank.
    typical_periods : names of the typical and extreme weeks.
    has_leap_day : whether 29 February is said to be in the file.
    daylight_saving : first and last day as written, "" each if there is none.
    n_holidays : number of holidays listed.
    records_per_hour : 1 in every common file.
    """

    place: Place
    region: str
    country: str
    source: str
    station: str
    heating_design_temperature: float = math.nan
    ground_temperatures: Mapping[float, tuple[float, ...]] = field(
        default_factory=dict[float, tuple[float, ...]]
    )
    typical_periods: tuple[str, ...] = ()
    has_leap_day: bool = False
    daylight_saving: tuple[str, str] = ("", "")
    n_holidays: int = 0
    comments: tuple[str, ...] = ()
    records_per_hour: int = 1
    periods: tuple[DataPeriod, ...] = ()


def epw_header(lines: Sequence[Sequence[str]], file: str) -> EpwHeader:
    """Read the header from the first rows of the file, split at commas.

    Parameters
    ----------
    lines : rows before the first hour; a missing or mistyped row but LOCATION is as if blank.

    Raises
    ------
    UnreadableFile
        If there is no LOCATION with a place on Earth, or more than one record an hour.
    """
    rows = {row[0].strip().upper(): [cell.strip() for cell in row[1:]] for row in lines if row}
    location = _padded(rows.get("LOCATION", []), 9)
    savings = _padded(rows.get("HOLIDAYS/DAYLIGHT SAVINGS", []), 4)
    data = _padded(rows.get("DATA PERIODS", []), 2)
    records = int(_number(data[1], 1.0))
    if records != 1:
        raise UnreadableFile(
            "{file} has {records} records an hour; only hourly weather can be read.",
            "Get the file with one record an hour.",
            file=file,
            records=records,
        )
    return EpwHeader(
        place=_place(location, file),
        region=location[1],
        country=location[2],
        source=location[3],
        station=location[4],
        heating_design_temperature=_heating_design(rows.get("DESIGN CONDITIONS", [])),
        ground_temperatures=_ground(rows.get("GROUND TEMPERATURES", [])),
        typical_periods=tuple(rows.get("TYPICAL/EXTREME PERIODS", [])[1::4]),
        has_leap_day=savings[0].lower() == "yes",
        daylight_saving=(_day(savings[1]), _day(savings[2])),
        n_holidays=int(_number(savings[3], 0.0)),
        comments=tuple(", ".join(rows.get(f"COMMENTS {i}", [])).strip('"') for i in (1, 2)),
        records_per_hour=records,
        periods=_periods(data[2:]),
    )


def _place(location: Sequence[str], file: str) -> Place:
    numbers = [_number(text, math.nan) for text in location[5:9]]
    latitude, longitude, utc_offset, altitude = numbers
    if abs(latitude) <= 90 and abs(longitude) <= 180 and -12 <= utc_offset <= 14:
        return Place(location[0], latitude, longitude, utc_offset, altitude)
    raise UnreadableFile(
        "{file} does not say where its weather is from: it has no LOCATION line with latitude, "
        "longitude and time zone. It is no EPW file, or a damaged one; nothing was read.",
        "Get the file again, for example from climate.onebuilding.org.",
        file=file,
    )


def _heating_design(cells: Sequence[str]) -> float:
    """The field after the coldest month: 99.6 % dry bulb (ASHRAE Fundamentals, chapter 14)."""
    if "Heating" not in cells:
        return math.nan
    return _number(_padded(cells[cells.index("Heating") + 1 :], 2)[1], math.nan)


def _ground(cells: Sequence[str]) -> Mapping[float, tuple[float, ...]]:
    count = int(_number(_padded(cells, 1)[0], 0.0))
    found: dict[float, tuple[float, ...]] = {}
    for i in range(count):
        block = _padded(cells[1 + i * _DEPTH_FIELDS :], _DEPTH_FIELDS)[:_DEPTH_FIELDS]
        depth = _number(block[0], math.nan)
        if not math.isnan(depth):
            found[depth] = tuple(_number(text, math.nan) for text in block[4:])
    return found


def _periods(cells: Sequence[str]) -> tuple[DataPeriod, ...]:
    rows = [cells[i : i + 4] for i in range(0, len(cells) - 3, 4)]
    return tuple(DataPeriod(name, weekday, start, end) for name, weekday, start, end in rows)


def _day(text: str) -> str:
    return "" if text in ("", "0") else text


def _padded(cells: Sequence[str], length: int) -> list[str]:
    return [*cells, *([""] * (length - len(cells)))]


def _number(text: str, otherwise: float) -> float:
    try:
        value = float(text)
    except ValueError:
        return otherwise
    return value if math.isfinite(value) else otherwise
