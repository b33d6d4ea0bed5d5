"""From needs to delivered energy: heating plants, hot water, fans, solar panels, peaks, costs."""

from twin.analysis.systems.seasonal import (
    HourlyDelivered,
    delivered,
    fan_energy,
    hot_water_carrier,
    monthly,
    pv_yield,
)

__all__ = [
    "HourlyDelivered",
    "delivered",
    "fan_energy",
    "hot_water_carrier",
    "monthly",
    "pv_yield",
]
