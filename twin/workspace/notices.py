"""The one place where everything that went wrong, and some that went well, reaches the user."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from twin.errors import Cancelled, TwinError
from twin.model.finding import Severity

_LOG = logging.getLogger("twin")
_LONGEST = 100


@dataclass(frozen=True, slots=True, eq=False)
class Notice:
    """One message to the user; templates as in `TwinError`, so that they can be translated."""

    severity: Severity
    message: str
    next_step: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self) -> str:
        """Both sentences in English with the values filled in."""
        return f"{self.message} {self.next_step}".strip().format(**self.values)


class Notices(QObject):
    """Messages in the order in which they came.

    Signals: `arrived` with each new notice; `changed` when the list differs (also dismissal).
    """

    arrived = Signal(object)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Notice, ...] = ()

    @property
    def shown(self) -> tuple[Notice, ...]:
        """Notices that were not dismissed, oldest first."""
        return self._shown

    def say(self, message: str, next_step: str = "", **values: object) -> None:
        """Tell the user something good or neutral."""
        self.add(Notice(Severity.INFO, message, next_step, values))

    def warn(self, message: str, next_step: str = "", **values: object) -> None:
        """Tell the user about something that limits the results."""
        self.add(Notice(Severity.WARNING, message, next_step, values))

    def show(self, error: BaseException) -> None:
        """Tell the user what failed; anything but a `TwinError` is logged with its traceback."""
        if isinstance(error, Cancelled):
            self.say("Stopped. Nothing was changed.")
        elif isinstance(error, TwinError):
            _LOG.warning("%s", error)
            self.add(Notice(Severity.ERROR, error.message, error.next_step, error.values))
        else:
            _LOG.error("unexpected", exc_info=error)
            self.add(
                Notice(
                    Severity.ERROR,
                    "Something unexpected happened ({kind}); what you were doing was not "
                    "finished. Everything stored is safe.",
                    "Try again; if it happens again, send the log file to support.",
                    {"kind": type(error).__name__},
                )
            )

    def add(self, notice: Notice) -> None:
        """Add one notice and emit."""
        self._shown = (*self._shown, notice)[-_LONGEST:]
        self.arrived.emit(notice)
        self.changed.emit()

    def dismiss(self, notice: Notice) -> None:
        """Take a notice away."""
        left = tuple(n for n in self._shown if n is not notice)
        if len(left) != len(self._shown):
            self._shown = left
            self.changed.emit()

    def clear(self) -> None:
        """Take all notices away."""
        if self._shown:
            self._shown = ()
            self.changed.emit()
