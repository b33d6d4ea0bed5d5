"""Between the clocks that meters are read by and UTC."""

import numpy as np

from twin.errors import InputOutOfRange
from twin.model.arrays import BoolArray, IntArray
from twin.model.finding import Finding, Severity
from twin.model.metering import TimeArray

CLOCKS = ("utc", "normal time", "local", "unknown")
_HOUR = np.timedelta64(3600, "s")


def to_utc(times: TimeArray, clock: str) -> tuple[TimeArray, str, tuple[Finding, ...]]:
    """Times in UTC, the clock they really were written by, and what was found.

    Central European rules since 1996: summer time from 01:00 UTC on the last Sunday of March
    to 01:00 UTC on the last Sunday of October (Directive 2000/84/EC).
    The hour that an autumn clock shows twice is told apart by the order of the rows.

    times : as written, in the order of the source, shape (n,).

    Raises
    ------
    InputOutOfRange
        If `clock` is not one of `CLOCKS`.
    """
    if clock not in CLOCKS:
        raise InputOutOfRange(
            "The clock “{clock}” is not known, so no reading got a time.",
            "Choose UTC, normal time or local time with summer time.",
            clock=clock,
        )
    real, findings = _real_clock(times, clock)
    if real == "utc":
        return times, real, findings
    if real == "normal time":
        return times - _HOUR, real, findings
    is_summer = _is_summer_by_wall(times)
    is_second = _is_autumn_hour(times) & (_occurrence(times) > 0)
    return times - _HOUR - np.where(is_summer & ~is_second, _HOUR, 0 * _HOUR), real, findings


def clock_evidence(times: TimeArray) -> str:
    """``local`` or ``not local`` where a change of the clock shows in the times, else "".

    times : as written, in the order of the source, shape (n,).
    """
    if _is_spring_hour(times).any():
        return "not local"
    return "local" if (_is_autumn_hour(times) & (_occurrence(times) > 0)).any() else ""


def from_utc(times: TimeArray, clock: str) -> TimeArray:
    """What the clock shows at times in UTC, shape (n,)."""
    if clock == "utc":
        return times
    if clock == "normal time":
        return times + _HOUR
    spring, autumn = _changes(times)
    is_summer = (times >= spring) & (times < autumn)
    return times + _HOUR + np.where(is_summer, _HOUR, 0 * _HOUR)


def shown(time: np.datetime64 | TimeArray, to: str = "m") -> str:
    """Time in UTC as a local clock shows it, to the minute (``m``) or day (``D``)."""
    local = from_utc(np.asarray(time, "datetime64[s]").reshape(1), "local")[0]
    return str(local.astype(f"datetime64[{to}]")).replace("T", " ")


def midnights(first: np.datetime64, last: np.datetime64, clock: str, unit: str) -> TimeArray:
    """Starts in UTC of all days (``D``) or months (``M``) from `first` to the end of `last`.

    One more than there are days or months, so that their lengths follow by difference.
    """
    bounds = np.arange(first.astype(f"datetime64[{unit}]"), last.astype(f"datetime64[{unit}]") + 2)
    wall = bounds.astype("datetime64[s]")
    return to_utc(wall, clock)[0]


def _real_clock(times: TimeArray, clock: str) -> tuple[str, tuple[Finding, ...]]:
    has_spring_hour = bool(_is_spring_hour(times).any())
    repeats = _is_autumn_hour(times) & (_occurrence(times) > 0)
    if clock == "local" and has_spring_hour:
        return "normal time", (_NOT_LOCAL,)
    if clock in ("utc", "normal time") and repeats.any() and not has_spring_hour:
        return "local", (_IS_LOCAL,)
    if clock != "unknown":
        return clock, ()
    if has_spring_hour:
        return "normal time", (_GUESSED_NORMAL,)
    return "local", ()


def _changes(times: TimeArray) -> tuple[TimeArray, TimeArray]:
    """Both changes of the clock, in UTC, in the year of each time."""
    years = times.astype("datetime64[Y]")
    return _last_sunday(years, 3) + _HOUR, _last_sunday(years, 10) + _HOUR


def _last_sunday(years: TimeArray, month: int) -> TimeArray:
    last_day = (years.astype("datetime64[M]") + month).astype("datetime64[D]") - 1
    weekday = (last_day.astype(np.int64) + 4) % 7  # 1970-01-01 was a Thursday; Sunday is 0
    return (last_day - weekday).astype("datetime64[s]")


def _is_summer_by_wall(times: TimeArray) -> BoolArray:
    spring, autumn = _changes(times)
    return (times >= spring + 2 * _HOUR) & (times < autumn + 2 * _HOUR)


def _is_spring_hour(times: TimeArray) -> BoolArray:
    """Wall times from 02:00 to before 03:00 that no local clock shows."""
    spring, _ = _changes(times)
    return (times >= spring + _HOUR) & (times < spring + 2 * _HOUR)


def _is_autumn_hour(times: TimeArray) -> BoolArray:
    """Wall times from 02:00 to before 03:00 that a local clock shows twice."""
    _, autumn = _changes(times)
    return (times >= autumn + _HOUR) & (times < autumn + 2 * _HOUR)


def _occurrence(times: TimeArray) -> IntArray:
    """How often each time stood in an earlier row, shape (n,)."""
    order = np.argsort(times, kind="stable")
    ordered = times[order]
    firsts = np.searchsorted(ordered, ordered, side="left")
    counts = np.empty(len(times), np.int32)
    counts[order] = np.arange(len(times)) - firsts
    return counts


_NOT_LOCAL = Finding(
    "clock-not-local",
    Severity.WARNING,
    "The readings have the hour that a clock with summer time skips in March.",
    "They were read as normal time (UTC+1 all year), not as local time.",
    "Check which clock the supplier of the readings uses.",
)
_IS_LOCAL = Finding(
    "clock-is-local",
    Severity.WARNING,
    "The readings repeat an hour in October and skip one in March, as local time does.",
    "They were read as local time with summer time, not by the clock that was given.",
    "Check which clock the supplier of the readings uses.",
)
_GUESSED_NORMAL = Finding(
    "clock-guessed",
    Severity.INFO,
    "The readings do not follow summer time, and nothing says which clock they use.",
    "They were read as normal time (UTC+1 all year); hours of day may be one hour off.",
    "Say whether the times are UTC or normal time.",
)
