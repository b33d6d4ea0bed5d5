"""Building parts that are assessed as a whole."""

from PySide6.QtCore import QModelIndex, Qt

from twin.model.condition import ConditionGrade
from twin.ui.structure import NODE, StructureModel
from twin.ui.texts.part_names import part_text, parts_text
from twin.workspace.condition import without_element

from .small_portfolio import assessment, small_model

WINDOW = assessment("b0", "w1", ConditionGrade.TG1, 1.0)
WALLS = assessment("b0", "", ConditionGrade.TG2, 1.0)  # 23: the walls take this grade
LOST = assessment("b0", "not in the model", ConditionGrade.TG3, 1.0)


def test_that_only_grades_no_element_shows_are_left_over():
    assert without_element(small_model(), (WINDOW, WALLS, LOST)) == (LOST,)


def test_that_parts_in_need_of_work_are_counted_worst_first():
    assert parts_text((WINDOW,)) == ""
    assert parts_text((WALLS, LOST, LOST)).endswith("2 × TG3, 1 × TG2")


def test_that_a_part_has_its_code_and_the_name_of_its_group():
    assert part_text("265") == "265 Eaves, gutters and downpipes"
    assert part_text("234") == "234 Outer walls"
    assert part_text("999") == "999"


def test_that_the_building_shows_the_worst_of_elements_and_parts():
    model, tree = small_model(), StructureModel()
    tree.show_model("School", model, [1] * len(model.elements), of_parts=3)
    assert _root_grade(tree) == 3

    tree.search("IfcWindow w1")
    assert _root_grade(tree) == 1


def _root_grade(tree: StructureModel) -> int | None:
    return tree.index(0, 0, QModelIndex()).data(NODE).grade


def test_that_a_tooltip_shows_names_from_files_as_they_stand():
    model, tree = small_model(), StructureModel()
    tree.show_model("<b>School</b>", model, ())
    shown = tree.index(0, 0, QModelIndex()).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;School" in shown
