"""What a measure gives and asks beyond energy: condition, money, hours, disturbance, needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.measure_effects.condition import grade_after
from twin.analysis.opportunities.due import Due
from twin.analysis.opportunities.offers import ABOUT, Offer
from twin.analysis.opportunities.sites import NEEDS_WORK, Site, Worn
from twin.model.proposal import OfferedMeasure, Reach

BACKLOG_OF_TG1 = 1.0  # worst grade that has no backlog


@dataclass(frozen=True, slots=True)
class Beyond:
    """Fields as in `twin.model.opportunity.Opportunities`."""

    quantity: float
    investment: float
    maintenance_part: float
    backlog_saving: float
    grade_gain: float
    embodied_carbon: float
    running_cost: float
    man_hours: float
    weeks: float
    closed_share: float
    needs_met: float
    confidence: float


def beyond(site: Site, offer: Offer, reach: Reach, known: Mapping[str, float], due: Due) -> Beyond:
    """Everything of one measure in one building but its energy. known : of `sites.trust`."""
    measure, quantity = offer.measure, reach.quantity
    investment = quantity * measure.unit_cost.value + measure.fixed_cost.value
    away = measure.disturbance
    fresh = renewed(site, offer)
    return Beyond(
        quantity=quantity,
        investment=investment + decanting(site, measure),
        maintenance_part=min(
            due.share(site, offer, reach) * quantity * offer.renewal_cost.value, investment
        ),
        backlog_saving=float(np.nansum([w.backlog for w in fresh])),
        grade_gain=gain(site, offer, fresh),
        embodied_carbon=quantity * measure.embodied_carbon.value,
        running_cost=quantity * (measure.running_cost.value + _sum(offer, "running_cost")),
        man_hours=quantity * _sum(offer, "man_hours"),
        weeks=away.weeks,
        closed_share=away.closed_share,
        needs_met=site.pain(offer.proposal_id or offer.key),
        confidence=_confidence(known, offer),
    )


def decanting(site: Site, measure: OfferedMeasure) -> float:
    """Temporary premises while a measure is carried out. [NOK]"""
    away = measure.disturbance
    return away.decanting.value * away.weeks * site.zone.floor_area.value


def renewed(site: Site, offer: Offer) -> list[Worn]:
    """Worn things that are in order afterwards."""
    if not grade_after(offer.measure) <= BACKLOG_OF_TG1:
        return []
    selector = offer.measure.selector
    codes = offer.measure.renews or selector.part_codes
    return [w for w in site.parts(codes, selector) if w.grade >= NEEDS_WORK]


def gain(site: Site, offer: Offer, fresh: Sequence[Worn]) -> float:
    """Fall of the mean grade when some worn things are in order afterwards."""
    weight = sum(w.weight for w in site.worn if w.grade >= 0)
    if not fresh or weight <= 0:
        return 0.0
    after = grade_after(offer.measure)
    return sum(w.weight * (w.grade - after) for w in fresh) / weight


def _sum(offer: Offer, kind: str) -> float:
    return sum(e.value.value for e in offer.measure.effects if e.kind == kind)


def _confidence(known: Mapping[str, float], offer: Offer) -> float:
    """Mean trust in the numbers that decide, those the effects are about counting double."""
    own = [known[ABOUT.get(kind, "area")] for kind in offer.kinds]
    return (sum(known.values()) + 2 * sum(own)) / (len(known) + 2 * len(own))
