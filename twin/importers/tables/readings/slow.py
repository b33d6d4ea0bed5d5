"""Times as people and programs write them, one by one, where the fast way cannot."""

import re
from datetime import datetime, timedelta

from twin.importers.tables.days_of import day_of
from twin.importers.tables.numbers_of import number_of

_TIME_OF_DAY = re.compile(
    r"^(?P<day>.*?)[ T,]+(?:kl\.? ?)?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?"
    r"(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?\s*(?P<half>[AP]M)?\s*"
    r"(?P<offset>Z|UTC|[+-]\d{2}(?::?\d{2})?)?$",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?P<name>[a-zæøå]{3,10})\.?[ -]+(?P<year>\d{4})", re.IGNORECASE)
_MONTH_LAST = re.compile(r"(?P<month>\d{1,2})[./-](?P<year>\d{4})")
_SERIAL = re.compile(r"\d{5}(?:[.,]\d+)?")
_FIRST_SERIAL = datetime(1899, 12, 30)
_NOTHING = frozenset(
    {"", "-", "–", "nan", "na", "n/a", "null", "none", "#n/a", "#verdi!", "#value!", "mangler",
     "missing", "ingen", "ingen data", "no data", "?", "--"}
)  # fmt: skip


def time_of(text: str, *, is_month_first: bool = False) -> tuple[datetime, bool] | None:
    """The time, in UTC where the text names its offset, and whether it does; None if none."""
    bare = " ".join(text.split())
    order = "mdy" if is_month_first else "dmy"
    if _SERIAL.fullmatch(bare):
        moment = _FIRST_SERIAL + timedelta(days=float(bare.replace(",", ".")))
        rounded = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
        return (rounded, False) if 1990 <= rounded.year < 2150 else None
    if found := day_of(bare.removesuffix(" kl"), order):
        if ":" not in bare and "T" not in bare.upper()[4:]:
            return datetime(found.year, found.month, found.day), False
    elif found := _month(bare, order):
        return found, False
    return _with_time(bare, order)


def value_of(text: str, decimal: str) -> float | None:
    """The number, NaN for a cell that says there is none; None if it is neither."""
    bare = text.strip()
    if bare.casefold() in _NOTHING:
        return float("nan")
    found = number_of(bare, decimal, "", {})
    return None if found != found else found


def _month(text: str, order: str) -> datetime | None:
    if found := _MONTH.fullmatch(text):
        day = day_of(f"1. {found['name'].lower()} {found['year']}", order)
        return datetime(day.year, day.month, 1) if day else None
    if (found := _MONTH_LAST.fullmatch(text)) and 1 <= int(found["month"]) <= 12:
        return datetime(int(found["year"]), int(found["month"]), 1)
    return None


def _with_time(text: str, order: str) -> tuple[datetime, bool] | None:
    found = _TIME_OF_DAY.fullmatch(text)
    day = day_of(found["day"], order) if found else None
    if found is None or day is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (found["half"].upper() == "PM")
    seconds = hour * 3600 + minute * 60 + int(found["second"] or 0)
    if hour > 24 or minute > 59 or seconds > 86400:
        return None
    moment = datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)
    offset = found["offset"] or ""
    return moment - _east(offset), bool(offset)


def _east(offset: str) -> timedelta:
    if not offset or offset.upper() in ("Z", "UTC"):
        return timedelta()
    digits = offset[1:].replace(":", "").ljust(4, "0")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -size if offset[0] == "-" else size
