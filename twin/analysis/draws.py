"""Possible values of everything uncertain, drawn so that before and after share them."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from scipy.stats import qmc

from twin.analysis.assumptions import Defaults, Physics, central_physics
from twin.analysis.economics.present_value import Economics
from twin.model.arrays import FloatArray
from twin.model.proposal import Range
from twin.model.thermal import HeatingSystem, InnerMass, Sourced, ThermalSurface, ThermalZone

Draw = Mapping[str, float]
"""Quantile (0 to 1) of each uncertain thing."""

BUILDING = (
    "u_opaque", "u_light", "n50", "heat_recovery", "fan_power", "heat_capacity",
    "thermal_bridge", "floor_area", "efficiency", "infiltration_factor",
    "indoor_offset", "ground_conductivity", "obstruction", "frame_share", "energy_price",
    "price_growth", "reduction", "exposed_perimeter", "curtains", "blinds",
)  # fmt: skip
SEED = 3720
USE = ("ventilation", "lighting", "equipment", "hot_water")
"""How a building is used, against the standard. Only meters tell, so these are drawn where the
inputs are calibrated, and nowhere else."""
MONEY = ("energy_price", "price_growth")


def sobol_draws(names: tuple[str, ...], n_draws: int) -> list[Draw]:
    """Quantiles of a scrambled Sobol sequence, the same every time.

    n_draws : rounded up to a power of two.

    References
    ----------
    Sobol (1967); Owen (1995) for the scrambling, through scipy.stats.qmc.
    """
    exponent = int(np.ceil(np.log2(max(n_draws, 2))))
    sequence = qmc.Sobol(len(names), scramble=True, rng=np.random.default_rng(SEED))
    return [
        dict(zip(names, map(float, row), strict=True)) for row in sequence.random_base2(exponent)
    ]


def drawn(spread: Sourced | Range, quantile: float) -> float:
    """Value at a quantile: half the draws rise from low to value, half fall from value to high.

    Each half is the half of a triangle, so `value` is the median as well as the likeliest,
    however lopsided its spread: central results and the middle of the draws tell the same. A
    triangle over the same corners would move the middle of a lopsided spread away from `value`.
    Where low is value, half the draws are value itself.
    """
    low, middle, high = spread.low, spread.value, spread.high
    if quantile < 0.5:
        return low + float(np.sqrt(2 * quantile)) * (middle - low)
    return high - float(np.sqrt(2 * (1 - quantile))) * (high - middle)


def drawn_zone(zone: ThermalZone, draw: Draw, defaults: Defaults | None = None) -> ThermalZone:
    """Zone with one possible set of values, and of use where `draw` has it.

    One quantile stands for blinds: more windows that have them, and less sun that they leave.

    defaults : with the ranges of use; needed for draws that have it.
    """
    if defaults is not None and "lighting" in draw:
        zone = _used(zone, draw, defaults)
    return replace(
        zone,
        floor_area=_at(zone.floor_area, draw["floor_area"]),
        volume=_at(zone.volume, draw["floor_area"]),
        surfaces=tuple(_surface(s, draw) for s in zone.surfaces),
        n50=_at(zone.n50, draw["n50"]),
        heat_recovery=_at(zone.heat_recovery, draw["heat_recovery"]),
        specific_fan_power=_at(zone.specific_fan_power, draw["fan_power"]),
        heat_capacity=_at(zone.heat_capacity, draw["heat_capacity"]),
        thermal_bridge=_at(zone.thermal_bridge, draw["thermal_bridge"]),
        heating=tuple(_heating(s, draw) for s in zone.heating),
        inner=tuple(_inner(mass, draw) for mass in zone.inner),
        exposed_perimeter=_at(zone.exposed_perimeter, draw["exposed_perimeter"]),
        blinds=_at(zone.blinds, draw["blinds"]),
        blind_factor=_at(zone.blind_factor, 1 - draw["blinds"]),
    )


def _used(zone: ThermalZone, draw: Draw, defaults: Defaults) -> ThermalZone:
    """Zone with possible air, light and equipment."""

    def factor(name: str) -> float:
        return drawn(defaults.values[f"actual_use.{name}"], draw[name])

    air = factor("ventilation")
    if zone.airflow.value > 0:
        usual = defaults.operations[zone.category].airflow_in_use
        air = drawn(zone.airflow, draw["ventilation"]) / usual
    return replace(
        zone,
        ventilation_factor=zone.ventilation_factor * air,
        lighting_factor=zone.lighting_factor * factor("lighting"),
        equipment_factor=zone.equipment_factor * factor("equipment"),
    )


def drawn_physics(defaults: Defaults, draw: Draw) -> Physics:
    """Physics with one possible set of values; hot water in use acts as its efficiency."""
    values = defaults.values
    central = central_physics(defaults)
    water = drawn(values["actual_use.hot_water"], draw["hot_water"]) if "hot_water" in draw else 1

    def at(table: str, name: str) -> float:
        return drawn(values[f"{table}.{name}"], draw[name])

    return replace(
        central,
        hot_water_efficiency={c: e / water for c, e in central.hot_water_efficiency.items()},
        infiltration_factor=at("building_physics", "infiltration_factor"),
        indoor_offset=at("building_physics", "indoor_offset"),
        ground_conductivity=at("building_physics", "ground_conductivity"),
        obstruction=at("solar", "obstruction"),
        curtains=at("solar", "curtains"),
        frame_share=at("solar", "frame_share"),
    )


def drawn_prices(defaults: Defaults, draw: Draw) -> dict[str, float]:
    """Energy prices, all at the same quantile: they follow each other by law. [NOK/kWh]"""
    return {carrier: drawn(p, draw["energy_price"]) for carrier, p in defaults.prices.items()}


def economics(defaults: Defaults, draw: Draw | None = None) -> Economics:
    """Discount rate and period (fixed), and price growth (central, or drawn)."""
    growth = defaults.values["economics.price_growth"]
    return Economics(
        discount_rate=defaults.values["economics.discount_rate"].value,
        period=int(defaults.values["economics.period"].value),
        price_growth=growth.value if draw is None else drawn(growth, draw["price_growth"]),
    )


def percentiles(values: FloatArray) -> tuple[float, float, float]:
    """P10, P50 and P90 of draws, shape (n,)."""
    low, middle, high = np.quantile(values, (0.1, 0.5, 0.9))
    return float(low), float(middle), float(high)


def _at(spread: Sourced, quantile: float) -> Sourced:
    value = drawn(spread, quantile)
    return Sourced(value, value, value, spread.basis, spread.source)


def _surface(surface: ThermalSurface, draw: Draw) -> ThermalSurface:
    is_light = surface.kind in ("window", "door")
    quantile = draw["u_light" if is_light else "u_opaque"]
    return replace(
        surface,
        u_value=_at(surface.u_value, quantile),
        reduction=_at(surface.reduction, draw["reduction"]),
        leaf_capacity=_at(surface.leaf_capacity, draw["heat_capacity"]),
    )


def _inner(mass: InnerMass, draw: Draw) -> InnerMass:
    return replace(mass, leaf_capacity=_at(mass.leaf_capacity, draw["heat_capacity"]))


def _heating(system: HeatingSystem, draw: Draw) -> HeatingSystem:
    return replace(system, efficiency=_at(system.efficiency, draw["efficiency"]))
