"""Condition grades of NS 3424 and assessments of elements."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum


class ConditionGrade(IntEnum):
    """TG of NS 3424; -1 stands for TGIU, not inspected, and is never averaged."""

    TG0 = 0
    TG1 = 1
    TG2 = 2
    TG3 = 3
    TGIU = -1


@dataclass(frozen=True, slots=True)
class Assessment:
    """One condition assessment of one element, building part or building.

    global_id : the element's GlobalId; "" when the grade is of a whole building part.
    part_code : NS 3451 code of the building part, "" if unknown.
    consequence_grade : KG 0 to 3, -1 unknown.
    cost_* : cost of bringing the part to TG1 at `price_year`; NaN if unknown. [NOK]
    """

    building_id: str
    global_id: str
    part_code: str
    grade: ConditionGrade
    consequence_grade: int
    symptom: str
    measure: str
    assessed_on: date
    assessed_by: str
    method_level: int
    cost_low: float
    cost_central: float
    cost_high: float
    price_year: int
    deadline_year: int = 0
