"""Cash flow, life cycle cost, payback and break-even against sums done by hand."""

import math

import numpy as np
import pytest

from twin.analysis.economics.cash_flow import CashFlow, Purchase, Yearly, cash_flow
from twin.analysis.economics.life_cycle_cost import life_cycle_cost
from twin.analysis.economics.payback import break_even, discounted_payback, simple_payback
from twin.analysis.economics.present_value import (
    Economics,
    Investment,
    annuity,
    annuity_factor,
    net_present_value,
    present_cost,
)

PLAIN = Economics(0.04, 30, 0.0)


def payback(flow: CashFlow) -> float:
    return float(discounted_payback(flow.built_up(PLAIN)[None])[0])


def test_that_a_loan_of_a_million_costs_57_830_a_year_for_thirty_years():
    # 0.04 / (1 - 1.04**-30) = 0.0578301.
    assert annuity(1e6, PLAIN) == pytest.approx(57_830.1, abs=0.1)


def test_that_without_interest_the_annuity_is_an_equal_share():
    assert annuity_factor(Economics(0.0, 20, 0.0)) == pytest.approx(0.05)


@pytest.mark.parametrize("life", [7.0, 12.5, 15.0, 30.0, 40.0, 80.0])
def test_that_flow_and_present_cost_agree_where_lives_end_with_a_year(life: float):
    flow = cash_flow([Purchase("42", 100.0, life)], [], PLAIN)

    # A life that ends within a year is split over two year ends: less than 0.1 % apart.
    assert -flow.net_present_value(PLAIN) == pytest.approx(
        present_cost(Investment(100.0, life), PLAIN), rel=1e-3 if life % 1 else 1e-12
    )


def test_that_net_present_value_is_the_same_either_way():
    flow = cash_flow([Purchase("42", 1e6, 20.0)], [Yearly("51", -90_000.0)], PLAIN)

    expected = net_present_value([Investment(1e6, 20.0)], 90_000.0, PLAIN)
    assert flow.net_present_value(PLAIN) == pytest.approx(expected)


def test_that_energy_alone_follows_its_price_growth():
    dearer = Economics(0.0, 2, 0.10)

    flow = cash_flow([], [Yearly("51", 100.0), Yearly("31", 100.0)], dearer)

    assert dict(zip(flow.accounts, flow.amount.tolist(), strict=True)) == {
        "31": [0.0, 100.0, 100.0],
        "51": pytest.approx([0.0, 110.0, 121.0]),
    }


def test_that_life_cycle_cost_is_posted_on_the_main_accounts():
    # 1,000 today, again 1,000 in year 15 (account 4); 50 a year of energy: 50 x 17.2920 = 864.60.
    flow = cash_flow([Purchase("1", 1000.0, 15.0)], [Yearly("51", 50.0)], PLAIN)

    found = life_cycle_cost(flow, PLAIN)

    assert found.by_account["1"] == pytest.approx(1000.0)
    assert found.by_account["4"] == pytest.approx(1000 / 1.04**15)
    assert found.by_account["5"] == pytest.approx(864.60, abs=0.01)
    assert found.yearly == pytest.approx(found.total * 0.0578301, rel=1e-6)


def test_that_sixty_years_buy_four_times_what_lives_fifteen():
    long = Economics(0.04, 60, 0.0)

    flow = cash_flow([Purchase("42", 100.0, 15.0)], [], long)

    assert np.flatnonzero(flow.total).tolist() == [0, 15, 30, 45]


def test_that_a_purchase_of_a_later_year_is_discounted_and_keeps_more_of_its_worth():
    flow = cash_flow([Purchase("42", 100.0, 30.0, year=10)], [], PLAIN)

    # A third of its life is left in year 30.
    assert flow.total[10] == 100.0
    assert flow.total[30] == pytest.approx(-100 / 3)


def test_that_payback_counts_interest():
    # 1,000 against 100 a year at 4 %: 1.04**-n = 1 - 0.4, n = ln(0.6) / -ln(1.04) = 13.02; the
    # thirteenth year earns 60.06 of the 60.69 missing... by years: after 13 years 998.56.
    flow = cash_flow([Purchase("42", 1000.0, 30.0)], [Yearly("51", -100.0)], PLAIN)

    built_up = 100 * (1 - 1.04**-13) / 0.04
    expected = 13 + (1000 - built_up) / (100 / 1.04**14)
    assert payback(flow) == pytest.approx(expected)
    assert expected == pytest.approx(13.025, abs=1e-3)


def test_that_what_never_pays_back_is_infinite():
    flow = cash_flow([Purchase("42", 1000.0, 30.0)], [Yearly("51", -10.0)], PLAIN)

    assert payback(flow) == math.inf
    spent, saved = np.array([1000.0, 1000.0, 0.0]), np.array([0.0, 250.0, 10.0])
    assert simple_payback(spent, saved).tolist() == [math.inf, 4.0, 0.0]


def test_that_what_costs_nothing_is_paid_back_at_once():
    flow = cash_flow([], [Yearly("51", -10.0)], PLAIN)

    assert payback(flow) == 0.0


def test_that_the_break_even_price_makes_the_present_value_zero():
    # 10 kWh a year against 100: at 1 NOK/kWh 72.92 more than 100; even at 0.5783 NOK/kWh.
    def worth(price: float) -> float:
        return net_present_value([Investment(100.0, 30.0)], 10.0 * price, PLAIN)

    even = break_even(1.0, worth(1.0), worth(0.0))

    assert even == pytest.approx(0.57830, abs=1e-5)
    assert worth(even) == pytest.approx(0.0, abs=1e-9)
