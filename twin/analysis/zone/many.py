"""The hours of many buildings, or of many variants of one, as lumped zones side by side."""

from collections.abc import Sequence

import numpy as np

from twin.analysis.operation import HourlyUse
from twin.analysis.zone.blinds import take_away
from twin.analysis.zone.ground import temperature_below
from twin.analysis.zone.kernel import run
from twin.analysis.zone.lanes import Hours, Lanes, Need
from twin.analysis.zone.lumped import SLOTS as SLOTS
from twin.analysis.zone.lumped import Lumped, lumped, window_weights
from twin.analysis.zone.shape import FINE, Rounding
from twin.analysis.zone.variants import Variant as Variant
from twin.analysis.zone.view import mixed, views_of, weights_of
from twin.model.arrays import Float32Array, FloatArray
from twin.model.thermal import HourlyWeather, ThermalZone

RADIANT_SHARE = 0.5  # of gains, EN ISO 13790:2008, C.2


def needs(
    variants: Sequence[Variant],
    uses: Sequence[HourlyUse],
    weather: HourlyWeather,
    rounding: Rounding = FINE,
    kind: type = np.float64,
) -> Need:
    """Hours of many zones, arrays of shape (8760, n).

    Parameters
    ----------
    uses : of each variant; those that are the same object share their hours.
    rounding : how finely directions are told apart.
    """
    return run(*prepared(variants, uses, weather, rounding), kind=kind)


def prepared(
    variants: Sequence[Variant],
    uses: Sequence[HourlyUse],
    weather: HourlyWeather,
    rounding: Rounding = FINE,
) -> tuple[Lanes, Hours]:
    """Numbers of many zones for the kernel.

    Raises
    ------
    MissingInput, InputOutOfRange
        As the checks of `twin.analysis.zone.inputs`.
    """
    zones = lumped(variants, uses, weather, rounding)
    hours = _hours(zones)
    _lower_blinds(hours, [v.zone for v in variants], uses, zones)
    return zones.lanes, hours


def _lower_blinds(
    hours: Hours,
    zones: Sequence[ThermalZone],
    uses: Sequence[HourlyUse],
    of: Lumped,
) -> None:
    """Take from the hours what blinds keep out of each zone."""
    taken = of.numbers.blinds
    if not (taken > 0).any():
        return
    situations = [
        (zone.shading, zone.blind_control, use if zone.blind_control.in_use_only else None)
        for zone, use in zip(zones, uses, strict=True)
    ]
    _, glass, inward = window_weights(of)
    inside = hours.beam, hours.diffuse, hours.outer[3]
    seen = of.planes, of.weather
    take_away(situations, taken, np.concatenate([glass, inward]), inside, seen)


def _hours(zones: Lumped) -> Hours:
    numbers, sums, planes, weather = zones.numbers, zones.sums, zones.planes, zones.weather
    views = views_of(numbers.shading, planes, weather)
    outside, glass, inward = window_weights(zones)
    outer = np.empty((4, len(weather.temperature), len(sums)), np.float32)
    outer[0] = mixed(views, "opaque", weights_of(sums, planes, "wall"))
    outer[1] = mixed(views, "opaque", weights_of(sums, planes, "roof"))
    outer[2] = temperature_below(weather, numbers.fabric.ground)
    outer[3] = mixed(views, "window", np.concatenate([outside, inward]))
    beam, diffuse = mixed(views, "beam", glass), mixed(views, "diffuse", glass)
    return scheduled(zones, outer, beam, diffuse)


def scheduled(
    zones: Lumped, outer: Float32Array, beam: Float32Array, diffuse: Float32Array
) -> Hours:
    """Hours with the weather and the uses of the zones, and what sun there is."""
    hours = len(zones.weather.temperature)

    def by_use(name: str, factor: float = 1.0) -> FloatArray:
        values = [np.nan_to_num(getattr(use, name), nan=99.0) for use in zones.uses]
        return factor * np.stack(values) if values else np.empty((0, hours))

    return Hours(
        temperature=zones.weather.temperature,
        density=np.ones(hours),
        outer=outer,
        beam=beam,
        diffuse=diffuse,
        convective=by_use("gains", 1 - RADIANT_SHARE),
        radiant=by_use("gains", RADIANT_SHARE),
        flow=by_use("airflow"),
        extra=by_use("flushing"),
        heating=by_use("heating_setpoint"),
        cooling=by_use("cooling_setpoint"),
    )
