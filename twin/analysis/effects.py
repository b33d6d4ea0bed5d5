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
    share = new + kept
    if not share > 0:
        return zone
    factor = (new * change.value + kept * zone.blind_factor.value) / share
    return replace(
        zone,
        blinds=_offered(share, "the proposal"),
        blind_factor=_offered(factor, "the proposal"),
    )


def _heat_pump(zone: ThermalZone, change: Change) -> ThermalZone:
    share = change.effect.share
    pump = HeatingSystem(
        "heat_pump",
        EnergyCarrier.ELECTRICITY.value,
        _offered(change.value, "the proposal"),
        share,
    )
    kept = tuple(replace(s, share=s.share * (1 - share)) for s in zone.heating)
    return replace(zone, heating=(pump, *(s for s in kept if s.share > 0)))


_PHYSICS: dict[str, Callable[[ThermalZone, Change], ThermalZone]] = {
    "u_value": _u_value,
    "added_resistance": _added_resistance,
    "n50": lambda zone, c: replace(zone, n50=_offered(c.value, "the proposal")),
    "heat_recovery": lambda zone, c: replace(
        zone, heat_recovery=_offered(c.value, "the proposal")
    ),
    "fan_power": lambda zone, c: replace(
        zone, specific_fan_power=_offered(c.value, "the proposal")
    ),
    "ventilation_factor": lambda zone, c: replace(
        zone, ventilation_factor=zone.ventilation_factor * c.value
    ),
    "lighting_factor": lambda zone, c: replace(
        zone, lighting_factor=zone.lighting_factor * c.value
    ),
    "setpoint_shift": lambda zone, c: replace(zone, setpoint_shift=zone.setpoint_shift + c.value),
    "solar_shading": _solar_shading,
    "heat_pump": _heat_pump,
    "pv": lambda zone, c: placed(zone, c.effect, c.value),
}
