"""What an offered measure would touch in a building, known before anything is applied."""

from collections.abc import Sequence
from dataclasses import replace

from twin.analysis.condition import part_grade
from twin.analysis.selecting.amounts import UNITS, Amounts
from twin.analysis.selecting.kinds import kinds_of, stands_in
from twin.analysis.selecting.of_buildings import remarks_on, why_not
from twin.analysis.selecting.of_elements import Picked, pick, picks_elements, shortfall
from twin.analysis.selecting.reasons import (
    NO_ELEMENT,
    NO_GRADE,
    NO_LENGTH,
    NO_MODEL,
    NO_NEED,
    NO_PART_WITH_BOTH,
    NO_PLACE,
    NO_QUANTITY,
    NO_SURFACE,
    NO_U_VALUE,
    NOT_GRADED,
    NOT_OF_THIS_MODEL,
    OTHER_CATEGORY,
    OTHER_SIDE,
    TOO_WORN,
    UNSEEN_PROPERTIES,
    remark,
)
from twin.model.building import Building, BuildingModel
from twin.model.condition import Assessment
from twin.model.proposal import OfferedMeasure, Proposal, Reach, Selector
from twin.model.thermal import ThermalZone

__all__ = [
    "NOT_GRADED", "NO_ELEMENT", "NO_GRADE", "NO_NEED", "NO_PART_WITH_BOTH", "NO_PLACE",
    "NO_QUANTITY", "NO_SURFACE", "NO_U_VALUE", "OTHER_CATEGORY", "UNITS", "kinds_of", "reach",
]  # fmt: skip


def reach(
    proposal: Proposal,
    building: Building,
    model: BuildingModel | None,
    assessments: Sequence[Assessment],
    zone: ThermalZone | None = None,
) -> tuple[Reach, ...]:
    """What each measure of `proposal` touches in `building`, in the order of the proposal.

    Without a model the areas of `zone` (an archetype) stand in. An element whose U-value the
    model does not give is judged by the default in `zone`, and counts as a match without one;
    `Reach.remarks` says of how many.

    Parameters
    ----------
    model : BuildingModel or None
    assessments : of this building; others are left out.
    zone : zone of the building today, for defaults and powers.
    """
    own = [a for a in assessments if a.building_id == building.building_id]
    inspection = _Inspection(building, model, own, zone)
    return tuple(inspection.reach(measure) for measure in proposal.measures)


class _Inspection:
    """A building with what is known of it, while one proposal is looked at."""

    def __init__(
        self,
        building: Building,
        model: BuildingModel | None,
        assessments: Sequence[Assessment],
        zone: ThermalZone | None,
    ) -> None:
        self.building = building
        self.model = model
        self.envelope = model.envelope if model else None
        self.assessments = assessments
        self.zone = zone
        self.amounts = Amounts(building, model, zone)

    def reach(self, measure: OfferedMeasure) -> Reach:
        """What one measure touches, or why nothing."""
        selector, unit = measure.selector, UNITS[measure.cost_basis]
        found = Reach(measure.measure_id, (), 0.0, unit)
        reason = why_not(selector, self.building, self.amounts.floor_area())
        if reason:
            return replace(found, reason=reason)
        picked = self._found(selector)
        remarks = (*remarks_on(selector, self.building), *picked.remarks)
        found = replace(found, elements=picked.rows, reason=picked.reason, remarks=remarks)
        if found.reason:
            return found
        if _needs_surfaces(measure) and not (picked.rows or kinds_of(selector)):
            return replace(found, reason=NO_SURFACE)
        return self._measured(found, measure)

    def _measured(self, found: Reach, measure: OfferedMeasure) -> Reach:
        """With the quantity, or why there is none."""
        is_estimated = self.model is None or self._is_estimated(measure.selector)
        quantity = self.amounts.of(measure, found.elements, is_estimated=is_estimated)
        if quantity == 0 and self._has_no_room(measure):
            return replace(found, reason=NO_PLACE)
        if not quantity > 0:
            is_length = measure.cost_basis == "length"
            return replace(found, reason=NO_LENGTH if is_length else NO_QUANTITY)
        return replace(found, quantity=float(quantity))

    def _found(self, selector: Selector) -> Picked:
        """Elements that match and why none do; no rows and "" where the archetype matches."""
        if self.model is None:
            return self._without(selector)
        if self._is_estimated(selector):
            return self._without(selector)
        if not picks_elements(selector):
            return Picked()
        return pick(selector, self.model, self.assessments, self.zone)

    def _is_estimated(self, selector: Selector) -> bool:
        """Whether the parts meant are lacking in the model and the archetype's stand in."""
        if selector.global_ids or selector.without_model == "none":
            return False
        kinds = kinds_of(selector)
        present = set(self.envelope.kind) if self.envelope is not None else set()
        surfaces = self.zone.surfaces if self.zone is not None else ()
        return not kinds & present and any(s.kind in kinds and not s.elements for s in surfaces)

    def _without(self, selector: Selector) -> Picked:
        """The stand-ins in a building that has no model, or no such parts in it."""
        if selector.global_ids:
            return Picked((), NOT_OF_THIS_MODEL)
        if selector.without_model == "none" and picks_elements(selector):
            return Picked((), NO_MODEL)
        is_any = selector.minimum_grade < 0 and selector.maximum_grade >= 3
        grade = -1 if is_any else part_grade(selector.part_codes, self.assessments)
        is_worn = selector.minimum_grade < 0 or grade >= selector.minimum_grade
        if is_worn and grade > selector.maximum_grade:
            return Picked((), TOO_WORN)
        reason, is_leaky = self._standing_in(selector)
        if not reason and not (is_worn and is_leaky):
            reason = shortfall(is_worn, is_leaky, grade >= 0)
        unseen = [remark("no-model", UNSEEN_PROPERTIES)] if selector.properties else []
        return Picked((), reason, tuple(unseen))

    def _standing_in(self, selector: Selector) -> tuple[str, bool]:
        """Why no surface of the archetype is meant, and whether one that is leaks enough."""
        kinds = kinds_of(selector)
        if self.zone is None or not kinds:
            return "", True
        surfaces = [s for s in self.zone.surfaces if s.kind in kinds]
        facing = [s for s in surfaces if stands_in(s, selector, kinds)]
        if not facing:
            return (OTHER_SIDE if surfaces else NO_ELEMENT), False
        return "", any(s.u_value.value >= selector.minimum_u_value for s in facing)

    def _has_no_room(self, measure: OfferedMeasure) -> bool:
        """Whether it is solar panels alone that find no place."""
        is_known = self.zone is not None and bool(self.zone.places)
        return is_known and any(e.kind == "pv" for e in measure.effects)


def _needs_surfaces(measure: OfferedMeasure) -> bool:
    return any(e.kind in ("u_value", "added_resistance") for e in measure.effects)
