"""Making very many records without the pauses of Python's search for cycles.

That search looks at every object there is while all threads wait: with 100,000 records in the
making it stopped the window, and a stop of the import, for half a second at a time. Records are
plain values that hold no cycles, so nothing is lost by putting it off. In the window, where
`garbage` searches from the event loop instead, this changes nothing.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_running = 0
_was_enabled = False


@contextmanager
def in_bulk() -> Iterator[None]:
    """Put the search off until the last of those who asked for it is done; then as before."""
    _change(1)
    try:
        yield
    finally:
        _change(-1)


def _change(by: int) -> None:
    global _running, _was_enabled
    with _lock:
        if not _running:
            _was_enabled = gc.isenabled()
        _running += by
        if _running:
            gc.disable()
        elif _was_enabled:
            gc.enable()
