"""What the 3D widget shows."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QApplication
from scene_shapes import CLASSES, colouring, model_of, row_of_boxes
from scene_view import on_row, pixel, sheet
from vtkmodules.vtkRenderingCore import vtkMapper

from twin.model.building import Building
from twin.ui.texts.language import use_language

pytestmark = pytest.mark.gl

LEFT = Qt.MouseButton.LeftButton
MIDDLE = QPoint(320, 200)


def test_that_the_class_colour_is_on_the_screen(view):
    view.paint(colouring([0, 1, 2]))

    seen = [pixel(view, on_row(view, row)) for row in range(3)]

    for colour, wanted in zip(seen, CLASSES, strict=False):
        channels = [int(colour[i : i + 2], 16) - int(wanted[i : i + 2], 16) for i in (1, 3, 5)]
        assert max(map(abs, channels)) <= 8


def test_that_recolouring_writes_a_table_and_builds_nothing(view):
    shapes = list(view.scene.stage.shapes)
    actors = view.scene.stage.sides[0].batches[0].actors

    view.paint(colouring([2, 2, 2]))

    assert view.scene.stage.shapes == shapes
    assert view.scene.stage.sides[0].batches[0].actors == actors


def test_that_selection_is_outlined_in_the_accent_colour(view):
    view.paint(colouring([0, 1, 2]))
    before = np.array(_accents(view))
    view.highlight(np.array([1], np.int32))

    assert _accents(view) > before + 200


def _accents(view):
    image = view.screenshot().convertToFormat(view.screenshot().Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    pixels = rows[:, : image.width() * 3].reshape(-1, 3).astype(int)
    return int((np.abs(pixels - (0x2A, 0x5B, 0xD0)).max(axis=1) < 25).sum())


def test_that_portions_appear_one_by_one_and_the_whole_model_keeps_a_chosen_view(view):
    mesh = row_of_boxes(4)
    view.begin_model()
    assert not view.scene.stage.shapes

    view.add_portion(row_of_boxes(2))
    first = view.scene.stage.camera.GetPosition()
    view._pointer.moved.emit()
    view.add_portion(row_of_boxes(1, origin=(20.0, 0.0, 0.0)))
    assert len(view.scene.stage.shapes) == 2
    view.show_model(model_of(mesh))

    assert len(view.scene.stage.shapes) == 1
    assert view.scene.stage.camera.GetPosition() == pytest.approx(first)


def test_that_a_model_that_outgrew_its_first_portion_is_fitted_whole(view):
    view.begin_model()
    view.add_portion(row_of_boxes(1))
    view.show_model(model_of(row_of_boxes(30)))

    assert view.scene.stage.is_clear(view._room())


def test_that_a_fitted_building_stays_clear_of_what_floats(view):
    view.show_model(model_of(row_of_boxes(6)))
    alone = view.scene.stage.camera.GetPosition()
    view.keep_clear([QRectF(0, view.height() * 0.45, view.width() * 0.4, view.height() * 0.5)])

    assert view.scene.stage.camera.GetPosition() != pytest.approx(alone)
    assert view.scene.stage.is_clear(view._room())

    view.keep_clear([])
    assert view.scene.stage.camera.GetPosition() == pytest.approx(alone)


def test_that_a_view_the_user_chose_stays_under_what_floats(view):
    view.show_model(model_of(row_of_boxes(6)))
    view._pointer.moved.emit()
    chosen = view.scene.stage.camera.GetPosition()
    view.keep_clear([QRectF(0, 0, view.width(), view.height() * 0.6)])

    assert view.scene.stage.camera.GetPosition() == pytest.approx(chosen)


def test_that_the_section_bar_speaks_the_language_chosen_later(view):
    names = [b.text() for b in view._section_bar._axes.buttons()]
    use_language("nb")
    QApplication.processEvents()
    assert [b.text() for b in view._section_bar._axes.buttons()] == ["Plan", "Tvers", "Langs"]

    use_language("en")
    QApplication.processEvents()
    assert [b.text() for b in view._section_bar._axes.buttons()] == names


def test_that_another_model_is_fitted_anew(view):
    before = view.scene.stage.camera.GetPosition()

    view.show_model(model_of(row_of_boxes(30)))

    assert view.scene.stage.camera.GetPosition() != pytest.approx(before)


def test_that_a_comparison_has_two_sides_with_one_camera_and_ends_clean(view):
    window = view._viewport.ren_win
    view.show_comparison(colouring([0, 0, 0]), colouring([0, 3, 0]), np.array([1], np.int32))

    sides = view.scene.stage.sides
    assert len(sides) == 2
    assert sides[0].renderer.GetActiveCamera() is sides[1].renderer.GetActiveCamera()
    assert view.scene.annotations.changed is not None
    assert window.GetRenderers().GetNumberOfItems() == 4

    view.end_comparison()
    assert window.GetRenderers().GetNumberOfItems() == 2
    assert view.scene.annotations.changed is None


def test_that_both_sides_keep_their_colours_while_selecting_and_hiding(view):
    left, right = colouring([0, 0, 0]), colouring([0, 3, 0])
    view.show_comparison(left, right, np.array([1], np.int32))
    view.highlight(np.array([2], np.int32))
    view.set_hidden(np.array([True, False, False]))

    looks = [side.appearance for side in view.scene.stage.sides]
    assert [look.colouring for look in looks] == [left, right]
    assert all(look.hidden[0] and list(look.selected) == [2] for look in looks)


def test_that_coming_back_to_the_portfolio_keeps_its_camera(view):
    square = ((0.0, 0.0), (20.0, 0.0), (20.0, 20.0), (0.0, 20.0))
    buildings = [Building("b", "Skolen", "school", footprint=square, height=9.0)]
    view.show_portfolio(buildings)
    view.view_from("front")
    before = view.scene.stage.camera.GetPosition()

    view.show_model(model_of(row_of_boxes(2)))
    view.show_portfolio(buildings)

    assert view.scene.stage.camera.GetPosition() == pytest.approx(before)
    assert [label.text for label in view.scene.annotations.labels] == ["Skolen"]


def test_that_a_theme_changes_the_background(view):
    corner = QPoint(3, 3)
    light = view.screenshot().pixelColor(corner).lightness()
    view.set_theme("dark")
    dark = view.screenshot().pixelColor(corner).lightness()
    view.set_theme("light")

    assert light > 200
    assert dark < 70


def test_that_smoothing_rests_while_the_camera_moves(view, qtbot):
    renderer = view.scene.stage.sides[0].renderer
    assert renderer.GetUseFXAA()

    view.scene.stage.set_moving(is_moving=True)
    assert not renderer.GetUseFXAA()
    view.scene.stage.set_moving(is_moving=False)
    assert renderer.GetUseFXAA()


def test_that_no_mapper_uses_polygon_offset(view):
    assert vtkMapper.GetResolveCoincidentTopology() == 0


def test_that_showing_models_again_and_again_does_not_grow_memory(view):
    import psutil

    process = psutil.Process()
    mesh = row_of_boxes(300)
    for _ in range(5):
        view.show_model(model_of(mesh))
        view.screenshot()
    before = process.memory_info().rss
    for _ in range(20):
        view.show_model(model_of(mesh))
        view.screenshot()

    assert process.memory_info().rss - before < 40e6


def test_that_a_fitted_view_stays_fitted_when_the_widget_changes_its_size(view, qtbot):
    view.home()
    view.resize(300, 400)
    qtbot.waitUntil(lambda: view._sheet.width() == 300)

    places = [on_row(view, row) for row in range(3)]
    view.resize(640, 400)

    assert all(0 < place.x() < 300 for place in places)


def test_that_a_view_the_user_chose_outlives_a_change_of_size(view, qtbot):
    qtbot.mousePress(sheet(view), LEFT, pos=MIDDLE)
    qtbot.mouseMove(sheet(view), MIDDLE + QPoint(60, 20))
    qtbot.mouseRelease(sheet(view), LEFT, pos=MIDDLE + QPoint(60, 20))
    before = view.scene.stage.camera.GetPosition()

    view.resize(400, 400)
    qtbot.waitUntil(lambda: view._sheet.width() == 400)
    view.resize(640, 400)

    assert view.scene.stage.camera.GetPosition() == pytest.approx(before)
