"""Hourly electricity and heat of the sample buildings, with a few faults and gaps.

Heat follows a degree-hour balance: transmission and leakage through the envelope of the building
period, ventilation with heat recovery by schedule, less sun and inner gains, plus hot water.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from twin.model.arrays import Float32Array, FloatArray
from twin.model.building import Building
from twin.model.meter import EnergyCarrier, Meter, Readings
from twin.sample.model.constructions import period
from twin.sample.model.identity import random_source
from twin.sample.weather import LAST_YEAR, SampleWeather

_AIR = 0.33  # heat capacity of air [Wh/(m3 K)]
_MASS = 30.0  # of what follows the setpoint within hours [Wh/(m2 K)]


@dataclass(frozen=True, slots=True)
class Operation:
    """How a category of buildings is used; powers per heated area. [W/m2]

    opens, closes : hours of the day.  open_days : weekdays from Monday.
    airflow_on, airflow_off : [m3/(h m2)]
    hot_water : yearly. [kWh/m2]
    closed_in : which holidays count: ``school``, ``july`` or "".
    """

    opens: int
    closes: int
    open_days: int
    lighting: float
    equipment: float
    standby: float
    airflow_on: float
    airflow_off: float
    hot_water: float
    closed_in: str
    day_temperature: float = 21.0
    night_temperature: float = 19.0


OPERATIONS: dict[str, Operation] = {
    "school": Operation(7, 17, 5, 7.5, 5.0, 1.3, 8.0, 1.0, 9.0, "school"),
    "kindergarten": Operation(7, 17, 5, 7.0, 4.0, 1.2, 7.5, 1.0, 10.0, "july"),
    "nursing_home": Operation(6, 23, 7, 6.0, 4.5, 3.0, 7.0, 4.0, 28.0, "", 22.0, 21.5),
    "sports": Operation(8, 22, 7, 6.5, 2.0, 1.2, 6.5, 1.0, 30.0, "july", 18.5, 17.0),
    "office": Operation(7, 18, 5, 6.5, 8.0, 2.4, 7.0, 1.0, 5.0, ""),
    "culture": Operation(9, 20, 6, 7.0, 3.0, 1.6, 7.0, 1.0, 6.0, ""),
    "fire_station": Operation(6, 22, 7, 6.0, 6.0, 2.5, 6.0, 2.5, 15.0, "", 19.5, 18.0),
}


_MEASURED: dict[str, tuple[float, float]] = {
    # Room heat and electricity against the balance below, so that the mean of a category lies a
    # little below what Statistics Norway measured in 2011 (energy in service buildings, kWh/m2:
    # school 163, nursing home 256, sports 232, office 229, museum and library 214, culture house
    # 270, emergency services 207), as municipalities have saved since (KS, ASSS 2017: mean of
    # all 150 to 160). Kindergartens are not in the statistics; theirs is general knowledge.
    "school": (0.84, 1.14),
    "kindergarten": (0.76, 1.14),
    "nursing_home": (0.72, 0.84),
    "sports": (0.98, 1.05),
    "office": (1.09, 1.21),
    "culture": (1.02, 1.32),
    "fire_station": (0.96, 0.70),
}
_BY_AGE = ((1900, 1950, 1975, 1990, 2005, 2020), (0.74, 0.76, 0.85, 0.94, 1.12, 1.25))
"""Construction year, and room heat against the balance relative to other buildings."""


@dataclass(frozen=True, slots=True)
class HeatLoss:
    """What the heat balance needs of a building.

    area : heated floor area. [m2]
    transmission : of the envelope, leakage included. [W/K]
    recovery : temperature efficiency of heat recovery.
    fan_power : [kW/(m3/s)]
    glass : window area that takes in sun, times its g-value. [m2]
    """

    area: float
    transmission: float
    recovery: float
    fan_power: float
    glass: float


@dataclass(frozen=True, slots=True, eq=False)
class BuildingLoad:
    """Hourly heat and electricity, shape (n,). [kW]

    airflow : share of full airflow in each hour.
    """

    heat: FloatArray
    electricity: FloatArray
    airflow: FloatArray


def meters(building: Building, heat: EnergyCarrier) -> tuple[Meter, ...]:
    """Main electricity meter and heat meter of a building."""
    heat_name = "Fjernvarme" if heat is EnergyCarrier.DISTRICT_HEAT else "Elkjel"
    return (
        Meter(
            f"{building.building_id}-el",
            building.building_id,
            EnergyCarrier.ELECTRICITY,
            "Elektrisitet hovedmåler",
        ),
        Meter(f"{building.building_id}-varme", building.building_id, heat, heat_name),
    )


def readings(
    building: Building, heat: EnergyCarrier, weather: SampleWeather, seed: int
) -> dict[str, Readings]:
    """Readings of the meters of a building by meter id, all sample years."""
    load = _load(building, weather, seed)
    load = _FAULTS.get(building.building_id, _no_fault)(load, weather)
    random = random_source(seed, building.building_id, "gaps")
    efficiency = 0.84 if heat is EnergyCarrier.DISTRICT_HEAT else 0.92
    found: dict[str, Readings] = {}
    for meter, values in zip(
        meters(building, heat), (load.electricity, load.heat / efficiency), strict=True
    ):
        measured = np.round(values, 1).astype(np.float32)
        found[meter.meter_id] = Readings(weather.start, _with_gaps(measured, random))
    return found


def last_year_readings(
    building: Building, heat: EnergyCarrier, weather: SampleWeather, seed: int
) -> dict[str, Readings]:
    """Readings of the last sample year alone, in whole kWh; hardly any gaps."""
    load = _load(building, weather, seed)
    random = random_source(seed, building.building_id, "gaps")
    chosen = weather.year == LAST_YEAR
    efficiency = 0.84 if heat is EnergyCarrier.DISTRICT_HEAT else 0.92
    found: dict[str, Readings] = {}
    for meter, values in zip(
        meters(building, heat), (load.electricity, load.heat / efficiency), strict=True
    ):
        measured = np.round(values[chosen]).astype(np.float32)
        if random.random() < 0.1:
            at = int(random.integers(0, len(measured) - 400))
            measured[at : at + int(random.integers(6, 300))] = np.nan
        found[meter.meter_id] = Readings(datetime(LAST_YEAR, 1, 1), measured)
    return found


def heat_loss(building: Building) -> HeatLoss:
    """Heat loss of a building from its outline, height and period."""
    values = period(int(building.construction_year))
    corners = np.array(building.footprint)
    sides = np.roll(corners, -1, axis=0) - corners
    perimeter = float(np.hypot(sides[:, 0], sides[:, 1]).sum())
    area = building.heated_floor_area
    ground = building.gross_floor_area / max(building.storeys, 1)
    facade = perimeter * building.height
    windows = min(0.16 * area, 0.35 * facade)
    u_sum = (
        values.u_wall * (facade - windows)
        + values.u_window * windows
        + values.u_roof * ground
        + 0.6 * values.u_floor * ground
    )
    # 0.07 of the air change at 50 Pa (NS 3031), net room height 2.9 m
    leakage = _AIR * 0.07 * values.n50 * 0.9 * area * 3.2
    recovery, fan_power = _ventilation(building)
    return HeatLoss(area, u_sum + leakage, recovery, fan_power, 0.4 * windows * values.g_value)


def _ventilation(building: Building) -> tuple[float, float]:
    """Heat recovery and fan power by the year of the ventilation plant."""
    year = building.construction_year
    for until, recovery, fan_power in (
        (1949, 0.30, 2.0),
        (1968, 0.45, 2.8),
        (1984, 0.50, 3.3),
        (1996, 0.58, 3.0),
        (2006, 0.68, 2.6),
        (2015, 0.79, 2.0),
    ):
        if year <= until:
            return recovery, fan_power
    return 0.84, 1.5


def _load(building: Building, weather: SampleWeather, seed: int) -> BuildingLoad:
    operation = OPERATIONS[building.category]
    random = random_source(seed, building.building_id, "load")
    operation = replace(operation, lighting=operation.lighting * float(random.uniform(0.9, 1.15)))
    loss = heat_loss(building)
    use = _use(operation, weather)
    airflow = operation.airflow_off + (operation.airflow_on - operation.airflow_off) * use
    inner = operation.standby + (0.9 * operation.lighting + 1.1 * operation.equipment) * use
    electricity = (
        loss.area * (inner + loss.fan_power * airflow / 3.6 * 0.85) * _lighting_season(weather)
    )
    inside = operation.night_temperature + (
        operation.day_temperature - operation.night_temperature
    ) * np.maximum(use, _before(use))
    needed = inside - weather.temperature
    air = _AIR * airflow * loss.area * (1.0 - loss.recovery)
    gains = loss.area * 0.65 * inner + 2.5 * loss.area * use + 0.45 * loss.glass * weather.sun
    warming = _MASS * loss.area * np.diff(inside, prepend=inside[0])
    room_heat = np.clip((loss.transmission + air) * needed - gains + warming, 0.0, None)
    hot_water = loss.area * operation.hot_water * 1000 / 8760 * (0.45 + 1.3 * use)
    heat_factor, electricity_factor = _in_practice(building, random)
    heat = heat_factor * _smoothed(room_heat) + hot_water
    electricity = electricity_factor * electricity
    noise = random.normal(1.0, 0.045, (2, len(heat)))
    return BuildingLoad(heat * noise[0] / 1000, electricity * noise[1] / 1000, airflow)


def _in_practice(building: Building, random: np.random.Generator) -> tuple[float, float]:
    """Measured against calculated room heat and electricity.

    Old buildings are kept cooler than assumed and were improved here and there, new ones use
    more than planned; two buildings alike differ by who runs them.
    """
    heat, electricity = _MEASURED[building.category]
    by_age = float(np.interp(building.construction_year, *_BY_AGE))
    run = np.exp(random.normal(0.0, (0.13, 0.10)))
    return heat * by_age * float(run[0]), electricity * float(run[1])


def _use(operation: Operation, weather: SampleWeather) -> FloatArray:
    """How far the building is in use, 0 to 1."""
    opening = np.clip(weather.hour_of_day - operation.opens + 1, 0, 2) / 2
    closing = np.clip(operation.closes - weather.hour_of_day + 1, 0, 2) / 2
    use = np.minimum(opening, closing) * (weather.weekday < operation.open_days)
    if operation.open_days < 7:
        use = use * (1.0 - weather.is_public_holiday)
    if operation.closed_in == "school":
        use = use * (1.0 - 0.88 * weather.is_school_holiday)
    if operation.closed_in == "july":
        use = use * (1.0 - 0.85 * weather.is_july)
    return use


def _before(use: FloatArray) -> FloatArray:
    """Heating up begins three hours before opening."""
    return np.maximum(np.roll(use, -3), np.roll(use, -2))


def _lighting_season(weather: SampleWeather) -> FloatArray:
    """More light is on in the dark months."""
    return 1.0 + 0.10 * np.cos(2 * np.pi * (weather.day % 365 - 5) / 365.0)


def _smoothed(heat: FloatArray) -> FloatArray:
    """What the mass of the building makes of an hourly load."""
    return np.convolve(heat, np.array([0.35, 0.30, 0.20, 0.15]))[: len(heat)]


def _hours(weather: SampleWeather, first: datetime, last: datetime) -> slice:
    hour = 3600.0
    return slice(
        int((first - weather.start).total_seconds() / hour),
        int((last - weather.start).total_seconds() / hour),
    )


def _no_fault(load: BuildingLoad, weather: SampleWeather) -> BuildingLoad:
    del weather
    return load


def _stuck_damper(load: BuildingLoad, weather: SampleWeather) -> BuildingLoad:
    """An outdoor air damper stands open for a winter: heat rises with the cold."""
    heat = load.heat.copy()
    hours = _hours(weather, datetime(2024, 11, 4), datetime(2025, 3, 18))
    heat[hours] *= 1.0 + np.clip(0.018 * (18.0 - weather.temperature[hours]), 0.0, 0.6)
    return replace(load, heat=heat)


def _night_load(load: BuildingLoad, weather: SampleWeather) -> BuildingLoad:
    """The ventilation runs all night after a change in the controls."""
    electricity, heat = load.electricity.copy(), load.heat.copy()
    hours = _hours(weather, datetime(2025, 2, 10), datetime(2025, 9, 1))
    night = (weather.hour_of_day[hours] < 6) | (weather.hour_of_day[hours] > 19)
    electricity[hours] += night * 0.45 * float(np.quantile(load.electricity, 0.9))
    heat[hours] *= 1.0 + 0.25 * night
    return replace(load, electricity=electricity, heat=heat)


def _hot_water_leak(load: BuildingLoad, weather: SampleWeather) -> BuildingLoad:
    """Hot water runs away for a summer."""
    heat = load.heat.copy()
    heat[_hours(weather, datetime(2024, 6, 3), datetime(2024, 9, 24))] += 18.0
    return replace(load, heat=heat)


_FAULTS: dict[str, Callable[[BuildingLoad, SampleWeather], BuildingLoad]] = {
    "b01": _stuck_damper,
    "b11": _night_load,
    "b04": _hot_water_leak,
}


def _with_gaps(values: Float32Array, random: np.random.Generator) -> Float32Array:
    """Values with a few gaps, mostly hours, seldom weeks."""
    values = values.copy()
    for _ in range(int(random.integers(3, 8))):
        length = int(min(700, 3 + random.pareto(0.9) * 6))
        at = int(random.integers(0, len(values) - length))
        values[at : at + length] = np.nan
    return values
