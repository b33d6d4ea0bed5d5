"""All that is shown of a saving that meters tell: the baseline, the months, the sum."""

import math
from datetime import date, timedelta

import numpy as np

from twin.analysis.meters.alignment import Aligned
from twin.analysis.meters.change_points import PARAMETERS
from twin.analysis.meters.compared import MeteredHours, compared, dates_of, grouped
from twin.analysis.meters.fit_quality import agreement
from twin.analysis.meters.signature import Signatures, predicted_rates, student
from twin.analysis.meters.verification import Adjustment, VerifiedSaving, verified_saving
from twin.model.arrays import FloatArray
from twin.model.finding import Finding, Severity
from twin.model.metering import TimeArray
from twin.model.saving import BaselineFit, SavingCheck, SavingReport

MOST_COMPLETE = 0.9
"""Share of the reporting period below which its gaps are told."""
CV_LIMITS = ((365.0, 0.20), (5 * 365.0, 0.25), (math.inf, 0.30))
"""Days of the reporting period, and largest CV(RMSE) of the baseline up to there."""
NMBE_LIMIT = 0.00005
"""ASHRAE Guideline 14-2002, whole building, prescriptive path, kept in 2014: CV(RMSE) up to 20 %
with less than 12 months after the measure, 25 % up to 60 months, 30 % beyond; net determination
bias below 0.005 %."""
CONFIDENCE = 0.9


def saving_report(check: SavingCheck, hours: MeteredHours) -> SavingReport:
    """What a measure saved, with the baseline it is judged by.

    Stuck, missing and impossible hours are left out and told. The baseline is fitted to days,
    weeks or months; a week or month counts with the days that have a reading.

    Raises
    ------
    InputOutOfRange
        If the periods overlap or end before they begin.
    MissingInput
        If a period has too few readings, or no weather.
    """
    both = compared(check, hours)
    changes = tuple(Adjustment(c.reason, c.energy) for c in check.changes)
    baseline = grouped(both.baseline, check.step)
    found = verified_saving(baseline, grouped(both.reporting, check.step), changes)
    return _report(check, found, (baseline, both.reporting), both.findings)


def _report(
    check: SavingCheck,
    found: VerifiedSaving,
    parts: tuple[Aligned, Aligned],
    doubts: tuple[Finding, ...],
) -> SavingReport:
    baseline, known = parts
    length = float(known.hours.sum() / 24.0)
    expected = predicted_rates(found.baseline, known.temperature)[0] * known.hours / 24.0
    measured = known.rates * known.hours / 24.0
    shift = found.expected - float(expected.sum()) + found.adjusted
    expected = expected + shift * known.hours / known.hours.sum()
    half = float(student(CONFIDENCE, found.baseline.degrees_of_freedom)[0]) * found.standard_error
    dates = dates_of(known)
    months, of_month = np.unique(dates.astype("datetime64[M]"), return_inverse=True)
    ends = np.flatnonzero(np.append(np.diff(_steps_of(dates)) != 0, True))
    whole = (check.reporting_last - check.reporting_first).days + 1
    return SavingReport(
        check,
        _fit(found.baseline, baseline, length),
        found.expected + found.adjusted,
        found.measured,
        found.saving,
        found.low,
        found.high,
        half,
        found.fraction,
        found.guideline_14_uncertainty,
        length,
        length / whole,
        tuple(m.astype("datetime64[D]").item() for m in months),
        np.asarray(np.bincount(of_month, expected), np.float64),
        np.asarray(np.bincount(of_month, measured), np.float64),
        tuple(d.item() for d in dates[ends]),
        np.cumsum(expected - measured)[ends],
        check.claimed * length / 365.0,
        (*doubts, *_gaps(length, whole), *_of_saving(found)),
    )


def _of_saving(found: VerifiedSaving) -> tuple[Finding, ...]:
    """Findings of a saving; where more was used, it is neither small nor uncertain."""
    sizes = () if found.saving > 0 else ("saving-small", "saving-uncertain")
    return tuple(one for one in found.findings if one.code not in sizes)


def _gaps(known: float, whole: int) -> tuple[Finding, ...]:
    if known >= MOST_COMPLETE * whole:
        return ()
    return (
        Finding(
            "reporting-gaps",
            Severity.WARNING,
            "Only {share} % of the reporting period has readings.",
            "The saving counts that part alone.",
            "Import the missing readings.",
            values={"share": round(100 * known / whole)},
        ),
    )


def _steps_of(dates: TimeArray) -> FloatArray:
    """Weeks, by which the sum is drawn."""
    return ((dates.astype(np.int64) + 3) // 7).astype(np.float64)


def _fit(baseline: Signatures, periods: Aligned, reporting_days: float) -> BaselineFit:
    expected = predicted_rates(baseline, periods.temperature, periods.period_of_day)[0]
    name = baseline.model_name(0)
    days = periods.hours / 24.0
    fit = agreement(periods.rates * days, expected * days, "irregular", PARAMETERS[name])
    limit = next(cv for most, cv in CV_LIMITS if reporting_days < most)
    return BaselineFit(
        name,
        float(baseline.base[0]),
        float(baseline.heating_slope[0]),
        float(baseline.heating_balance[0]),
        float(baseline.cooling_slope[0]),
        float(baseline.cooling_balance[0]),
        int(baseline.n_periods[0]),
        float(baseline.cv_rmse[0]),
        fit.nmbe,
        float(baseline.r_squared[0]),
        limit,
        NMBE_LIMIT,
    )


def usual_periods(
    first: date, last: date, work: tuple[date, date] | None
) -> tuple[date, date, date, date]:
    """Baseline and reporting period as one would choose them: first and last day of each.

    A year before the work and up to a year after it; without known work, what lies on both sides
    of a month in the middle of the readings.

    first, last : of the readings.  work : first and last day of it.
    """
    if work is None:
        middle = first + (last - first) // 2
        work = middle - timedelta(days=15), middle + timedelta(days=14)
    begin, end = work[0] - timedelta(days=1), work[1] + timedelta(days=1)
    year = timedelta(days=364)
    return max(first, begin - year), begin, end, min(last, end + year)
