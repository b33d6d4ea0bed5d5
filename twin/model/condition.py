"""Condition grades of NS 3424 and assessments of elements, spaces, parts and buildings."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

import numpy as np

from twin.model.classification import NS_3451


class ConditionGrade(IntEnum):
    """TG of NS 3424; -1 stands for TGIU, not inspected, and is never averaged."""

    TG0 = 0
    TG1 = 1
    TG2 = 2
    TG3 = 3
    TGIU = -1


class ConsequenceType(StrEnum):
    """For whom or what a deviation has consequences; each has its own KG."""

    SAFETY = "safety"
    HEALTH = "health and environment"
    ECONOMY = "economy"
    USE = "use"
    APPEARANCE = "appearance"


class Risk(IntEnum):
    """Consequence times probability in the three steps of NS 3424; -1 unknown."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3
    UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Assessment:
    """One condition assessment of one element, space, building part or building.

    Earlier assessments stay; the newest of a thing counts.

    global_id : the element's GlobalId; "" when the grade is of a whole building part.
    part_code : code of the building part in `part_table`, "" if unknown.
    consequence_grade : gravest KG 0 to 3, -1 unknown.
    method_level : 1 visual, 2 with documents and measurements, 3 special investigation.
    cost_* : cost of bringing the part to TG1 at `price_year`; NaN if unknown. [NOK]
    space_id : GlobalId of the space that was graded, "" if none.
    part_table : which table `part_code` belongs to, for example ``NS 3451:2022``.
    kg_* : KG 0 to 3 by type of consequence, -1 unknown.
    reference_level : what TG0 is measured against, "" if it was not declared.
    is_development : money makes the part better than it was; else it maintains.
    quantity : how much of the part; NaN if unknown. [`unit`]
    survey : name of the survey the assessment came with, "" if it stands alone.
    photo : document_id of a photo, "" if none.
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
    assessment_id: str = ""
    space_id: str = ""
    part_table: str = NS_3451
    kg_safety: int = -1
    kg_health: int = -1
    kg_economy: int = -1
    kg_use: int = -1
    kg_appearance: int = -1
    reference_level: str = ""
    cause: str = ""
    is_development: bool = False
    quantity: float = np.nan
    unit: str = ""
    survey: str = ""
    photo: str = ""
