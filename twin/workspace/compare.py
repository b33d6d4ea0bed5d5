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
from twin.workspace.state import State


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What the two linked views show.

    left, right : before and after; None where no overlay is chosen.
    changed_rows : elements the what-if touches, shape (m,), ascending.
    """

    left: Colouring | None
    right: Colouring | None
    changed_rows: IntArray


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
        return Comparison(None, None, rows)
    colourings = [
        overlay.colour(before if side is None else _after(state, before, model, side))
        for side in (left, right)
    ]
    return Comparison(colourings[0], colourings[1], rows)


Side = tuple[Scenario, ScenarioResult]
DIFFERENCE = "difference"
_DIFFERENCE = Legend(
    "What the scenarios touch",
    "Elements that a measure of either scenario changes",
    "",
    (
        LegendClass("Left alone", "#C8641B", "L"),
        LegendClass("Right alone", "#2A5BD0", "R"),
        LegendClass("Both", "#8A6BB0", "B"),
    ),
    no_data_label="Neither",
    no_data_colour="#DADDE0",
)


def _sides(state: State) -> tuple[Side | None, Side | None]:
    """What stands left and right; None at the left is the building today."""
    comparing, scenario, result = state.comparing, state.scenario, state.result
    if not comparing.results:
        shown = (scenario, result) if scenario is not None and result is not None else None
        return None, shown
    return _side(state, comparing.left), _side(state, comparing.right)


def _side(state: State, scenario_id: str) -> Side | None:
    comparing = state.comparing
    result = comparing.results.get(scenario_id)
    found = next((s for s in comparing.what_for if f"{s.key}/{s.version}" == scenario_id), None)
    if result is None or found is None or state.building is None:
        return None
    own = found.of(state.building.building_id)
    return Scenario(state.building.building_id, found.name, choices=own), result


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
    mine, theirs = _touched(left), _touched(right)
    for number, some in enumerate((mine - theirs, theirs - mine, mine & theirs)):
        classes[sorted(some)] = number
    values = np.full(len(classes), np.nan)
    found = Colouring(_DIFFERENCE, classes, values)
    return Comparison(found, found, rows)


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
