"""What is another than in a decision: its figures, and what they were calculated from."""

from collections.abc import Mapping, Sequence

import numpy as np

from twin.model import decided
from twin.model.compared import Differing
from twin.model.decided import Figure, InputVersion, Score
from twin.model.scenario import Statement

SAME = 1e-9  # relative; the same program on another machine may round otherwise
ENDS = ("p10", "p50", "p90")
_FIELD = "{building}: {field} was {before} and is {after}."
_PARTS = {
    decided.ASSESSMENTS: "Assessments of {building}: {changed} changed, {new} new, {gone} gone.",
    decided.COMPONENTS: "Components of {building}: {changed} changed, {new} new, {gone} gone.",
    decided.ORDERS: "Work orders of {building}: {changed} changed, {new} new, {gone} gone.",
    decided.METERS: "Meters of {building}: {changed} changed, {new} new, {gone} gone.",
    decided.READINGS: "Readings of {building}: {changed} meters changed, {new} new, {gone} gone.",
    decided.KNOWN: "Known values of {building}: {changed} changed, {new} new, {gone} gone.",
    decided.OPERATION: "The actual operation of {building} is another one.",
    decided.OTHERS: "Records of other buildings, that wear is learnt from: {changed} buildings"
    " changed, {new} new, {gone} gone.",
    decided.WEATHER: "The weather is another one.",
}
_TABLE = "A table of the program is another one: {name}."
_PROGRAM = "It was frozen by version {before} of the program; this is {after}."
_OFFER = "The portfolio has another file of the offer {name}, or none; the frozen one was used."


def differing(stored: Sequence[Figure], found: Sequence[Figure]) -> tuple[Differing, ...]:
    """Outcomes that are not what they were; NaN is like NaN."""
    now = {(f.offer_id, f.key): f for f in found}
    told: list[Differing] = []
    for figure in stored:
        other = now.get((figure.offer_id, figure.key))
        for end in ENDS:
            before = float(getattr(figure, end))
            after = float(getattr(other, end)) if other is not None else float("nan")
            if not is_same(before, after):
                told.append(Differing(figure.offer_id, f"{figure.key}/{end}", before, after))
    return tuple(told)


def differing_scores(stored: Sequence[Score], found: Sequence[Score]) -> tuple[Differing, ...]:
    """Totals and chances that are not what they were."""
    now = {s.offer_id: s for s in found}
    told: list[Differing] = []
    for score in stored:
        other = now.get(score.offer_id)
        for name in ("total", "rank", "chance_first"):
            before = float(getattr(score, name))
            after = float(getattr(other, name)) if other is not None else float("nan")
            if not is_same(before, after):
                told.append(Differing(score.offer_id, name, before, after))
    return tuple(told)


def is_same(before: float, after: float) -> bool:
    """Whether two figures are the same but for rounding."""
    return bool(np.isclose(before, after, rtol=SAME, atol=SAME, equal_nan=True))


def changed(
    stored: Sequence[InputVersion], found: Sequence[InputVersion], names: Mapping[str, str]
) -> tuple[Statement, ...]:
    """Inputs that are not what they were, one sentence each.

    names : of buildings, by id.
    """
    now = {(v.kind, v.building_id): v for v in found}
    told: list[Statement] = []
    for before in stored:
        after = now.get((before.kind, before.building_id))
        parts: Mapping[str, str] = after.parts if after is not None else {}
        if parts != before.parts:
            name = names.get(before.building_id, before.building_id)
            told += _about(before.kind, name, before.parts, parts)
    return tuple(told)


def _about(
    kind: str, building: str, before: Mapping[str, str], after: Mapping[str, str]
) -> list[Statement]:
    keys = sorted({*before, *after})
    others = [key for key in keys if before.get(key) != after.get(key)]
    if kind == decided.BUILDING:
        return [
            Statement(_FIELD, {
                "building": building, "field": key.replace("_", " "),
                "before": before.get(key, "–"), "after": after.get(key, "–"),
            })
            for key in others
        ]  # fmt: skip
    if kind == decided.TABLES:
        return [Statement(_TABLE, {"name": key}) for key in others]
    if kind == decided.OFFERS:
        return [Statement(_OFFER, {"name": key}) for key in others]
    if kind == decided.PROGRAM:
        versions = {"before": before.get("version", ""), "after": after.get("version", "")}
        return [Statement(_PROGRAM, dict(versions))]
    counts = {
        "building": building,
        "changed": sum(key in before and key in after for key in others),
        "new": sum(key not in before for key in others),
        "gone": sum(key not in after for key in others),
    }
    return [Statement(_PARTS[kind], dict(counts))]
