"""What a supplier's offer says, in the user's words: effects, prices, places, proof."""

from collections.abc import Iterator, Mapping

from twin.model.effect_kind import EFFECT_KINDS
from twin.model.proposal import (
    Effect,
    Evidence,
    OfferedMeasure,
    Proposal,
    Range,
)
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.workspace.offers import evidence_of, is_supported

TYPES: Mapping[str, str] = {
    "replacement": "Replacement",
    "modification": "Change of what is there",
    "addition": "Addition",
    "removal": "Removal",
    "service": "Service",
}
EVIDENCE: Mapping[str, str] = {
    "measured": "measured",
    "pilot": "pilot",
    "calculation": "calculation",
    "standard": "standard",
    "epd": "EPD",
    "statement": "statement",
}
PARTS: Mapping[str, str] = {
    "wall": "walls",
    "window": "windows",
    "door": "doors",
    "roof": "roofs",
    "facade": "façades",
    "floor": "floors",
    "outside": "outdoor air",
    "ground": "the ground",
    "unheated": "unheated rooms",
}
SOURCES: Mapping[str, str] = {
    "air": "outdoor air",
    "exhaust_air": "exhaust air",
    "ground": "the ground",
    "water": "water",
}
ROWS: Mapping[str, str] = {"east-west": "east and west", "south": "south"}
SURFACES: Mapping[str, str] = {
    "floor": "floor",
    "wall": "wall",
    "ceiling": "ceiling",
    "roof": "roof",
}
UNITS: Mapping[str, str] = {
    "1": "", "W/(m2 K)": "W/(m²K)", "m2 K/W": "m²K/W", "m2": "m²", "W/m2": "W/m²",
    "kW/(m3/s)": "kW/(m³/s)", "degC": "°C", "m3/year": "m³/year",
}  # fmt: skip
CALCULATED, CLAIMED, UNSUPPORTED = "calculated", "claimed", "claimed without evidence"


def range_text(value: Range, unit: str = "") -> str:
    """Number with its spread and unit: ``0,8 (0,7 – 0,9) W/(m²K)``."""
    decimals = decimals_of(value)
    shown = numbers.number(value.value, decimals)
    spread = (
        f"{numbers.HARD_SPACE}({numbers.span(value.low, value.high, decimals)})"
        if value.high > value.low
        else ""
    )
    written = UNITS.get(unit, unit)
    return f"{shown}{spread}{numbers.HARD_SPACE}{tr(written)}" if written else f"{shown}{spread}"


def decimals_of(value: Range) -> int:
    """As many as its numbers need, at most three."""
    ends = (value.value, value.low, value.high)
    return next((d for d in range(3) if all(abs(v - round(v, d)) < 1e-9 for v in ends)), 3)


def effect_text(effect: Effect) -> str:
    """What an effect changes and by how much."""
    meaning = tr(EFFECT_KINDS[effect.kind].meaning).removesuffix(".")
    text = f"{meaning}: {range_text(effect.value, effect.unit)}"
    return ", ".join((text, *_details(effect)))


def _details(effect: Effect) -> Iterator[str]:
    """What only some effects say besides: of heat, of solar panels, of accounts."""
    if effect.kind in ("heat_pump", "district_heating"):
        yield tr("{share} of the heat", share=numbers.percent(effect.share))
    if effect.kind == "heat_pump":
        yield tr("heat from {source}", source=tr(SOURCES[effect.source_of_heat]))
    if effect.kind == "pv":
        yield tr("on {surfaces}", surfaces=", ".join(tr(PARTS[s]) for s in effect.surfaces))
        yield tr("rows facing {direction}", direction=tr(ROWS[effect.rows]))
        if effect.minimum_yield:
            least = numbers.quantity(effect.minimum_yield, "kWh/kW")
            yield tr("only where {least} is made", least=least)
    if effect.account:
        yield tr("account {account}", account=effect.account)


def mark_of(proposal: Proposal, measure: OfferedMeasure, effect: Effect) -> str:
    """`CALCULATED`, `CLAIMED` or `UNSUPPORTED`."""
    if not effect.is_claimed:
        return CALCULATED
    return CLAIMED if is_supported(proposal, measure, effect) else UNSUPPORTED


def rests_on(proposal: Proposal, measure: OfferedMeasure, effect: Effect) -> str:
    """What an effect rests on: its source, and its evidence where it is a claim."""
    texts = [tr("Source: {source}", source=effect.value.source)] if effect.value.source else []
    found = evidence_of(proposal, measure, effect) if effect.is_claimed else []
    named = ", ".join(evidence_text(e) for e in found)
    if not named and effect.is_claimed:
        named = effect.evidence
    if named:
        texts.append(tr("Evidence: {evidence}", evidence=named))
    return ". ".join(texts)


def evidence_text(evidence: Evidence) -> str:
    """Title and kind, and how many buildings were metered."""
    kind = tr(EVIDENCE.get(evidence.kind, evidence.kind))
    if not evidence.cases:
        return f"{evidence.title} ({kind})"
    count = tr("{count} buildings metered", count=numbers.number(len(evidence.cases)))
    return f"{evidence.title} ({kind}, {count})"


def counted_text(proposal: Proposal, measure: OfferedMeasure) -> str:
    """How many effects are calculated, claimed, and claimed without evidence."""
    marks = [mark_of(proposal, measure, e) for e in measure.effects]
    texts = (
        (CALCULATED, tr("{count} calculated", count=marks.count(CALCULATED))),
        (CLAIMED, tr("{count} claimed with evidence", count=marks.count(CLAIMED))),
        (UNSUPPORTED, tr("{count} claimed without evidence", count=marks.count(UNSUPPORTED))),
    )
    return tr("Effects: {list}", list=" · ".join(text for mark, text in texts if mark in marks))
