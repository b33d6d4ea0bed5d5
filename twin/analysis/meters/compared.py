"""The readings before and after a measure, as far as they can be trusted."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from twin.analysis.meters.alignment import Aligned, aligned
from twin.analysis.meters.clock import from_utc
from twin.analysis.meters.doubtful import doubtful_readings
from twin.analysis.meters.periods import by_day
from twin.errors import InputOutOfRange, MissingInput
from twin.model.arrays import BoolArray, FloatArray
from twin.model.finding import Finding, Severity
from twin.model.metering import MeterSeries, TimeArray
from twin.model.saving import SavingCheck

FEWEST_BASELINE_DAYS = 270
"""Days with readings below which no baseline knows all seasons."""
FEWEST_REPORTING_DAYS = 28
LEAST_SHARE = 0.7
"""Share of the days of a period that must have a reading."""


@dataclass(frozen=True, slots=True, eq=False)
class MeteredHours:
    """Hours of one meter, or of several as one, with the outdoor temperature.

    first : start of the first hour of `temperature`, UTC.  temperature : [degree C]
    """

    series: MeterSeries
    first: np.datetime64
    temperature: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Both periods. findings : what was left out of them.

    baseline, reporting : days with a reading and weather.
    """

    baseline: Aligned
    reporting: Aligned
    findings: tuple[Finding, ...]


def compared(check: SavingCheck, hours: MeteredHours) -> Compared:
    """Days of both periods that have a reading that can be trusted, and weather.

    Raises
    ------
    InputOutOfRange
        If the periods overlap or end before they begin.
    MissingInput
        If a period has too few readings, or no weather.
    """
    _check_periods(check)
    series, doubts = _without_doubtful(hours.series, check)
    days = aligned(by_day(series), hours.first, hours.temperature)
    before = _between(days, check.baseline_first, check.baseline_last)
    after = _between(days, check.reporting_first, check.reporting_last)
    _check_readings(check, before, after)
    before, after = (part(one, np.isfinite(one.rates)) for one in (before, after))
    return Compared(before, after, doubts)


def _check_periods(check: SavingCheck) -> None:
    for name, first, last in (
        ("baseline", check.baseline_first, check.baseline_last),
        ("reporting period", check.reporting_first, check.reporting_last),
    ):
        if last < first:
            raise InputOutOfRange(
                "The {kind} ends before it begins, so nothing was compared.",
                "Correct its dates.",
                kind=name,
            )
    if check.reporting_first <= check.baseline_last:
        raise InputOutOfRange(
            "The reporting period begins before the baseline ends, so nothing was compared.",
            "Let the baseline end before the work begins and the reporting period start after it.",
        )


def _without_doubtful(
    series: MeterSeries, check: SavingCheck
) -> tuple[MeterSeries, tuple[Finding, ...]]:
    """The series without stuck, zero and impossible hours, and which of the periods those are."""
    values = series.values.copy()
    findings: list[Finding] = []
    for odd in doubtful_readings(series):
        is_in = (series.starts >= odd.first) & (series.starts <= odd.last)
        values[is_in] = np.nan
        if odd.kind != "gap" and _touches(check, odd.first, odd.last):
            findings.append(odd.finding)
    kept = MeterSeries(series.starts, series.hours, values, series.step, series.clock)
    return kept, (*findings, _left_out(len(findings))) if findings else ()


def _touches(check: SavingCheck, first: np.datetime64, last: np.datetime64) -> bool:
    begin, end = (
        from_utc(np.array([t], "datetime64[s]"), "normal time")[0] for t in (first, last)
    )
    return any(
        begin.astype("datetime64[D]") <= np.datetime64(to, "D")
        and end.astype("datetime64[D]") >= np.datetime64(since, "D")
        for since, to in (
            (check.baseline_first, check.baseline_last),
            (check.reporting_first, check.reporting_last),
        )
    )


def _left_out(count: int) -> Finding:
    return Finding(
        "doubtful-left-out",
        Severity.WARNING,
        "{count} stretches of doubtful readings were left out of the comparison.",
        "The saving counts the other days alone.",
        values={"count": count},
    )


def dates_of(days: Aligned) -> TimeArray:
    """Calendar day of each daily period, shape (n,)."""
    return from_utc(days.starts, "normal time").astype("datetime64[D]")


def _between(days: Aligned, first: date, last: date) -> Aligned:
    dates = dates_of(days)
    return part(days, (dates >= np.datetime64(first)) & (dates <= np.datetime64(last)))


def part(days: Aligned, is_kept: BoolArray) -> Aligned:
    """Some of the days."""
    kept = np.flatnonzero(is_kept)
    return Aligned(
        days.rates[kept],
        days.temperature[kept],
        np.arange(len(kept), dtype=np.int32),
        days.starts[kept],
        days.hours[kept],
    )


def _check_readings(check: SavingCheck, before: Aligned, after: Aligned) -> None:
    periods = (
        ("baseline", before, (check.baseline_first, check.baseline_last), FEWEST_BASELINE_DAYS),
        ("reporting period", after, (check.reporting_first, check.reporting_last),
         FEWEST_REPORTING_DAYS),
    )  # fmt: skip
    for name, days, (first, last), fewest in periods:
        known, length = int(np.isfinite(days.rates).sum()), (last - first).days + 1
        if known < fewest:
            raise MissingInput(
                "The {kind} has readings and weather on {known} of its {days} days; at least"
                " {fewest} are needed, so no saving was calculated.",
                "Choose a longer period, import what is missing, or import hourly weather of it.",
                kind=name,
                known=known,
                days=length,
                fewest=fewest,
            )
        if known < LEAST_SHARE * length:
            raise MissingInput(
                "The {kind} has readings and weather on {known} of its {days} days; with so many"
                " gaps no saving was calculated.",
                "Choose a period with fewer gaps, or import what is missing.",
                kind=name,
                known=known,
                days=length,
            )


def grouped(days: Aligned, step: str) -> Aligned:
    """Days, or the days of each week or month as one period."""
    if step == "day":
        return days
    dates = dates_of(days)
    weeks = (dates.astype(np.int64) + 3) // 7
    group = weeks if step == "week" else dates.astype("datetime64[M]").astype(np.int64)
    _, firsts, rows = np.unique(group, return_index=True, return_inverse=True)
    hours = np.bincount(rows, days.hours).astype(np.float64)
    energy = np.bincount(rows, days.rates * days.hours / 24.0)
    rates = np.asarray(energy / hours * 24.0, np.float64)
    return Aligned(rates, days.temperature, rows.astype(np.int32), days.starts[firsts], hours)
