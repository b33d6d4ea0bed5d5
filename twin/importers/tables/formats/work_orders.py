"""Work orders, as maintenance systems and their spreadsheets have them."""

from twin.importers.tables.common import (
    ACCOUNT,
    ACCOUNT_TABLE,
    GLOBAL_ID,
    PART_TABLE,
    SPACE_ID,
    day,
    flag,
    money,
    part,
    text,
)
from twin.model.finding import Finding
from twin.model.maintenance import WorkOrder, WorkOrderState
from twin.model.table_format import Reject, Rows, TableField, TableFormat, ValueKind

STATES = {
    "åpen": WorkOrderState.OPEN, "open": WorkOrderState.OPEN, "ny": WorkOrderState.OPEN,
    "new": WorkOrderState.OPEN, "meldt": WorkOrderState.OPEN, "mottatt": WorkOrderState.OPEN,
    "registrert": WorkOrderState.OPEN, "planlagt": WorkOrderState.OPEN,
    "planned": WorkOrderState.OPEN, "venter": WorkOrderState.OPEN, "waiting": WorkOrderState.OPEN,
    "under arbeid": WorkOrderState.IN_PROGRESS, "pågår": WorkOrderState.IN_PROGRESS,
    "påbegynt": WorkOrderState.IN_PROGRESS, "startet": WorkOrderState.IN_PROGRESS,
    "i arbeid": WorkOrderState.IN_PROGRESS, "bestilt": WorkOrderState.IN_PROGRESS,
    "in progress": WorkOrderState.IN_PROGRESS, "started": WorkOrderState.IN_PROGRESS,
    "assigned": WorkOrderState.IN_PROGRESS, "tildelt": WorkOrderState.IN_PROGRESS,
    "utført": WorkOrderState.DONE, "ferdig": WorkOrderState.DONE, "lukket": WorkOrderState.DONE,
    "avsluttet": WorkOrderState.DONE, "fullført": WorkOrderState.DONE,
    "kvittert": WorkOrderState.DONE, "done": WorkOrderState.DONE, "closed": WorkOrderState.DONE,
    "completed": WorkOrderState.DONE, "finished": WorkOrderState.DONE,
    "kansellert": WorkOrderState.CANCELLED, "avvist": WorkOrderState.CANCELLED,
    "avlyst": WorkOrderState.CANCELLED, "annullert": WorkOrderState.CANCELLED,
    "cancelled": WorkOrderState.CANCELLED, "canceled": WorkOrderState.CANCELLED,
    "rejected": WorkOrderState.CANCELLED,
}  # fmt: skip
PRIORITIES = {
    "1": 1, "akutt": 1, "haster": 1, "kritisk": 1, "a": 1, "1 now": 1, "urgent": 1, "critical": 1,
    "2": 2, "høy": 2, "b": 2, "high": 2, "2 soon": 2, "3": 3, "normal": 3, "middels": 3,
    "medium": 3, "c": 3, "3 planned": 3, "4": 4, "lav": 4, "low": 4, "d": 4,
    "4 when convenient": 4, "0": 0, "ikke satt": 0, "not set": 0,
}  # fmt: skip
KINDS = {
    "planlagt": True, "planned": True, "forebyggende": True, "preventive": True,
    "periodisk": True, "service": True, "ja": True, "yes": True, "x": True, "1": True,
    "true": True, "korrektivt": False, "korrektiv": False, "corrective": False, "akutt": False,
    "avvik": False, "feil": False, "reparasjon": False, "repair": False, "nei": False,
    "no": False, "0": False, "false": False,
}  # fmt: skip


def complete(rows: Rows, reject: Reject) -> tuple[Finding, ...]:
    """A closed order is done; an order cannot end before it was opened."""
    opened, closed = rows["opened_on"], rows.get("closed_on")
    if closed is None:
        return ()
    for i, (first, last) in enumerate(zip(opened, closed, strict=True)):
        if first is not None and last is not None and last < first:
            reject(i, "closed_on", "“{found}” is before the day on which the order was opened.")
    if "state" not in rows:
        done, is_open = WorkOrderState.DONE, WorkOrderState.OPEN
        rows["state"] = [done if last else is_open for last in closed]
    return ()


FORMAT = TableFormat(
    name="work_orders",
    label="Work orders",
    record=WorkOrder,
    key="order_id",
    complete=complete,
    sheets=("arbeidsordre", "ordre", "work order", "meldinger"),
    fields=(
        text("order_id", "Number", "ordrenummer", "ordrenr", "arbeidsordre", "arbeidsordrenummer",
             "arbeidsordrenr", "ao-nummer", "ao nr", "ao", "saksnummer", "saksnr", "meldingsnr",
             "work order", "work order no", "work order number", "order id", "order_id",
             "order no", "order number", "wo", "id"),
        text("title", "Title", "tittel", "arbeid", "beskrivelse kort", "kort beskrivelse",
             "oppgave", "emne", "overskrift", "title", "subject", "short description", "task",
             "melding", is_required=True, is_key=True),
        day("opened_on", "Opened", "opprettet", "opprettet dato", "registrert", "registrert dato",
            "meldt", "meldt dato", "dato", "opened", "opened on", "opened_on", "created",
            "created on", "reported", "date", is_required=True, is_key=True),
        TableField("state", "State", ValueKind.CHOICE,
                   ("status", "tilstand", "state", "ordrestatus", "stage"), choices=STATES,
                   unknown=WorkOrderState.OPEN),
        TableField("is_planned", "Planned work", ValueKind.CHOICE,
                   ("type", "ordretype", "arbeidstype", "planlagt", "planned", "is_planned",
                    "planned work", "work type", "order type"), choices=KINDS, unknown=False),
        part(),
        TableField("priority", "Priority", ValueKind.CHOICE,
                   ("prioritet", "hastegrad", "priority", "urgency"), choices=PRIORITIES,
                   unknown=0),
        day("deadline", "Deadline", "frist", "forfall", "forfallsdato", "tidsfrist", "deadline",
            "due", "due date", "due on"),
        day("planned_on", "Planned for", "planlagt dato", "planlagt start", "planned on",
            "planned date", "planned for", "planned start", "planned_on"),
        day("started_on", "Started", "startet", "startdato", "påbegynt", "started", "started on",
            "started_on", "start date"),
        day("closed_on", "Closed", "lukket", "utført", "utført dato", "ferdig", "ferdig dato",
            "avsluttet", "avsluttet dato", "kvittert dato", "closed", "closed on", "closed_on",
            "completed", "completed on", "done on", "finished"),
        text("supplier", "Supplier", "leverandør", "utførende", "utfører", "entreprenør", "firma",
             "supplier", "contractor", "vendor"),
        money("cost", "Cost", "kostnad", "kostnader", "faktisk kostnad", "beløp", "sum", "pris",
              "cost", "actual cost", "amount"),
        money("estimate", "Estimate", "estimat", "kalkyle", "budsjett", "anslag",
              "estimert kostnad", "estimate", "estimated cost", "budget"),
        TableField("downtime", "Downtime", ValueKind.NUMBER,
                   ("nedetid", "stopptid", "nedetid timer", "downtime", "downtime hours"),
                   low=0.0, high=87_600.0, unit="h",
                   units={"timer": 1.0, "hours": 1.0, "t": 1.0, "dager": 24.0, "days": 24.0,
                          "døgn": 24.0, "min": 1 / 60}),
        flag("is_failure", "Something stopped working", "feil", "svikt", "havari", "is_failure",
             "failure", "breakdown"),
        text("description", "Description", "beskrivelse", "lang beskrivelse", "kommentar",
             "merknad", "description", "details", "comment", "notes"),
        ACCOUNT,
        ACCOUNT_TABLE,
        PART_TABLE,
        GLOBAL_ID,
        SPACE_ID,
        text("component_id", "Component", "komponent", "komponent-id", "anlegg", "component",
             "component id", "component_id", "asset", "asset id"),
        text("plan_id", "Plan", "plan", "vedlikeholdsplan", "plan id", "plan_id"),
    ),
)  # fmt: skip
