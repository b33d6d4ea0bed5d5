"""What each effect of the closed list does to a zone."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from twin.analysis.panels.choice import placed
from twin.model.meter import EnergyCarrier
from twin.model.proposal import Effect
from twin.model.thermal import HeatingSystem, Sourced, ThermalSurface, ThermalZone


@dataclass(frozen=True, slots=True)
class Change:
    """One effect with the value it has in this calculation.

    surfaces : rows in `ThermalZone.surfaces` it touches.  value : central or drawn.
    """

    effect: Effect
    surfaces: Collection[int]
    value: float


Physics = Callable[[ThermalZone, Change], ThermalZone]


def apply(zone: ThermalZone, change: Change) -> ThermalZone:
    """Zone after one effect; the zone given stays as it is.

    Claims and the reset of a condition grade leave the physics alone.
    """
    applied = _PHYSICS.get(change.effect.kind)
    return applied(zone, change) if applied else zone


def _offered(value: float, what: str) -> Sourced:
    return Sourced(value, value, value, "computed", what)


def _new_surfaces(
    zone: ThermalZone, change: Change, u_value_of: Callable[[float], float]
) -> ThermalZone:
    def changed(surface: ThermalSurface) -> ThermalSurface:
        new = u_value_of(surface.u_value.value)
        return replace(surface, u_value=_offered(new, "the proposal"))

    return replace(
        zone,
        surfaces=tuple(
            changed(surface) if row in change.surfaces else surface
            for row, surface in enumerate(zone.surfaces)
        ),
    )


def _u_value(zone: ThermalZone, change: Change) -> ThermalZone:
    return _new_surfaces(zone, change, lambda _: change.value)


def _added_resistance(zone: ThermalZone, change: Change) -> ThermalZone:
    # EN ISO 6946: resistances of homogeneous layers add up.
    return _new_surfaces(zone, change, lambda u_value: 1 / (1 / u_value + change.value))


def _solar_shading(zone: ThermalZone, change: Change) -> ThermalZone:
    """Blinds that come down by themselves before the touched windows; all if none is named.

    What windows have already goes on where it is not replaced: share and factor keep the mean of
    what all windows let through.
    """
    windows = {row: s.area for row, s in enumerate(zone.surfaces) if s.kind == "window"}
    touched = [windows[row] for row in change.surfaces if row in windows] or list(windows.values())
    new = sum(touched) / sum(windows.values()) if windows else 0.0
    kept = zone.blinds.value * (1 - new)
    share = min(new + kept, 1.0)  # rounding
    if not share > 0:
        return zone
    factor = (new * change.value + kept * zone.blind_factor.value) / share
    return replace(
        zone,
        blinds=_offered(share, "the proposal"),
        blind_factor=_offered(factor, "the proposal"),
    )


def _heat_pump(zone: ThermalZone, change: Change) -> ThermalZone:
    carrier = EnergyCarrier.ELECTRICITY.value
    return _with_source(zone, change, ("heat_pump", carrier, change.effect.source_of_heat))


def _district_heating(zone: ThermalZone, change: Change) -> ThermalZone:
    carrier = EnergyCarrier.DISTRICT_HEAT.value
    return _with_source(zone, change, ("district_heat", carrier, "substation"))


def _with_source(zone: ThermalZone, change: Change, named: tuple[str, str, str]) -> ThermalZone:
    """A heat source that takes its share from those there are."""
    name, carrier, source = named
    share = change.effect.share
    new = HeatingSystem(name, carrier, _offered(change.value, "the proposal"), share, source)
    kept = tuple(replace(s, share=s.share * (1 - share)) for s in zone.heating)
    return replace(zone, heating=(new, *(s for s in kept if s.share > 0)))


def _g_value(zone: ThermalZone, change: Change) -> ThermalZone:
    """New glass in the touched windows; other parts have none."""
    return replace(
        zone,
        surfaces=tuple(
            replace(surface, g_value=change.value)
            if row in change.surfaces and surface.kind == "window"
            else surface
            for row, surface in enumerate(zone.surfaces)
        ),
    )


def _floor_area(zone: ThermalZone, change: Change) -> ThermalZone:
    """The building with a part of its area, volume and envelope; gone where that is nought.

    Which rooms go nobody says here, so a part of everything goes: the mix of envelope stays.
    Panels and stores stay as they are, but go with the building.
    """
    part = change.value
    if part == 1:
        return zone
    if not part > 0:
        return replace(zone, is_gone=True, pv_power=0.0, panels=(), battery=0.0)
    return replace(
        zone,
        floor_area=_scaled(zone.floor_area, part),
        volume=_scaled(zone.volume, part),
        surfaces=tuple(replace(s, area=s.area * part) for s in zone.surfaces),
        inner=tuple(replace(mass, area=mass.area * part) for mass in zone.inner),
        exposed_perimeter=_scaled(zone.exposed_perimeter, part),
        dividing=_scaled(zone.dividing, part),
    )


def _scaled(value: Sourced, factor: float) -> Sourced:
    return replace(
        value, value=value.value * factor, low=value.low * factor, high=value.high * factor
    )


def _set(name: str) -> Physics:
    """Effect that gives a sourced number of the zone a new value."""
    return lambda zone, c: replace(zone, **{name: _offered(c.value, "the proposal")})


def _multiplied(name: str) -> Physics:
    """Effect that multiplies a plain factor of the zone."""
    return lambda zone, c: replace(zone, **{name: getattr(zone, name) * c.value})


def _added(name: str) -> Physics:
    """Effect that adds to a plain number of the zone."""
    return lambda zone, c: replace(zone, **{name: getattr(zone, name) + c.value})


_PHYSICS: dict[str, Physics] = {
    "u_value": _u_value,
    "added_resistance": _added_resistance,
    "g_value": _g_value,
    "thermal_bridge": _set("thermal_bridge"),
    "n50": _set("n50"),
    "n50_factor": lambda zone, c: replace(zone, n50=_scaled(zone.n50, c.value)),
    "heat_recovery": _set("heat_recovery"),
    "fan_power": _set("specific_fan_power"),
    "ventilation_factor": _multiplied("ventilation_factor"),
    "ventilation_hours": _added("ventilation_hours"),
    "night_flushing": lambda zone, c: replace(zone, night_flushing=c.value),
    "lighting_factor": _multiplied("lighting_factor"),
    "equipment_factor": _multiplied("equipment_factor"),
    "hot_water_factor": _multiplied("hot_water_factor"),
    "setpoint_shift": _added("setpoint_shift"),
    "night_setback": _added("night_setback"),
    "control_loss_factor": _multiplied("control_loss_factor"),
    "solar_shading": _solar_shading,
    "heat_pump": _heat_pump,
    "district_heating": _district_heating,
    "flow_temperature": lambda zone, c: replace(zone, flow_temperature=c.value),
    "battery": _added("battery"),
    "thermal_store": _added("thermal_store"),
    "floor_area_factor": _floor_area,
    "pv": lambda zone, c: placed(zone, c.effect, c.value),
}
