"""Effects that nothing recomputes, added up over measures so that none counts twice."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from twin.model.proposal import NOTHING, Effect, OfferedMeasure, Range

ONE = Range(1.0, 1.0, 1.0)
Chosen = tuple[OfferedMeasure, float]
"""A measure and its quantity, in the unit of its cost basis."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """Effects of several measures on one building, together.

    ageing, risk, failures : against today.  knowledge : share of the parts, 0 to 1.
    response_time : change. [h]  man_hours : change. [h/year]  comfort_hours : change. [h/year]
    stormwater : change. [m3/year]  running_cost : change, not energy. [NOK/year]
    by_account : of the running cost, "" where no account is named. [NOK/year]
    unsupported : kinds that come without any evidence, each once.
    """

    ageing: Range
    risk: Range
    failures: Range
    knowledge: Range
    response_time: Range
    man_hours: Range
    comfort_hours: Range
    stormwater: Range
    running_cost: Range
    by_account: dict[str, Range]
    unsupported: tuple[str, ...]


def claimed(measures: Sequence[Chosen]) -> Claimed:
    """What the measures claim together.

    Factors multiply: two that leave 0.8 each leave 0.64. Knowledge adds to what the other leaves
    unknown. Changes add up, man-hours, stormwater and running cost times the quantity; running
    cost holds also what the measures themselves cost per year.
    """
    return Claimed(
        ageing=_product(_of(measures, "ageing_factor")),
        risk=_product(_of(measures, "risk_factor")),
        failures=_product(_of(measures, "failure_factor")),
        knowledge=_complement(_of(measures, "condition_knowledge")),
        response_time=_sum(_of(measures, "response_time")),
        man_hours=_sum(_times(measures, "man_hours")),
        comfort_hours=_sum(_of(measures, "comfort_hours")),
        stormwater=_sum(_times(measures, "stormwater")),
        running_cost=_sum(cost for _, cost in _costs(measures)),
        by_account=_by_account(measures),
        unsupported=tuple(
            dict.fromkeys(
                e.kind for m, _ in measures for e in m.effects if e.is_claimed and not e.evidence
            )
        ),
    )


def _effects(measures: Sequence[Chosen], kind: str) -> Iterable[tuple[Effect, float]]:
    return ((e, quantity) for m, quantity in measures for e in m.effects if e.kind == kind)


def _of(measures: Sequence[Chosen], kind: str) -> list[Range]:
    return [effect.value for effect, _ in _effects(measures, kind)]


def _times(measures: Sequence[Chosen], kind: str) -> list[Range]:
    return [_scaled(effect.value, quantity) for effect, quantity in _effects(measures, kind)]


def _costs(measures: Sequence[Chosen]) -> list[tuple[str, Range]]:
    """Yearly costs by account: what is claimed, and what the measures cost themselves."""
    claims = [
        (effect.account, _scaled(effect.value, quantity))
        for effect, quantity in _effects(measures, "running_cost")
    ]
    own = [("31", _scaled(m.running_cost, q)) for m, q in measures if m.running_cost != NOTHING]
    return [*claims, *own]


def _by_account(measures: Sequence[Chosen]) -> dict[str, Range]:
    found: dict[str, Range] = {}
    for account, cost in _costs(measures):
        found[account] = _sum([found.get(account, NOTHING), cost])
    return found


def _scaled(value: Range, times: float) -> Range:
    return Range(value.value * times, value.low * times, value.high * times, value.source)


def _sum(values: Iterable[Range]) -> Range:
    total = NOTHING
    for one in values:
        total = Range(total.value + one.value, total.low + one.low, total.high + one.high)
    return total


def _product(values: Iterable[Range]) -> Range:
    total = ONE
    for one in values:
        total = Range(total.value * one.value, total.low * one.low, total.high * one.high)
    return total


def _complement(values: Iterable[Range]) -> Range:
    """1 - the product of what each leaves."""
    left = _product(_each(values, lambda v: 1 - v))
    return Range(1 - left.value, 1 - left.high, 1 - left.low)


def _each(values: Iterable[Range], of: Callable[[float], float]) -> list[Range]:
    """A falling function of ranges: low and high change places."""
    return [Range(of(v.value), of(v.high), of(v.low)) for v in values]
