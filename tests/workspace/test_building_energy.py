"""The calculated energy of the entered building: when it comes and when it is outdated."""

from dataclasses import replace
from datetime import date

import pytest

from twin.model.operation import ActualOperation, Override
from twin.workspace.workspace import Workspace
from workspace.hearing import Settle, said


@pytest.fixture
def states(opened: Workspace) -> list[tuple[bool, bool]]:
    """Whether there is energy, and whether it is outdated, after each change from now on."""
    found: list[tuple[bool, bool]] = []

    def keep() -> None:
        energy = opened.energy
        found.append((energy is not None, energy is not None and energy.is_outdated))

    opened.energy_changed.connect(keep)
    return found


def test_that_entering_a_building_without_model_gives_its_energy(
    opened: Workspace, settled: Settle
) -> None:
    opened.enter_building("b02")
    settled()

    energy = opened.energy
    assert energy is not None
    assert energy.standard is not None
    assert energy.standard.operation == "standard"
    assert energy.standard.floor_area == 80.0
    assert not energy.is_outdated
    assert energy.weather == "Bergen, 1991–2020"
    assert energy.uncooled
    assert {name for name, texts in energy.sources.items() if texts} == {
        "use", "cost", "emissions", "weighted",
    }  # fmt: skip


def test_that_energy_waits_for_the_model(
    opened: Workspace, states: list[tuple[bool, bool]], settled: Settle
) -> None:
    opened.enter_building("b01")
    settled()

    assert states == [(True, False)]
    assert opened.energy is not None
    assert opened.model is not None
    assert opened.model in opened.energy.inputs


def test_that_energy_is_outdated_until_it_is_calculated_with_what_was_changed(
    opened: Workspace, states: list[tuple[bool, bool]], settled: Settle
) -> None:
    opened.enter_building("b02")
    settled()
    assert opened.building is not None
    assert opened.energy is not None
    assert opened.energy.standard is not None
    before = opened.energy.standard.specific_delivered

    opened.change_building(replace(opened.building, construction_year=2018.0))
    settled()

    assert states == [(True, False), (True, True), (True, False)]
    assert opened.energy.standard is not None
    assert opened.energy.standard.specific_delivered < before


def test_that_leaving_the_building_forgets_its_energy(opened: Workspace, settled: Settle) -> None:
    opened.enter_building("b02")
    settled()
    opened.leave_building()
    assert opened.energy is None


def test_that_a_building_that_cannot_be_calculated_says_why(
    opened: Workspace, settled: Settle
) -> None:
    opened.enter_building("b02")
    settled()
    assert opened.building is not None
    opened.change_building(replace(opened.building, category="castle"))
    settled()

    assert opened.energy is not None
    assert opened.energy.standard is None
    assert opened.energy.reason is not None
    assert "castle" in str(opened.energy.reason)


TOLD = Override("hot_water", 60.0, "K. Moe", date(2026, 3, 1), "water meter")


def test_that_the_actual_operation_stands_beside_the_standard_and_can_be_undone(
    opened: Workspace, settled: Settle
) -> None:
    opened.enter_building("b02")
    settled()
    opened.change_operation(ActualOperation("b02", "school", 2025, (TOLD,)))
    settled()

    energy = opened.energy
    assert energy is not None
    assert energy.standard is not None
    assert energy.actual is not None
    assert (energy.standard.operation, energy.actual.operation) == ("standard", "actual")
    assert energy.actual.labels == ()
    assert energy.actual.by_purpose["hot_water"] == pytest.approx(60.0 * 80.0)
    differences = {d.quantity: (d.standard, d.actual, d.who) for d in energy.differences}
    assert differences["hot_water"] == (10.0, 60.0, "K. Moe")

    opened.undo()
    settled()
    assert opened.operation is None
    assert opened.energy is not None
    assert opened.energy.actual is None
    opened.redo()
    settled()
    assert opened.energy.actual is not None


def test_that_the_actual_operation_is_there_when_the_building_is_entered_again(
    opened: Workspace, settled: Settle
) -> None:
    told = ActualOperation("b02", "school", 2025, (TOLD,))
    opened.enter_building("b02")
    settled()
    opened.change_operation(told)
    settled()
    opened.leave_building()
    opened.enter_building("b02")
    settled()

    assert opened.operation == told
    assert opened.energy is not None
    assert opened.energy.actual is not None
    opened.change_operation(None)
    settled()
    opened.leave_building()
    opened.enter_building("b02")
    settled()
    assert opened.operation is None


def test_that_an_operation_no_building_has_is_refused_with_a_notice(
    opened: Workspace, settled: Settle
) -> None:
    opened.enter_building("b02")
    settled()
    too_warm = replace(TOLD, quantity="setpoint_in_use", value=90.0)
    opened.change_operation(ActualOperation("b02", "school", 2025, (too_warm,)))
    settled()

    assert opened.operation is None
    assert "no building has that" in said(opened)
    opened.notices.dismiss(opened.notices.shown[-1])


def test_that_an_edit_of_the_use_leaves_the_what_if_as_it_is(
    opened: Workspace, settled: Settle
) -> None:
    opened.enter_building("b02")
    settled()
    opened.set_mode("what-if")
    settled()
    before = opened.result
    assert before is not None
    opened.change_operation(ActualOperation("b02", "school", 2025, (TOLD,)))
    settled()
    assert opened.result is before
