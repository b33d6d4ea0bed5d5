"""Painting parts and placing pieces with the mouse."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from twin.model.proposal import Product
from twin.model.sketch import PlacedProduct
from twin.ui.sketch.paint_tool import PaintTool, seen_in
from twin.ui.sketch.product_tool import ProductTool, box_of, disc_of

from .flat_scene import HEIGHT, WIDTH, FlatScene, at

NONE, CONTROL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
LAMP = Product("lamp", "Lamp", (0.6, 0.4, 0.1), "ceiling", coverage=12.0)
CLOCK = Product("clock", "Clock", (0.3, 0.1, 0.3), "wall")


def box(x0, y0, x1, y1):
    return np.array([[x0, y0, 0.0], [x1, y1, 3.0]])


@pytest.fixture
def scene(application: QApplication) -> FlatScene:
    del application
    made = FlatScene()
    made.boxes = {1: box(2, 2, 4, 4), 2: box(5, 2, 7, 4), 3: box(12, 8, 14, 10)}
    return made


@pytest.fixture
def heard() -> list:
    return []


@pytest.fixture
def paint(scene: FlatScene, heard: list) -> PaintTool:
    tool = PaintTool(scene, lambda: (1, 2, 3))  # pyright: ignore
    tool.painted.connect(lambda rows, takes: heard.append((rows, takes)))
    tool.left.connect(lambda: heard.append("left"))
    return tool


def click(tool, place, keys=NONE):
    view = FlatScene().view_at(at(0, 0))
    held = tool.grab(at(*place), view, keys)
    if held is not None:
        tool.let_go(at(*place))
    return held


def drag(tool, start, end, keys=NONE):
    view = FlatScene().view_at(at(0, 0))
    held = tool.grab(at(*start), view, keys)
    assert held is not None
    held(at(*end))
    tool.let_go(at(*end))


def test_that_a_click_paints_what_is_there_and_control_takes_it_away(paint, heard):
    click(paint, (5, 5))
    click(paint, (5, 5), CONTROL)
    click(paint, (30, 20))

    assert heard == [([0], False), ([0], True)]


def test_that_a_box_paints_what_is_seen_in_it(paint, heard):
    drag(paint, (1, 1), (8, 6))

    assert heard == [([1], False)]  # 2 is hidden, 3 lies outside


def test_that_an_empty_box_paints_nothing(paint, heard):
    drag(paint, (16, 1), (19, 3))

    assert heard == []


def test_that_shift_leaves_the_mouse_to_the_camera(paint, heard):
    assert click(paint, (5, 5), SHIFT) is None
    assert heard == []


def test_that_escape_gives_up_the_box_then_the_tool(paint, heard):
    view = FlatScene().view_at(at(0, 0))
    paint.grab(at(1, 1), view, NONE)(at(8, 6))
    assert paint.press(Qt.Key.Key_Escape)
    paint.let_go(at(8, 6))
    assert heard == []
    paint.press(Qt.Key.Key_Escape)

    assert heard == ["left"]


def test_that_elements_without_a_shape_are_not_in_a_box(scene):
    found = seen_in(scene, QRectF(at(0, 12), at(20, 0)).normalized(), (1, 3, 7))

    assert found.tolist() == [1, 3]


@pytest.fixture
def place(scene: FlatScene, heard: list) -> ProductTool:
    known = {"lamp": LAMP, "clock": CLOCK}
    tool = ProductTool(scene, known.get)  # pyright: ignore
    tool.placed.connect(lambda spot: heard.append(tuple(spot.point.tolist())))
    tool.removed.connect(lambda number: heard.append(number))
    tool.left.connect(lambda: heard.append("left"))
    return tool


def test_that_a_click_on_the_building_places_a_piece(place, heard):
    click(place, (5, 5))
    assert heard == [(5.0, 5.0, 8.0)]
    assert click(place, (30, 20)) is None


def test_that_a_click_on_a_piece_takes_it_away(place, heard):
    place.pieces = (PlacedProduct("lamp", (5.0, 5.0, 8.0)), PlacedProduct("lamp", (9.0, 5.0, 8.0)))
    click(place, (9.2, 5.2))

    assert heard == [1]


def test_that_a_piece_can_be_carried_to_its_place_before_it_is_set(place, heard):
    drag(place, (5, 5), (7, 6))

    assert heard == [(7.0, 6.0, 8.0)]


def test_that_escape_puts_the_kit_away(place, heard):
    assert place.press(Qt.Key.Key_Escape)
    assert heard == ["left"]
    assert not place.press(Qt.Key.Key_F)


def test_that_the_disc_of_a_piece_has_the_area_it_serves():
    ring = disc_of(PlacedProduct("lamp", (5.0, 5.0, 8.0)), LAMP)
    x, y = ring[:, 0], ring[:, 1]

    area = abs(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2
    assert area == pytest.approx(12.0, rel=0.02)


def test_that_boxes_hang_and_stand_where_their_product_does():
    below = box_of(PlacedProduct("lamp", (5.0, 5.0, 3.0)), LAMP)
    wall = box_of(PlacedProduct("clock", (5.0, 0.0, 2.0), turn=180.0), CLOCK)

    assert (below[:, 2].min(), below[:, 2].max()) == pytest.approx((2.9, 3.0))
    assert np.ptp(below, axis=0) == pytest.approx([0.6, 0.4, 0.1])
    assert (wall[:, 1].min(), wall[:, 1].max()) == pytest.approx((-0.1, 0.0))  # out of the wall
    assert (wall[:, 2].min(), wall[:, 2].max()) == pytest.approx((1.85, 2.15))


def test_that_pieces_and_what_they_cover_are_drawn(place):
    place.pieces = (PlacedProduct("lamp", (10.0, 6.0, 8.0)),)
    image = QImage(int(WIDTH), int(HEIGHT), QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    place.draw(painter, FlatScene().view_at(at(0, 0)))
    painter.end()

    assert image.pixelColor(at(10, 6).toPoint()).alpha() == 255
    assert 0 < image.pixelColor(at(11.2, 6).toPoint()).alpha() < 255
    assert image.pixelColor(at(15, 6).toPoint()).alpha() == 0
