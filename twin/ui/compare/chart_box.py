"""One chart with its title and unit; drawn for the size and the screen at hand."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from twin.ui.widgets.figure_view import screen_ink
from twin.ui.widgets.text import frame, label, tight

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from twin.ui.report.figures import Ink

Draw = Callable[["Axes", "Ink"], None]


class ChartBox(QWidget):
    """A titled chart. `show_chart` draws another one, None says why there is none."""

    def __init__(self, title: str, unit: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._picture = ChartPicture()
        self._note = label("", "secondary", wraps=True)
        box = frame("card")
        column = tight(QVBoxLayout(box), (12, 8, 12, 8), 4)
        row = tight(QHBoxLayout(), gap=8)
        row.addWidget(label(title, "strong"))
        row.addStretch(1)
        row.addWidget(label(unit, "secondary"))
        column.addLayout(row)
        column.addWidget(self._picture, 1)
        column.addWidget(self._note)
        tight(QVBoxLayout(self)).addWidget(box)

    def show_chart(self, draw: Draw | None, note: str = "") -> None:
        """Show another chart, or say by `note` why there is none."""
        self._picture.show_chart(draw)
        self._note.setText(note)
        self._note.setVisible(bool(note))


class ChartPicture(QWidget):
    """A chart alone, drawn again when its size or the screen changes."""

    def __init__(self) -> None:
        super().__init__()
        self._draw: Draw | None = None
        self._image: QImage | None = None
        self._drawn_for: tuple[int, int, float] | None = None
        self.setMinimumHeight(120)

    def show_chart(self, draw: Draw | None) -> None:
        """Show another chart, None for none."""
        self._draw = draw
        self._drawn_for = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw anew when the size changed, else show what was drawn."""
        del event
        size = (self.width(), self.height(), self.devicePixelRatioF())
        if size != self._drawn_for:
            self._image = _drawn(self._draw, *size) if self._draw is not None else None
            self._drawn_for = size
        if self._image is not None:
            QPainter(self).drawImage(0, 0, self._image)


def _drawn(draw: Draw, width: int, height: int, ratio: float) -> QImage:
    from twin.ui.report import figures

    ink = screen_ink()
    figure, axes = figures.new_figure((width / 96, height / 96), 96 * ratio, ink)
    draw(axes, ink)
    image = QImage.fromData(figures.png(figure), "PNG")  # pyright: ignore[reportArgumentType]
    image.setDevicePixelRatio(ratio)
    return image
