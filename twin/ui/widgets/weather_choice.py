"""Choice of the weather that a what-if is calculated in."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from twin.ui.desk import Desk
from twin.ui.texts.language import tr
from twin.ui.widgets.text import label, picture, tight


class WeatherChoice(QWidget):
    """Framed button with the weather in use; its menu lists what there is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        row = tight(QHBoxLayout(self), gap=10)
        row.addWidget(label(tr("Weather"), "secondary"))
        row.addWidget(self._button(), 1)

    def _button(self) -> QToolButton:
        scenario = self._desk.workspace.scenario
        chosen = scenario.weather if scenario else ""
        names = {c.key: tr(c.name) for c in self._desk.workspace.weather_choices}
        text = names.get(chosen, tr("No longer in the portfolio"))
        made = QToolButton()
        made.setProperty("framed", "true")
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setSizePolicy(made.sizePolicy().Policy.Expanding, made.sizePolicy().Policy.Fixed)
        made.setText(f" {text}     ")
        made.setAccessibleName(tr("Weather: {name}", name=text))
        made.setToolTip(tr("Choose the year the what-if is calculated in"))
        menu = QMenu(made)
        for key, name in names.items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(key == chosen)
            action.triggered.connect(self._chooser(key))
        made.setMenu(menu)
        row = tight(QHBoxLayout(made), (0, 0, 6, 0))
        row.addStretch(1)
        row.addWidget(picture("chevron-down", size=12))
        return made

    def _chooser(self, key: str) -> Callable[[bool], None]:
        return lambda _checked=False: self._desk.workspace.choose_weather(key)
