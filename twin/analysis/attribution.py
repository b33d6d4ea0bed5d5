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
from twin.model.effect_kind import EFFECT_KINDS, ZONE
from twin.model.operation import ActualOperation
from twin.model.scenario import Scenario
from twin.model.thermal import EnergyResult, ThermalZone

MOST_EXACT = 8
"""Measures that change energy of which all subsets are simulated: 256."""
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
    is_exact : whether all subsets of the measures that change energy were.
    """

    measures: tuple[str, ...]
    quantities: tuple[str, ...]
    package: FloatArray
    alone: FloatArray
    ordered: FloatArray
    shapley: FloatArray
    error: FloatArray
    states: int
    is_exact: bool


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
    known = _States(package, case)
    is_exact = len(known.moving) <= MOST_EXACT
    some = () if is_exact else _orders(n, orders)
    wanted = _subsets(known.moving) if is_exact else {s for o in some for s in _grown(o)}
    known.simulate(wanted | {frozenset({k}) for k in range(n)} | set(_grown(range(n))))
    ordered = known.added(range(n))
    shapley, error = _exact(known, n) if is_exact else _sampled(known, some)
    return Attribution(
        tuple(step.measure.measure_id for step in package.steps),
        (ENERGY, COST, *(f"kgCO2e {basis}" for basis in case.defaults.emission_factors)),
        known.saving(frozenset(range(n))),
        np.stack([known.saving(frozenset({k})) for k in range(n)], axis=1) if n else ordered,
        ordered,
        shapley,
        error,
        len(known.values),
        is_exact,
    )


class _States:
    """What the building uses with each subset of the measures.

    moving : places of the measures that change energy; `values` is by subsets of these.
    """

    def __init__(self, package: Package, case: Case) -> None:
        self.package, self.case = package, case
        self.zone, self.physics, self.use = _central(package.zone, case)
        self.values: dict[Subset, FloatArray] = {}
        self.moving = frozenset(
            row
            for row, step in enumerate(package.steps)
            if any(EFFECT_KINDS[e.kind].acts_on == ZONE for e in step.measure.effects)
        )

    def simulate(self, wanted: Iterable[Subset]) -> None:
        """Run years, some at a time."""
        case = self.case
        every = sorted({subset & self.moving for subset in wanted}, key=sorted)
        for first in range(0, len(every), BATCH):
            some = every[first : first + BATCH]
            zones = [self.package.applied(self.zone, which=subset) for subset in some]
            years = annual_energies(
                zones, case.weather, case.defaults, self.physics, actual=self.use
            )
            self.values |= {s: _numbers(y) for s, y in zip(some, years, strict=True)}

    def saving(self, subset: Subset) -> FloatArray:
        """Of a subset against today, shape (q,)."""
        return self.values[frozenset()] - self.of(subset)

    def of(self, subset: Subset) -> FloatArray:
        """With a subset, shape (q,)."""
        return self.values[subset & self.moving]

    def added(self, order: Sequence[int]) -> FloatArray:
        """What each measure adds to those before it, by measure, shape (q, n)."""
        steps = np.stack([self.of(s) for s in _grown(order)], axis=1)
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


def _subsets(of: Subset) -> set[Subset]:
    return {frozenset(some) for size in range(len(of) + 1) for some in combinations(of, size)}


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
    """Shapley value from all subsets; what changes no energy has no share."""
    found = np.zeros((len(known.of(frozenset())), n))
    moving = len(known.moving)
    for subset in _subsets(known.moving):
        for k in known.moving - subset:
            orders = factorial(len(subset)) * factorial(moving - len(subset) - 1)
            added = known.of(subset) - known.of(subset | {k})
            found[:, k] += orders / factorial(moving) * added
    return found, np.zeros_like(found)


def _sampled(known: _States, orders: Sequence[Sequence[int]]) -> tuple[FloatArray, FloatArray]:
    """Shapley value from some orders; an order and itself backwards count as one sample."""
    added = np.stack([known.added(order) for order in orders])
    pairs = (added[::2] + added[1::2]) / 2
    error = (
        pairs.std(axis=0, ddof=1) / np.sqrt(len(pairs)) if len(pairs) > 1 else pairs[0] * np.nan
    )
    return pairs.mean(axis=0), error
