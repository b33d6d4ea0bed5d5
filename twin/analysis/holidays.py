"""Days off in Norway: public holidays, and school holidays as they mostly lie in Bergen."""

from datetime import date, timedelta

from twin.model.operation import Closure

WINTER_WEEK, AUTUMN_WEEK = 9, 41  # Bergen kommune, skoleruta
SUMMER_WEEKS = 26, 33  # first and last whole week; estimate from recent school calendars
CHRISTMAS = (12, 21), (1, 2)  # estimate from recent school calendars


def public_holidays(year: int) -> frozenset[date]:
    """Red days of the calendar besides Sundays.

    References
    ----------
    Lov om helligdager og helligdagsfred (1995); lov om 1 og 17 mai som høgtidsdager (1947).
    """
    easter = easter_sunday(year)
    movable = (-3, -2, 0, 1, 39, 49, 50)
    fixed = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
    return frozenset(
        {easter + timedelta(days) for days in movable}
        | {date(year, month, day) for month, day in fixed}
    )


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar.

    References
    ----------
    Meeus, Astronomical Algorithms (1991), chapter 8.
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def school_holidays(year: int) -> tuple[Closure, ...]:
    """School holidays that begin or end in `year`; a start for the user's own dates."""
    easter = easter_sunday(year)
    (month, day), (last_month, last_day) = CHRISTMAS
    return (
        Closure("Christmas", date(year, 1, 1), date(year, last_month, last_day)),
        _week("Winter holiday", year, WINTER_WEEK),
        Closure("Easter", easter - timedelta(8), easter + timedelta(1)),
        Closure(
            "Summer holiday",
            date.fromisocalendar(year, SUMMER_WEEKS[0], 1),
            date.fromisocalendar(year, SUMMER_WEEKS[1], 7),
        ),
        _week("Autumn holiday", year, AUTUMN_WEEK),
        Closure("Christmas", date(year, month, day), date(year, 12, 31)),
    )


def _week(name: str, year: int, week: int) -> Closure:
    return Closure(name, date.fromisocalendar(year, week, 1), date.fromisocalendar(year, week, 7))
