"""What a portfolio manager does with opportunities, in the real window with the mouse."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from workspace.table_files import sheet_rows

from twin.app import make_application
from twin.sample.portfolio import write_sample
from twin.ui.opportunities import asked
from twin.ui.opportunities.page import OpportunityPage
from twin.ui.opportunities.plan_pane import PlanPane
from twin.ui.opportunities.scatter import WastePlot
from twin.ui.window.shell import Shell
from twin.workspace.scenarios import edit
from twin.workspace.workspace import Workspace

pytestmark = pytest.mark.gl
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
LONG = 240_000


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    """The window with three buildings of the sample open."""
    monkeypatch.setenv("TWIN_SETTINGS_DIR", str(tmp_path / "settings"))
    folder = tmp_path / "Sample.twin"
    write_sample(folder, buildings=3)
    application = make_application(["twin"])
    made = Shell(application, Workspace())
    made.window.resize(1440, 900)
    made.window.show()
    qtbot.waitExposed(made.window)
    made.workspace.open_portfolio(folder)
    qtbot.waitUntil(lambda: not made.workspace.jobs.running, timeout=LONG)
    yield made
    made.window.close()
    application.setStyleSheet("")
    made.window.deleteLater()


def between_first_two(chart: WastePlot) -> QPoint:
    """A place at the foot of the chart, between the two points that stand furthest left."""
    across, up = chart._axes()  # pyright: ignore[reportPrivateUsage]
    first, second = np.sort(chart.points.across[chart.points.drawn])[:2].tolist()
    return QPoint(round(across.at((first + second) / 2)), round(up.at(up.low)) - 1)


def test_that_opportunities_are_found_brushed_planned_explained_written_and_undone(
    shell: Shell, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = shell.workspace

    def rest() -> None:
        qtbot.waitUntil(lambda: not workspace.jobs.running, timeout=LONG)
        qtbot.wait(400)

    # find: everything is calculated in the background, packages follow, then P10 and P90
    workspace.set_mode("opportunities")
    page, pane = shell.window.below.part("opportunities"), shell.window.findChild(PlanPane)
    assert isinstance(page, OpportunityPage)
    assert isinstance(pane, PlanPane)
    qtbot.waitUntil(lambda: page.state.stop.isVisible(), timeout=LONG)
    rest()
    board, shown = asked.board_of(workspace), asked.plan_shown(workspace)
    assert board is not None
    assert board.ladders is not None
    assert board.found.draws == 64
    assert len(board.found) > 100
    assert shown is not None
    assert shown.plan.method == "exact"

    # brush: the rubber band around one building is what table, curve and 3D show
    chart = page.scatter
    everything, corner = len(page.table.model.rows), between_first_two(chart)
    QTest.mousePress(chart, LEFT, NO_KEY, QPoint(60, 14))
    QTest.mouseMove(chart, corner)
    QTest.mouseRelease(chart, LEFT, NO_KEY, corner)
    rest()
    brushed = shell.desk.crossing.picked.buildings
    assert len(brushed) == 1
    assert workspace.selection == brushed
    assert {row.record.building_id for row in page.table.model.rows} == brushed
    assert len(page.table.model.rows) < everything
    shell.actions["show_in_3d"].trigger()
    rest()
    assert workspace.overlay == "plan"
    assert workspace.colouring is not None
    assert not shell.stage.scene.screenshot().isNull()
    QTest.keyClick(chart, Qt.Key.Key_Escape)
    rest()
    assert len(page.table.model.rows) == everything

    # plan: the slider is pulled by the mouse; the exact plan follows its release
    before = shown.plan.limits.budgets[0]
    slider = pane.slider
    share = slider.value() / slider.maximum()
    start = QPoint(round(8 + share * (slider.width() - 16)), slider.height() // 2)
    QTest.mousePress(slider, LEFT, NO_KEY, start)
    for x in range(start.x(), slider.width() - 40, 20):
        QTest.mouseMove(slider, QPoint(x, start.y()))
        qtbot.wait(20)
    qtbot.waitUntil(lambda: not asked.plan_shown(workspace).is_final, timeout=10_000)
    qtbot.wait(100)
    quick = asked.plan_shown(workspace)
    assert quick is not None
    assert quick.plan.method == "greedy"
    QTest.mouseRelease(slider, LEFT, NO_KEY, QPoint(slider.width() - 40, start.y()))
    rest()
    final = asked.plan_shown(workspace)
    assert final is not None
    assert final.is_final
    assert final.plan.limits.budgets[0] > before
    assert final.plan.objective >= quick.plan.objective - 1.0
    assert (final.plan.spent <= np.array(final.plan.limits.budgets) * (1 + 1e-9)).all()

    # explain: a step of the list names its building, and the reasons are sentences
    page.turn_to("why")
    QTest.mouseClick(pane.list.table.viewport(), LEFT, NO_KEY, QPoint(30, 20))
    rest()
    (building,) = shell.desk.crossing.picked.buildings
    reasons = page.why.texts()
    assert reasons[0] == workspace.portfolio.building(building).name
    assert len(reasons) > 1

    # write: the list by year goes into a workbook
    path = tmp_path / "plan.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), "Excel (*.xlsx)"))
    asked.export_plan(shell.window, workspace, final)
    rest()
    assert len(sheet_rows(path)) == final.sums.steps + 1

    # scenario: made of the plan, stored, changed and undone
    pane.scenario.click()
    rest()
    made = workspace.state.shelf.open
    assert made is not None
    assert len(made.choices) == final.sums.steps
    assert pane.beside.isEnabled()
    edit.drop(workspace, made.choices[0].key)
    rest()
    assert len(workspace.state.shelf.open.choices) == final.sums.steps - 1
    shell.actions["undo"].trigger()
    rest()
    kept = workspace.state.shelf.open.choices
    assert {choice.key: choice for choice in kept} == {c.key: c for c in made.choices}
    assert not [n for n in workspace.notices.shown if n.severity == "error"]
