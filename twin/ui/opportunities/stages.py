"""Brings the parts of a page up to date one after another, so that none holds the window long."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer


class Stages(QObject):
    """Runs what was asked for in the order of `parts`, one part in each turn of the event loop."""

    def __init__(self, parts: Mapping[str, Callable[[], None]], parent: QObject) -> None:
        super().__init__(parent)
        self._parts = dict(parts)
        self._asked: set[str] = set()
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._run_one)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._later: set[str] = set()
        self._rest.timeout.connect(lambda: self.ask(*self._later))

    def ask(self, *names: str) -> None:
        """Bring parts up to date, all of them where none is named."""
        wanted = set(names or self._parts)
        self._asked |= wanted
        self._later -= wanted
        if not self._turn.isActive():
            self._turn.start(0)

    def ask_at_rest(self, milliseconds: int, *names: str) -> None:
        """Bring parts up to date once nobody has asked this for some time."""
        self._later |= set(names)
        self._rest.start(milliseconds)

    def settle(self) -> None:
        """Do all that is asked for, now."""
        self._asked |= self._later
        self._later.clear()
        self._rest.stop()
        while self._asked:
            self._run_one()
        self._turn.stop()

    def _run_one(self) -> None:
        name = next((n for n in self._parts if n in self._asked), None)
        if name is None:
            return
        self._asked.discard(name)
        self._parts[name]()
        if self._asked:
            self._turn.start(0)
