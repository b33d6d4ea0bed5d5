"""Sensors on a card: those of an element, of a space, or of a building, with a small chart."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from twin.model.register import Sensor
from twin.ui.readings.sensors_page import shown_part, state_texts
from twin.ui.texts.language import tr
from twin.ui.widgets.series_chart import SeriesChart
from twin.ui.widgets.text import label, tight, value_row
from twin.workspace.readings_jobs import SensorView, sensors_of
from twin.workspace.workspace import Workspace

_MOST = 4
_SHOWN = timedelta(days=28)
_HEIGHT = 70


class SensorBox(QWidget):
    """Newest value, hours outside the range and the last four weeks of each sensor."""

    def __init__(self, workspace: Workspace, sensors: Sequence[Sensor]) -> None:
        super().__init__()
        self._column = tight(QVBoxLayout(self), (0, 10, 0, 0), 2)
        self._column.addWidget(label(tr("Sensors"), "label"))
        self.charts: list[SeriesChart] = []
        shown = list(sensors[:_MOST])
        topic = "sensors of " + ",".join(s.sensor_id for s in shown)
        sensors_of(workspace, shown, self._show, topic)

    def _show(self, views: list[SensorView]) -> None:
        for view in views:
            texts = state_texts(view)
            self._column.addWidget(value_row(view.sensor.name, texts[0][0]))
            for text, role in texts[1:]:
                self._column.addWidget(label(text, role))
            series = shown_part(view, None)
            if series is not None:
                chart = SeriesChart(view.sensor.name, _HEIGHT)
                chart.show_series(series.part(series.end - _SHOWN, series.end))
                self.charts.append(chart)
                self._column.addWidget(chart)
