"""Years of states of buildings at many paired draws, without making a zone for each draw."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.assumptions import Defaults, central_physics
from twin.analysis.draws import BUILDING, Draw, drawn, drawn_physics, drawn_zone, sobol_draws
from twin.analysis.opportunities import bought
from twin.analysis.opportunities.blend import CENTRAL, EFFECT, EFFECT_ONLY, Weights, blend
from twin.analysis.opportunities.plants import CARRIERS, ELECTRIC
from twin.analysis.opportunities.states import States, series_of, states_of
from twin.analysis.opportunities.years import Years, meters_of, plants_of
from twin.analysis.panels.result import QUANTILE, UNKNOWN_PLACE
from twin.analysis.zone.kernel import Group
from twin.analysis.zone.lumped import all_sums, of_numbers
from twin.analysis.zone.portfolio import Listener, unshaded, year_of
from twin.analysis.zone.shape import COARSE, all_planes
from twin.analysis.zone.variants import Numbers, Variant
from twin.model.arrays import Float32Array, FloatArray
from twin.model.thermal import HourlyWeather, ThermalZone

PRICE = "unit_cost"
AREA_ROWS = bought.LIGHT, bought.DEVICES, bought.FANS, bought.WATER, bought.WATER_ELSE
ROWS = {bought.FANS: "fan_power", bought.PANELS: EFFECT_ONLY}
LOWEST = {"blinds": 0.0}


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """d paired draws, shared by all buildings and measures.

    draws : quantiles of everything uncertain, of the effects and prices of measures, and of
        panels.  weights : the same for `blend`.
    """

    draws: tuple[Draw, ...]
    weights: Weights

    @classmethod
    def of(cls, count: int) -> "Draws":
        """Quantiles of a scrambled Sobol sequence, the same every time."""
        found = sobol_draws((*BUILDING, EFFECT, PRICE, QUANTILE), count)
        found = [{**draw, EFFECT_ONLY: 0.5} for draw in found]
        return cls(tuple(found), Weights.of(found))


def ends(zone: ThermalZone) -> tuple[ThermalZone, ThermalZone]:
    """A building with everything uncertain at its low, and at its high end."""
    names = tuple(name for name in BUILDING)
    return drawn_zone(zone, dict.fromkeys(names, 0.0)), drawn_zone(zone, dict.fromkeys(names, 1.0))


def drawn_years(
    versions: Sequence[Sequence[Variant]],
    draws: Draws,
    weather: HourlyWeather,
    defaults: Defaults,
) -> tuple[Years, FloatArray]:
    """Years of n states at d draws, arrays with a last axis of n * d, and which were drawn, (n,).

    States that are not plain have no draws; see `years.years`.

    versions : of each state, see `blend.LOW`.
    """
    several = [states_of(one, weather, defaults) for one in versions]
    middle, count = several[CENTRAL], len(draws.draws)
    found = Years.empty(len(versions[CENTRAL]) * count)
    is_drawn = np.zeros(len(versions[CENTRAL]))
    is_drawn[middle.rows] = 1.0
    if not len(middle.zones):
        return found, is_drawn
    physics = central_physics(defaults)
    numbers, bridges = zip(*(_numbers(one, middle) for one in several), strict=True)
    drawn_numbers = blend(
        numbers, bridges, draws.weights,
        (physics, [drawn_physics(defaults, draw) for draw in draws.draws]),
    )  # fmt: skip
    zones = [unshaded(z) for z in middle.zones]
    sums = all_sums(zones, COARSE)
    many = [one for one in sums for _ in range(count)]
    uses = [use for use in middle.uses for _ in range(count)]
    variants = [z for z in zones for _ in range(count)]
    lumped = of_numbers(drawn_numbers, many, all_planes(sums), uses, weather)
    states = _at_draws(several, draws)
    meters: list[bought.Meters] = []
    plants = plants_of(states)

    def listener(groups: Sequence[Group]) -> Listener:
        for group in groups:
            first = int(group.part[0])
            series = series_of(variants[first], uses[first], defaults)
            meters.append(meters_of(states, plants, group.part, series))
        return lambda row, hours, told: meters[row].add(hours, told)

    year_of(lumped, variants, uses, listener)
    for one in meters:
        found.write(states, one)
    return found, is_drawn


def _numbers(own: States, middle: States) -> tuple[Numbers, FloatArray]:
    """Numbers of the zones of `middle` in another version, and their thermal bridges."""
    first = np.unique(middle.zone, return_index=True)[1]
    zones = [own.zones[own.zone[row]] for row in first.tolist()]
    zones = [unshaded(z) for z in zones]
    numbers = Numbers.of(zones, all_sums(zones, COARSE))
    bridge = np.array([z.zone.thermal_bridge.value * z.zone.floor_area.value for z in zones])
    return numbers, bridge


def _at_draws(several: Sequence[States], draws: Draws) -> States:
    """The states of the middle version at each draw: zones and plants, draw by draw."""
    middle, count = several[CENTRAL], len(draws.draws)
    area = [_area(one) for one in several]
    size = draws.weights.blended("floor_area", area) / area[CENTRAL][:, None]
    factors = np.empty((bought.FACTORS, len(middle.rows) * count), np.float32)
    for row in range(bought.FACTORS):
        values = [one.factors[row].astype(np.float64) for one in several]
        if row in AREA_ROWS:
            values = [v / a for v, a in zip(values, area, strict=True)]
        name = ROWS.get(row, EFFECT_ONLY if row in AREA_ROWS else "efficiency")
        at = draws.weights.blended(name, values)
        if row in AREA_ROWS:
            at = at * (size * area[CENTRAL][:, None])
        factors[row] = np.maximum(at, 0.0).ravel()
    made = np.array([drawn(UNKNOWN_PLACE, draw[QUANTILE]) for draw in draws.draws])
    factors[bought.PANELS] *= np.tile(made, len(middle.rows))
    by_need = np.repeat(middle.by_need, count, axis=2)
    _follow(by_need, factors, middle, count)
    return replace(
        middle,
        rows=(middle.rows[:, None] * count + np.arange(count)).ravel().astype(np.int32),
        zones=middle.zones * count,  # as many as there are lanes
        zone=(middle.zone[:, None] * count + np.arange(count)).ravel().astype(np.int32),
        factors=factors,
        sun=np.repeat(middle.sun, count),
        by_need=by_need,
    )


def _follow(by_need: FloatArray, factors: Float32Array, middle: States, count: int) -> None:
    """Change what other carriers are bought for as their sum changes."""
    else_rows = bought.ROOM_ELSE, bought.COIL_ELSE, bought.WATER_ELSE
    for need, row in enumerate(else_rows):
        usual = np.repeat(middle.factors[row].astype(np.float64), count)
        ratio = np.divide(factors[row], usual, out=np.ones_like(usual), where=usual > 0)
        others = [c for c in range(len(CARRIERS)) if c != ELECTRIC]
        by_need[need, others] *= ratio


def _area(states: States) -> FloatArray:
    return np.array([states.zones[z].zone.floor_area.value for z in states.zone.tolist()])
