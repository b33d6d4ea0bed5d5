"""What a measure saved by the meters: proposed, compared, stored, undone, exported."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from twin.model.finding import Finding, Severity
from twin.model.meter import EnergyCarrier, Meter, Readings
from twin.model.saving import KnownChange, SavingCheck
from twin.model.thermal import HourlyWeather
from twin.store.readings import save_many_readings, save_meters
from twin.store.saving_checks import load_saving_checks
from twin.store.weather import save_weather
from twin.ui.energy.oddity_rows import OddityRow, told
from twin.ui.energy.saving_dialog import SavingDialog
from twin.ui.texts import saving as words
from twin.ui.texts.language import use_language
from twin.ui.widgets.day_strip import DayStrip
from twin.ui.widgets.saving_charts import ExpectedMonths, RunningSaving
from twin.ui.window.shell import Shell
from twin.workspace.defaults import normal_year
from twin.workspace.oddities import Oddity

Settled = Callable[[], None]
YEARS = (2023, 2025)
HEAT = Meter("b0-heat", "b0", EnergyCarrier.DISTRICT_HEAT, "Heat")


def weather(year: int) -> HourlyWeather:
    return replace(normal_year(), year=year, name=f"Bergen {year}")


def readings(saved: float) -> Readings:
    """Three years of heat with errors by day, lower by a share from the middle of 2024."""
    usual = normal_year().temperature
    leap = np.concatenate([usual[:1416], usual[1392:1416], usual[1416:]])
    temperature = np.concatenate([usual, leap, usual])
    errors = np.random.default_rng(2).normal(size=len(temperature) // 24)
    values = (20.0 + 4.0 * np.maximum(14.0 - temperature, 0.0)) * (
        1.0 + 0.08 * np.repeat(errors, 24)
    )
    middle = 8760 + 24 * 182
    values[middle:] *= 1.0 - saved
    return Readings(datetime(2023, 1, 1), values.astype(np.float32))


@pytest.fixture
def metered(portfolio: Shell, settled: Settled) -> Shell:
    database = portfolio.workspace.database
    assert database is not None
    save_meters(database, [HEAT])
    save_many_readings(database, [(HEAT.meter_id, readings(0.25))])
    for year in range(YEARS[0], YEARS[1] + 1):
        save_weather(database, weather(year))
    folder = database.folder
    portfolio.workspace.open_portfolio(folder)
    settled()
    portfolio.workspace.enter_building("b0")
    settled()
    return portfolio


def opened(shell: Shell, settled: Settled) -> SavingDialog:
    workspace = shell.workspace
    assert workspace.building is not None
    assert workspace.portfolio is not None
    meters = workspace.portfolio.meters_of("b0")
    dialog = SavingDialog(shell.window, workspace, workspace.building, meters)
    dialog.open()
    settled()
    dialog.show_subject(f"meter:{HEAT.meter_id}")
    settled()
    return dialog


def text(widget: QWidget) -> str:
    return "|".join(label.text() for label in widget.findChildren(QLabel))


def test_that_a_saving_is_proposed_around_the_middle_and_found(metered: Shell, settled: Settled):
    dialog = opened(metered, settled)

    assert dialog.report is not None
    assert dialog.report.verdict == "saved"
    assert dialog.report.fraction == pytest.approx(0.25, abs=0.03)
    assert "significant" in text(dialog.area)
    assert "Work, counted on neither side" in text(dialog.form)
    assert dialog.area.findChild(ExpectedMonths) is not None
    assert dialog.area.findChild(RunningSaving) is not None


def test_that_an_edit_compares_anew_and_a_refusal_is_in_plain_words(
    metered: Shell, settled: Settled
):
    dialog = opened(metered, settled)
    plain = dialog.report
    dialog.form.changes[0][0].setText("9 000")
    dialog.form.changes[0][1].setText("New kitchen")
    dialog.form.edited.emit()
    settled()
    assert plain is not None
    assert dialog.report is not None
    assert dialog.report.saving == pytest.approx(plain.saving + 9000.0)

    dialog.form.days["baseline_first"].setText("01.05.2024")
    dialog.form.edited.emit()
    settled()
    assert dialog.report is None
    assert "at least 270 are needed" in text(dialog.area)
    assert not dialog.export_button.isEnabled()


def test_that_a_change_without_a_reason_is_refused(metered: Shell, settled: Settled):
    dialog = opened(metered, settled)
    dialog.form.changes[0][0].setText("9 000")
    dialog.store()
    assert "has no reason" in text(dialog.area)
    assert metered.workspace.saving_checks == ()


def test_that_a_comparison_is_stored_undone_and_opens_again(metered: Shell, settled: Settled):
    workspace = metered.workspace
    dialog = opened(metered, settled)
    dialog.form.promise.setText("150 000")
    dialog.form.promise_source.setText("Tilbud 12")
    dialog.store()
    settled()
    (kept,) = workspace.saving_checks
    assert (kept.claimed, kept.claimed_source) == (150_000.0, "Tilbud 12")
    assert workspace.database is not None
    assert load_saving_checks(workspace.database, "b0") == (kept,)

    workspace.undo()
    settled()
    assert workspace.saving_checks == ()
    assert load_saving_checks(workspace.database, "b0") == ()
    workspace.redo()
    settled()

    again = opened(metered, settled)
    assert again.form.promise.text() == "150 000".replace(" ", "\u00a0")
    assert again.report is not None
    assert again.report.against_claim in ("less", "met", "more")


def test_that_the_figures_are_written_for_a_spreadsheet(
    metered: Shell, settled: Settled, tmp_path: Path
):
    dialog = opened(metered, settled)
    report = dialog.report
    assert report is not None
    path = tmp_path / "saving.csv"
    dialog.write(path)
    settled()
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    rows = {line.split(";")[0]: line.split(";")[1:] for line in lines}
    assert rows["Meter"][0] == "Heat"
    assert float(rows["Saved"][0]) == pytest.approx(report.saving, abs=1.0)
    assert float(rows[report.months[-1].strftime("%Y-%m")][3]) == pytest.approx(
        report.saving, abs=1.0
    )


def test_that_the_verdict_says_when_more_was_used_and_when_nothing_is_clear(
    metered: Shell, settled: Settled
):
    report = opened(metered, settled).report
    assert report is not None
    more = replace(report, saving=-report.saving, fraction=-report.fraction)
    unclear = replace(report, half_90=2 * report.saving)
    assert "the use rose" in words.verdict_text(more)
    assert "told from chance" in words.verdict_text(unclear)
    use_language("nb")
    assert "signifikant" in words.verdict_text(report)


def test_that_an_anomaly_opens_to_the_days_it_is_about(application: QApplication):
    finding = Finding("use-rose", Severity.WARNING, "From {first} it rose.", values={"first": "1"})
    odd = Oddity(
        "Heat", finding, date(2024, 3, 1), date(2024, 4, 1), date(2024, 1, 1), np.ones(366)
    )
    row = OddityRow(odd)
    assert not row.is_open
    row.head.pressed.emit("oddity")
    assert row.is_open
    strip = row.findChild(DayStrip)
    assert strip is not None
    assert "01.03.2024 to 01.04.2024" in strip.accessibleName()
    row.head.pressed.emit("oddity")
    assert not row.is_open


def test_that_only_the_largest_gaps_are_told_and_the_rest_counted():
    def gap(energy: float) -> Oddity:
        finding = Finding("gap", Severity.WARNING, "", values={"energy": energy})
        return Oddity(
            "m", finding, date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 1), np.ones(3)
        )

    shown, more = told(tuple(gap(e) for e in (1.0, 5.0, 3.0)))
    assert [one.finding.values["energy"] for one in shown] == [5.0, 3.0]
    assert more == 1


def test_that_changes_and_promise_make_the_check(metered: Shell, settled: Settled):
    dialog = opened(metered, settled)
    dialog.form.changes[1][0].setText("−500")
    dialog.form.changes[1][1].setText("Closed wing")
    written = dialog.form.written()
    assert isinstance(written, SavingCheck)
    assert written.changes == (KnownChange("Closed wing", -500.0),)
