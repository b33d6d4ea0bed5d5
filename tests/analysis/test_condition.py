"""Which grade counts."""

from datetime import date

from twin.analysis.condition import NOT_ASSESSED, building_grades, current, element_grades
from twin.model.building import Building, Element
from twin.model.condition import Assessment, ConditionGrade

TG = ConditionGrade


def assessed(global_id="", part="", grade=TG.TG1, year=2025, building="b1"):
    return Assessment(
        building, global_id, part, grade, 1, "", "", date(year, 1, 1), "", 1, 0, 0, 0, 2025
    )


ELEMENTS = (
    Element("a", "a", 1, "IfcWindow", classification="2341"),
    Element("b", "b", 2, "IfcDoor", classification="234"),
    Element("c", "c", 3, "IfcSlab"),
)


def test_that_the_newest_assessment_replaces_older_ones():
    known = [assessed("a", grade=TG.TG3, year=2020), assessed("a", grade=TG.TG1, year=2024)]

    assert list(element_grades(ELEMENTS, known)) == [1, NOT_ASSESSED, NOT_ASSESSED]


def test_that_a_building_part_speaks_for_elements_without_their_own():
    known = [assessed(part="234", grade=TG.TG2), assessed("b", "234", TG.TG0)]

    assert list(element_grades(ELEMENTS, known)) == [2, 0, NOT_ASSESSED]


def test_that_the_most_specific_part_counts():
    known = [assessed(part="23", grade=TG.TG3), assessed(part="234", grade=TG.TG1)]

    assert list(element_grades(ELEMENTS, known))[:2] == [1, 1]


def test_that_tgiu_is_not_better_or_worse_but_unknown():
    known = [
        assessed("a", "234", TG.TGIU),
        assessed("a", "235", TG.TG0),
        assessed("b", grade=TG.TGIU),
    ]

    assert list(element_grades(ELEMENTS, known))[:2] == [0, -1]


def test_that_a_building_takes_its_worst_part():
    known = [
        assessed("a", grade=TG.TG1),
        assessed("b", grade=TG.TG3),
        assessed("x", building="b2"),
    ]

    grades = building_grades([Building("b1", "", ""), Building("b3", "", "")], known)

    assert list(grades) == [3, NOT_ASSESSED]


def test_that_no_assessments_give_no_grades():
    assert current(()) == ()
    assert list(element_grades((), ())) == []
