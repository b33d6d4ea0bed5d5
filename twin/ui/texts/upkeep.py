"""Sentences about condition, backlog and what is to come."""

import math
from collections.abc import Sequence

from twin.model.condition import Risk
from twin.model.overlay import RowCondition
from twin.model.scenario import Spread
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.workspace.funding import DELAY, FundingPlan

RISKS = {Risk.LOW: "Low", Risk.MEDIUM: "Medium", Risk.HIGH: "High", Risk.UNKNOWN: "Not known"}
RISK_LETTERS = {Risk.LOW: "L", Risk.MEDIUM: "M", Risk.HIGH: "H", Risk.UNKNOWN: "–"}
LONGEST_LIFE = 60
MILLION = 1e6
LEAST_CHANCE = 0.1


def forecast_text(known: RowCondition | None) -> str:
    """What the colours of a year to come rest on, in lines of the legend; "" for other years."""
    if known is None or not known.is_forecast:
        return ""
    lines = [tr("Forecast: likeliest, if nothing is done")]
    if known.mean_grade and all(math.isfinite(v) for v in known.mean_grade):
        low, middle, high = known.mean_grade
        ends = numbers.span(low, high, 1)
        lines.append(tr("Mean TG {grade}, P10 – P90 {range}",
                        grade=numbers.number(middle, 1), range=ends))  # fmt: skip
    return "\n".join(lines)


def risk_text(risk: int) -> str:
    """Risk in a word."""
    return tr(RISKS[Risk(risk)])


def consequence_text(consequence: int) -> str:
    """``KG2``, or that nobody graded it."""
    return f"KG{consequence}" if consequence >= 0 else tr("not graded")


def years_text(low: float, central: float, high: float) -> str:
    """Remaining life as ``~ 4 years (1 – 9)``."""
    if not math.isfinite(low) and not math.isfinite(central):
        return tr("No data") if math.isnan(central) else _long(low)
    if central <= 0 and low <= 0 and high < 1:
        return tr("Over")
    if not math.isfinite(central) or central > LONGEST_LIFE:
        return _long(low)
    end = numbers.number(high) if math.isfinite(high) and high <= LONGEST_LIFE else (
        f"> {LONGEST_LIFE}"
    )  # fmt: skip
    return tr("{years} years ({low} – {high})", years=numbers.estimate(central),
              low=numbers.number(low), high=end)  # fmt: skip


def millions(value: float) -> str:
    """Millions of NOK without unit: three significant digits at most."""
    if value == 0:
        return "0"
    return numbers.number(value / MILLION, 1 if abs(value) < 100 * MILLION else 0)


def million_span(spread: Spread) -> str:
    """Both ends in millions, "" where there is nothing."""
    if spread.p10 == 0 and spread.p90 == 0:
        return ""
    digits = 1 if abs(spread.p90) < 100 * MILLION else 0
    return numbers.span(spread.p10 / MILLION, spread.p90 / MILLION, digits)


def _long(low: float) -> str:
    if math.isfinite(low) and low <= LONGEST_LIFE:
        return tr("more than {years} years", years=numbers.number(low))
    return tr("more than {years} years", years=LONGEST_LIFE)


def waiting_text(plan: FundingPlan | None) -> str:
    """What it costs to begin later, in words; "" while nothing is known."""
    if plan is None or not math.isfinite(plan.waiting.p50):
        return ""
    more = plan.waiting
    values = {
        "years": DELAY,
        "money": millions(abs(more.p50)),
    }
    low, high = (more.p10, more.p90) if more.p50 > 0 else (-more.p90, -more.p10)
    values |= {"low": _signed_millions(low), "high": _signed_millions(high)}
    if more.p50 > 0:
        return tr(
            "Beginning {years} years later costs {money} mill. kr more in today's value "
            "({low} to {high}).", **values,
        )  # fmt: skip
    return tr(
        "Beginning {years} years later saves {money} mill. kr of interest in today's value ({low} "
        "to {high}); the risk and the use lost meanwhile have no price here.", **values,
    )  # fmt: skip


def _signed_millions(value: float) -> str:
    return numbers.signed(value / MILLION, 1 if abs(value) < 100 * MILLION else 0)


def chances_text(chances: Sequence[float]) -> str:
    """The likelier grades with their chances, the worst first: ``TG3 62 %, TG2 30 %``."""
    found = [(grade, share) for grade, share in enumerate(chances) if share >= LEAST_CHANCE]
    return ", ".join(f"TG{grade} {numbers.percent(share)}" for grade, share in reversed(found))
