"""The legend over the view."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from scene_shapes import CLASSES, colouring

from twin.model.overlay import NO_DATA
from twin.ui.scene.legend import LegendWidget
from twin.ui.scene.legend_drawing import legend_rows

ROWS = [0, 0, 0, 1, NO_DATA, NO_DATA]


@pytest.fixture
def legend(qtbot):
    widget = LegendWidget()
    qtbot.addWidget(widget)
    widget.show_colouring(colouring(ROWS))
    return widget


def middle_of_row(index):
    return QPoint(40, 46 + 22 * index + 11)


def test_that_no_data_is_counted_and_always_last():
    rows = legend_rows(colouring(ROWS))

    assert [row.count for row in rows] == [3, 1, 0, 0, 2]
    assert rows[-1].index == NO_DATA
    assert rows[-1].is_hatched
    assert [row.share for row in rows][:2] == pytest.approx([1.0, 1 / 3])


def test_that_a_click_names_the_class(legend, qtbot):
    for row, index in ((0, 0), (1, 1), (4, NO_DATA)):
        with qtbot.waitSignal(legend.class_clicked, timeout=1000) as heard:
            qtbot.mouseClick(legend, Qt.MouseButton.LeftButton, pos=middle_of_row(row))
        assert heard.args == [index]


def test_that_a_click_on_the_title_does_nothing(legend, qtbot):
    with qtbot.assertNotEmitted(legend.class_clicked):
        qtbot.mouseClick(legend, Qt.MouseButton.LeftButton, pos=QPoint(40, 15))


def test_that_the_swatch_has_the_colour_of_the_class(legend):
    image = legend.grab().toImage()

    for row, colour in enumerate(CLASSES):
        seen, wanted = image.pixelColor(15, 46 + 22 * row + 7), QColor(colour)
        differences = [a - b for a, b in zip(seen.getRgb(), wanted.getRgb(), strict=True)]
        assert max(map(abs, differences)) <= 8  # screens of 16 bits round colours


def test_that_the_keyboard_reaches_the_classes(legend, qtbot):
    qtbot.keyClick(legend, Qt.Key.Key_Down)
    qtbot.keyClick(legend, Qt.Key.Key_Down)
    with qtbot.waitSignal(legend.class_clicked, timeout=1000) as heard:
        qtbot.keyClick(legend, Qt.Key.Key_Return)

    assert heard.args == [1]


def test_that_classes_that_are_off_are_paler(legend):
    plain = legend.grab().toImage().pixelColor(15, 53)
    legend.set_chosen(frozenset({1}))
    faded = legend.grab().toImage().pixelColor(15, 53)

    assert faded.lightness() > plain.lightness()


def test_that_the_legend_hides_without_a_colouring(legend):
    legend.show_colouring(None)

    assert legend.isHidden()


def test_that_it_tells_screen_readers_the_counts(legend):
    assert "TG3: 3" in legend.accessibleDescription()
    assert "No data: 2" in legend.accessibleDescription()


def test_that_dark_has_a_dark_surface(legend):
    legend.set_theme("dark")

    colour = legend.grab().toImage().pixelColor(110, 40)
    assert colour.lightness() < 80
    assert np.isfinite(colour.lightnessF())


def test_that_a_legend_of_areas_has_room_for_them(legend):
    narrow = legend.sizeHint().width()
    painted = replace(colouring(ROWS), areas=(1233.4, 20.0, 0.0, 0.0))

    legend.show_colouring(painted)
    rows = legend_rows(painted)

    assert legend.sizeHint().width() > narrow
    assert [row.area[:5].replace("\u00a0", " ").strip(" m²") for row in rows[1:3]] == ["20", "0"]
    assert rows[-1].area == ""
