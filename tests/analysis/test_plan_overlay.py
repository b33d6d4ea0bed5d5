"""Colours of the plan before and after anybody looked for opportunities."""

import numpy as np

from twin.analysis.overlays.plan import IN_PLAN, OVERLAY, PAYS
from twin.model.building import Building
from twin.model.overlay import NO_DATA, OverlayInput, RowPlan

BUILDINGS = tuple(Building(key, key, "school") for key in "abc")


def source(plan: RowPlan | None) -> OverlayInput:
    nothing = np.full(3, np.nan)
    return OverlayInput(BUILDINGS, None, (), (), nothing, nothing, plan=plan)


def test_that_nothing_is_said_of_measures_before_they_are_calculated() -> None:
    found = OVERLAY.colour(source(None))
    assert found.legend.no_data_label == "Not calculated yet"
    assert found.classes.tolist() == [NO_DATA] * 3


def test_that_buildings_without_a_measure_are_told_from_those_in_the_plan() -> None:
    plan = RowPlan(np.array([2028, 0, 0], np.int32), np.array([5.0, 4.0, np.nan]), True)
    found = OVERLAY.colour(source(plan))
    assert found.legend.no_data_label == "No measure applies"
    assert found.classes.tolist() == [IN_PLAN, PAYS, NO_DATA]
