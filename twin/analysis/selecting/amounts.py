"""How much there is of what a measure is paid by."""

from collections.abc import Sequence

import numpy as np

from twin.analysis.panels.choice import placed_power, wanted_power
from twin.analysis.powers import design_heat_load, heat_pump_power
from twin.analysis.selecting.kinds import kinds_of, stands_in
from twin.analysis.selecting.of_elements import faces, loses_heat
from twin.model.building import Building, BuildingModel
from twin.model.proposal import Effect, OfferedMeasure, Selector
from twin.model.thermal import ThermalZone

UNITS = {
    "area": "m2", "count": "pieces", "floor_area": "m2", "power": "kW", "building": "building",
    "capacity": "kWh", "length": "m",
}  # fmt: skip
STORES = ("battery", "thermal_store")
# Size of one piece where only an area is known (estimate: 1.2 x 1.5 m, 1.0 x 2.1 m). [m2]
PIECE_AREA = {"window": 1.8, "door": 2.1}


class Amounts:
    """Quantities of one building.

    Parameters
    ----------
    model, zone : None where there is none.
    """

    def __init__(
        self, building: Building, model: BuildingModel | None, zone: ThermalZone | None
    ) -> None:
        self._building = building
        self._model = model
        self._zone = zone

    def of(self, measure: OfferedMeasure, rows: tuple[int, ...], *, is_estimated: bool) -> float:
        """Quantity in the unit of the cost basis, NaN where nobody knows.

        rows : elements that are touched.  is_estimated : parts of the archetype stand in.
        """
        match measure.cost_basis:
            case "area":
                return self._area(measure.selector, rows, is_estimated)
            case "count":
                return float(len(rows)) or self._pieces(measure.selector)
            case "floor_area":
                return self.floor_area()
            case "capacity":
                return sum(e.value.value for e in measure.effects if e.kind in STORES)
            case "length":
                return self._length(rows)
            case "power":
                return sum(self._power(effect) for effect in measure.effects)
            case _:
                return 1.0

    def floor_area(self) -> float:
        """Heated floor area of the register, else of the model. [m2]"""
        if np.isfinite(self._building.heated_floor_area):
            return self._building.heated_floor_area
        if self._zone is not None:
            return self._zone.floor_area.value
        envelope = self._model.envelope if self._model is not None else None
        return envelope.floor_area if envelope is not None else np.nan

    def _area(self, selector: Selector, rows: Sequence[int], is_estimated: bool) -> float:
        """Area of matching parts: of the model, else of the archetype; NaN without both."""
        if not is_estimated:
            return self._area_of(rows, selector)
        if self._zone is None:
            return np.nan
        kinds = kinds_of(selector)
        return sum(
            s.area
            for s in self._zone.surfaces
            if stands_in(s, selector, kinds) and s.u_value.value >= selector.minimum_u_value
        )

    def _area_of(self, rows: Sequence[int], selector: Selector) -> float:
        envelope = self._model.envelope if self._model is not None else None
        if envelope is None:
            return np.nan
        part = np.isin(envelope.element, rows) & loses_heat(envelope)
        if selector.kinds:
            part &= np.isin(np.array(envelope.kind), selector.kinds)
        if selector.adjacency:
            part &= faces(envelope, selector.adjacency)
        return float(np.nansum(envelope.area[part]))

    def _pieces(self, selector: Selector) -> float:
        """Pieces in a building without a model: windows and doors by area, else one."""
        size = [PIECE_AREA[k] for k in kinds_of(selector) if k in PIECE_AREA]
        if not size:
            return 1.0
        return float(np.ceil(self._area(selector, (), is_estimated=True) / min(size)))

    def _length(self, rows: Sequence[int]) -> float:
        """Sum of what the model calls the length of the elements; NaN if it calls it nowhere."""
        if self._model is None:
            return np.nan
        known = [
            quantities["Length"]
            for row in rows
            for quantities in self._model.details[row].quantity_sets.values()
            if "Length" in quantities
        ]
        return float(np.nansum(known)) if known else np.nan

    def _power(self, effect: Effect) -> float:
        """Power of the equipment an effect stands for. [kW]"""
        if effect.kind == "pv":
            return self._panel_power(effect)
        if effect.kind == "heat_pump":
            load = design_heat_load(self._zone, self.floor_area())
            return heat_pump_power(load, effect.share)
        if effect.kind == "district_heating":
            return design_heat_load(self._zone, self.floor_area()) * effect.share
        return 0.0

    def _panel_power(self, effect: Effect) -> float:
        """Power of panels that fit, or that is offered where nobody knows what fits. [kW]"""
        if self._zone is not None and (self._zone.places or effect.places):
            return placed_power(self._zone, effect)
        has_model = self._model is not None
        rows = tuple(range(len(self._model.elements))) if self._model is not None else ()
        roof = self._area(Selector(kinds=("roof",)), rows, is_estimated=not has_model)
        return wanted_power(effect, effect.value.value, roof)
