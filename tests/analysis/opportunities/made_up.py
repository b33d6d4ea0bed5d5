"""Buildings without models, and a few measures, for the tests of opportunities and plans."""

from collections.abc import Sequence

import numpy as np

from twin.analysis.opportunities.find import Setting
from twin.analysis.opportunities.offers import Offer
from twin.analysis.opportunities.sites import Site
from twin.analysis.zones import zone_from_archetype
from twin.model.building import Building
from twin.model.proposal import NOTHING, Disturbance, Effect, OfferedMeasure, Range, Selector
from twin.workspace.defaults import defaults, normal_year

CATEGORIES = ("school", "kindergarten", "nursing_home", "sports", "office", "culture")


def number(value: float, spread: float = 0.0) -> Range:
    """A number, with its relative spread."""
    return Range(value, value * (1 - spread), value * (1 + spread))


def effect(
    kind: str, value: float, share: float = 1.0, unit: str = "", spread: float = 0.0
) -> Effect:
    """An effect with a relative spread."""
    return Effect(kind, number(value, spread), unit, share=share)


def measure(
    key: str,
    effects: tuple[Effect, ...],
    basis: str,
    cost: float,
    kinds: tuple[str, ...] = (),
    weeks: float = 2.0,
) -> OfferedMeasure:
    """A measure that lasts 30 years."""
    return OfferedMeasure(
        key,
        key,
        Selector(kinds=kinds),
        effects,
        basis,
        number(cost, 0.2),
        NOTHING,
        30.0,
        number(10.0),
        disturbance=Disturbance(weeks, 0.2 if kinds else 0.0),
    )


MEASURES = (
    measure("walls", (effect("added_resistance", 4.0, spread=0.2),), "area", 1500, ("wall",)),
    measure("windows", (effect("u_value", 0.8, spread=0.1),), "area", 6000, ("window",)),
    measure("roof", (effect("added_resistance", 5.0),), "area", 900, ("roof",)),
    measure("tightness", (effect("n50", 1.5, spread=0.3),), "floor_area", 60),
    measure("recovery", (effect("heat_recovery", 0.8),), "floor_area", 900),
    measure("flow", (effect("ventilation_factor", 0.8),), "floor_area", 250),
    measure("light", (effect("lighting_factor", 0.5, spread=0.1),), "floor_area", 400),
    measure("cooler", (effect("setpoint_shift", -1.0),), "floor_area", 5),
    measure("pump", (effect("heat_pump", 3.0, share=0.8, spread=0.1),), "power", 9000),
    measure("other pump", (effect("heat_pump", 2.6, share=0.6),), "power", 6000),
    measure("panels", (effect("pv", 60.0, unit="W/m2", spread=0.1),), "power", 9000),
)  # fmt: skip
OFFERS = tuple(Offer(one.measure_id, one) for one in MEASURES)


def site(number: int, seed: int = 0) -> Site:
    """A made-up building of some kind, age and size."""
    rng = np.random.default_rng([seed, number])
    building = Building(
        f"b{number}",
        f"Building {number}",
        CATEGORIES[number % len(CATEGORIES)],
        construction_year=float(rng.integers(1930, 2022)),
        heated_floor_area=float(rng.uniform(500, 8000)),
        storeys=int(rng.integers(1, 5)),
    )
    return Site(building, zone_from_archetype(building, defaults()))


def sites(count: int) -> Sequence[Site]:
    """Several."""
    return [site(number) for number in range(count)]


def setting() -> Setting:
    """The normal year and the defaults of the program."""
    return Setting(normal_year(), defaults())
