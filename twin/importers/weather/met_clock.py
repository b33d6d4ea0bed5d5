"""When the rows of a MET export are from, in normal time."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from twin.model.finding import Finding, Severity

NORMAL_TIME = 1.0  # of Norway. [h]
_NORWEGIAN = re.compile(r"(\d\d?)\.(\d\d?)\.(\d{4})(?:[ T]+(\d\d?):(\d\d)(?::\d\d)?)?$")
_HOUR = timedelta(hours=1)
_FEWEST_HOURLY = 0.9  # of the rows, on the full hour


@dataclass(frozen=True, slots=True)
class Clock:
    """Moments of all rows in normal time of Norway, None where a row has none.

    has_hours : False where the rows are days.
    is_hourly : False where most rows are not on the full hour.
    """

    moments: Sequence[datetime | None]
    has_hours: bool
    is_hourly: bool
    findings: tuple[Finding, ...] = ()


def normal_time(cells: Sequence[str], stations: Sequence[str], label: str) -> Clock:
    """Read the time column.

    Times that name their offset from UTC are converted; a column called UTC too. Local time is
    recognised by the hour that is missing in March and there twice in October.

    Parameters
    ----------
    cells, stations : of each row.
    label : name of the column.
    """
    read = [_moment(cell) for cell in cells]
    there = [moment for moment in read if moment is not None]
    if there and not any(":" in cell for cell in cells):
        return Clock(read, has_hours=False, is_hourly=False)
    offset = 0.0 if "utc" in label.lower() or "referencetime" in label.lower() else NORMAL_TIME
    moments = [_converted(moment, offset) for moment in read]
    said: tuple[Finding, ...] = ()
    if _is_local(there, Counter(zip(stations, read, strict=True))):
        moments = _from_local(moments, stations)
        said = (_SUMMER_TIME,)
    full = sum(moment.minute == 0 for moment in moments if moment is not None)
    hourly = [m if m is not None and m.minute == 0 else None for m in moments]
    return Clock(hourly, True, full >= _FEWEST_HOURLY * len(there), said)


def _moment(cell: str) -> datetime | None:
    text = cell.strip()
    found = _NORWEGIAN.match(text)
    try:
        if found is None:
            return datetime.fromisoformat(text) if text[:4].isdigit() else None
        day, month, year, hour, minute = (int(part or 0) for part in found.groups())
        start = datetime(year, month, day)
    except ValueError:
        return None
    is_time = hour <= 24 and minute < 60
    return start + timedelta(hours=hour, minutes=minute) if is_time else None


def _converted(moment: datetime | None, offset: float) -> datetime | None:
    if moment is None:
        return None
    if moment.tzinfo is not None:
        zone = timezone(timedelta(hours=NORMAL_TIME))
        return moment.astimezone(zone).replace(tzinfo=None)
    return moment + timedelta(hours=NORMAL_TIME - offset)


def _is_local(moments: Sequence[datetime], count: Counter[tuple[str, datetime | None]]) -> bool:
    """Whether an hour is missing when summer time begins and there twice when it ends."""
    naive = {moment for moment in moments if moment.tzinfo is None}
    for year in {moment.year for moment in naive}:
        begin, end = _last_sunday(year, 3), _last_sunday(year, 10)
        skipped = _at(begin, 2) not in naive and {_at(begin, 1), _at(begin, 3)} <= naive
        twice = any(n > 1 and when == _at(end, 2) for (_, when), n in count.items())
        if skipped and twice:
            return True
    return False


def _from_local(
    moments: Sequence[datetime | None], stations: Sequence[str]
) -> list[datetime | None]:
    """Normal time of local times; the second 02:00 in October is the one of normal time."""
    seen: set[tuple[str, datetime]] = set()
    converted: list[datetime | None] = []
    for moment, station in zip(moments, stations, strict=True):
        if moment is None:
            converted.append(None)
            continue
        begin = _at(_last_sunday(moment.year, 3), 3)
        end = _at(_last_sunday(moment.year, 10), 3)
        is_second = end - _HOUR <= moment < end and (station, moment) in seen
        seen.add((station, moment))
        converted.append(moment - _HOUR if begin <= moment < end and not is_second else moment)
    return converted


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def _at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour)


_SUMMER_TIME = Finding(
    "weather-local-time",
    Severity.WARNING,
    "The times in the file are local: an hour is missing in March and one is there twice in "
    "October.",
    "They were moved to normal time.",
    "Prefer a file in normal time.",
)
