"""The yearly energy of one building, from its zone, the weather and its use."""

import numpy as np

from twin.analysis.assumptions import Defaults, Operation, Physics, central_physics
from twin.analysis.emissions import emissions
from twin.analysis.kernel import ZoneHours, ZoneNeed, zone_constants, zone_need
from twin.analysis.operation import HourlyUse, hourly_use
from twin.analysis.solar import irradiance
from twin.analysis.systems import HourlyDelivered, delivered, monthly
from twin.errors import InputOutOfRange, MissingInput
from twin.model.arrays import FloatArray
from twin.model.thermal import EnergyResult, HourlyWeather, ThermalSurface, ThermalZone

AIR_HEAT = 0.33  # heat capacity of air by volume, NS 3031:2014. [Wh/(m3 K)]
LIGHT_KINDS = ("window", "door")
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
    _check(zone, defaults)
    operation = defaults.operations[zone.category]
    use = hourly_use(operation, zone.lighting_factor)
    need = heating_need(zone, weather, use, physics)
    return use, delivered(zone, need, use, operation, (weather, physics))


def heating_need(
    zone: ThermalZone, weather: HourlyWeather, use: HourlyUse, physics: Physics
) -> ZoneNeed:
    """Hourly heating (rooms and supply air) and cooling of one zone. [W]

    Supply air passes heat recovery, throttled above the supply temperature, and a coil that
    heats it to that temperature; the room is heated to the setpoint of the hour. Where there is
    no cooling, windows are opened above the airing temperature and the heat let out is not
    counted. Sun on opaque parts and their radiation to the sky are left out, as in NS 3031.

    References
    ----------
    EN ISO 13790:2008, annex C; NS 3031:2014, 6.1; EN ISO 13370:2017, 7 (floors on ground).
    """
    warm = use.heating_setpoint + zone.setpoint_shift + physics.indoor_offset
    outside, floor_area = weather.temperature, zone.floor_area.value
    supply_air = AIR_HEAT * use.airflow * zone.ventilation_factor * floor_area
    leakage = AIR_HEAT * physics.infiltration_factor * zone.n50.value * zone.volume.value
    supply, coil = _supply(zone, outside, warm, physics)
    has_cooling = bool(np.isfinite(use.cooling_setpoint[0]))
    cool = use.cooling_setpoint if has_cooling else np.full_like(warm, physics.airing_temperature)
    opaque, light = conductances(zone, physics)
    constants = zone_constants(
        opaque, light, floor_area, zone.heat_capacity.value, physics.surface_conductance
    )
    room = zone_need(
        constants,
        ZoneHours(
            outside=outside,
            supply=(supply * supply_air + outside * leakage) / (supply_air + leakage),
            air=supply_air + leakage,
            internal=use.gains * floor_area,
            solar=solar_gain(zone, weather, physics),
            heating_setpoint=warm,
            cooling_setpoint=np.maximum(cool, warm + 1.0),
        ),
    )
    cooling = room.cooling if has_cooling else np.zeros_like(room.cooling)
    return ZoneNeed(room.heating + supply_air * coil, cooling, room.temperature)


def _supply(
    zone: ThermalZone, outside: FloatArray, warm: FloatArray, physics: Physics
) -> tuple[FloatArray, FloatArray]:
    """Temperature of the supply air, and how much of it the coil lifts, each (8760,). [K]

    A building without fans has neither recovery nor coil.
    """
    if zone.specific_fan_power.value <= 0:
        return outside, np.zeros_like(outside)
    wanted = np.minimum(physics.supply_temperature, warm - 1.0)
    recovered = outside + zone.heat_recovery.value * (warm - outside)
    coil = np.maximum(wanted - np.maximum(recovered, outside), 0.0)
    return np.maximum(outside, wanted), coil


def conductances(zone: ThermalZone, physics: Physics) -> tuple[float, float]:
    """Transmission through opaque parts with thermal bridges, and through glass. [W/K]"""
    light = sum(s.area * s.u_value.value for s in zone.surfaces if s.kind in LIGHT_KINDS)
    floors = [s for s in zone.surfaces if s.kind == "floor"]
    opaque = sum(
        s.area * s.u_value.value
        for s in zone.surfaces
        if s.kind not in LIGHT_KINDS and s.kind != "floor"
    )
    on_ground = sum(s.area for s in floors)
    for surface in floors:
        opaque += surface.area * ground_u_value(
            surface.u_value.value, on_ground, physics.ground_conductivity
        )
    return opaque + zone.thermal_bridge.value * zone.floor_area.value, light


def ground_u_value(u_value: float, floor_area: float, conductivity: float) -> float:
    """U-value of a slab with the ground under it. [W/(m2 K)]

    The outline is taken as 1.2 times that of a square. Walls of 0.3 m.

    References
    ----------
    EN ISO 13370:2017, equations 1 to 4.
    """
    outline = 1.2 * 4 * np.sqrt(floor_area)
    size = floor_area / (0.5 * outline)
    thickness = 0.3 + conductivity / u_value
    if thickness >= size:
        return float(conductivity / (0.457 * size + thickness))
    inner = np.pi * size + thickness
    return float(2 * conductivity / inner * np.log(np.pi * size / thickness + 1))


def solar_gain(zone: ThermalZone, weather: HourlyWeather, physics: Physics) -> FloatArray:
    """Sun through the windows in each hour, shape (8760,). [W]"""
    gain = np.zeros_like(weather.ghi)
    for surface in zone.surfaces:
        if surface.kind == "window":
            sun = irradiance(weather, surface.tilt, surface.azimuth, physics.ground_reflection)
            gain += surface.area * surface.g_value * sun
    return gain * (1 - physics.frame_share) * physics.angle_factor * physics.obstruction


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
