"""What scenarios come to, in words and numbers: the same on the page and in its exports."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from twin.model.comparison import (
    CLAIMED,
    COMPARABLES,
    LESS,
    RECOMPUTED,
    RECORDED,
    Comparable,
    Outcome,
    ScenarioOutcome,
)
from twin.model.scenario import Spread
from twin.ui.texts import numbers
from twin.ui.texts.language import tr

TODAY, NOTHING = "today", "do nothing"
GROUPS = {
    "energy": "Energy",
    "money": "Money",
    "climate": "Climate",
    "condition": "Condition",
    "people": "People",
}
MARKS = {RECOMPUTED: "●", RECORDED: "■", CLAIMED: "○"}
"""Before each value: calculated by the program, from the records, claimed by a supplier."""
_SCALES = {
    "kWh/year": (1e-3, "MWh/year"),
    "NOK": (1e-6, "mill. NOK"),
    "NOK/year": (1e-3, "1000 NOK/year"),
    "kgCO2e/year": (1e-3, "tCO₂e/year"),
    "kgCO2e": (1e-3, "tCO₂e"),
}
_SIGNED = ("present_value",)


@dataclass(frozen=True, slots=True)
class OutcomeText:
    """One value of the table.

    value : the middle with its mark.  spread : ``P10 – P90``, "" without.
    about : on what it rests, one sentence.
    """

    value: str
    spread: str
    about: str
    is_best: bool = False
    is_unsupported: bool = False


def title_of(comparable: Comparable) -> str:
    """Name of the row."""
    return tr(comparable.title)


def unit_of(comparable: Comparable) -> str:
    """Unit the row is shown in."""
    return tr(_SCALES.get(comparable.unit, (1.0, comparable.unit))[1])


def scale_of(comparable: Comparable) -> float:
    """What a value is multiplied by to be shown."""
    return _SCALES.get(comparable.unit, (1.0, ""))[0]


def name_of(outcome: ScenarioOutcome) -> str:
    """Name of a scenario; today and doing nothing in the language of the user."""
    return {TODAY: tr("Today"), NOTHING: tr("Do nothing")}.get(outcome.key, outcome.name)


def outcome_text(
    comparable: Comparable, outcome: Outcome, *, is_best: bool = False
) -> OutcomeText:
    """One value as it is shown."""
    if outcome.basis not in MARKS or math.isnan(outcome.value.p50):
        return OutcomeText(numbers.NO_VALUE, "", tr("Nobody knows it; it was not guessed."))
    scale = scale_of(comparable)
    value = Spread(*(scale * v for v in (outcome.value.p10, outcome.value.p50, outcome.value.p90)))
    digits = decimals_of(value)
    write = numbers.signed if comparable.key in _SIGNED else numbers.number
    is_unsupported = outcome.basis == CLAIMED and not outcome.supported > 0
    mark = MARKS[outcome.basis]
    return OutcomeText(
        f"{mark} {_shown(value.p50, write, digits)}",
        _span(value, digits),
        basis_text(outcome),
        is_best=is_best,
        is_unsupported=is_unsupported,
    )


def basis_text(outcome: Outcome) -> str:
    """What a value rests on, in one sentence."""
    if outcome.basis == RECOMPUTED:
        return tr("Calculated by the program.")
    if outcome.basis == RECORDED:
        return tr("From the records of the portfolio.")
    if outcome.basis != CLAIMED:
        return tr("Nobody knows it; it was not guessed.")
    if not outcome.supported > 0:
        return tr("Claimed without evidence, not recomputed.")
    share = numbers.percent(outcome.supported)
    return tr("Claimed, not recomputed; {share} of it with evidence.", share=share)


def best_of(comparable: Comparable, outcomes: Sequence[ScenarioOutcome]) -> frozenset[str]:
    """Keys of the scenarios with the best middle; none where all are alike or one is known."""
    known = {
        o.key: o.of(comparable.key).value.p50
        for o in outcomes
        if o.key != TODAY and not math.isnan(o.of(comparable.key).value.p50)
    }
    if len(known) < 2 or len(set(known.values())) == 1:
        return frozenset()
    pick = min if comparable.better == LESS else max
    best = pick(known.values())
    return frozenset(key for key, value in known.items() if value == best)


def by_key(key: str) -> Comparable:
    """The comparable of a key."""
    return next(c for c in COMPARABLES if c.key == key)


def decimals_of(value: Spread) -> int:
    """Decimals that show the middle with three significant digits, and no more than two."""
    size = abs(value.p50)
    if not math.isfinite(size) or size >= 100:
        return 0
    return 1 if size >= 10 else 2


def _shown(value: float, write, digits: int) -> str:  # noqa: ANN001  one of two functions
    if math.isinf(value):
        return tr("never")
    return write(value, digits)


def _span(value: Spread, digits: int) -> str:
    if not value.p90 > value.p10:
        return ""
    if math.isinf(value.p90):
        return tr("from {low}", low=numbers.number(value.p10, digits))
    return numbers.span(value.p10, value.p90, digits)
