"""The hours of many zones side by side.

A zone is a handful of surfaces around one air node and one radiant node. Each hour the surfaces
give what they remember (`modes`), the radiant node ties them together, and the air temperature
follows from one equation in one unknown, with heating, airing and cooling cut in where it leaves
the wanted band. `compiled` does the hours, `numpy_kernel` says the same once more in array
operations; a test compares them. `memory` lays the zones out.

Zones ("lanes") lie along the last axis of every array so that one instruction serves several.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.zone.compiled import RESULTS, compiled
from twin.analysis.zone.lanes import Hours, Lanes, Need
from twin.analysis.zone.memory import NARROW, WIDE, aligned, gather, hourly, memory_of, scatter
from twin.model.arrays import Float32Array, FloatArray, IntArray

WARM_UP = 1440  # hours of November and December run before January, to forget the start
NO_LIMIT = 99.0  # so that recovery is never throttled. [degree C]
LUMPED = 5  # surfaces of the zones that run side by side; others run one by one
BLOCK = 365  # hours that are driven at a time, so that they stay in the cache
AnyFloats = FloatArray | Float32Array


def run(
    lanes: Lanes,
    hours: Hours,
    warm_up: int = WARM_UP,
    kind: type = np.float64,
    watched: Sequence[int] = (),
) -> Need:
    """Needs of all zones over all hours.

    warm_up : hours at the end of the year run first.
    kind : ``np.float64``, or ``np.float32`` for many zones at twice the speed; a year's sums then
        differ by less than 1e-4.
    watched : surfaces whose heat flow `Need.entering` is to tell.
    """
    n, n_lanes = len(hours.temperature), lanes.area.shape[1]
    found = np.empty((RESULTS, n, n_lanes), np.float32)
    seen = np.array(watched, np.int32)
    entering = np.empty((len(seen), warm_up + n, n_lanes), kind)
    groups = list(side_by_side(lanes, hours, kind))
    widest = max((len(group.part) for group in groups), default=1)
    scratch = Scratch.of(widest, len(lanes.area), len(seen), kind)
    for step, some in blocks(n, warm_up):
        passed = slice(warm_up + step, warm_up + step + some.stop - some.start)
        for group in groups:
            drives, told, entered = scratch.tables(some, len(group.part))
            driven(drives, lanes, hours, (some, group.part))
            kept = kind(step >= 0)
            group.work(group.memory, drives, group.hours[some], seen, told, entered, kept)
            scatter(entered, group.part, entering[:, passed])
            if step >= 0:
                scatter(told, group.part, found[:, some])
    return Need(*found, entering=entering)


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Zones of one use that run side by side.

    part : lanes, the last one repeated where fewer are left.
    memory : of `memory.memory_of`.  hours : of `memory.hourly`.  work : of `compiled.compiled`.
    """

    part: IntArray
    memory: AnyFloats
    hours: AnyFloats
    work: Callable[..., None]


def side_by_side(lanes: Lanes, hours: Hours, kind: type) -> Iterator[Group]:
    """Zones before their first hour; those that are not lumped run one by one."""
    surfaces = LUMPED if len(lanes.area) == LUMPED else 0
    most = WIDE if surfaces else 1
    tables = {int(use): hourly(hours, int(use), kind) for use in np.unique(lanes.use)}
    for use, part in _chunks(lanes.use, most):
        work = compiled(len(part), surfaces, kind)
        yield Group(part, memory_of(lanes, part, kind).ravel(), tables[use], work)


@dataclass(frozen=True, slots=True, eq=False)
class Scratch:
    """Room for a block of hours, used again and again: drives, results, and watched heat flows."""

    rooms: tuple[tuple[AnyFloats, int], ...]

    @classmethod
    def of(cls, width: int, surfaces: int, watched: int, kind: type) -> "Scratch":
        """Room for zones side by side."""
        rows = ((surfaces + 2, kind), (RESULTS, np.float32), (watched, kind))
        return cls(tuple((aligned((BLOCK * row * width,), of), row) for row, of in rows))

    def tables(self, some: slice, width: int) -> tuple[AnyFloats, ...]:
        """Tables of some hours, each (hours, rows * width)."""
        size = some.stop - some.start
        return tuple(
            room[: size * row * width].reshape(size, row * width) for room, row in self.rooms
        )


def _chunks(use: IntArray, most: int) -> Iterator[tuple[int, IntArray]]:
    """Zones of one use side by side; the last one is repeated where fewer are left."""
    for value in np.unique(use):
        left = np.flatnonzero(use == value)
        while len(left):
            width = most if len(left) > NARROW else min(most, NARROW)
            some, left = left[:width], left[width:]
            yield int(value), np.concatenate([some, np.repeat(some[-1], width - len(some))])


def blocks(count: int, warm_up: int) -> Iterator[tuple[int, slice]]:
    """Hours that are run at a time, and when: steps below 0 are the warm-up."""
    step = -warm_up
    while step < count:
        first = step % count
        last = min(first + BLOCK, count)
        yield step, slice(first, last)
        step += last - first


def driven(drives: AnyFloats, lanes: Lanes, hours: Hours, where: tuple[slice, IntArray]) -> None:
    """What some zones meet in some hours, into (h, (surfaces + 2) * zones)."""
    some, part = where
    rows = [*(hours.outer[channel, some] for channel in lanes.channel)]
    for row, values in enumerate([*rows, hours.beam[some], hours.diffuse[some]]):
        gather(values, part, drives, row * len(part))
