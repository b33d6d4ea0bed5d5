"""The shade of the entered building: in the background, from disk, with horizon and neighbours."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from twin.analysis import shade as geometry
from twin.model.building import Building, BuildingModel, Georeference
from twin.workspace import shade
from twin.workspace.workspace import Workspace
from workspace.hearing import Settle

HILLS = "\n".join(f"{azimuth} 20" for azimuth in range(0, 360, 10))
NOON_IN_DECEMBER = 354 * 24 + 12


def lowest_noon(workspace: Workspace) -> float:
    """Most of the December sun at noon on any plane."""
    assert workspace.state.shading is not None
    planes = workspace.state.shading.opaque
    return max(s.beam[NOON_IN_DECEMBER] for (tilt, _), s in planes.items() if tilt > 45)


def looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Number of groups of every scene that is looked at from now on."""
    found: list[int] = []
    known = geometry.looked_at

    def counted(*arguments: object) -> object:
        found.append(1)
        return known(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(geometry, "looked_at", counted)
    return found


def test_that_an_entered_model_gets_its_shade_and_its_neighbours(entered: Workspace):
    found = entered.state.shading

    assert found is not None
    assert found.neighbours == 2
    assert found.horizon == ""
    assert set(found.opaque) >= {(90.0, 0.0), (90.0, 90.0), (0.0, 0.0)}


def test_that_a_building_without_a_model_is_shaded_by_its_footprint(
    opened: Workspace, settled: Settle
):
    opened.enter_building("b02")
    settled()

    assert opened.state.shading is not None
    assert opened.state.shading.neighbours == 2


def test_that_leaving_and_entering_another_building_forgets_the_shade(
    entered: Workspace, settled: Settle
):
    before = entered.state.shading
    entered.leave_building()
    assert entered.state.shading is None
    entered.enter_building("b03")
    settled()

    assert entered.state.shading is not before


def test_that_the_second_time_the_shade_comes_from_disk(
    entered: Workspace, settled: Settle, monkeypatch: pytest.MonkeyPatch
):
    first = entered.state.shading
    assert first is not None
    seen = looks(monkeypatch)
    entered.leave_building()
    entered.enter_building("b01")
    settled()

    again = entered.state.shading
    assert seen == []
    assert again is not None
    for plane, one in first.opaque.items():
        assert again.opaque[plane].sky == one.sky
        np.testing.assert_array_equal(again.opaque[plane].beam, one.beam)


def test_that_a_damaged_file_of_shade_is_made_anew(
    entered: Workspace, settled: Settle, folder: Path
):
    kept = list((folder / "cache").glob("shade-*.npz"))
    assert kept
    for path in kept:
        path.write_bytes(b"PK not an archive")
    entered.leave_building()
    entered.enter_building("b01")
    settled()

    assert entered.state.shading is not None
    assert any(path.read_bytes() != b"PK not an archive" for path in kept if path.is_file())


def test_that_a_horizon_in_the_folder_takes_the_winter_sun(
    opened: Workspace, settled: Settle, folder: Path
):
    opened.enter_building("b02")
    settled()
    assert lowest_noon(opened) > 0.5
    (folder / shade.HORIZON).write_text(HILLS, encoding="utf-8")
    opened.leave_building()
    opened.enter_building("b02")
    settled()

    assert opened.state.shading is not None
    assert opened.state.shading.horizon == "horizon.csv"
    assert lowest_noon(opened) == 0.0


def test_that_a_horizon_that_cannot_be_read_is_told_and_the_usual_share_is_taken(
    workspace: Workspace, settled: Settle, folder: Path
):
    (folder / shade.HORIZON).write_text("nothing here", encoding="utf-8")
    workspace.open_portfolio(folder)
    settled()
    workspace.enter_building("b02")
    settled()
    workspace.set_mode("what-if")
    settled()

    assert any("no rows of numbers" in notice.text() for notice in workspace.notices.shown)
    assert workspace.state.shading is None
    assert workspace.result is not None
    texts = [one.text for one in workspace.result.assumptions]
    assert any(text.startswith("Land, neighbours, reveals") for text in texts)


def test_that_the_what_if_says_that_shade_was_calculated(entered: Workspace, settled: Settle):
    entered.set_mode("what-if")
    settled()

    assert entered.result is not None
    texts = [one.text for one in entered.result.assumptions]
    assert any(text.startswith("Curtains and dirt") for text in texts)


def test_that_the_shade_is_looked_at_off_the_window_and_before_the_what_if(
    opened: Workspace, settled: Settle, qtbot: QtBot
):
    opened.enter_building("b01")
    opened.set_mode("what-if")
    with qtbot.waitSignal(opened.result_changed, timeout=60_000):
        assert opened.state.shading is None
    assert opened.state.shading is not None
    settled()


def test_that_a_neighbour_that_grows_is_looked_at_again(entered: Workspace, settled: Settle):
    before = entered.state.shading
    assert before is not None
    assert entered.portfolio is not None
    near = entered.portfolio.building("b02")
    assert near is not None
    entered.change_building(replace(near, height=60.0))
    settled()

    after = entered.state.shading
    assert after is not None
    assert after is not before
    assert after.opaque[(90.0, 90.0)].sky < before.opaque[(90.0, 90.0)].sky


def model_at(model: BuildingModel, georeference: Georeference | None) -> BuildingModel:
    return replace(model, summary=replace(model.summary, georeference=georeference))


def test_that_a_model_is_placed_by_its_map_conversion(entered: Workspace):
    model, building = entered.model, entered.building
    assert model is not None
    assert building is not None
    place = shade.place_of(model, building)
    assert place is not None
    assert place.zero == pytest.approx((297_000.0, 6_700_000.0, 40.0))
    assert place.turn == pytest.approx(model.true_north)

    known = model.summary.georeference
    assert known is not None
    turned = shade.place_of(model_at(model, replace(known, rotation=30.0)), building)
    assert turned is not None
    assert turned.zero == pytest.approx((297_000.0, 6_700_000.0, 40.0))
    assert turned.turn == pytest.approx(model.true_north - 30.0)


def test_that_a_model_without_a_place_has_no_neighbours(entered: Workspace):
    model, building = entered.model, entered.building
    assert model is not None
    assert building is not None
    nowhere = model_at(model, None)
    site = model_at(model, Georeference("site", latitude=60.4, longitude=5.3))
    far = Building("far", "Far", "school", footprint=((0.0, 0.0), (1.0, 0.0), (1.0, 1.0)))

    assert shade.place_of(nowhere, building) is None
    assert shade.place_of(site, building) is None
    assert shade.place_of(model, far) is None
