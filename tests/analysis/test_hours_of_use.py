"""Schedules that measures change: setback, running time, night air."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.hours_of_use import longer, summer_nights, use_of
from twin.analysis.operation import hourly_use
from twin.analysis.zones import zone_from_archetype
from twin.workspace.defaults import defaults

from .cases import SCHOOL

ZONE = zone_from_archetype(SCHOOL, defaults())
USE = hourly_use(defaults().operations["school"])


def test_that_an_unchanged_zone_keeps_the_very_same_use():
    assert use_of(ZONE, USE) is USE


def test_that_zones_changed_alike_share_one_use():
    changed = replace(ZONE, night_setback=2.0)

    assert use_of(changed, USE) is use_of(replace(changed, building_id="b02"), USE)


def test_that_the_setback_lowers_hours_out_of_use_alone():
    found = use_of(replace(ZONE, night_setback=2.0), USE)

    assert np.array_equal(found.heating_setpoint[USE.in_use], USE.heating_setpoint[USE.in_use])
    assert np.all(found.heating_setpoint[~USE.in_use] == USE.heating_setpoint[~USE.in_use] - 2)


@pytest.mark.parametrize(("hours", "running"), [(-2.0, 8), (-1.0, 9), (3.0, 13), (-20.0, 0)])
def test_that_a_day_runs_so_many_hours_more_or_less(hours, running):
    # The school is aired 10 hours a day with 10 m3/(h m2), else with 2.
    day = longer(USE.airflow, hours).reshape(-1, 24)[7]

    assert (day - 2).sum() / 8 == pytest.approx(running)
    assert day.min() >= 2 and day.max() <= 10


def test_that_half_of_the_change_is_in_the_morning():
    day = longer(USE.airflow, -2.0).reshape(-1, 24)[7]
    before = USE.airflow.reshape(-1, 24)[7]

    assert np.flatnonzero(before > 2)[[0, -1]].tolist() == [8, 17]
    assert np.flatnonzero(day > 2)[[0, -1]].tolist() == [9, 16]


def test_that_days_out_of_use_stay_as_they_are():
    weekend = np.arange(365) % 7 >= 5

    found = longer(USE.airflow, 4.0).reshape(-1, 24)
    assert np.array_equal(found[weekend], USE.airflow.reshape(-1, 24)[weekend])


def test_that_a_day_has_no_more_than_24_hours():
    assert longer(USE.airflow, 16.0).reshape(-1, 24)[7].max() == 10


def test_that_nights_are_flushed_in_summer_alone():
    nights = summer_nights()

    assert nights[24 * 180 + 23] and nights[24 * 180 + 2]
    assert not nights[24 * 180 + 12] and not nights[24 * 20 + 2]
    assert nights.sum() == 8 * 153
