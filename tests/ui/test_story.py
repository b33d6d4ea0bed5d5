"""One user's way through the real window with the real 3D view."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from twin.app import make_application
from twin.sample.portfolio import write_sample
from twin.ui.window.shell import Shell
from twin.workspace.workspace import Workspace


@pytest.mark.gl
def test_that_a_model_is_entered_coloured_picked_upgraded_and_compared(
    qtbot: QtBot, tmp_path: Path
):
    folder = tmp_path / "sample.twin"
    write_sample(folder, buildings=2)
    application = make_application(["twin"])
    workspace = Workspace()
    shell = Shell(application, workspace)
    shell.window.show()

    def settled(is_true: Callable[[], object]) -> None:
        qtbot.waitUntil(lambda: bool(is_true()), timeout=60_000)
        qtbot.waitUntil(lambda: not workspace.jobs.running, timeout=60_000)

    workspace.open_portfolio(folder)
    settled(lambda: workspace.portfolio)
    building = next(b for b in workspace.portfolio.buildings if b.model_sha256)
    workspace.enter_building(building.building_id)
    settled(lambda: workspace.model)

    workspace.colour_by("condition")
    legend = shell.stage.floating("bottom-left")
    assert legend is not None
    assert legend.isVisible()

    shell.stage.scene.row_clicked.emit(0, Qt.KeyboardModifier.NoModifier)
    assert workspace.selection == {workspace.model.elements[0].key}

    workspace.set_mode("what-if")
    reaching = next(
        p for p in workspace.portfolio.proposals
        if any(not r.reason for r in workspace.preview_proposal(p.proposal_id))
    )  # fmt: skip
    shell.choice.choose(reaching.proposal_id)
    workspace.apply_proposal(reaching.proposal_id)
    settled(lambda: workspace.result)
    workspace.set_mode("compare")
    settled(lambda: workspace.state.comparing.found)
    qtbot.wait(200)
    assert shell.window.below.part("compare").table.model().rowCount() >= 5
    assert not shell.stage.scene.screenshot().isNull()

    shell.actions["undo"].trigger()
    assert workspace.scenario.proposals == ()
    shell.actions["redo"].trigger()
    settled(lambda: workspace.result)
    assert [p.proposal_id for p in workspace.scenario.proposals] == [reaching.proposal_id]
    assert not [n for n in workspace.notices.shown if n.severity == "error"]
    shell.window.close()
