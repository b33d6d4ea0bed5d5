"""The condition of a year: as it stood, today, and to come; of buildings and of elements."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tests.analysis.upkeep.cases import TABLES, building, seen
from twin.analysis.condition import NOT_ASSESSED
from twin.analysis.upkeep.forecast import Forecast
from twin.analysis.upkeep.inspections import inspections
from twin.analysis.upkeep.rows import rows_of_buildings, rows_of_elements
from twin.analysis.upkeep.yearly import Asked, condition_in
from twin.model.building import Element
from twin.model.condition import ConditionGrade, Risk

TODAY = date(2026, 6, 1)


def looked(assessments, year=2026, to_come=None, buildings=None):
    day = TODAY if year == 2026 else date(year, 12, 31)
    stock = buildings or (building("b1"),)
    return condition_in(
        inspections(tuple(assessments)), Asked(day, TODAY, 2026, stock), TABLES, to_come
    )


def coming(chances) -> Forecast:
    """Chances of one class in 2030, of which every thing is."""
    known = np.array(chances, dtype=np.float64).reshape(1, 1, 4)
    none = np.zeros((3, 1, 4))
    mean = np.array([[1.9], [2.1], [2.4]])
    return Forecast(np.array([2030]), none, known[0], mean, known, np.zeros(1, np.int32), (), 1.0)


def graded_on(year: int, grade: int, **more):
    return replace(
        seen(grade, thing="w", **more), assessed_on=date(year, 5, 1), grade=ConditionGrade(grade)
    )


def test_that_a_past_year_shows_what_was_known_then():
    history = [graded_on(2010, 1), graded_on(2020, 3)]

    grades = {y: looked(history, y).things.grade.tolist() for y in (2009, 2010, 2019, 2020, 2026)}

    assert grades == {2009: [], 2010: [1], 2019: [1], 2020: [3], 2026: [3]}


def test_that_a_year_to_come_shows_the_likeliest_grade_and_the_expected_one():
    """10 % TG1, 30 % TG2, 60 % TG3: likeliest TG3, expected 0.1 + 0.6 + 1.8 = 2.5."""
    found = looked([graded_on(2024, 2)], 2030, coming([0, 0.1, 0.3, 0.6]))

    assert found.things.grade.tolist() == [3]
    assert found.expected[0] == pytest.approx(2.5)


def test_that_the_cost_to_come_is_expected_from_what_the_part_is_worth():
    """TG2 costs 350 and asks for 0.35 of the value, so it is worth 1000 and TG3 costs 1000 * 1.

    30 % * 350 + 60 % * share of TG3 * 1000.
    """
    found = looked([graded_on(2024, 2, cost=350)], 2030, coming([0, 0.1, 0.3, 0.6]))
    share_two, share_three = TABLES.shares()[2, 1], TABLES.shares()[3, 1]
    worth = 350 / share_two

    assert found.cost[0, 1] == pytest.approx(0.3 * 350 + 0.6 * share_three * worth)


def test_that_a_forecast_keeps_what_has_no_service_life_as_it_was_seen():
    known = replace(coming([0, 0, 0, 1]), class_of=np.array([-1], np.int32))

    assert looked([graded_on(2024, 1)], 2030, known).things.grade.tolist() == [1]


def test_that_a_building_has_worst_mean_backlog_and_age_side_by_side():
    """TG3 and TG1 on one part: worst 3, mean 2; 700 kr on 1000 m2 is 0.7 kr/m2."""
    history = [
        replace(seen(3, thing="a", cost=700), assessed_on=date(2024, 6, 1)),
        replace(seen(1, thing="b"), assessed_on=date(2022, 6, 1)),
    ]
    stock = (replace(building("b1"), gross_floor_area=1000.0), building("b2"))

    rows = rows_of_buildings(looked(history, buildings=stock), stock)

    assert rows.worst.tolist() == [3, NOT_ASSESSED]
    assert rows.weighted[0] == pytest.approx(2.0)
    assert rows.backlog[0] == pytest.approx(0.7)
    assert rows.age[0] == pytest.approx(3.0, abs=0.01)
    assert np.isnan(rows.weighted[1]) and np.isnan(rows.backlog[1])
    assert rows.risk[1] == Risk.UNKNOWN


def test_that_development_is_not_in_the_backlog_of_a_year():
    found = looked([replace(seen(3, thing="a", cost=700), is_development=True)])

    assert np.isnan(found.cost).all()


def test_that_an_element_takes_its_own_grade_before_that_of_its_part():
    history = [
        replace(seen(3), part_code="23", global_id=""),
        replace(seen(1, thing="own"), part_code="234"),
    ]
    elements = (
        Element("own", "own", 1, "IfcWindow", classification="234"),
        Element("other", "other", 2, "IfcWindow", classification="234"),
        Element("pump", "pump", 3, "IfcPump", classification="322"),
    )

    rows = rows_of_elements(looked(history), elements)

    assert rows.worst.tolist() == [1, 3, NOT_ASSESSED]


def test_that_what_could_not_be_inspected_never_gets_a_grade_to_come():
    found = looked([graded_on(2024, -1)], 2030, replace(
        coming([0, 0, 0, 1]), class_of=np.array([-1], np.int32)
    ))  # fmt: skip

    assert found.things.grade.tolist() == [-1]
    assert np.isnan(found.cost).all()
