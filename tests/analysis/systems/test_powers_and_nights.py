"""Powers, night flushing, airing and shading of the actual operation."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tests.analysis.cases import SCHOOL as BUILDING
from twin.analysis.actual_operation import actual_use, operation_differences
from twin.analysis.heat_balance import annual_energy
from twin.analysis.operated_plant import as_operated
from twin.analysis.operation import NO_LIMITS, hourly_use
from twin.analysis.systems.comfort import cold_hours
from twin.analysis.zones import zone_from_archetype
from twin.errors import InputOutOfRange
from twin.model.operation import ActualOperation, Override
from twin.workspace.defaults import defaults, normal_year

SCHOOL = defaults().operations["school"]
ZONE = zone_from_archetype(BUILDING, defaults())


def operated(**numbers):
    told = tuple(
        Override(name, value, "Kari Nordmann", date(2026, 3, 1), "controls")
        for name, value in numbers.items()
    )
    return ActualOperation("b", "school", 2025, told, None)


def year(**numbers):
    return annual_energy(ZONE, normal_year(), defaults(), actual=operated(**numbers))


def test_that_the_standard_knows_no_limits_and_no_flushing():
    use = hourly_use(SCHOOL)

    assert use.limits is NO_LIMITS
    assert not use.flushing.any()
    assert actual_use(operated(), SCHOOL).limits == replace(NO_LIMITS)


def test_that_nights_go_past_midnight_every_day():
    use = actual_use(operated(night_flushing=8.0, night_flushing_last_hour=5.0), SCHOOL)

    by_day = use.flushing.reshape(365, 24)
    assert (by_day == by_day[0]).all()
    assert np.flatnonzero(by_day[0]).tolist() == [0, 1, 2, 3, 4, 22, 23]
    assert set(by_day[0]) == {0.0, 8.0}


def test_that_flushing_below_the_set_point_is_refused():
    with pytest.raises(InputOutOfRange, match="would cool rooms"):
        actual_use(operated(night_flushing=8.0, night_flushing_above=20.5), SCHOOL)
    actual_use(operated(night_flushing=0.0, night_flushing_above=20.5), SCHOOL)


def test_that_too_small_heating_saves_energy_and_is_told_as_cold_hours():
    free, bound = year(), year(heating_power=8.0)

    assert free.cold_hours == {"school": 0.0}
    assert bound.cold_hours["school"] > 50
    assert bound.by_purpose["space_heating"] < free.by_purpose["space_heating"]


def test_that_flushing_takes_cooling_and_adds_no_fans():
    warm, flushed = year(cooling_setpoint=23.0), year(
        cooling_setpoint=23.0, night_flushing=10.0, night_flushing_above=21.5
    )  # fmt: skip

    assert flushed.by_purpose["cooling"] < 0.9 * warm.by_purpose["cooling"]
    assert flushed.by_purpose["fans"] == warm.by_purpose["fans"]
    assert flushed.by_purpose["space_heating"] < 1.02 * warm.by_purpose["space_heating"]


def test_that_without_airing_and_with_little_cooling_it_overheats():
    open_windows = year(cooling_setpoint=24.0, persons=80.0)
    bound = year(cooling_setpoint=24.0, persons=80.0, cooling_power=1.0, airing=0.0)

    assert bound.overheating_hours["school"] > open_windows.overheating_hours["school"]


def test_that_told_shading_replaces_the_usual_one_and_leaves_the_rest():
    told = as_operated(ZONE, operated(blinds=50.0, blinds_in_use_only=1.0, blind_first_month=5.0))

    assert told.blinds.value == 0.5
    assert told.blind_factor is ZONE.blind_factor
    assert told.blind_control.in_use_only is True
    assert (told.blind_control.first_month, told.blind_control.last_month) == (5, 12)
    assert told.blind_control.threshold == ZONE.blind_control.threshold
    assert as_operated(ZONE, operated()) == ZONE


def test_that_shading_of_the_actual_operation_leaves_the_standard_alone():
    standard = annual_energy(ZONE, normal_year(), defaults())

    shaded, bare = year(blinds=100.0, blind_factor=5.0), year(blinds=0.0)

    assert shaded.by_purpose["space_heating"] > bare.by_purpose["space_heating"]
    again = annual_energy(ZONE, normal_year(), defaults())
    assert again.by_purpose == standard.by_purpose


def test_that_differences_tell_what_the_building_itself_has():
    found = operation_differences(operated(blinds=60.0), SCHOOL, {"blinds": 20.0})

    (shading,) = [d for d in found if d.quantity == "blinds"]
    assert (shading.standard, shading.actual) == (20.0, 60.0)


def test_that_only_hours_in_use_half_a_degree_too_cold_count():
    air = np.full(8760, 20.8)
    air[:6] = 18.0
    in_use = np.ones(8760, bool)
    in_use[:3] = False

    assert cold_hours(air, np.full(8760, 21.0), in_use) == 3
    both = cold_hours(np.stack([air, air + 5], 1), np.full(8760, 21.0), in_use)
    assert np.array_equal(both, [3, 0])
