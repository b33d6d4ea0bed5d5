"""Years of tens of thousands of states of buildings: bought energy, own solar use, peaks."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from twin.analysis.assumptions import Defaults
from twin.analysis.heat_balance import Simulated, simulate_many
from twin.analysis.opportunities import bought
from twin.analysis.opportunities.bought import Meters
from twin.analysis.opportunities.plants import CARRIERS, ELECTRIC
from twin.analysis.opportunities.states import States, series_of, states_of
from twin.analysis.zone.kernel import Group
from twin.analysis.zone.lumped import lumped
from twin.analysis.zone.portfolio import Listener, unshaded, year_of
from twin.analysis.zone.shape import COARSE
from twin.analysis.zone.variants import Variant
from twin.model.arrays import Float32Array, FloatArray, IntArray
from twin.model.thermal import HourlyWeather

PORTION = 512  # zones that are added up together
HOURLY = 16  # states whose hours are kept together
Stop = Callable[[float], None]
"""Called with how far the work is, 0 to 1; may raise to end it."""


def never(_: float) -> None:
    """Go on."""


@dataclass(frozen=True, slots=True, eq=False)
class Years:
    """n years.

    delivered : by carrier of `plants.CARRIERS`, shape (C, n). [kWh/year]
    exported, own_use : of solar electricity. [kWh/year] (n,)
    peak : highest hour of all bought energy. [kW] (n,)
    """

    delivered: FloatArray
    exported: FloatArray
    own_use: FloatArray
    peak: FloatArray

    @property
    def total(self) -> FloatArray:
        """Bought energy of all carriers. [kWh/year] (n,)"""
        return self.delivered.sum(axis=0)

    def rows(self, some: IntArray | NDArray[np.intp]) -> "Years":
        """Some of the years."""
        parts = self.delivered[:, some], self.exported[some], self.own_use[some], self.peak[some]
        return Years(*parts)

    def write(self, states: States, meters: Meters) -> None:
        """Write down what the plants of a group bought."""
        to, sums = states.rows[meters.rows], meters.sums / 1000
        room, coil, water = states.by_need[:, :, meters.rows]
        heat = room * sums[bought.SUM_ROOM] + coil * sums[bought.SUM_COIL]
        self.delivered[:, to] = heat + water / 1000
        self.delivered[ELECTRIC, to] = sums[bought.SUM_BOUGHT]
        self.own_use[to] = sums[bought.SUM_OWN]
        self.exported[to] = sums[bought.SUM_MADE] - sums[bought.SUM_OWN]
        self.peak[to] = sums[bought.PEAK]

    @classmethod
    def empty(cls, n: int) -> "Years":
        """Room for n years."""
        return cls(np.zeros((len(CARRIERS), n)), np.zeros(n), np.zeros(n), np.zeros(n))


def years(
    variants: Sequence[Variant],
    weather: HourlyWeather,
    defaults: Defaults,
    workers: int = 2,
    stop: Stop = never,
) -> Years:
    """A year of each state, in standard operation.

    Zones run lumped, in single precision and with coarse directions, without shade by geometry;
    states that differ in their plant alone share the hours of their zone. Buildings of several
    uses and plants that are not plain are calculated as in `heat_balance.simulate_many`; one that
    is gone buys nothing.

    workers : threads.

    Raises as `heat_balance.annual_energy`.
    """
    states = states_of(variants, weather, defaults)
    found = Years.empty(len(variants))
    order = np.argsort([id(use) for use in states.uses], kind="stable").astype(np.int32)
    parts = max(-(-len(order) // PORTION), min(workers, len(order)), 1)
    run = partial(_portion, states, plants_of(states), (weather, defaults), found)
    hourly = partial(_hourly, variants, (weather, defaults), found)
    left = [row for row in states.others if not variants[row].zone.is_gone]
    chunks = [left[first : first + HOURLY] for first in range(0, len(left), HOURLY)]
    with ThreadPoolExecutor(workers) as pool:
        work = [pool.submit(run, rows) for rows in np.array_split(order, parts)]
        work += [pool.submit(hourly, rows) for rows in chunks]
        finish(work, stop)
    return found


def finish(work: Sequence[Future[None]], stop: Stop) -> None:
    """Wait for tasks in their order; where one fails or is stopped, others do not begin."""
    try:
        for done, one in enumerate(work):
            one.result()
            stop((done + 1) / len(work))
    except BaseException:
        for one in work:
            one.cancel()
        raise


def _hourly(
    variants: Sequence[Variant],
    known: tuple[HourlyWeather, Defaults],
    found: Years,
    rows: Sequence[int],
) -> None:
    """States whose hours have to be kept, a few at a time: they are large."""
    weather, defaults = known
    some = simulate_many([variants[row] for row in rows], weather, defaults)
    for row, one in zip(rows, some, strict=True):
        _write_hours(found, row, one)


def _write_hours(found: Years, row: int, one: Simulated) -> None:
    hours = one.delivered.hourly
    for carrier, energy in hours.items():
        found.delivered[CARRIERS.index(carrier), row] = energy.sum()
    found.own_use[row] = one.delivered.own_use.sum()
    found.exported[row] = one.delivered.exported.sum()
    found.peak[row] = np.sum(list(hours.values()), axis=0).max()


def plants_of(states: States) -> list[IntArray]:
    """Rows of the states on each zone."""
    order = np.argsort(states.zone, kind="stable").astype(np.int32)
    ends = np.searchsorted(states.zone[order], np.arange(1, len(states.zones)))
    return [part.astype(np.int32) for part in np.split(order, ends)]


def _portion(
    states: States,
    plants: Sequence[IntArray],
    known: tuple[HourlyWeather, Defaults],
    found: Years,
    rows: IntArray,
) -> None:
    """Run some zones, and write what their states buy."""
    if not len(rows):
        return
    weather, defaults = known
    variants, uses = [states.zones[r] for r in rows], [states.uses[r] for r in rows]
    some = [unshaded(one) for one in variants]
    meters: list[Meters] = []

    def listener(groups: Sequence[Group]) -> Listener:
        for group in groups:
            first = int(group.part[0])
            series = series_of(variants[first], uses[first], defaults)
            meters.append(meters_of(states, plants, rows[group.part], series))
        return lambda row, hours, told: meters[row].add(hours, told)

    year_of(lumped(some, uses, weather, COARSE), some, uses, listener)
    for one in meters:
        found.write(states, one)


def meters_of(
    states: States, plants: Sequence[IntArray], zones: IntArray, series: Float32Array
) -> Meters:
    """What counts for the states on some zones that run side by side, in their order."""
    zones = zones[: len(np.unique(zones))]  # the last one is repeated to fill the group
    own = [plants[zone] for zone in zones]
    rows = np.concatenate(own)
    return Meters(
        rows,
        np.repeat(np.arange(len(own)), [len(one) for one in own]).astype(np.int32),
        np.ascontiguousarray(states.factors[:, rows]),
        states.sun[rows],
        series,
        states.panels,
        np.zeros((bought.SUMS, len(rows))),
    )
