"""Windows and pages about readings, sensors and energy certificates."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox

from twin.model.edit import Edit
from twin.model.register import Sensor
from twin.model.sensor import SensorValues
from twin.store.readings import load_readings
from twin.store.sensors import save_sensor_values
from twin.ui.certificates.dialog import CertificatesDialog
from twin.ui.certificates.page import CertificatesPage
from twin.ui.panels.building_tabs import BuildingTabs
from twin.ui.readings.dialog import ReadingsDialog
from twin.ui.readings.sensor_box import SensorBox
from twin.ui.texts.language import use_language
from twin.ui.widgets.series_chart import Series, SeriesChart
from twin.ui.window.shell import Shell
from twin.workspace.readings_jobs import days_known

Settle = Callable[[], None]


def lines(days: int = 4, name: str = "m0") -> str:
    first = datetime(2026, 2, 1)
    return f"Tid;{name};Varme hall\n" + "".join(
        f"{first + timedelta(hours=h):%d.%m.%Y %H:%M};{10 + h % 3},5;{20 + h % 5}\n"
        for h in range(24 * days)
    )


@pytest.fixture
def dialog(portfolio: Shell, settled: Settle, tmp_path: Path) -> ReadingsDialog:
    """The window about a file with a known meter and a new one, dropped on the window."""
    path = tmp_path / "Energi.csv"
    path.write_text(lines() + "Sum;x;y\n", encoding="utf-8")
    portfolio.window.files_dropped.emit([str(path)])
    for _ in range(4):
        settled()
    (found,) = portfolio.window.findChildren(ReadingsDialog)
    return found


def say(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_that_unit_and_clock_are_asked_before_anything_can_be_stored(
    dialog: ReadingsDialog, settled: Settle
) -> None:
    assert "In which unit" in dialog.foot.outcome.text()
    assert not dialog.foot.store.isEnabled()

    say(dialog.answers.unit, "kWh")
    settled()
    assert dialog.foot.outcome.text() == "By which clock are the times?"
    say(dialog.answers.clock, "normal time")
    settled()

    assert dialog.foot.store.isEnabled()
    assert dialog.foot.store.text() == "Import 1 series"


def test_that_a_new_meter_gets_building_and_carrier_and_undo_takes_all_back(
    dialog: ReadingsDialog, portfolio: Shell, settled: Settle
) -> None:
    workspace = portfolio.workspace
    say(dialog.answers.unit, "kWh")
    say(dialog.answers.clock, "normal time")
    say(dialog.answers.kind, "interval")
    settled()
    dialog.table.selectRow(1)
    dialog.place.building.setCurrentIndex(dialog.place.building.findData("b1"))
    dialog.place.use.click()
    settled()
    assert dialog.foot.store.text() == "Import 2 series"

    dialog.take_in()
    settled()
    settled()

    assert workspace.portfolio is not None and workspace.database is not None
    assert [(m.meter_id, m.carrier.value) for m in workspace.portfolio.meters_of("b1")] == [
        ("Varme hall", "district heat")
    ]
    stored = load_readings(workspace.database, "m0")
    assert stored is not None
    assert stored.values[-1] == 10 + (24 * 4 - 1) % 3 + 0.5
    workspace.undo()
    settled()
    settled()
    assert workspace.portfolio.meters_of("b1") == ()
    before = load_readings(workspace.database, "m0")
    assert before is not None and len(before.values) == 8760


def test_that_the_report_names_the_lines_left_out(dialog: ReadingsDialog, tmp_path: Path) -> None:
    dialog.write_report(tmp_path / "ut.csv")

    text = (tmp_path / "ut.csv").read_text("utf-8-sig")
    assert "98" in text
    assert "“Sum” is no day and time." in text


def test_that_the_meters_of_a_building_show_years_and_readings(
    inside: Shell, settled: Settle
) -> None:
    tabs = inside.window.findChildren(BuildingTabs)[0]
    tabs.tabs.turn_to("meters")
    settled()
    page = tabs.meters

    assert page.records.total == 1
    assert "2025: 100" in page.strip.accessibleName()
    assert page.chart.series is not None
    assert page.chart.series.values.tolist() == [24.0] * 365
    page.strip.year_clicked.emit(2025)
    page.time.spans.button("week").click()
    assert page.chart.series is not None
    assert len(page.chart.series.values) == 168


def test_that_sensors_show_their_newest_value_and_hours_outside(
    inside: Shell, settled: Settle
) -> None:
    workspace = inside.workspace
    sensor = Sensor("t1", "b0", "Room 1", "temperature", "°C", global_id="w1", low=19.0, high=26.0)
    workspace.store([Edit(None, sensor)], "Added")
    settled()
    values = np.array([18.0] * 12 + [22.0] * 30 + [27.0] * 6, np.float32)
    assert workspace.database is not None
    save_sensor_values(workspace.database, "t1", SensorValues(datetime(2026, 1, 5), 1800, values))
    tabs = inside.window.findChildren(BuildingTabs)[0]
    tabs.sensors.read_anew()
    settled()

    (view,) = tabs.sensors._views  # pyright: ignore[reportPrivateUsage]
    assert (view.state.value, view.state.below, view.state.above) == (27.0, 6.0, 3.0)
    assert len(tabs.sensors.charts) == 1
    workspace.select(frozenset(("w1",)))
    settled()
    (box,) = [b for b in inside.window.findChildren(SensorBox) if b.isVisibleTo(inside.window)]
    assert len(box.charts) == 1


def test_that_certificates_are_previewed_stored_and_listed(
    portfolio: Shell, settled: Settle, tmp_path: Path
) -> None:
    workspace = portfolio.workspace
    assert workspace.portfolio is not None
    first = workspace.portfolio.buildings[0]
    workspace.store([Edit(first, replace(first, building_number="139000001"))], "Number")
    settled()
    path = tmp_path / "enova.csv"
    path.write_text(
        "Bygningsnummer,Energikarakter,Utstedelsesdato,Attestnummer\n"
        "139000001,B,2012-03-04,A1\n999,C,2020-01-01,A2\n"
    )

    portfolio.window.files_dropped.emit([str(path)])
    for _ in range(4):
        settled()
    (dialog,) = portfolio.window.findChildren(CertificatesDialog)
    assert [c.letter for c in dialog.plan.new] == ["B"]
    assert len(dialog.plan.without) == 3
    dialog.take_in()
    settled()

    assert workspace.portfolio.buildings[0].energy_label == "B"
    page = CertificatesPage(portfolio.desk)
    assert "expired: 1" in page.said.text()
    workspace.undo()
    settled()
    assert workspace.portfolio.certificates == ()
    assert workspace.portfolio.buildings[0].energy_label == "E"


def test_that_a_chart_keeps_gaps_and_sums_whole_days_only() -> None:
    values = np.ones(48, np.float32)
    values[30] = np.nan
    series = Series(datetime(2026, 1, 1), 3600, values, "kWh")

    days = series.by_day().values.tolist()

    assert days[0] == 24.0
    assert np.isnan(days[1])
    part = series.part(datetime(2025, 12, 31, 22), datetime(2026, 1, 1, 2))
    assert np.isnan(part.values).tolist() == [True, True, False, False]


def test_that_a_chart_of_hundreds_of_thousands_of_values_is_painted(
    application: object, portfolio: Shell
) -> None:
    chart = SeriesChart("x")
    values = np.sin(np.arange(500_000) / 999).astype(np.float32)
    values[1000:200_000] = np.nan
    chart.show_series(Series(datetime(2020, 1, 1), 600, values, "°C", -0.5, 0.5))
    chart.resize(400, 120)

    image = chart.grab().toImage()

    colours = {image.pixelColor(x, y).name() for x in range(0, 400, 3) for y in range(10, 100, 3)}
    assert len(colours) > 4


def test_that_known_days_are_told_by_year() -> None:
    from twin.model.meter import Readings

    values = np.ones(48, np.float32)
    values[:12] = np.nan
    found = days_known(Readings(datetime(2025, 12, 31), values))

    assert sorted(found) == [2025, 2026]
    assert found[2025][-1] == 0.5
    assert (found[2026][0], found[2026][1]) == (1.0, 0.0)


def test_that_the_window_about_readings_speaks_norwegian(
    portfolio: Shell, settled: Settle, tmp_path: Path
) -> None:
    use_language("nb")
    path = tmp_path / "Energi.csv"
    path.write_text(lines(), encoding="utf-8")
    portfolio.window.files_dropped.emit([str(path)])
    for _ in range(4):
        settled()
    (found,) = portfolio.window.findChildren(ReadingsDialog)

    assert found.windowTitle() == "Importer avlesninger"
    assert found.foot.outcome.text().startswith("Hvilken enhet har avlesningene?")
    use_language("en")
