"""Recurring work: what comes back, and when."""

from twin.importers.tables.common import (
    ACCOUNT,
    ACCOUNT_TABLE,
    GLOBAL_ID,
    PART_TABLE,
    day,
    money,
    months,
    part,
    text,
    year,
)
from twin.model.finding import Finding
from twin.model.maintenance import MaintenancePlan, Trigger
from twin.model.table_format import Reject, Rows, TableField, TableFormat, ValueKind

TRIGGERS = {
    "kalender": Trigger.CALENDAR, "tid": Trigger.CALENDAR, "intervall": Trigger.CALENDAR,
    "calendar": Trigger.CALENDAR, "time": Trigger.CALENDAR, "driftstid": Trigger.RUN_HOURS,
    "driftstimer": Trigger.RUN_HOURS, "gangtid": Trigger.RUN_HOURS,
    "run hours": Trigger.RUN_HOURS, "tilstand": Trigger.CONDITION,
    "tilstandsbasert": Trigger.CONDITION, "condition": Trigger.CONDITION,
}  # fmt: skip
GRADES = {"1": 1, "tg1": 1, "2": 2, "tg2": 2, "3": 3, "tg3": 3, "-1": -1}


def complete(rows: Rows, reject: Reject) -> tuple[Finding, ...]:
    """What makes it due, where the row does not say; without any it never would be."""
    count = len(rows["title"])
    said = rows.get("trigger", [None] * count)
    interval = rows.get("interval_months", [0] * count)
    hours = rows.get("interval_hours", [float("nan")] * count)
    grade = rows.get("due_grade", [-1] * count)
    found: list[Trigger] = []
    for i in range(count):
        ways = {
            Trigger.CALENDAR: interval[i] > 0,
            Trigger.RUN_HOURS: hours[i] > 0,
            Trigger.CONDITION: grade[i] > 0,
        }
        if not any(ways.values()):
            reject(i, "interval_months", "The row does not say when the work comes back.")
        usual = next((way for way, is_said in ways.items() if is_said), Trigger.CALENDAR)
        found.append(said[i] or usual)
    rows["trigger"] = found
    return ()


FORMAT = TableFormat(
    name="maintenance_plans",
    label="Recurring plans",
    record=MaintenancePlan,
    key="plan_id",
    complete=complete,
    sheets=("plan", "periodisk", "vedlikeholdsplan", "recurring"),
    fields=(
        text("title", "Work", "tittel", "arbeid", "oppgave", "aktivitet", "vedlikeholdsoppgave",
             "beskrivelse", "work", "task", "title", "activity", is_required=True, is_key=True),
        months("interval_months", "Interval", "intervall", "hyppighet", "frekvens",
               "intervall måneder", "intervall mnd", "hver", "interval", "interval_months",
               "interval months", "frequency"),
        TableField("trigger", "Goes by", ValueKind.CHOICE,
                   ("utløses av", "styres av", "trigger", "goes by"), choices=TRIGGERS),
        TableField("interval_hours", "Hours between", ValueKind.NUMBER,
                   ("driftstimer mellom", "intervall timer", "intervall driftstimer",
                    "interval hours", "interval_hours", "run hours"), low=1.0, high=200_000.0,
                   unit="h", units={"timer": 1.0, "hours": 1.0, "t": 1.0}),
        TableField("hours_per_year", "Hours a year", ValueKind.NUMBER,
                   ("driftstimer per år", "timer per år", "hours per year", "hours_per_year"),
                   low=0.0, high=8_784.0, unit="h",
                   units={"timer": 1.0, "hours": 1.0, "t": 1.0}),
        TableField("due_grade", "Due from grade", ValueKind.CHOICE,
                   ("fra tg", "ved tg", "due grade", "due_grade", "due from grade"),
                   choices=GRADES, unknown=-1),
        day("last_done", "Last done", "sist utført", "siste", "sist", "forrige", "last done",
            "last_done", "last"),
        part(is_key=True),
        GLOBAL_ID,
        text("component_id", "Component", "komponent", "komponent-id", "anlegg", "component",
             "component_id", "asset", is_key=True),
        text("supplier", "Supplier", "leverandør", "utførende", "firma", "supplier",
             "contractor"),
        money("cost", "Cost of one time", "kostnad", "kostnad per gang", "pris", "beløp", "cost",
              "cost of one time"),
        year("price_year", "Price level", "prisnivå", "prisår", "price level", "price_year"),
        ACCOUNT,
        ACCOUNT_TABLE,
        PART_TABLE,
        text("duty_id", "Legal duty", "plikt", "lovpålagt plikt", "duty", "duty_id"),
        text("plan_id", "Number", "plannummer", "plannr", "plan id", "plan_id", "id", "nr"),
    ),
)  # fmt: skip
