"""The calculated energy of the entered building: when it comes and when it is outdated."""

from dataclasses import replace

import pytest

from twin.workspace.workspace import Workspace
from workspace.hearing import Settle


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
        "cost", "emissions", "weighted",
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
