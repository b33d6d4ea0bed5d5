"""The yearly energy of one building, from its zone, the weather and its use."""

from collections.abc import Sequence

import numpy as np

from twin.analysis.assumptions import Defaults, Operation, Physics, central_physics
from twin.analysis.emissions import emissions
from twin.analysis.operation import HourlyUse, hourly_use
from twin.analysis.systems import HourlyDelivered, delivered, monthly
from twin.analysis.zone.many import Variant, needs
from twin.analysis.zone.need import ZoneNeed, one_of
from twin.errors import InputOutOfRange, MissingInput
from twin.model.thermal import EnergyResult, HourlyWeather, ThermalSurface, ThermalZone

PEAK_SHARE = 0.999  # the few hours above it are the setback's, not the plant's


def annual_energy(
    zone: ThermalZone,
    weather: HourlyWeather,
    defaults: Defaults,
    physics: Physics | None = None,
) -> EnergyResult:
    """A year of one building with its systems, costs and emissions.

    Parameters
    ----------
    zone : with all U-values known.
    weather : no gaps, shape (8760,).
    defaults : standard operation, prices and emission factors.
    physics : numbers of the balance; the central values of `defaults` if None.

    Raises
    ------
    MissingInput
        If floor area, volume, an area or a U-value is NaN, or the category has no operation.
    InputOutOfRange
        If floor area or volume is not positive.
    """
    physics = physics or central_physics(defaults)
    use, hours = simulate(zone, weather, defaults, physics)
    prices = {carrier: p.value for carrier, p in defaults.prices.items()}
    by_carrier = hours.yearly()
    return EnergyResult(
        floor_area=zone.floor_area.value,
        by_purpose=_by_purpose(zone, use, hours, defaults.operations[zone.category]),
        delivered=by_carrier,
        delivered_monthly={c: monthly(values) for c, values in hours.by_carrier.items()},
        peak_heating_kw=float(np.quantile(hours.need.heating, PEAK_SHARE)) / 1000,
        cost=sum(by_carrier[c] * prices[c] for c in by_carrier),
        cost_low=sum(by_carrier[c] * defaults.prices[c].low for c in by_carrier),
        cost_high=sum(by_carrier[c] * defaults.prices[c].high for c in by_carrier),
        emissions=emissions(by_carrier, defaults.emission_factors),
        exported=float(hours.exported.sum()),
    )


def simulate(
    zone: ThermalZone, weather: HourlyWeather, defaults: Defaults, physics: Physics
) -> tuple[HourlyUse, HourlyDelivered]:
    """Hours of use and of delivered energy; raises as `annual_energy`."""
    return simulate_many([Variant(zone, physics)], weather, defaults)[0]


def simulate_many(
    variants: Sequence[Variant], weather: HourlyWeather, defaults: Defaults
) -> list[tuple[HourlyUse, HourlyDelivered]]:
    """Hours of use and of delivered energy of many zones, or of many variants of one.

    Raises as `annual_energy`, for the first zone that cannot be calculated.
    """
    uses: list[HourlyUse] = []
    for variant in variants:
        _check(variant.zone, defaults)
        operation = defaults.operations[variant.zone.category]
        uses.append(hourly_use(operation, variant.zone.lighting_factor))
    found: list[tuple[HourlyUse, HourlyDelivered]] = []
    for (variant, use), need in zip(
        zip(variants, uses, strict=True), zone_needs(variants, uses, weather), strict=True
    ):
        operation = defaults.operations[variant.zone.category]
        climate = weather, variant.physics
        found.append((use, delivered(variant.zone, need, use, operation, climate)))
    return found


def zone_needs(
    variants: Sequence[Variant], uses: Sequence[HourlyUse], weather: HourlyWeather
) -> list[ZoneNeed]:
    """Hourly heating (rooms and supply air) and cooling of zones.

    Supply air passes heat recovery, throttled at the supply temperature, and a coil that heats it
    to that temperature; the room is heated to the setpoint of the hour. Windows are opened above
    the airing temperature, before any cooling; the heat let out is not counted.
    """
    found = needs(variants, uses, weather)
    return [
        one_of(found, row, bool(np.isfinite(use.cooling_setpoint[0])))
        for row, use in enumerate(uses)
    ]


def _by_purpose(
    zone: ThermalZone, use: HourlyUse, hours: HourlyDelivered, operation: Operation
) -> dict[str, float]:
    floor_area = zone.floor_area.value
    return {
        "space_heating": float(hours.need.heating.sum()) / 1000,
        "hot_water": operation.hot_water * floor_area,
        "fans": float(hours.fans.sum()),
        "lighting": float(use.lighting.sum()) * floor_area / 1000,
        "equipment": float(use.equipment.sum()) * floor_area / 1000,
        "cooling": float(hours.need.cooling.sum()) / 1000,
    }


def _check(zone: ThermalZone, defaults: Defaults) -> None:
    if zone.category not in defaults.operations:
        raise MissingInput(
            "There is no standard operation for the building category {category}.",
            "Choose one of the categories in resources/defaults/standard_operation.csv.",
            category=zone.category,
        )
    known = [zone.floor_area.value, zone.volume.value]
    for surface in zone.surfaces:
        known += [surface.area, surface.u_value.value, _needed_g(surface)]
    if not np.isfinite(known).all():
        raise MissingInput(
            "The energy of building {building} cannot be calculated: an area or U-value is"
            " unknown.",
            "Enter the heated floor area and the construction year of the building.",
            building=zone.building_id,
        )
    if min(known[:2]) <= 0:
        raise InputOutOfRange(
            "The floor area or volume of building {building} is not positive.",
            "Correct the heated floor area of the building.",
            building=zone.building_id,
        )


def _needed_g(surface: ThermalSurface) -> float:
    return surface.g_value if surface.kind == "window" else 0.0
