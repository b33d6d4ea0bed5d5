"""Look at a supplier's offer: what each effect rests on, its claims held against the model."""

from collections.abc import Hashable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from twin.errors import TwinError
from twin.model.compared import ClaimCheck
from twin.model.importing import Progress
from twin.model.proposal import Effect, Evidence, OfferedMeasure, Proposal
from twin.model.scenario import Scenario
from twin.workspace import run_scenario
from twin.workspace.history import begin
from twin.workspace.jobs import Task
from twin.workspace.state import State

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

TOPIC = "claims"
CLAIM = "claimed_saving"


def evidence_of(proposal: Proposal, measure: OfferedMeasure, effect: Effect) -> list[Evidence]:
    """Evidence that an offer names for an effect of one of its measures."""
    from twin.analysis.proposal_format.understand import evidence_of as found

    return list(found(proposal, measure.measure_id, effect))


def is_supported(proposal: Proposal, measure: OfferedMeasure, effect: Effect) -> bool:
    """Whether a claim has evidence; that somebody states it is none."""
    found = evidence_of(proposal, measure, effect)
    return any(e.kind != "statement" for e in found) if found else bool(effect.evidence)


def claims(proposal: Proposal) -> tuple[OfferedMeasure, ...]:
    """Measures whose supplier says what they save."""
    return tuple(m for m in proposal.measures if any(e.kind == CLAIM for e in m.effects))


def claimed(measure: OfferedMeasure) -> Effect | None:
    """The saving that is claimed of a measure."""
    return next((e for e in measure.effects if e.kind == CLAIM), None)


class ClaimChecks(QObject):
    """Holds claimed savings of the offer that is looked at against the model, in the background.

    Signals: `changed` when there are other figures, or when they became out of date.
    """

    changed = Signal()

    def __init__(self, workspace: "Workspace", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._proposal: Proposal | None = None
        self._wanted: Hashable = None
        self._of: Hashable = None
        self._found: tuple[ClaimCheck, ...] = ()
        self._error: TwinError | None = None
        for signal in (
            workspace.scenario_changed,
            workspace.model_changed,
            workspace.mode_changed,
            workspace.places_changed,
        ):
            signal.connect(self._look_again)

    @property
    def is_current(self) -> bool:
        """Whether the figures are of the building as it is known now."""
        return self._wanted is not None and self._of == self._wanted

    @property
    def error(self) -> TwinError | None:
        """Why nothing could be calculated."""
        return self._error

    def of(self, proposal: Proposal, measure: OfferedMeasure) -> ClaimCheck | None:
        """The newest figures of a measure in the entered building, None before the first."""
        key, here = self._key(proposal), self._of
        if not (isinstance(here, tuple) and isinstance(key, tuple) and here[:2] == key[:2]):
            return None
        return next((c for c in self._found if c.measure_id == measure.measure_id), None)

    def look(self, proposal: Proposal | None) -> None:
        """Check the claims of an offer unless that is done; None: nothing is looked at."""
        self._proposal = proposal if proposal is not None and claims(proposal) else None
        self._look_again()

    def _look_again(self) -> None:
        workspace, proposal = self._workspace, self._proposal
        state = workspace.state
        if proposal is None or state.building is None or state.mode != "what-if":
            return
        if run_scenario.waits_for_model(workspace):
            return
        wanted = self._key(proposal)
        if wanted == self._wanted:
            return
        self._wanted, self._error = wanted, None

        def show(found: tuple[ClaimCheck, ...]) -> None:
            if self._wanted == wanted:
                self._found, self._of = found, wanted
                self.changed.emit()

        def tell(error: BaseException) -> None:
            if self._wanted == wanted and isinstance(error, TwinError):
                self._error = error
                self.changed.emit()

        workspace.jobs.run(
            checked_here,
            state,
            proposal,
            on_done=show,
            on_error=tell,
            task=Task("Checking what {name} claims", TOPIC, {"name": proposal.supplier}),
        )
        self.changed.emit()

    def _key(self, proposal: Proposal) -> Hashable:
        """All that the figures rest on; building and offer come first."""
        state = self._workspace.state
        history = state.history
        if state.building is None or history is None:
            return None
        return (
            state.building.building_id,
            proposal.sha256,
            state.building,
            id(state.model),
            history.scenario.weather,
            history.known,
            history.operation,
        )


def checked_here(state: State, proposal: Proposal, progress: Progress) -> tuple[ClaimCheck, ...]:
    """Each claim of an offer beside the model, in the entered building and its weather.

    Raises
    ------
    TwinError
        If no building is entered, or a value without an honest default is unknown.
    """
    from twin.analysis.claims_check import checked
    from twin.workspace.panels import has_panels, places_of

    if state.scenario is None or state.history is None:
        return ()
    own = Scenario(state.scenario.building_id, weather=state.scenario.weather)
    history = begin(own.with_proposal(proposal), state.operation, state.known)
    alone = replace(state, history=history)
    if alone.places is None and has_panels(alone):
        alone = replace(alone, places=places_of(alone, progress))
    case = run_scenario.with_places(run_scenario.calibrated_case(alone), alone)
    progress.report(0.3, "Calculating")
    return checked(proposal, (case,))
