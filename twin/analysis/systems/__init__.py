"""From needs to delivered energy: heating plants, hot water, fans, solar panels, peaks, costs."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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


def __getattr__(name: str) -> Any:  # Any: each name has its own type, given above
    """Names of `seasonal`, imported when asked for: it brings Numba, and the tables do not."""
    if name not in __all__:
        raise AttributeError(name)
    from twin.analysis.systems import seasonal

    return getattr(seasonal, name)
