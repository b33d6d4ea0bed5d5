"""Net present value against sums done by hand."""

import pytest

from twin.analysis.economics.present_value import (
    Economics,
    Investment,
    net_present_value,
    present_cost,
    present_factor,
)

PLAIN = Economics(0.04, 30, 0.0)


def test_that_thirty_years_at_four_percent_are_worth_seventeen():
    # Annuity present value factor: (1 - 1.04**-30) / 0.04 = 17.292.
    assert present_factor(PLAIN) == pytest.approx(17.2920, abs=1e-4)


def test_that_a_life_equal_to_the_period_is_bought_once():
    assert present_cost(Investment(100.0, 30.0), PLAIN) == pytest.approx(100.0)


def test_that_a_short_life_is_bought_again():
    # Years 0 and 15: 100 + 100 / 1.04**15 = 155.53.
    assert present_cost(Investment(100.0, 15.0), PLAIN) == pytest.approx(155.526, abs=1e-3)


def test_that_what_is_left_at_the_end_is_worth_something():
    # Life 40 of 30 years: a quarter is left, 100 - 25 / 1.04**30 = 92.29.
    assert present_cost(Investment(100.0, 40.0), PLAIN) == pytest.approx(92.292, abs=1e-3)


def test_that_rising_prices_and_no_discount_add_up_plainly():
    even = Economics(0.0, 10, 0.0)

    assert net_present_value([Investment(50.0, 10.0)], 10.0, even) == pytest.approx(50.0)
    assert present_factor(Economics(0.04, 10, 0.04)) == pytest.approx(10.0)
