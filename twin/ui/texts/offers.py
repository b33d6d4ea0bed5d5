"""What a supplier's offer says, in the user's words: effects, prices, places, proof."""

from collections.abc import Callable, Iterable, Mapping

from twin.model.classification import CATEGORIES
from twin.model.effect_kind import EFFECT_KINDS
from twin.model.proposal import (
    NOTHING,
    Disturbance,
    Effect,
    Evidence,
    OfferedMeasure,
    Proposal,
    Range,
    Selector,
)
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.received import day_text
from twin.workspace.offers import evidence_of, is_supported

Rows = list[tuple[str, str]]
TYPES: Mapping[str, str] = {
    "replacement": "Replacement",
    "modification": "Change of what is there",
    "addition": "Addition",
    "removal": "Removal",
    "service": "Service",
}
BASES: Mapping[str, str] = {
    "area": "per m² of the parts",
    "count": "per piece",
    "floor_area": "per m² heated",
    "power": "per kW",
    "capacity": "per kWh of capacity",
    "length": "per metre",
    "building": "per building",
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
    "floor": "floors",
    "outside": "outdoor air",
    "ground": "the ground",
    "unheated": "unheated rooms",
}
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
    if effect.share < 1:
        text += ", " + tr("{share} of the heat", share=numbers.percent(effect.share))
    return text


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


def price_rows(measure: OfferedMeasure) -> Rows:
    """What a measure costs, for how long it lasts, and what people put up with."""
    per = tr(BASES.get(measure.cost_basis, measure.cost_basis))
    rows: Rows = []
    for name, value, unit in (
        (tr("Price {per}", per=per), measure.unit_cost, "kr"),
        (tr("Fixed price per building"), measure.fixed_cost, "kr"),
        (tr("Running cost a year, {per}", per=per), measure.running_cost, "kr"),
        (tr("Embodied carbon, {per}", per=per), measure.embodied_carbon, "kgCO₂e"),
    ):
        if value.value or value.high:
            rows.append((name, range_text(value, unit)))
    if measure.service_life:
        rows.append((tr("Service life"), numbers.quantity(measure.service_life, tr("years"))))
    if measure.account:
        rows.append((tr("Account (NS 3454)"), measure.account))
    return [*rows, *_disturbance_rows(measure.disturbance)]


def _disturbance_rows(work: Disturbance) -> Rows:
    rows: Rows = []
    if work.weeks:
        rows.append((tr("Work in the building"), range_text(_exact(work.weeks), "weeks")))
    if work.closed_share:
        rows.append((tr("Rooms closed meanwhile"), numbers.percent(work.closed_share)))
    if work.decanting != NOTHING:
        rows.append((tr("Temporary premises"), range_text(work.decanting, "kr/(m² · week)")))
    return rows


def place_rows(selector: Selector) -> Rows:
    """For which buildings and parts a measure is."""
    kinds = (tr(CATEGORIES[c].label) for c in selector.categories if c in CATEGORIES)
    rows: Rows = [
        (tr("Kinds of building"), _list(kinds)),
        (tr("Types of building (NS 3457-3)"), _list(selector.building_types)),
        (tr("Built"), _bounds(selector.built_from, selector.built_to, numbers.year)),
        (tr("Heated area, m²"), _bounds(selector.area_from, selector.area_to, numbers.number)),
        (tr("Parts"), _list(tr(PARTS.get(k, k)) for k in selector.kinds)),
        (tr("Facing"), _list(tr(PARTS.get(k, k)) for k in selector.adjacency)),
        (tr("IFC classes"), _list(selector.ifc_classes)),
        (tr("Building parts (NS 3451)"), _list(selector.part_codes)),
        (tr("Condition grade"), _grades(selector)),
        (tr("U-value from"), range_text(_exact(selector.minimum_u_value), "W/(m2 K)")
         if selector.minimum_u_value else ""),
        (tr("Properties"), _list(f"{p.name} {p.operator} {p.value}".rstrip()
                                 for p in selector.properties)),
        (tr("Protected buildings and parts"),
         tr("left alone") if selector.spares_protected else ""),
        (tr("Named elements"), numbers.number(len(selector.global_ids))
         if selector.global_ids else ""),
        (tr("Buildings without a model"),
         tr("not for them") if selector.without_model == "none" else ""),
    ]  # fmt: skip
    return [(name, text) for name, text in rows if text] or [(tr("Buildings"), tr("any"))]


def proof_rows(proposal: Proposal) -> Rows:
    """How the saving is proven, and what must be true for the work to be accepted."""
    plan = proposal.verification
    rows: Rows = []
    if any(plan.baseline):
        rows.append((tr("Baseline period"), span_text(*plan.baseline)))
    for begins, ends in plan.excluded:
        rows.append((tr("Left out of it"), span_text(begins, ends)))
    if plan.option:
        rows.append((tr("Proof (IPMVP option)"), plan.option))
    if plan.cost != NOTHING:
        rows.append((tr("Cost of the proof"), range_text(plan.cost, "kr")))
    if plan.guaranteed_share:
        rows.append((tr("Guaranteed part of the saving"), numbers.percent(plan.guaranteed_share)))
    if plan.text:
        rows.append((tr("How it is proven"), plan.text))
    for one in proposal.acceptance:
        limit = range_text(_exact(one.threshold), one.unit)
        by = tr(", by {day}", day=day_text(one.by)) if one.by else ""
        rows.append((tr("Accepted when"), f"{one.metric} {one.operator} {limit}{by}"))
    return rows


def span_text(begins: str, ends: str) -> str:
    """Two days, either of which may be open."""
    return f"{day_text(begins)} – {day_text(ends)}".strip()


def _exact(value: float) -> Range:
    return Range(value, value, value)


def _list(texts: Iterable[str]) -> str:
    return ", ".join(texts)


def _bounds(first: float, last: float, write: Callable[[float], str]) -> str:
    if not first and not last:
        return ""
    if first and last:
        return f"{write(first)} – {write(last)}"
    return tr("from {value}", value=write(first)) if first else tr("to {value}", value=write(last))


def _grades(selector: Selector) -> str:
    if selector.minimum_grade < 0 and selector.maximum_grade >= 3:
        return ""
    worst = "" if selector.maximum_grade >= 3 else f" – TG{selector.maximum_grade}"
    return f"TG{max(selector.minimum_grade, 0)}{worst}" + (tr(" or worse") if not worst else "")
