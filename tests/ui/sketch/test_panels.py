"""The list of measures, the card of the chosen one and the dialogs, in the window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.ui.small_portfolio import small_model
from twin.model.proposal import Range
from twin.ui.sketch.catalogue_dialog import CatalogueDialog
from twin.ui.sketch.filter_dialog import FilterDialog
from twin.ui.sketch.measure_row import MeasureRow
from twin.ui.sketch.value_slider import ValueSlider, decimals, rounded
from twin.ui.sketch.words import direction, kroner
from twin.ui.what_if_choice import FIELD, PAINT, ProposalChoice
from twin.ui.widgets.pressable import Pressable
from twin.ui.window.shell import Shell
from twin.workspace import choices

LEFT = Qt.MouseButton.LeftButton
Settle = Callable[[], None]


@pytest.fixture
def what_if(inside: Shell, settled: Settle) -> Shell:
    """The what-if of a building with windows and walls, with two measures."""
    inside.workspace.set_mode("what-if")
    settled()
    for key in ("window_replacement", "pv_roof"):
        choices.add_from_catalogue(inside.workspace, key, "en")
    settled()
    return inside


def rows(shell: Shell) -> list[MeasureRow]:
    return shell.window.left.part("what-if").findChildren(MeasureRow)


def texts(shell: Shell, side: str) -> str:
    part = getattr(shell.window, side).part("what-if")
    return "\n".join(x.text() for x in part.findChildren(QLabel))


def keys(shell: Shell) -> list[str]:
    return [c.measure.measure_id for c in shell.workspace.scenario.choices]


def test_that_every_measure_has_a_row_with_its_price(what_if: Shell):
    assert [r.accessibleName() for r in rows(what_if)] == [
        "Replace windows", "Solar panels on the roof",
    ]  # fmt: skip
    assert "kr" in texts(what_if, "left")


def test_that_a_measure_is_switched_off_by_its_box_and_by_space(what_if: Shell, settled: Settle):
    rows(what_if)[0].box.click()
    settled()
    assert [c.is_on for c in what_if.workspace.scenario.choices] == [False, True]
    QTest.keyClick(rows(what_if)[0], Qt.Key.Key_Space)
    settled()
    assert [c.is_on for c in what_if.workspace.scenario.choices] == [True, True]


def test_that_a_measure_is_moved_and_deleted_by_keys(what_if: Shell, settled: Settle):
    QTest.keyClick(rows(what_if)[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settled()
    assert keys(what_if) == ["pv_roof", "window_replacement"]
    QTest.keyClick(rows(what_if)[0], Qt.Key.Key_Delete)
    settled()
    assert keys(what_if) == ["window_replacement"]


def test_that_a_click_shows_the_card_with_the_numbers_of_the_measure(
    what_if: Shell, settled: Settle
):
    QTest.mouseClick(rows(what_if)[0], LEFT)
    settled()
    right = what_if.window.right.part("what-if")

    assert what_if.choice.measure == what_if.workspace.scenario.choices[0].key
    assert "Catalogue of measures" in texts(what_if, "right")
    slider = right.findChildren(ValueSlider)[0]
    slider.field.setText("1,0")
    slider.field.editingFinished.emit()
    settled()
    effect = what_if.workspace.scenario.choices[0].measure.effects[0]
    assert effect.value.value == pytest.approx(1.0)


def test_that_tools_are_offered_where_they_have_a_use(what_if: Shell, settled: Settle):
    def offered() -> set[str]:
        left = what_if.window.left.part("what-if")
        return {b.text() for b in left.findChildren(QPushButton) if not b.isHidden()}

    what_if.choice.choose_measure(what_if.workspace.scenario.choices[0].key)
    settled()
    assert {"Paint", "Selection", "Filter…", "All"} <= offered()
    what_if.choice.choose_measure(what_if.workspace.scenario.choices[1].key)
    settled()
    assert "Draw field" in offered()
    assert "Paint" not in offered()


def test_that_the_tool_in_use_is_given_to_the_view_and_taken_back(what_if: Shell, settled: Settle):
    what_if.choice.choose_measure(what_if.workspace.scenario.choices[0].key)
    what_if.choice.use_tool(PAINT)
    settled()
    assert what_if.sketch.tool is not None
    assert what_if.stage.scene.told["use_tool"][0] is what_if.sketch.tool
    what_if.workspace.set_mode("building")
    settled()
    assert what_if.sketch.tool is None


def test_that_another_measure_puts_the_tool_away():
    choice = ProposalChoice()
    choice.choose_measure("a")
    choice.use_tool(FIELD)
    choice.choose_measure("b")

    assert choice.tool == ""


def test_that_the_catalogue_is_searched_and_a_measure_chosen(what_if: Shell):
    found = choices.suited(what_if.workspace.state, "en")
    dialog = CatalogueDialog(what_if.window, found)
    dialog.search.setText("extension")
    row = next(r for r in dialog._area.widget().findChildren(Pressable)
               if r.accessibleName() == "Extension")  # fmt: skip
    QTest.mouseClick(row, LEFT)

    said = [x.text() for x in row.findChildren(QLabel)]
    assert "Drawn in 3D" in said
    assert not [x for x in said if "kr" in x]  # nobody knows how large it will be
    assert dialog.chosen == "extension"


def test_that_what_does_not_suit_is_listed_on_demand_with_the_reason(what_if: Shell):
    dialog = CatalogueDialog(what_if.window, choices.suited(what_if.workspace.state, "en"))
    few = len(dialog._area.widget().findChildren(Pressable))
    dialog._only.setChecked(False)

    assert len(dialog._area.widget().findChildren(Pressable)) > few > 10


def test_that_the_filter_counts_what_passes(what_if: Shell):
    choice = what_if.workspace.scenario.choices[0]
    dialog = FilterDialog(what_if.window, what_if.workspace, choice)
    every = dialog.found
    assert 0 < len(every) < len(small_model().elements)
    dialog.storey.setCurrentIndex(2)
    assert dialog.found == ()
    dialog.storey.setCurrentIndex(1)
    assert dialog.found == every
    dialog.u_value.setText("9")
    assert dialog.found == ()
    assert not dialog.paint.isEnabled()


def test_that_a_slider_tells_once_and_stays_in_its_limits(application):
    del application
    told: list[float] = []
    made = ValueSlider("Tilt", Range(10.0, 0.0, 60.0), "°")
    made.chosen.connect(told.append)
    made.field.setText("75")
    made.field.editingFinished.emit()
    made.field.setText("nonsense")
    made.field.editingFinished.emit()

    assert told == [60.0]
    assert made.value == 60.0
    assert made.field.text() == "60,0"


def test_that_sliders_round_as_their_range_asks():
    assert (decimals(60.0), decimals(0.6), decimals(0.0)) == (1, 3, 1)
    assert rounded(1234.567, 2000.0) == 1230
    assert rounded(0.12345, 0.6) == 0.123


def test_that_directions_and_money_are_said_in_words():
    assert [direction(a) for a in (0, 44, 46, 180, 359)] == [
        "north", "north-east", "north-east", "south", "north",
    ]  # fmt: skip
    assert kroner(2_100_000.0).replace("\u00a0", " ") == "2,1 mill. kr"
