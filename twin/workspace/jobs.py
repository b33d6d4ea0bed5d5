"""Work that would block the window: threads in, values out on the GUI thread, one error path.

What a job was given (functions that know windows, the workspace) is let go of on the GUI thread
too: a Qt object whose last holder is a job's thread would be deleted there, beside its painting.
"""

import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any, Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot

from twin.errors import Cancelled
from twin.workspace.garbage import GarbageCollector

_LOG = logging.getLogger("twin")
Where = Literal["thread", "database"]
OnDone = Callable[[Any], object]  # a job may return a value of any kind
OnError = Callable[[BaseException], object]
_BETWEEN_REPORTS = 0.1  # seconds; more often would only load the window


@dataclass(frozen=True, slots=True)
class Task:
    """What the user sees of a job, and which older job it makes pointless.

    title : template, for example ``Opening {name}``; "" keeps the job out of the status bar.
    topic : a newer job of the same topic cancels the older one and drops its result; "" for none,
        and for jobs that store something.
    """

    title: str = ""
    topic: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Job:
    """One running job. fraction: 0 to 1, NaN if unknown; text: what it is doing.

    call : what its thread does with a `JobProgress`.
    """

    task: Task
    where: Where
    call: Callable[["JobProgress"], Any]
    on_done: OnDone
    on_error: OnError
    on_part: OnDone | None = None
    fraction: float = float("nan")
    text: str = ""
    is_cancelled: bool = False
    is_outdated: bool = False

    def cancel(self) -> None:
        """Ask the job to stop; it does at its next report."""
        self.is_cancelled = True


class JobProgress:
    """The `Progress` that a job is handed; usable from the job's thread only."""

    def __init__(self, job: Job, post: Callable[[str, object], None]) -> None:
        self._job = job
        self._post = post
        self._next_report = 0.0

    def report(self, fraction: float, text: str) -> None:
        """Say how far the job is, at most ten times a second.

        Raises
        ------
        Cancelled
            If the user stopped the job or a newer one made it pointless.
        """
        self.stop_if_cancelled()
        now = time.monotonic()
        if now >= self._next_report:
            self._next_report = now + _BETWEEN_REPORTS
            self._post("report", (fraction, text))

    def send(self, part: object) -> None:
        """Hand a part of the result to `on_part` on the GUI thread."""
        self.stop_if_cancelled()
        self._post("part", part)

    def stop_if_cancelled(self) -> None:
        """Raise `Cancelled` when nobody waits for the result any more."""
        if self._job.is_cancelled:
            raise Cancelled("Stopped. Nothing was changed.")


class Jobs(QObject):
    """Runs functions in threads; every callback arrives on the thread that made this object.

    Signals: `changed` when a job starts, reports or ends; `became_idle` when the last one ended.
    """

    changed = Signal()
    became_idle = Signal()
    _posted = Signal(int, str, object)  # number of the job, event, value

    def __init__(self, on_error: OnError, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_error = on_error
        self._running: tuple[Job, ...] = ()
        self._held: dict[int, Job] = {}  # until their threads let go of all they were given
        self._numbers = count()
        self._is_closed = False
        self._garbage = GarbageCollector(self)
        self._executors = {
            "thread": ThreadPoolExecutor(max_workers=3, thread_name_prefix="twin-job"),
            "database": ThreadPoolExecutor(max_workers=1, thread_name_prefix="twin-database"),
        }
        self._posted.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> tuple[Job, ...]:
        """Jobs that have not ended, oldest first."""
        return self._running

    def run(
        self,
        function: Callable[..., Any],  # results differ from job to job
        *args: object,
        on_done: OnDone = lambda _: None,
        on_error: OnError | None = None,
        on_part: OnDone | None = None,
        where: Where = "thread",
        task: Task = Task(),
    ) -> Job:
        """Start `function(*args, progress=…)`; call on the GUI thread.

        Parameters
        ----------
        on_done : called with the result.
        on_error : called with the exception; a notice when absent.
        on_part : called with everything the function hands to ``progress.send``.
        where : ``thread``, or ``database`` for the one thread that touches the database.
        """
        call = partial(_call, function, args)
        job = Job(task, where, call, on_done, on_error or self._on_error, on_part)
        if self._is_closed:
            job.cancel()
            return job
        self.drop(task.topic)
        self._running = (*self._running, job)
        number = next(self._numbers)
        self._held[number] = job
        future = self._executors[where].submit(self._work, number)
        future.add_done_callback(partial(self._let_go, number))
        self.changed.emit()
        return job

    def drop(self, topic: str) -> None:
        """Cancel the jobs of a topic and forget their results."""
        for job in self._running:
            if topic and job.task.topic == topic:
                job.is_outdated = True
                job.cancel()

    def cancel_all(self) -> None:
        """Ask every job to stop but those that store something.

        A job with a topic can be made pointless at any time, so it stores nothing.
        """
        for job in self._running:
            if job.where != "database" or job.task.topic:
                job.cancel()

    def close(self) -> None:
        """Stop all jobs and wait for their threads; stored changes are finished first."""
        self._is_closed = True
        self.cancel_all()
        self._executors["thread"].shutdown(wait=True, cancel_futures=True)
        self._executors["database"].shutdown(wait=True)
        self._running = ()
        self._held.clear()
        self._garbage.stop()

    def _work(self, number: int) -> None:
        job = self._held[number]
        progress = JobProgress(job, partial(self._posted.emit, number))
        try:
            if job.where != "database" or job.task.topic:
                progress.stop_if_cancelled()
            result = job.call(progress)
        except BaseException as error:  # the one end of a failed job: told on the GUI thread
            self._posted.emit(number, "error", error)
        else:
            self._posted.emit(number, "done", result)

    def _let_go(self, number: int, _future: Future[None]) -> None:
        self._posted.emit(number, "left", None)

    @Slot(int, str, object)
    def _receive(self, number: int, event: str, value: Any) -> None:  # Any: depends on the event
        if self._is_closed:
            return
        if event == "left":
            del self._held[number]
            return
        job = self._held[number]
        if event in ("done", "error"):
            self._running = tuple(j for j in self._running if j is not job)
        if not job.is_outdated:
            self._deliver(job, event, value)
        elif event == "error" and not isinstance(value, Cancelled):
            _LOG.warning("a job that nobody waits for any more failed", exc_info=value)
        self.changed.emit()
        if not self._running:
            self.became_idle.emit()

    def _deliver(self, job: Job, event: str, value: Any) -> None:  # Any: depends on the event
        try:
            if event == "report":
                job.fraction, job.text = value
            elif event == "part" and job.on_part is not None:
                job.on_part(value)
            elif event == "done":
                job.on_done(value)
            elif event == "error":
                job.on_error(value)
        except Exception as error:  # a failing slot is logged and told, and ends nothing else
            self._on_error(error)


def _call(
    function: Callable[..., Any], args: tuple[object, ...], progress: JobProgress
) -> Any:  # Any: results differ from job to job
    return function(*args, progress=progress)
