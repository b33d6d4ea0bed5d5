"""Draws that all scenarios of a comparison share, so that what they have in common cancels.

Numbers of the tables of the program (prices, physics) err alike in all buildings, and so does an
offer, which has the same price and effect wherever it is carried out. What is a matter of one
building (its walls, its leakage, its plant) errs in each on its own.

The last draw is no draw: there everything has its central value.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import qmc

from twin.analysis.applied import Case, drawn_name
from twin.analysis.calibrated_zone import NAMES
from twin.analysis.comparison.ground import Applied
from twin.analysis.draws import BUILDING, SEED, Draw
from twin.analysis.panels.result import QUANTILE
from twin.model.arrays import FloatArray, IntArray
from twin.model.choice import Choice
from twin.model.proposal import Range
from twin.model.scenario import Statement
from twin.model.thermal import Sourced

COMMON = (
    "energy_price", "price_growth", "infiltration_factor", "indoor_offset",
    "ground_conductivity", "obstruction", "curtains", "frame_share", QUANTILE,
)  # fmt: skip
OWN = tuple(name for name in BUILDING if name not in COMMON)
MIDDLE = 0.5
UNIT_COST, FIXED_COST, RUNNING, CARBON, DECANTING = (
    "unit_cost", "fixed_cost", "running_cost", "embodied_carbon", "decanting",
)  # fmt: skip
_OF_OFFERS = (UNIT_COST, FIXED_COST, RUNNING, CARBON, DECANTING)
_TITLES = {
    "u_opaque": "U-values of walls, roofs and floors",
    "u_light": "U-values of windows and doors",
    "n50": "Air leakage",
    "heat_recovery": "Heat recovery today",
    "fan_power": "Fan power today",
    "heat_capacity": "Heat capacity",
    "thermal_bridge": "Thermal bridges",
    "floor_area": "Heated floor area",
    "efficiency": "Efficiency of the heating today",
    "infiltration_factor": "Leakage by wind and buoyancy",
    "indoor_offset": "Indoor temperature",
    "ground_conductivity": "Conductivity of the ground",
    "obstruction": "Sun that neighbours and horizon leave",
    "frame_share": "Frames of the windows",
    "energy_price": "Prices of energy",
    "price_growth": "Growth of energy prices",
    "reduction": "Heat loss to ground and unheated rooms",
    "exposed_perimeter": "Outline on the ground",
    "curtains": "Curtains and dirt",
    "blinds": "Blinds",
    "ventilation": "Supply air in real use",
    "lighting": "Lighting in real use",
    "equipment": "Equipment in real use",
    "hot_water": "Hot water in real use",
    QUANTILE: "Yield of solar panels",
}
_OF_OFFER = {
    UNIT_COST: "Price: {measure}",
    FIXED_COST: "Fixed price: {measure}",
    RUNNING: "Running cost: {measure}",
    CARBON: "CO₂e of materials: {measure}",
    DECANTING: "Temporary premises: {measure}",
}
_EFFECT = "Effect: {measure}"
_EFFECTS = {
    "u_value": "New U-value: {measure}",
    "g_value": "New g-value: {measure}",
    "added_resistance": "Added insulation: {measure}",
    "thermal_bridge": "New thermal bridges: {measure}",
    "n50": "New air leakage: {measure}",
    "n50_factor": "New air leakage: {measure}",
    "heat_recovery": "New heat recovery: {measure}",
    "fan_power": "New fan power: {measure}",
    "heat_pump": "Seasonal COP: {measure}",
    "pv": "Power of the panels: {measure}",
    "lighting_factor": "Electricity for light: {measure}",
    "man_hours": "Own work: {measure}",
    "failure_factor": "Failures: {measure}",
    "response_time": "Time to repair: {measure}",
    "running_cost": "Yearly cost: {measure}",
    "claimed_saving": "Claimed saving: {measure}",
}


@dataclass(frozen=True, slots=True, eq=False)
class SharedDraws:
    """Quantiles of everything uncertain, 0 to 1; the last column is the middle.

    values : by name, shape (count + 1,).
    titles : of the names.
    """

    count: int
    values: Mapping[str, FloatArray]
    titles: Mapping[str, Statement]
    is_single: bool

    @classmethod
    def of(cls, applied: Sequence[Applied], is_single: bool, count: int) -> "SharedDraws":
        """Draws for all offers of some scenarios.

        Parameters
        ----------
        applied : every scenario in every building.
        is_single : whether there is one building; its own inputs are then the same draws as all
            others.
        count : rounded up to a power of two.
        """
        titles = {name: Statement(_TITLES[name]) for name in (*COMMON, *OWN)}
        for one in applied:
            for choice in one.choices:
                titles |= _names_of(choice)
        names = tuple(titles)
        exponent = int(np.ceil(np.log2(max(count, 2))))
        sequence = qmc.Sobol(len(names), scramble=True, rng=np.random.default_rng(SEED))
        rows = sequence.random_base2(exponent)
        whole = np.vstack((rows, np.full(len(names), MIDDLE))).T
        return cls(len(rows), dict(zip(names, whole, strict=True)), titles, is_single)

    def of_building(self, case: Case) -> Mapping[str, FloatArray]:
        """With the own inputs of a building, from its meters where they tell."""
        found = dict(self.values)
        if not self.is_single:
            order = np.append(_order(case.building.building_id, self.count), self.count)
            found |= {name: self.values[name][order] for name in OWN}
        told = case.calibrated
        if told is None or not told.draws or told.middle is None:
            return found
        rows = [told.draws[i % len(told.draws)] for i in range(self.count)]
        for name in NAMES:
            if name in told.middle:
                found[name] = np.array([row[name] for row in (*rows, told.middle)])
        return found

    def price(self, offered: Range, usual: Sourced, name: str) -> FloatArray:
        """Drawn prices; one that is offered without spread gets the usual one of tenders."""
        quantile = self.values[name]
        if offered.high > offered.low:
            return drawn_many(offered, quantile)
        return offered.value * drawn_many(usual, quantile)

    def shared(self) -> Mapping[str, FloatArray]:
        """Quantiles of the inputs that decide in all buildings, without the middle."""
        names = self.values if self.is_single else [n for n in self.values if n not in OWN]
        return {name: self.values[name][:-1] for name in names}


def drawn_many(spread: Range | Sourced, quantile: FloatArray) -> FloatArray:
    """As `draws.drawn`, for many quantiles."""
    low, middle, high = spread.low, spread.value, spread.high
    below = low + np.sqrt(2 * quantile) * (middle - low)
    above = high - np.sqrt(2 * (1 - quantile)) * (high - middle)
    return np.where(quantile < MIDDLE, below, above)


def name_of(choice: Choice, what: str | int) -> str:
    """Name of something uncertain of an offer: a price, or an effect by its place."""
    return f"{choice.origin}/{choice.measure.measure_id} {what}"


def draw_of(values: Mapping[str, FloatArray], place: int, one: Applied) -> Draw:
    """One draw as the package of a scenario in a building wants it."""
    found = {name: float(quantiles[place]) for name, quantiles in values.items()}
    for row, choice in enumerate(one.choices):
        for effect in range(len(choice.measure.effects)):
            found[drawn_name(row, effect)] = found[name_of(choice, effect)]
    return found


def _names_of(choice: Choice) -> dict[str, Statement]:
    measure = choice.measure
    found = {
        name_of(choice, what): Statement(_OF_OFFER[what], {"measure": measure.title})
        for what in _OF_OFFERS
    }
    for place, effect in enumerate(measure.effects):
        text = _EFFECTS.get(effect.kind, _EFFECT)
        found[name_of(choice, place)] = Statement(text, {"measure": measure.title})
    return found


def _order(building_id: str, count: int) -> IntArray:
    """The order of the draws for a building, always the same."""
    seed = int.from_bytes(hashlib.sha256(building_id.encode()).digest()[:8], "big")
    return np.random.default_rng(seed).permutation(count).astype(np.int32)
