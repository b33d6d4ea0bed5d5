"""What is measured or documented of a building takes the place of what is assumed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from twin.analysis.assumptions import Defaults
from twin.analysis.known_heating import known_heating
from twin.analysis.known_sources import of_building, sourced
from twin.analysis.zone.limits import PARTS, SYSTEMS, USE, ZONE, Limits
from twin.errors import InputOutOfRange, MissingInput
from twin.model.building import Building, Element, Envelope
from twin.model.known import ENVELOPE_KINDS, KINDS, QUANTITIES, U_VALUE, KnownValue
from twin.model.thermal import ThermalSurface, ThermalZone

MOST_UNCERTAIN = 0.9
_LIMITS: dict[str, Limits] = {
    **{f"u_{kind}": PARTS["u_value"] for kind in ENVELOPE_KINDS},
    U_VALUE: PARTS["u_value"],
    "g_window": PARTS["g_value"],
    "n50": ZONE["n50"],
    "thermal_bridge": ZONE["thermal_bridge"],
    "heat_recovery": ZONE["heat_recovery"],
    "specific_fan_power": ZONE["specific_fan_power"],
    "airflow": USE["airflow"],
    "floor_area": ZONE["floor_area"],
    "heating": SYSTEMS["efficiency"],
}
_IN_ZONE = {
    **{name: name for name in (
        "n50", "thermal_bridge", "heat_recovery", "specific_fan_power", "airflow", "floor_area",
    )},
    "g_window": "glass",
}  # fmt: skip
"""Field of the zone that each quantity of the whole building is."""


def check_known(value: KnownValue, today: date) -> None:
    """Refuse what no building can have, and what nobody stands for.

    Raises
    ------
    MissingInput
        If nobody is named.
    InputOutOfRange
        If a number is outside `twin.analysis.zone.limits`, the day has yet to come, or the
        quantity or the way it is known does not exist.
    """
    if value.quantity not in QUANTITIES or value.kind not in KINDS:
        raise InputOutOfRange(
            "There is no quantity {name} that is {kind}, so nothing was stored.",
            "Choose one of those in the list.",
            name=value.quantity,
            kind=value.kind,
        )
    limits = _LIMITS[value.quantity]
    if not (value.choice and np.isnan(value.value)):
        _check_number(value.value, limits, QUANTITIES[value.quantity].is_share)
    if not 0 <= value.uncertainty <= MOST_UNCERTAIN:
        raise InputOutOfRange(
            "The {quantity} cannot be uncertain by {value} %, so nothing was stored.",
            "Enter a share of the value from 0 to 90 %.",
            quantity=limits.quantity,
            value=f"{100 * value.uncertainty:.4g}",
        )
    if value.when > today:
        raise InputOutOfRange(
            "The day of the {quantity} has yet to come, so nothing was stored.",
            "Enter the day it was measured, or the day of the document.",
            quantity=limits.quantity,
        )
    if not value.who.strip():
        raise MissingInput(
            "Nobody stands for the {quantity}, so nothing was stored.",
            "Enter who measured it or vouches for it.",
            quantity=limits.quantity,
        )


def known_building(building: Building, known: Sequence[KnownValue]) -> Building:
    """The building with its heated floor area as it is known."""
    area = of_building(known, "floor_area")
    return replace(building, heated_floor_area=area.value) if area is not None else building


def known_envelope(
    envelope: Envelope, elements: Sequence[Element], known: Sequence[KnownValue]
) -> Envelope:
    """The envelope with known U- and g-values in place of its own.

    A value of an element counts before that of its kind, and the newest before older ones. The
    source of a known U-value is the way it is known, its origin its place in `known`.
    """
    rows = _places(envelope, elements, known)
    glass = of_building(known, "g_window")
    if not rows and glass is None:
        return envelope
    u_value, g_value = envelope.u_value.copy(), envelope.g_value.copy()
    u_source = list(envelope.u_source)
    u_origin = list(envelope.u_origin or ("",) * len(envelope.kind))
    for row, place in rows.items():
        u_value[row] = known[place].value
        u_source[row], u_origin[row] = known[place].kind, str(place)
    if glass is not None:
        g_value[np.array(envelope.kind) == "window"] = glass.value
    return replace(
        envelope,
        u_value=u_value,
        g_value=g_value,
        u_source=tuple(u_source),
        u_origin=tuple(u_origin),
    )


def with_known(zone: ThermalZone, known: Sequence[KnownValue], defaults: Defaults) -> ThermalZone:
    """The zone with everything that is known of the building as a whole.

    U-values of parts of the model are those of its envelope (`known_envelope`); here they reach
    the parts of the archetype.
    """
    changes = {
        field: sourced(value)
        for name, field in _IN_ZONE.items()
        if (value := of_building(known, name)) is not None
    }
    zone = replace(zone, surfaces=tuple(_surface(s, known) for s in zone.surfaces), **changes)
    heating = of_building(known, "heating")
    if heating is None:
        return zone
    return replace(zone, heating=known_heating(zone.heating, heating, defaults))


def _places(
    envelope: Envelope, elements: Sequence[Element], known: Sequence[KnownValue]
) -> dict[int, int]:
    """Place in `known` of the U-value of each row of the envelope that has one."""
    of_kind = {
        kind: place
        for place, value in enumerate(known)
        for kind in ENVELOPE_KINDS
        if value.quantity == f"u_{kind}" and not value.elements
    }
    of_element = {
        key: place
        for place, value in enumerate(known)
        if value.quantity == U_VALUE
        for key in value.elements
    }
    found: dict[int, int] = {}
    for row, (element, kind) in enumerate(zip(envelope.element, envelope.kind, strict=True)):
        place = of_element.get(elements[int(element)].key, of_kind.get(kind))
        if place is not None:
            found[row] = place
    return found


def _surface(surface: ThermalSurface, known: Sequence[KnownValue]) -> ThermalSurface:
    value = of_building(known, f"u_{surface.kind}")
    if value is not None and not surface.elements:
        surface = replace(surface, u_value=sourced(value))
    glass = of_building(known, "g_window")
    if glass is not None and surface.kind == "window":
        surface = replace(surface, g_value=glass.value)
    return surface


def _check_number(value: float, limits: Limits, is_share: bool) -> None:
    if limits.least <= value <= limits.most:
        return
    factor, unit = (100, "%") if is_share else (1, limits.unit)
    raise InputOutOfRange(
        "The {quantity} cannot be {value} {unit}: no building has that, so nothing was stored.",
        "Correct it to a value from {least} to {most} {unit}.",
        quantity=limits.quantity,
        value=f"{factor * value:.4g}",
        unit=unit,
        least=f"{factor * limits.least:g}",
        most=f"{factor * limits.most:g}",
    )
