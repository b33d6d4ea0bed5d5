"""Jobs: values in, values out on the GUI thread, every failure heard, no thread left."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from twin.errors import Cancelled, TwinError
from twin.model.importing import Progress, Silent
from twin.workspace.jobs import JobProgress, Jobs, Task
from twin.workspace.warm_up import load_all
from twin.workspace.workspace import Workspace

TOPIC = Task("Counting {name}", "count", {"name": "sheep"})


@pytest.fixture
def failures() -> list[BaseException]:
    return []


@pytest.fixture
def jobs(qtbot: QtBot, failures: list[BaseException]) -> Iterator[Jobs]:
    made = Jobs(failures.append)
    yield made
    made.close()


def wait(qtbot: QtBot, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: not jobs.running, timeout=5000)


def where_am_i(progress: Progress) -> threading.Thread:
    return threading.current_thread()


def double(number: int, progress: Progress) -> int:
    return 2 * number


def until_stopped(started: threading.Event, progress: JobProgress) -> None:
    started.set()
    while True:
        progress.report(0.5, "counting")


def fail(error: Exception, progress: Progress) -> None:
    raise error


def test_that_a_result_arrives_on_the_gui_thread(qtbot: QtBot, jobs: Jobs) -> None:
    heard: list[tuple[threading.Thread, threading.Thread]] = []

    jobs.run(where_am_i, on_done=lambda t: heard.append((t, threading.current_thread())))
    wait(qtbot, jobs)

    ((worker, listener),) = heard
    assert worker is not threading.main_thread()
    assert listener is threading.main_thread()


def test_that_database_work_has_one_thread(qtbot: QtBot, jobs: Jobs) -> None:
    threads: set[threading.Thread] = set()

    for _ in range(20):
        jobs.run(where_am_i, on_done=threads.add, where="database")
    wait(qtbot, jobs)

    assert len(threads) == 1


def test_that_every_failure_reaches_the_one_error_path(
    qtbot: QtBot, jobs: Jobs, failures: list[BaseException]
) -> None:
    jobs.run(fail, TwinError("no"))
    jobs.run(fail, ZeroDivisionError(), where="database")
    wait(qtbot, jobs)

    assert sorted(type(f).__name__ for f in failures) == ["TwinError", "ZeroDivisionError"]


def test_that_a_failing_listener_is_heard_too(
    qtbot: QtBot, jobs: Jobs, failures: list[BaseException]
) -> None:
    jobs.run(double, 2, on_done=lambda n: n / 0)
    wait(qtbot, jobs)

    assert [type(f) for f in failures] == [ZeroDivisionError]


def test_that_a_job_of_its_own_error_path_uses_it(
    qtbot: QtBot, jobs: Jobs, failures: list[BaseException]
) -> None:
    own: list[BaseException] = []

    jobs.run(fail, TwinError("no"), on_error=own.append)
    wait(qtbot, jobs)

    assert [str(e) for e in own] == ["no"]
    assert failures == []


def test_that_a_cancelled_job_stops_and_says_so(
    qtbot: QtBot, jobs: Jobs, failures: list[BaseException]
) -> None:
    started, done = threading.Event(), []

    job = jobs.run(until_stopped, started, on_done=done.append)
    started.wait(5)
    job.cancel()
    wait(qtbot, jobs)

    assert done == []
    assert [type(f) for f in failures] == [Cancelled]


def test_that_a_newer_job_of_the_topic_drops_the_older(
    qtbot: QtBot, jobs: Jobs, failures: list[BaseException]
) -> None:
    started, done = threading.Event(), []

    jobs.run(until_stopped, started, on_done=done.append, task=TOPIC)
    started.wait(5)
    jobs.run(double, 21, on_done=done.append, task=TOPIC)
    wait(qtbot, jobs)

    assert done == [42]
    assert failures == []


def test_that_an_outdated_result_is_dropped_even_when_it_is_ready(
    qtbot: QtBot, jobs: Jobs
) -> None:
    done: list[int] = []

    jobs.run(double, 1, on_done=done.append, task=TOPIC)
    jobs.run(double, 2, on_done=done.append, task=TOPIC)
    wait(qtbot, jobs)

    assert done == [4]


def test_that_an_outdated_failure_is_logged(
    qtbot: QtBot, jobs: Jobs, failures: list[BaseException], caplog: pytest.LogCaptureFixture
) -> None:
    go_on = threading.Event()

    def fail_later(progress: Progress) -> None:
        go_on.wait(5)
        raise ValueError("of no use")

    jobs.run(fail_later, task=TOPIC)
    jobs.run(double, 1, task=TOPIC)
    go_on.set()
    wait(qtbot, jobs)

    assert failures == []
    assert "of no use" in caplog.text


def test_that_parts_arrive_in_order_before_the_result(qtbot: QtBot, jobs: Jobs) -> None:
    def send_three(progress: JobProgress) -> str:
        for i in range(3):
            progress.send(i)
        return "whole"

    heard: list[object] = []
    jobs.run(send_three, on_part=heard.append, on_done=heard.append)
    wait(qtbot, jobs)

    assert heard == [0, 1, 2, "whole"]


def test_that_progress_is_shown_with_its_title(qtbot: QtBot, jobs: Jobs) -> None:
    started = threading.Event()

    job = jobs.run(until_stopped, started, task=TOPIC, on_error=lambda _: None)
    qtbot.waitUntil(lambda: job.fraction == 0.5, timeout=5000)

    assert (job.task.title.format(**job.task.values), job.text) == ("Counting sheep", "counting")
    assert jobs.running == (job,)


def test_that_closing_leaves_no_thread_and_finishes_what_stores(qtbot: QtBot) -> None:
    before = threading.active_count()
    jobs = Jobs(lambda _: None)
    started, stored = threading.Event(), []

    def store(number: int, progress: Progress) -> None:
        stored.append(number)

    jobs.run(until_stopped, started)
    started.wait(5)
    reading = threading.Event()
    jobs.run(until_stopped, reading, where="database", task=TOPIC)
    reading.wait(5)
    for i in range(50):
        jobs.run(store, i, where="database")
    jobs.close()

    assert stored == list(range(50))
    assert threading.active_count() == before
    assert jobs.run(double, 2).is_cancelled


def test_that_warming_up_leaves_no_process_behind():
    import psutil

    workspace = Workspace()
    load_all(Silent())
    reading = [c for c in psutil.Process().children() if "twin.ifc.worker" in c.cmdline()]

    workspace.close()

    assert len(reading) == 1
    assert not any(c.is_running() and c.status() != psutil.STATUS_ZOMBIE for c in reading)
