"""What is tried out in every building: measures of the catalogue and of accepted proposals."""

from dataclasses import dataclass

from twin.analysis.effects import Change, apply
from twin.analysis.splitting import Step, split
from twin.analysis.take_back import warmer
from twin.model.building import Envelope
from twin.model.catalogue import CatalogueMeasure
from twin.model.effect_kind import EFFECT_KINDS, ZONE
from twin.model.proposal import NOTHING, Effect, OfferedMeasure, Proposal, Range
from twin.model.thermal import ThermalZone

ABOUT = {
    "u_value": "envelope", "added_resistance": "envelope", "g_value": "envelope",
    "thermal_bridge": "envelope", "solar_shading": "envelope",
    "n50": "air", "n50_factor": "air", "heat_recovery": "air", "ventilation_factor": "air",
    "ventilation_hours": "air", "night_flushing": "air",
    "fan_power": "fans", "heat_pump": "plant", "district_heating": "plant",
    "flow_temperature": "plant", "control_loss_factor": "plant", "thermal_store": "plant",
}  # fmt: skip
"""Which numbers of a zone decide what an effect gives, see `sites.trust`; else its area."""
SOURCES_OF_HEAT = frozenset({"heat_pump", "district_heating"})
U_VALUES = frozenset({"u_value", "added_resistance"})


@dataclass(frozen=True, slots=True)
class Offer:
    """One measure, whoever offers it.

    key : of the catalogue, or ``proposal_id/measure_id``.
    proposal_id : "" for the catalogue.
    renewal_part, renewal_cost : as in `CatalogueMeasure`.
    """

    key: str
    measure: OfferedMeasure
    proposal_id: str = ""
    renewal_part: str = ""
    renewal_cost: Range = NOTHING

    @property
    def catalogue(self) -> str:
        """Key of the catalogue measure it is one of, "" for none."""
        return self.measure.catalogue or ("" if self.proposal_id else self.key)

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of its effects."""
        return frozenset(e.kind for e in self.measure.effects)

    @property
    def is_end(self) -> bool:
        """Whether the building is gone afterwards."""
        return any(
            e.kind == "floor_area_factor" and e.value.value <= 0 for e in self.measure.effects
        )

    @property
    def is_recomputed(self) -> bool:
        """Whether all it does is physics, so that nothing is left where that does nothing."""
        return all(EFFECT_KINDS[kind].acts_on == ZONE for kind in self.kinds)


def of_catalogue(found: CatalogueMeasure) -> Offer:
    """A measure of the catalogue."""
    return Offer(
        found.key,
        found.measure,
        renewal_part=found.renewal_part,
        renewal_cost=found.renewal_cost,
    )


def of_proposal(proposal: Proposal) -> tuple[Offer, ...]:
    """All measures of a proposal."""
    return tuple(
        Offer(f"{proposal.proposal_id}/{m.measure_id}", m, proposal.proposal_id)
        for m in proposal.measures
    )


def exclude(one: Offer, other: Offer) -> bool:
    """Whether two measures never go together in one building.

    They say so, are offers of the same thing, both make the heat, put panels on the same
    surfaces, or give the same parts a new U-value.
    """
    return (
        _names(one, other)
        or _names(other, one)
        or (bool(one.catalogue) and one.catalogue == other.catalogue)
        or bool(one.kinds & SOURCES_OF_HEAT and other.kinds & SOURCES_OF_HEAT)
        or bool(_surfaces(one) & _surfaces(other))
        or bool(_parts(one) & _parts(other))
    )


def needs_first(one: Offer, other: Offer) -> bool:
    """Whether `one` can only follow `other`."""
    return _is_meant(other, one.measure.needs_first, one.proposal_id)


def _names(one: Offer, other: Offer) -> bool:
    return _is_meant(other, one.measure.excludes, one.proposal_id)


def _is_meant(other: Offer, names: tuple[str, ...], proposal_id: str) -> bool:
    is_of_same = other.proposal_id == proposal_id
    return other.key in names or (is_of_same and other.measure.measure_id in names)


def _surfaces(offer: Offer) -> frozenset[str]:
    return frozenset(s for e in offer.measure.effects if e.kind == "pv" for s in e.surfaces)


def _parts(offer: Offer) -> frozenset[str]:
    """Envelope kinds that get a new U-value."""
    from twin.analysis.targets import kinds_of

    if not offer.kinds & U_VALUES:
        return frozenset()
    return kinds_of(offer.measure.selector)


def applied(
    zone: ThermalZone,
    steps: list[Step],
    envelope: Envelope | None,
    take_back: float = 0.0,
    quantile: float = 0.5,
) -> ThermalZone:
    """Zone after measures in their order.

    quantile : at which all their effects are, 0.5 for the central value.
    """
    whole, touched = split(zone, steps, envelope)
    if len(whole.surfaces) > len(zone.surfaces):
        zone = whole  # otherwise the surfaces stay the same object, and are added up once
    for (measure, _), rows in zip(steps, touched, strict=True):
        for effect in measure.effects:
            zone = apply(zone, Change(effect, rows, _value(effect, quantile)))
    return warmer(zone, take_back)


def _value(effect: Effect, quantile: float) -> float:
    if quantile == 0.5:
        return effect.value.value
    return effect.value.low if quantile < 0.5 else effect.value.high
