"""Legal duties in tables and forms."""

from datetime import date

from twin.model.care import DueState
from twin.model.maintenance import Duty, DutyState
from twin.ui.records.field import NO_COLUMN, Derived, Field, Kind, RecordKind
from twin.ui.records.kinds.shared import WHAT, WHEN
from twin.ui.texts.language import tr
from twin.workspace.care import due_state

STATE_WORDS = {
    DueState.OVERDUE: "Overdue",
    DueState.SOON: "Due within 12 months",
    DueState.UNKNOWN: "No date known",
    DueState.LATER: "In order",
    DueState.NOT_APPLICABLE: "Not applicable",
}
TONES = {
    DueState.OVERDUE: "danger",
    DueState.SOON: "warn",
    DueState.LATER: "ok",
    DueState.UNKNOWN: "secondary",
    DueState.NOT_APPLICABLE: "secondary",
}
STATES = tuple((s, s.value.capitalize()) for s in DutyState)


def _new(building_id: str, who: str, key: str) -> Duty:
    return Duty(key, building_id, "", "", interval_months=12, responsible=who)


def _due(duty: Duty) -> Derived:
    """How the duty stands today, the worst and longest due first when sorted."""
    state = due_state(duty, date.today())
    day = duty.next_due.toordinal() if duty.next_due else 0
    order = (list(STATE_WORDS).index(state), day)
    return Derived(tr(STATE_WORDS[state]), TONES.get(state, ""), order)


DUTIES = RecordKind(
    Duty,
    "duty_id",
    "Legal duties",
    "duty",
    "title",
    (
        Field("title", "Duty", width=0, is_required=True, group=WHAT),
        Field("building_id", "Building", Kind.BUILDING, 150, group=WHAT),
        Field("kind", "Concerns", width=NO_COLUMN, group=WHAT),
        Field("legal_basis", "Legal basis", width=NO_COLUMN, group=WHAT),
        Field("state", "State", Kind.CHOICE, 110, STATES, group=WHAT),
        Field("next_due", "Due", width=176, group=WHAT, derived=_due),
        Field("responsible", "Responsible", width=NO_COLUMN, group=WHAT),
        Field("remark", "Remark", Kind.LONG, NO_COLUMN, group=WHAT),
        Field(
            "interval_months", "Every … months", Kind.COUNT, NO_COLUMN, low=0, high=600, group=WHEN
        ),
        Field("last_done", "Last done", Kind.DAY, 92, group=WHEN),
        Field("next_due", "Next due", Kind.DAY, 92, group=WHEN),
    ),
    _new,
    "next_due",
)
