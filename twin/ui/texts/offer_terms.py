"""The terms of a supplier's offer: price, places, proof, in the user's words."""

from collections.abc import Callable, Iterable, Mapping

from twin.model.classification import CATEGORIES
from twin.model.proposal import (
    NOTHING,
    Disturbance,
    OfferedMeasure,
    Proposal,
    Range,
    Selector,
)
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.texts.offers import PARTS, range_text
from twin.ui.texts.received import day_text

Rows = list[tuple[str, str]]
BASES: Mapping[str, str] = {
    "area": "per m² of the parts",
    "count": "per piece",
    "floor_area": "per m² heated",
    "power": "per kW",
    "capacity": "per kWh of capacity",
    "length": "per metre",
    "building": "per building",
}


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
            rows += [("", tr("Source: {source}", source=value.source))] if value.source else []
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
    reasons = plan.reasons or ("",) * len(plan.excluded)
    for span, why in zip(plan.excluded, reasons, strict=True):
        rows.append((tr("Left out of it"), ": ".join(t for t in (span_text(*span), why) if t)))
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
