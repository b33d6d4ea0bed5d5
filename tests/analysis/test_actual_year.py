"""A year in actual operation beside the same year in standard operation."""

from dataclasses import replace
from datetime import date

import pytest

from twin.analysis.heat_balance import annual_energy
from twin.analysis.zones import zone_from_archetype
from twin.errors import InputOutOfRange
from twin.model.operation import ActualOperation, Override
from twin.model.thermal import UseShare
from twin.workspace.defaults import defaults, normal_year

from .cases import SCHOOL

ZONE = zone_from_archetype(SCHOOL, defaults(), {"electricity"})
STANDARD = annual_energy(ZONE, normal_year(), defaults())


def told(**values: float) -> ActualOperation:
    overrides = tuple(
        Override(name, value, "K. Moe", date(2026, 3, 1), "time schedule")
        for name, value in values.items()
    )
    return ActualOperation("b", "school", 2025, overrides)


def test_that_the_actual_year_has_its_name_and_no_label():
    actual = annual_energy(ZONE, normal_year(), defaults(), actual=told())
    assert (STANDARD.operation, actual.operation) == ("standard", "actual")
    assert STANDARD.labels
    assert actual.labels == ()
    assert [f for f in actual.findings if f.code == "no-energy-label"] == []


@pytest.mark.parametrize(
    ("values", "purpose", "more"),
    [
        ({"setpoint_in_use": 23.0, "setpoint_not_in_use": 23.0}, "space_heating", True),
        ({"equipment": 20.0}, "equipment", True),
        ({"lighting": 2.0}, "lighting", False),
        ({"airflow_in_use": 2.0}, "fans", False),
        ({"hot_water": 30.0}, "hot_water", True),
    ],
)
def test_that_each_number_moves_the_need_it_is_about(values, purpose, more):
    actual = annual_energy(ZONE, normal_year(), defaults(), actual=told(**values))
    plain = annual_energy(ZONE, normal_year(), defaults(), actual=told())
    assert (actual.by_purpose[purpose] > plain.by_purpose[purpose] * 1.001) == more
    assert actual.by_purpose[purpose] != pytest.approx(plain.by_purpose[purpose], rel=1e-3)


def test_that_other_uses_of_the_building_stay_in_standard_use():
    shared = replace(ZONE, uses=(UseShare("school", 0.5), UseShare("sports", 0.5)))
    plain = annual_energy(shared, normal_year(), defaults(), actual=told())
    lit = annual_energy(shared, normal_year(), defaults(), actual=told(hot_water=110.0))
    standard = defaults().operations["school"].hot_water
    added = (110.0 - standard) * 0.5 * ZONE.floor_area.value
    assert lit.by_purpose["hot_water"] - plain.by_purpose["hot_water"] == pytest.approx(added)
    assert lit.operation == "actual"


def test_that_a_number_no_building_has_is_refused():
    with pytest.raises(InputOutOfRange):
        annual_energy(ZONE, normal_year(), defaults(), actual=told(setpoint_in_use=50.0))
