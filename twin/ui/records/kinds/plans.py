"""Recurring work in tables and forms."""

from datetime import date, timedelta

from twin.model.maintenance import MaintenancePlan, Trigger
from twin.ui.records.field import NO_COLUMN, Derived, Field, Kind, RecordKind
from twin.ui.records.kinds.shared import ACCOUNTS, COST, MOST, WHAT, WHEN
from twin.ui.texts import numbers
from twin.workspace.care import plan_due

TRIGGERS = tuple((t, t.value.capitalize()) for t in Trigger)
DUE_GRADES = ((-1, "not set"), (1, "TG1"), (2, "TG2"), (3, "TG3"))


def _new(building_id: str, who: str, key: str) -> MaintenancePlan:
    del who
    return MaintenancePlan(key, building_id, "", Trigger.CALENDAR, interval_months=12)


def _due(plan: MaintenancePlan) -> Derived:
    """The day on which the work is due next."""
    today = date.today()
    due = plan_due(plan, today)
    if due is None:
        return Derived("")
    soon = due <= today + timedelta(days=30)
    return Derived(numbers.day(due), "danger" if due < today else "warn" if soon else "", due)


PLANS = RecordKind(
    MaintenancePlan,
    "plan_id",
    "Recurring work",
    "recurring work",
    "title",
    (
        Field("title", "Work", width=0, is_required=True, group=WHAT),
        Field("building_id", "Building", Kind.BUILDING, 150, group=WHAT),
        Field("part_code", "Building part", Kind.PART, NO_COLUMN, group=WHAT),
        Field("supplier", "Supplier", width=130, group=WHAT),
        Field("trigger", "Goes by", Kind.CHOICE, NO_COLUMN, TRIGGERS, group=WHEN),
        Field("interval_months", "Every … months", Kind.COUNT, 110, low=0, high=600, group=WHEN),
        Field(
            "interval_hours",
            "Every … run hours",
            Kind.NUMBER,
            NO_COLUMN,
            low=1,
            high=1e6,
            group=WHEN,
        ),
        Field(
            "hours_per_year",
            "Run hours a year",
            Kind.NUMBER,
            NO_COLUMN,
            low=0,
            high=8784,
            group=WHEN,
        ),
        Field("due_grade", "Due from grade", Kind.CHOICE, NO_COLUMN, DUE_GRADES, group=WHEN),
        Field("last_done", "Next due", width=100, group=WHEN, derived=_due),
        Field("last_done", "Last done", Kind.DAY, 92, group=WHEN),
        Field("cost", "Cost of one time, kr", Kind.MONEY, 130, low=0, high=MOST, group=COST),
        Field("price_year", "Price level", Kind.YEAR, NO_COLUMN, low=1950, high=2100, group=COST),
        Field("account", "Account (NS 3454:2013)", Kind.CHOICE, NO_COLUMN, ACCOUNTS, group=COST),
    ),
    _new,
    "last_done",
)
