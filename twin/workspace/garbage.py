"""Python's garbage is collected where Qt's objects live, never beside them in a job's thread."""

import gc
import time

from PySide6.QtCore import QObject, QTimer

_INTERVAL = 100  # milliseconds
_SHARE = 1_000
"""Full collections take at most one part in so many of the time."""
_collecting: set[int] = set()
"""Collectors at work in this process, by `id`."""


class GarbageCollector(QObject):
    """Collects from the event loop of the thread that made it; Python itself pauses meanwhile.

    Python collects cycles in whichever thread happens to make an object. A window is such a cycle
    once it is closed, and Qt crashes when its parts are deleted in one thread while another paints
    them.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._next_full = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL)
        self._timer.timeout.connect(self.collect)
        self._timer.start()
        _collecting.add(id(self))
        gc.disable()

    def collect(self) -> None:
        """Collect the generations whose number of new objects passed Python's thresholds."""
        limits = gc.get_threshold()
        for generation in (0, 1):
            if gc.get_count()[generation] > limits[generation]:
                gc.collect(generation)
        began = time.monotonic()
        if gc.get_count()[2] > limits[2] and began >= self._next_full:
            gc.collect()
            ended = time.monotonic()
            self._next_full = ended + _SHARE * (ended - began)

    def stop(self) -> None:
        """Leave collecting to Python again; call when no job's thread runs any more."""
        self._timer.stop()
        _collecting.discard(id(self))
        if not _collecting:
            gc.enable()
