"""From the rows of a meter to a checked series of hours, days, months or billing periods."""

import numpy as np

from twin.analysis.meters.clock import shown, to_utc
from twin.analysis.meters.grid import on_grid
from twin.analysis.meters.plausibility import unit_findings, without_other_units
from twin.analysis.meters.registers import differences, kind_of
from twin.errors import InputOutOfRange, MissingInput
from twin.model.arrays import FloatArray
from twin.model.finding import Finding, Severity
from twin.model.metering import CheckedSeries, MeterSeries, RawReadings, TimeArray

KWH = {"Wh": 1e-3, "kWh": 1.0, "MWh": 1e3, "GWh": 1e6, "MJ": 1 / 3.6, "GJ": 1000 / 3.6}
"""Kilowatt hours per unit."""
_HOUR = 3600
_DAY = 86400
_Found = tuple[Finding, ...]


def checked_series(raw: RawReadings, floor_area: float = np.nan) -> CheckedSeries:
    """A regular series in kWh with everything found on the way.

    Duplicate rows, changes of the clock, gaps, register values, negative and impossible values
    and other units are found; what cannot be known is left empty (NaN), never filled.

    raw : rows in any order.
    floor_area : heated floor area, to judge the amount by; NaN skips that. [m2]

    Raises
    ------
    MissingInput
        With fewer than two readings, or when the kind of values cannot be told.
    InputOutOfRange
        If unit, kind or clock are unknown or contradict the readings, or if the readings follow
        no step that energy can be summed by.
    """
    times, values, clock, findings = _rows_in_order(raw)
    step_seconds = _step_seconds(times)
    is_known = np.isfinite(values)
    if kind_of(values[is_known], raw.kind) == "register":
        times, values = times[is_known], values[is_known]
        times, values, found = differences(times, values, step_seconds)
        findings += found
    elif raw.label == "end":
        times, values = _from_ends(times, values, step_seconds)
    values, found = _without_negatives(values)
    series, more = on_grid(times, values, step_seconds, clock)
    series, other = without_other_units(series)
    findings += found + more + other + _gap_findings(series) + unit_findings(series, floor_area)
    return CheckedSeries(series, findings)


def _rows_in_order(raw: RawReadings) -> tuple[TimeArray, FloatArray, str, _Found]:
    if raw.unit not in KWH:
        raise InputOutOfRange(
            "The unit “{unit}” is not known, so no reading was taken.",
            "Choose Wh, kWh, MWh, GWh, MJ or GJ.",
            unit=raw.unit,
        )
    utc, clock, findings = to_utc(raw.times, raw.clock)
    has_time = ~np.isnat(utc)
    times, values = utc[has_time], raw.values[has_time] * KWH[raw.unit]
    values = np.where(np.isfinite(values), values, np.nan)
    order = np.argsort(times, kind="stable")
    times, values, found = _without_duplicates(times[order], values[order])
    if np.isfinite(values).sum() < 2:
        raise MissingInput(
            "The meter has fewer than two readings; nothing can be concluded from it.",
            "Import a longer period.",
        )
    return times, values, clock, findings + found


def _without_duplicates(
    times: TimeArray, values: FloatArray
) -> tuple[TimeArray, FloatArray, _Found]:
    """One row per time; a time with different values is unknown and has none."""
    unique, inverse = np.unique(times, return_inverse=True)
    repeated = len(times) - len(unique)
    if repeated == 0:
        return times, values, ()
    lowest, highest = np.full(len(unique), np.nan), np.full(len(unique), np.nan)
    np.fmin.at(lowest, inverse, values)
    np.fmax.at(highest, inverse, values)
    is_torn = highest - lowest > 1e-9 * np.maximum(np.abs(highest), 1.0)
    findings = _duplicate_findings(repeated, int(is_torn.sum()), shown(unique[np.argmax(is_torn)]))
    return unique, np.where(is_torn, np.nan, lowest), findings


def _duplicate_findings(repeated: int, torn: int, first: str) -> _Found:
    if torn:
        return (
            Finding(
                "duplicate-readings",
                Severity.WARNING,
                "{torn} times have more than one reading with different values, first {first}.",
                "Nothing tells which is right, so those periods are left empty.",
                "Remove the wrong rows and import again.",
                values={"torn": torn, "first": first},
            ),
        )
    return (
        Finding(
            "repeated-rows",
            Severity.INFO,
            "{rows} rows repeat another row.",
            "They were counted once.",
            values={"rows": repeated},
        ),
    )


def _step_seconds(times: TimeArray) -> int:
    """Regular distance of rows; 0 for months and irregular periods. [s]"""
    spans = np.diff(times).astype(np.int64)
    common = int(np.median(spans))
    if common <= _HOUR:
        common = round(common / 60.0) * 60
        if common == 0 or _HOUR % common:
            raise InputOutOfRange(
                "Most readings are {seconds} seconds apart, which does not divide an hour.",
                "Import hourly, daily or monthly energy.",
                seconds=int(np.median(spans)),
            )
        return common
    return _DAY if 23 * _HOUR <= common <= 25 * _HOUR else 0


def _from_ends(
    times: TimeArray, values: FloatArray, step_seconds: int
) -> tuple[TimeArray, FloatArray]:
    if step_seconds:
        return times - np.timedelta64(step_seconds, "s"), values
    return times[:-1], values[1:]


def _without_negatives(values: FloatArray) -> tuple[FloatArray, _Found]:
    is_negative = values < 0
    if not is_negative.any():
        return values, ()
    finding = Finding(
        "negative-energy",
        Severity.WARNING,
        "{periods} periods have negative energy, {energy} kWh together.",
        "Use cannot be negative, so those periods are left empty.",
        "Check whether the meter subtracts what own panels deliver; import that as its own meter.",
        values={
            "periods": int(is_negative.sum()),
            "energy": round(float(values[is_negative].sum()), 1),
        },
    )
    return np.where(is_negative, np.nan, values), (finding,)


def _gap_findings(series: MeterSeries) -> _Found:
    is_missing = ~np.isfinite(series.values)
    if not is_missing.any():
        return ()
    edges = np.diff(np.concatenate(([0], is_missing.astype(np.int8), [0])))
    begins, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    spans = [float(series.hours[b:e].sum()) for b, e in zip(begins, ends, strict=True)]
    longest = int(np.argmax(spans))
    return (
        Finding(
            "missing-readings",
            Severity.WARNING if series.coverage < 0.9 else Severity.INFO,
            "{gaps} gaps, {hours} hours together; the longest begins {first} and lasts"
            " {longest} hours.",
            "The gaps are left empty; sums tell how much of the time they cover.",
            values={
                "gaps": len(spans),
                "hours": round(sum(spans)),
                "first": shown(series.starts[begins[longest]]),
                "longest": round(spans[longest]),
            },
        ),
    )
