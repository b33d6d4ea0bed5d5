"""What comes in at the door of the zone model: refused where no building can have it."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np

from twin.analysis.assumptions import Physics
from twin.analysis.operation import HourlyUse
from twin.analysis.zone.limits import (
    PARTS,
    PHYSICS,
    SYSTEMS,
    USE,
    WEATHER,
    ZONE,
    Limits,
)
from twin.errors import InputOutOfRange, MissingInput
from twin.model.arrays import FloatArray
from twin.model.thermal import (
    HOURS_OF_YEAR,
    HourlyWeather,
    InnerMass,
    Sourced,
    ThermalSurface,
    ThermalZone,
)

KINDS = ("wall", "window", "door", "roof", "floor")


def check_zones(zones: Iterable[ThermalZone]) -> None:
    """Refuse zones with a number that is unknown or that no building has.

    Raises
    ------
    MissingInput
        If a number is NaN, or a zone has no outer parts.
    InputOutOfRange
        If a number is outside the limits of `twin.analysis.zone.limits`.
    """
    known: dict[int, tuple[ThermalSurface, ...]] = {}
    for zone in zones:
        _check_numbers(zone)
        if id(zone.surfaces) not in known:
            _check_surfaces(zone)
            known[id(zone.surfaces)] = zone.surfaces


def check_physics(some: Iterable[Physics]) -> None:
    """Refuse physical numbers that are unknown or impossible; raises as `check_zones`."""
    for physics in {id(one): one for one in some}.values():
        for name, limits in PHYSICS.items():
            value = getattr(physics, name)
            if not limits.least <= value <= limits.most:
                _refuse_assumption(value, limits)


@lru_cache(maxsize=256)
def check_use(use: HourlyUse) -> None:
    """Refuse hours of use with gaps, of the wrong number or below zero.

    Only the cooling set-point may be NaN: no cooling.

    Raises
    ------
    MissingInput
        If an hour is NaN.
    InputOutOfRange
        If there are not 8760 hours, or one is outside its limits.
    """
    for name, limits in USE.items():
        values = getattr(use, name)
        if np.shape(values) != (HOURS_OF_YEAR,):
            raise InputOutOfRange(
                "The {quantity} of the hours of use has {count} values; a year has 8760 hours, so"
                " nothing was calculated.",
                "Give one value for each hour from 1 January, without 29 February.",
                quantity=limits.quantity,
                count=np.size(values),
            )
        _check_hours(values, limits, name == "cooling_setpoint")


def _check_hours(values: FloatArray, limits: Limits, may_lack: bool) -> None:
    lacking = int(np.isnan(values).sum())
    if lacking and not may_lack:
        raise MissingInput(
            "The {quantity} of the hours of use is unknown in {hours} hours, so nothing was"
            " calculated.",
            "Enter it for every hour, or use the standard operation.",
            quantity=limits.quantity,
            hours=lacking,
        )
    beyond = values[(values < limits.least) | (values > limits.most)]
    if len(beyond):
        raise InputOutOfRange(
            "The {quantity} of the hours of use is {value} {unit} in {hours} hours, so nothing"
            " was calculated.",
            "Correct it to a value from {least} to {most} {unit}.",
            value=f"{beyond[0]:.4g}",
            hours=len(beyond),
            **_words(limits),
        )


@lru_cache(maxsize=64)
def check_weather(weather: HourlyWeather) -> None:
    """Refuse weather without a temperature in every hour, or in other units.

    Wind and sky may be unknown; the sun is checked where it is laid on planes.

    Raises
    ------
    MissingInput
        If an hour has no temperature.
    InputOutOfRange
        If a temperature or the wind cannot be in degree C or m/s.
    """
    lacking = int((~np.isfinite(weather.temperature)).sum())
    if lacking:
        raise MissingInput(
            "{name} has no temperature in {hours} hours, so no year can be calculated with it.",
            "Choose a weather file without gaps, or fill them from the normal year.",
            name=weather.name,
            hours=lacking,
        )
    for column, limits in WEATHER.items():
        values = getattr(weather, column)
        beyond = values[(values < limits.least) | (values > limits.most)]
        if len(beyond):
            raise InputOutOfRange(
                "The {quantity} of {name} is {value} {unit} in {hours} hours, which no place on"
                " Earth has; nothing was calculated with it.",
                "Check the unit of the weather file, or choose another one.",
                name=weather.name,
                value=f"{beyond[0]:.4g}",
                hours=len(beyond),
                **_words(limits),
            )


def _check_numbers(zone: ThermalZone) -> None:
    for name, limits in ZONE.items():
        value = getattr(zone, name)
        number = value.value if isinstance(value, Sourced) else value
        if not limits.least <= number <= limits.most:
            _refuse_number(zone, number, limits)
    for system in zone.heating:
        for name, limits in SYSTEMS.items():
            value = getattr(system, name)
            number = value.value if isinstance(value, Sourced) else value
            if not limits.least <= number <= limits.most:
                _refuse_number(zone, number, limits)
    outline = zone.exposed_perimeter.value
    if outline <= 0:
        _refuse_number(zone, outline, PARTS["perimeter"])


def _check_surfaces(zone: ThermalZone) -> None:
    if not zone.surfaces:
        raise MissingInput(
            "Building {building} has no walls, roof or windows, so its energy cannot be"
            " calculated.",
            "Enter the construction year and the floor area, or choose a model with outer parts.",
            building=zone.building_id,
        )
    area, u_value, g_value = PARTS["area"], PARTS["u_value"], PARTS["g_value"]
    for part in zone.surfaces:
        is_known = (
            part.kind in KINDS
            and area.least <= part.area <= area.most
            and u_value.least <= part.u_value.value <= u_value.most
            and (part.kind != "window" or g_value.least <= part.g_value <= g_value.most)
            and 0 <= part.tilt <= 180
            and 0 <= part.reduction.value <= PARTS["reduction"].most
            and not part.leaf_capacity.value <= 0
        )
        if not is_known:
            _refuse_part(zone, part)
    for mass in zone.inner:
        if not (area.least <= mass.area <= area.most and not mass.leaf_capacity.value <= 0):
            _refuse_part(zone, mass)


def _refuse_number(zone: ThermalZone, value: float, limits: Limits) -> None:
    if np.isnan(value):
        raise MissingInput(
            "The energy of building {building} cannot be calculated: its {quantity} is unknown.",
            "Enter it, or the heated floor area and the construction year of the building.",
            building=zone.building_id,
            quantity=limits.quantity,
        )
    raise InputOutOfRange(
        "The {quantity} of building {building} is {value} {unit}, which no building has; its"
        " energy was not calculated.",
        "Correct it to a value from {least} to {most} {unit}.",
        building=zone.building_id,
        value=f"{value:.4g}",
        **_words(limits),
    )


def _refuse_part(zone: ThermalZone, part: ThermalSurface | InnerMass) -> None:
    """Say which number of the part is wrong."""
    for name, limits in PARTS.items():
        value = getattr(part, name, limits.least)
        number = value.value if isinstance(value, Sourced) else value
        is_needed = name != "leaf_capacity" and (name != "g_value" or part.kind == "window")
        if np.isnan(number) and is_needed:
            raise MissingInput(
                "The {quantity} of a part ({kind}) of building {building} is unknown, so its"
                " energy cannot be calculated.",
                "Enter it, or the construction year from which it can be estimated.",
                building=zone.building_id,
                kind=part.kind,
                quantity=limits.quantity,
            )
        if number < limits.least or number > limits.most:
            raise InputOutOfRange(
                "The {quantity} of a part ({kind}) of building {building} is {value} {unit},"
                " which no building has; its energy was not calculated.",
                "Correct it to a value from {least} to {most} {unit}.",
                building=zone.building_id,
                kind=part.kind,
                value=f"{number:.4g}",
                **_words(limits),
            )
    raise InputOutOfRange(
        "Building {building} has a part of the kind {kind}, which cannot be calculated.",
        "Make it one of these: {known}.",
        building=zone.building_id,
        kind=part.kind,
        known=", ".join(KINDS),
    )


def _refuse_assumption(value: float, limits: Limits) -> None:
    if np.isnan(value):
        raise MissingInput(
            "The assumption on the {quantity} is unknown, so nothing can be calculated.",
            "Enter a value from {least} to {most} {unit}.",
            **_words(limits),
        )
    raise InputOutOfRange(
        "The assumption on the {quantity} is {value} {unit}, which cannot be.",
        "Correct it to a value from {least} to {most} {unit}.",
        value=f"{value:.4g}",
        **_words(limits),
    )


def _words(limits: Limits) -> Mapping[str, str]:
    return {
        "quantity": limits.quantity,
        "unit": limits.unit,
        "least": np.format_float_positional(limits.least, trim="-"),
        "most": np.format_float_positional(limits.most, trim="-"),
    }
