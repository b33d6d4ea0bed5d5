"""Three scenarios sketched by mouse in the real window, compared, undone and exported."""

import os
from pathlib import Path

import ifcopenshell
import numpy as np
import pytest
import shapely
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from tests.stories.mouse import User, corners_of
from twin.analysis.sketching.site import site_of
from twin.model.importing import Silent
from twin.sample.portfolio import write_sample
from twin.ui.compare.export import sheets_of
from twin.ui.sketch.field_tool import FieldTool
from twin.workspace.scenarios import comparing, edit
from twin.workspace.sheets import write_sheets

PICTURES = os.environ.get("TWIN_PICTURES", "")


@pytest.fixture(autouse=True)
def english_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of this test: English, light; the language of the pictures is another matter."""
    folder = tmp_path / "settings"
    folder.mkdir()
    text = 'language = "en"\nnumber_format = "nb"\ntheme = "light"\n'
    (folder / "settings.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("TWIN_SETTINGS_DIR", str(folder))


def seen(user: User, name: str) -> None:
    if PICTURES:
        user.saw(Path(PICTURES), name)


def place_on_roof(user: User) -> tuple[np.ndarray, np.ndarray]:
    """Two corners of a free rectangle on the largest flat roof."""
    model = user.workspace.model
    assert model is not None
    site = site_of(model)
    levels = np.round(site.heights, 1)
    area = shapely.area(np.array(site.faces))
    level = max(set(levels.tolist()), key=lambda z: area[levels == z].sum())
    roof = shapely.union_all(np.array(site.faces)[levels == level])
    inside = roof.buffer(-2.0)
    part = max(shapely.get_parts(inside), key=lambda p: p.area)
    middle = np.array(part.representative_point().coords[0])
    for half in (8.0, 6.0, 4.0, 3.0, 2.0):
        corners = middle + np.array([[-half, -half / 2], [half, half / 2]])
        if part.contains(shapely.box(*corners.ravel())):
            break
    return (np.array([*corners[0], level]), np.array([*corners[1], level]))


def draw_panels(user: User) -> None:
    """A field of panels, made larger by a corner, undone, redone, and sized by a number."""
    start, end = place_on_roof(user)
    user.add("Solar panels on the roof")
    user.do("view_top")
    user.press("Draw field")
    user.drag(start, end)
    (drawn,) = user.last.sketch.fields
    user.until(lambda: user.workspace.result)
    result = user.workspace.result
    assert result is not None
    assert result.panels is not None
    power = result.panels.power
    assert power > 0.4
    assert user.shell.estimate.is_current
    assert user.shell.estimate.found.panels[0].power == pytest.approx(power)
    seen(user, "panels")

    corner = np.array(drawn.corners)[np.argmax(np.array(drawn.corners)[:, :2].sum(axis=1))]
    at = user.on_screen(corner)
    user.drag_on_screen(at, at + QPoint(24, -12))
    assert user.last.sketch.fields[0].corners != drawn.corners
    user.do("undo")
    assert user.last.sketch.fields == (drawn,)
    user.do("redo")
    assert user.last.sketch.fields != (drawn,)
    user.type("Tilt", "20")
    assert user.last.sketch.fields[0].tilt == 20.0
    assert isinstance(user.shell.sketch.tool, FieldTool)


def paint_windows(user: User) -> None:
    """Windows in a box, then all on the façade of one of them."""
    user.add("Replace windows")
    user.do("view_front")
    user.press("Paint")
    width, height = user.shell.stage.width(), user.shell.stage.height()
    user.drag_on_screen(QPoint(round(width * 0.1), round(height * 0.2)),
                        QPoint(round(width * 0.5), round(height * 0.9)))  # fmt: skip
    painted = user.last.elements
    assert painted
    user.until(lambda: user.workspace.result)
    reach = user.shell.estimate.reach_of(user.last.key)
    assert reach is not None
    assert 0 < len(reach.elements) <= len(painted)
    seen(user, "windows")
    left = user.shell.window.left.part("what-if")
    spread = next(b for b in left.findChildren(QComboBox) if b.count() == 5)
    spread.setCurrentIndex(1)
    model = user.workspace.model
    assert model is not None
    row = next(r for r, e in enumerate(model.elements) if e.global_id == painted[0])
    scene = user.shell.stage.scene
    assert scene is not None
    low, high = scene.row_boxes(np.array([row], np.int32))[0] + scene.scene.stage.origin
    user.click((low + high) / 2)
    assert set(painted) <= set(user.last.elements)
    assert len(user.last.elements) >= len(painted)


def draw_extension(user: User) -> None:
    """Storeys beside the building, one more by a number."""
    bounds, ground, _ = corners_of(user)
    (x0, y0), (x1, y1) = bounds
    user.add("Extension")
    user.do("view_top")
    user.press("Draw outline")
    deep = min(12.0, (x1 - x0) / 3)
    middle = (y0 + y1) / 2
    user.drag((x1 + 0.1, middle - deep / 2, ground), (x1 + deep, middle + deep / 2, ground))
    (massing,) = user.last.sketch.massings
    assert massing.storeys == 2
    user.type("Storeys", "3")
    assert user.last.sketch.massings[0].storeys == 3
    user.until(lambda: user.workspace.result)
    result = user.workspace.result
    assert result is not None
    assert result.after.floor_area > result.before.floor_area + 50
    assert result.saving.p50 < 0
    user.do("view_iso")
    seen(user, "extension")


def work(user: User, folder: Path) -> None:
    """The whole story in the entered building."""
    draw_panels(user)
    edit.new(user.workspace)
    user.rest()
    assert user.choices == ()
    paint_windows(user)
    edit.new(user.workspace)
    user.rest()
    draw_extension(user)
    drafts = user.workspace.state.shelf.drafts
    assert len(drafts) == 3

    user.do("mode:compare")
    comparing.choose(user.workspace, tuple(row.scenario_id for row in drafts))
    user.until(lambda: user.workspace.state.comparing.found)
    seen(user, "compared")
    found = user.workspace.state.comparing.found
    assert found is not None
    assert len(found.outcomes) == 5  # today, doing nothing, and the three
    target = folder / "comparison.xlsx"
    rows = write_sheets(target, sheets_of(found, comparing.scenarios(user.workspace)), Silent())
    assert rows > 20
    assert target.stat().st_size > 5_000

    user.do("mode:what-if")
    export_as_ifc(user, folder / "scenario.ifc")
    undo_everything(user)


def export_as_ifc(user: User, target: Path) -> None:
    """The open scenario as a copy of the model, with the extension that was drawn in it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
        user.do("export_scenario_ifc")
        user.rest()
    copy = ifcopenshell.open(str(target))
    new = [e for e in copy.by_type("IfcBuildingElementProxy") if e.ObjectType == "Extension"]
    assert len(new) == sum(massing.storeys for massing in user.last.sketch.massings)


def undo_everything(user: User) -> None:
    """Step by step until nothing is left of the scenario."""
    for _ in range(12):
        if not user.choices:
            break
        user.do("undo")
    assert user.choices == ()
    assert not [n for n in user.workspace.notices.shown if n.severity == "error"]


@pytest.mark.gl
def test_that_a_field_of_panels_is_drawn_changed_and_undone(qtbot: QtBot, tmp_path: Path):
    write_sample(tmp_path / "sample.twin", buildings=2)
    user = User(qtbot)
    user.open(tmp_path / "sample.twin")
    portfolio = user.workspace.portfolio
    assert portfolio is not None
    user.enter(next(b.building_id for b in portfolio.buildings if b.model_sha256))
    draw_panels(user)
    undo_everything(user)
    user.close()


@pytest.mark.gl
@pytest.mark.slow
def test_that_three_scenarios_are_sketched_on_the_sample(qtbot: QtBot, tmp_path: Path):
    write_sample(tmp_path / "sample.twin", buildings=2)
    user = User(qtbot)
    user.open(tmp_path / "sample.twin")
    portfolio = user.workspace.portfolio
    assert portfolio is not None
    user.enter(next(b.building_id for b in portfolio.buildings if b.model_sha256))
    work(user, tmp_path)
    user.close()


@pytest.mark.gl
@pytest.mark.slow
def test_that_three_scenarios_are_sketched_on_a_public_office(
    qtbot: QtBot, tmp_path: Path, corpus: Path
):
    model = corpus / "ifc" / "office_A_20110811_2x3.ifc"
    if not model.exists():
        pytest.skip("the model of the office is not in the corpus")
    user = User(qtbot)
    user.workspace.create_portfolio(tmp_path / "office.twin")
    user.until(lambda: user.workspace.portfolio)
    user.workspace.import_source([model])
    user.until(lambda: user.workspace.portfolio and user.workspace.portfolio.buildings)
    portfolio = user.workspace.portfolio
    assert portfolio is not None
    user.enter(portfolio.buildings[0].building_id)
    work(user, tmp_path)
    user.close()
