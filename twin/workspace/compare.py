"""Before and after of a what-if side by side: two colourings of the same elements."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from twin.model.arrays import FloatArray, IntArray, frozen
from twin.model.building import BuildingModel
from twin.model.condition import Assessment, ConditionGrade
from twin.model.overlay import Colouring, OverlayInput
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
    """Before and after of the entered building, None without a model or a result."""
    scenario, result, model = state.scenario, state.result, state.model
    if scenario is None or result is None or model is None:
        return None
    touched = sorted({row for reach in result.reaches for row in reach.elements})
    rows = frozen(touched, np.int32, (None,))
    overlay, before = colour_by.overlays().get(state.overlay), colour_by.overlay_input(state)
    if overlay is None or before is None:
        return Comparison(None, None, rows)
    after = input_after(before, model, scenario, result)
    known = row_condition.after(state, model, after.assessments)
    after = replace(after, condition=known)
    return Comparison(overlay.colour(before), overlay.colour(after), rows)


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
