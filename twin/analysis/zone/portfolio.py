"""Yearly needs of thousands of zones, a few at a time so that they stay in the cache."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from twin.analysis.operation import HourlyUse
from twin.analysis.zone.compiled import PEAK, ROOM
from twin.analysis.zone.kernel import WARM_UP, AnyFloats, Group, Scratch, blocks, side_by_side
from twin.analysis.zone.lumped import Lumped, lumped
from twin.analysis.zone.many import scheduled
from twin.analysis.zone.memory import WIDE
from twin.analysis.zone.mixtures import ROWS, Mixture, mix, mixtures
from twin.analysis.zone.shape import COARSE, Rounding
from twin.analysis.zone.variants import Variant
from twin.model.arrays import FloatArray, IntArray
from twin.model.thermal import HourlyWeather

PORTION = 1024  # buildings that are added up together
COOLED = 2  # row of the cooling in the sums
Listener = Callable[[int, slice, AnyFloats], None]
"""Told of each group and block of hours: (hours, `compiled.RESULTS` * zones of the group)."""


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

    A year of heating differs from `many.needs` by less than 1e-4 where parts face the four winds,
    else by less than 1 %.

    Shade by geometry is left out, as its hours cost more than the building's: all zones lose the
    usual share of their sun.

    Parameters
    ----------
    uses : of each variant; those that are the same object share their hours.
    rounding : how finely directions are told apart.
    workers : threads.
    """
    order = np.argsort([id(use) for use in uses], kind="stable").astype(np.int32)
    portions = np.array_split(order, max(workers, -(-len(order) // PORTION)))
    with ThreadPoolExecutor(workers) as pool:
        work = partial(_sums, variants, uses, weather, rounding)
        found = np.concatenate(list(pool.map(work, portions)), axis=1)
    result = np.empty_like(found)
    result[:, order] = found
    return YearlyNeeds(*result)


def _sums(
    variants: Sequence[Variant],
    uses: Sequence[HourlyUse],
    weather: HourlyWeather,
    rounding: Rounding,
    rows: IntArray,
) -> FloatArray:
    """Room, coil and cooling [kWh] and peak [kW] of some zones, shape (4, rows)."""
    some, used = [variants[row] for row in rows], [uses[row] for row in rows]
    found = np.empty((4, len(rows)))
    if len(rows) == 0:
        return found
    zones = lumped([unshaded(one) for one in some], used, weather, rounding)
    for group in year_of(zones, some, used):
        found[:, group.part] = group.memory.reshape(-1, len(group.part))[ROOM : PEAK + 1]
    found[COOLED] *= [np.isfinite(use.cooling_setpoint[0]) for use in used]
    return found / 1000


def year_of(
    zones: Lumped,
    variants: Sequence[Variant],
    uses: Sequence[HourlyUse],
    listener: Callable[[Sequence[Group]], Listener] | None = None,
) -> list[Group]:
    """Run zones without shade by geometry through a year, side by side, in single precision.

    listener : makes, from the groups, what is told of their hours; the warm-up is not told.
    """
    mixed = mixtures(zones, variants, uses)
    none = np.empty((0, 0), np.float32)
    hours = scheduled(zones, none[None], none, none)
    groups = list(side_by_side(zones.lanes, hours, np.float32))
    tell = listener(groups) if listener else None
    _run_year(groups, mixed, len(zones.weather.temperature), tell)
    return groups


def _run_year(
    groups: Sequence[Group], mixed: Mapping[int, Mixture], hours: int, tell: Listener | None
) -> None:
    """Run all groups through the year, a block of hours at a time, with what drives them."""
    scratch = Scratch.of(WIDE, ROWS - 2, 0, np.float32)
    nothing = np.empty(0, np.int32)
    weights = [{row: of.weights_of(g.part) for row, of in mixed.items()} for g in groups]
    for step, some in blocks(hours, WARM_UP):
        kept = np.float32(step >= 0)
        columns = {row: of.columns[some] for row, of in mixed.items()}
        for row, (group, own) in enumerate(zip(groups, weights, strict=True)):
            drives, told, entered = scratch.tables(some, len(group.part))
            mix(drives, columns, own)
            told = told if tell else told[:1]
            group.work(group.memory, drives, group.hours[some], nothing, told, entered, kept)
            if tell and step >= 0:
                tell(row, some, told)


def unshaded(variant: Variant) -> Variant:
    """The variant with the usual share of its sun instead of shade by geometry."""
    if variant.zone.shading is None:
        return variant
    return replace(variant, zone=replace(variant.zone, shading=None))
