"""Two scenarios of a building of the small portfolio, compared in the window."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from twin.model.choice import Choice
from twin.ui.compare.page import ComparePage
from twin.ui.window.shell import Shell
from twin.workspace.catalogue import by_key
from twin.workspace.scenarios import comparing, edit

PAINTED = ("w1",)
Settled = Callable[[], None]


def chosen(key: str, measure: str, *elements: str) -> Choice:
    """A measure of the catalogue in the first building, painted on some elements."""
    return Choice(key, "b0", by_key()[measure].measure, elements=elements)


@pytest.fixture
def compared(inside: Shell, settled: Settled, qtbot: QtBot) -> Shell:
    """Lights and windows beside doing nothing, calculated."""
    workspace = inside.workspace
    edit.new(workspace, "Lights", (chosen("c1", "led_lighting"),))
    edit.new(workspace, "Windows", (chosen("c2", "window_replacement", *PAINTED),))
    settled()
    workspace.set_mode("compare")
    comparing.choose(workspace, tuple(r.scenario_id for r in workspace.state.shelf.drafts))
    qtbot.waitUntil(lambda: is_ready(inside), timeout=60_000)
    settled()
    return inside


def is_ready(shell: Shell) -> bool:
    """Whether what is shown is up to date."""
    state = shell.workspace.state.comparing
    return state.found is not None and not state.is_stale


def page_of(shell: Shell) -> ComparePage:
    """The page below the two views."""
    found = shell.window.below.part("compare")
    assert isinstance(found, ComparePage)
    return found
