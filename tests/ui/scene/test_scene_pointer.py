"""What mouse and keys do in the 3D widget."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from scene_view import on_row, settle, sheet

pytestmark = pytest.mark.gl

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
MIDDLE = QPoint(320, 200)


@pytest.mark.parametrize("row", [0, 1, 2])
def test_that_a_click_names_the_row_below_it(view, qtbot, row):
    with qtbot.waitSignal(view.row_clicked) as heard:
        qtbot.mouseClick(sheet(view), LEFT, pos=on_row(view, row))

    assert heard.args[0] == row


def test_that_a_click_beside_the_model_names_nothing(view, qtbot):
    with qtbot.waitSignal(view.row_clicked) as heard:
        qtbot.mouseClick(sheet(view), LEFT, pos=QPoint(12, 390))

    assert heard.args[0] == -1


def test_that_ctrl_is_told_with_the_click(view, qtbot):
    with qtbot.waitSignal(view.row_clicked) as heard:
        qtbot.mouseClick(sheet(view), LEFT, Qt.KeyboardModifier.ControlModifier, on_row(view, 1))

    assert heard.args[1] & Qt.KeyboardModifier.ControlModifier


def test_that_a_hidden_element_is_picked_through(view, qtbot):
    place = on_row(view, 1)
    view.set_hidden(np.array([False, True, False]))

    with qtbot.waitSignal(view.row_clicked) as heard:
        qtbot.mouseClick(sheet(view), LEFT, pos=place)

    assert heard.args[0] == -1


def test_that_a_double_click_and_a_right_click_are_told(view, qtbot):
    with qtbot.waitSignal(view.row_double_clicked) as opened:
        qtbot.mouseDClick(sheet(view), LEFT, pos=on_row(view, 2))
    with qtbot.waitSignal(view.context_requested) as asked:
        qtbot.mouseClick(sheet(view), RIGHT, pos=on_row(view, 0))

    assert opened.args == [2]
    assert asked.args[0] == 0


def test_that_a_drag_turns_the_camera_and_is_no_click(view, qtbot):
    before = view.scene.stage.camera.GetPosition()

    with qtbot.assertNotEmitted(view.row_clicked):
        qtbot.mousePress(sheet(view), LEFT, pos=MIDDLE)
        qtbot.mouseMove(sheet(view), MIDDLE + QPoint(60, 20))
        qtbot.mouseRelease(sheet(view), LEFT, pos=MIDDLE + QPoint(60, 20))

    assert view.scene.stage.camera.GetPosition() != pytest.approx(before)
    assert view.scene.stage.camera.GetViewUp() == (0.0, 0.0, 1.0)


def test_that_a_drag_with_the_right_button_shifts_the_picture(view, qtbot):
    place = on_row(view, 1)

    qtbot.mousePress(sheet(view), RIGHT, pos=place)
    qtbot.mouseMove(sheet(view), place + QPoint(40, 30))
    qtbot.mouseRelease(sheet(view), RIGHT, pos=place + QPoint(40, 30))

    moved = on_row(view, 1) - place
    assert abs(moved.x() - 40) <= 2
    assert abs(moved.y() - 30) <= 2


def test_that_pointing_outlines_a_row_without_drawing_the_scene_anew(view, qtbot):
    view.screenshot()
    frames = []
    view._viewport.ren_win.AddObserver("StartEvent", lambda *_: frames.append(1))

    with qtbot.waitSignal(view.row_hovered) as heard:
        qtbot.mouseMove(sheet(view), on_row(view, 1))

    qtbot.wait(100)
    assert heard.args == [1]
    assert view.scene.annotations.hovered is not None
    assert not frames


def test_that_the_section_cuts_the_picture_and_the_picking(view, qtbot):
    high = on_row(view, 0) - QPoint(0, 30)
    view.set_section(True)
    view._section.slide(0.5)
    settle(view, qtbot)

    with qtbot.waitSignal(view.row_clicked) as above:
        qtbot.mouseClick(sheet(view), LEFT, pos=high)
    view.set_section(False)
    with qtbot.waitSignal(view.row_clicked) as whole:
        qtbot.mouseClick(sheet(view), LEFT, pos=high)

    assert above.args[0] == -1
    assert whole.args[0] == 0


def test_that_keys_and_the_handle_move_the_section(view, qtbot):
    view.set_section(True)
    start = view.scene.stage.section.origin[2]

    qtbot.keyClick(sheet(view), Qt.Key.Key_Down)
    lower = view.scene.stage.section.origin[2]
    _, tip = view._section._handle(view.scene.stage.section, _projection(view))
    qtbot.mousePress(sheet(view), LEFT, pos=tip.toPoint())
    qtbot.mouseMove(sheet(view), tip.toPoint() - QPoint(0, 40))
    qtbot.mouseRelease(sheet(view), LEFT, pos=tip.toPoint() - QPoint(0, 40))
    higher = view.scene.stage.section.origin[2]
    view.set_section(False)

    assert lower == pytest.approx(start - 0.1)
    assert higher > lower + 0.1


def test_that_the_view_cube_turns_the_camera(view, qtbot):
    view.home()
    qtbot.mouseClick(sheet(view), LEFT, pos=QPoint(view.width() - 44, 32))

    assert view.scene.stage.camera.GetDirectionOfProjection()[2] < -0.99


def _projection(view):
    from twin.ui.scene.annotations import projections

    return projections(view.scene.stage, (view.width(), view.height()))[0]
