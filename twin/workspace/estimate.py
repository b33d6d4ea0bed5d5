"""The quick estimate of the what-if: shown at once after an edit, until the full result is there.

Beside it, what each measure touches, for the list of measures.
"""

import logging
from collections import deque
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from twin.errors import MissingInput
from twin.model.importing import Progress, Silent
from twin.model.proposal import Reach
from twin.workspace import run_scenario
from twin.workspace.jobs import Task
from twin.workspace.state import State

if TYPE_CHECKING:
    from twin.analysis.evaluate import Case
    from twin.analysis.sketching.quick import Estimate
    from twin.model.scenario import Scenario
    from twin.model.thermal import EnergyResult
    from twin.workspace.workspace import Workspace

TOPIC = "estimate"
_LOG = logging.getLogger("twin")
_SILENT = Silent()


class QuickEstimate(QObject):
    """Keeps the estimate in line with the what-if while that is open.

    Signals: `changed` when there is another estimate, or when it has become out of date.
    """

    changed = Signal()

    def __init__(self, workspace: "Workspace", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._found: Estimate | None = None
        self._of: Scenario | None = None
        self.seconds = float("nan")
        """What the last estimate took. [s]"""
        workspace.scenario_changed.connect(self.look)
        workspace.mode_changed.connect(self.look)
        workspace.model_changed.connect(self.look)
        workspace.places_changed.connect(self._look_anew)
        self.look()

    @property
    def found(self) -> "Estimate | None":
        """The newest estimate of the entered building, None before the first."""
        return self._found

    @property
    def is_current(self) -> bool:
        """Whether it is of the what-if as it is now."""
        return self._found is not None and self._of is self._workspace.scenario

    def reach_of(self, key: str) -> Reach | None:
        """What a choice touches, None where nobody knows yet or it is put aside."""
        scenario = self._of
        if scenario is None or self._found is None:
            return None
        first = sum(len(p.measures) for p in scenario.proposals)
        on = [c.key for c in scenario.choices if c.is_on]
        return self._found.reaches[first + on.index(key)] if key in on else None

    def look(self) -> None:
        """Estimate in the background unless that is done."""
        workspace = self._workspace
        state = workspace.state
        scenario = state.scenario
        if scenario is None or self._of is None or scenario.building_id != self._of.building_id:
            self._found = self._of = None
        if scenario is None or scenario is self._of or state.mode not in ("what-if", "compare"):
            self.changed.emit()
            return
        if run_scenario.waits_for_model(workspace):
            return

        def show(made: "tuple[Estimate, float]") -> None:
            if workspace.scenario is scenario:
                self._found, self.seconds = made
                self._of = scenario
                self.changed.emit()

        workspace.jobs.run(
            estimate_of, state, on_done=show, on_error=self._tell, task=Task("", TOPIC)
        )
        self.changed.emit()

    def _look_anew(self) -> None:
        self._of = None
        self.look()

    def _tell(self, error: BaseException) -> None:
        """The full calculation tells what it lacks; nothing to say twice."""
        if not isinstance(error, MissingInput):
            _LOG.debug("estimate: %s", error)


def estimate_of(state: State, progress: Progress = _SILENT) -> "tuple[Estimate, float]":
    """Central before and after of the what-if in `state`, and the seconds it took.

    Raises
    ------
    MissingInput
        If no building is entered, or a value without an honest default is unknown.
    """
    from twin.analysis.sketching.quick import estimated

    del progress
    start = perf_counter()
    if state.scenario is None:
        raise MissingInput("No building is entered.", "Enter a building first.")
    known = _known_today(state)
    case = known.case if known else run_scenario.calibrated_case(state)
    found = estimated(
        state.scenario, run_scenario.with_places(case, state), known.before if known else None
    )
    if known is None:
        _TODAY.append(_Today(_inputs(state), case, found.before))
    return found, perf_counter() - start


@dataclass(frozen=True, slots=True, eq=False)
class _Today:
    """The entered building before any measure; the same for all edits of a what-if.

    inputs : all that it rests on.
    """

    inputs: tuple[object, ...]
    case: "Case"
    before: "EnergyResult"


_TODAY: deque[_Today] = deque(maxlen=1)


def _known_today(state: State) -> _Today | None:
    wanted = _inputs(state)
    for known in tuple(_TODAY):
        is_same = all(a is b for a, b in zip(known.inputs[:3], wanted[:3], strict=True))
        if is_same and known.inputs[3:] == wanted[3:]:
            return known
    return None


def _inputs(state: State) -> tuple[object, ...]:
    """What the building today rests on, first the three that are compared as objects."""
    weather = state.scenario.weather if state.scenario else ""
    large = (state.portfolio, state.model, state.shading)
    return (*large, state.building, state.known, state.operation, weather)
