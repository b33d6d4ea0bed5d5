"""Entering, leaving and correcting a building."""

from dataclasses import replace

from twin.model.building import Building
from twin.model.mesh import MeshBatch
from twin.store.buildings import load_buildings
from twin.workspace.workspace import Workspace
from workspace.hearing import Settle, heard, said


def test_that_entering_streams_portions_and_then_gives_the_model(
    opened: Workspace, settled: Settle
) -> None:
    portions: list[object] = []
    opened.portion_arrived.connect(portions.append)
    names = heard(opened)

    opened.enter_building("b01")

    assert names == ["building_changed", "mode_changed", "scenario_changed", "colouring_changed"]
    assert opened.building is not None
    assert opened.building.name == "Building 1"
    assert opened.model is None
    settled()
    assert opened.model is not None
    assert opened.model.summary.drawn == 6
    assert names[-1] == "model_changed"
    assert all(isinstance(p, MeshBatch) for p in portions)


def test_that_a_building_without_model_says_so_and_can_be_worked_with(
    opened: Workspace, settled: Settle
) -> None:
    opened.enter_building("b02")
    settled()
    assert "has no model yet" in said(opened)

    opened.set_mode("what-if")
    settled()

    assert opened.model is None
    assert opened.result is not None
    assert opened.result.before.delivered_total > 0


def test_that_an_older_entering_is_dropped_for_a_newer(opened: Workspace, settled: Settle) -> None:
    opened.enter_building("b01")
    opened.enter_building("b02")
    settled()

    assert opened.building is not None
    assert opened.building.building_id == "b02"
    assert opened.model is None


def test_that_leaving_selects_the_building_in_the_portfolio(entered: Workspace) -> None:
    entered.leave_building()

    assert entered.mode == "portfolio"
    assert entered.model is None
    assert entered.selection == {"b01"}


def test_that_modes_of_a_building_need_one(opened: Workspace) -> None:
    opened.set_mode("compare")

    assert opened.mode == "portfolio"
    assert "Enter a building first" in said(opened)


def test_that_a_corrected_building_is_stored_and_shown(
    entered: Workspace, settled: Settle
) -> None:
    assert entered.building is not None
    names = heard(entered)

    entered.change_building(replace(entered.building, construction_year=2010.0))
    settled()

    assert entered.building.construction_year == 2010.0
    assert entered.database is not None
    assert load_buildings(entered.database)[0].construction_year == 2010.0
    assert names[:2] == ["portfolio_changed", "building_changed"]


def test_that_a_missing_value_is_a_notice_and_not_a_guess(
    opened: Workspace, settled: Settle
) -> None:
    opened.change_building(Building("b02", "Hall", "sports", construction_year=1990.0))
    settled()

    opened.enter_building("b02")
    opened.set_mode("what-if")
    settled()

    assert opened.result is None
    assert "floor area" in said(opened)
    opened.notices.clear()
