"""Days as people write them: which comes first, and what a text means."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "januar", "january"), ("feb", "februar", "february"),
            ("mar", "mars", "march"), ("apr", "april"), ("mai", "may"),
            ("jun", "juni", "june"), ("jul", "juli", "july"), ("aug", "august"),
            ("sep", "sept", "september"), ("okt", "oktober", "oct", "october"),
            ("nov", "november"), ("des", "desember", "dec", "december"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
_TIME = r"(?:[T ,]+(?:kl\.? ?)?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2}|[AP]M)?)?"  # noqa: E501  one pattern
_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})" + _TIME, re.IGNORECASE)
_LAST = re.compile(r"(\d{1,2})([-./ ])(\d{1,2})\2(\d{4}|\d{2})" + _TIME, re.IGNORECASE)
_NAMED = re.compile(r"(\d{1,2})[. -]*([a-zæøå]{3,10})[. -]*(\d{4})" + _TIME, re.IGNORECASE)
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})")
_FIRST_SERIAL = date(1899, 12, 30)  # day 0 of spreadsheets, for days after February 1900
_SERIALS = (3_654, 91_313)  # 1910 to 2149; smaller ones are numbers, not days
_TURN = 70  # two digits from here on are of the last century
ORDERS = ("dmy", "mdy", "ymd")


def order_evidence(texts: Iterable[str]) -> tuple[int, int, int]:
    """How many texts can only have the day first, only the month, and either.

    With points between them the day comes first: nobody writes months so.
    """
    day = month = either = 0
    for text in texts:
        found = _LAST.fullmatch(text.strip())
        if found is None:
            continue
        first, second = int(found[1]), int(found[3])
        if first > 12 or (found[2] == "." and second <= 12):
            day += 1
        elif second > 12:
            month += 1
        else:
            either += 1
    return day, month, either


def day_of(text: str, order: str) -> date | None:
    """The day, None if the text is none. order : ``dmy`` or ``mdy`` where the year comes last."""
    bare = text.strip()
    try:
        if found := _ISO.fullmatch(bare) or _SOLID.fullmatch(bare):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _LAST.fullmatch(bare):
            first, second, year = int(found[1]), int(found[3]), _year(found[4])
            return date(year, first, second) if order == "mdy" else date(year, second, first)
        if found := _NAMED.fullmatch(bare):
            month = _MONTHS.get(found[2].casefold(), 0)
            return date(int(found[3]), month, int(found[1]))
    except ValueError:
        return None
    return None


def day_of_number(text: str) -> date | None:
    """The day of a serial number of a spreadsheet, or of eight digits; None if it is neither."""
    if len(text) == 8 and text.isdecimal():
        return day_of(text, "ymd")
    try:
        serial = int(float(text))
    except (ValueError, OverflowError):
        return None
    if not _SERIALS[0] <= serial <= _SERIALS[1]:
        return None
    return _FIRST_SERIAL + timedelta(days=serial)


def _year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    return int(text) + (1900 if int(text) >= _TURN else 2000)
