"""The 3D view and the panels are made while a portfolio is still being read."""

import sys
from threading import Event

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from twin.model.importing import Progress
from twin.ui.window.getting_ready import PANELS, GettingReady
from twin.workspace.jobs import Task
from twin.workspace.workspace import Workspace


def test_that_the_view_wakes_once_while_the_first_portfolio_is_read(qtbot: QtBot) -> None:
    workspace, parent, woken, read = Workspace(), QObject(), list[int](), Event()
    GettingReady(workspace, lambda: woken.append(1), parent)

    def reading(progress: Progress) -> None:
        del progress
        read.wait(20)

    workspace.jobs.run(reading, task=Task("Other work"))
    qtbot.wait(50)
    assert woken == []
    for _ in range(2):
        workspace.jobs.run(reading, task=Task("Opening", "portfolio"))
    qtbot.waitUntil(lambda: all(f"twin.ui.panels.{p}" in sys.modules for p in PANELS))

    assert woken == [1]
    read.set()
    qtbot.waitUntil(lambda: not workspace.jobs.running)
    workspace.close()
