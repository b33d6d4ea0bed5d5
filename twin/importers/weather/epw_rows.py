"""The hours of an EPW file, each put where its date says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.seasons import DAYS_IN_MONTH
from twin.errors import UnreadableFile
from twin.importers.weather.columns import FEWEST_HOURS
from twin.model.arrays import FloatArray, IntArray
from twin.model.finding import Finding, Severity
from twin.model.thermal import HOURS_OF_YEAR

_MONTH_START = np.cumsum([0, *DAYS_IN_MONTH[:-1]])
_FIRST_YEAR, _LAST_YEAR = 1800, 2200
_DATE_FIELDS = 4  # year, month, day, hour


@dataclass(frozen=True, slots=True, eq=False)
class EpwHours:
    """Rows by the hour they belong to.

    rows : as split at commas.  row_of_hour : shape (8760,), -1 where the file has no row.
    """

    rows: Sequence[Sequence[str]]
    row_of_hour: IntArray
    findings: tuple[Finding, ...]

    def field(self, index: int) -> tuple[FloatArray, int]:
        """One field of all hours, NaN where blank or text, and how many are text."""
        numbers = np.full(HOURS_OF_YEAR, np.nan)
        unreadable = 0
        for hour in np.flatnonzero(self.row_of_hour >= 0):
            cells = self.rows[int(self.row_of_hour[hour])]
            cell = cells[index].strip() if index < len(cells) else ""
            try:
                numbers[hour] = float(cell) if cell else np.nan
            except ValueError:
                unreadable += 1
        return np.where(np.isinf(numbers), np.nan, numbers), unreadable


def epw_hours(rows: Sequence[Sequence[str]], file: str) -> EpwHours:
    """Place each row by month, day and hour.

    Raises
    ------
    UnreadableFile
        If less than a whole year is there, or more than one.
    """
    dates = [_date(row) for row in rows]
    from_zero = _counts_from_zero(dates)
    place = np.full(HOURS_OF_YEAR, -1, dtype=np.int32)
    order, repeated, leap, undated = [], 0, 0, 0
    for number, date in enumerate(dates):
        hour = _hour_of_year(date, from_zero)
        if hour is None:
            leap += date is not None and date[:2] == (2, 29)
            undated += not (date is not None and date[:2] == (2, 29))
        elif place[hour] >= 0:
            repeated += 1
        else:
            place[hour] = number
            order.append(hour)
    _check_whole(place, repeated, file)
    said = _remarks(order, {"repeated": repeated, "leap": leap, "undated": undated}, from_zero)
    return EpwHours(rows, place, said)


def _date(row: Sequence[str]) -> tuple[int, int, int] | None:
    """Month, day and hour of a row; None if it has none that can be."""
    try:
        year, month, day, hour = (int(cell) for cell in row[:_DATE_FIELDS])
    except ValueError:
        return None
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 and 0 <= hour <= 24):
        return None
    longest = DAYS_IN_MONTH[month - 1] + (month == 2)
    return (month, day, hour) if 1 <= day <= longest else None


def _counts_from_zero(dates: Sequence[tuple[int, int, int] | None]) -> bool:
    """Whether hours run from 0 to 23, as some programs write against the format."""
    hours = {date[2] for date in dates if date is not None}
    return 0 in hours and 24 not in hours


def _hour_of_year(date: tuple[int, int, int] | None, from_zero: bool) -> int | None:
    if date is None or date[:2] == (2, 29):
        return None
    month, day, hour = date
    index = int(_MONTH_START[month - 1] + day - 1) * 24 + hour - (0 if from_zero else 1)
    return index if 0 <= index < HOURS_OF_YEAR else None


def _check_whole(place: IntArray, repeated: int, file: str) -> None:
    there = int((place >= 0).sum())
    if there < FEWEST_HOURS:
        raise UnreadableFile(
            "{file} has {hours} of the 8760 hours of a year; it is cut off or covers a part of a "
            "year. No year can be calculated with it, so nothing was read.",
            "Get the whole file again, or one that covers a whole year.",
            file=file,
            hours=there,
        )
    if repeated > there / 2:
        raise UnreadableFile(
            "{file} has {hours} hours twice: it holds more than one year, and it is not clear "
            "which to take. Nothing was read.",
            "Split it into one file a year.",
            file=file,
            hours=repeated,
        )


def _remarks(order: list[int], counts: dict[str, int], from_zero: bool) -> tuple[Finding, ...]:
    told = (
        (_NOT_IN_ORDER, int(order != sorted(order))),
        (_FROM_ZERO, int(from_zero)),
        (_REPEATED, counts["repeated"]),
        (_LEAP_DAY, counts["leap"]),
        (_UNDATED, counts["undated"]),
    )
    return tuple(replace(finding, values={"hours": n}) for finding, n in told if n)


_NOT_IN_ORDER = Finding(
    "weather-order",
    Severity.WARNING,
    "The hours in the file are not in order.",
    "Each was put where its date says.",
    "Check where the file comes from.",
)
_FROM_ZERO = Finding(
    "weather-hours-from-zero",
    Severity.WARNING,
    "The file counts its hours from 0 to 23, which the format does not know.",
    "Each was taken for the hour that begins then.",
    "Check that the sun rises at the right hour.",
)
_REPEATED = Finding(
    "weather-repeated-hour",
    Severity.WARNING,
    "{hours} hours are in the file more than once.",
    "The first of them was taken.",
    "Check where the file comes from.",
)
_LEAP_DAY = Finding(
    "weather-leap-day",
    Severity.INFO,
    "The {hours} hours of 29 February were left out.",
    "A year is calculated with 365 days.",
)
_UNDATED = Finding(
    "weather-undated-row",
    Severity.WARNING,
    "{hours} rows have no date that can be.",
    "They were left out.",
    "Look at the file in a text editor if there are many.",
)
