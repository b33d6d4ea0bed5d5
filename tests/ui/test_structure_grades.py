"""The tree of a building shows the grades of the year that is looked at."""

from twin.ui.structure import StructureModel
from twin.ui.widgets.badge import grade_name

from .small_portfolio import small_model


def test_that_other_grades_are_shown_in_the_same_tree():
    tree = StructureModel()
    model = small_model()
    tree.show_model("Lyngbø skole", model, [1] * len(model.elements), of_parts=2)
    top = tree.index(0, 0)
    storeys = [tree.index(place, 0, top) for place in range(tree.rowCount(top))]
    before = [tree.node(index) for index in storeys]
    assert grade_name(tree.node(top).grade or 0) == "TG2", "a part without an element counts"

    tree.regrade([3, *[1] * (len(model.elements) - 1)], None)

    assert tree.node(top).grade == 3
    with_first = next(n for n in before if 0 in n.rows)
    assert with_first.grade == 3
    assert {n.grade for n in before if n is not with_first} == {1}
    assert [tree.node(index) for index in storeys] == before, "what is opened stays open"


def test_that_nothing_is_graded_before_anybody_looked():
    tree = StructureModel()
    model = small_model()
    tree.show_model("Lyngbø skole", model, [2] * len(model.elements))

    tree.regrade([None] * len(model.elements), None)

    assert tree.node(tree.index(0, 0)).grade is None
