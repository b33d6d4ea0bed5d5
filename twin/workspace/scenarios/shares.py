"""Which measure of a scenario saves how much in the entered building."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from twin.analysis.attribution import Attribution, attribution
from twin.model.choice import Choice, PortfolioScenario
from twin.model.importing import Progress
from twin.model.proposal import Reach
from twin.model.scenario import Scenario
from twin.workspace.jobs import Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from twin.workspace.state import State
    from twin.workspace.workspace import Workspace

TOPIC = "shares"


@dataclass(frozen=True, slots=True)
class Share:
    """One measure, ordered as it was chosen.

    investment : low, central, high. [NOK]
    ordered, shapley, alone : saved delivered energy. [kWh/year]
    cost, emissions : saved by order. [NOK/year, kgCO2e/year]
    reason : why it does not apply here, "" if it does.
    """

    choice: Choice
    investment: tuple[float, float, float]
    ordered: float
    shapley: float
    alone: float
    cost: float
    emissions: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Shares:
    """All measures of a scenario in one building.

    package : all of them together. [kWh/year]  is_exact : whether all orders were counted.
    """

    scenario: str
    rows: tuple[Share, ...]
    package: float
    package_cost: float
    package_emissions: float
    is_exact: bool


def look(
    workspace: "Workspace", scenario: PortfolioScenario, show: "Callable[[Shares], object]"
) -> None:
    """Find the shares of a scenario in the background and hand them to `show`."""
    if workspace.building is not None and workspace.portfolio is not None:
        workspace.jobs.run(
            partial(shares, workspace.state, scenario), on_done=show,
            task=Task("Sharing the saving of {name}", TOPIC, {"name": scenario.name}),
        )  # fmt: skip


def shares(state: "State", scenario: PortfolioScenario, progress: Progress) -> Shares:
    """Shares of each measure in the entered building; raises as `attribution.attribution`."""
    from twin.analysis.applied import Package
    from twin.workspace.history import begin
    from twin.workspace.run_scenario import calibrated_case, with_places

    progress.report(0.0, "Calculating")
    building_id = state.building.building_id if state.building else ""
    own = Scenario(
        building_id, scenario.name, weather=scenario.assumptions.weather,
        choices=scenario.of(building_id),
    )  # fmt: skip
    known = replace(state, history=begin(own, state.operation, state.known))
    case = with_places(calibrated_case(known), known, looks_at_shade=True)
    found, reaches = attribution(own, case), Package.of(own, case).reaches
    choices = [choice for choice in own.choices if choice.is_on]
    rows: list[Share] = []
    column = 0
    for choice, reach in zip(choices, reaches, strict=True):
        rows.append(_share(choice, reach, found, column))
        column += not reach.reason
    return Shares(
        f"{scenario.key}/{scenario.version}",
        tuple(rows),
        _of_package(found, 0),
        _of_package(found, 1),
        _of_package(found, 2),
        found.is_exact,
    )


def _of_package(found: Attribution, place: int) -> float:
    return float(found.package[place]) if len(found.measures) else 0.0


def _share(choice: Choice, reach: Reach, found: Attribution, column: int) -> Share:
    measure = choice.measure
    low, middle, high = (
        getattr(measure.fixed_cost, end) + getattr(measure.unit_cost, end) * reach.quantity
        for end in ("low", "value", "high")
    )
    if reach.reason:
        return Share(choice, (0.0, 0.0, 0.0), 0.0, 0.0, 0.0, 0.0, 0.0, reach.reason)
    return Share(
        choice,
        (low, middle, high),
        float(found.ordered[0, column]),
        float(found.shapley[0, column]),
        float(found.alone[0, column]),
        float(found.ordered[1, column]),
        float(found.ordered[2, column]),
    )
