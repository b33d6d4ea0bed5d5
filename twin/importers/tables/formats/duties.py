"""Legal duties of the owner, in the manner of IK-bygg: what was controlled, and how it stands."""

import calendar
from datetime import date

from twin.importers.tables.common import day, months, text
from twin.model.finding import Finding
from twin.model.maintenance import Duty, DutyState
from twin.model.table_format import Reject, Rows, TableField, TableFormat, ValueKind

STATES = {
    "ok": DutyState.OK, "i orden": DutyState.OK, "ja": DutyState.OK, "utført": DutyState.OK,
    "godkjent": DutyState.OK, "oppfylt": DutyState.OK, "grønn": DutyState.OK,
    "yes": DutyState.OK, "done": DutyState.OK, "approved": DutyState.OK,
    "avvik": DutyState.DEVIATION, "mangler": DutyState.DEVIATION, "gul": DutyState.DEVIATION,
    "ikke godkjent": DutyState.DEVIATION, "rød": DutyState.DEVIATION,
    "ikke i orden": DutyState.DEVIATION, "deviation": DutyState.DEVIATION,
    "ikke utført": DutyState.NOT_DONE, "nei": DutyState.NOT_DONE, "ubesvart": DutyState.NOT_DONE,
    "ikke kontrollert": DutyState.NOT_DONE, "no": DutyState.NOT_DONE,
    "not done": DutyState.NOT_DONE, "ikke aktuelt": DutyState.NOT_APPLICABLE,
    "ikke relevant": DutyState.NOT_APPLICABLE, "uaktuelt": DutyState.NOT_APPLICABLE,
    "not applicable": DutyState.NOT_APPLICABLE, "ia": DutyState.NOT_APPLICABLE,
}  # fmt: skip


def complete(rows: Rows, reject: Reject) -> tuple[Finding, ...]:
    """When it is due again, where the row gives the last time and how often."""
    del reject
    titles = rows["title"]
    rows["kind"] = [
        kind or title for kind, title in zip(rows.get("kind", titles), titles, strict=True)
    ]
    done, interval = rows.get("last_done"), rows.get("interval_months")
    if done and interval:
        due = rows.get("next_due", [None] * len(done))
        rows["next_due"] = [
            said or (_later(last, months_) if last and months_ else None)
            for said, last, months_ in zip(due, done, interval, strict=True)
        ]
    return ()


def _later(first: date, months_: int) -> date | None:
    """The same day so many months later, or the last of that month."""
    month = first.month - 1 + months_
    year = first.year + month // 12
    if year > 9999:
        return None
    last = calendar.monthrange(year, month % 12 + 1)[1]
    return date(year, month % 12 + 1, min(first.day, last))


FORMAT = TableFormat(
    name="duties",
    label="Legal duties",
    record=Duty,
    key="duty_id",
    complete=complete,
    sheets=("ik-bygg", "ik bygg", "internkontroll", "plikt", "duties", "kontroll"),
    fields=(
        text("title", "Duty", "kontrollpunkt", "krav", "plikt", "lovkrav", "spørsmål", "kontroll",
             "sjekkpunkt", "duty", "requirement", "control", "check", "title",
             is_required=True, is_key=True),
        text("kind", "Concerns", "tema", "fagområde", "område", "kategori", "gjelder", "kind",
             "concerns", "topic", "area", is_key=True),
        text("legal_basis", "Legal basis", "hjemmel", "lovhjemmel", "forskrift", "lov",
             "lovverk", "legal basis", "legal_basis", "regulation"),
        TableField("state", "State", ValueKind.CHOICE,
                   ("status", "svar", "resultat", "tilstand", "state", "result", "answer"),
                   choices=STATES, unknown=DutyState.NOT_DONE),
        months("interval_months", "Interval", "intervall", "hyppighet", "frekvens",
               "kontrollintervall", "interval", "interval_months", "frequency"),
        day("last_done", "Last done", "sist utført", "siste kontroll", "sist kontrollert",
            "utført dato", "kontrollert", "utført", "last done", "last_done", "last control"),
        day("next_due", "Next due", "neste", "neste kontroll", "frist", "forfall", "neste frist",
            "next due", "next_due", "next control", "due"),
        text("responsible", "Responsible", "ansvarlig", "ansvar", "utføres av", "responsible"),
        text("remark", "Remark", "merknad", "kommentar", "avviksbeskrivelse", "remark",
             "comment", "notes"),
        text("document_id", "Document", "dokument", "document", "document_id"),
        text("duty_id", "Number", "punktnr", "kontrollpunktnr", "nr", "id", "duty id", "duty_id"),
    ),
)  # fmt: skip
