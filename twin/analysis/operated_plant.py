"""What somebody told of powers, night flushing and shading of one building."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from twin.analysis.operation import HOURS, UseLimits
from twin.model.arrays import BoolArray
from twin.model.operation import ActualOperation
from twin.model.thermal import Sourced, ThermalZone


def as_operated(zone: ThermalZone, actual: ActualOperation) -> ThermalZone:
    """The zone with the solar shading that somebody told of; what nobody told stays."""
    share, factor = (actual.value(name) for name in ("blinds", "blind_factor"))
    usual = zone.blind_control
    told = {
        field: actual.value(name)
        for field, name in (
            ("threshold", "blind_threshold"),
            ("in_use_only", "blinds_in_use_only"),
            ("first_month", "blind_first_month"),
            ("last_month", "blind_last_month"),
        )
    }
    kind = {name: type(getattr(usual, name)) for name in told}
    known = {name: kind[name](value) for name, value in told.items() if value is not None}
    return replace(
        zone,
        blinds=zone.blinds if share is None else _told(share / 100),
        blind_factor=zone.blind_factor if factor is None else _told(factor / 100),
        blind_control=replace(usual, **known),
    )


def _told(value: float) -> Sourced:
    return Sourced(value, value, value, "measured", "Told for the actual operation.")


def limits_of(numbers: Mapping[str, float]) -> UseLimits:
    """Limits of powers and temperatures; no number is no limit."""
    heating, cooling = (
        np.inf if np.isnan(numbers[name]) else numbers[name]
        for name in ("heating_power", "cooling_power")
    )
    return UseLimits(
        heating_power=heating,
        cooling_power=cooling,
        flushing_above=numbers["night_flushing_above"],
        flushing_below=numbers["night_flushing_below"],
        airing=numbers["airing"],
        airing_temperature=numbers["airing_temperature"],
    )


def flushed_hours(numbers: Mapping[str, float]) -> BoolArray:
    """Hours of every day in which flushing may run, past midnight where it ends earlier."""
    hour = np.arange(24)
    first = numbers["night_flushing_first_hour"]
    last = numbers["night_flushing_last_hour"]
    if first < last:
        return np.tile((hour >= first) & (hour < last), HOURS // 24)
    return np.tile((hour >= first) | (hour < last), HOURS // 24)
