"""Before and after of a what-if side by side: two colourings of the same elements."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from twin.model.arrays import FloatArray, IntArray, frozen
from twin.model.building import BuildingModel
from twin.model.condition import Assessment, ConditionGrade
from twin.model.overlay import NO_DATA, Colouring, Legend, LegendClass, OverlayInput
from twin.model.proposal import OfferedMeasure, Reach
from twin.model.scenario import Scenario, ScenarioResult
from twin.workspace import colour_by, row_condition
from twin.workspace.scenarios.comparing import DIFFERENCE, WHAT_IF
from twin.workspace.state import State


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What the two linked views show.

    left, right : before and after; None where no overlay is chosen.
    changed_rows : elements the what-if touches, shape (m,), ascending.
    shows : `PAIR`, `SWIPE`, or `DIFFERENCE` where both are the same and one view is enough.
    """

    left: Colouring | None
    right: Colouring | None
    changed_rows: IntArray
    shows: str = "pair"


@dataclass(frozen=True, slots=True)
class Title:
    """What is said of one side.

    name : "" for the building as it is today.
    specific : delivered energy. [kWh/(m2 year)]  result : of its scenario, None for today.
    """

    name: str
    specific: float
    result: ScenarioResult | None = None


def titles(state: State) -> tuple[Title, Title] | None:
    """What the two sides are called; None where nothing is compared yet."""
    left, right = _sides(state)
    if right is None:
        return None
    today = Title("", right[1].before.specific_delivered)
    return (today if left is None else _title(state, left)), _title(state, right)


def _title(state: State, side: "Side") -> Title:
    scenario, result = side
    own = state.shelf.open.name if state.shelf.open and scenario is state.scenario else ""
    name = " + ".join(p.title for p in scenario.proposals) or own or scenario.name
    return Title(name, result.after.specific_delivered, result)


def comparison(state: State) -> Comparison | None:
    """The two sides for the entered building, None without a model or a result.

    Before and after of the what-if; where scenarios are compared, the two that are looked at.
    """
    model = state.model
    left, right = _sides(state)
    if model is None or right is None:
        return None
    touched = _touched(left) ^ _touched(right)
    rows = frozen(sorted(touched), np.int32, (None,))
    if state.comparing.shows == DIFFERENCE:
        return _differences(model, left, right, rows)
    overlay, before = colour_by.overlays().get(state.overlay), colour_by.overlay_input(state)
    if overlay is None or before is None:
        return Comparison(None, None, rows, state.comparing.shows)
    colourings = [
        overlay.colour(before if side is None else _after(state, before, model, side))
        for side in (left, right)
    ]
    return Comparison(colourings[0], colourings[1], rows, state.comparing.shows)


Side = tuple[Scenario, ScenarioResult]
_DIFFERENCE = Legend(
    "What the scenarios touch",
    "Elements that a measure of either scenario changes",
    "",
    (
        LegendClass("Left alone", "#C8641B", "L"),
        LegendClass("Right alone", "#2A5BD0", "R"),
        LegendClass("Both alike", "#8FC7D9", "="),
        LegendClass("Both, otherwise", "#6B4A8C", "≠"),
    ),
    no_data_label="Neither",
    no_data_colour="#DADDE0",
)


def _sides(state: State) -> tuple[Side | None, Side | None]:
    """What stands left and right; None at the left is the building today."""
    comparing, scenario, result = state.comparing, state.scenario, state.result
    if not comparing.chosen:
        is_empty = scenario is None or not (scenario.proposals or scenario.choices)
        shown = None if is_empty or scenario is None or result is None else (scenario, result)
        return None, shown
    return _side(state, comparing.left), _side(state, comparing.right)


def _side(state: State, scenario_id: str) -> Side | None:
    comparing = state.comparing
    if scenario_id in _own_ids(state) and state.scenario is not None and state.result is not None:
        return state.scenario, state.result
    result = comparing.results.get(scenario_id)
    found = next((s for s in comparing.what_for if f"{s.key}/{s.version}" == scenario_id), None)
    if result is None or found is None or state.building is None:
        return None
    own = found.of(state.building.building_id)
    return Scenario(state.building.building_id, name=found.name, choices=own), result


def _own_ids(state: State) -> tuple[str, ...]:
    """Scenarios that are the what-if of the building, whose result is calculated anyway."""
    shelf, scenario = state.shelf, state.scenario
    is_open = shelf.open is not None and scenario is not None and not scenario.proposals
    return (WHAT_IF, *((f"{shelf.open.key}/0",) if is_open and shelf.open else ()))


def _touched(side: Side | None) -> set[int]:
    return {row for reach in side[1].reaches for row in reach.elements} if side else set()


def _after(state: State, before: OverlayInput, model: BuildingModel, side: Side) -> OverlayInput:
    after = input_after(before, model, *side)
    return replace(after, condition=row_condition.after(state, model, after.assessments))


def _differences(
    model: BuildingModel, left: Side | None, right: Side | None, rows: IntArray
) -> Comparison:
    """Both sides coloured by which of the scenarios touches an element."""
    classes = np.full(len(model.elements), NO_DATA, np.int32)
    mine, theirs = _effects(left), _effects(right)
    for row in mine.keys() | theirs.keys():
        if row not in theirs:
            classes[row] = 0
        elif row not in mine:
            classes[row] = 1
        else:
            classes[row] = 2 if mine[row] == theirs[row] else 3
    found = Colouring(_DIFFERENCE, classes, np.full(len(classes), np.nan))
    return Comparison(found, found, rows, DIFFERENCE)


def _effects(side: Side | None) -> dict[int, list[tuple[str, float]]]:
    """What the measures of a scenario do to each element they touch."""
    found: dict[int, list[tuple[str, float]]] = {}
    for measure, reach in _measures(*side) if side is not None else ():
        for row in reach.elements:
            found.setdefault(row, []).extend((e.kind, e.value.value) for e in measure.effects)
    return {row: sorted(effects) for row, effects in found.items()}


def input_after(
    before: OverlayInput, model: BuildingModel, scenario: Scenario, result: ScenarioResult
) -> OverlayInput:
    """What overlays read once the what-if is carried out."""
    return replace(
        before,
        assessments=_assessments_after(before, model, result),
        u_value=u_values_after(before.u_value, scenario, result),
    )


def u_values_after(u_value: FloatArray, scenario: Scenario, result: ScenarioResult) -> FloatArray:
    """U-value of each element after the measures in their order, shape (n,). [W/(m2 K)]

    Added resistance follows 1/U' = 1/U + R (ISO 6946, homogeneous layer); unknown stays unknown.
    """
    after = u_value.copy()
    for measure, reach in _measures(scenario, result):
        rows = list(reach.elements)
        for effect in measure.effects:
            if effect.kind == "u_value":
                after[rows] = effect.value.value
            elif effect.kind == "added_resistance":
                after[rows] = 1.0 / (1.0 / after[rows] + effect.value.value)
    return after


def _measures(
    scenario: Scenario, result: ScenarioResult
) -> Iterator[tuple[OfferedMeasure, Reach]]:
    """Each applied measure with what it reaches."""
    measures = [m for p in scenario.proposals for m in p.measures]
    measures += [choice.measure for choice in scenario.choices if choice.is_on]
    if len(measures) == len(result.reaches):
        yield from zip(measures, result.reaches, strict=True)


def _assessments_after(
    before: OverlayInput, model: BuildingModel, result: ScenarioResult
) -> tuple[Assessment, ...]:
    """The assessments with those of improved elements replaced."""
    improved = {
        model.elements[row].global_id: grade
        for row, grade in result.grades_after.items()
        if result.grades_before.get(row) != grade
    }
    kept = tuple(a for a in before.assessments if a.global_id not in improved)
    return kept + tuple(
        _promised(before.buildings[0].building_id, global_id, grade)
        for global_id, grade in improved.items()
    )


def _promised(building_id: str, global_id: str, grade: int) -> Assessment:
    unknown = np.nan
    return Assessment(
        building_id, global_id, "", ConditionGrade(grade), -1, "", "", date.max, "what-if",
        0, unknown, unknown, unknown, 0,
    )  # fmt: skip
