"""Make what an opened portfolio needs while it is still being read."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from twin.workspace.workspace import Workspace

PANELS = ("filters", "building_card", "portfolio_tabs")
OPENING = "portfolio"  # topic of the job that reads a portfolio


class GettingReady(QObject):
    """Wakes the 3D view and loads panels in small steps, once, when a portfolio is opened.

    Qt's classes are made on the GUI thread, which has nothing else to do while another reads.
    """

    def __init__(self, workspace: Workspace, wake: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._steps = iter(_steps(wake))
        workspace.jobs.changed.connect(self._look)

    def _look(self) -> None:
        jobs = self._workspace.jobs
        if any(job.task.topic == OPENING for job in jobs.running):
            jobs.changed.disconnect(self._look)
            self._go_on()

    def _go_on(self) -> None:
        step = next(self._steps, None)
        if step is not None and self._workspace.mode == "start":
            step()
            QTimer.singleShot(0, self, self._go_on)


def _steps(wake: Callable[[], object]) -> Iterator[Callable[[], object]]:
    yield wake
    for name in PANELS:
        yield partial(import_module, f"twin.ui.panels.{name}")
