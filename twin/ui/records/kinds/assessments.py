"""Condition assessments in tables and forms."""

from datetime import date

import numpy as np

from twin.model.condition import Assessment, ConditionGrade
from twin.ui.records.field import NO_COLUMN, Field, Kind, RecordKind
from twin.ui.records.kinds.shared import COST, MOST, WHAT

LEVELS = ((1, "1 visual"), (2, "2 with documents"), (3, "3 special investigation"))
CONSEQUENCE = "Consequences"


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
        Field("cost_low", "Cost to TG1, low, kr", Kind.MONEY, NO_COLUMN, low=0, high=MOST,
              group=COST),
        Field("cost_central", "Cost to TG1, kr", Kind.MONEY, 110, low=0, high=MOST, group=COST),
        Field("cost_high", "Cost to TG1, high, kr", Kind.MONEY, NO_COLUMN, low=0, high=MOST,
              group=COST),
        Field("price_year", "Price level", Kind.YEAR, NO_COLUMN, low=1950, high=2100, group=COST),
        Field("deadline_year", "Deadline, year", Kind.YEAR, 80, low=1950, high=2100, group=COST),
        Field("is_development", "Development, not maintenance", Kind.FLAG, NO_COLUMN, group=COST),
    ),
    _new_assessment,
    "grade",
    True,
)  # fmt: skip
