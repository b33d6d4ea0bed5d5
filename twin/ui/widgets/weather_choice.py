"""Choice of the weather that the energy of a building and its what-if are calculated in."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from twin.ui.desk import Desk
from twin.ui.texts.language import tr
from twin.ui.widgets.choice import Choice
from twin.ui.widgets.text import label, tight, tip

SPACE = 16
NAME_WIDTH = 118
"""Width of the names of choices that stand below each other. [pixel]"""


class WeatherChoice(QWidget):
    """Framed button with the weather in use; its menu lists what there is.

    Where it stays while the what-if changes, `show_weather` shows what is chosen now.
    """

    def __init__(self, desk: Desk, width: int = 0) -> None:
        super().__init__()
        self._desk, self._width = desk, width
        self._row = tight(QHBoxLayout(self), (SPACE if width else 0, 0, 0, 0), 10)
        name = label(tr("Weather"), "secondary")
        if not width:
            name.setFixedWidth(NAME_WIDTH)
        self._row.addWidget(name)
        self.button = self._made()
        self._row.addWidget(self.button, 1)

    def show_weather(self) -> None:
        """Show the weather that is chosen now among what there is."""
        before, self.button = self.button, self._made()
        self._row.replaceWidget(before, self.button)
        before.hide()
        before.deleteLater()

    def _made(self) -> Choice:
        scenario = self._desk.workspace.scenario
        chosen = scenario.weather if scenario else ""
        names = {c.key: tr(c.name) for c in self._desk.workspace.weather_choices}
        made = Choice(tr("Weather"), names, chosen, self._width)
        if chosen not in names:
            made.setText(f" {tr('No longer in the portfolio')}     ")
        tip(made, tr("Choose the year that is calculated"))
        made.chosen.connect(self._desk.workspace.choose_weather)
        return made
