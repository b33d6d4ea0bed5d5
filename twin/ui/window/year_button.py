"""The year that is looked at, in the tool row; opens the line of years over the 3D view."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton

from twin.ui import icons
from twin.ui.desk import Desk
from twin.ui.texts.language import tr
from twin.ui.widgets.text import picture, tight


class YearButton(QToolButton):
    """Framed button with the year; checked while the line of years is open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._action = desk.actions["timeline"]
        self.setProperty("framed", "true")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIcon(icons.icon("clock"))
        self.setCheckable(True)
        row = tight(QHBoxLayout(self), (0, 0, 6, 0))
        row.addStretch(1)
        row.addWidget(picture("chevron-down", size=12))
        self.clicked.connect(self._action.trigger)
        self._action.toggled.connect(self.setChecked)
        self.setChecked(self._action.isChecked())
        desk.workspace.year_changed.connect(self.show_year)
        desk.workspace.colouring_changed.connect(self.show_year)
        self.show_year()

    def show_year(self) -> None:
        """The year, and whether it is a forecast."""
        state, now = self._desk.workspace.state, date.today().year
        year = state.year or now
        text = tr("{year}, forecast", year=year) if year > now else str(year)
        self.setText(f" {text}     ")
        self.setAccessibleName(tr("Year: {year}", year=text))
        self.setToolTip(tr("Look at the condition of another year (T)"))
        is_needed = self._desk.workspace.follows_years
        if self.parentWidget() or not is_needed:  # without a row it would be a window of its own
            self.setVisible(is_needed)
