"""What unlike scenarios are compared on: the same measures for all, each with its basis."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from twin.model.arrays import FloatArray, frozen
from twin.model.scenario import Spread, Statement

LESS, MORE = "less", "more"
ROBUST = 0.8
"""A lead that holds in at least this share of the draws is called robust."""
RECOMPUTED, CLAIMED, RECORDED, NONE = "recomputed", "claimed", "recorded", "none"
"""Whether the program calculated a number, a supplier says it, the records say it, or nobody."""


@dataclass(frozen=True, slots=True)
class Comparable:
    """One measure all scenarios are compared on.

    better : `LESS` or `MORE`.  group : ``energy`` | ``money`` | ``climate`` | ``condition`` |
    ``people``.
    """

    key: str
    title: str
    unit: str
    better: str
    group: str


COMPARABLES: tuple[Comparable, ...] = (
    Comparable("bought_energy", "Bought energy", "kWh/year", LESS, "energy"),
    Comparable("peak_power", "Highest hour", "kW", LESS, "energy"),
    Comparable("own_use", "Own solar electricity used", "kWh/year", MORE, "energy"),
    Comparable("investment", "Investment", "NOK", LESS, "money"),
    Comparable("yearly_cost", "Yearly cost", "NOK/year", LESS, "money"),
    Comparable("present_value", "Net present value", "NOK", MORE, "money"),
    Comparable("cost_30", "Life cycle cost, 30 years", "NOK", LESS, "money"),
    Comparable("cost_60", "Life cycle cost, 60 years", "NOK", LESS, "money"),
    Comparable("simple_payback", "Payback without interest", "years", LESS, "money"),
    Comparable("payback", "Discounted payback", "years", LESS, "money"),
    Comparable("emissions", "CO2e of operation", "kgCO2e/year", LESS, "climate"),
    Comparable(
        "emissions_other", "CO2e of operation, other basis", "kgCO2e/year", LESS, "climate"
    ),
    Comparable("embodied", "CO2e of materials", "kgCO2e", LESS, "climate"),
    Comparable("backlog", "Backlog after ten years", "NOK", LESS, "condition"),
    Comparable("weighted_grade", "Weighted grade after ten years", "TG", LESS, "condition"),
    Comparable("risk", "Parts at high risk", "parts", LESS, "condition"),
    Comparable("knowledge", "Parts of known condition", "%", MORE, "condition"),
    Comparable("failures", "Failures", "1/year", LESS, "condition"),
    Comparable("response_time", "Time to repair", "h", LESS, "people"),
    Comparable("man_hours", "Own work", "h/year", LESS, "people"),
    Comparable("overheating", "Hours above 26 °C in use", "h/year", LESS, "people"),
    Comparable("disturbance", "Weeks of work", "weeks", LESS, "people"),
    Comparable("closed", "Closed room-weeks", "m2 weeks", LESS, "people"),
    Comparable("confidence", "Confidence of the data", "1", MORE, "people"),
)


UNKNOWN = Spread(math.nan, math.nan, math.nan)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A scenario on one of `COMPARABLES`. value: NaN where nobody knows it.

    supported : share of a claim that has evidence, 0 to 1; 1 for what is no claim.
    """

    value: Spread = UNKNOWN
    basis: str = NONE
    supported: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class ScenarioOutcome:
    """One scenario as it stands in a comparison.

    key : ``PortfolioScenario.key/version``; ``today`` and ``do nothing`` have no version.
    outcomes : by key of `COMPARABLES`.
    samples : by key, shape (draws,); the same draws of all that scenarios share, in all.
    by_carrier : bought energy, of the draws in the middle. [kWh/year]
    years : of the curves.  worth : net present value built up, P10, P50, P90, shape (3, years).
    backlog : low, central and high, shape (3, years). [NOK]
    accounts : today's value on each main account of NS 3454:2013 by the period in years, central
        values, without the backlog that is left; "" for what the standard has no account for.
        [NOK]
    annuities : the same as equal yearly sums, by the period. [NOK/year]
    """

    key: str
    name: str
    outcomes: Mapping[str, Outcome]
    samples: Mapping[str, FloatArray] = field(default_factory=dict[str, FloatArray])
    by_carrier: Mapping[str, float] = field(default_factory=dict[str, float])
    years: tuple[int, ...] = ()
    worth: FloatArray = field(default_factory=lambda: np.empty((3, 0)))
    backlog: FloatArray = field(default_factory=lambda: np.empty((3, 0)))
    statements: tuple[Statement, ...] = ()
    accounts: Mapping[int, Mapping[str, float]] = field(
        default_factory=dict[int, Mapping[str, float]]
    )
    annuities: Mapping[int, float] = field(default_factory=dict[int, float])

    def __post_init__(self) -> None:
        """Freeze the arrays."""
        for name in ("worth", "backlog"):
            object.__setattr__(self, name, frozen(getattr(self, name), np.float64, (3, None)))

    def of(self, key: str) -> Outcome:
        """Its outcome on one comparable; `NONE` where nobody knows it."""
        return self.outcomes.get(key, Outcome())
