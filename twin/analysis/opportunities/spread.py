"""P10 and P90 of opportunities that were found, from paired draws.

All measures of a building share its draws, so that the spread of a saving is that of the
difference. The middle column stays the central value: it is at the median of all inputs.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from twin.analysis.assumptions import central_physics
from twin.analysis.draws import drawn
from twin.analysis.economics.present_value import present_factor
from twin.analysis.opportunities.beyond import decanting
from twin.analysis.opportunities.drawn_years import PRICE, Draws, drawn_years, ends
from twin.analysis.opportunities.find import Pair, Setting, applicable
from twin.analysis.opportunities.offers import Offer, applied
from twin.analysis.opportunities.sites import Site
from twin.analysis.opportunities.worth import Worth
from twin.analysis.opportunities.years import Stop, Years, finish, never
from twin.analysis.zone.variants import Variant
from twin.model.arrays import FloatArray, IntArray
from twin.model.opportunity import P10, P90, WITH_SPREAD, Opportunities
from twin.model.proposal import Range
from twin.model.thermal import Sourced

COUNT = 64
WORKERS = 2
SITES = 4  # buildings whose draws are held at a time
PERCENTILES = 0.1, 0.9


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    """What all portions share."""

    sites: Sequence[Site]
    offers: Sequence[Offer]
    pairs: Sequence[Pair]
    found: Opportunities
    setting: Setting
    draws: Draws
    worth: Worth
    columns: dict[str, FloatArray]


def with_spread(
    found: Opportunities,
    sites: Sequence[Site],
    offers: Sequence[Offer],
    setting: Setting,
    count: int = COUNT,
    stop: Stop = never,
) -> Opportunities:
    """The same opportunities with P10 and P90 of what is uncertain.

    Rows whose plant needs its hours (stores, hourly heat pumps, several uses) keep NaN there for
    all that follows from energy.

    found : of the same sites, offers and setting.  count : of draws, a power of two.
    stop : told how far it is, 0 to 1; may raise to end it.
    """
    every, _ = applicable(sites, offers)
    by_key = {(p.site, p.offer): p for p in every}
    rows = zip(found.building.tolist(), found.measure.tolist(), strict=True)
    pairs = [by_key[key] for key in rows]
    columns = {name: np.array(getattr(found, name)) for name in WITH_SPREAD}
    draws = Draws.of(count)
    worth = Worth.of(setting.defaults, setting.assumptions)
    task = _Task(sites, offers, pairs, found, setting, draws, worth, columns)
    portions = [range(i, min(i + SITES, len(sites))) for i in range(0, len(sites), SITES)]
    with ThreadPoolExecutor(WORKERS) as pool:
        work = [pool.submit(partial(_portion, task, portion)) for portion in portions]
        finish(work, stop)
    return replace(found, **columns, draws=len(draws.draws))  # pyright: ignore[reportArgumentType]


def _portion(task: _Task, portion: range) -> None:
    """Draw some buildings with all their measures, and write down the percentiles."""
    first, last = np.searchsorted(task.found.building, [portion.start, portion.stop]).tolist()
    if first == last:
        return
    pairs = task.pairs[first:last]
    setting, count = task.setting, len(task.draws.draws)
    versions = _versions(task, portion, pairs)
    run, is_drawn = drawn_years(versions, task.draws, setting.weather, setting.defaults)
    before = np.array([p.site - portion.start for p in pairs], np.int32)
    after = len(portion) + np.arange(len(pairs), dtype=np.int32)
    both = (is_drawn[before] * is_drawn[after]) > 0
    around = [run.rows(_all(rows, count)) for rows in (before, after)]
    for name, values in _values(task, pairs, slice(first, last), around).items():
        low, high = np.quantile(values.reshape(len(pairs), count), PERCENTILES, axis=1)
        column = task.columns[name]
        middle = column[first:last, 1]
        known = both if name != "investment" else np.ones_like(both)
        column[first:last, P10] = np.where(known, np.minimum(low, middle), np.nan)
        column[first:last, P90] = np.where(known, np.maximum(high, middle), np.nan)


def _all(rows: IntArray, count: int) -> IntArray:
    """Places of all draws of some states."""
    return (rows[:, None] * count + np.arange(count)).ravel().astype(np.int32)


def _versions(task: _Task, portion: range, pairs: Sequence[Pair]) -> list[list[Variant]]:
    """The buildings, and them after each measure, in the five versions of `blend`."""
    physics = central_physics(task.setting.defaults)
    take_back = task.setting.assumptions.take_back
    today = [
        (low, site.zone, high, site.zone, site.zone)
        for site in (task.sites[row] for row in portion)
        for low, high in (ends(site.zone),)
    ]
    found: list[list[Variant]] = []
    for version, quantile in enumerate((0.5, 0.5, 0.5, 0.0, 1.0)):
        zones = [of[version] for of in today]
        for pair in pairs:
            site, measure = task.sites[pair.site], task.offers[pair.offer].measure
            zone = zones[pair.site - portion.start]
            zones.append(
                applied(zone, [(measure, pair.reach)], site.envelope, take_back, quantile)
            )
        found.append([Variant(zone, physics) for zone in zones])
    return found


def _values(
    task: _Task, pairs: Sequence[Pair], rows: slice, around: Sequence[Years]
) -> dict[str, FloatArray]:
    """Columns at each draw, each (pairs * draws,)."""
    before, after = around
    worth, draws, found = task.worth, task.draws.draws, task.found
    price = np.array([draw["energy_price"] for draw in draws])
    cost = _cost(worth, before, price) - _cost(worth, after, price)
    growth = task.setting.defaults.values["economics.price_growth"]
    fixed = np.isfinite(task.setting.assumptions.price_growth)
    factors = [
        worth.saving_factor()
        if fixed
        else present_factor(
            replace(worth.economics, price_growth=drawn(growth, draw["price_growth"]))
        )
        for draw in draws
    ]
    investment = np.array([_investments(task, pair) for pair in pairs])
    running = np.repeat(found.running_cost[rows], len(draws))
    lives = worth.bought_again([task.offers[p.offer].measure.service_life for p in pairs])
    counted = np.maximum(investment - found.maintenance_part[rows][:, None], 0.0)
    value = cost * np.tile(factors, len(pairs)) - running * worth.running_factor()
    return {
        "saving": before.total - after.total,
        "peak_saving": before.peak - after.peak,
        "cost_saving": cost - running,
        "emission_saving": worth.emitted(before) - worth.emitted(after),
        "investment": investment.ravel(),
        "present_value": value - (counted * lives[:, None]).ravel(),
    }


def _cost(worth: Worth, years: Years, price: FloatArray) -> FloatArray:
    """Bought less sold energy at drawn prices, which all carriers follow together."""
    times = len(years.peak) // max(len(price), 1)
    found = np.zeros(len(years.peak))
    for row, ends_of in enumerate(worth.prices.tolist()):
        if years.delivered[row].any():
            low, middle, high = ends_of
            at = np.array([drawn(Range(middle, low, high), q) for q in price])
            found += years.delivered[row] * np.tile(at, times)
    low, middle, high = worth.export.tolist()
    at = np.array([drawn(Range(middle, low, high), q) for q in price])
    return found - years.exported * np.tile(at, times)


def _investments(task: _Task, pair: Pair) -> list[float]:
    """Sum of a measure at each draw; a price offered without spread gets the usual one. [NOK]"""
    measure, usual = (
        task.offers[pair.offer].measure,
        task.setting.defaults.values["economics.price_factor"],
    )
    moving = decanting(task.sites[pair.site], measure)
    return [
        pair.reach.quantity * _price(measure.unit_cost, usual, draw[PRICE])
        + _price(measure.fixed_cost, usual, draw[PRICE])
        + moving
        for draw in task.draws.draws
    ]


def _price(offered: Range, usual: Sourced, quantile: float) -> float:
    if offered.high > offered.low:
        return drawn(offered, quantile)
    return offered.value * drawn(usual, quantile)
