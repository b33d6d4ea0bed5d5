"""What is selected, hidden and isolated in a building."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QTreeView
from pytestqt.qtbot import QtBot

from twin.model.proposal import Effect, Range
from twin.model.scenario import Scenario
from twin.ui.window.shell import Shell
from twin.workspace.history import begin

from .results import MEASURE, PROPOSAL, result

Settled = Callable[[], None]


def test_that_a_click_in_3d_selects_in_tree_and_card(inside: Shell):
    inside.stage.scene.row_clicked.emit(1, Qt.KeyboardModifier.NoModifier)

    tree: QTreeView = inside.window.left.part("building").tree
    chosen = tree.selectionModel().selectedRows()
    assert inside.workspace.selection == {"w2"}
    assert [i.data() for i in chosen] == ["IfcWindow w2"]
    texts = [t.text() for t in inside.window.right.part("building").findChildren(QLabel)]
    assert "IfcWindow w2" in texts


def test_that_ctrl_click_adds_and_takes_away(inside: Shell):
    clicked = inside.stage.scene.row_clicked
    clicked.emit(0, Qt.KeyboardModifier.NoModifier)
    clicked.emit(1, Qt.KeyboardModifier.ControlModifier)
    assert inside.workspace.selection == {"w1", "w2"}
    clicked.emit(0, Qt.KeyboardModifier.ControlModifier)
    assert inside.workspace.selection == {"w2"}


def test_that_a_line_of_the_tree_selects_everything_under_it(inside: Shell):
    tree: QTreeView = inside.window.left.part("building").tree
    storey = tree.model().index(0, 0, tree.model().index(0, 0))

    tree.setCurrentIndex(storey)

    assert storey.data() == "Plan 2"
    assert len(inside.workspace.selection) == 6
    assert len(inside.stage.scene.told["highlight"][0]) == 6


def test_that_a_right_click_selects_and_offers_what_can_be_done(inside: Shell, qtbot: QtBot):
    inside.stage.scene.context_requested.emit(2, None)

    menu = QApplication.activePopupWidget()
    assert inside.workspace.selection == {"w3"}
    assert menu is not None
    assert inside.actions["isolate"] in menu.actions()
    menu.close()


def test_that_selecting_in_a_comparison_marks_the_rows(inside: Shell):
    inside.workspace.change(result=result())
    inside.workspace.set_mode("compare")
    told = inside.stage.scene.told

    inside.workspace.select(frozenset({"w1"}))

    assert list(told["highlight"][0]) == [0]
    assert "end_comparison" not in told


def test_that_the_legend_of_a_comparison_has_the_class_that_only_the_after_has(inside: Shell):
    offered = Effect("u_value", Range(0.8, 0.8, 0.8), "W/(m2 K)")
    measure = replace(MEASURE, effects=(offered,))
    scenario = Scenario("b0", "A", (replace(PROPOSAL, measures=(measure,)),))
    inside.workspace.change(history=begin(scenario), result=result())
    inside.workspace.colour_by("u_value_source")
    inside.workspace.set_mode("compare")

    comparison, legend = inside.workspace.comparison, inside.stage.floating("bottom")

    assert comparison is not None
    assert "As offered" not in [c.label for c in comparison.left.legend.classes]
    assert "As offered" in [c.label for c in comparison.right.legend.classes]
    assert legend is not None
    assert "As offered: 1" in legend.accessibleDescription()


def test_that_selecting_in_ten_thousand_elements_takes_under_100_ms(inside: Shell):
    import time

    from .small_portfolio import small_model

    inside.workspace.change(model=small_model(per_class=2500), selection=frozenset())
    QApplication.processEvents()
    begin = time.thread_time()  # of the processor: what others do on the machine does not count
    inside.stage.scene.row_clicked.emit(7000, Qt.KeyboardModifier.NoModifier)
    seconds = time.thread_time() - begin
    assert len(inside.workspace.selection) == 1
    assert seconds < 0.1


def test_that_h_hides_and_shift_h_shows_all(inside: Shell, qtbot: QtBot):
    inside.workspace.select(frozenset({"w1"}))
    inside.window.setFocus()

    qtbot.keyClick(inside.window, Qt.Key.Key_H)
    assert inside.workspace.hidden == {"w1"}
    assert inside.stage.scene.told["set_hidden"][0].sum() == 1

    qtbot.keyClick(inside.window, Qt.Key.Key_H, Qt.KeyboardModifier.ShiftModifier)
    assert inside.stage.scene.told["set_hidden"][0].sum() == 0


def test_that_isolating_ghosts_the_rest_and_a_second_time_shows_all(inside: Shell):
    inside.workspace.select(frozenset({"w1", "w2"}))

    inside.actions["isolate"].trigger()
    assert inside.stage.scene.told["set_ghosted"][0].sum() == 10
    assert inside.actions["isolate"].isChecked()

    inside.actions["isolate"].trigger()
    assert inside.stage.scene.told["set_ghosted"][0].sum() == 0


def test_that_page_keys_step_through_storeys_and_end_with_all(inside: Shell):
    seen = []
    for _ in range(3):
        inside.actions["storey_up"].trigger()
        seen.append(inside.workspace.storey)
    assert seen == ["s1", "s2", ""]


def test_that_clicking_a_class_isolates_its_elements(inside: Shell):
    inside.workspace.colour_by("ifc_class")
    legend = inside.stage.floating("bottom-left")

    legend.class_clicked.emit(int(inside.workspace.colouring.classes[0]))
    assert inside.workspace.isolated == {f"w{i}" for i in (1, 2, 3, 7, 8, 9)}

    legend.class_clicked.emit(int(inside.workspace.colouring.classes[0]))
    assert inside.workspace.isolated == frozenset()
