"""A what-if: which proposals are applied to a building, and what that gives."""

from dataclasses import dataclass
from datetime import datetime

from twin.model.proposal import Proposal, Reach
from twin.model.thermal import EnergyResult


@dataclass(frozen=True, slots=True)
class Scenario:
    """Immutable list of applied proposals; every edit makes a new one."""

    building_id: str
    name: str = "Today"
    proposals: tuple[Proposal, ...] = ()

    def with_proposal(self, proposal: Proposal) -> "Scenario":
        """This scenario with one proposal more, at the end."""
        return Scenario(self.building_id, self.name, (*self.proposals, proposal))


@dataclass(frozen=True, slots=True)
class SavedScenario:
    """A stored what-if. saved_at: UTC, no tzinfo."""

    scenario_id: int
    is_draft: bool
    saved_at: datetime
    scenario: Scenario


@dataclass(frozen=True, slots=True)
class Spread:
    """P10, P50 and P90 of a paired difference or a total."""

    p10: float
    p50: float
    p90: float


@dataclass(frozen=True, slots=True, eq=False)
class ScenarioResult:
    """Before, after and the difference.

    saving : delivered energy saved per year. [kWh/year]
    cost_saving : [NOK/year]
    emission_saving : per electricity basis. [kgCO2e/year]
    investment : [NOK]
    net_present_value : over `period` years at `discount_rate`. [NOK]
    grades_before, grades_after : worst TG per touched element row, TGIU = -1.
    assumptions : sentences with their sources.
    claims : sentences on effects no physics recomputes.
    """

    before: EnergyResult
    after: EnergyResult
    reaches: tuple[Reach, ...]
    saving: Spread
    cost_saving: Spread
    emission_saving: dict[str, Spread]
    investment: Spread
    net_present_value: Spread
    discount_rate: float
    period: int
    grades_before: dict[int, int]
    grades_after: dict[int, int]
    assumptions: tuple[str, ...]
    claims: tuple[str, ...] = ()
