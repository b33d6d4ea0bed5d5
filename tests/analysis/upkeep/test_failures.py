"""Time between failures, repeated failures and late orders."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.upkeep.cases import TODAY
from twin.analysis.upkeep.failures import (
    days_overdue,
    failure_rates,
    mean_time_between_failures,
    repeated,
)
from twin.model.maintenance import WorkOrder, WorkOrderState
from twin.model.register import Component


def failure(opened, component="c1", **fields):
    fields.setdefault("is_failure", True)
    fields.setdefault("state", WorkOrderState.DONE)
    fields.setdefault("global_id", "")
    return WorkOrder(
        order_id="o", building_id="b1", part_code="365", title="", is_planned=False,
        opened_on=opened, deadline=fields.pop("deadline", None), closed_on=None, supplier="",
        cost=np.nan, component_id=component, **fields,
    )  # fmt: skip


def unit(key="c1", **fields):
    return Component(key, "b1", key, component_type="air handling unit", **fields)


def test_exact_interval_of_five_failures_in_fifty_years():
    """Garwood: 90 % of 5 counts is 1.970 to 10.513, so 50 / 10.513 = 4.756 to 50 / 1.970 = 25.38.

    The mean is 50 / 5 = 10 years.
    """
    mean, shortest, longest = mean_time_between_failures(5, 50.0)

    assert mean == 10.0
    assert shortest == pytest.approx(4.756, abs=2e-3)
    assert longest == pytest.approx(25.38, abs=2e-2)


def test_that_no_failure_still_bounds_the_time_from_below():
    """One-sided part of 90 %: -ln(0.05) = 2.996 counts, so at least 30 / 2.996 = 10.01 years."""
    mean, shortest, longest = mean_time_between_failures(0, 30.0)

    assert np.isnan(mean)
    assert shortest == pytest.approx(10.014, abs=1e-3)
    assert longest == np.inf


def test_rates_by_type_of_component():
    """Two units over 2022 to 2025 (1461 days, 4 years each): 8 unit-years, 2 failures, 4 years.

    The failure of 2020 is before the period, and one order is no failure.
    """
    orders = [
        failure(date(2022, 3, 1)), failure(date(2025, 12, 31), "c2"), failure(date(2020, 1, 1)),
        failure(date(2023, 1, 1), is_failure=False), failure(date(2023, 1, 1), "unknown"),
    ]  # fmt: skip

    found = failure_rates(orders, [unit(), unit("c2")], date(2022, 1, 1), date(2025, 12, 31))

    (rate,) = found.rates
    assert (rate.components, rate.failures) == (2, 2)
    assert rate.exposure == pytest.approx(8.0)
    assert rate.mean_time == pytest.approx(4.0)
    assert found.not_placed == 1


def test_that_a_new_component_counts_from_the_year_after():
    """Installed in 2023: 2024 and 2025 are 731 of 365.25 days, 2.001 years."""
    found = failure_rates((), [unit(installed_year=2023)], date(2020, 1, 1), date(2025, 12, 31))

    assert found.rates[0].exposure == pytest.approx(731 / 365.25)


def test_that_a_failure_finds_its_component_by_element():
    orders = [failure(date(2022, 3, 1), "", global_id="g")]

    found = failure_rates(orders, [unit(global_id="g")], date(2022, 1, 1), date(2022, 12, 31))

    assert found.rates[0].failures == 1
    assert found.not_placed == 0


def test_repeated_failures_within_ninety_days():
    """1 January, 31 March (89 days later), 30 June (91 days later), other unit on 2 April."""
    orders = [
        failure(date(2023, 6, 30)), failure(date(2023, 1, 1)), failure(date(2023, 3, 31)),
        failure(date(2023, 4, 2), "c2"), failure(date(2023, 4, 3), ""),
        failure(date(2023, 4, 4), is_failure=False),
    ]  # fmt: skip

    assert repeated(orders).tolist() == [False, False, True, False, False, False]
    assert repeated(orders, within=91).tolist()[0]


def test_that_only_open_orders_are_overdue():
    orders = [
        failure(date(2025, 1, 1), deadline=date(2025, 12, 22), state=WorkOrderState.OPEN),
        failure(date(2025, 1, 1), deadline=date(2025, 12, 22)),
        failure(date(2025, 1, 1), state=WorkOrderState.IN_PROGRESS),
        failure(date(2025, 1, 1), deadline=TODAY, state=WorkOrderState.IN_PROGRESS),
    ]

    late = days_overdue(orders, TODAY)

    assert late[0] == 10
    assert np.isnan(late[1:]).all()
    assert len(days_overdue((), TODAY)) == 0


@given(st.integers(0, 200), st.floats(0.1, 1e4))
def test_that_the_interval_holds_the_mean(failures, exposure):
    mean, shortest, longest = mean_time_between_failures(failures, exposure)

    assert shortest < longest
    assert failures == 0 or shortest < mean < longest
