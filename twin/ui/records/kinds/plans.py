"""Recurring work in tables and forms."""

from twin.model.maintenance import MaintenancePlan, Trigger
from twin.ui.records.field import NO_COLUMN, Field, Kind, RecordKind
from twin.ui.records.kinds.shared import ACCOUNTS, COST, MOST, WHAT, WHEN

TRIGGERS = tuple((t, t.value.capitalize()) for t in Trigger)
DUE_GRADES = ((-1, "not set"), (1, "TG1"), (2, "TG2"), (3, "TG3"))


def _new(building_id: str, who: str, key: str) -> MaintenancePlan:
    del who
    return MaintenancePlan(key, building_id, "", Trigger.CALENDAR, interval_months=12)


PLANS = RecordKind(
    MaintenancePlan,
    "plan_id",
    "Recurring work",
    "recurring work",
    "title",
    (
        Field("title", "Work", width=0, is_required=True, group=WHAT),
        Field("building_id", "Building", Kind.BUILDING, 150, group=WHAT),
        Field("part_code", "Building part", Kind.PART, 180, group=WHAT),
        Field("supplier", "Supplier", width=130, group=WHAT),
        Field("trigger", "Goes by", Kind.CHOICE, 100, TRIGGERS, group=WHEN),
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
        Field("last_done", "Last done", Kind.DAY, 92, group=WHEN),
        Field("cost", "Cost of one time, kr", Kind.MONEY, 130, low=0, high=MOST, group=COST),
        Field("price_year", "Price level", Kind.YEAR, NO_COLUMN, low=1950, high=2100, group=COST),
        Field("account", "Account (NS 3454:2013)", Kind.CHOICE, NO_COLUMN, ACCOUNTS, group=COST),
    ),
    _new,
    "title",
)
