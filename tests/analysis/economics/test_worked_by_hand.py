"""Whole cases worked by hand with the factors of printed interest tables.

Factors for 4 % (compound interest tables, for example Newnan et al., Engineering Economic
Analysis, appendix C; F: once in year n, A: every year up to n):
P/F 15 0.5553, P/F 20 0.4564, P/F 30 0.3083, P/F 45 0.1712, P/F 60 0.0951, P/A 13 9.9856,
P/A 14 10.5631, P/A 20 13.5903, P/A 30 17.2920, P/A 60 22.6235, A/P 30 0.0578, A/P 60 0.0442.
They have four digits, so that sums agree to some ten-thousandths. Accounts follow NS 3454:2013.
"""

import numpy as np
import pytest

from twin.analysis.economics.cash_flow import CashFlow, Purchase, Yearly, cash_flow
from twin.analysis.economics.life_cycle_cost import life_cycle_cost
from twin.analysis.economics.payback import break_even, discounted_payback, simple_payback
from twin.analysis.economics.present_value import (
    Economics,
    Investment,
    annuity,
    net_present_value,
)

ROUNDED = 3e-4
THIRTY, SIXTY = Economics(0.04, 30, 0.0), Economics(0.04, 60, 0.0)


def heat_recovery(economics: Economics) -> CashFlow:
    """1,000,000 kr every 20 years, 90,000 kr less for energy a year."""
    return cash_flow([Purchase("42", 1e6, 20.0)], [Yearly("51", -90_000.0)], economics)


def test_net_present_value_of_heat_recovery() -> None:
    # Saved: 90,000 x 17.2920 = 1,556,280. Bought today and in year 20: 1,000,000 + 456,400.
    # In year 30 half of the second is left: 500,000 x 0.3083 = 154,150.
    # 1,556,280 - 1,456,400 + 154,150 = 254,030.
    expected = 254_030

    by_sums = net_present_value([Investment(1e6, 20.0)], 90_000.0, THIRTY)
    by_years = heat_recovery(THIRTY).net_present_value(THIRTY)

    assert by_sums == pytest.approx(expected, abs=200)
    assert by_years == pytest.approx(by_sums, rel=1e-12)


def test_annuity_of_a_present_value() -> None:
    # 254,030 x A/P 30 = 254,030 x 0.0578 = 14,683 a year; over 60 years x 0.0442 = 11,228.
    assert annuity(254_030, THIRTY) == pytest.approx(14_690, abs=10)
    assert annuity(254_030, SIXTY) == pytest.approx(11_228, abs=10)


def test_payback_with_and_without_interest() -> None:
    # Plain: 1,000,000 / 90,000 = 11.11 years.
    # At 4 %: needed P/A = 1,000,000 / 90,000 = 11.1111. P/A 14 = 10.5631, P/A 15 = 11.1184:
    # in year 14 + (11.1111 - 10.5631) / (11.1184 - 10.5631) = 14.987.
    assert simple_payback(np.array([1e6]), np.array([90_000.0])) == pytest.approx(11.11, abs=0.01)
    flow = cash_flow([Purchase("42", 1e6, 30.0)], [Yearly("51", -90_000.0)], THIRTY)
    built_up = flow.built_up(THIRTY)[None]
    assert discounted_payback(built_up) == pytest.approx(14.987, abs=0.001)


def test_that_buying_again_delays_payback() -> None:
    # With another 1,000,000 in year 20 the sum is below zero again then:
    # 90,000 x 13.5903 - 1,456,400 = -233,273. Until year 29 90,000 x P/A 29 (16.9837) - 1,456,400
    # = 72,133 is not below zero; after 26 years P/A 15.9828: -17,948, after 27 P/A 16.3296:
    # 13,264. 26 + 17,948 / 31,212 = 26.575.
    found = discounted_payback(heat_recovery(THIRTY).built_up(THIRTY)[None])

    assert found == pytest.approx(26.575, abs=0.005)


PART = (
    [Purchase("1", 2e6, 60.0, 0, "42"), Purchase("42", 4e5, 15.0, 15)],
    [Yearly("21", 20_000.0), Yearly("31", 30_000.0), Yearly("51", 120_000.0)],
)
"""2 mill. kr that last 60 years, 400,000 kr every 15 years from year 15 on, and yearly sums."""


@pytest.mark.parametrize(
    ("economics", "accounts", "yearly_factor"),
    [
        # 1: half is left after 30 years: 2,000,000 - 1,000,000 x 0.3083 = 1,691,700.
        # 2: 20,000 x 17.2920 = 345,840.  3: 30,000 x 17.2920 = 518,760.
        # 4: once, in year 15: 400,000 x 0.5553 = 222,120.  5: 120,000 x 17.2920 = 2,075,040.
        (
            THIRTY,
            {"1": 1_691_700, "2": 345_840, "3": 518_760, "4": 222_120, "5": 2_075_040},
            0.05783,
        ),
        # 1: nothing is left: 2,000,000.  2: 20,000 x 22.6235 = 452,470.  3: 678,705.
        # 4: in years 15, 30, 45: 400,000 x (0.5553 + 0.3083 + 0.1712) = 413,920.
        # 5: 120,000 x 22.6235 = 2,714,820.
        (
            SIXTY,
            {"1": 2_000_000, "2": 452_470, "3": 678_705, "4": 413_920, "5": 2_714_820},
            0.04420,
        ),
    ],
)
def test_life_cycle_cost_on_the_main_accounts(
    economics: Economics, accounts: dict[str, float], yearly_factor: float
) -> None:
    found = life_cycle_cost(cash_flow(*PART, economics), economics)

    for account, expected in accounts.items():
        assert found.by_account[account] == pytest.approx(expected, rel=ROUNDED), account
    assert found.by_account["6"] == found.by_account["7"] == found.by_account[""] == 0.0
    assert found.total == pytest.approx(sum(accounts.values()), rel=ROUNDED)
    assert found.yearly == pytest.approx(sum(accounts.values()) * yearly_factor, rel=ROUNDED)


def test_that_dearer_energy_counts_with_its_growth() -> None:
    # 120,000 a year, prices 2 % dearer every year, 4 % interest: q = 1.02 / 1.04 = 0.980769;
    # q (1 - q**30) / (1 - q) = 0.980769 x (1 - 0.55847) / 0.019231 = 22.518; x 120,000.
    dearer = Economics(0.04, 30, 0.02)

    found = life_cycle_cost(cash_flow([], [Yearly("51", 120_000.0)], dearer), dearer)

    assert found.by_account["5"] == pytest.approx(2_702_160, rel=1e-3)


def test_that_the_break_even_price_of_energy_is_what_the_annuity_asks() -> None:
    # 100,000 kWh a year against 1,000,000 that last 30 years: A/P 30 = 57,830 a year, so 0.5783
    # NOK/kWh.
    def worth(price: float) -> float:
        return net_present_value([Investment(1e6, 30.0)], 1e5 * price, THIRTY)

    even = break_even(1.2, worth(1.2), worth(0.0))

    assert even == pytest.approx(0.5783, abs=1e-4)
    assert worth(even) == pytest.approx(0.0, abs=1e-6)
