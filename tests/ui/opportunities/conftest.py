"""The page in the whole window over four buildings; what is found is kept between the tests."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from twin.ui.opportunities.page import OpportunityPage
from twin.ui.opportunities.plan_pane import PlanPane
from twin.ui.window.shell import Shell
from twin.workspace.open_portfolio import read_portfolio
from twin.workspace.opportunities import Inquiry, found_in_steps
from twin.workspace.opportunity_rows import LAST_RESORTS
from ui.small_portfolio import write_portfolio

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier


class Silent:
    """Nobody looks at what is found here."""

    def report(self, fraction: float, text: str) -> None:
        """Nobody asks."""

    def send(self, part: object) -> None:
        """Nobody takes it."""


@pytest.fixture(scope="session")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portfolio whose opportunities lie in its cache."""
    folder = tmp_path_factory.mktemp("searched") / "four.twin"
    write_portfolio(folder)
    portfolio = read_portfolio(folder)
    never = sorted(f"{b.building_id}/{m}" for b in portfolio.buildings for m in LAST_RESORTS)
    found_in_steps(portfolio, {}, Inquiry(never=tuple(never)), "en", Silent())  # pyright: ignore[reportArgumentType]
    return folder


@pytest.fixture
def opened(shell: Shell, settled: Callable[[], None], searched: Path, tmp_path: Path) -> Shell:
    """The window with four buildings open."""
    folder = tmp_path / "four.twin"
    shutil.copytree(searched, folder)
    shell.window.resize(1440, 900)
    shell.workspace.open_portfolio(folder)
    settled()
    return shell


@pytest.fixture
def page(opened: Shell, settled: Callable[[], None], qtbot: QtBot) -> OpportunityPage:
    """The page with an exact plan."""
    workspace = opened.workspace
    workspace.set_mode("opportunities")

    def is_planned() -> bool:
        plan = workspace.state.plan
        return plan is not None and plan.is_final

    qtbot.waitUntil(is_planned, timeout=60_000)
    settled()
    found = opened.window.below.part("opportunities")
    assert isinstance(found, OpportunityPage)
    found.stages.settle()
    return found


@pytest.fixture
def pane(opened: Shell, page: OpportunityPage) -> PlanPane:
    found = opened.window.findChild(PlanPane)
    assert found is not None
    return found


def drag(widget: QWidget, start: QPoint, end: QPoint) -> None:
    """Pull a rubber band."""
    QTest.mousePress(widget, LEFT, NO_KEY, start)
    QTest.mouseMove(widget, (start + end) / 2)
    QTest.mouseMove(widget, end)
    QTest.mouseRelease(widget, LEFT, NO_KEY, end)
