"""Pictures of the scene without a window, also where there is no display."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkRenderingCore import vtkRenderWindow, vtkWindowToImageFilter

from twin.model.arrays import BoolArray, ByteArray, IntArray
from twin.model.building import Building, BuildingModel, ModelSummary
from twin.model.mesh import MeshBatch
from twin.model.overlay import Colouring
from twin.ui.scene.legend_drawing import LegendFocus, draw_legend, legend_size
from twin.ui.scene.scene import Scene
from twin.ui.scene.section_tool import SectionTool
from twin.ui.texts.language import tr
from twin.ui.theme import load_fonts

Size = tuple[int, int]


def _no_mask() -> BoolArray:
    return np.zeros(0, np.bool_)


def _no_rows() -> IntArray:
    return np.zeros(0, np.int32)


@dataclass(frozen=True, slots=True, eq=False)
class PortfolioContent:
    """Buildings as blocks, one row each."""

    buildings: Sequence[Building]
    colouring: Colouring | None = None
    highlighted: IntArray = field(default_factory=_no_rows)
    view: str = "map"


@dataclass(frozen=True, slots=True, eq=False)
class BuildingContent:
    """One model.

    hidden, ghosted : shape (n,), () for none.  section : "", ``level``, ``across``, ``along``.
    view : name in `twin.ui.scene.camera.VIEWS`.
    """

    model: BuildingModel | MeshBatch
    colouring: Colouring | None = None
    hidden: BoolArray = field(default_factory=_no_mask)
    ghosted: BoolArray = field(default_factory=_no_mask)
    highlighted: IntArray = field(default_factory=_no_rows)
    section: str = ""
    view: str = "iso"


@dataclass(frozen=True, slots=True, eq=False)
class ComparisonContent:
    """One model coloured two ways, side by side; `changed` rows are outlined on the right."""

    model: BuildingModel | MeshBatch
    left: Colouring | None
    right: Colouring | None
    changed: IntArray = field(default_factory=_no_rows)
    view: str = "iso"


Content = PortfolioContent | BuildingContent | ComparisonContent


def render_picture(size: Size, theme: str, content: Content) -> ByteArray:
    """Picture of the content with legend and signs.

    Parameters
    ----------
    size : width and height. [pixel]
    theme : ``light`` or ``dark``.

    Returns
    -------
    ByteArray, shape (height, width, 3)
    """
    image = _picture(size, theme, content)
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3).copy()


def save_picture(path: Path, size: Size, theme: str, content: Content) -> None:
    """Write the picture as PNG.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    writer = QImageWriter(str(path), QByteArray(b"PNG"))
    if not writer.write(_picture(size, theme, content)):
        raise OSError(f"cannot write {path}: {writer.errorString()}")


def _picture(size: Size, theme: str, content: Content) -> QImage:
    _ensure_fonts()
    window = _off_screen_window((size[0] * _SCALE, size[1] * _SCALE))
    scene = Scene(theme)
    scene.stage.smooths_edges = False
    scene.stage.attach(window)
    try:
        colouring = _show(scene, content, size[0] / size[1])
        scene.stage.set_moving(is_moving=False)
        scene.stage.use_line_width(_SCALE)
        image = _rendered(window).scaled(
            *size,
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        _annotate(image, scene, colouring, _foot(content))
        scene.stage.clear()
    finally:
        window.Finalize()
    return image


def _show(scene: Scene, content: Content, aspect: float) -> Colouring | None:
    """Fill the scene; the colouring whose legend belongs into the picture."""
    if isinstance(content, PortfolioContent):
        scene.show_portfolio(content.buildings, aspect)
        scene.change(colouring=content.colouring)
        scene.highlight(content.highlighted)
        scene.stage.fit(aspect, view=content.view)
        return content.colouring
    scene.show_model(_model(content.model), aspect)
    if isinstance(content, ComparisonContent):
        scene.compare(content.left, content.right, content.changed)
        scene.stage.fit(aspect / 2, view=content.view)
        return content.right
    scene.change(colouring=content.colouring, hidden=content.hidden, ghosted=content.ghosted)
    scene.highlight(content.highlighted)
    scene.stage.fit(aspect, view=content.view)
    if content.section:
        tool = SectionTool(scene.stage)
        tool.start()
        tool.use_axis(content.section)
        scene.stage.cut(scene.stage.section)
    return content.colouring


def _foot(content: Content) -> tuple[str, ...]:
    """Which side of a comparison the legend counts."""
    return (tr("Counts: after (right)"),) if isinstance(content, ComparisonContent) else ()


def _annotate(
    image: QImage, scene: Scene, colouring: Colouring | None, foot: tuple[str, ...]
) -> None:
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    scene.draw(painter, (float(image.width()), float(image.height())))
    if colouring is not None:
        height = legend_size(colouring, len(foot))[1]
        painter.translate(_EDGE, image.height() - height - _EDGE)
        draw_legend(painter, colouring, scene.stage.theme, LegendFocus(foot=foot))
    painter.end()


def _rendered(window: vtkRenderWindow) -> QImage:
    window.Render()
    grab = vtkWindowToImageFilter()
    grab.SetInput(window)
    grab.SetInputBufferTypeToRGB()
    grab.ReadFrontBufferOff()
    grab.ShouldRerenderOff()
    grab.Update()
    shot = grab.GetOutput()
    width, height, _ = shot.GetDimensions()
    scalars = vtk_to_numpy(shot.GetPointData().GetScalars())
    pixels = np.ascontiguousarray(scalars.reshape(height, width, 3)[::-1])
    image = QImage(pixels.data, width, height, width * 3, QImage.Format.Format_RGB888)
    return image.convertToFormat(QImage.Format.Format_RGB32)


def _off_screen_window(size: Size) -> vtkRenderWindow:
    """A window nobody sees; on Linux one that needs no display server."""
    if sys.platform == "linux":
        from vtkmodules.vtkRenderingOpenGL2 import vtkEGLRenderWindow

        window = vtkEGLRenderWindow()
    else:
        window = vtkRenderWindow()
    window.SetOffScreenRendering(True)
    window.SetMultiSamples(0)
    window.SetSize(*size)
    return window


def _ensure_fonts() -> None:
    """Text needs a Qt application; one without a display will do."""
    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _held.append(QGuiApplication([]))
    load_fonts()


def _model(model: BuildingModel | MeshBatch) -> BuildingModel:
    if isinstance(model, BuildingModel):
        return model
    return BuildingModel(ModelSummary(), (), (), (), (), model, (), None, ())


_held: list[QGuiApplication] = []
_SCALE = 2
_EDGE = 12.0
