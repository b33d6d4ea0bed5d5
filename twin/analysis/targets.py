"""What an offered measure would touch in a building, known before anything is applied."""

from collections.abc import Sequence

import numpy as np

from twin.analysis.condition import element_grades, part_grade
from twin.analysis.u_values import element_u_values
from twin.model.arrays import BoolArray
from twin.model.building import Building, BuildingModel, Element, Envelope
from twin.model.condition import Assessment
from twin.model.proposal import Effect, OfferedMeasure, Proposal, Reach, Selector
from twin.model.thermal import ThermalZone

UNITS = {
    "area": "m2", "count": "pieces", "floor_area": "m2", "power": "kW", "building": "building",
}  # fmt: skip

# Size of one piece where only an area is known (general knowledge: 1.2 x 1.5 m, 1.0 x 2.1 m). [m2]
PIECE_AREA = {"window": 1.8, "door": 2.1}
# Heat pump power as part of the design heat load against the part of the yearly heat it carries
# (general knowledge; bivalent plants in Norway are sized to about half the load for 90 %).
SHARE_OF_HEAT = (0.0, 0.5, 0.8, 0.9, 0.97, 1.0)
SHARE_OF_POWER = (0.0, 0.22, 0.42, 0.55, 0.75, 1.0)
DESIGN_LOAD = 45.0  # W/m2 heated, where no zone is given: between old and new municipal buildings

OTHER_CATEGORY = "The offer is for other kinds of buildings."
NO_ELEMENT = "Nothing in this building matches what the offer is for."
NO_GRADE = "Nothing that matches has a condition grade as bad as the offer asks for."
NO_U_VALUE = "Nothing that matches has a U-value as high as the offer asks for."
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
    site = _Site(building, model, own, zone)
    return tuple(site.reach(measure) for measure in proposal.measures)


class _Site:
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
        rows, reason = self._elements(selector) if self.model else ((), self._without(selector))
        if reason:
            return Reach(measure.measure_id, (), 0.0, unit, reason)
        quantity = self._quantity(measure, rows)
        if not quantity > 0:
            return Reach(measure.measure_id, rows, 0.0, unit, NO_QUANTITY)
        return Reach(measure.measure_id, rows, quantity, unit)

    def _elements(self, selector: Selector) -> tuple[tuple[int, ...], str]:
        """Rows that match, and why none do."""
        if self.model is None or not _picks_elements(selector):
            return (), ""
        elements = self.model.elements
        found = _matches(elements, self.envelope, selector)
        if not found.any():
            return (), NO_ELEMENT
        if selector.minimum_grade >= 0:
            found &= element_grades(elements, self.assessments) >= selector.minimum_grade
            if not found.any():
                return (), NO_GRADE
        if selector.minimum_u_value > 0:
            u_value = element_u_values(len(elements), self.envelope, self.zone)
            found &= ~(u_value < selector.minimum_u_value)
            if not found.any():
                return (), NO_U_VALUE
        return tuple(int(row) for row in np.flatnonzero(found)), ""

    def _without(self, selector: Selector) -> str:
        """Why nothing matches in a building that has no model, "" if something does."""
        grade = part_grade(selector.part_codes, self.assessments)
        if grade < selector.minimum_grade:
            return NO_GRADE
        if self.zone is None or not selector.kinds:
            return ""
        surfaces = [s for s in self.zone.surfaces if s.kind in selector.kinds]
        if not surfaces:
            return NO_ELEMENT
        if all(s.u_value.value < selector.minimum_u_value for s in surfaces):
            return NO_U_VALUE
        return ""

    def _quantity(self, measure: OfferedMeasure, rows: tuple[int, ...]) -> float:
        match measure.cost_basis:
            case "area":
                return self._area(measure.selector, rows)
            case "count":
                return float(len(rows)) if self.model else self._pieces(measure.selector)
            case "floor_area":
                return self.floor_area()
            case "power":
                return sum(self._power(effect) for effect in measure.effects)
            case _:
                return 1.0

    def _area(self, selector: Selector, rows: tuple[int, ...]) -> float:
        if self.envelope is not None:
            part = np.isin(self.envelope.element, rows)
            if selector.kinds:
                part &= np.isin(np.array(self.envelope.kind), selector.kinds)
            return float(np.nansum(self.envelope.area[part]))
        if self.zone is None:
            return np.nan
        return sum(
            s.area
            for s in self.zone.surfaces
            if (not selector.kinds or s.kind in selector.kinds)
            and s.u_value.value >= selector.minimum_u_value
        )

    def _pieces(self, selector: Selector) -> float:
        """Pieces in a building without a model: windows and doors by area, else one."""
        size = [PIECE_AREA[k] for k in selector.kinds if k in PIECE_AREA]
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
            return pv_power(effect, self._area(Selector(kinds=("roof",)), self._all_rows()))
        if effect.kind != "heat_pump":
            return 0.0
        load = DESIGN_LOAD * self.floor_area() / 1000
        if self.zone is not None:
            load = design_heat_load(self.zone)
        return load * float(np.interp(effect.share, SHARE_OF_HEAT, SHARE_OF_POWER))

    def _all_rows(self) -> tuple[int, ...]:
        return tuple(range(len(self.model.elements))) if self.model else ()


def pv_power(effect: Effect, roof_area: float) -> float:
    """Peak power of a PV effect given as power or per roof area. [kW]"""
    if effect.unit == "kW":
        return effect.value.value
    return effect.value.value * roof_area / 1000


def design_heat_load(zone: ThermalZone, outside: float = -10.0, inside: float = 21.0) -> float:
    """Steady heat load on the design day. [kW]

    Transmission, infiltration and ventilation; -10 degree C is the design temperature of Bergen
    (general knowledge). Ventilation of 8 m3/h per m2 (NS 3031:2014 table A.6, mean of
    the municipal categories).
    """
    transmission = sum(s.area * s.u_value.value for s in zone.surfaces)
    air_changes = 0.07 * zone.n50.value  # NS 3031: moderate shielding
    infiltration = 0.33 * air_changes * zone.volume.value
    supply = 8.0 * zone.floor_area.value * zone.ventilation_factor
    ventilation = 0.33 * supply * (1 - zone.heat_recovery.value)
    return (transmission + infiltration + ventilation) * (inside - outside) / 1000


def _picks_elements(selector: Selector) -> bool:
    return bool(
        selector.kinds
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
        found[envelope.element[np.isin(np.array(envelope.kind), kinds)]] = True
    return found


def _plain(ifc_class: str) -> str:
    """Class without the IFC2X3 suffixes that say how the geometry is written."""
    return ifc_class.removesuffix("StandardCase").removesuffix("ElementedCase")
