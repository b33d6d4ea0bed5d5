"""Which places panels of a proposal go to, and with how much power."""

from collections.abc import Sequence
from dataclasses import replace

from twin.analysis.panels.modules import LONG, ROWS_SOUTH, SHORT
from twin.model.panels import MODULE_POWER, InstalledPanels, PanelPlace
from twin.model.proposal import Effect
from twin.model.thermal import ThermalZone

LEAST_YIELD = 400.0  # a place that gives less is left free, if the offer says nothing. [kWh/kW]
SOUTH_ROWS = ", rows to the south"
"""End of the key of a flat roof laid out the other way."""
PANEL_AREA = SHORT * LONG  # of a module. [m2]


def wanted_power(effect: Effect, value: float, roof_area: float) -> float:
    """Power that an effect asks for. [kW]

    Parameters
    ----------
    value : in the unit of the effect: kW, W per m2 of roof, or m2 of panels.
    roof_area : of the building. [m2]
    """
    match effect.unit:
        case "W/m2":
            return value * roof_area / 1000
        case "m2":
            return value * MODULE_POWER / PANEL_AREA
        case _:
            return value


def suitable(effect: Effect, places: Sequence[PanelPlace]) -> tuple[PanelPlace, ...]:
    """Places an offer may use, the best first: its surfaces, its rows, not too little sun.

    What was drawn for an offer is all that it uses, and nothing else goes there.
    """
    if effect.places:
        return tuple(place for place in places if place.key in effect.places)
    least = effect.minimum_yield or LEAST_YIELD
    return tuple(
        place
        for place in places
        if not place.is_drawn
        and place.surface in effect.surfaces
        and _has_rows(place, effect.rows)
        and place.specific_yield[1] >= least
    )


def placed(zone: ThermalZone, effect: Effect, value: float) -> ThermalZone:
    """Zone with panels more, on its best places until the power is met or all are full.

    A place the user gave a power gets that, and others get nothing; a drawn value scales it.
    """
    wanted = wanted_power(effect, value, roof_area(zone))
    if not effect.places and all(place.is_drawn for place in zone.places):
        return replace(zone, pv_power=zone.pv_power + wanted)
    rooms = suitable(effect, zone.places)
    chosen = () if effect.places else zone.panel_choice
    own = {choice.place: choice.power for choice in chosen}
    scale = value / effect.value.value if effect.value.value else 0.0
    found: list[InstalledPanels] = []
    for place in zone.places if own else rooms:
        free = place.power * (1 - _used((*zone.panels, *found), place))
        asked = own.get(place.key, 0.0) * scale if own else wanted
        power = max(min(asked, free), 0.0)
        wanted -= power
        if power > 0:
            found.append(InstalledPanels(place, power))
    return replace(zone, panels=(*zone.panels, *found))


def placed_power(zone: ThermalZone, effect: Effect) -> float:
    """Power that an effect brings with its central value. [kW]"""
    after = placed(zone, effect, effect.value.value)
    return after.pv_power - zone.pv_power + _power(after) - _power(zone)


def roof_area(zone: ThermalZone) -> float:
    """Of the roofs of a zone. [m2]"""
    return sum(surface.area for surface in zone.surfaces if surface.kind == "roof")


def _power(zone: ThermalZone) -> float:
    return sum(one.power for one in zone.panels)


def _used(panels: Sequence[InstalledPanels], place: PanelPlace) -> float:
    """Part of a place that has panels, in whatever rows."""
    parts = [one.power / one.place.power for one in panels if _spot(one.place) == _spot(place)]
    return min(sum(parts), 1.0)


def _spot(place: PanelPlace) -> str:
    return place.key.removesuffix(SOUTH_ROWS)


def _has_rows(place: PanelPlace, rows: str) -> bool:
    """Whether a flat roof is laid out as wanted; other places have no rows."""
    if place.mounting != "open":
        return True
    return (len(place.facings) == 1) == (rows == ROWS_SOUTH)
