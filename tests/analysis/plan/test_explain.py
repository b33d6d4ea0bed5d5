import numpy as np
import pytest

from tests.analysis.plan.made_up import many, packages
from twin.analysis.plan.compare import compare
from twin.analysis.plan.explain import (
    BETTER,
    CHEAPER,
    IN,
    LAST,
    NEXT,
    NOTHING,
    PRICE,
    QUICK,
    WORSE,
    explain,
)
from twin.analysis.plan.make import exact_plan, greedy_plan
from twin.model.opportunity import PlanLimits

RATE = 0.04


def texts(found):
    return [statement.text for statement in found]


def test_that_a_building_which_is_out_is_told_what_would_bring_it_in():
    cost, value = np.full(6, 1e6), np.array([9e5, 8e5, 7e5, 6e5, 5e5, 4e5])
    ladders = packages([1] * 6, cost, value)
    plan = exact_plan(ladders, PlanLimits(2027, (3.5e6,)), RATE)
    found = explain(ladders, plan, "b5", RATE)
    assert texts(found)[0] == NEXT
    assert {PRICE, BETTER, CHEAPER} <= set(texts(found))
    wanted = next(s for s in found if s.text == BETTER).values["value"].value
    better = value.copy()
    better[5] = 1.3 * wanted
    again = exact_plan(packages([1] * 6, cost, better), PlanLimits(2027, (3.5e6,)), RATE)
    assert again.year[5] == 2027


def test_that_a_building_which_is_in_is_told_when_and_for_what():
    ladders = packages([2], np.array([1e6, 1e6]), np.array([5e5, -5e5]))
    plan = exact_plan(ladders, PlanLimits(2027, (3e6,)), RATE)
    found = explain(ladders, plan, "b0", RATE)
    assert texts(found) == [IN, NEXT, WORSE]
    assert found[0].values["year"] == "2027"


def test_that_a_building_without_measures_and_one_with_all_are_told_apart():
    ladders = packages([1], np.array([1e6]), np.array([5e5]))
    plan = exact_plan(ladders, PlanLimits(2027, (3e6,)), RATE)
    assert texts(explain(ladders, plan, "b0", RATE)) == [IN, LAST]
    assert texts(explain(ladders, plan, "elsewhere", RATE)) == [NOTHING]


def test_that_the_quick_plan_owns_up_to_having_no_prices():
    ladders = many(50, 6)
    plan = greedy_plan(ladders, PlanLimits(2027, (1e6,)), RATE)
    out = next(
        f"b{b}" for b in range(50)
        if not (plan.year[ladders.steps.building == b] > 0).all()
    )  # fmt: skip
    assert QUICK in texts(explain(ladders, plan, out, RATE))


def test_that_the_difference_of_two_plans_adds_up():
    ladders = many(100, 8)
    small = exact_plan(ladders, PlanLimits(2027, (2e6,) * 5), RATE)
    large = exact_plan(ladders, PlanLimits(2027, (4e6,) * 5), RATE)
    found = compare(ladders, small, large, RATE)
    assert found.first.investment == pytest.approx(small.spent.sum())
    assert found.first.steps == len(found.common) + len(found.moved) + len(found.only_first)
    assert found.second.steps == len(found.common) + len(found.moved) + len(found.only_second)
    assert found.second.present_value > found.first.present_value
    assert found.first.emissions_saved[-1] == pytest.approx(found.first.emission_saving)
