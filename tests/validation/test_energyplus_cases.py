"""The cases of the EnergyPlus comparison: what they cover, and what a measure changes."""

import numpy as np
import pytest

from validation.energyplus.cases import SIDES, Case
from validation.energyplus.catalogue import BASE, MEASURES, all_cases, variants
from validation.energyplus.schedules import hourly_schedule, hours_in_use, monthly

CASES = all_cases()


def case_named(name: str) -> Case:
    return next(case for case in CASES if case.name == name)


def test_that_there_are_at_least_twenty_cases_with_names_of_their_own():
    names = {case.name for case in CASES}

    assert len(names) == len(CASES) >= 20


def test_that_all_eras_are_there_heavy_and_light():
    kinds = {(case.era, case.is_heavy) for case in CASES}

    assert kinds == {(e, h) for e in ("TEK69", "TEK87", "TEK97", "TEK17") for h in (True, False)}


def test_that_a_three_storey_school_with_air_handling_is_among_them():
    schools = [case for case in CASES if case.category == "school" and case.box.storeys == 3]

    assert any(case.ventilation.has_unit and case.ventilation.recovery > 0 for case in schools)


@pytest.mark.parametrize("category", ["sports", "kindergarten", "office", "nursing", "school"])
def test_that_the_category_is_among_them(category: str):
    assert any(case.category == category for case in CASES)


def test_that_large_windows_face_south_in_one_case_and_north_in_its_twin():
    south = case_named("office-4-tek87-heavy-south")
    north = case_named("office-4-tek87-heavy-north")

    assert south.box.azimuth("south") == 180
    assert north.box.azimuth("south") == 0
    assert south.windows == north.windows


def test_that_newer_eras_lose_less_through_each_part():
    for heavy in (True, False):
        by_era = {case.era: case.fabric for case in CASES if case.is_heavy == heavy}
        for part, kind in (("wall", "wall"), ("roof", "roof"), ("ground_floor", "floor")):
            values = [
                getattr(by_era[era], part).u_value(kind)
                for era in ("TEK69", "TEK87", "TEK97", "TEK17")
            ]
            assert values == sorted(values, reverse=True)
            assert 0.08 < values[-1] < 0.2


def test_that_the_u_value_of_a_heavy_wall_is_as_calculated_by_hand():
    wall = case_named("school-3-tek69-heavy").fabric.wall

    by_hand = 1 / (0.04 + 0.108 / 0.7 + 0.05 / 0.038 + 0.15 / 2.0 + 0.13)

    assert wall.u_value("wall") == pytest.approx(by_hand, rel=1e-12)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_that_every_case_has_five_measures_and_their_package(case: Case):
    states = variants(case)

    assert tuple(states) == (BASE, *MEASURES)
    assert len({repr(state) for state in states.values()}) == len(states)
    package = states["package"]
    assert package.fabric.wall == states["wall"].fabric.wall
    assert package.fabric.roof == states["roof"].fabric.roof
    assert package.windows == states["windows"].windows
    assert package.operation == states["setpoint"].operation
    assert package.ventilation == states["air"].ventilation
    assert package.infiltration == states["air"].infiltration


def test_that_a_single_measure_changes_one_thing_only():
    case = case_named("school-3-tek69-heavy")

    walls = variants(case)["wall"]

    assert walls.fabric.wall != case.fabric.wall
    assert walls.fabric.roof == case.fabric.roof
    assert (walls.windows, walls.ventilation, walls.operation, walls.infiltration) == (
        case.windows, case.ventilation, case.operation, case.infiltration,
    )  # fmt: skip


def test_that_a_school_is_in_use_on_monday_at_nine_and_not_on_saturday_or_in_july():
    use = case_named("school-3-tek69-heavy").operation

    in_use = hours_in_use(use)

    second_monday, july = 7 * 24, (31 + 28 + 31 + 30 + 31 + 30 + 10) * 24
    assert in_use[second_monday + 7 : second_monday + 18].tolist() == [False] + [True] * 9 + [
        False
    ]
    assert not in_use[second_monday + 5 * 24 : second_monday + 7 * 24].any()
    assert not in_use[july : july + 7 * 24].any()


def test_that_heating_starts_before_use_and_airflow_with_it():
    case = case_named("school-3-tek69-heavy")

    hours = hourly_schedule(case)

    monday = 7 * 24
    assert hours.heating_setpoint[monday + 5 : monday + 9].tolist() == [19, 21, 21, 21]
    assert hours.airflow[monday + 6 : monday + 9].tolist() == [2, 2, 10]
    assert hours.heating_setpoint[monday + 16 : monday + 18].tolist() == [21, 19]


def test_that_a_case_without_cooling_never_reaches_its_cooling_setpoint():
    hours = hourly_schedule(case_named("school-3-tek69-heavy"))

    assert hours.cooling_setpoint.min() == 100


def test_that_monthly_sums_follow_the_calendar():
    sums = monthly(np.ones(8760))

    assert sums.tolist() == [24 * d for d in (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)]


def test_that_windows_take_ten_to_fifty_per_cent_of_the_walls():
    for case in CASES:
        glass = sum(case.windows.share(side) * case.box.side_area(side) for side in SIDES)
        share = glass / sum(case.box.side_area(side) for side in SIDES)
        assert 0.09 <= share <= 0.5, case.name
