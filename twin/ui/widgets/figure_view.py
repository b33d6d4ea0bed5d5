"""A Matplotlib figure as a widget: drawn for the size and the screen at hand."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from twin.model.scenario import ScenarioResult
from twin.ui import theme
from twin.ui.texts.language import tr

if TYPE_CHECKING:
    from twin.ui.report.figures import Ink


class PresentValueView(QWidget):
    """Net present value over time."""

    def __init__(self) -> None:
        super().__init__()
        self._result: ScenarioResult | None = None
        self._image: QImage | None = None
        self._drawn_for: tuple[int, int, float] | None = None
        self.setMinimumHeight(120)
        self.setAccessibleName(tr("Net present value over time"))

    def show_result(self, result: ScenarioResult | None) -> None:
        """Show another result, None for none."""
        self._result = result
        self._drawn_for = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw anew when the size changed, else show what was drawn."""
        del event
        size = (self.width(), self.height(), self.devicePixelRatioF())
        if size != self._drawn_for:
            self._image = self._drawn(*size) if self._result is not None else None
            self._drawn_for = size
        if self._image is not None:
            QPainter(self).drawImage(0, 0, self._image)

    def _drawn(self, width: int, height: int, ratio: float) -> QImage:
        from twin.ui.report import figures

        dpi = 96 * ratio
        figure, axes = figures.new_figure((width / 96, height / 96), dpi, screen_ink())
        if self._result is not None:
            figures.draw_present_value(axes, self._result, screen_ink())
        image = QImage.fromData(figures.png(figure), "PNG")  # pyright: ignore[reportArgumentType]
        image.setDevicePixelRatio(ratio)
        return image


def screen_ink() -> "Ink":
    """Colours of the theme in use."""
    from twin.ui.report.figures import Ink

    names = ("surface2", "textPrimary", "textSecondary", "chartGrid", "chartAxis", "accent")
    return Ink(*(theme.colour(n).name() for n in names))
