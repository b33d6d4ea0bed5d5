"""Drawing and changing fields with the mouse, on a roof of 20 x 12 m seen from above."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from twin.ui.sketch.field_tool import FieldTool

from .flat_scene import HEIGHT, WIDTH, Block, FlatScene, at

NONE = Qt.KeyboardModifier.NoModifier


class Hand:
    """Moves the mouse, and keeps what is drawn as the window does."""

    def __init__(self) -> None:
        self.scene, block = FlatScene(), Block()
        self.tool = FieldTool(self.scene, block.surface_at, block.surface_of)  # pyright: ignore
        self.tool.drawn.connect(self.keep)
        self.tool.removed.connect(self.remove)
        self.tool.left.connect(lambda: self.said.append("left"))
        self.tool.shown.connect(lambda number, _: self.said.append(f"shown {number}"))
        self.said: list[str] = []

    def keep(self, number, field):
        fields = list(self.tool.fields)
        fields[number : number + 1] = [field]
        self.tool.fields = tuple(fields)

    def remove(self, number):
        self.tool.fields = tuple(f for i, f in enumerate(self.tool.fields) if i != number)

    def drag(self, start, end):
        view = self.scene.view_at(at(0, 0))
        held = self.tool.grab(at(*start), view, NONE)
        if held is None:
            return False
        for share in (0.3, 0.7, 1.0):
            held(at(*(np.array(start) + share * (np.array(end) - start))))
        self.tool.let_go(at(*end))
        return True

    def click(self, *place):
        view = self.scene.view_at(at(0, 0))
        if self.tool.grab(at(*place), view, NONE) is not None:
            self.tool.let_go(at(*place))

    def point(self, *place):
        self.tool.hover(at(*place), self.scene.view_at(at(0, 0)))

    @property
    def bounds(self):
        corners = np.array(self.tool.fields[0].corners)
        return (*corners[:, :2].min(axis=0), *corners[:, :2].max(axis=0))


@pytest.fixture
def hand(application: QApplication) -> Hand:
    del application
    return Hand()


def test_that_a_drag_draws_a_rectangle_on_the_surface(hand: Hand):
    hand.drag((4, 3), (12, 8))

    assert hand.bounds == pytest.approx((4, 3, 12, 8), abs=0.01)
    assert [z for *_, z in hand.tool.fields[0].corners] == pytest.approx([8.0] * 4)
    assert hand.tool.fields[0].element == "g0"
    assert "shown 0" in hand.said


def test_that_a_drag_beside_the_building_is_left_to_the_camera(hand: Hand):
    assert not hand.drag((25, 3), (30, 8))
    assert hand.tool.fields == ()


def test_that_corners_are_clicked_one_by_one_and_closed_by_enter(hand: Hand):
    for place in ((4, 3), (12, 3), (12, 8)):
        hand.click(*place)
    assert hand.tool.press(Qt.Key.Key_Return)

    assert len(hand.tool.fields[0].corners) == 3


def test_that_a_click_on_the_first_corner_closes_the_outline(hand: Hand):
    for place in ((4, 3), (12, 3), (12, 8), (4, 8), (4.2, 3.2)):
        hand.click(*place)

    assert len(hand.tool.fields[0].corners) == 4


def test_that_an_outline_of_two_corners_is_no_field(hand: Hand):
    hand.click(4, 3)
    hand.click(12, 3)
    hand.tool.finish()

    assert hand.tool.fields == ()


def test_that_a_corner_near_the_edge_of_the_roof_snaps_to_it(hand: Hand):
    hand.drag((0.6, 0.5), (10, 6))

    assert hand.bounds == pytest.approx((0, 0, 10, 6), abs=0.06)


def test_that_a_line_almost_square_to_the_last_becomes_square(hand: Hand):
    hand.click(4, 3)
    hand.click(12, 3)
    hand.click(12.3, 8)
    hand.tool.finish()

    assert hand.bounds[2] == pytest.approx(12.0, abs=0.01)


def test_that_a_dragged_corner_keeps_the_rectangle(hand: Hand):
    hand.drag((4, 3), (12, 8))
    hand.drag((12, 8), (15, 9))

    assert hand.bounds == pytest.approx((4, 3, 15, 9), abs=0.01)


def test_that_a_dragged_edge_moves_across_itself_alone(hand: Hand):
    hand.drag((4, 3), (12, 8))
    hand.drag((12, 5.5), (14, 7))

    assert hand.bounds == pytest.approx((4, 3, 14, 8), abs=0.01)


def test_that_a_field_is_moved_whole(hand: Hand):
    hand.drag((4, 3), (12, 8))
    hand.drag((7, 4.2), (9, 5.2))

    assert hand.bounds == pytest.approx((6, 4, 14, 9), abs=0.01)


def test_that_delete_takes_the_field_that_was_touched_last(hand: Hand):
    hand.drag((4, 3), (8, 6))
    hand.drag((10, 3), (14, 6))
    assert hand.tool.press(Qt.Key.Key_Delete)

    assert hand.bounds == pytest.approx((4, 3, 8, 6), abs=0.01)


def test_that_delete_takes_back_the_last_corner_first(hand: Hand):
    for place in ((4, 3), (12, 3), (12, 8), (4, 8)):
        hand.click(*place)
    hand.tool.press(Qt.Key.Key_Backspace)
    hand.tool.finish()

    assert len(hand.tool.fields[0].corners) == 3


def test_that_escape_gives_up_the_outline_then_the_tool(hand: Hand):
    hand.click(4, 3)
    hand.tool.press(Qt.Key.Key_Escape)
    assert "left" not in hand.said
    hand.tool.press(Qt.Key.Key_Escape)

    assert hand.said[-1] == "left"
    assert hand.tool.fields == ()


def test_that_other_keys_are_left_to_the_window(hand: Hand):
    assert not hand.tool.press(Qt.Key.Key_F)


def test_that_the_next_field_takes_over_rows_and_free_strip(hand: Hand):
    from dataclasses import replace

    hand.drag((4, 3), (8, 6))
    hand.tool.fields = (replace(hand.tool.fields[0], rows="south", setback=1.5),)
    hand.drag((10, 3), (14, 6))

    assert (hand.tool.fields[1].rows, hand.tool.fields[1].setback) == ("south", 1.5)


def test_that_outline_handles_and_label_are_drawn(hand: Hand):
    hand.tool.labels = lambda number, _field: (f"field {number}",)
    hand.drag((4, 3), (12, 8))
    hand.click(14, 3)
    hand.point(16, 3)
    image = QImage(int(WIDTH), int(HEIGHT), QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    hand.tool.draw(painter, hand.scene.view_at(at(0, 0)))
    painter.end()

    def is_painted(x, y):
        place = at(x, y).toPoint()
        return image.pixelColor(place).alpha() > 0

    assert is_painted(12, 8)
    assert is_painted(8, 3)
    assert is_painted(15, 3)
    assert not is_painted(18, 10)
