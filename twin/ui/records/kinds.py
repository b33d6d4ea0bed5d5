"""How each kind of record stands in tables and forms."""

from datetime import date

import numpy as np

from twin.model.condition import Assessment, ConditionGrade
from twin.model.maintenance import WorkOrder, WorkOrderState
from twin.ui.records.field import NO_COLUMN, Field, Kind, RecordKind

STATES = tuple((s, s.value.capitalize()) for s in WorkOrderState)
PRIORITIES = (
    (0, "not set"),
    (1, "1 now"),
    (2, "2 soon"),
    (3, "3 planned"),
    (4, "4 when convenient"),
)
LEVELS = ((1, "1 visual"), (2, "2 with documents"), (3, "3 special investigation"))
COST = "Cost"
WHEN = "When"
WHAT = "What"
CONSEQUENCE = "Consequences"
ACCOUNTS = (
    ("", "not set"), ("31", "31 Operation"), ("32", "32 Maintenance"), ("33", "33 Damage repair"),
    ("41", "41 Replacement"), ("42", "42 Development"),
)  # fmt: skip


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
        Field("estimate", "Estimate, kr", Kind.MONEY, NO_COLUMN, low=0, high=1e9, group=COST),
        Field("cost", "Cost, kr", Kind.MONEY, 96, low=0, high=1e9, group=COST),
        Field("account", "Account (NS 3454:2013)", Kind.CHOICE, NO_COLUMN, ACCOUNTS, group=COST),
        Field("order_id", "Number", width=NO_COLUMN, group=COST, is_fixed=True),
    ),
    _new_order,
    "opened_on",
    True,
)  # fmt: skip


def _new_assessment(building_id: str, who: str, key: str) -> Assessment:
    today = date.today()
    return Assessment(
        building_id, "", "", ConditionGrade.TG1, -1, "", "", today, who, 1, np.nan, np.nan,
        np.nan, today.year, assessment_id=key,
    )  # fmt: skip


ASSESSMENTS = RecordKind(
    Assessment,
    "assessment_id",
    "Condition",
    "assessment",
    "symptom",
    (
        Field("symptom", "Symptom", width=0, group=WHAT),
        Field("building_id", "Building", Kind.BUILDING, 150, group=WHAT),
        Field("grade", "Grade", Kind.GRADE, 60, group=WHAT),
        Field("part_code", "Building part", Kind.PART, 180, group=WHAT),
        Field("cause", "Cause", width=NO_COLUMN, group=WHAT),
        Field("measure", "Measure", width=190, group=WHAT),
        Field("consequence_grade", "Gravest consequence", Kind.CONSEQUENCE, 70, group=CONSEQUENCE),
        Field("kg_safety", "Safety", Kind.CONSEQUENCE, NO_COLUMN, group=CONSEQUENCE),
        Field("kg_health", "Health and environment", Kind.CONSEQUENCE, NO_COLUMN,
              group=CONSEQUENCE),
        Field("kg_economy", "Economy", Kind.CONSEQUENCE, NO_COLUMN, group=CONSEQUENCE),
        Field("kg_use", "Use", Kind.CONSEQUENCE, NO_COLUMN, group=CONSEQUENCE),
        Field("kg_appearance", "Appearance", Kind.CONSEQUENCE, NO_COLUMN, group=CONSEQUENCE),
        Field("assessed_on", "Assessed", Kind.DAY, 92, is_required=True, group="Survey"),
        Field("assessed_by", "Assessed by", width=NO_COLUMN, group="Survey"),
        Field("method_level", "Level of the survey", Kind.CHOICE, NO_COLUMN, LEVELS,
              group="Survey"),
        Field("reference_level", "Reference level", width=NO_COLUMN, group="Survey"),
        Field("survey", "Survey", width=NO_COLUMN, group="Survey"),
        Field("cost_low", "Cost to TG1, low, kr", Kind.MONEY, NO_COLUMN, low=0, high=1e9,
              group=COST),
        Field("cost_central", "Cost to TG1, kr", Kind.MONEY, 110, low=0, high=1e9, group=COST),
        Field("cost_high", "Cost to TG1, high, kr", Kind.MONEY, NO_COLUMN, low=0, high=1e9,
              group=COST),
        Field("price_year", "Price level", Kind.YEAR, NO_COLUMN, low=1950, high=2100, group=COST),
        Field("deadline_year", "Deadline, year", Kind.YEAR, 80, low=1950, high=2100, group=COST),
        Field("is_development", "Development, not maintenance", Kind.FLAG, NO_COLUMN, group=COST),
    ),
    _new_assessment,
    "grade",
    True,
)  # fmt: skip
