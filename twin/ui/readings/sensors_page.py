"""The sensors of the entered building: newest value, hours outside their range, a strip each."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from twin.model.register import Sensor
from twin.ui.desk import Desk
from twin.ui.readings.meters_page import LEAST
from twin.ui.readings.time_window import TimeWindow
from twin.ui.readings.words import moment
from twin.ui.records.kinds.sensors import SENSORS
from twin.ui.records.table import RecordTable
from twin.ui.texts import numbers
from twin.ui.texts.language import tr
from twin.ui.widgets.series_chart import Series, SeriesChart
from twin.ui.widgets.text import ElidedLabel, label, tight
from twin.workspace.readings_jobs import SensorView, sensors_of

_WIDTHS = (560, 720)
_MOST = 24  # strips at once


class SensorsPage(QWidget):
    """Table of sensors, and a strip with the readings of each."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._views: list[SensorView] = []
        self._asked: tuple[object, ...] = ()
        self.records = RecordTable(desk, SENSORS, is_inside=True)
        self.time = TimeWindow()
        self.charts: list[SeriesChart] = []
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        right = QWidget()
        column = tight(QVBoxLayout(right), (12, 8, 4, 4), 4)
        column.addWidget(self.time)
        column.addWidget(self._area, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        self.records.setMinimumWidth(LEAST)
        split.addWidget(self.records)
        split.addWidget(right)
        split.setSizes(list(_WIDTHS))
        split.setStretchFactor(1, 1)
        tight(QVBoxLayout(self)).addWidget(split)
        self.time.changed.connect(self._draw)
        self.records.table.picked.connect(self._draw)
        desk.workspace.building_changed.connect(self.read)
        desk.workspace.portfolio_changed.connect(self.read)
        desk.workspace.record_steps_changed.connect(self.read_anew)
        self.read()

    def read(self) -> None:
        """Read the building's sensors where they are others than before."""
        workspace = self._desk.workspace
        portfolio, building = workspace.portfolio, workspace.building
        if portfolio is None or building is None:
            return
        sensors = portfolio.of_kind(Sensor, building.building_id)
        asked = (building.building_id, tuple(sensors))
        if asked != self._asked:
            self._asked = asked
            sensors_of(workspace, sensors[:_MOST], self._show)

    def read_anew(self) -> None:
        """Read the building's sensors again: an import may have changed their readings."""
        self._asked = ()
        self.read()

    def _show(self, views: list[SensorView]) -> None:
        self._views = views
        newest = max((v.state.at for v in views if v.state.at), default=None)
        if newest is not None:
            self.time.at = newest
        self._draw()

    def _draw(self, _picked: object = None) -> None:
        picked = {s.sensor_id for s in self.records.picked}
        views = [v for v in self._views if not picked or v.sensor.sensor_id in picked]
        content = QWidget()
        column = tight(QVBoxLayout(content), (0, 0, 8, 8), 10)
        self.charts = []
        for view in views:
            column.addWidget(self._strip(view))
        if not views:
            text = tr("No sensor yet. Drop a file of readings on the window, or add a sensor.")
            column.addWidget(label(text, "secondary", wraps=True))
        column.addStretch(1)
        self._area.setWidget(content)

    def _strip(self, view: SensorView) -> QWidget:
        made = QWidget()
        column = tight(QVBoxLayout(made), gap=2)
        texts = state_texts(view)
        is_outside = any(role == "warn" for _, role in texts)
        column.addWidget(ElidedLabel(view.sensor.name, "strong"))
        said = ElidedLabel(
            " · ".join(text for text, _ in texts), "warn" if is_outside else "caption"
        )
        column.addWidget(said)
        if view.values is not None:
            chart = SeriesChart(view.sensor.name, 96)
            chart.show_series(shown_part(view, self.time))
            self.charts.append(chart)
            column.addWidget(chart)
        return made


def shown_part(view: SensorView, time: TimeWindow | None) -> Series | None:
    """The part of a sensor's readings that is looked at."""
    values, sensor = view.values, view.sensor
    if values is None:
        return None
    whole = Series(values.start, values.step, values.values, sensor.unit, sensor.low, sensor.high)
    return whole.part(*time.bounds(whole.start, whole.end)) if time else whole


def state_texts(view: SensorView) -> list[tuple[str, str]]:
    """Newest value and hours outside the range, each with its role."""
    state, sensor = view.state, view.sensor
    if state.at is None:
        return [(tr("No readings"), "secondary")]
    value = numbers.quantity(state.value, sensor.unit, 1)
    said = [(f"{value} · {moment(state.at)}", "body")]
    if sensor.low == sensor.low:
        text = tr("{hours} h below", hours=numbers.number(state.below))
        said.append((text, "warn" if state.below else "secondary"))
    if sensor.high == sensor.high:
        text = tr("{hours} h above", hours=numbers.number(state.above))
        said.append((text, "warn" if state.above else "secondary"))
    return said
