"""From the parts of a file to the proposal the program works with."""

from collections.abc import Iterable
from dataclasses import replace

from twin.analysis.proposal_format.measure_part import EffectPart, MeasurePart, ProductPart
from twin.analysis.proposal_format.parts import NumberPart, spread
from twin.analysis.proposal_format.target_part import TargetPart
from twin.analysis.proposal_format.whole import (
    EvidencePart,
    ProposalPart,
    ValidityPart,
    VerificationPart,
)
from twin.model.effect_kind import EFFECT_KINDS
from twin.model.proposal import (
    Criterion,
    Disturbance,
    Effect,
    Evidence,
    MeasuredCase,
    OfferedMeasure,
    Product,
    PropertyCondition,
    Proposal,
    Range,
    Selector,
    VerificationPlan,
)


class Money:
    """Turns sums of the file into NOK without VAT; says so at each of them."""

    def __init__(self, validity: ValidityPart) -> None:
        rate = validity.exchange_rate
        self.rate = rate.nok if rate is not None else 1.0
        self.vat = (validity.vat_rate or 0.0) if validity.vat == "incl" else 0.0
        self._exchange = f"{validity.currency} x {self.rate:g}" if rate is not None else ""
        self._tax = f"/ {1 + self.vat:g}" if self.vat else ""

    def sum_of(self, part: NumberPart) -> Range:
        """A sum in the currency of the file."""
        return self._turned(range_of(part), self.rate, f"{self._exchange} {self._tax}")

    def without_vat(self, given: Range) -> Range:
        """A sum that is in NOK already."""
        return self._turned(given, 1.0, self._tax)

    def _turned(self, given: Range, rate: float, note: str) -> Range:
        if not note.strip():
            return given
        factor = rate / (1 + self.vat)
        source = f"{given.source} [{note.strip()}]".strip()
        return Range(given.value * factor, given.low * factor, given.high * factor, source)


def proposal_of(part: ProposalPart) -> Proposal:
    """The proposal a file holds, without anything about the file itself."""
    validity, money = part.validity, Money(part.validity)
    return Proposal(
        proposal_id=part.id,
        title=part.title,
        supplier=part.supplier.name,
        valid_until=validity.until,
        price_year=validity.price_year,
        measures=tuple(_measure(m, money) for m in part.measures),
        needs=part.needs,
        valid_from=validity.begins,
        price_level=validity.price_level,
        currency=validity.currency,
        includes_vat=validity.vat == "incl",
        organisation=part.supplier.orgnr,
        contact=part.supplier.contact,
        evidence=tuple(_evidence(e) for e in part.evidence),
        acceptance=tuple(
            Criterion(c.metric, c.operator, c.threshold, c.unit, c.by) for c in part.acceptance
        ),
        verification=_verification(part, part.verification, money),
        exchange_rate=money.rate,
        vat_rate=money.vat,
        version=part.version,
    )


def range_of(part: NumberPart | EffectPart) -> Range:
    """A number with its spread."""
    low, high = spread(part.value, part.low, part.high)
    return Range(part.value, low, high, part.source)


def _measure(part: MeasurePart, money: Money) -> OfferedMeasure:
    return OfferedMeasure(
        measure_id=part.id,
        title=part.title,
        selector=_selector(part.target),
        effects=tuple(_effect(e, money) for e in part.effects),
        cost_basis=part.cost.per,
        unit_cost=money.sum_of(part.cost.unit_cost),
        fixed_cost=money.sum_of(part.cost.fixed),
        service_life=part.life_years,
        embodied_carbon=range_of(part.embodied_co2),
        measure_type=part.type,
        account=part.account,
        running_cost=money.sum_of(part.cost.running),
        disturbance=_disturbance(part, money),
        renews=part.renews,
        needs_first=part.needs_first,
        excludes=part.excludes,
        catalogue=part.catalogue,
        kit=tuple(_product(p, money) for p in part.kit),
    )


def _selector(target: TargetPart) -> Selector:
    return Selector(
        kinds=target.kinds,
        ifc_classes=target.ifc_classes,
        part_codes=target.ns3451,
        minimum_grade=target.minimum_tg,
        minimum_u_value=target.minimum_u_value,
        categories=target.building_types,
        maximum_grade=target.maximum_tg,
        adjacency=target.adjacency,
        building_types=target.ns3457,
        built_from=target.built_from,
        built_to=target.built_to,
        area_from=target.area_from,
        area_to=target.area_to,
        properties=tuple(
            PropertyCondition(p.name, p.operator, p.value) for p in target.properties
        ),
        spares_protected=target.spares_protected,
        global_ids=target.global_ids,
        without_model=target.without_model,
    )


def _effect(part: EffectPart, money: Money) -> Effect:
    kind, value = EFFECT_KINDS[part.kind], range_of(part)
    return Effect(
        kind=part.kind,
        value=money.without_vat(value) if part.unit.startswith("NOK") else value,
        unit=part.unit,
        is_claimed=kind.is_claimed,
        evidence=part.evidence,
        share=part.share,
        surfaces=part.surfaces,
        rows=part.rows,
        minimum_yield=part.minimum_yield,
        source_of_heat=part.source_of_heat,
        account=part.account,
    )


def _disturbance(part: MeasurePart, money: Money) -> Disturbance:
    given = part.disturbance
    if given is None:
        return Disturbance(part.disturbance_weeks)
    return Disturbance(given.weeks, given.closed_share, money.sum_of(given.decanting))


def _product(part: ProductPart, money: Money) -> Product:
    size = part.size.width, part.size.depth, part.size.height
    price = money.sum_of(part.price)
    return Product(part.id, part.title, size, part.surface, part.coverage, part.geometry, price)


def _evidence(part: EvidencePart) -> Evidence:
    cases = tuple(
        MeasuredCase(
            c.name, c.before, c.after, c.category, c.heated_area, c.year_before, c.year_after,
            c.source,
        )
        for c in part.cases
    )  # fmt: skip
    return Evidence(
        part.id, part.kind, part.title, part.source, part.supports, part.file, part.sha256, cases
    )


def _verification(part: ProposalPart, plan: VerificationPart, money: Money) -> VerificationPlan:
    found = VerificationPlan(
        option=plan.option,
        cost=money.sum_of(plan.cost),
        guaranteed_share=plan.guaranteed_share,
        text=plan.text,
    )
    if part.baseline is None:
        return found
    base = part.baseline
    excluded = tuple((span.begins, span.until) for span in base.exclude)
    reasons = tuple(span.reason for span in base.exclude)
    baseline = (base.begins, base.until)
    return replace(found, baseline=baseline, excluded=excluded, reasons=reasons)


def evidence_of(proposal: Proposal, measure_id: str, effect: Effect) -> tuple[Evidence, ...]:
    """Evidence that an effect rests on: named by the effect, or that says it supports it."""
    named = {name.strip() for name in effect.evidence.split(",")}
    supported = {measure_id, f"{measure_id}/{effect.kind}"}
    return tuple(
        e for e in proposal.evidence if e.evidence_id in named or supported & set(e.supports)
    )


def is_supported(proposal: Proposal, measure_id: str, effect: Effect) -> bool:
    """Whether an effect has evidence of any kind, in the list or in words."""
    return bool(effect.evidence) or bool(evidence_of(proposal, measure_id, effect))


def names_in(parts: Iterable[MeasurePart]) -> frozenset[str]:
    """Ids of measures, and of each effect as ``measure/effect kind``."""
    found = list(parts)
    effects = {f"{m.id}/{e.kind}" for m in found for e in m.effects}
    return frozenset({m.id for m in found} | effects)
