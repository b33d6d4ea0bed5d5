"""Work orders in tables and forms."""

from datetime import date

import numpy as np

from twin.model.maintenance import WorkOrder, WorkOrderState
from twin.ui.records.field import NO_COLUMN, Field, Kind, RecordKind
from twin.ui.records.kinds.shared import ACCOUNTS, COST, MOST, WHAT, WHEN

STATES = tuple((s, s.value.capitalize()) for s in WorkOrderState)
PRIORITIES = (
    (0, "not set"),
    (1, "1 now"),
    (2, "2 soon"),
    (3, "3 planned"),
    (4, "4 when convenient"),
)


def _new_order(building_id: str, who: str, key: str) -> WorkOrder:
    del who
    return WorkOrder(
        key, building_id, "", "", "", WorkOrderState.OPEN, False, date.today(), None, None, "",
        np.nan,
    )  # fmt: skip


WORK_ORDERS = RecordKind(
    WorkOrder,
    "order_id",
    "Work orders",
    "work order",
    "title",
    (
        Field("title", "Work order", width=0, is_required=True, group=WHAT),
        Field("building_id", "Building", Kind.BUILDING, 150, group=WHAT),
        Field("state", "State", Kind.CHOICE, 100, STATES, group=WHAT),
        Field("part_code", "Building part", Kind.PART, 180, group=WHAT),
        Field("priority", "Priority", Kind.CHOICE, NO_COLUMN, PRIORITIES, group=WHAT),
        Field("is_planned", "Planned work", Kind.FLAG, NO_COLUMN, group=WHAT),
        Field("is_failure", "Something stopped working", Kind.FLAG, NO_COLUMN, group=WHAT),
        Field("description", "Description", Kind.LONG, NO_COLUMN, group=WHAT),
        Field("supplier", "Supplier", width=140, group=WHAT),
        Field("opened_on", "Opened", Kind.DAY, 92, is_required=True, group=WHEN),
        Field("planned_on", "Planned for", Kind.DAY, NO_COLUMN, group=WHEN),
        Field("deadline", "Deadline", Kind.DAY, 92, group=WHEN),
        Field("started_on", "Started", Kind.DAY, NO_COLUMN, group=WHEN),
        Field("closed_on", "Closed", Kind.DAY, NO_COLUMN, group=WHEN),
        Field("downtime", "Downtime, hours", Kind.NUMBER, NO_COLUMN, low=0, high=87_600,
              decimals=1, group=WHEN),
        Field("estimate", "Estimate, kr", Kind.MONEY, NO_COLUMN, low=0, high=MOST, group=COST),
        Field("cost", "Cost, kr", Kind.MONEY, 96, low=0, high=MOST, group=COST),
        Field("account", "Account (NS 3454:2013)", Kind.CHOICE, NO_COLUMN, ACCOUNTS, group=COST),
        Field("order_id", "Number", width=NO_COLUMN, group=COST, is_fixed=True),
    ),
    _new_order,
    "opened_on",
    True,
)  # fmt: skip
