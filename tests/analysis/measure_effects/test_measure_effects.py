"""Which parts measures renew, and what of that was due anyway, against numbers by hand."""

from datetime import date

import numpy as np
import pytest

from analysis.upkeep.cases import TABLES, WINDOWS
from twin.analysis.measure_effects.condition import (
    grade_after,
    touched_things,
)
from twin.analysis.measure_effects.renewal import (
    due_share,
    years_left,
)
from twin.analysis.upkeep.inspections import graded, inspections
from twin.model.condition import Assessment, ConditionGrade
from twin.workspace.catalogue import by_key

NAN = float("nan")
BEGINS = TABLES.begins


def seen(grade, global_id="", part="234", building="b1", cost=100.0):
    return Assessment(
        building, global_id, part, ConditionGrade(grade), 2, "", "", date(2025, 6, 1), "", 1,
        0.8 * cost, cost, 1.5 * cost, 2026,
    )  # fmt: skip


def known(*assessments):
    return graded(inspections(assessments))


# -- what of the money is maintenance -----------------------------------------------------------


def test_that_worn_parts_and_those_whose_life_ends_soon_are_due():
    """Half the area TG3, a quarter sound with 10 years left, a quarter with 50: 0.5 + 0.25."""
    grade, left = np.array([3, 1, 0]), np.array([0.0, 10.0, 50.0])
    weight = np.array([2.0, 1.0, 1.0])

    assert due_share(grade, left, weight, 30.0) == pytest.approx(0.75)
    assert due_share(grade, left, weight, 5.0) == pytest.approx(0.5)
    assert due_share(grade, left, weight, 30.0, 0.04) == pytest.approx(0.5 + 0.25 / 1.04**10)


def test_that_years_left_follow_age_then_grade_by_hand():
    """40 years: 30 old leaves 10; TG1 of unknown age is in the middle of 20 to 60 %: 24 left."""
    grade, age = np.array([1, 1, 3, 0, -1, 2]), np.array([30.0, NAN, 5.0, 60.0, NAN, NAN])

    left = years_left(grade, age, WINDOWS, BEGINS)
    assert left[:4] == pytest.approx([10.0, 24.0, 0.0, 1.0])
    assert np.isnan(left[4])
    assert left[5] == pytest.approx(8.0)


# -- grades and backlog -------------------------------------------------------------------------


def test_that_a_measure_renews_its_elements_and_whole_parts_of_its_building():
    measure = by_key()["window_replacement"].measure
    things = known(
        seen(3, "w1"), seen(2, "w2"), seen(2), seen(3, part="26"), seen(3, building="b2")
    )

    touched = touched_things(things, measure, "b1", ("w1",))
    told = {
        (*t[:2], t.part_code) for t, is_in in zip(things.things, touched, strict=True) if is_in
    }
    assert told == {("b1", "w1", "234"), ("b1", "", "234")}


def test_that_measures_that_renew_make_new_and_others_change_no_grade():
    assert grade_after(by_key()["roof_flat_insulation"].measure) == 0
    assert grade_after(by_key()["external_shading"].measure) == 0  # it renews the screens
    assert np.isnan(grade_after(by_key()["night_setback"].measure))
