"""From a proposal to the file a supplier hands in, version 1.2."""

import json
from typing import Any

from twin.analysis.proposal_format.whole import NEWEST
from twin.model.effect_kind import EFFECT_KINDS
from twin.model.proposal import (
    NOTHING,
    Disturbance,
    Effect,
    Evidence,
    OfferedMeasure,
    Product,
    Proposal,
    Range,
    Selector,
)

Fields = dict[str, Any]
_AS_USUAL = Selector()


def proposal_document(proposal: Proposal) -> Fields:
    """The JSON document of a proposal: sums in NOK without VAT, nothing that is as usual.

    What `check_proposal` reads from it is the same proposal.
    """
    return _without_nothing({
        "format": "partnership-proposal",
        "version": f"1.{NEWEST}",
        "id": proposal.proposal_id,
        "title": proposal.title,
        "supplier": {
            "name": proposal.supplier,
            "orgnr": proposal.organisation,
            "contact": proposal.contact,
        },
        "validity": {
            "from": proposal.valid_from,
            "until": proposal.valid_until,
            "price_year": proposal.price_year,
            "price_level": proposal.price_level,
            "currency": "NOK",
            "vat": "excl",
        },
        "needs": list(proposal.needs),
        "baseline": _baseline(proposal),
        "verification": _verification(proposal),
        "acceptance": [
            _without_nothing({
                "metric": c.metric, "operator": c.operator, "threshold": c.threshold,
                "unit": c.unit, "by": c.by,
            })
            for c in proposal.acceptance
        ],
        "measures": [_measure(measure) for measure in proposal.measures],
        "evidence": [_evidence(evidence) for evidence in proposal.evidence],
    })  # fmt: skip


def proposal_text(document: Fields) -> bytes:
    """The file as it is handed in: UTF-8, two spaces, a line at the end."""
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    return f"{text}\n".encode()


def _without_nothing(fields: Fields) -> Fields:
    """Fields that say something; 0 and False are values."""
    return {n: v for n, v in fields.items() if not (v is None or v == "" or v == [] or v == {})}


def _number(given: Range) -> Any:  # Any: a bare number where there is nothing to add
    spread = {} if given.low == given.high == given.value else {
        "low": given.low, "high": given.high,
    }  # fmt: skip
    about = {**spread, **({"source": given.source} if given.source else {})}
    return {"value": given.value, **about} if about else given.value


def _maybe(given: Range) -> Any:  # Any: as `_number`, None where nothing is said
    return None if given == NOTHING else _number(given)


def _baseline(proposal: Proposal) -> Fields:
    plan = proposal.verification
    if not plan.baseline[0]:
        return {}
    reasons = plan.reasons or ("",) * len(plan.excluded)
    spans = [
        _without_nothing({"from": first, "until": last, "reason": why})
        for (first, last), why in zip(plan.excluded, reasons, strict=True)
    ]
    return _without_nothing(
        {"from": plan.baseline[0], "until": plan.baseline[1], "exclude": spans}
    )


def _verification(proposal: Proposal) -> Fields:
    plan = proposal.verification
    return _without_nothing({
        "option": plan.option,
        "cost": _maybe(plan.cost),
        "guaranteed_share": plan.guaranteed_share or None,
        "text": plan.text,
    })  # fmt: skip


def _measure(measure: OfferedMeasure) -> Fields:
    return _without_nothing({
        "id": measure.measure_id,
        "title": measure.title,
        "type": measure.measure_type,
        "catalogue": measure.catalogue,
        "target": _target(measure.selector),
        "effects": [_effect(effect) for effect in measure.effects],
        "cost": _without_nothing({
            "per": measure.cost_basis,
            "unit_cost": _number(measure.unit_cost),
            "fixed": _maybe(measure.fixed_cost),
            "running": _maybe(measure.running_cost),
        }),
        "account": measure.account,
        "life_years": measure.service_life,
        "embodied_co2": _maybe(measure.embodied_carbon),
        "disturbance": _disturbance(measure.disturbance),
        "renews": list(measure.renews),
        "needs_first": list(measure.needs_first),
        "excludes": list(measure.excludes),
        "kit": [_product(product) for product in measure.kit],
    })  # fmt: skip


def _target(selector: Selector) -> Fields:
    names = {
        "kinds": "kinds", "ifc_classes": "ifc_classes", "part_codes": "ns3451",
        "categories": "building_types", "building_types": "ns3457",
        "minimum_grade": "minimum_tg", "maximum_grade": "maximum_tg",
        "minimum_u_value": "minimum_u_value", "adjacency": "adjacency",
        "built_from": "built_from", "built_to": "built_to", "area_from": "area_from",
        "area_to": "area_to", "spares_protected": "spares_protected",
        "global_ids": "global_ids", "without_model": "without_model",
    }  # fmt: skip
    said: Fields = {}
    for field, name in names.items():
        value = getattr(selector, field)
        if value != getattr(_AS_USUAL, field):
            said[name] = list(value) if isinstance(value, tuple) else value
    said["properties"] = [
        {"name": p.name, "operator": p.operator, **({"value": p.value} if p.value != "" else {})}
        for p in selector.properties
    ]
    return _without_nothing(said)


def _effect(effect: Effect) -> Fields:
    usual = Effect(effect.kind, effect.value, effect.unit)
    said: Fields = {"kind": effect.kind, "value": effect.value.value}
    if effect.value.low != effect.value.value or effect.value.high != effect.value.value:
        said |= {"low": effect.value.low, "high": effect.value.high}
    said["unit"] = effect.unit or EFFECT_KINDS[effect.kind].units[0]
    for name in ("share", "surfaces", "rows", "minimum_yield", "source_of_heat", "account"):
        value = getattr(effect, name)
        if value != getattr(usual, name):
            said[name] = list(value) if isinstance(value, tuple) else value
    return _without_nothing({**said, "source": effect.value.source, "evidence": effect.evidence})


def _disturbance(given: Disturbance) -> Fields:
    return _without_nothing({
        "weeks": given.weeks or None,
        "closed_share": given.closed_share or None,
        "decanting": _maybe(given.decanting),
    })  # fmt: skip


def _product(product: Product) -> Fields:
    width, depth, height = product.size
    return _without_nothing({
        "id": product.product_id,
        "title": product.title,
        "size": {"width": width, "depth": depth, "height": height},
        "surface": product.surface,
        "coverage": product.coverage or None,
        "geometry": product.geometry,
        "price": _maybe(product.price),
    })  # fmt: skip


def _evidence(evidence: Evidence) -> Fields:
    cases = [
        _without_nothing({
            "name": c.name, "category": c.category, "heated_area": c.heated_area or None,
            "before": c.before, "after": c.after, "year_before": c.year_before or None,
            "year_after": c.year_after or None, "source": c.source,
        })
        for c in evidence.cases
    ]  # fmt: skip
    return _without_nothing({
        "id": evidence.evidence_id,
        "kind": evidence.kind,
        "title": evidence.title,
        "source": evidence.source,
        "supports": list(evidence.supports),
        "file": evidence.file,
        "sha256": evidence.sha256,
        "cases": cases,
    })  # fmt: skip
