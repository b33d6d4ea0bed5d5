"""Inputs that a claimed saving may hang on, with the values of each that are tried."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.applied import Package
from twin.analysis.assumptions import Defaults, Physics
from twin.model.arrays import FloatArray
from twin.model.proposal import Effect, Range
from twin.model.thermal import Sourced, ThermalSurface, ThermalZone

TRIED = 7
"""Values of each input; the one that is needed lies on a line between two of them."""
OFFERED = {
    "u_value": (0.05, 3.0), "added_resistance": (0.0, 20.0), "n50": (0.15, 10.0),
    "n50_factor": (0.1, 1.5), "heat_recovery": (0.0, 0.95), "fan_power": (0.2, 5.0),
    "ventilation_factor": (0.2, 1.2), "lighting_factor": (0.1, 1.2),
    "equipment_factor": (0.1, 1.2), "hot_water_factor": (0.1, 1.2),
    "setpoint_shift": (-4.0, 2.0), "night_setback": (0.0, 8.0), "heat_pump": (1.0, 8.0),
    "control_loss_factor": (0.0, 1.2), "ventilation_hours": (-12.0, 4.0),
}  # fmt: skip
"""Values of offered effects that are tried."""
PERCENT = 100.0
LEAST_U, MOST_U = 0.05, 7.0  # of any part that is tried. [W/(m2 K)]
SENTENCES = {
    "n50": "It would need an air leakage today of {value}; the model takes {low} to {high} for"
    " possible.",
    "heat_recovery": "It would need a heat recovery today of {value}; the model takes {low} to"
    " {high} for possible.",
    "specific_fan_power": "It would need a fan power today of {value}; the model takes {low} to"
    " {high} for possible.",
    "thermal_bridge": "It would need thermal bridges today of {value}; the model takes {low} to"
    " {high} for possible.",
    "u_opaque": "It would need a mean U-value of walls, roofs and floors today of {value}; the"
    " model takes {low} to {high} for possible.",
    "u_light": "It would need a mean U-value of windows and doors today of {value}; the model"
    " takes {low} to {high} for possible.",
    "efficiency": "It would need an efficiency of the heating today of {value}; the model takes"
    " {low} to {high} for possible.",
    "indoor_offset": "It would need rooms that are {value} warmer than their set-point; the model"
    " takes {low} to {high} for possible.",
    "effect": "It would need the offered product to give {value}; the offer states {low} to"
    " {high}.",
}
TITLES = {
    "n50": "Air leakage",
    "heat_recovery": "Heat recovery today",
    "specific_fan_power": "Fan power today",
    "thermal_bridge": "Thermal bridges",
    "u_opaque": "U-values of walls, roofs and floors",
    "u_light": "U-values of windows and doors",
    "efficiency": "Efficiency of the heating today",
    "indoor_offset": "Indoor temperature",
    "effect": "The offered product",
}


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """A building with one input set; effects : of the measure, None for its own."""

    zone: ThermalZone
    physics: Physics
    effects: tuple[Effect, ...] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Input:
    """Something that is tried.

    values : `TRIED` of them, ascending.  known : what the model or the offer says.
    factor : what a value is multiplied by to be shown in `unit`.
    """

    name: str
    unit: str
    values: FloatArray
    known: tuple[float, float]
    state: Callable[[float], Tried]
    factor: float = 1.0
    is_offered: bool = False

    @property
    def title(self) -> str:
        """What it is called."""
        return TITLES["effect" if self.is_offered else self.name]

    @property
    def sentence(self) -> str:
        """Template that says what it would have to be."""
        return SENTENCES["effect" if self.is_offered else self.name]


def inputs_of(package: Package, physics: Physics, defaults: Defaults) -> list[Input]:
    """Inputs of a building with one measure, all but one of them central."""
    zone = package.zone
    found = [
        _of_zone(zone, physics, ("n50", "1/h", (0.3, 15.0), 1.0)),
        _of_zone(zone, physics, ("heat_recovery", "%", (0.0, 0.95), PERCENT)),
        _of_zone(zone, physics, ("specific_fan_power", "kW/(m³/s)", (0.3, 8.0), 1.0)),
        _of_zone(zone, physics, ("thermal_bridge", "W/(m²K)", (0.0, 0.5), 1.0)),
        _of_surfaces(zone, physics, "u_opaque"),
        _of_surfaces(zone, physics, "u_light"),
        _of_plant(zone, physics),
        _of_indoors(zone, physics, defaults.values["building_physics.indoor_offset"]),
    ]
    effects = package.steps[0].measure.effects
    return [
        *(one for one in found if one is not None),
        *(
            _of_effect((zone, physics), effects, place)
            for place, effect in enumerate(effects)
            if effect.kind in OFFERED
        ),
    ]


def _of_zone(
    zone: ThermalZone, physics: Physics, what: tuple[str, str, tuple[float, float], float]
) -> Input:
    name, unit, ends, factor = what
    known: Sourced = getattr(zone, name)

    def state(value: float) -> Tried:
        return Tried(replace(zone, **{name: _exactly(value)}), physics)

    return Input(name, unit, _values(ends, known.value), _ends(known), state, factor)


def _of_surfaces(zone: ThermalZone, physics: Physics, name: str) -> Input | None:
    """All U-values of a kind at once, shown as their mean by area."""

    def is_meant(surface: ThermalSurface) -> bool:
        return (surface.kind in ("window", "door")) == (name == "u_light")

    some = [s for s in zone.surfaces if is_meant(s)]
    area, loss = sum(s.area for s in some), sum(s.area * s.u_value.value for s in some)
    if not (area > 0 and loss > 0):
        return None
    known = (
        sum(s.area * s.u_value.low for s in some) / loss,
        sum(s.area * s.u_value.high for s in some) / loss,
    )

    def state(factor: float) -> Tried:
        surfaces = tuple(
            replace(s, u_value=_exactly(s.u_value.value * factor)) if is_meant(s) else s
            for s in zone.surfaces
        )
        return Tried(replace(zone, surfaces=surfaces), physics)

    each = [s.u_value.value for s in some]
    ends = max(0.25, LEAST_U / min(each)), min(4.0, MOST_U / max(each))
    return Input(name, "W/(m²K)", _values(ends, 1.0), known, state, loss / area)


def _of_plant(zone: ThermalZone, physics: Physics) -> Input:
    """Efficiency of all heating at once, shown as that of the first."""
    first = zone.heating[0].efficiency

    def state(value: float) -> Tried:
        ratio = value / first.value
        heating = tuple(
            replace(s, efficiency=_exactly(s.efficiency.value * ratio)) for s in zone.heating
        )
        return Tried(replace(zone, heating=heating), physics)

    values = _values((0.4 * first.value, 1.25 * first.value), first.value)
    return Input("efficiency", "%", values, _ends(first), state, PERCENT)


def _of_indoors(zone: ThermalZone, physics: Physics, offset: Sourced) -> Input:
    def state(value: float) -> Tried:
        return Tried(zone, replace(physics, indoor_offset=value))

    values = _values((-3.0, 5.0), offset.value)
    return Input("indoor_offset", "K", values, _ends(offset), state)


def _of_effect(
    building: tuple[ThermalZone, Physics], effects: tuple[Effect, ...], place: int
) -> Input:
    own = effects[place]

    def state(value: float) -> Tried:
        changed = replace(own, value=Range(value, value, value))
        return Tried(*building, (*effects[:place], changed, *effects[place + 1 :]))

    known = own.value.low, own.value.high
    values = _values(OFFERED[own.kind], own.value.value)
    unit = own.unit if own.unit != "1" else ""
    return Input(own.kind, unit, values, known, state, is_offered=True)


def _values(ends: tuple[float, float], middle: float) -> FloatArray:
    """`TRIED` values, of which the one in the middle is the central one."""
    low, high = min(ends[0], middle), max(ends[1], middle)
    below = np.linspace(low, middle, TRIED // 2 + 1)
    return np.concatenate((below, np.linspace(middle, high, TRIED // 2 + 1)[1:]))


def _ends(value: Sourced) -> tuple[float, float]:
    return value.low, value.high


def _exactly(value: float) -> Sourced:
    return Sourced(value, value, value, "computed", "tried")
