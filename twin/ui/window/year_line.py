"""Keeps the line of years over the 3D view in line with the workspace."""

from collections import Counter
from datetime import date

import numpy as np
from PySide6.QtCore import QObject

from twin.model.records import column
from twin.ui.desk import Desk
from twin.ui.widgets.timeline import Timeline
from twin.ui.window.stage import Stage
from twin.workspace.outlook import FIRST_YEAR, LAST_YEAR

PLACE = "foot"
OVERLAY = "condition"  # shown where the overlay in use knows no years
MODES = ("portfolio", "building")


class YearLine(QObject):
    """Shows the line of years while its action is checked and the overlay follows the years."""

    def __init__(self, desk: Desk, stage: Stage) -> None:
        super().__init__(stage)
        self._desk = desk
        self._stage = stage
        self._line: Timeline | None = None
        workspace = desk.workspace
        self._heard = (
            workspace.mode_changed,
            workspace.colouring_changed,
            workspace.year_changed,
            workspace.portfolio_changed,
            workspace.building_changed,
        )
        for changed in self._heard:
            changed.connect(self.show_line)
        stage.put(PLACE, None)
        self.show_line()

    def put_away(self) -> None:
        """Hear nothing any more; the window is put together anew."""
        for changed in self._heard:
            changed.disconnect(self.show_line)
        self.deleteLater()

    def open_or_close(self) -> None:
        """After the action was switched: with another overlay go to that of condition."""
        workspace = self._desk.workspace
        if self._is_wanted() and not workspace.follows_years:
            workspace.colour_by(OVERLAY)
        if self._is_wanted():
            workspace.look_ahead()
        elif workspace.state.year:
            workspace.look_at(0)
        self.show_line()
        if self._line is not None:
            self._line.axis.setFocus()

    def show_line(self) -> None:
        """Show the line with the year looked at, or take it away."""
        workspace = self._desk.workspace
        is_shown = self._is_wanted() and workspace.follows_years
        if not is_shown:
            if self._line is not None:
                self._line = None
                self._stage.put(PLACE, None)
            return
        if self._line is None:
            self._line = Timeline(FIRST_YEAR, LAST_YEAR)
            self._line.year_chosen.connect(workspace.look_at)
            self._stage.put(PLACE, self._line)
        self._line.axis.show_events(self._events())
        self._line.show_year(workspace.state.year or date.today().year)

    def _is_wanted(self) -> bool:
        return self._desk.actions["timeline"].isChecked() and self._desk.workspace.mode in MODES

    def _events(self) -> Counter[int]:
        workspace = self._desk.workspace
        portfolio, building = workspace.portfolio, workspace.building
        if portfolio is None:
            return Counter()
        is_inside = workspace.mode != "portfolio" and building is not None
        own = portfolio.assessments_of(building.building_id) if is_inside and building else None
        days = column(portfolio.assessments if own is None else own, "assessed_on")
        if not len(days):
            return Counter()
        years = days.astype("datetime64[Y]").astype(np.int64) + 1970
        return Counter(years.tolist())
