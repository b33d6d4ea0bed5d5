"""Condition assessments after NS 3424 of the sample buildings."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from twin.model.building import Building
from twin.model.condition import Assessment, ConditionGrade
from twin.sample.findings_text import Wording, wording
from twin.sample.model.identity import random_source
from twin.sample.model.ifc_document import Written

PRICE_YEAR = 2026
SHARE_OF_COST = {0: 0.0, 1: 0.0, 2: 0.35, 3: 1.0}
"""Share of the replacement cost that brings a part of a grade to TG1."""
_TODAY = 2025
_RENEWED = 0.9  # share of parts beyond their service life that were renewed since
_BEHIND = ("b01", "b03", "b07", "b08")
"""Buildings with models where maintenance is behind; in the others TG3 is put right at once."""
_STANDING = 1.15  # used-up life of old parts that still stand: they were mended
_BEHIND_SHARE = 0.5  # of the buildings without a model


@dataclass(frozen=True, slots=True)
class PartLife:
    """How a building part ages and what it costs.

    life : usual service life. [year]
    unit_cost : replacement per m2 or piece at `PRICE_YEAR`. [NOK]
    by_area : whether `unit_cost` is per m2.
    consequence : usual consequence grade.
    """

    life: float
    unit_cost: float
    by_area: bool
    consequence: int


PARTS: dict[str, PartLife] = {
    "216": PartLife(120, 900, True, 3),
    "231": PartLife(65, 2600, True, 2),
    "234": PartLife(40, 8500, True, 2),
    "242": PartLife(60, 600, True, 1),
    "244": PartLife(40, 9000, False, 1),
    "252": PartLife(90, 700, True, 2),
    "255": PartLife(25, 750, True, 1),
    "262": PartLife(38, 2100, True, 3),
    "265": PartLife(35, 900, False, 2),
    "281": PartLife(70, 15000, False, 2),
    "284": PartLife(45, 60000, False, 3),
    "312": PartLife(50, 480, True, 3),
    "322": PartLife(45, 420, True, 2),
    "325": PartLife(45, 8500, False, 1),
    "365": PartLife(24, 1_100_000, False, 2),
    "432": PartLife(40, 260, True, 3),
    "442": PartLife(22, 420, True, 1),
    "542": PartLife(18, 190, True, 3),
    "562": PartLife(18, 240, True, 1),
}
_OF_ELEMENTS = ("231", "234", "262", "281", "284", "365")
_OF_PARTS = (
    "216",
    "242",
    "244",
    "252",
    "255",
    "265",
    "312",
    "322",
    "325",
    "432",
    "442",
    "542",
    "562",
)
_COARSE = ("231", "234", "262", "322", "365")
_ASSESSORS = (
    "Ingrid Solbakken, Vestkant Takst",
    "Tor-Erik Myklebust, Byggfaglig Vest",
    "Marit Fosse, Etat for bygg",
    "Amir Haddad, Fjordbygg Rådgivning",
    "Sigrun Hjelle, Etat for bygg",
)


@dataclass(frozen=True, slots=True)
class Inspection:
    """One visit to a building: who, when, how thorough, and how well kept it is.

    upkeep : taken from the used-up life of every part.
    is_behind : whether parts beyond repair are left; else they were renewed or mended.
    """

    assessor: str
    day: date
    level: int
    upkeep: float
    is_behind: bool


def assessments(
    building: Building, elements: tuple[Written, ...], seed: int
) -> tuple[Assessment, ...]:
    """Grades of the outer parts element by element and of the rest part by part."""
    random = random_source(seed, building.building_id, "condition")
    visit = _visit(random, building, building.building_id in _BEHIND)
    found: list[Assessment] = []
    facades: dict[str, Facade] = {}
    for element in elements:
        if element.part_code not in _OF_ELEMENTS or element.ifc_class in _WITHOUT_GRADE:
            continue
        group = f"{element.part_code}/{_facade(element)}"
        if group not in facades:
            facades[group] = _facade_wear(random, visit)
        facade, part = facades[group], PARTS[element.part_code]
        age = (_TODAY - (element.installed or building.construction_year)) / part.life
        if age > (1.1 if visit.is_behind else 0.9) and facade.renewed_age > 0:
            age = facade.renewed_age
        wear = (
            min(age, _STANDING) + facade.exposure + float(random.normal(0.0, 0.07)) - visit.upkeep
        )
        grade = ConditionGrade.TGIU if facade.is_hidden else _grade(visit, wear)
        amount = element.area if part.by_area else 1.0
        found.append(
            assessed(building, visit, (element.global_id, element.part_code), (grade, amount))
        )
    found.extend(_part_assessments(building, visit, random, _OF_PARTS))
    return tuple(found)


def coarse_assessments(building: Building, seed: int) -> tuple[Assessment, ...]:
    """Grades of the main parts of a building without a model; () if nobody has looked."""
    random = random_source(seed, building.building_id, "condition")
    if random.random() < 0.07:
        return ()
    visit = _visit(random, building, bool(random.random() < _BEHIND_SHARE))
    kept = replace(visit, upkeep=visit.upkeep + 0.06)  # the average building, not the sample
    return tuple(_part_assessments(building, kept, random, _COARSE))


def _visit(random: np.random.Generator, building: Building, is_behind: bool) -> Inspection:
    day = date(int(random.integers(2019, 2026)), int(random.integers(2, 12)), 1)
    day = day.replace(day=int(random.integers(1, 28)))
    upkeep = float(random.normal(0.12 if building.protected else 0.03, 0.14))
    return Inspection(
        _ASSESSORS[int(random.integers(0, len(_ASSESSORS)))],
        day,
        int(random.choice([1, 1, 2])),
        upkeep,
        is_behind,
    )


@dataclass(frozen=True, slots=True)
class Facade:
    """How the parts of one facade age.

    exposure : added to their used-up life, more on the weather side.
    renewed_age : used-up life where old parts were renewed, 0 if they never were.
    is_hidden : nobody could inspect it.
    """

    exposure: float
    renewed_age: float
    is_hidden: bool


def _facade_wear(random: np.random.Generator, visit: Inspection) -> Facade:
    is_renewed = not visit.is_behind or random.random() < 0.76
    renewed = float(random.uniform(0.1, 1.1)) if is_renewed else 0.0
    return Facade(float(random.normal(0.0, 0.16)), renewed, bool(random.random() < 0.04))


_WITHOUT_GRADE = ("IfcRoof", "IfcStairFlight", "IfcRailing")


def _facade(element: Written) -> str:
    """Parts of the same wall age alike; their names begin with storey and wall."""
    return element.name.partition("-")[2][:3]


def _part_assessments(
    building: Building,
    visit: Inspection,
    random: np.random.Generator,
    codes: tuple[str, ...],
) -> list[Assessment]:
    found: list[Assessment] = []
    for code in codes:
        part = PARTS[code]
        age = (_TODAY - building.construction_year) / part.life
        since = age % 1.0 if age > 1.15 and random.random() < _RENEWED else age  # renewed since
        wear = since + float(random.normal(0.0, 0.14)) - visit.upkeep
        is_hidden = code in ("216", "312", "322") and random.random() < 0.08
        grade = ConditionGrade.TGIU if is_hidden else _grade(visit, wear)
        amount = amount_of(building, code)
        found.append(assessed(building, visit, ("", code), (grade, amount)))
    return found


def amount_of(building: Building, code: str) -> float:
    """Area or pieces of a part in a whole building, roughly."""
    gross = building.gross_floor_area
    ground = gross / max(building.storeys, 1)
    shares = {"216": 0.12 * ground, "231": 0.45 * gross, "234": 0.14 * gross, "242": 0.9 * gross}
    if code in shares:
        return shares[code]
    if code in ("252", "262"):
        return ground
    if PARTS[code].by_area:
        return gross
    return {"365": max(1.0, gross / 3000), "325": gross / 18, "244": gross / 28}.get(code, 20.0)


def _grade(visit: Inspection, wear: float) -> ConditionGrade:
    """Grade of a part that has used up this share of its service life."""
    for limit, grade in (
        (0.22, ConditionGrade.TG0),
        (0.64, ConditionGrade.TG1),
        (1.12, ConditionGrade.TG2),
    ):
        if wear < limit:
            return grade
    return ConditionGrade.TG3 if visit.is_behind else ConditionGrade.TG2


def assessed(
    building: Building,
    visit: Inspection,
    subject: tuple[str, str],
    result: tuple[ConditionGrade, float],
) -> Assessment:
    """What a visit says of a subject (GlobalId, code): its result (grade, amount)."""
    (element, code), (grade, amount) = subject, result
    part = PARTS[code]
    text: Wording = wording(code, int(grade), f"{building.building_id}{element}")
    cost = _rounded(amount * part.unit_cost * SHARE_OF_COST.get(int(grade), np.nan))
    years = {2: 6 if part.consequence < 2 else 3, 3: 1}.get(int(grade), 0)
    return Assessment(
        building.building_id,
        element,
        code,
        grade,
        part.consequence if int(grade) > 0 else (-1 if int(grade) < 0 else 0),
        text.symptom,
        text.measure,
        visit.day,
        visit.assessor,
        visit.level,
        _rounded(0.7 * cost),
        cost,
        _rounded(1.4 * cost),
        PRICE_YEAR,
        max(visit.day.year + years, 2026) if years else 0,
    )


def _rounded(cost: float) -> float:
    """To 100 NOK; NaN stays NaN."""
    return float(np.round(cost / 100.0) * 100.0)
