"""Three ways to fund upkeep, by hand on one or two windows worth 100 000 NOK.

Windows live 40 years, so a year takes 1/16 = 0.0625 of those in TG1 to TG2 and of those in TG2 to
TG3. To TG1 costs 0.35 of the value from TG2 and all of it from TG3.
"""

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.upkeep.cases import TABLES, building, seen, sourced, things_of
from twin.analysis.upkeep.backlog import backlog
from twin.analysis.upkeep.funding import Funding, FundingMode, cost_of_waiting, funded
from twin.analysis.upkeep.funding_case import Which, funding_case, replacement_of_things
from twin.model.register import Component

NOTHING = Funding(FundingMode.FIXED_BUDGET, budget=0.0)
PLENTY = Funding(FundingMode.FIXED_BUDGET, budget=1e9)


def case_of(*assessments, tables=TABLES, legal=None, buildings=None):
    known = backlog(things_of(*assessments), tables, 2026, 2026)
    return funding_case(known, buildings or [building()], tables, {}, which=Which(legal))


def windows(grade, **fields):
    """Windows whose stated cost implies a value of 100 000 NOK."""
    cost = {2: 35_000.0, 3: 100_000.0}[grade]
    return seen(grade, thing=fields.pop("thing", "w"), cost=cost, **fields)


def test_that_nothing_is_done_without_money():
    """2026: 35 000. 2027: 0.9375 * 35 000 + 0.0625 * 100 000 = 39 062.50, grade 2.0625."""
    curve = funded(case_of(windows(2)), NOTHING, 2026, 2)

    assert curve.start_backlog[1] == pytest.approx(35_000)
    assert curve.backlog[1].tolist() == pytest.approx([35_000, 39_062.5])
    assert curve.grade[1].tolist() == pytest.approx([2.0, 2.0625])
    assert curve.spend[1].tolist() == [0, 0]


def test_that_maintaining_does_what_is_due():
    """TG2 with KG3 is due within five years: a fifth of 35 000 is 7000 in 2026, 28 000 is left.

    2027: of 20 000 in TG1 1250 fall to TG2, of 80 000 in TG2 5000 to TG3; TG2 is 76 250.
    0.2 * 0.35 * 76 250 + 5000 = 10 337.50; left is 0.8 * 0.35 * 76 250 = 21 350.
    """
    curve = funded(case_of(windows(2, kg=3)), Funding(FundingMode.MAINTAIN), 2026, 2)

    assert curve.spend[1].tolist() == pytest.approx([7_000, 10_337.5])
    assert curve.backlog[1].tolist() == pytest.approx([28_000, 21_350])


def test_that_a_target_of_this_year_costs_the_difference():
    """From 35 000 down to 10 000 in the first year takes 25 000."""
    target = Funding(FundingMode.REACH_TARGET, target_backlog=10_000, target_year=2026)

    curve = funded(case_of(windows(2)), target, 2026, 6)

    assert curve.budget[1] == pytest.approx(25_000, abs=5)
    assert curve.backlog[1] == pytest.approx([10_000] * 6, abs=5)
    assert curve.reached == (True, True, True)


def test_that_the_budget_for_a_later_target_is_the_smallest_that_reaches_it():
    known = case_of(windows(2), windows(3, thing="x", kg=1))
    target = Funding(FundingMode.REACH_TARGET, target_grade=1.0, target_year=2030)

    curve = funded(known, target, 2026, 10)
    less = funded(known, Funding(FundingMode.FIXED_BUDGET, budget=0.98 * curve.budget[1]), 2026)

    assert curve.grade[1, 4:] == pytest.approx([1.0] * 6, abs=1e-3)
    assert less.grade[1, 4] > 1.0
    assert curve.reached == (True, True, True)


def test_that_a_target_nobody_can_reach_is_said_to_be_missed():
    """Windows in TG2 become TG1 at best, so a grade of 0.5 is out of reach."""
    target = Funding(FundingMode.REACH_TARGET, target_grade=0.5, target_year=2026)

    assert funded(case_of(windows(2)), target, 2026, 2).reached == (False, False, False)


def test_must_dos_come_before_all_else():
    """TG3 KG3 of 50 and TG3 KG1 of 1000, 60 a year: the 50 first, 10 for the other, 990 left."""
    known = case_of(seen(3, thing="a", kg=1, cost=1000), seen(3, thing="b", kg=3, cost=50))

    curve = funded(known, Funding(FundingMode.FIXED_BUDGET, budget=60), 2026, 1)

    assert curve.must_left[1, 0] == pytest.approx(0.0)
    assert curve.backlog[1, 0] == pytest.approx(990)


def test_that_what_the_law_asks_comes_before_risk():
    known = [seen(3, thing="a", kg=2, cost=1000), seen(2, thing="b", kg=0, cost=50)]
    money = Funding(FundingMode.FIXED_BUDGET, budget=50)

    legal = funded(case_of(*known, legal=np.array([False, True])), money, 2026, 1)
    plain = funded(case_of(*known), money, 2026, 1)

    assert legal.must_left[1, 0] == pytest.approx(0)
    assert plain.must_left[1, 0] == 0  # nothing is a must
    assert legal.grade[1, 0] != pytest.approx(plain.grade[1, 0])


def test_that_risk_comes_before_the_worse_grade():
    """TG2 KG3 (6, high) before TG3 KG1 (3, medium): 35 000 bring the windows to TG1.

    Values 100 000 and 100 000: (1 * 100 000 + 3 * 100 000) / 200 000 = 2.0.
    """
    known = case_of(windows(2, kg=3), windows(3, thing="x", kg=1))

    curve = funded(known, Funding(FundingMode.FIXED_BUDGET, budget=35_000), 2026, 1)

    assert curve.grade[1, 0] == pytest.approx(2.0)


def test_that_an_unknown_consequence_is_not_put_last():
    """Unknown counts as KG2: TG3 (6, high) before TG2 KG2 (4, medium), 100 000 replace it."""
    known = case_of(windows(2, kg=2), windows(3, thing="x"))

    curve = funded(known, Funding(FundingMode.FIXED_BUDGET, budget=100_000), 2026, 1)

    assert curve.backlog[1, 0] == pytest.approx(35_000)


def test_that_of_equal_risk_the_building_with_more_backlog_comes_first():
    """Equal windows in a small and a large building; 100 000 replace those of the small one."""
    buildings = [building("large", 10_000), building("small", 100)]
    known = case_of(
        windows(3, building_id="large", kg=2),
        windows(3, building_id="small", kg=2),
        buildings=buildings,
    )

    ratios = known.order[:2].tolist()

    assert ratios == [3, 2]  # pools are in order of ratio: 1 % large, 5 % small; TG3 after TG2


def test_waiting_a_year_with_tg2():
    """Now: 35 000, and a year later 0.0625 * 100 000 * 0.35 / 1.04 = 2103.37 for what wore.

    Later: (0.9375 * 35 000 + 0.0625 * 100 000) / 1.04 = 37 560.10.
    37 560.10 - 37 103.37 = 456.73.
    """
    known = case_of(windows(2))
    now, later = (funded(known, replace(PLENTY, starts=year), 2026, 2) for year in (0, 2027))

    assert cost_of_waiting(now, later, 0.04)[1] == pytest.approx(456.73, abs=0.01)


def test_waiting_a_year_with_tg3_costs_the_damage_less_the_interest():
    """100 000 now, or 110 000 in a year at 10 % damage: 110 000 / 1.04 - 100 000 = 5769.23."""
    tables = replace(TABLES, values={"damage_growth": sourced(0.10)})
    known = case_of(windows(3), tables=tables)
    now, later = (funded(known, replace(PLENTY, starts=year), 2026, 2) for year in (0, 2027))

    assert cost_of_waiting(now, later, 0.04)[1] == pytest.approx(5769.23, abs=0.01)


def test_that_damage_has_an_end():
    """10 % a year, at most 1.15 times: 100 000, 110 000, then 115 000 instead of 121 000."""
    tables = replace(TABLES, values={"damage_growth": sourced(0.10), "damage_most": sourced(1.15)})

    curve = funded(case_of(windows(3), tables=tables), NOTHING, 2026, 3)

    assert curve.backlog[1].tolist() == pytest.approx([100_000, 110_000, 115_000])


def test_that_price_growth_lifts_later_costs():
    """2 % a year over other prices: 100 000 in 2026, 102 000 in 2027."""
    tables = replace(TABLES, values={"price_growth": sourced(0.02)})

    curve = funded(case_of(windows(3), tables=tables), NOTHING, 2026, 2)

    assert curve.backlog[1].tolist() == pytest.approx([100_000, 102_000])


def test_that_values_of_good_parts_are_learnt_from_the_same_part_elsewhere():
    """Three roofs TG3 of 100, 200 and 300 NOK/m2: the one in TG1 on 500 m2 is worth 100 000."""
    buildings = [building(f"b{i}", 1000) for i in (1, 2, 3)] + [building("good", 500)]
    known = backlog(
        things_of(
            *(seen(3, "26", building_id=f"b{i}", cost=100_000.0 * i) for i in (1, 2, 3)),
            seen(1, "26", building_id="good"),
            seen(1, "365", building_id="good"),
        ),
        TABLES, 2026, 2026,
    )  # fmt: skip

    value = replacement_of_things(known, buildings, TABLES)

    assert value[3] == pytest.approx(100_000)
    assert np.isnan(value[4])
    assert funding_case(known, buildings, TABLES, {}).coverage == pytest.approx(4 / 5)


def test_that_the_first_backlog_is_the_one_shown_elsewhere():
    rows = [seen(2, thing="a", cost=(70, 100, 140)), seen(3, thing="b", cost=(95, 100, 105))]
    known = backlog(things_of(*rows), TABLES, 2026, 2026)

    curve = funded(funding_case(known, [building()], TABLES, {}), NOTHING, 2026, 1)

    assert curve.start_backlog == pytest.approx(known.total())


def test_that_a_component_gives_the_value():
    part = Component("c", "b1", "Unit", "365", price_year=2026, replacement_central=9e5,
                     replacement_low=8e5, replacement_high=1e6)  # fmt: skip
    known = backlog(things_of(seen(1, "365")), TABLES, 2026, 2026, [part])

    assert replacement_of_things(known, [building()], TABLES, [part])[0] == pytest.approx(9e5)


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(2, 3), st.integers(-1, 3)), min_size=1, max_size=8),
    st.floats(0, 1e5),
    st.floats(1.0, 3.0),
)
def test_that_more_money_never_leaves_more_undone(rows, budget, times):
    known = case_of(*(windows(g, thing=str(i), kg=kg) for i, (g, kg) in enumerate(rows)))
    less, more = (
        funded(known, Funding(FundingMode.FIXED_BUDGET, budget=b), 2026, 8)
        for b in (budget, budget * times)
    )

    assert (more.backlog[:, 0] <= less.backlog[:, 0] + 1e-6).all()
    assert (less.spend <= budget * (1 + 1e-9) + 1e-6).all()
    assert (less.backlog[0] <= less.backlog[1] + 1e-6).all()
    assert (less.backlog[1] <= less.backlog[2] + 1e-6).all()


def test_that_a_thousand_buildings_take_less_than_a_second():
    random = np.random.default_rng(1)
    rows = [
        seen(int(random.integers(0, 4)), part, building_id=f"b{i}", kg=int(random.integers(0, 4)),
             cost=1000.0)
        for i in range(1000)
        for part in ("234", "26", "365")
    ]  # fmt: skip
    known = case_of(*rows, buildings=[building(f"b{i}") for i in range(1000)])
    start = time.process_time()

    for mode in FundingMode:
        funded(known, Funding(mode, 1e5, target_backlog=1e5, target_year=2036), 2026)

    assert time.process_time() - start < 1.0
