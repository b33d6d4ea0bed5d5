"""Risk, backlog, deadlines, price level and condition index, by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.upkeep.cases import NAN, TABLES, building, seen, things_of
from twin.analysis.upkeep.backlog import Deadline, backlog
from twin.analysis.upkeep.condition_index import NO_AREA, NO_PRICE, NOT_GRADED, condition_index
from twin.analysis.upkeep.priority import ranked
from twin.analysis.upkeep.tables import risk_of
from twin.model.condition import Risk
from twin.model.register import Component


def backlog_of(*assessments, components=(), price_year=2026, tables=TABLES):
    return backlog(things_of(*assessments), tables, price_year, 2026, components)


def windows(thing="w", price_year=2026, building_id="b1"):
    return Component(
        "c1", building_id, "Windows", "234", global_id=thing, price_year=price_year,
        replacement_low=80_000, replacement_central=100_000, replacement_high=130_000,
    )  # fmt: skip


def test_risk_is_grade_times_consequence_in_three_steps():
    """TG2 KG1: 2 low. TG3 KG1: 3 medium. TG2 KG2: 4 medium. TG2 KG3: 6 high. TG0 KG3: 0 low."""
    grade = np.array([2, 3, 2, 2, 0, 2, -1], dtype=np.int32)
    consequence = np.array([1, 1, 2, 3, 3, -1, 3], dtype=np.int32)

    assert risk_of(grade, consequence, TABLES).tolist() == [
        Risk.LOW, Risk.MEDIUM, Risk.MEDIUM, Risk.HIGH, Risk.LOW, Risk.UNKNOWN, Risk.UNKNOWN,
    ]  # fmt: skip


def test_stated_costs_of_tg2_and_tg3_add_up_and_good_grades_cost_nothing():
    """TG2 70/100/140 and TG3 700/1000/1400; TG1 with a stated cost of 500 counts 0.

    70 + 700 = 770, 100 + 1000 = 1100, 140 + 1400 = 1540.
    """
    known = backlog_of(
        seen(2, thing="a", cost=(70, 100, 140)),
        seen(3, thing="b", cost=(700, 1000, 1400)),
        seen(1, thing="c", cost=500),
    )

    assert known.total().tolist() == [770, 1100, 1540]


def test_without_a_stated_cost_the_share_of_the_replacement_cost_counts():
    """Windows for 80/100/130 thousand, TG2: 0.20, 0.35, 0.50 of them.

    0.20 * 80 000 = 16 000, 0.35 * 100 000 = 35 000, 0.50 * 130 000 = 65 000.
    """
    known = backlog_of(seen(2, thing="w"), components=[windows()])

    assert known.total() == pytest.approx([16_000, 35_000, 65_000])


def test_prices_are_brought_to_one_year_by_the_index():
    """1000 NOK of 2016 (100) and of 2018 (105, between 100 and 110) at prices of 2026 (132).

    1000 * 132 / 100 = 1320; 1000 * 132 / 105 = 1257.14; together 2577.14.
    """
    known = backlog_of(
        seen(3, thing="a", cost=1000, price_year=2016),
        seen(3, thing="b", cost=1000, price_year=2018),
    )

    assert known.total()[1] == pytest.approx(2577.142857)


def test_that_a_cost_without_price_year_is_unknown_and_counted():
    known = backlog_of(seen(3, cost=1000, price_year=0))

    assert known.total()[1] == 0
    assert known.without_cost.tolist() == [True]


def test_maintenance_and_development_are_never_added():
    """Replace a fan by an alike one 1000; new ventilation because demands rose 5000."""
    known = backlog_of(
        seen(3, "365", "fan", cost=1000),
        seen(3, "365", "plant", cost=5000, is_development=True),
    )

    assert known.total()[1] == 1000
    assert known.total(known.development)[1] == 5000


def test_tgiu_is_unknown_and_apart():
    known = backlog_of(seen(-1, thing="a", cost=9999), seen(3, thing="b", cost=100))

    assert known.total()[1] == 100
    assert known.not_inspected.sum() == 1
    assert np.isnan(known.cost[0]).all()


def test_deadlines_follow_grade_and_consequence_unless_stated():
    """Seen in 2025, looked at in 2026.

    TG3 KG3: at once, 2025 -> now.  TG3 KG1: by 2026 -> now.  TG2 KG3: by 2030 -> within five
    years.  TG2 KG1: by 2035 -> within ten.  TG2 KG1 stated 2027 -> within one.  TG1: none.
    """
    known = backlog_of(
        seen(3, thing="a", kg=3, cost=1),
        seen(3, thing="b", kg=1, cost=2),
        seen(2, thing="c", kg=3, cost=4),
        seen(2, thing="d", kg=1, cost=8),
        seen(2, thing="e", kg=1, cost=16, deadline_year=2027),
        seen(1, thing="f", kg=3),
    )

    assert known.due.tolist() == [
        Deadline.NOW, Deadline.NOW, Deadline.FIVE_YEARS, Deadline.TEN_YEARS, Deadline.ONE_YEAR,
        Deadline.NONE,
    ]  # fmt: skip
    assert known.by_deadline()[:, 1].tolist() == [3, 16, 4, 8, 0]


def test_sums_by_building_and_part_equal_the_total():
    """Building b1: 100 + 30, b2: 7; part 23: 100 + 7, part 36: 30."""
    known = backlog_of(
        seen(3, "231", cost=100), seen(2, "365", cost=30), seen(3, "234", cost=7, building_id="b2")
    )

    assert known.by_building([building("b1"), building("b2")])[:, 1].tolist() == [130, 7]
    assert {k: v[1] for k, v in known.by_part().items()} == {"23": 107, "36": 30}
    assert known.total()[1] == 137


def test_that_a_part_graded_whole_and_by_element_is_pointed_out():
    known = backlog_of(
        seen(2, "23", cost=1000),
        seen(3, "234", "w", cost=100),
        seen(3, "26", cost=50),
        seen(3, "23", cost=10, building_id="b2"),
    )

    assert known.may_count_twice.tolist() == [True, False, False, False]


def test_the_order_in_which_things_are_put_right():
    """Must-do TG3 KG3; then high risk, the worse grade first: TG3 unknown (as KG2), TG2 KG3.

    Then medium: TG3 KG1; then low: TG2 KG1. TG1 needs no work. What the law asks goes first.
    """
    known = backlog_of(
        seen(2, thing="low", kg=1), seen(3, thing="medium", kg=1), seen(2, thing="grave", kg=3),
        seen(3, thing="unknown"), seen(3, thing="must", kg=3), seen(1, thing="fine", kg=3),
    )  # fmt: skip
    legal = np.array([True, False, False, False, False, False])

    plain = ranked(known, [building()], TABLES)
    by_law = ranked(known, [building()], TABLES, legal)

    assert plain.tolist() == [4, 3, 2, 1, 0]
    assert set(by_law[:2].tolist()) == {0, 4}


def test_range_of_a_sum_by_dependence():
    """Two costs 100 with ends 60 and 150.

    Together: 120 and 300. Each for itself: 200 - sqrt(40**2 + 40**2) = 143.43 and
    200 + sqrt(50**2 + 50**2) = 270.71.
    """
    known = backlog_of(
        seen(3, thing="a", cost=(60, 100, 150)), seen(3, thing="b", cost=(60, 100, 150))
    )

    assert known.total().tolist() == [120, 200, 300]
    assert known.with_dependence(0.0).total() == pytest.approx([143.431, 200, 270.711], abs=1e-3)


def test_condition_index_is_backlog_over_replacement_value():
    """4 m NOK of backlog on 1000 m2 at 20 000 NOK/m2: 4 / 20 = 0.2."""
    known = backlog_of(seen(3, cost=4_000_000))

    found = condition_index(known, [building()], TABLES)

    assert found.value[0, 1] == pytest.approx(0.2)
    assert found.portfolio[1] == pytest.approx(0.2)
    assert found.reasons == ("",)


def test_that_an_unknown_condition_index_says_why():
    known = backlog_of(seen(3, cost=1000), seen(3, cost=1, building_id="b2"))
    buildings = [building(), building("b2", NAN), building("b3")]

    found = condition_index(known, buildings, TABLES)
    without = condition_index(known, buildings[:1], replace(TABLES, replacement_costs={}))

    assert found.reasons == ("", NO_AREA, NOT_GRADED)
    assert np.isnan(found.value[1:]).all()
    assert found.share_of_area == pytest.approx(0.5)
    assert without.reasons == (NO_PRICE,)


@given(st.integers(0, 2), st.integers(-1, 3), st.floats(1e3, 1e7))
def test_that_a_worse_grade_never_lowers_the_backlog(grade, kg, worth):
    part = replace(windows(), replacement_central=worth, replacement_low=worth * 0.8,
                   replacement_high=worth * 1.3)  # fmt: skip
    better = backlog_of(seen(grade, thing="w", kg=kg), components=[part]).total()
    worse = backlog_of(seen(grade + 1, thing="w", kg=kg), components=[part]).total()

    assert (worse >= better).all()


@given(st.lists(st.tuples(st.integers(-1, 3), st.floats(1, 1e6)), max_size=20), st.floats(0, 1))
def test_that_low_central_and_high_keep_their_order(rows, dependence):
    known = backlog_of(
        *(seen(g, thing=str(i), cost=(0.7 * c, c, 1.4 * c)) for i, (g, c) in enumerate(rows))
    ).with_dependence(dependence)

    low, central, high = known.total()
    assert low <= central <= high
