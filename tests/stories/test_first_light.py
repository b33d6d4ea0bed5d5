"""The whole main job in the real window: import, colour, pick, what-if, undo, save, reopen."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from twin.app import make_application
from twin.sample.model.writer import write_model
from twin.sample.plans.catalogue import PLANS
from twin.sample.proposals import proposal_files
from twin.ui.window.shell import Shell
from twin.workspace.workspace import Workspace

pytestmark = pytest.mark.gl
Opened = Callable[[], Shell]


@pytest.fixture(scope="module")
def smallest_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = next(p for p in PLANS if p.name == "Elvebakken barnehage")
    path = tmp_path_factory.mktemp("model") / "Elvebakken barnehage.ifc"
    write_model(plan, path)
    return path


@pytest.fixture
def opened(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Opened]:
    """Open the program; each call is a new start, the last one is closed at the end."""
    monkeypatch.setenv("TWIN_SETTINGS_DIR", str(tmp_path / "settings"))
    shells: list[Shell] = []

    def start() -> Shell:
        application = make_application([])
        shell = Shell(application, Workspace())
        shell.window.resize(1440, 900)
        shell.window.show()
        qtbot.waitExposed(shell.window)
        shells.append(shell)
        return shell

    yield start
    shells[-1].window.close()
    qapp.setStyleSheet("")
    for shell in shells:
        shell.window.deleteLater()
    shells.clear()
    qtbot.wait(50)
    gc.collect()  # the 3D view's resources go now, not while another test draws


def settle(qtbot: QtBot, shell: Shell) -> None:
    qtbot.waitUntil(lambda: not shell.workspace.jobs.running, timeout=60_000)
    qtbot.wait(300)


def middle_of(image: QImage, colour: str) -> QPoint:
    """A pixel in the middle of those of a colour."""
    picture = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), -1)
    pixels = rows[:, : picture.width() * 3].reshape(picture.height(), picture.width(), 3)
    wanted = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)])
    y, x = np.nonzero(np.abs(pixels.astype(int) - wanted).max(axis=2) <= 6)
    assert len(x) > 50, f"too few pixels of {colour}"
    nearest = np.argmin((x - np.median(x)) ** 2 + (y - np.median(y)) ** 2)
    return QPoint(int(x[nearest]), int(y[nearest]))


def test_that_a_model_is_imported_coloured_picked_upgraded_undone_and_kept(
    opened: Opened, qtbot: QtBot, smallest_model: Path, tmp_path: Path
):
    folder = tmp_path / "mine.twin"
    shell = opened()
    workspace = shell.workspace
    workspace.create_portfolio(folder)
    settle(qtbot, shell)

    # import: the model becomes a building, each of its parts is drawn
    shell.commands.take_files([str(smallest_model)])
    settle(qtbot, shell)
    (building,) = workspace.portfolio.buildings
    workspace.enter_building(building.building_id)
    settle(qtbot, shell)
    model = workspace.model
    assert model.summary.status == "ok"
    assert model.summary.drawn == model.summary.with_body > 100

    # colour: the picture holds the colour of the legend
    shell.window.activateWindow()
    workspace.colour_by("ifc_class")
    settle(qtbot, shell)
    classes = workspace.colouring.legend.classes
    roof = next(c for c in classes if c.label in ("IfcSlab", "IfcRoof", "IfcWall"))
    scene = shell.stage.scene
    point = middle_of(scene.screenshot(), roof.colour)

    # pick: a click on that colour selects an element of that class, in tree and card too
    target = scene.childAt(point)
    qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=target.mapFrom(scene, point))
    qtbot.waitUntil(lambda: len(workspace.selection) == 1, timeout=5_000)
    (key,) = workspace.selection
    picked = next(e for e in model.elements if e.key == key)
    assert picked.ifc_class == roof.label

    # what-if: see what it would touch, apply, undo, redo
    proposal_file = tmp_path / "proposal.json"
    for content in proposal_files().values():
        proposal_file.write_bytes(content)
        workspace.import_proposal(proposal_file)
        settle(qtbot, shell)
    workspace.set_mode("what-if")
    settle(qtbot, shell)
    reached = {
        p.proposal_id: workspace.preview_proposal(p.proposal_id)
        for p in workspace.portfolio.proposals
    }
    chosen = next(p for p, found in reached.items() if any(not r.reason for r in found))
    workspace.apply_proposal(chosen)
    settle(qtbot, shell)
    assert workspace.result.after.delivered_total < workspace.result.before.delivered_total
    assert workspace.result.saving.p10 <= workspace.result.saving.p50

    shell.actions["undo"].trigger()
    settle(qtbot, shell)
    assert workspace.scenario.proposals == ()
    shell.actions["redo"].trigger()
    settle(qtbot, shell)
    assert [p.proposal_id for p in workspace.scenario.proposals] == [chosen]

    # save, close, reopen: the draft and the version are there, nothing is parsed again
    workspace.save_scenario("First try")
    settle(qtbot, shell)
    shell.window.close()
    again = opened()
    again.workspace.open_portfolio(folder)
    settle(qtbot, again)
    again.workspace.enter_building(building.building_id)
    settle(qtbot, again)
    assert [p.proposal_id for p in again.workspace.scenario.proposals] == [chosen]
    assert again.workspace.versions[0].scenario.name == "First try"
    assert len(again.workspace.model.elements) == len(model.elements)
