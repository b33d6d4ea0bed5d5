"""One 3D widget for all tests, as in the program."""

import gc

import pytest
from PySide6.QtGui import QGuiApplication
from scene_shapes import model_of, row_of_boxes
from scene_view import settle


@pytest.fixture(scope="module")
def widget(qapp):
    """One view for all tests, as in the program."""
    if QGuiApplication.platformName() == "offscreen":
        pytest.skip("Qt's offscreen platform has no OpenGL; run under Xvfb")
    from twin.ui.scene.view import SceneView

    view = SceneView()
    view.resize(640, 400)
    view.show()
    yield view
    view.release()
    view.close()
    view.deleteLater()
    gc.collect()


@pytest.fixture
def view(widget, qtbot):
    qtbot.waitExposed(widget)
    widget.end_comparison()
    widget.show_portfolio([])
    widget.show_model(model_of(row_of_boxes(3)))
    widget.view_from("front")
    settle(widget, qtbot)
    return widget
