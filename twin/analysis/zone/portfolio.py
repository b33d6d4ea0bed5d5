"""Yearly needs of thousands of zones, a few at a time so that they stay in the cache."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from twin.analysis.operation import HourlyUse
from twin.analysis.zone.kernel import WIDE, run
from twin.analysis.zone.lanes import Need
from twin.analysis.zone.many import Variant, prepared
from twin.analysis.zone.shape import COARSE, Rounding
from twin.model.arrays import FloatArray, IntArray
from twin.model.thermal import HourlyWeather

WARM_UP = 744  # half of what single buildings get. [h]


@dataclass(frozen=True, slots=True, eq=False)
class YearlyNeeds:
    """A year of n zones, arrays of shape (n,).

    room, coil, cooling : [kWh/year]  peak : of room and supply air together. [kW]
    """

    room: FloatArray
    coil: FloatArray
    cooling: FloatArray
    peak: FloatArray

    @property
    def heating(self) -> FloatArray:
        """Of room and supply air. [kWh/year]"""
        return self.room + self.coil


def yearly_needs(
    variants: Sequence[Variant],
    uses: Sequence[HourlyUse],
    weather: HourlyWeather,
    rounding: Rounding = COARSE,
    workers: int = 1,
) -> YearlyNeeds:
    """Needs of many zones in single precision, with coarse directions.

    A year of heating differs from `many.needs` by less than 1 %.

    Shade by geometry is left out, as its hours cost more than the building's: all zones lose the
    usual share of their sun.

    Parameters
    ----------
    uses : of each variant; those that are the same object share their hours.
    rounding : how finely directions are told apart.
    workers : threads.
    """
    order = np.argsort([id(use) for use in uses], kind="stable").astype(np.int32)
    parts = list(_parts(order, uses))
    with ThreadPoolExecutor(workers) as pool:
        work = partial(_sums, variants, uses, weather, rounding)
        found = np.concatenate(list(pool.map(work, parts)), axis=1)
    result = np.empty_like(found)
    result[:, np.concatenate(parts)] = found
    return YearlyNeeds(*result)


def _parts(order: IntArray, uses: Sequence[HourlyUse]) -> Iterator[IntArray]:
    """Rows of one use, as many as run side by side."""
    first = 0
    for last in range(1, len(order) + 1):
        is_end = last == len(order) or uses[order[last]] is not uses[order[first]]
        if is_end or last - first == WIDE:
            yield order[first:last]
            first = last


def _sums(
    variants: Sequence[Variant],
    uses: Sequence[HourlyUse],
    weather: HourlyWeather,
    rounding: Rounding,
    rows: IntArray,
) -> FloatArray:
    """Room, coil and cooling [kWh] and peak [kW] of some zones, shape (4, rows)."""
    lanes, hours = prepared(
        [_unshaded(variants[r]) for r in rows], [uses[r] for r in rows], weather, rounding
    )
    need: Need = run(lanes, hours, WARM_UP, np.float32)
    cooled = np.array([np.isfinite(uses[r].cooling_setpoint[0]) for r in rows])
    hour = np.full(len(weather.temperature), 0.001, np.float32)
    room, coil, cooling = (
        (hour @ power).astype(np.float64) for power in (need.heating, need.coil, need.cooling)
    )
    peak = (need.heating + need.coil).max(axis=0).astype(np.float64) / 1000
    return np.stack([room, coil, np.where(cooled, cooling, 0.0), peak])


def _unshaded(variant: Variant) -> Variant:
    if variant.zone.shading is None:
        return variant
    return replace(variant, zone=replace(variant.zone, shading=None))
