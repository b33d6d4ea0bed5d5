"""Scenarios side by side: what they were compared under, what they share, what decides."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from twin.model.arrays import FloatArray
from twin.model.choice import AS_DEFAULTS, Assumptions
from twin.model.comparison import ScenarioOutcome
from twin.model.proposal import Range
from twin.model.scenario import Quantity, Spread, Statement

LATER_COUNTS, LEFT_OUT, STRONGER_COUNTS, IN_ORDER = (
    "later counts", "left out", "stronger counts", "in order",
)  # fmt: skip
"""How two measures that meet are kept from being counted twice."""
BELOW, INSIDE, ABOVE, NOT_KNOWN = "below", "inside", "above", "unknown"
_SENTENCES = {
    LATER_COUNTS: "{first} and {second} change the same: the later one counts, both are paid for.",
    LEFT_OUT: "{first} and {second} exclude each other: {second} is left out, neither counted nor"
    " paid for.",
    STRONGER_COUNTS: "{first} and {second} claim the same: the stronger claim counts, not both.",
    IN_ORDER: "{first} and {second} meet: they are simulated together, in their order.",
}


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two measures that act on the same thing in one building.

    scenario : key of the scenario that holds both, "" where they are of unlike scenarios.
    first, second : titles, in the order in which they are applied.
    suppliers : of both, "" for the catalogue.
    what : the effect, or the kind of parts, that both have.
    elements : how many both touch, 0 where it is no matter of elements.
    rule : `LATER_COUNTS` | `LEFT_OUT` | `STRONGER_COUNTS` | `IN_ORDER`.
    """

    scenario: str
    building_id: str
    first: str
    second: str
    what: str
    rule: str
    suppliers: tuple[str, str] = ("", "")
    elements: int = 0

    @property
    def statement(self) -> Statement:
        """In one sentence."""
        values = {"first": self.first, "second": self.second}
        return Statement(_SENTENCES[self.rule], dict(values))


@dataclass(frozen=True, slots=True)
class BreakEven:
    """The price at which a scenario is worth as much as doing nothing.

    price : carrier, or ``investment``: the share of the offered prices.
    now : the price that was calculated with.  at : NaN where no such price exists.
    """

    price: str
    unit: str
    now: float
    at: float


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Scenarios on the same buildings, under the same assumptions and the same draws.

    outcomes : ``today``, ``do nothing``, then the scenarios in their order.
    inputs : quantile of each uncertain input in each draw, shape (draws,); with several buildings
        those that all of them share.  titles : what each input is called.
    break_even : by key of the scenario.
    overlaps : within a scenario, and between suppliers.
    assumptions : with the values of the program where nothing was said.
    is_quick : by the quick engine that portfolios are screened with.
    statements : about all scenarios.
    """

    outcomes: tuple[ScenarioOutcome, ...]
    buildings: tuple[str, ...]
    inputs: Mapping[str, FloatArray] = field(default_factory=dict[str, FloatArray])
    titles: Mapping[str, Statement] = field(default_factory=dict[str, Statement])
    break_even: Mapping[str, tuple[BreakEven, ...]] = field(
        default_factory=dict[str, tuple[BreakEven, ...]]
    )
    overlaps: tuple[Overlap, ...] = ()
    assumptions: Assumptions = AS_DEFAULTS
    first_year: int = 0
    draws: int = 0
    is_quick: bool = False
    statements: tuple[Statement, ...] = ()

    def of(self, key: str) -> ScenarioOutcome | None:
        """The outcome of a scenario by its key."""
        return next((o for o in self.outcomes if o.key == key), None)


@dataclass(frozen=True, slots=True)
class Needed:
    """The value that one input would have to have for a claim to be true.

    low, high : what the model takes for possible.
    """

    input: str
    title: str
    unit: str
    value: float
    low: float
    high: float

    @property
    def is_possible(self) -> bool:
        """Whether the model takes the value for possible."""
        return self.low <= self.value <= self.high

    @property
    def quantity(self) -> Quantity:
        """The value as it is shown."""
        return Quantity(self.value, self.unit)


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """A claimed saving beside that of the model, on one building.

    claimed, model : of the delivered energy. [%]
    position : of the claim: `BELOW`, `INSIDE` or `ABOVE` P10 to P90 of the model; `NOT_KNOWN`
        where the measure does not apply there.
    needed : single inputs that would make it true, the likeliest first; () where it is inside.
    measured : mean saving of the cases that were metered; NaN without any. [%]
    """

    proposal_id: str
    measure_id: str
    title: str
    supplier: str
    building_id: str
    claimed: Range
    model: Spread
    position: str
    reason: Statement
    needed: tuple[Needed, ...] = ()
    has_evidence: bool = False
    measured: float = math.nan


@dataclass(frozen=True, slots=True)
class Differing:
    """A figure of a decision that is another one when it is calculated again."""

    scenario: str
    key: str
    stored: float
    found: float


@dataclass(frozen=True, slots=True)
class Rerun:
    """A decision calculated again.

    figures : how many were compared.
    changed : inputs that are no longer what they were, as statements.
    """

    figures: int
    differing: tuple[Differing, ...]
    changed: tuple[Statement, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether every figure is the one that was decided on."""
        return not self.differing
