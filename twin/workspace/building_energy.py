"""The calculated energy of the entered building, apart from what its meters counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from twin.errors import Cancelled, TwinError
from twin.model.importing import Progress, Silent
from twin.model.label import Label
from twin.model.operation import ActualOperation, OperationDifference
from twin.model.scenario import NORMAL_YEAR, Statement
from twin.model.thermal import EnergyResult
from twin.workspace.jobs import Task
from twin.workspace.known_model import with_known_airflow
from twin.workspace.run_scenario import case_of, waits_for_model
from twin.workspace.state import State

if TYPE_CHECKING:
    from twin.analysis.evaluate import Case
    from twin.workspace.workspace import Workspace

TOPIC = "energy"
_SILENT = Silent()
Inputs = tuple[object, ...]


@dataclass(frozen=True, slots=True, eq=False)
class BuildingEnergy:
    """A year of the entered building, calculated.

    standard : in standard operation and the chosen weather, None where it cannot be calculated.
    actual : in the actual operation, None where nobody has told it or it cannot be calculated.
    differences : of the actual operation from the standard.
    weather, weather_source : of the year.
    uncooled : whether the standard operation has no cooling, so that its need is absent.
    sources : of ``use``, ``cost``, ``emissions`` and ``weighted``, each without repetition.
    assumptions : all it rests on.
    reason : why there is no result, None where there is one.
    reason_actual : why an actual operation that is told has no result.
    is_normal_year : whether `weather` is that of a normal year; labels always are.
    inputs : what it was calculated from.
    is_outdated : whether the inputs have changed since.
    """

    standard: EnergyResult | None
    weather: str = ""
    weather_source: str = ""
    uncooled: bool = False
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    assumptions: tuple[Statement, ...] = ()
    reason: TwinError | None = None
    actual: EnergyResult | None = None
    differences: tuple[OperationDifference, ...] = ()
    reason_actual: TwinError | None = None
    is_normal_year: bool = True
    inputs: Inputs = ()
    is_outdated: bool = False


def refresh(workspace: "Workspace") -> None:
    """Calculate in the background where the inputs are others than those of the last result.

    Emits `energy_changed` when the last result is outdated and when the new one is there. Waits
    for the model while it is read, and for its shade.
    """
    state = workspace.state
    if state.building is None or state.portfolio is None or waits_for_model(workspace):
        return
    inputs = inputs_of(state)
    known = state.energy
    is_known = known is not None and known.inputs == inputs
    if known is not None and known.is_outdated == is_known:
        workspace.change(energy=replace(known, is_outdated=not is_known))
    if is_known:
        workspace.jobs.drop(TOPIC)
        return

    def show(energy: BuildingEnergy) -> None:
        if inputs_of(workspace.state) == inputs:
            workspace.change(energy=replace(energy, inputs=inputs))

    def tell(error: BaseException) -> None:
        if isinstance(error, TwinError) and not isinstance(error, Cancelled):
            show(BuildingEnergy(None, reason=error))
        else:
            workspace.notices.show(error)

    workspace.jobs.run(calculated, state, on_done=show, on_error=tell, task=Task(topic=TOPIC))


def calculated(state: State, progress: Progress = _SILENT) -> BuildingEnergy:
    """Energy of the entered building in standard operation, and in the actual one if told.

    Raises
    ------
    MissingInput, InputOutOfRange
        If no building is entered, or it cannot be calculated.
    """
    from twin.analysis.explain import assumptions
    from twin.analysis.heat_balance import annual_energy
    from twin.analysis.parts import parts_of

    progress.report(0.0, "Calculating")
    case, is_normal = _in_chosen_weather(state)
    result = annual_energy(case.zone, case.weather, case.defaults, keep_hours=True)
    if not is_normal:
        result = replace(result, labels=_normal_labels(case))
    uses = [case.defaults.operations[part.category] for part in parts_of(case.zone)]
    energy = BuildingEnergy(
        result,
        case.weather.name,
        case.weather.source,
        all(use.cooling_setpoint != use.cooling_setpoint for use in uses),  # NaN
        _sources(case, result),
        assumptions(case.zone, case.weather, case.defaults),
        is_normal_year=is_normal,
    )
    operation = with_known_airflow(state.operation, state.known)
    return energy if operation is None else _with_actual(energy, case, operation)


def _in_chosen_weather(state: State) -> tuple["Case", bool]:
    """The entered building in the weather of its what-if, and whether that is a normal year."""
    from twin.workspace.weather import weather_of

    case, key = case_of(state), state.scenario.weather if state.scenario else NORMAL_YEAR
    if key == NORMAL_YEAR or state.portfolio is None:
        return case, True
    return replace(case, weather=weather_of(state.portfolio.folder, key)), False


def _normal_labels(case: "Case") -> tuple[Label, ...]:
    """Labels follow the normal year, whatever weather is looked at."""
    from twin.analysis.heat_balance import annual_energy
    from twin.workspace.defaults import normal_year

    return annual_energy(case.zone, normal_year(), case.defaults).labels


def _with_actual(
    energy: BuildingEnergy, case: "Case", operation: ActualOperation
) -> BuildingEnergy:
    from twin.analysis.actual_operation import operation_differences
    from twin.analysis.heat_balance import annual_energy
    from twin.workspace.actual_operation import of_building

    operation = replace(operation, category=case.zone.category)
    standard = case.defaults.operations.get(operation.category)
    try:
        own = of_building(operation.category, case.building.construction_year)
        differences = operation_differences(operation, standard, own) if standard else ()
        actual = annual_energy(
            case.zone, case.weather, case.defaults, keep_hours=True, actual=operation
        )
    except TwinError as reason:  # the standard year is shown all the same
        return replace(energy, reason_actual=reason)
    return replace(energy, actual=actual, differences=differences)


def inputs_of(state: State) -> Inputs:
    """What the energy of the entered building depends on."""
    building, portfolio = state.building, state.portfolio
    if building is None or portfolio is None:
        return ()
    carriers = frozenset(m.carrier for m in portfolio.meters_of(building.building_id))
    weather = state.scenario.weather if state.scenario else NORMAL_YEAR
    return (
        building, state.model, state.shading, state.operation, carriers, state.known, weather
    )  # fmt: skip


def _sources(case: "Case", result: EnergyResult) -> dict[str, tuple[str, ...]]:
    from twin.analysis.parts import parts_of
    from twin.workspace.defaults import weight_sources

    used = [carrier for carrier, energy in result.delivered.items() if energy]
    factors = case.defaults.emission_factors.values()
    parts = parts_of(case.zone)
    found = {
        "use": [case.defaults.operations[part.category].source for part in parts],
        "cost": [case.defaults.prices[c].source for c in used],
        "emissions": [factor[c].source for c in used for factor in factors],
        "weighted": [by[c] for by in weight_sources().values() for c in used],
    }
    return {name: tuple(dict.fromkeys(texts)) for name, texts in found.items()}
