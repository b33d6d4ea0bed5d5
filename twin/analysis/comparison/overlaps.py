"""Measures that meet in one building: found, named, and kept from being counted twice.

What measures do to the energy balance is simulated together, in their order, so that nothing is
saved twice. Measures that exclude each other are not both carried out: the first one stays.
Claims about the same parts count once, the strongest of them.
"""

from collections.abc import Sequence
from itertools import combinations

from twin.analysis.comparison.ground import Applied
from twin.analysis.comparison.service import KINDS, scope
from twin.model.choice import Choice
from twin.model.compared import IN_ORDER, LATER_COUNTS, LEFT_OUT, STRONGER_COUNTS, Overlap
from twin.model.proposal import Reach

SET = frozenset(
    {"u_value", "g_value", "thermal_bridge", "n50", "heat_recovery", "fan_power",
     "night_flushing", "flow_temperature"}
)  # fmt: skip
"""Effects that give something a new value, so that the later one counts."""
OF_ELEMENTS = frozenset({"u_value", "g_value", "added_resistance", "condition_reset"})
SOURCES_OF_HEAT = frozenset({"heat_pump", "district_heating"})
ONE_OF = "the same measure"
EXCLUDED = "one excludes the other"
PLANT = "heat"
Pair = tuple[Choice, Reach]


def overlaps(one: Applied, scenario: str) -> tuple[Overlap, ...]:
    """Pairs of measures of a scenario in a building that act on the same thing."""
    pairs = _pairs(one)
    found = (_overlap(a, b, one, scenario) for a, b in combinations(pairs, 2))
    return tuple(o for o in found if o is not None)


def between(first: Applied, second: Applied) -> tuple[Overlap, ...]:
    """Pairs of measures of two scenarios that would meet if both were carried out."""
    found = (_overlap(a, b, first, "") for a in _pairs(first) for b in _pairs(second))
    return tuple(o for o in found if o is not None)


def left_out(one: Applied) -> frozenset[str]:
    """Keys of choices that an earlier one of the same building excludes."""
    gone: set[str] = set()
    for (first, a), (second, b) in combinations(_pairs(one), 2):
        if first.key in gone or second.key in gone:
            continue
        if _excluded(first, second) or _same_measure((first, a), (second, b)):
            gone.add(second.key)
    return frozenset(gone)


def _pairs(one: Applied) -> list[Pair]:
    return [
        (choice, step.reach) for choice, step in zip(one.choices, one.package.steps, strict=True)
    ]


def _overlap(first: Pair, second: Pair, one: Applied, scenario: str) -> Overlap | None:
    found = _rule(first, second)
    if found is None:
        return None
    what, rule, elements = found
    (a, _), (b, _) = first, second
    return Overlap(
        scenario,
        one.case.building.building_id,
        a.measure.title,
        b.measure.title,
        what,
        rule,
        (a.supplier, b.supplier),
        elements,
    )


def _rule(first: Pair, second: Pair) -> tuple[str, str, int] | None:
    """What two measures share, and which rule keeps it from counting twice."""
    (a, own), (b, other) = first, second
    if _excluded(a, b):
        return EXCLUDED, LEFT_OUT, 0
    both = len(set(own.elements) & set(other.elements))
    if _same_measure(first, second):
        return ONE_OF, LEFT_OUT, both
    kinds = [{e.kind for e in choice.measure.effects} for choice in (a, b)]
    if kinds[0] & SOURCES_OF_HEAT and kinds[1] & SOURCES_OF_HEAT:
        return PLANT, IN_ORDER, 0
    shared = sorted(kinds[0] & kinds[1])
    meeting = [k for k in shared if k not in OF_ELEMENTS or _meet(first, second)]
    for kind in meeting:
        if kind in SET:
            return kind, LATER_COUNTS, both if kind in OF_ELEMENTS else 0
    for kind in meeting:
        if kind in KINDS and scope(a.measure) == scope(b.measure):
            return kind, STRONGER_COUNTS, 0
    in_order = [kind for kind in meeting if kind not in KINDS and kind not in _ADDITIVE]
    return (in_order[0], IN_ORDER, both if in_order[0] in OF_ELEMENTS else 0) if in_order else None


_ADDITIVE = ("running_cost", "stormwater", "comfort_hours", "claimed_saving")


def _meet(first: Pair, second: Pair) -> bool:
    """Whether both touch the same elements, or the same kinds where there are none to tell."""
    (a, own), (b, other) = first, second
    if own.elements or other.elements:
        return bool(set(own.elements) & set(other.elements))
    return _kinds_meet(a, b)


def _kinds_meet(first: Choice, second: Choice) -> bool:
    from twin.analysis.targets import kinds_of

    own, other = kinds_of(first.measure.selector), kinds_of(second.measure.selector)
    return bool(own & other) or scope(first.measure) == scope(second.measure)


def _excluded(first: Choice, second: Choice) -> bool:
    return _names(first, second) or _names(second, first)


def _names(first: Choice, second: Choice) -> bool:
    names = first.measure.excludes
    other = second.measure
    is_of_same = first.origin == second.origin
    return (bool(other.catalogue) and other.catalogue in names) or (
        is_of_same and other.measure_id in names
    )


def _same_measure(first: Pair, second: Pair) -> bool:
    """Whether both are offers of one catalogue measure on the same parts."""
    (a, own), (b, other) = first, second
    key = a.measure.catalogue
    if not key or key != b.measure.catalogue or not (a.sketch.is_empty and b.sketch.is_empty):
        return False
    if own.elements or other.elements:
        return bool(set(own.elements) & set(other.elements))
    return True


def named(found: Sequence[Overlap]) -> tuple[Overlap, ...]:
    """Each pair of measures once per scenario and building."""
    return tuple(dict.fromkeys(found))
