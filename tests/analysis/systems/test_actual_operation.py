"""Standard and actual operation: apart, and how they differ."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from twin.analysis.actual_operation import actual_use, operation_differences
from twin.analysis.holidays import easter_sunday, public_holidays, school_holidays
from twin.analysis.operation import hourly_use
from twin.errors import InputOutOfRange
from twin.model.operation import ActualOperation, Closure, Override
from twin.workspace.defaults import defaults

SCHOOL = defaults().operations["school"]
PLAIN = ActualOperation("b", "school", 2025, closures=(), closed_on_public_holidays=False)


def told(quantity: str, value: float, day: int = 1) -> Override:
    return Override(quantity, value, "Kari Nordmann", date(2026, 3, day), "log of the controls")


def operated(*overrides: Override, **fields):
    return replace(PLAIN, overrides=overrides, **fields)


def test_that_use_says_which_operation_it_is():
    assert hourly_use(SCHOOL).kind == "standard"
    assert actual_use(PLAIN, SCHOOL).kind == "actual"


def test_that_without_overrides_a_working_day_is_as_in_the_standard():
    standard, actual = hourly_use(SCHOOL), actual_use(PLAIN, SCHOOL)

    # Wednesday 15 January 2025 and the third Wednesday of the standard year.
    day, usual = slice(14 * 24, 15 * 24), slice(16 * 24, 17 * 24)
    for name in ("in_use", "lighting", "gains", "airflow", "heating_setpoint"):
        assert (getattr(actual, name)[day] == getattr(standard, name)[usual]).all()


def test_that_weekdays_are_those_of_the_year():
    use = actual_use(PLAIN, SCHOOL)

    # 1 January 2025 is a Wednesday, so 4 and 5 January are a weekend.
    by_day = use.in_use.reshape(365, 24).any(axis=1)
    assert by_day[:7].tolist() == [True, True, True, False, False, True, True]
    assert by_day.sum() == 261


def test_that_a_leap_year_has_8760_hours_and_no_29_february():
    use = actual_use(operated(year=2028), SCHOOL)

    assert use.in_use.shape == (8760,)
    # 28 February 2028 is a Monday, the next row is Wednesday 1 March, then come Thursday, Friday.
    by_day = use.in_use.reshape(365, 24).any(axis=1)
    assert by_day[58:64].tolist() == [True, True, True, True, False, False]


def test_that_overrides_replace_what_they_name_and_nothing_else():
    use = actual_use(
        operated(
            told("first_hour", 7), told("last_hour", 16), told("equipment_not_in_use", 1.5),
            told("setpoint_in_use", 22.5), told("hot_water", 6.0),
        ),
        SCHOOL,
    )  # fmt: skip

    wednesday = slice(0, 24)
    assert np.flatnonzero(use.in_use[wednesday]).tolist() == list(range(7, 16))
    assert use.equipment[wednesday][[3, 8]].tolist() == [1.5, SCHOOL.equipment]
    assert use.heating_setpoint[wednesday][[3, 8]].tolist() == [19.0, 22.5]
    assert use.airflow[wednesday][[6, 7, 15, 16]].tolist() == [2, 10, 10, 2]
    assert use.hot_water == 6.0
    assert use.gains[8] == SCHOOL.lighting + SCHOOL.equipment + SCHOOL.persons
    assert use.gains[3] == 1.5


def test_that_ventilation_may_run_longer_than_people_stay():
    use = actual_use(
        operated(told("ventilation_first_hour", 0), told("ventilation_last_hour", 24)), SCHOOL
    )

    by_day = use.airflow.reshape(365, 24)
    assert set(by_day[0]) == {10.0}
    assert set(by_day[3]) == {2.0}


def test_that_the_newest_override_counts():
    overrides = (told("setpoint_in_use", 23.0, 5), told("setpoint_in_use", 22.0, 4))

    assert actual_use(operated(*overrides), SCHOOL).heating_setpoint.max() == 23.0


def test_that_closures_and_red_days_are_out_of_use():
    closures = (Closure("Planning day", date(2025, 1, 6), date(2025, 1, 7)),)

    use = actual_use(operated(closures=closures, closed_on_public_holidays=True), SCHOOL)

    by_day = use.in_use.reshape(365, 24).any(axis=1)
    assert by_day[:9].tolist() == [False, True, True, False, False, False, False, True, True]
    # New year, Maundy Thursday, Good Friday, Easter Monday, 1 May, Ascension, Whit Monday,
    # two days of Christmas, and two days closed; 17 May 2025 is a Saturday.
    assert by_day.sum() == 261 - 11


def test_that_easter_is_when_the_almanac_says():
    easters = {2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2038: (4, 25)}

    assert {year: easter_sunday(year) for year in easters} == {
        year: date(year, *day) for year, day in easters.items()
    }
    assert len(public_holidays(2026)) == 12
    assert date(2026, 5, 14) in public_holidays(2026)


def test_that_a_school_with_its_holidays_is_used_about_190_days():
    actual = operated(closures=school_holidays(2026), year=2026, closed_on_public_holidays=True)

    days = actual_use(actual, SCHOOL).in_use.reshape(365, 24).any(axis=1).sum()

    assert 180 <= days <= 200  # opplæringslova § 14-1: at least 190 school days in 45 weeks


def test_that_without_own_closures_the_weeks_of_the_standard_count():
    use = actual_use(operated(closures=None), SCHOOL)

    weeks = use.in_use.reshape(365, 24).any(axis=1).sum() / 5
    assert weeks == pytest.approx(SCHOOL.weeks_per_year, abs=0.8)


def test_that_differences_name_who_says_so():
    actual = operated(told("setpoint_in_use", 22.0), told("lighting", SCHOOL.lighting))

    found = {d.quantity: d for d in operation_differences(actual, SCHOOL)}

    assert set(found) == {"hours_of_use", "setpoint_in_use"}
    assert (found["setpoint_in_use"].standard, found["setpoint_in_use"].actual) == (21.0, 22.0)
    assert found["setpoint_in_use"].who == "Kari Nordmann"
    assert found["hours_of_use"].standard == 44 * 50
    assert found["hours_of_use"].actual == 261 * 10


def test_that_nobody_differs_from_the_standard_by_copying_it():
    actual = operated(closures=None, year=2024)

    found = operation_differences(actual, SCHOOL)

    assert [d.quantity for d in found] in ([], ["hours_of_use"])


@pytest.mark.parametrize(
    "override",
    [
        told("temperature", 20.0),
        told("setpoint_in_use", 45.0),
        told("setpoint_in_use", np.nan),
        told("airflow_in_use", -1.0),
        Override("lighting", 5.0, "", date(2026, 1, 1), "guess"),
        Override("lighting", 5.0, "Kari Nordmann", date(2026, 1, 1), " "),
        told("first_hour", 23),
    ],
)
def test_that_impossible_overrides_are_refused(override):
    with pytest.raises(InputOutOfRange) as refused:
        actual_use(operated(override), SCHOOL)

    assert refused.value.next_step
    assert str(refused.value)


def test_that_a_closure_that_ends_before_it_begins_is_refused():
    closure = Closure("Summer", date(2025, 8, 1), date(2025, 7, 1))

    with pytest.raises(InputOutOfRange, match="Summer"):
        actual_use(operated(closures=(closure,)), SCHOOL)
