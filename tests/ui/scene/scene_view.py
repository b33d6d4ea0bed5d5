"""Where things are in the 3D widget, and when it is at rest."""

import numpy as np
from PySide6.QtCore import QPoint


def settle(view, qtbot):
    qtbot.waitUntil(lambda: not view._rest.isActive(), timeout=5000)


def sheet(view):
    return view._sheet


def on_row(view, row):
    """Where the middle of a box is seen."""
    stage = view.scene.stage
    bounds = stage.bounds(np.array([row], np.int32))
    from twin.ui.scene.annotations import projections

    middle = [*bounds.mean(axis=0)[:2], bounds[:, 2].mean()]
    middle[1] = bounds[0, 1]
    x, y, _ = projections(stage, (view.width(), view.height()))[0].screen(np.array([middle]))[0]
    return QPoint(round(x), round(y))


def pixel(view, place):
    image = view.screenshot()
    return image.pixelColor(place * image.devicePixelRatioF()).name().upper()
