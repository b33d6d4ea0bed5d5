"""Put two scenarios into one: what both may keep, and where somebody has to choose."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from twin.model.choice import Choice, PortfolioScenario

FIRST, SECOND, BOTH = "first", "second", "both"


@dataclass(frozen=True, slots=True)
class Clash:
    """Choices of two scenarios that change the same thing in one building.

    part : what both change: a kind of effect, or the measure itself.
    """

    building_id: str
    part: str
    first: Choice
    second: Choice

    @property
    def key(self) -> str:
        """Names the clash among those of a merge."""
        return f"{self.first.key}|{self.second.key}"


def clashes(first: PortfolioScenario, second: PortfolioScenario) -> tuple[Clash, ...]:
    """Pairs of unlike choices that change the same part of the same building."""
    return tuple(
        Clash(mine.building_id, part, mine, theirs)
        for mine in first.choices
        for theirs in second.of(mine.building_id)
        if not _is_same(mine, theirs) and (part := _shared(mine, theirs))
    )


def merged(
    first: PortfolioScenario, second: PortfolioScenario, chosen: Mapping[str, str], key: str
) -> PortfolioScenario:
    """Everything of both; of a clash what was chosen, the first where nobody chose.

    The assumptions are those of the first, and choices that are alike count once.

    Parameters
    ----------
    chosen : `FIRST`, `SECOND` or `BOTH` by `Clash.key`.
    key : of the new scenario.
    """
    found = clashes(first, second)
    answers = [(clash, chosen.get(clash.key, FIRST)) for clash in found]
    dropped = {c.second.key for c, answer in answers if answer == FIRST}
    given_up = {c.first.key for c, answer in answers if answer == SECOND}
    kept = [c for c in first.choices if c.key not in given_up]
    more = [
        c
        for c in second.choices
        if c.key not in dropped and not any(_is_same(c, known) for known in kept)
    ]
    return replace(
        first,
        key=key,
        name=f"{first.name} + {second.name}",
        choices=(*kept, *_with_own_keys(kept, more, key)),
        version=0,
        parent=f"{first.key}/{first.version} + {second.key}/{second.version}",
        saved_at=None,
        comments=(),
    )


def _with_own_keys(kept: list[Choice], more: list[Choice], key: str) -> list[Choice]:
    """Choices of one scenario have keys of their own, also where both were copied from one."""
    used = {choice.key for choice in kept}
    return [
        replace(choice, key=f"{key}.{place}") if choice.key in used else choice
        for place, choice in enumerate(more)
    ]


def _is_same(one: Choice, other: Choice) -> bool:
    """Whether two choices do the same, whoever made them."""
    return replace(one, key="", comment="") == replace(other, key="", comment="")


def _shared(one: Choice, other: Choice) -> str:
    """What both change on elements that they share; "" for nothing."""
    mine, theirs = set(one.elements), set(other.elements)
    if mine and theirs and not mine & theirs:
        return ""
    if one.measure.measure_id == other.measure.measure_id:
        return one.measure.title
    kinds = {e.kind for e in one.measure.effects if not e.is_claimed}
    shared = sorted(kinds & {e.kind for e in other.measure.effects if not e.is_claimed})
    selected = set(one.measure.selector.kinds), set(other.measure.selector.kinds)
    if not shared or (all(selected) and not selected[0] & selected[1]):
        return ""
    return shared[0]
