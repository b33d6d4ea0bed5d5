"""Recurring work."""

from twin.exporters.columns import (
    ACCOUNT,
    ACCOUNT_TABLE,
    BUILDING,
    GLOBAL_ID,
    PART,
    PART_TABLE,
    choice,
    day,
    money,
    number,
    text,
    whole,
    year,
)
from twin.exporters.layout import Layout
from twin.model.maintenance import MaintenancePlan, Trigger

TRIGGERS = {
    Trigger.CALENDAR: ("calendar", "kalender"),
    Trigger.RUN_HOURS: ("run hours", "driftstimer"),
    Trigger.CONDITION: ("condition", "tilstand"),
}

LAYOUT = Layout(
    "plans",
    ("Recurring work", "Periodisk arbeid"),
    MaintenancePlan,
    (
        text("plan_id", "Plan id", "Plannummer", 28),
        *BUILDING,
        text("title", "Title", "Tittel", 34),
        choice("trigger", "Goes by", "Styres av", TRIGGERS),
        PART,
        PART_TABLE,
        whole("interval_months", "Interval months", "Intervall måneder"),
        number("interval_hours", "Run hours", "Intervall driftstimer", decimals=1),
        number("hours_per_year", "Hours per year", "Driftstimer per år", decimals=1),
        whole("due_grade", "Due from grade", "Ved TG", -1),
        day("last_done", "Last done", "Sist utført"),
        text("supplier", "Supplier", "Leverandør"),
        money("cost", "Cost", "Kostnad"),
        year("price_year", "Price level", "Prisnivå"),
        ACCOUNT,
        ACCOUNT_TABLE,
        GLOBAL_ID,
        text("component_id", "Component id", "Komponent-id", 28),
        text("duty_id", "Duty", "Plikt", 28),
    ),
)
