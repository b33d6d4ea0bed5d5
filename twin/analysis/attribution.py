"""Which measure of a package saves how much of it.

Measures that stand together save less (or, with colder water for a heat pump, more) than the sum
of what each saves alone, so a share of the package needs a rule. Two are given: the order in which
the measures were chosen, and the Shapley value, the mean over all orders. Both come from
simulations of the partly changed building, and both add up to the package.

References
----------
Shapley (1953), Contributions to the Theory of Games II, 307-317.
Castro, Gomez and Tejada (2009), doi 10.1016/j.cor.2008.04.004: by sampled orders.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial

import numpy as np

from twin.analysis.applied import Case, Package
from twin.analysis.assumptions import Physics
from twin.analysis.draws import drawn_physics, drawn_zone
from twin.analysis.heat_balance import annual_energies
from twin.model.arrays import FloatArray
from twin.model.operation import ActualOperation
from twin.model.scenario import Scenario
from twin.model.thermal import EnergyResult, ThermalZone

MOST_EXACT = 8
"""Measures of which all subsets are simulated: 256."""
ORDERS = 32
"""Sampled above that, half of them the others backwards."""
BATCH = 64  # years that are held at a time
SEED = 3720
ENERGY, COST = "kWh", "NOK"
Subset = frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Attribution:
    """Savings per year of n measures that apply; arrays of shape (q, n), `package` (q,).

    measures : ids, in the order of the scenario.
    quantities : ``kWh`` of delivered energy, ``NOK`` of energy bought less sold, and ``kgCO2e``
        with the name of each electricity basis behind it.
    package : of all of them together; comfort that is taken back is not in it.
    alone : of each as if it were the only one. They do not add up.
    ordered : what each adds to those before it.
    shapley : mean of what each adds, over all orders.
    error : standard error of `shapley`, 0 where all subsets were simulated.
    states : of the building that were simulated.
    """

    measures: tuple[str, ...]
    quantities: tuple[str, ...]
    package: FloatArray
    alone: FloatArray
    ordered: FloatArray
    shapley: FloatArray
    error: FloatArray
    states: int

    @property
    def is_exact(self) -> bool:
        """Whether all subsets were simulated."""
        return len(self.measures) <= MOST_EXACT


def attribution(scenario: Scenario, case: Case, orders: int = ORDERS) -> Attribution:
    """Share of each measure that applies, with central values, calibrated where meters tell.

    Parameters
    ----------
    orders : sampled above `MOST_EXACT` measures; rounded up to an even number.

    Raises
    ------
    MissingInput, InputOutOfRange
        As `heat_balance.annual_energy`.
    """
    package = Package.of(scenario, case)
    n = len(package.steps)
    some = _orders(n, orders)
    wanted = _subsets(n) if n <= MOST_EXACT else {s for order in some for s in _grown(order)}
    wanted |= {frozenset({k}) for k in range(n)} | set(_grown(range(n)))
    known = _States(package, case)
    known.simulate(wanted)
    ordered = known.added(range(n))
    shapley, error = _exact(known, n) if n <= MOST_EXACT else _sampled(known, some)
    return Attribution(
        tuple(step.measure.measure_id for step in package.steps),
        (ENERGY, COST, *(f"kgCO2e {basis}" for basis in case.defaults.emission_factors)),
        known.saving(frozenset(range(n))),
        np.stack([known.saving(frozenset({k})) for k in range(n)], axis=1) if n else ordered,
        ordered,
        shapley,
        error,
        len(wanted),
    )


class _States:
    """What the building uses with each subset of the measures."""

    def __init__(self, package: Package, case: Case) -> None:
        self.package, self.case = package, case
        self.zone, self.physics, self.use = _central(package.zone, case)
        self.values: dict[Subset, FloatArray] = {}

    def simulate(self, wanted: Iterable[Subset]) -> None:
        """Run years, some at a time."""
        case, every = self.case, sorted(wanted, key=sorted)
        for first in range(0, len(every), BATCH):
            some = every[first : first + BATCH]
            zones = [self.package.applied(self.zone, which=subset) for subset in some]
            years = annual_energies(
                zones, case.weather, case.defaults, self.physics, actual=self.use
            )
            self.values |= {s: _numbers(y) for s, y in zip(some, years, strict=True)}

    def saving(self, subset: Subset) -> FloatArray:
        """Of a subset against today, shape (q,)."""
        return self.values[frozenset()] - self.values[subset]

    def added(self, order: Sequence[int]) -> FloatArray:
        """What each measure adds to those before it, by measure, shape (q, n)."""
        steps = np.stack([self.values[s] for s in _grown(order)], axis=1)
        found = np.empty((len(steps), len(order)))
        found[:, list(order)] = -np.diff(steps, axis=1)
        return found


def _central(
    zone: ThermalZone, case: Case
) -> tuple[ThermalZone, Physics | None, ActualOperation | None]:
    found = case.calibrated
    if found is None or found.middle is None:
        return zone, None, None
    own = drawn_zone(zone, found.middle, case.defaults)
    return own, drawn_physics(case.defaults, found.middle), found.operation


def _numbers(year: EnergyResult) -> FloatArray:
    return np.array([year.delivered_total, year.cost, *year.emissions.values()])


def _subsets(n: int) -> set[Subset]:
    return {frozenset(some) for size in range(n + 1) for some in combinations(range(n), size)}


def _grown(order: Sequence[int]) -> Iterator[Subset]:
    """Nothing, the first measure, the first two, and so on."""
    return (frozenset(order[:size]) for size in range(len(order) + 1))


def _orders(n: int, count: int) -> list[list[int]]:
    """Random orders, each followed by itself backwards."""
    random = np.random.default_rng(SEED)
    found: list[list[int]] = []
    for _ in range(-(-count // 2)):
        order = random.permutation(n).tolist()
        found += [order, order[::-1]]
    return found


def _exact(known: _States, n: int) -> tuple[FloatArray, FloatArray]:
    """Shapley value from all subsets."""
    today = known.values[frozenset()]
    found = np.zeros((len(today), n))
    for subset in _subsets(n):
        weight = factorial(len(subset)) * factorial(n - len(subset) - 1) if n > len(subset) else 0
        for k in set(range(n)) - subset:
            added = known.values[subset] - known.values[subset | {k}]
            found[:, k] += weight / factorial(n) * added
    return found, np.zeros_like(found)


def _sampled(known: _States, orders: Sequence[Sequence[int]]) -> tuple[FloatArray, FloatArray]:
    """Shapley value from some orders; an order and itself backwards count as one sample."""
    added = np.stack([known.added(order) for order in orders])
    pairs = (added[::2] + added[1::2]) / 2
    error = (
        pairs.std(axis=0, ddof=1) / np.sqrt(len(pairs)) if len(pairs) > 1 else pairs[0] * np.nan
    )
    return pairs.mean(axis=0), error
