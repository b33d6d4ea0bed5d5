"""Which assessment of a thing counts, today and on an earlier day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.upkeep.cases import TODAY, building, seen, things_of
from twin.analysis.condition import NOT_ASSESSED, building_grades, current, element_grades
from twin.analysis.upkeep.inspections import age_in_years, gravest_consequence
from twin.model.building import Element


def test_that_a_time_slider_sees_what_was_known_then():
    """Graded TG1 in 2015 and TG3 in 2022: nothing in 2014, TG1 in 2015 to 2021, TG3 after."""
    known = [seen(1, year=2015), seen(3, year=2022)]

    grades = {
        year: int(building_grades([building()], known, year)[0])
        for year in (2014, 2015, 2021, 2022)
    }

    assert grades == {2014: NOT_ASSESSED, 2015: 1, 2021: 1, 2022: 3}


def test_that_the_day_itself_counts_and_the_day_before_does_not():
    known = [seen(2, day=date(2020, 5, 17))]

    assert len(current(known, date(2020, 5, 17))) == 1
    assert current(known, date(2020, 5, 16)) == ()


def test_that_the_worse_of_the_same_day_counts():
    known = [seen(3, year=2020), seen(1, year=2020)]

    assert [a.grade for a in current(known)] == [3]


def test_that_a_newer_edition_of_the_codes_replaces_an_older_survey():
    known = [
        seen(3, year=2012, part_table="NS 3451:2009"),
        seen(1, year=2024, part_table="NS 3451:2022"),
    ]

    assert [a.grade for a in current(known)] == [1]


def test_that_a_part_graded_in_one_space_speaks_for_that_space_only():
    known = [seen(3, "255", space_id="hall"), seen(1, "255")]
    elements = (
        Element("a", "a", 1, "IfcCovering", space="hall", classification="255"),
        Element("b", "b", 2, "IfcCovering", space="office", classification="255"),
    )

    assert list(element_grades(elements, known)) == [3, 1]


def test_that_the_gravest_of_all_types_of_consequence_counts():
    things = things_of(
        seen(2, thing="a", kg=1, kg_safety=3),
        seen(2, thing="b", kg=2, kg_use=0),
        seen(2, thing="c"),
    )

    assert list(gravest_consequence(things)) == [3, 2, -1]


def test_that_age_is_counted_in_years():
    """From 1 January 2022 to 1 January 2026 there are 1461 days: 4.00 years."""
    things = things_of(seen(1, day=date(2022, 1, 1)))

    assert age_in_years(things, TODAY)[0] == pytest.approx(4.0, abs=1e-9)


def test_that_nothing_assessed_is_no_error():
    assert len(things_of().at) == 0
    assert list(building_grades([building()], ())) == [NOT_ASSESSED]


@given(
    st.lists(
        st.tuples(st.integers(-1, 3), st.sampled_from("ab"), st.integers(2000, 2025)),
        max_size=30,
    ),
    st.integers(1999, 2026),
)
def test_that_a_look_back_equals_forgetting_what_came_later(rows, year):
    known = [seen(grade, thing=thing, year=at) for grade, thing, at in rows]
    earlier = [a for a in known if a.assessed_on.year <= year]

    assert set(current(known, year)) == set(current(earlier))
