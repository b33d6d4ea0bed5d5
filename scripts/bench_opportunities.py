"""Speed of opportunities, packages and plans of a thousand buildings, beside their aims."""

import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import twin  # noqa: E402, F401  # before NumPy: it sets how many threads sums may have

# isort: split
import numpy as np  # noqa: E402

from twin.analysis.opportunities.find import Setting, opportunities  # noqa: E402
from twin.analysis.opportunities.ladders import ladders  # noqa: E402
from twin.analysis.opportunities.offers import Offer, of_catalogue  # noqa: E402
from twin.analysis.opportunities.sites import Site  # noqa: E402
from twin.analysis.opportunities.spread import COUNT, with_spread  # noqa: E402
from twin.analysis.plan.make import exact_plan, greedy_plan  # noqa: E402
from twin.analysis.zones import zone_from_archetype  # noqa: E402
from twin.errors import Cancelled  # noqa: E402
from twin.model.building import Building  # noqa: E402
from twin.model.opportunity import Ladders, Opportunities, PlanLimits  # noqa: E402
from twin.workspace.catalogue import catalogue  # noqa: E402
from twin.workspace.defaults import defaults, normal_year  # noqa: E402

CATEGORIES = ("school", "kindergarten", "nursing_home", "sports", "office", "culture")
MEASURES, YEARS, RATE = 24, 10, 0.04
Record = dict[str, object]
T = TypeVar("T")


def records(buildings: int = 1000) -> Iterator[Record]:
    """Opportunities with central values and with draws, packages, and plans."""
    sites, setting = portfolio(buildings), Setting(normal_year(), defaults())
    some = offers()[:MEASURES]
    opportunities(sites[:20], some, setting)  # compiled
    found, seconds = timed(lambda: opportunities(sites, some, setting))
    about = f"{buildings} buildings x {MEASURES} measures"
    yield record(f"{about}: opportunities found", len(found), "", 10_000, more=True)
    yield record("  by the hour, central values, two cores", seconds, "s", 10.0)
    every, seconds = timed(lambda: opportunities(sites, offers(), setting))
    yield record(f"  the whole catalogue: {len(every)} of them", seconds, "s", 10.0)
    made, seconds = timed(lambda: ladders(sites, some, found, setting))
    yield record(f"  packages, {len(made.single)} steps calculated anew", seconds, "s", 30.0)
    yield from plans(made)
    yield from drawn(found, sites, some, setting)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield record("  most memory of the whole run", most, "MiB", 2048.0)


def drawn(
    found: Opportunities, sites: list[Site], some: tuple[Offer, ...], setting: Setting
) -> Iterator[Record]:
    """P10 and P90 of all, how often the run tells how far it is, and how soon it ends."""
    told = [time.perf_counter()]
    spent = time.process_time()
    _, seconds = timed(
        lambda: with_spread(
            found, sites, some, setting, stop=lambda _: told.append(time.perf_counter())
        )
    )
    spent = time.process_time() - spent
    yield record(f"  with {COUNT} paired draws each", seconds, "s", 180.0)
    yield record("    processor time, on two threads", spent, "s", 360.0)
    waits = [after - before for before, after in pairwise(told)]
    yield record("    longest wait for progress", max(waits), "s", 5.0)
    yield record(
        "    from cancelling to the end", cancelled(found, sites, some, setting), "s", 5.0
    )


def cancelled(
    found: Opportunities, sites: list[Site], some: tuple[Offer, ...], setting: Setting
) -> float:
    """How long a run goes on after it was told to end. [s]"""
    asked = 0.0

    def stop(_: float) -> None:
        nonlocal asked
        asked = time.perf_counter()
        raise Cancelled("Cancelled.")

    try:
        with_spread(found, sites, some, setting, stop=stop)
    except Cancelled:
        return time.perf_counter() - asked
    return float("nan")


def plans(made: Ladders) -> Iterator[Record]:
    """The quick and the exact plan of ten years under each kind of limit."""
    steps = made.steps
    gains = steps.present_value[:, 1] > 0
    budgets = (float(steps.investment[gains, 1].sum()) / YEARS / 2,) * YEARS  # half of what pays
    limits = PlanLimits(2027, budgets)
    free = exact_plan(made, limits, RATE)  # compiled
    emission = steps.emission_saving[:, 1]
    given = float(emission[free.year > 0].sum())
    work = float(steps.weeks[gains].sum()) / YEARS / 2
    cases = {
        "budgets, one closure at a time": limits,
        "and weeks of work": replace(limits, work_weeks=work),
        "and a target for emissions": replace(limits, emission_saving=1.01 * given),
        "and a target out of reach": replace(limits, emission_saving=1.05 * given),
    }
    for name, one in cases.items():
        tries = [greedy_plan(made, one, RATE).seconds for _ in range(5)]
        yield record(f"  quick plan, {name}", 1000 * min(tries), "ms", 50.0)
        spent = time.process_time()
        plan = exact_plan(made, one, RATE)
        spent = time.process_time() - spent
        yield record(f"  exact plan, {name}", plan.seconds, "s", 2.0)
        yield record("    processor time", spent, "s", 2.0)
        yield record("    gap", 100 * plan.gap, "%", 0.1)
        if plan.unmet:
            yield record("    nearer to the target at most", 100 * plan.slack, "%", 0.3)


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What some work gives, and how long it took on the wall. [s]"""
    begun = time.perf_counter()
    found = work()
    return found, time.perf_counter() - begun


def record(name: str, value: float, unit: str, aim: float, more: bool = False) -> Record:
    """A figure beside its aim; a ratio of 1 or less keeps it. more : where more is better."""
    shown = round(value, 3 if value < 100 else 0)
    ratio = aim / value if more else value / aim
    return {"name": name, "value": shown, "unit": unit, "aim": aim, "ratio": round(ratio, 3)}


def offers() -> tuple[Offer, ...]:
    """Measures of the catalogue, those that nobody leaves out first."""
    return tuple(of_catalogue(one) for one in catalogue())


def portfolio(number: int) -> list[Site]:
    """Made-up buildings of all kinds, ages and sizes, without models."""
    rng = np.random.default_rng(1000)
    found: list[Site] = []
    for place in range(number):
        building = Building(
            f"b{place}",
            f"Building {place}",
            CATEGORIES[place % len(CATEGORIES)],
            construction_year=float(rng.integers(1930, 2022)),
            heated_floor_area=float(rng.uniform(500, 8000)),
            storeys=int(rng.integers(1, 5)),
        )
        found.append(Site(building, zone_from_archetype(building, defaults())))
    return found


if __name__ == "__main__":
    for line in records(int(sys.argv[1]) if len(sys.argv) > 1 else 1000):
        print(f"{line['name']:<58}{line['value']:>12} {line['unit']:<4}"
              f" aim {line['aim']:>8} ratio {line['ratio']}")  # fmt: skip
