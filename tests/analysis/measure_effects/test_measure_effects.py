"""Condition, ageing, money by account and claims of measures, against numbers by hand."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from analysis.upkeep.cases import TABLES, WINDOWS
from twin.analysis.measure_effects.claimed import claimed
from twin.analysis.measure_effects.condition import (
    backlog_saving,
    grade_after,
    grades_after,
    lives_after,
    slower,
    touched_things,
    wear_after,
)
from twin.analysis.measure_effects.renewal import (
    due_share,
    postings,
    split_investment,
    years_left,
)
from twin.analysis.upkeep.backlog import backlog
from twin.analysis.upkeep.inspections import graded, inspections
from twin.analysis.upkeep.tables import ServiceLife
from twin.analysis.upkeep.transitions import Wear
from twin.model.condition import Assessment, ConditionGrade
from twin.model.proposal import Range
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


def test_that_a_worn_part_splits_into_plain_renewal_and_the_better_one():
    """100 m2 at 8500, plain ones at 7000: 700 000 is maintenance, 150 000 development."""
    found = split_investment(
        np.array([800e3, 850e3, 900e3]), 100.0, Range(7000.0, 6000.0, 8000.0), 1.0
    )

    assert found.maintenance.tolist() == [600e3, 700e3, 800e3]
    assert found.development.tolist() == [200e3, 150e3, 100e3]
    assert found.investment.tolist() == [800e3, 850e3, 900e3]


def test_that_a_sound_part_is_all_development_and_maintenance_is_never_more_than_all():
    whole = np.array([10.0, 20.0, 30.0])

    assert not split_investment(whole, 1.0, Range(7.0, 7.0, 7.0), 0.0).maintenance.any()
    dear = split_investment(whole, 1.0, Range(99.0, 99.0, 99.0), 1.0)
    assert dear.maintenance.tolist() == whole.tolist()
    assert not dear.development.any()


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


def test_that_money_is_posted_to_both_accounts():
    split = split_investment(np.full(3, 850e3), 100.0, Range(7000.0, 7000.0, 7000.0), 1.0)
    found = postings(split, by_key()["window_replacement"])

    assert {account: sums[1] for account, sums in found.items()} == {"41": 700e3, "42": 150e3}


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


def test_that_grades_get_better_alone_and_what_is_new_is_known():
    grade = np.array([3, 0, -1, 2], np.int32)
    touched = np.array([True, True, True, False])

    assert grades_after(grade, touched, 1.0).tolist() == [1, 0, 1, 2]
    assert grades_after(grade, touched, NAN).tolist() == grade.tolist()


def test_that_the_backlog_that_goes_is_that_of_the_renewed_things():
    things = known(seen(3, "w1", cost=100.0), seen(2, "w2", cost=40.0), seen(1, "w3"))
    whole = backlog(things, TABLES, 2026, 2026)
    first = np.array([t.global_id == "w1" for t in things.things])

    assert backlog_saving(whole, first, 0.0).tolist() == pytest.approx([80.0, 100.0, 150.0])
    assert not backlog_saving(whole, first, 2.0).any()
    assert not backlog_saving(whole, first, NAN).any()


def test_that_measures_that_renew_make_new_and_others_change_no_grade():
    assert grade_after(by_key()["roof_flat_insulation"].measure) == 0
    assert grade_after(by_key()["external_shading"].measure) == 0  # it renews the screens
    assert np.isnan(grade_after(by_key()["night_setback"].measure))


# -- ageing ------------------------------------------------------------------------------------


def test_that_slower_ageing_makes_lives_longer_in_proportion():
    found = slower(WINDOWS, 0.8)

    assert (found.short, found.central, found.long) == pytest.approx((31.25, 50.0, 75.0))
    assert found.log_spread == pytest.approx(WINDOWS.log_spread)
    assert slower(ServiceLife("21", "", 60, 100, NAN), 1.0).central == 100


def test_that_lives_of_other_parts_stay():
    tables = lives_after(TABLES, ("36",), 0.5)

    assert tables.service_lives["365"].central == 40
    assert tables.service_lives["234"] is TABLES.service_lives["234"]


def test_that_two_years_at_half_speed_are_one_at_full():
    wear = Wear("234", np.array([0.1, 0.2, 0.3]), np.full((5, 3), 0.19), 30, 0)
    found = wear_after({"234": wear, "26": replace(wear, part_code="26")}, ("23",), 0.5)

    assert (1 - found["234"].steps) ** 2 == pytest.approx(1 - wear.steps)
    assert found["234"].draws[0, 0] == pytest.approx(0.1)
    assert found["26"].steps is wear.steps


# -- claims ------------------------------------------------------------------------------------


def test_that_claims_of_several_measures_do_not_count_twice():
    """Knowledge 0.6 and 0.5 leave 0.4 x 0.5 unknown; risk 0.6 x 0.9; costs times the quantity."""
    moisture, drone = (by_key()[k].measure for k in ("moisture_sensors", "drone_inspection"))
    found = claimed([(moisture, 600.0), (drone, 1.0)])

    assert found.knowledge.value == pytest.approx(0.8)
    assert found.knowledge.low < 0.8 < found.knowledge.high
    assert found.risk.value == pytest.approx(0.54)
    assert found.running_cost.value == pytest.approx(3 * 600 + 12000)
    assert found.man_hours.value == pytest.approx(-10.0)
    assert "risk_factor" in found.unsupported


def test_that_yearly_costs_are_posted_to_their_accounts():
    found = claimed([(by_key()["cleaning_on_demand"].measure, 1000.0)])

    assert found.by_account["6"].value == pytest.approx(-19_000)
    assert found.by_account["31"].value == pytest.approx(4_000)
    assert found.running_cost.value == pytest.approx(-15_000)


def test_that_no_measure_changes_nothing():
    found = claimed([])

    assert (found.ageing.value, found.risk.value, found.knowledge.value) == (1, 1, 0)
    assert found.by_account == {}
