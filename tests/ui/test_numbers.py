import math

import pytest

from twin.ui.texts import numbers


def test_that_norwegian_numbers_have_hard_spaces_comma_and_true_minus():
    assert numbers.number(-1234.5, 1) == "\u22121\u00a0234,5"


def test_that_english_numbers_have_comma_and_point():
    numbers.use_numbers("en")
    assert numbers.number(1234.5, 1) == "1,234.5"


def test_that_an_unknown_number_is_a_dash_and_never_zero():
    assert numbers.number(math.nan) == "–"
    assert numbers.money(math.nan) == "–"


def test_that_rounding_to_zero_leaves_no_minus():
    assert numbers.number(-0.04, 1) == "0,0"
    assert numbers.signed(0.04, 1) == "0,0"


def test_that_a_change_carries_its_sign():
    assert numbers.signed(2.9, 1) == "+2,9"
    assert numbers.signed(-0.3, 1) == "−0,3"


@pytest.mark.parametrize(("value", "text"), [(18.4e6, "18,4 mill. kr"), (612_345.0, "612 000 kr")])
def test_that_money_is_in_millions_from_ten_million(value: float, text: str):
    assert numbers.money(value) == text.replace(" ", "\u00a0")


def test_that_energy_is_in_mwh_from_ten_thousand_kwh():
    assert numbers.energy(893_000.0) == "893\u00a0MWh"
    assert numbers.energy(9_000.0) == "9\u00a0000\u00a0kWh"


def test_that_spreadsheets_get_plain_minus_and_no_grouping():
    assert numbers.plain(-12345.67, 1) == "-12345,7"


def test_that_estimates_keep_three_significant_digits():
    assert numbers.significant(612_345.0) == 612_000.0


def test_that_bounds_of_classes_take_the_users_decimal_mark_and_names_do_not():
    assert numbers.bounds_text("1.20 – < 2.00") == "1,20 – < 2,00"
    assert numbers.bounds_text("Plan 1.2") == "Plan 1.2"
    numbers.use_numbers("en")
    assert numbers.bounds_text("≥ 2.00") == "≥ 2.00"
