"""Work orders."""

from twin.exporters.columns import (
    ACCOUNT,
    ACCOUNT_TABLE,
    BUILDING,
    GLOBAL_ID,
    PART,
    PART_TABLE,
    SPACE_ID,
    choice,
    day,
    flag,
    money,
    number,
    text,
    whole,
)
from twin.exporters.layout import Layout
from twin.model.maintenance import WorkOrder, WorkOrderState

STATES = {
    WorkOrderState.OPEN: ("open", "åpen"),
    WorkOrderState.IN_PROGRESS: ("in progress", "pågår"),
    WorkOrderState.DONE: ("done", "utført"),
    WorkOrderState.CANCELLED: ("cancelled", "kansellert"),
}

LAYOUT = Layout(
    "work_orders",
    ("Work orders", "Arbeidsordrer"),
    WorkOrder,
    (
        text("order_id", "Order number", "Ordrenummer", 28),
        *BUILDING,
        text("title", "Title", "Tittel", 34),
        choice("state", "State", "Status", STATES),
        flag("is_planned", "Planned work", "Planlagt"),
        PART,
        PART_TABLE,
        whole("priority", "Priority", "Prioritet"),
        day("opened_on", "Opened", "Opprettet"),
        day("planned_on", "Planned for", "Planlagt dato"),
        day("deadline", "Deadline", "Frist"),
        day("started_on", "Started", "Startet"),
        day("closed_on", "Closed", "Lukket"),
        text("supplier", "Supplier", "Leverandør"),
        money("cost", "Cost", "Kostnad"),
        money("estimate", "Estimate", "Estimat"),
        number("downtime", "Downtime", "Nedetid", "h", 2),
        flag("is_failure", "Failure", "Svikt"),
        text("description", "Description", "Beskrivelse", 34),
        ACCOUNT,
        ACCOUNT_TABLE,
        GLOBAL_ID,
        SPACE_ID,
        text("component_id", "Component id", "Komponent-id", 28),
        text("plan_id", "Plan", "Vedlikeholdsplan", 28),
    ),
)
