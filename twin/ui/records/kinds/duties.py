"""Legal duties in tables and forms."""

from twin.model.maintenance import Duty, DutyState
from twin.ui.records.field import NO_COLUMN, Field, Kind, RecordKind
from twin.ui.records.kinds.shared import WHAT, WHEN

STATES = tuple((s, s.value.capitalize()) for s in DutyState)


def _new(building_id: str, who: str, key: str) -> Duty:
    return Duty(key, building_id, "", "", interval_months=12, responsible=who)


DUTIES = RecordKind(
    Duty,
    "duty_id",
    "Legal duties",
    "duty",
    "title",
    (
        Field("title", "Duty", width=0, is_required=True, group=WHAT),
        Field("building_id", "Building", Kind.BUILDING, 150, group=WHAT),
        Field("kind", "Concerns", width=130, group=WHAT),
        Field("legal_basis", "Legal basis", width=NO_COLUMN, group=WHAT),
        Field("state", "State", Kind.CHOICE, 110, STATES, group=WHAT),
        Field("responsible", "Responsible", width=130, group=WHAT),
        Field("remark", "Remark", Kind.LONG, NO_COLUMN, group=WHAT),
        Field("interval_months", "Every … months", Kind.COUNT, 110, low=0, high=600, group=WHEN),
        Field("last_done", "Last done", Kind.DAY, 92, group=WHEN),
        Field("next_due", "Next due", Kind.DAY, 92, group=WHEN),
    ),
    _new,
    "next_due",
)
