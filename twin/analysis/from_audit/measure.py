"""One measure of an audit as a supplier would offer it."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from twin.analysis.from_audit.money import Sums
from twin.analysis.from_audit.technologies import catalogue_key
from twin.model.audit import AuditMeasure
from twin.model.catalogue import CatalogueMeasure
from twin.model.effect_kind import EFFECT_KINDS, ZONE
from twin.model.proposal import (
    NOTHING,
    Effect,
    OfferedMeasure,
    Range,
    Selector,
)

USUAL_LIFE = 15.0
"""Of a measure whose life nobody tells. [year]"""
_GONE = ("Discarded", "Completed", "MV", "Verified", "Unsatisfactory")
_PARTS_OF_IDS = re.compile(r"[^A-Za-z0-9._-]+")
ASSUMED = "Assumed as in the catalogue, the audit does not tell it"


@dataclass(frozen=True, slots=True)
class Basis:
    """What all measures of a file are made with.

    delivered : of the audited building today, NaN unknown. [kWh/year]
    """

    catalogue: Mapping[str, CatalogueMeasure]
    sums: Sums
    delivered: float = math.nan


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a measure cannot be offered; a template with line, title and status."""

    text: str


DONE = Reason(
    "Line {line}: the measure “{title}” was left out: it is {status}, so nothing is left to do."
)
NOTHING_TO_COUNT = Reason(
    "Line {line}: the measure “{title}” was left out: it names no change the program can"
    " calculate, and no saving it could keep as a claim."
)
NO_COST = Reason(
    "Line {line}: the measure “{title}” was left out: it tells no cost, and no measure of"
    " the catalogue lends it one."
)


def offered(measure: AuditMeasure, basis: Basis, is_paid_for: bool = False) -> (
    OfferedMeasure | Reason
):  # fmt: skip
    """The measure as an offer, or why there is none.

    Parameters
    ----------
    is_paid_for : True where the package it is part of tells what all cost together.
    """
    if measure.status in _GONE:
        return DONE
    usual = basis.catalogue.get(catalogue_key(measure.technologies))
    effects = (*_assumed(usual), *_claims(measure, basis))
    if not effects:
        return NOTHING_TO_COUNT
    cost = _cost(measure, usual, basis.sums, is_paid_for)
    if cost is None:
        return NO_COST
    by_kind = {effect.kind: effect for effect in effects}
    return OfferedMeasure(
        measure_id=plain_id(measure.key, "measure"),
        title=measure.title,
        selector=_selector(usual),
        effects=tuple(by_kind.values()),
        cost_basis=cost[0],
        unit_cost=cost[1],
        fixed_cost=NOTHING,
        service_life=_life(measure, usual),
        embodied_carbon=_carbon(usual, cost[0]),
        measure_type=measure.measure_type or (usual.measure.measure_type if usual else "addition"),
        catalogue=usual.key if usual else "",
    )


def plain_id(text: str, otherwise: str) -> str:
    """An id of the file as the format of proposals takes it."""
    plain = _PARTS_OF_IDS.sub("-", text).strip("-._")[:70]
    return plain or otherwise


def _assumed(usual: CatalogueMeasure | None) -> tuple[Effect, ...]:
    """What the catalogue says such a measure does to the energy balance, marked as assumed."""
    if usual is None:
        return ()
    return tuple(
        replace(e, value=replace(e.value, source=_short(f"{ASSUMED}: {e.value.source}")))
        for e in usual.measure.effects
        if EFFECT_KINDS[e.kind].acts_on == ZONE
    )


def _claims(measure: AuditMeasure, basis: Basis) -> tuple[Effect, ...]:
    savings, found = measure.savings, []
    share = claimed_share(savings.energy, basis.delivered)
    if share is not None:
        found.append(claimed_saving(share, savings.method))
    if savings.upkeep and math.isfinite(savings.upkeep):
        given = basis.sums.per_unit(-savings.upkeep)
        found.append(Effect("running_cost", given, "NOK/year", is_claimed=True))
    return tuple(found)


def claimed_share(energy: float, delivered: float) -> Range | None:
    """Saving in percent of what is delivered; None where that is not known or not a saving."""
    share = 100 * energy / delivered if delivered > 0 else math.nan
    if not 0 < share <= 100:
        return None
    source = f"{energy:,.0f} of {delivered:,.0f} kWh/year"
    return Range(share, share, share, source)


def claimed_saving(share: Range, method: str) -> Effect:
    """The claim itself."""
    said = f"{share.source}; {method}" if method else share.source
    return Effect("claimed_saving", replace(share, source=_short(said)), "%", is_claimed=True)


def _cost(
    measure: AuditMeasure, usual: CatalogueMeasure | None, sums: Sums, is_paid_for: bool
) -> tuple[str, Range] | None:
    """Basis and unit cost: what the audit tells, else of the package, else of the catalogue."""
    if measure.first_cost > 0:
        return sums.basis, sums.per_unit(measure.first_cost)
    if is_paid_for:
        return sums.basis, Range(0.0, 0.0, 0.0, "In the cost of the whole package")
    if usual is None:
        return None
    given = usual.measure.unit_cost
    source = f"{ASSUMED}: {given.source}"
    return usual.measure.cost_basis, replace(given, source=_short(source))


def _life(measure: AuditMeasure, usual: CatalogueMeasure | None) -> float:
    if 0 < measure.useful_life <= 150:
        return measure.useful_life
    return usual.measure.service_life if usual else USUAL_LIFE


def _carbon(usual: CatalogueMeasure | None, basis: str) -> Range:
    if usual is None or usual.measure.cost_basis != basis:
        return NOTHING
    given = usual.measure.embodied_carbon
    return replace(given, source=_short(f"{ASSUMED}: {given.source}"))


def _selector(usual: CatalogueMeasure | None) -> Selector:
    """Which parts it is about; which buildings it suits is not taken from the one audited."""
    if usual is None:
        return Selector()
    given = usual.measure.selector
    return Selector(
        kinds=given.kinds,
        ifc_classes=given.ifc_classes,
        part_codes=given.part_codes,
        adjacency=given.adjacency,
        spares_protected=given.spares_protected,
        without_model=given.without_model,
    )


def _short(text: str) -> str:
    return text if len(text) <= 500 else f"{text[:499]}…"
