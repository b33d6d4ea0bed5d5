"""A year of one building in every stage of every scenario, in the draws they all share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.applied import Case
from twin.analysis.assumptions import Physics
from twin.analysis.comparison.ground import Applied
from twin.analysis.comparison.shared_draws import SharedDraws, draw_of
from twin.analysis.draws import drawn_physics, drawn_zone
from twin.analysis.heat_balance import Simulated, simulate_many
from twin.analysis.opportunities.plants import CARRIERS
from twin.analysis.opportunities.years import years
from twin.analysis.take_back import warmer
from twin.analysis.zone.variants import Variant
from twin.model.arrays import FloatArray
from twin.model.effect_kind import EFFECT_KINDS, ZONE

PORTION = 192
"""Years that are held at a time; each is about 1 MB."""
Stop = Callable[[], None]
"""May raise to end the work."""


def never() -> None:
    """Go on."""


@dataclass(frozen=True, slots=True, eq=False)
class DrawnYear:
    """A state of a building in each draw; the last column is the middle.

    delivered : bought, by carrier of `plants.CARRIERS`, shape (C, n). [kWh/year]
    exported, own_use : of solar electricity, shape (n,). [kWh/year]
    peak : highest hour of all bought energy, shape (n,). [kW]
    overheating : of the worst zone, NaN where nobody looked, shape (n,). [h/year]
    """

    delivered: FloatArray
    exported: FloatArray
    own_use: FloatArray
    peak: FloatArray
    overheating: FloatArray

    @property
    def total(self) -> FloatArray:
        """Bought energy of all carriers, shape (n,). [kWh/year]"""
        return self.delivered.sum(axis=0)


@dataclass(frozen=True, slots=True, eq=False)
class BuildingYears:
    """A building today, and after each stage of each scenario.

    stages : of each scenario, by years from the first one.
    """

    today: DrawnYear
    stages: tuple[Mapping[int, DrawnYear], ...]


def building_years(
    case: Case,
    scenarios: Sequence[Applied],
    draws: SharedDraws,
    take_back: float = 0.0,
    is_quick: bool = False,
    stop: Stop = never,
) -> BuildingYears:
    """Simulate a building; raises as `heat_balance.annual_energy`.

    is_quick : by the engine that portfolios are screened with; in standard operation.
    """
    values = draws.of_building(case)
    count = draws.count + 1
    physics = [drawn_physics(case.defaults, _plain(values, i)) for i in range(count)]
    zones = [drawn_zone(case.zone, _plain(values, i), case.defaults) for i in range(count)]
    variants = [Variant(z, p) for z, p in zip(zones, physics, strict=True)]
    order: list[tuple[int, int]] = []
    for row, one in enumerate(scenarios):
        for offset in one.stages:
            if not (take_back or _changes_energy(one, one.until(offset))):
                continue  # as today
            order.append((row, offset))
            variants += _stage(one, one.until(offset), (values, physics), take_back)
    found = _run(case, variants, count, is_quick, stop)
    stages = [dict.fromkeys(one.stages, found[0]) for one in scenarios]
    for (row, offset), year in zip(order, found[1:], strict=True):
        stages[row][offset] = year
    return BuildingYears(found[0], tuple(stages))


def _changes_energy(one: Applied, which: frozenset[int]) -> bool:
    steps = one.package.steps
    effects = [e for place in which for e in steps[place].measure.effects]
    return any(EFFECT_KINDS[e.kind].acts_on == ZONE for e in effects if e.kind in EFFECT_KINDS)


def _plain(values: Mapping[str, FloatArray], place: int) -> dict[str, float]:
    return {name: float(quantiles[place]) for name, quantiles in values.items()}


def _stage(
    one: Applied,
    which: frozenset[int],
    drawn: tuple[Mapping[str, FloatArray], Sequence[Physics]],
    take_back: float,
) -> list[Variant]:
    values, physics = drawn
    found: list[Variant] = []
    for place, numbers in enumerate(physics):
        draw = draw_of(values, place, one)
        zone = drawn_zone(one.package.zone, draw, one.case.defaults)
        later = warmer(one.package.applied(zone, draw, which), take_back)
        found.append(Variant(later, numbers))
    return found


def _run(
    case: Case, variants: list[Variant], count: int, is_quick: bool, stop: Stop
) -> list[DrawnYear]:
    """Every `count` variants as one state."""
    whole = _Sums(len(variants))
    if is_quick:
        quick = years(variants, case.weather, case.defaults, stop=lambda _: stop())
        whole.delivered[:] = quick.delivered
        whole.others[:3] = quick.exported, quick.own_use, quick.peak
    else:
        use = case.calibrated.operation if case.calibrated else None
        for first in range(0, len(variants), PORTION):
            stop()
            some = variants[first : first + PORTION]
            for row, hours in enumerate(simulate_many(some, case.weather, case.defaults, use)):
                whole.put(first + row, hours)
    return [whole.part(first, count) for first in range(0, len(variants), count)]


class _Sums:
    """Yearly sums of many states."""

    def __init__(self, n: int) -> None:
        self.delivered = np.zeros((len(CARRIERS), n))
        self.others = np.full((4, n), np.nan)

    def put(self, row: int, one: Simulated) -> None:
        """Add up the hours of a state."""
        hours = one.delivered.hourly
        for carrier, energy in hours.items():
            self.delivered[CARRIERS.index(carrier), row] = energy.sum()
        self.others[:, row] = (
            one.delivered.exported.sum(),
            one.delivered.own_use.sum(),
            np.sum(list(hours.values()), axis=0).max(),
            max(one.overheating.values(), default=0.0),
        )

    def part(self, first: int, count: int) -> DrawnYear:
        """Some of the states."""
        some = slice(first, first + count)
        return DrawnYear(self.delivered[:, some], *self.others[:, some])
