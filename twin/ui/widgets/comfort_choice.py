"""Choice of how much warmer rooms are kept once the measures of a what-if are carried out."""

from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QWidget

from twin.model.scenario import MOST_TAKE_BACK
from twin.ui.desk import Desk
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.choice import Choice
from twin.ui.widgets.text import label, tight, tip
from twin.ui.widgets.weather_choice import NAME_WIDTH

STEPS = (0.0, 0.5, 1.0, 1.5, 2.0)
OTHER = "other"


class ComfortChoice(QWidget):
    """Framed button with the comfort take-back in use; its menu has usual steps and any other."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        scenario = desk.workspace.scenario
        kelvin = scenario.take_back if scenario else 0.0
        options = {repr(step): step_text(step) for step in sorted({*STEPS, kelvin})}
        self.button = Choice(
            tr("Comfort take-back"), {**options, OTHER: tr("Other value…")}, repr(kelvin)
        )
        tip(self.button, tr("By how much rooms are kept warmer after the measures"))
        self.button.chosen.connect(self._choose)
        row = tight(QHBoxLayout(self), gap=10)
        name = label(tr("Comfort take-back"), "secondary")
        name.setFixedWidth(NAME_WIDTH)
        row.addWidget(name)
        row.addWidget(self.button, 1)

    def _choose(self, key: str) -> None:
        if key != OTHER:
            self._desk.workspace.take_back(float(key))
            return
        scenario = self._desk.workspace.scenario
        kelvin = scenario.take_back if scenario else 0.0
        self.button.show_key(repr(kelvin))
        given, is_given = QInputDialog.getDouble(
            self.window(), tr("Comfort take-back"),
            tr("Rooms are kept warmer after the measures, °C"),
            kelvin, 0.0, MOST_TAKE_BACK, 1,
        )  # fmt: skip
        if is_given:
            self._desk.workspace.take_back(given)


def step_text(kelvin: float) -> str:
    """``none``, or how much warmer."""
    return numbers.quantity(kelvin, "°C", 1) if kelvin else tr("none")
