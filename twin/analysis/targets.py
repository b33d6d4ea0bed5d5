"""What an offered measure would touch in a building, known before anything is applied."""

from collections.abc import Sequence

import numpy as np

from twin.analysis.condition import element_grades, part_grade
from twin.analysis.panels.choice import placed_power, wanted_power
from twin.analysis.powers import design_heat_load, heat_pump_power
from twin.analysis.u_values import element_u_values
from twin.model.arrays import BoolArray
from twin.model.building import Building, BuildingModel, Element, Envelope
from twin.model.condition import Assessment
from twin.model.proposal import Effect, OfferedMeasure, Proposal, Reach, Selector
from twin.model.thermal import ThermalZone

UNITS = {
    "area": "m2", "count": "pieces", "floor_area": "m2", "power": "kW", "building": "building",
    "capacity": "kWh", "length": "m",
}  # fmt: skip

STORES = ("battery", "thermal_store")

# Size of one piece where only an area is known (estimate: 1.2 x 1.5 m, 1.0 x 2.1 m). [m2]
PIECE_AREA = {"window": 1.8, "door": 2.1}
KIND_OF_CLASS = {
    "IfcWall": "wall", "IfcCurtainWall": "window", "IfcWindow": "window", "IfcDoor": "door",
    "IfcRoof": "roof",
}  # fmt: skip
KINDS_OF_PART = {
    "23": ("wall", "window", "door"), "231": ("wall",), "232": ("wall",), "235": ("wall",),
    "233": ("window",), "234": ("window", "door"), "25": ("floor",), "252": ("floor",),
    "26": ("roof",), "261": ("roof",), "262": ("roof",), "263": ("window",),
}  # fmt: skip

OTHER_CATEGORY = "The offer is not for this kind of building."
NO_ELEMENT = "The building has none of the parts the offer is for."
NO_GRADE = (
    "The parts the offer is for are in better condition here than it asks for;"
    " they stay as they are."
)
NOT_GRADED = (
    "The offer is for worn parts, but nobody has graded the condition of those parts here."
)
NO_U_VALUE = (
    "The parts the offer is for are better insulated here than it asks for; they stay as they are."
)
NO_NEED = (
    "The parts the offer is for are in better condition and better insulated here"
    " than it asks for; they stay as they are."
)
NO_PART_WITH_BOTH = (
    "No single part here is both as worn and as poorly insulated as the offer asks for."
)
NO_SURFACE = "The offer changes U-values but does not say of which parts."
NO_PLACE = "No roof or facade that the offer is for has room and sun enough for solar panels here."
NO_QUANTITY = (
    "The quantity is unknown: the building has neither areas in a model nor a floor area."
)


def reach(
    proposal: Proposal,
    building: Building,
    model: BuildingModel | None,
    assessments: Sequence[Assessment],
    zone: ThermalZone | None = None,
) -> tuple[Reach, ...]:
    """What each measure of `proposal` touches in `building`, in the order of the proposal.

    Without a model the areas of `zone` (an archetype) stand in. An element whose U-value the
    model does not give is judged by the default in `zone`, and counts as a match without one.

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

    def reach(self, measure: OfferedMeasure) -> Reach:
        """What one measure touches, or why nothing."""
        selector, unit = measure.selector, UNITS[measure.cost_basis]
        if selector.categories and self.building.category not in selector.categories:
            return Reach(measure.measure_id, (), 0.0, unit, OTHER_CATEGORY)
        rows, reason = self._found(selector)
        if reason:
            return Reach(measure.measure_id, (), 0.0, unit, reason)
        if _needs_surfaces(measure) and not (rows or kinds_of(selector)):
            return Reach(measure.measure_id, (), 0.0, unit, NO_SURFACE)
        quantity = self._quantity(measure, rows)
        if quantity == 0 and self._has_no_room(measure):
            return Reach(measure.measure_id, rows, 0.0, unit, NO_PLACE)
        if not quantity > 0:
            return Reach(measure.measure_id, rows, 0.0, unit, NO_QUANTITY)
        return Reach(measure.measure_id, rows, float(quantity), unit)

    def _found(self, selector: Selector) -> tuple[tuple[int, ...], str]:
        """Rows that match and why nothing does; () and "" where the archetype matches."""
        if self.model is None or (not selector.global_ids and self._is_estimated(selector)):
            return (), self._without(selector)
        return self._elements(selector)

    def _is_estimated(self, selector: Selector) -> bool:
        """Whether the parts meant are lacking in the model and the archetype's stand in."""
        kinds = kinds_of(selector)
        present = set(self.envelope.kind) if self.envelope is not None else set()
        surfaces = self.zone.surfaces if self.zone is not None else ()
        return not kinds & present and any(s.kind in kinds and not s.elements for s in surfaces)

    def _elements(self, selector: Selector) -> tuple[tuple[int, ...], str]:
        """Rows that match, and why none do."""
        if self.model is None or not _picks_elements(selector):
            return (), ""
        elements = self.model.elements
        found = _matches(elements, self.envelope, selector)
        if not found.any():
            return (), NO_ELEMENT
        grades = element_grades(elements, self.assessments)[found]
        is_worn = (grades >= selector.minimum_grade) | (selector.minimum_grade < 0)
        u_value = element_u_values(len(elements), self.envelope, self.zone)[found]
        is_leaky = ~(u_value < selector.minimum_u_value)
        taken = np.flatnonzero(found)[is_worn & is_leaky]
        if not len(taken):
            return (), _shortfall(any(is_worn), any(is_leaky), any(grades >= 0))
        return tuple(int(row) for row in taken), ""

    def _without(self, selector: Selector) -> str:
        """Why nothing matches in a building that has no model, "" if something does."""
        if selector.global_ids:
            return NO_ELEMENT
        grade = part_grade(selector.part_codes, self.assessments)
        is_worn = selector.minimum_grade < 0 or grade >= selector.minimum_grade
        is_leaky = True
        kinds = kinds_of(selector)
        if self.zone is not None and kinds:
            surfaces = [s for s in self.zone.surfaces if s.kind in kinds]
            if not surfaces:
                return NO_ELEMENT
            is_leaky = any(s.u_value.value >= selector.minimum_u_value for s in surfaces)
        return "" if is_worn and is_leaky else _shortfall(is_worn, is_leaky, grade >= 0)

    def _quantity(self, measure: OfferedMeasure, rows: tuple[int, ...]) -> float:
        match measure.cost_basis:
            case "area":
                return self._area(measure.selector, rows)
            case "count":
                return float(len(rows)) or self._pieces(measure.selector)
            case "floor_area":
                return self.floor_area()
            case "capacity":
                return sum(e.value.value for e in measure.effects if e.kind in STORES)
            case "power":
                return sum(self._power(effect) for effect in measure.effects)
            case _:
                return 1.0

    def _area(self, selector: Selector, rows: tuple[int, ...]) -> float:
        """Area of matching parts: of the model, else of the archetype; NaN without both."""
        if self.model is not None and not self._is_estimated(selector):
            return self._area_of(rows, selector.kinds)
        if self.zone is None:
            return np.nan
        kinds = kinds_of(selector)
        return sum(
            s.area
            for s in self.zone.surfaces
            if s.kind in kinds and s.u_value.value >= selector.minimum_u_value
        )

    def _area_of(self, rows: tuple[int, ...], kinds: tuple[str, ...]) -> float:
        if self.envelope is None:
            return np.nan
        part = np.isin(self.envelope.element, rows) & _loses_heat(self.envelope)
        if kinds:
            part &= np.isin(np.array(self.envelope.kind), kinds)
        return float(np.nansum(self.envelope.area[part]))

    def _pieces(self, selector: Selector) -> float:
        """Pieces in a building without a model: windows and doors by area, else one."""
        size = [PIECE_AREA[k] for k in kinds_of(selector) if k in PIECE_AREA]
        if not size:
            return 1.0
        return float(np.ceil(self._area(selector, ()) / min(size)))

    def floor_area(self) -> float:
        """Heated floor area of the register, else of the model. [m2]"""
        if np.isfinite(self.building.heated_floor_area):
            return self.building.heated_floor_area
        if self.zone is not None:
            return self.zone.floor_area.value
        return self.envelope.floor_area if self.envelope is not None else np.nan

    def _power(self, effect: Effect) -> float:
        """Power of the equipment an effect stands for. [kW]"""
        if effect.kind == "pv":
            return self._panel_power(effect)
        if effect.kind == "heat_pump":
            load = design_heat_load(self.zone, self.floor_area())
            return heat_pump_power(load, effect.share)
        return 0.0

    def _has_no_room(self, measure: OfferedMeasure) -> bool:
        """Whether it is solar panels alone that find no place."""
        is_known = self.zone is not None and bool(self.zone.places)
        return is_known and any(e.kind == "pv" for e in measure.effects)

    def _panel_power(self, effect: Effect) -> float:
        """Power of panels that fit, or that is offered where nobody knows what fits. [kW]"""
        if self.zone is not None and self.zone.places:
            return placed_power(self.zone, effect)
        roof = self._area(Selector(kinds=("roof",)), self._all_rows())
        return wanted_power(effect, effect.value.value, roof)

    def _all_rows(self) -> tuple[int, ...]:
        return tuple(range(len(self.model.elements))) if self.model else ()


def kinds_of(selector: Selector) -> frozenset[str]:
    """Envelope kinds a selector means, also where it names classes or building parts only."""
    if selector.kinds:
        return frozenset(selector.kinds)
    classes = map(_plain, selector.ifc_classes)
    by_class = {KIND_OF_CLASS[c] for c in classes if c in KIND_OF_CLASS}
    by_part = {kind for code in selector.part_codes for kind in _kinds_of_part(code)}
    if selector.ifc_classes and selector.part_codes:
        return frozenset(by_class & by_part)
    return frozenset(by_class | by_part)


def _kinds_of_part(code: str) -> tuple[str, ...]:
    return KINDS_OF_PART.get(code[:3], KINDS_OF_PART.get(code[:2], ()))


def _shortfall(is_worn: bool, is_leaky: bool, is_graded: bool) -> str:
    """Why no part is taken: whether any is worn enough, leaks enough, has a grade at all."""
    if is_worn:
        return NO_PART_WITH_BOTH if is_leaky else NO_U_VALUE
    if not is_leaky:
        return NO_NEED if is_graded else NO_U_VALUE
    return NO_GRADE if is_graded else NOT_GRADED


def _needs_surfaces(measure: OfferedMeasure) -> bool:
    return any(e.kind in ("u_value", "added_resistance") for e in measure.effects)


def _picks_elements(selector: Selector) -> bool:
    return bool(
        selector.kinds
        or selector.global_ids
        or selector.ifc_classes
        or selector.part_codes
        or selector.minimum_grade >= 0
        or selector.minimum_u_value > 0
    )


def _matches(
    elements: Sequence[Element], envelope: Envelope | None, selector: Selector
) -> BoolArray:
    """Elements of the right kind, class and building part, shape (n,)."""
    found = np.ones(len(elements), dtype=np.bool_)
    if selector.kinds:
        found &= _of_kind(len(elements), envelope, selector.kinds)
    if selector.global_ids:
        wanted = set(selector.global_ids)
        found &= np.array([e.global_id in wanted for e in elements], dtype=np.bool_)
    if selector.ifc_classes:
        wanted = {_plain(c) for c in selector.ifc_classes}
        found &= np.array([_plain(e.ifc_class) in wanted for e in elements], dtype=np.bool_)
    if selector.part_codes:
        codes = selector.part_codes
        found &= np.array([e.classification.startswith(codes) for e in elements], dtype=np.bool_)
    return found


def _of_kind(n_elements: int, envelope: Envelope | None, kinds: tuple[str, ...]) -> BoolArray:
    found = np.zeros(n_elements, dtype=np.bool_)
    if envelope is not None and len(envelope.kind):
        part = np.isin(np.array(envelope.kind), kinds) & _loses_heat(envelope)
        found[envelope.element[part]] = True
    return found


def _loses_heat(envelope: Envelope) -> BoolArray:
    """Parts that do not face a neighbour's heated rooms, shape (m,)."""
    if not envelope.adjacency:
        return np.ones(len(envelope.kind), dtype=np.bool_)
    return np.array(envelope.adjacency) != "heated"


def _plain(ifc_class: str) -> str:
    """Class without the IFC2X3 suffixes that say how the geometry is written."""
    return ifc_class.removesuffix("StandardCase").removesuffix("ElementedCase")
