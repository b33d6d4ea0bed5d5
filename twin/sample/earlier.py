"""Earlier surveys of the sample buildings, back to 2008: the same parts, mostly less worn."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from twin.model.building import Building
from twin.model.condition import Assessment, ConditionGrade
from twin.sample.assessments import PARTS, SHARE_OF_COST, Inspection, amount_of, assessed
from twin.sample.model.identity import random_source

FIRST_YEAR = 2008
SPANS = {1: 0.22, 2: 0.42, 3: 0.48}
"""Share of the service life that a part spends in the grade before TG1, TG2 and TG3."""
RENEWED = 0.06  # of the whole parts in TG0 or TG1, between two surveys
PRICE_GROWTH = 1.03  # a year


def earlier(
    building: Building, current: Sequence[Assessment], seed: int
) -> tuple[Assessment, ...]:
    """Assessments of the surveys before the current one, every five or six years.

    A part has been one grade better with the chance that its service life gives, or was worse and
    has been renewed.
    """
    random = random_source(seed, building.building_id, "earlier")
    found: list[Assessment] = []
    last = list(current)
    while last:
        step = int(random.integers(5, 7))
        day = last[0].assessed_on
        year = day.year - step
        if year < max(FIRST_YEAR, building.construction_year + 1):
            break
        visit = Inspection(last[0].assessed_by, day.replace(year=year), 1, 0.0, True)
        last = [_before(building, a, visit, (step, random)) for a in last]
        found += last
    return tuple(found)


def _before(
    building: Building,
    after: Assessment,
    visit: Inspection,
    chance: tuple[int, np.random.Generator],
) -> Assessment:
    step, random = chance
    grade = _grade_before(after, step, random)
    amount = _amount(building, after)
    made = assessed(building, visit, (after.global_id, after.part_code), (grade, amount))
    year = visit.day.year
    cheaper = PRICE_GROWTH ** (year - made.price_year)
    due = {2: 6 if PARTS[after.part_code].consequence < 2 else 3, 3: 1}.get(int(grade), 0)
    return replace(
        made,
        cost_low=round(made.cost_low * cheaper, -2) if made.cost_low > 0 else made.cost_low,
        cost_central=(
            round(made.cost_central * cheaper, -2) if made.cost_central > 0 else made.cost_central
        ),
        cost_high=round(made.cost_high * cheaper, -2) if made.cost_high > 0 else made.cost_high,
        price_year=year,
        deadline_year=year + due if due else 0,
    )


def _grade_before(after: Assessment, step: int, random: np.random.Generator) -> ConditionGrade:
    grade, draw = int(after.grade), float(random.random())
    if grade < 0:
        return ConditionGrade.TGIU if draw < 0.6 else ConditionGrade.TG1
    if grade <= 1 and not after.global_id and draw > 1 - RENEWED:
        return ConditionGrade.TG3
    span = SPANS.get(grade, np.inf) * PARTS[after.part_code].life
    return ConditionGrade(grade - 1) if draw < step / max(span, step) else ConditionGrade(grade)


def _amount(building: Building, after: Assessment) -> float:
    """Area or pieces, from the cost where there is one. An element costs only where it did."""
    share = SHARE_OF_COST.get(int(after.grade), 0.0)
    if not after.global_id:
        return amount_of(building, after.part_code)
    if share > 0 and after.cost_central > 0:
        growth = PRICE_GROWTH ** (after.price_year - 2026)
        return after.cost_central / growth / share / PARTS[after.part_code].unit_cost
    return 1.0
