"""Condition grades of the sample against those of a real stock."""

from collections import Counter, defaultdict
from dataclasses import replace

import pytest

from twin.analysis.condition import current
from twin.model.building import Building
from twin.model.condition import Assessment, ConditionGrade
from twin.sample.assessments import coarse_assessments
from twin.sample.earlier import earlier
from twin.sample.footprints import scattered_buildings
from twin.sample.portfolio import write_sample
from twin.store.assessments import load_assessments
from twin.store.buildings import load_buildings
from twin.store.database import open_database

Graded = list[tuple[Building, list[Assessment]]]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    folder = tmp_path_factory.mktemp("sample") / "Sample.twin"
    write_sample(folder)
    database = open_database(folder)
    of_building: dict[str, list[Assessment]] = defaultdict(list)
    for assessment in load_assessments(database):
        of_building[assessment.building_id].append(assessment)
    return [(b, list(current(of_building[b.building_id]))) for b in load_buildings(database)]


def test_that_a_few_elements_are_beyond_repair_and_more_are_worn(graded: Graded) -> None:
    grades = Counter(a.grade for _, found in graded for a in found if a.global_id)
    share = {grade: grades[grade] / grades.total() for grade in ConditionGrade}

    assert 0.03 <= share[ConditionGrade.TG3] <= 0.12
    assert 0.20 <= share[ConditionGrade.TG2] <= 0.35
    assert 0.01 <= share[ConditionGrade.TGIU] <= 0.08
    assert share[ConditionGrade.TG1] > share[ConditionGrade.TG0] > 0.05


def test_that_a_third_of_the_buildings_have_something_beyond_repair(graded: Graded) -> None:
    worst = {b.building_id: max(a.grade for a in found) for b, found in graded}

    assert 3 <= list(worst.values()).count(ConditionGrade.TG3) <= 5
    assert set(worst.values()) == {ConditionGrade.TG1, ConditionGrade.TG2, ConditionGrade.TG3}
    new = [b for b, _ in graded if b.construction_year > 2010]
    assert any(worst[b.building_id] is ConditionGrade.TG1 for b in new)
    assert all(worst[b.building_id] < ConditionGrade.TG3 for b in new)


def test_that_a_part_is_graded_whole_or_by_its_elements_but_not_both(graded: Graded) -> None:
    for _, found in graded:
        by_element = {a.part_code for a in found if a.global_id}
        whole = {a.part_code for a in found if not a.global_id}
        assert by_element and whole and not by_element & whole


def test_that_an_eighth_to_a_third_of_a_large_stock_has_something_beyond_repair() -> None:
    found = [coarse_assessments(b, 1) for b in scattered_buildings((), 400, seed=1)]
    worst = Counter(max((a.grade for a in f), default=None) for f in found)

    assert 1 / 8 < worst[ConditionGrade.TG3] / 400 < 1 / 3
    assert worst[ConditionGrade.TG1] > 40
    assert worst[None] > 0  # nobody has looked


def test_that_surveys_were_repeated_since_2008_and_parts_mostly_got_worse() -> None:
    stock = scattered_buildings((), 40, seed=1)
    school, now = next((b, f) for b in stock if (f := coarse_assessments(b, 1)))
    before = earlier(replace(school, construction_year=1970.0), now, 1)

    years = sorted({a.assessed_on.year for a in before})
    assert years[0] >= 2008 and years[-1] < now[0].assessed_on.year
    assert len(years) >= 2
    assert {(a.part_code, a.global_id) for a in before} == {
        (a.part_code, a.global_id) for a in now
    }
    grades = {y: [int(a.grade) for a in before if a.assessed_on.year == y] for y in years}
    assert sum(grades[years[0]]) <= sum(int(a.grade) for a in now) + 3
    assert all(a.price_year == a.assessed_on.year for a in before)
