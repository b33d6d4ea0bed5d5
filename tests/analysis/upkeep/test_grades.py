"""Worst and weighted grades with coverage and age."""

import time
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.upkeep.cases import TODAY, building, seen, sourced, things_of
from twin.analysis.condition import NOT_ASSESSED
from twin.analysis.upkeep.grades import Weighting, part_grades
from twin.analysis.upkeep.inspections import graded, inspections
from twin.analysis.upkeep.tables import UnitCost
from twin.model.condition import Assessment
from twin.model.records import Records

COSTS = {"23": UnitCost(sourced(3000), 2026), "36": UnitCost(sourced(1000), 2026)}


def test_two_parts_by_replacement_cost():
    """Walls TG1 at 3000 NOK/m2, ventilation TG3 at 1000 NOK/m2.

    (3000 * 1 + 1000 * 3) / 4000 = 1.5; worst 3; both parts assessed, so coverage is 1.
    """
    things = things_of(seen(1, "231"), seen(3, "365"))

    found = part_grades(things, [building()], TODAY, Weighting(unit_costs=COSTS)).by_building()

    assert found.weighted[0] == pytest.approx(1.5)
    assert found.worst[0] == 3
    assert found.coverage[0] == pytest.approx(1.0)


def test_windows_by_area():
    """10 m2 in TG3 and 90 m2 in TG0 are one part: (10 * 3 + 90 * 0) / 100 = 0.3."""
    things = things_of(seen(3, thing="small"), seen(0, thing="large"))

    found = part_grades(
        things, [building()], TODAY, Weighting(amounts=np.array([10.0, 90.0]))
    ).portfolio()

    assert found.weighted[0] == pytest.approx(0.3)
    assert found.worst[0] == 3


def test_something_not_inspected_lowers_the_coverage_alone():
    """60 m2 in TG2, 40 m2 TGIU: weighted grade 2.0, coverage 60 / 100 = 0.6."""
    things = things_of(seen(2, thing="a"), seen(-1, thing="b"))

    found = part_grades(
        things, [building()], TODAY, Weighting(amounts=np.array([60.0, 40.0]))
    ).portfolio()

    assert found.weighted[0] == pytest.approx(2.0)
    assert found.coverage[0] == pytest.approx(0.6)
    assert (found.assessed[0], found.not_inspected[0]) == (1, 1)


def test_a_portfolio_counts_by_floor_area():
    """A 3000 m2 building in TG1 and a 1000 m2 one in TG3: (3000 + 3 * 1000) / 4000 = 1.5."""
    things = things_of(seen(1), seen(3, building_id="b2"))
    buildings = [building("b1", 3000), building("b2", 1000)]

    found = part_grades(things, buildings, TODAY).portfolio()

    assert found.weighted[0] == pytest.approx(1.5)


def test_a_building_nobody_looked_at_has_no_grade_and_lowers_coverage():
    """One of two equal buildings assessed: coverage of the portfolio 0.5."""
    grades = part_grades(things_of(seen(2)), [building("b1"), building("b2")], TODAY)
    own, all_of_it = grades.by_building(), grades.portfolio()

    assert own.worst.tolist() == [2, NOT_ASSESSED]
    assert own.weighted[0] == 2.0
    assert np.isnan(own.weighted[1])
    assert own.coverage.tolist() == [1.0, 0.0]
    assert all_of_it.coverage[0] == pytest.approx(0.5)
    assert all_of_it.weighted[0] == pytest.approx(2.0)


def test_that_coverage_of_the_past_counts_parts_assessed_since():
    """One part assessed in 2015, a second one in 2024: half known in 2020, all in 2025."""
    rows = [seen(1, "23", year=2015), seen(1, "36", year=2024)]

    coverage = [
        part_grades(things_of(*rows, as_of=year), [building()], TODAY).portfolio().coverage[0]
        for year in (2020, 2025)
    ]

    assert coverage == [0.5, 1.0]


def test_parts_by_two_or_three_digits():
    """231 in TG1 and 234 in TG3 are one part 23 with mean 2, or two parts."""
    things = things_of(seen(1, "231"), seen(3, "234"))

    two = part_grades(things, [building()], TODAY)
    three = part_grades(things, [building()], TODAY, Weighting(digits=3))

    assert (two.part_codes, two.by_part().weighted.tolist()) == (("23",), [2.0])
    assert (three.part_codes, three.by_part().weighted.tolist()) == (("231", "234"), [1.0, 3.0])


def test_age_of_data_is_shown_beside():
    """Assessed 1 January 2022 and 2024: 4 and 2 years old (1461 and 731 days), mean 3.0."""
    things = things_of(
        seen(1, thing="a", day=date(2022, 1, 1)), seen(1, thing="b", day=date(2024, 1, 1))
    )

    found = part_grades(things, [building()], TODAY).portfolio()

    assert found.mean_age[0] == pytest.approx(3.0, abs=0.01)
    assert found.oldest[0] == pytest.approx(4.0, abs=0.01)


GRADES = st.lists(
    st.tuples(
        st.integers(-1, 3),
        st.sampled_from(("231", "262", "365")),
        st.sampled_from("abcdef"),
        st.sampled_from(("b1", "b2")),
    ),
    max_size=25,
)


def assessments_of(rows):
    return [seen(g, part, thing, building_id=b) for g, part, thing, b in rows]


@given(GRADES)
def test_that_grade_and_coverage_stay_in_their_range(rows):
    things = things_of(*assessments_of(rows))
    grades = part_grades(things, [building("b1"), building("b2", np.nan)], TODAY)

    for found in (grades.portfolio(), grades.by_building(), grades.by_part()):
        assert ((found.coverage >= 0) & (found.coverage <= 1 + 1e-12)).all()
        known = found.weighted[np.isfinite(found.weighted)]
        assert ((known >= 0) & (known <= 3)).all()
        assert (
            found.weighted[np.isfinite(found.weighted)]
            <= found.worst[np.isfinite(found.weighted)] + 1e-9
        ).all()


@given(GRADES, st.sampled_from(("231", "262", "365")))
def test_that_tgiu_of_another_thing_never_changes_the_weighted_grade(rows, part):
    buildings = [building("b1"), building("b2")]
    known = assessments_of([*rows, (2, part, "a", "b1")])

    before = part_grades(things_of(*known), buildings, TODAY).portfolio()
    after = part_grades(things_of(*known, seen(-1, part, "hidden")), buildings, TODAY).portfolio()

    np.testing.assert_allclose(after.weighted, before.weighted)
    assert after.coverage[0] <= before.coverage[0] + 1e-12


def test_that_thirty_thousand_assessments_take_fifty_milliseconds():
    random = np.random.default_rng(1)
    buildings = [building(f"b{i}") for i in range(1000)]
    rows = [
        (f"b{i % 1000}", f"g{i}" if i % 3 else "", "", ("231", "262", "365")[i % 3], grade,
         date(2000 + i % 26, 6, 1))
        for i, grade in enumerate(random.integers(-1, 4, 30_000).tolist())
    ]  # fmt: skip
    names = ("building_id", "global_id", "space_id", "part_code", "grade", "assessed_on")
    known = Records(Assessment, names, (None,) * len(names), rows)

    def seconds() -> float:
        start = time.process_time()
        found = part_grades(graded(inspections(known), 2020), buildings, TODAY)
        assert found.portfolio().assessed[0] > 10_000
        return time.process_time() - start

    assert min(seconds() for _ in range(4)) < 0.05
