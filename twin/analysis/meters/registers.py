"""Tell a counter that only rises from energy per period, and take differences of counters."""

import numpy as np

from twin.analysis.meters.clock import shown
from twin.errors import InputOutOfRange, MissingInput
from twin.model.arrays import BoolArray, FloatArray
from twin.model.finding import Finding, Severity
from twin.model.metering import TimeArray

KINDS = ("interval", "register", "unknown")
_FEWEST = 12
"""Rows below which nothing is concluded from values that only rise."""
_FALLS = 0.005
"""Largest share of falling steps of a counter: exchanges of the meter are rare."""
_HIGH = 5.0
"""A counter stands at least this many times its median step above zero."""


def kind_of(values: FloatArray, declared: str) -> str:
    """``interval`` or ``register``.

    values : in order of time, finite, shape (n,).

    Raises
    ------
    InputOutOfRange
        If the values contradict what is declared.
    MissingInput
        If nothing is declared and the values do not tell.
    """
    if declared not in KINDS:
        raise InputOutOfRange(
            "Values of the kind “{kind}” are not known, so no reading was taken.",
            "Choose energy per period or register values.",
            kind=declared,
        )
    seems = _seeming_kind(values)
    if declared == "unknown" and seems == "unknown":
        raise MissingInput(
            "{rows} readings do not tell whether they are energy per period or register values.",
            "Say which of the two they are.",
            rows=len(values),
        )
    if declared == "register" and seems == "interval":
        raise InputOutOfRange(
            "The readings were given as register values, but they fall {falls} times.",
            "Import them as energy per period, or check that they belong to one meter.",
            falls=int((np.diff(values) < 0).sum()),
        )
    if declared == "interval" and seems == "register":
        raise InputOutOfRange(
            "The readings were given as energy per period, but they only rise,"
            " from {first} to {last}, as a register does.",
            "Import them as register values.",
            first=round(float(values[0]), 1),
            last=round(float(values[-1]), 1),
        )
    return seems if declared == "unknown" else declared


def differences(
    times: TimeArray, values: FloatArray, step_seconds: int
) -> tuple[TimeArray, FloatArray, tuple[Finding, ...]]:
    """Energy between neighbouring readings of a counter, by start.

    Where rows are missing the energy of the gap is known but not its course: the periods stay
    empty and the amount is told. Where a counter falls back the period stays empty, unless it
    passed its highest number (10, 100, … of its unit).

    times : in order, without duplicates, shape (n,).
    step_seconds : regular distance of rows; 0 takes every distance as it is. [s]
    """
    amounts = np.diff(values)
    spans = np.diff(times).astype(np.int64)
    amounts, findings = _after_falls(times, values, amounts)
    if step_seconds:
        is_gap = spans > 1.5 * step_seconds
        findings += _gap_finding(amounts, is_gap)
        amounts = np.where(is_gap, np.nan, amounts)
    return times[:-1], amounts, findings


def _seeming_kind(values: FloatArray) -> str:
    if len(values) < _FEWEST:
        return "unknown"
    steps = np.diff(values)
    if (steps < 0).mean() > max(_FALLS, 1.0 / len(steps)):
        return "interval"
    rises = steps[steps > 0]
    if len(rises) == 0 or (steps < 0).all():
        return "interval"
    stands_high = float(np.median(values)) > _HIGH * float(np.median(rises))
    return "register" if stands_high else "unknown"


def _after_falls(
    times: TimeArray, values: FloatArray, amounts: FloatArray
) -> tuple[FloatArray, tuple[Finding, ...]]:
    falls = np.flatnonzero(amounts < 0)
    if len(falls) == 0:
        return amounts, ()
    amounts = amounts.copy()
    typical = float(np.nanquantile(amounts[amounts >= 0], 0.99)) if (amounts >= 0).any() else 0.0
    findings: list[Finding] = []
    for row in falls:
        highest = 10.0 ** np.ceil(np.log10(max(values[row], 1.0)))
        over = highest - values[row] + values[row + 1]
        passed = values[row] > 0.9 * highest and over <= 10.0 * max(typical, 1e-9)
        amounts[row] = over if passed else np.nan
        findings.append(_fall_finding(shown(times[row + 1]), passed))
    return amounts, tuple(findings)


def _fall_finding(time: str, passed: bool) -> Finding:
    if passed:
        return Finding(
            "register-passed-highest",
            Severity.INFO,
            "The register passed its highest number at {time} and began again at zero.",
            "The energy of that period was counted across zero.",
            values={"time": time},
        )
    return Finding(
        "register-fell",
        Severity.WARNING,
        "The register fell at {time}, as when a meter is exchanged or reset.",
        "The energy of that period is unknown.",
        "Enter the last reading of the old meter and the first of the new one.",
        values={"time": time},
    )


def _gap_finding(amounts: FloatArray, is_gap: BoolArray) -> tuple[Finding, ...]:
    if not is_gap.any():
        return ()
    return (
        Finding(
            "register-gaps",
            Severity.INFO,
            "The register has {gaps} gaps, in which it rose by {energy} kWh together.",
            "That energy is known, but not when it was used: those periods stay empty.",
            values={"gaps": int(is_gap.sum()), "energy": round(float(np.nansum(amounts[is_gap])))},
        ),
    )
