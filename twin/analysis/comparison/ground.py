"""What all scenarios of a comparison stand on, and one scenario in one building."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from twin.analysis.applied import Case, Package
from twin.analysis.upkeep.backlog import Backlog
from twin.analysis.upkeep.tables import PriceIndex, UpkeepTables
from twin.analysis.upkeep.transitions import Wear
from twin.model.building import Building
from twin.model.catalogue import CatalogueMeasure
from twin.model.choice import AS_DEFAULTS, Assumptions, Choice, PortfolioScenario
from twin.model.proposal import OfferedMeasure, Proposal, Reach
from twin.model.register import Component
from twin.model.scenario import Scenario


@dataclass(frozen=True, slots=True, eq=False)
class UpkeepGround:
    """Grades and backlog of the portfolio, and how its parts wear.

    backlog : of all buildings of the portfolio; they tell what parts are worth.
    known_for : years that an inspection makes the condition of a part known for. [year]
    """

    backlog: Backlog
    tables: UpkeepTables
    wear: Mapping[str, Wear]
    buildings: tuple[Building, ...]
    components: Sequence[Component] = ()
    known_for: float = 10.0


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the work orders of a building tell; NaN where they tell nothing.

    failures : [1/year]  response : from report to repair, median of the failures. [h]
    maintenance : paid for work that is done, by NS 3451 code of the part. [NOK/year]
    """

    failures: float = np.nan
    response: float = np.nan
    maintenance: Mapping[str, float] = field(default_factory=dict[str, float])

    def of_parts(self, codes: tuple[str, ...]) -> float:
        """Maintenance of parts whose code begins with one of `codes`. [NOK/year]"""
        return sum(cost for code, cost in self.maintenance.items() if code.startswith(codes))


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Buildings, records, offers and tables that all scenarios of a comparison share.

    cases : by building id, all in the same weather.
    proposals : by sha256, for evidence and price levels.
    first_year : that years of choices are counted from, and whose start is today.
    """

    cases: Mapping[str, Case]
    first_year: int
    assumptions: Assumptions = AS_DEFAULTS
    upkeep: UpkeepGround | None = None
    recorded: Mapping[str, Recorded] = field(default_factory=dict[str, Recorded])
    catalogue: Mapping[str, CatalogueMeasure] = field(default_factory=dict[str, CatalogueMeasure])
    proposals: Mapping[str, Proposal] = field(default_factory=dict[str, Proposal])
    prices: PriceIndex | None = None

    def entry(self, measure: OfferedMeasure) -> CatalogueMeasure | None:
        """The measure of the catalogue that an offered one is an offer of."""
        return self.catalogue.get(measure.catalogue)


@dataclass(frozen=True, slots=True, eq=False)
class Applied:
    """A scenario in one building.

    choices, offsets : of the steps of `package`: what was chosen, and years from the first one.
    refused : choices that apply to nothing there, with the reason.
    """

    case: Case
    package: Package
    choices: tuple[Choice, ...]
    offsets: tuple[int, ...]
    refused: tuple[tuple[Choice, Reach], ...] = ()

    @property
    def stages(self) -> tuple[int, ...]:
        """Years in which something is carried out, from the first one, ascending."""
        return tuple(sorted(set(self.offsets)))

    def until(self, offset: int) -> frozenset[int]:
        """Places of the steps that are carried out by then."""
        return frozenset(i for i, own in enumerate(self.offsets) if own <= offset)


def applied_in(
    scenario: PortfolioScenario, case: Case, ground: Ground, without: Collection[str] = ()
) -> Applied:
    """Apply the choices of a scenario to a building; raises as `targets.reach`.

    without : keys of choices that are left out.
    """
    building_id = case.building.building_id
    own = tuple(c for c in scenario.of(building_id) if c.is_on and c.key not in without)
    package = Package.of(Scenario(building_id, choices=own), case)
    pairs = list(zip(own, package.reaches, strict=True))
    kept = tuple(choice for choice, reach in pairs if not reach.reason)
    first = ground.assumptions.budget_year or ground.first_year
    offsets = tuple(max((c.year or first) - ground.first_year, 0) for c in kept)
    refused = tuple((choice, reach) for choice, reach in pairs if reach.reason)
    return Applied(case, package, kept, offsets, refused)
