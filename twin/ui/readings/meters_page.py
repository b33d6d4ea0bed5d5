"""The meters of the entered building: their years, and their readings."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from twin.model.meter import Meter, Readings
from twin.ui.desk import Desk
from twin.ui.readings.time_window import TimeWindow
from twin.ui.records.kinds.meters import METERS
from twin.ui.records.table import RecordTable
from twin.ui.texts.language import tr
from twin.ui.widgets.coverage_strip import CoverageStrip
from twin.ui.widgets.series_chart import Series, SeriesChart
from twin.ui.widgets.text import ElidedLabel, label, tight
from twin.workspace.readings_jobs import days_known, readings_of

LEAST = 560  # of the table, for its row of buttons
_LONG = 62 * 24  # hours above which days are drawn
_WIDTHS = (560, 720)
_MOST_YEARS = 96  # pixels
_SPREAD = {
    "day": "Read by the day: the hours of a day are its mean.",
    "month": "Read by the month: the hours of a month are its mean.",
    "irregular": "Read now and then: the hours between two readings are their mean.",
}


class MetersPage(QWidget):
    """Table, years with readings, and a chart of the chosen meter."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._readings: dict[str, Readings] = {}
        self._asked: tuple[object, ...] = ()
        self.records = RecordTable(desk, METERS, is_inside=True)
        self.strip = CoverageStrip()
        self.chart = SeriesChart(tr("Readings of the meter"))
        self.time = TimeWindow()
        self.name = ElidedLabel("", "strong")
        self.note = label("", "caption", wraps=True)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        for widget in (self.records, self._right()):
            split.addWidget(widget)
        self.records.setMinimumWidth(LEAST)
        split.setSizes(list(_WIDTHS))
        split.setStretchFactor(1, 1)
        tight(QVBoxLayout(self)).addWidget(split)
        self.records.table.picked.connect(self.show_meter)
        self.time.changed.connect(self._draw)
        self.strip.year_clicked.connect(self.time.show_year)
        desk.workspace.building_changed.connect(self.read)
        desk.workspace.portfolio_changed.connect(self.read)
        self.read()

    def read(self) -> None:
        """Read the hours of the building's meters; shown when they are there."""
        workspace = self._desk.workspace
        portfolio, building = workspace.portfolio, workspace.building
        if portfolio is None or building is None:
            return
        meters = portfolio.meters_of(building.building_id)
        asked = (building.building_id, meters, id(portfolio.delivered_per_m2))
        if asked == self._asked:
            return
        self._asked = asked
        readings_of(workspace, meters, self._show)

    def show_meter(self, _picked: object = None) -> None:
        """Show the chosen meter, else the first."""
        meter = self._meter()
        readings = self._readings.get(meter.meter_id) if meter else None
        self.name.set_whole(meter.name if meter else tr("No meter yet"))
        self.note.setText(self._said(meter, readings))
        self.note.setVisible(bool(self.note.text()))
        self.strip.show_years(days_known(readings) if readings else {})
        if readings is not None:
            self.time.at = readings.start.replace(
                year=(readings.start.year + len(readings.values) // 8766)
            )
        self._draw()

    def _said(self, meter: Meter | None, readings: Readings | None) -> str:
        if meter is None:
            return tr("Drop a file of readings on the window, or add a meter.")
        if readings is None:
            return tr("It has no readings yet. Drop a file of readings on the window.")
        return tr(_SPREAD[readings.step]) if readings.step in _SPREAD else ""

    def _show(self, found: dict[str, Readings]) -> None:
        self._readings = found
        self.show_meter()

    def _meter(self) -> Meter | None:
        picked = self.records.picked
        rows = picked or list(self.records.model.rows[:1])
        return rows[0] if rows else None

    def _draw(self) -> None:
        meter = self._meter()
        readings = self._readings.get(meter.meter_id) if meter else None
        if readings is None:
            self.chart.show_series(None)
            return
        series = Series(readings.start, 3600, readings.values, "kWh")
        part = series.part(*self.time.bounds(series.start, series.end))
        self.chart.show_series(part.by_day() if len(part.values) > _LONG else part)

    def _right(self) -> QWidget:
        made = QWidget()
        column = tight(QVBoxLayout(made), (12, 8, 12, 8), 4)
        column.addWidget(self.name)
        column.addWidget(self.note)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setMaximumHeight(_MOST_YEARS)
        holder = QWidget()
        tight(QVBoxLayout(holder)).addWidget(self.strip, 0, Qt.AlignmentFlag.AlignTop)
        area.setWidget(holder)
        column.addWidget(area)
        column.addWidget(self.time)
        column.addWidget(self.chart, 1)
        return made
