"""Qt's objects are deleted on the GUI thread, whatever the threads of jobs do meanwhile."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from twin.model.importing import Progress
from twin.workspace.garbage import GarbageCollector
from twin.workspace.jobs import Jobs

Deleted = list[threading.Thread]


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs(lambda error: pytest.fail(repr(error)))
    yield made
    made.close()


class Watched(QObject):
    """Tells in which thread it is deleted; `ring` makes it garbage that waits for a collection."""

    def __init__(self, deleted: Deleted, *, is_ring: bool = False) -> None:
        super().__init__()
        tell = lambda: deleted.append(threading.current_thread())  # noqa: E731
        self.destroyed.connect(tell, Qt.ConnectionType.DirectConnection)
        self.ring = self if is_ring else None

    def hear(self, value: object) -> None:
        """Stands for a window that waits for a result."""


def make_many_objects(progress: Progress) -> int:
    rows = [[i] for i in range(200_000)]
    return len(rows)


def nothing(progress: Progress) -> None:
    """A job that ends at once."""


def wait(qtbot: QtBot, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: not jobs.running, timeout=20_000)
    qtbot.wait(10)


def test_that_closed_windows_are_not_deleted_in_the_thread_of_a_job(
    qtbot: QtBot, jobs: Jobs
) -> None:
    deleted: Deleted = []
    for _ in range(20):
        Watched(deleted, is_ring=True)

    for _ in range(6):
        jobs.run(make_many_objects)
    wait(qtbot, jobs)
    gc.collect()

    assert deleted == [threading.main_thread()] * 20


def test_that_a_job_lets_go_of_its_listener_on_the_gui_thread(qtbot: QtBot, jobs: Jobs) -> None:
    deleted: Deleted = []

    for _ in range(40):
        for _ in range(20):
            jobs.run(nothing, on_done=Watched(deleted).hear)
        wait(qtbot, jobs)

    assert deleted == [threading.main_thread()] * 800


def test_that_garbage_is_collected_while_the_window_lives(qtbot: QtBot, jobs: Jobs) -> None:
    deleted: Deleted = []
    Watched(deleted, is_ring=True)
    kept = [[i] for i in range(2 * gc.get_threshold()[0])]

    qtbot.waitUntil(lambda: bool(deleted), timeout=5_000)

    assert len(kept) > gc.get_threshold()[0]


def test_that_python_collects_again_after_the_last_collector_stopped(qtbot: QtBot) -> None:
    assert gc.isenabled()
    first, second = GarbageCollector(), GarbageCollector()
    assert not gc.isenabled()

    first.stop()
    assert not gc.isenabled()
    second.stop()

    assert gc.isenabled()
