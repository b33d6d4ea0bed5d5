"""How sure the lead of a scenario is, and which inputs decide it."""

from twin.analysis.comparison import robustness
from twin.model.compared import Compared

FEWEST = 8  # draws below which nothing is said


def chance_of(found: Compared, scenario: str, other: str, key: str) -> float:
    """Share of the draws in which one scenario beats another by `key`; NaN where unknown."""
    one, against = found.of(scenario), found.of(other)
    if one is None or against is None:
        return float("nan")
    return robustness.chance_better(one, against, key)


def deciding(found: Compared, scenario: str, key: str, against: str) -> tuple[robustness.Bar, ...]:
    """What each input does to the difference to another scenario, the weightiest first.

    () where either has no draws of it.
    """
    one, other = found.of(scenario), found.of(against)
    mine = one.samples.get(key) if one else None
    theirs = other.samples.get(key) if other else None
    if mine is None or len(mine) < FEWEST:
        return ()
    gain = mine - theirs if theirs is not None and len(theirs) == len(mine) else mine
    inputs = {name: q for name, q in found.inputs.items() if len(q) == len(gain)}
    return robustness.tornado(inputs, gain).bars
