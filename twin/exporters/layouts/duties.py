"""Legal duties of the owner."""

from twin.exporters.columns import BUILDING, choice, day, text, whole
from twin.exporters.layout import Layout
from twin.model.maintenance import Duty, DutyState

STATES = {
    DutyState.OK: ("ok", "ok"),
    DutyState.DEVIATION: ("deviation", "avvik"),
    DutyState.NOT_DONE: ("not done", "ikke utført"),
    DutyState.NOT_APPLICABLE: ("not applicable", "ikke aktuelt"),
}

LAYOUT = Layout(
    "duties",
    ("Legal duties", "Lovpålagte kontroller"),
    Duty,
    (
        text("duty_id", "Duty id", "Punktnr", 28),
        *BUILDING,
        text("kind", "Concerns", "Gjelder"),
        text("title", "Duty", "Kontrollpunkt", 34),
        text("legal_basis", "Legal basis", "Hjemmel", 26),
        whole("interval_months", "Interval", "Intervall"),
        day("last_done", "Last done", "Sist utført"),
        day("next_due", "Next due", "Neste frist"),
        choice("state", "State", "Status", STATES),
        text("responsible", "Responsible", "Ansvarlig"),
        text("remark", "Remark", "Merknad", 30),
        text("document_id", "Document", "Dokument", 28),
    ),
)
