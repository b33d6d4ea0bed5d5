"""Delivered energy with one yearly efficiency per heat source, as the first zone model has it."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.assumptions import Operation, Physics
from twin.analysis.operation import HourlyUse
from twin.analysis.seasons import month_of_hour
from twin.analysis.sun.transposition import plane_sun
from twin.analysis.zone.need import ZoneNeed
from twin.model.arrays import FloatArray
from twin.model.meter import EnergyCarrier
from twin.model.thermal import HOURS_OF_YEAR, HourlyWeather, ThermalZone

EAST, WEST = 90.0, 270.0


@dataclass(frozen=True, slots=True, eq=False)
class HourlyDelivered:
    """Hours of energy across the building's boundary, arrays of shape (8760,). [kWh]

    need : of the room. [W]  by_carrier : bought.  fans : electricity, part of by_carrier.
    exported : electricity of own panels that was not used.
    """

    need: ZoneNeed
    by_carrier: dict[str, FloatArray]
    fans: FloatArray
    exported: FloatArray

    def yearly(self) -> dict[str, float]:
        """Bought energy per carrier. [kWh/year]"""
        return {carrier: float(values.sum()) for carrier, values in self.by_carrier.items()}


def delivered(
    zone: ThermalZone,
    need: ZoneNeed,
    use: HourlyUse,
    operation: Operation,
    surroundings: tuple[HourlyWeather, Physics],
) -> HourlyDelivered:
    """Delivered energy of each hour and carrier.

    Every heat source carries its share of each hour; hot water comes from district heat where
    there is any, else from electricity, evenly over the hours of use. Panels serve the
    building's own electricity first; the rest is exported.
    """
    weather, physics = surroundings
    floor_area = zone.floor_area.value
    fans = fan_energy(zone, use)
    electricity = (use.lighting + use.equipment) * floor_area / 1000 + fans
    electricity += need.cooling / 1000 / physics.cooling_efficiency
    hours = {EnergyCarrier.ELECTRICITY.value: electricity}
    for source in zone.heating:
        bought = need.heating / 1000 * source.share / source.efficiency.value
        hours[source.carrier] = hours.get(source.carrier, 0.0) + bought
    carrier = hot_water_carrier(zone)
    hot_water = operation.hot_water * floor_area * use.in_use / use.in_use.sum()
    hours[carrier] = hours.get(carrier, 0.0) + hot_water / physics.hot_water_efficiency[carrier]
    made = pv_yield(zone.pv_power, weather, physics)
    electricity = hours[EnergyCarrier.ELECTRICITY.value]
    own_use = np.minimum(made, electricity)
    hours[EnergyCarrier.ELECTRICITY.value] = electricity - own_use
    return HourlyDelivered(need, hours, fans, made - own_use)


def hot_water_carrier(zone: ThermalZone) -> str:
    """District heat where the zone has it, else electricity."""
    district_heat = EnergyCarrier.DISTRICT_HEAT.value
    has_it = any(s.carrier == district_heat for s in zone.heating)
    return district_heat if has_it else EnergyCarrier.ELECTRICITY.value


def fan_energy(zone: ThermalZone, use: HourlyUse) -> FloatArray:
    """Electricity of the fans in each hour, shape (8760,). [kWh]

    References
    ----------
    NS 3031:2014, equation 37: E = airflow / 3600 x SFP x hours.
    """
    airflow = use.airflow * zone.ventilation_factor * zone.floor_area.value
    return airflow / 3600 * zone.specific_fan_power.value


def pv_yield(power: float, weather: HourlyWeather, physics: Physics) -> FloatArray:
    """Electricity of solar panels in low east and west rows, shape (8760,). [kWh]

    power : at 1000 W/m2. [kW]
    """
    if power <= 0:
        return np.zeros(HOURS_OF_YEAR)
    east, west = (
        plane_sun(weather, physics.pv_tilt, azimuth, physics.ground_reflection).total
        for azimuth in (EAST, WEST)
    )
    return power * (east + west) / 2000 * physics.performance_ratio


def monthly(hourly: FloatArray) -> tuple[float, ...]:
    """Sum of each month, length 12."""
    return tuple(float(total) for total in np.bincount(month_of_hour(), hourly, 12))
