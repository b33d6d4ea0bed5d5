"""What a measure saved, in words and as a table."""

import math
from collections.abc import Sequence
from datetime import date

from twin.model.saving import BaselineFit, SavingReport
from twin.ui.texts import numbers
from twin.ui.texts.language import finding_texts, tr

STEP_NAMES = {"day": "Days", "week": "Weeks", "month": "Months"}
GUIDELINE = (
    "ASHRAE Guideline 14, whole building: CV(RMSE) of the baseline up to 20 % with less than 12"
    " months after the measure, 25 % up to 60 months, 30 % beyond; NMBE up to 0.005 %."
)
_VERDICTS = {
    "saved": "The readings show a saving of {saving}, {share} of what the building would have used"
    " in {days} days. In 90 of 100 cases it lies between {low} and {high}. That is significant:"
    " chance alone hardly gives so much.",
    "more": "The readings show {saving} more use, {share} of what the building would have used in"
    " {days} days. In 90 of 100 cases it lies between {low} and {high}. That is significant: the"
    " use rose, and no saving can be seen.",
    "unclear": "The readings show no saving that can be told from chance: {saving}, {share} of"
    " what the building would have used in {days} days, but in 90 of 100 cases anywhere between"
    " {low} and {high}.",
}
_AGAINST = {
    "met": "within the uncertainty",
    "less": "not reached, even at the upper end",
    "more": "surpassed, even at the lower end",
}


def verdict_text(report: SavingReport) -> str:
    """What came out, in plain words."""
    sign = -1.0 if report.verdict == "more" else 1.0
    ends = sorted(sign * (report.saving + end) for end in (-report.half_90, report.half_90))
    return tr(
        _VERDICTS[report.verdict],
        saving=_energy(sign * report.saving, report.saving),
        share=numbers.percent(sign * report.fraction, 1),
        days=numbers.number(report.days),
        low=_energy(ends[0], report.saving),
        high=_energy(ends[1], report.saving),
    )


def against_text(report: SavingReport) -> str:
    """The promise against the readings, "" without one."""
    return tr(_AGAINST[report.against_claim]) if report.against_claim else ""


def equation_text(fit: BaselineFit) -> str:
    """The baseline as a line: kWh a day by the outdoor temperature T."""
    parts = [numbers.number(fit.base, _decimals(fit.base))]
    if math.isfinite(fit.heating_slope) and fit.heating_slope:
        balance = numbers.number(fit.heating_balance, 1)
        parts.append(f"{_slope(fit.heating_slope)} × max({balance} °C − T; 0)")
    if math.isfinite(fit.cooling_slope) and fit.cooling_slope:
        balance = numbers.number(fit.cooling_balance, 1)
        parts.append(f"{_slope(fit.cooling_slope)} × max(T − {balance} °C; 0)")
    return tr("kWh a day") + " = " + " + ".join(parts)


def quality_rows(fit: BaselineFit) -> tuple[tuple[str, str, str], ...]:
    """How near the baseline comes: measure, value, what is asked of it."""
    return (
        (tr("CV(RMSE)"), numbers.percent(fit.cv_rmse, 1), _at_most(fit.cv_limit, 0)),
        (tr("NMBE"), numbers.percent(fit.nmbe, 3), "± " + numbers.percent(fit.nmbe_limit, 3)),
        ("R²", numbers.number(fit.r_squared, 2), numbers.NO_VALUE),
        (tr("Periods"), numbers.number(fit.n_periods), numbers.NO_VALUE),
    )


def fit_text(fit: BaselineFit) -> str:
    """Whether the baseline is good enough, in one line."""
    if fit.passes:
        return tr("The baseline is as near as ASHRAE Guideline 14 asks.")
    return tr(
        "The baseline is further off than ASHRAE Guideline 14 accepts; the interval counts that,"
        " but try weeks or months, or look for what else changed the use."
    )


def finding_lines(report: SavingReport) -> list[str]:
    """What limits the result, each in one text."""
    return [" ".join(t for t in finding_texts(f) if t) for f in report.findings]


def month_text(month: date) -> str:
    """A month with its year: ``Mar 2024``."""
    return f"{tr(numbers.MONTHS[month.month - 1])} {month.year}"


def table(report: SavingReport, meter: str) -> list[Sequence[str]]:
    """All figures for a spreadsheet: what was compared, what came out, and the months."""
    check, fit = report.check, report.fit

    def row(name: str, value: float, decimals: int, unit: str) -> tuple[str, str, str]:
        return name, numbers.plain(value, decimals), unit

    head = [
        (tr("Meter"), meter, ""),
        (tr("Baseline"), check.baseline_first.isoformat(), check.baseline_last.isoformat()),
        (tr("Reporting period"), check.reporting_first.isoformat(),
         check.reporting_last.isoformat()),
        (tr("Fitted to"), tr(STEP_NAMES[check.step]), ""),
        (tr("Baseline model"), fit.model, equation_text(fit)),
        row(tr("CV(RMSE)"), 100 * fit.cv_rmse, 2, "%"),
        row(tr("NMBE"), 100 * fit.nmbe, 4, "%"),
        row("R²", fit.r_squared, 3, ""),
        row(tr("Days with readings"), report.days, 0, ""),
        *(row(f"{tr('Known change')}: {c.reason}", c.energy, 0, "kWh") for c in check.changes),
        row(tr("Adjusted baseline"), report.expected, 0, "kWh"),
        row(tr("Readings"), report.measured, 0, "kWh"),
        row(tr("Saved"), report.saving, 0, "kWh"),
        row("P10", report.low, 0, "kWh"),
        row("P90", report.high, 0, "kWh"),
        row(tr("± at 90 %"), report.half_90, 0, "kWh"),
        row(tr("Saved, share"), 100 * report.fraction, 2, "%"),
        row(tr("Promised for as many days"), report.claimed, 0, "kWh"),
        (tr("Significant"), tr("yes") if report.is_significant else tr("no"), ""),
        ("", "", ""),
        (tr("Month"), tr("Adjusted baseline, kWh"), tr("Readings, kWh"), tr("Saved, kWh"),
         tr("Saved so far, kWh")),
    ]  # fmt: skip
    so_far = 0.0
    months: list[Sequence[str]] = []
    for month, expected, measured in zip(
        report.months, report.expected_monthly, report.measured_monthly, strict=True
    ):
        saved = float(expected - measured)
        so_far += saved
        shown = (numbers.plain(float(v), 0) for v in (expected, measured, saved, so_far))
        months.append((month.strftime("%Y-%m"), *shown))
    return [*head, *months]


def _energy(kwh: float, like: float) -> str:
    """Energy in the unit that the saving itself is told in."""
    if abs(like) >= 10_000:
        return numbers.quantity(kwh / 1000, "MWh", 1)
    return numbers.quantity(kwh, "kWh")


def _slope(value: float) -> str:
    return numbers.number(value, _decimals(value))


def _decimals(value: float) -> int:
    return 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2


def _at_most(limit: float, decimals: int) -> str:
    return "≤ " + numbers.percent(limit, decimals)
