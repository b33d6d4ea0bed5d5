"""The energy tab: what is calculated, what is labelled and what meters counted stand apart."""

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QWidget

from twin.model.finding import Finding, Severity
from twin.model.label import ClimateCorrection, Label, LabelEnergy, MeteredEnergy, bar_values
from twin.model.operation import ActualOperation, Override
from twin.ui.dialogs.operation import OperationDialog, edit_operation
from twin.ui.energy.label_box import label_box
from twin.ui.energy.metered_box import metered_box, metered_years
from twin.ui.energy.sheet import energy_sheet
from twin.ui.energy.tab import EnergyTab
from twin.ui.texts import energy as words
from twin.ui.texts import numbers
from twin.ui.texts.language import use_language
from twin.ui.widgets.badge import LetterTile
from twin.ui.widgets.bar_chart import axis_number
from twin.ui.widgets.bar_rows import BarRows
from twin.ui.widgets.duration_curve import DurationCurve
from twin.ui.widgets.text import ElidedLabel
from twin.ui.window.shell import Shell
from twin.workspace.building_energy import BuildingEnergy
from twin.workspace.defaults import label_schemes
from twin.workspace.monthly_energy import MonthlyEnergy

from .results import energy
from .small_portfolio import building

Settled = Callable[[], None]
TOLD = Override("setpoint_in_use", 23.5, "K. Moe", date(2026, 3, 1), "thermostats")
NO_WEIGHT = Finding(
    "no-energy-label",
    Severity.INFO,
    "The weight of {carrier} in the energy label of {scheme} is not known, so no letter is given.",
    values={"carrier": "biofuel", "scheme": "2026"},
)


def test_that_the_three_boxes_of_an_entered_building_share_nothing(
    portfolio: Shell, settled: Settled
):
    boxes = _boxes(_tab(_entered(portfolio, settled)))
    assert list(boxes) == ["Calculated energy", "Energy label", "Metered energy"]
    assert "normal year (Bergen, 1991–2020)" in boxes["Calculated energy"]
    assert "Norwegian mix" in boxes["Calculated energy"]
    assert "European mix" in boxes["Calculated energy"]
    assert "8,8" in boxes["Metered energy"]  # 8760 hours of 1 kWh
    assert "8,8" not in boxes["Calculated energy"]
    assert "real use and weather" in boxes["Metered energy"]


def test_that_the_certificate_keeps_its_own_scheme_beside_both_calculated_ones(
    portfolio: Shell, settled: Settled
):
    shell = _entered(portfolio, settled)
    held = shell.workspace.building
    assert held is not None
    shell.workspace.change(building=replace(held, energy_label="E", energy_label_scheme="2015"))

    text = _boxes(_tab(shell))["Energy label"]
    assert text.index("Scale of 2015") < text.index("Weighted scale of 2026")
    assert text.index("Certificate in the building register") < text.rindex("Scale of 2015")
    assert text.count("unverified limits") == 2
    assert "until 31.12.2025" in text
    assert "from 01.01.2026" in text


def test_that_a_letter_that_cannot_be_given_has_its_reason(application: QApplication):
    given = Label(
        "D",
        LabelEnergy("2015", 170.0),
        "school",
        175.0,
        35.0,
        ClimateCorrection(1.0, ""),
        False,
        "",
    )
    result = replace(energy(1.0), labels=(given,), findings=(NO_WEIGHT,))
    box = label_box(building("b0", "A", "school", 1974.0, ""), result, label_schemes().values())
    assert [t.accessibleName() for t in box.findChildren(LetterTile)] == ["D", "–"]
    assert "The weight of biofuel in the energy label of 2026 is not known" in _text(box)
    assert "No certificate is stored." in _text(box)


def test_that_a_missing_weight_is_explained_in_norwegian(application: QApplication):
    use_language("nb")
    result = replace(energy(1.0), findings=(NO_WEIGHT,))
    assert "biobrensel" in words.refusal_of(result, "2026")[0]


def test_that_absent_cooling_is_none_and_not_zero():
    result = replace(energy(1.0), by_purpose={"fans": 500.0, "cooling": 0.0})
    fans, cooling = words.need_bars(result, uncooled=True)
    assert (fans.value, fans.text) == (0.5, "0,5")
    assert math.isnan(cooling.value)
    assert cooling.text == "none"
    assert words.need_bars(result, uncooled=False)[1].text == "0,0"


def test_that_peaks_nobody_calculated_are_a_dash():
    ((carrier, total, specific, peak),) = words.delivered_rows(energy(1.0))
    assert (carrier, total, specific, peak) == ("Electricity", "200", "200", "–")
    assert words.delivered_unit(energy(1.0)) == ("MWh", 1000.0)
    assert words.delivered_unit(energy(0.01))[0] == "kWh"


def test_that_power_through_the_year_begins_at_the_peak_of_each_carrier(
    application: QApplication,
):
    hours = np.r_[np.full(8000, 10.0), np.linspace(10.0, 90.0, 760)]
    power = {"electricity": hours, "district heat": hours[::-1] / 2, "oil": np.zeros(8760)}
    sheet = energy_sheet(BuildingEnergy(replace(energy(1.0), hourly=power)))

    (curve,) = sheet.findChildren(DurationCurve)

    assert curve.accessibleDescription() == "Electricity 90\u00a0kW, District heat 45\u00a0kW"
    assert curve.texts_at(0.5) == ["Electricity 10\u00a0kW", "District heat 5\u00a0kW"]
    curve.resize(340, curve.height())
    assert not curve.grab().isNull()
    without = energy_sheet(BuildingEnergy(energy(1.0)))
    assert not without.findChildren(DurationCurve)


def test_that_meters_without_readings_say_so(portfolio: Shell, settled: Settled):
    portfolio.workspace.enter_building("b1")
    settled()
    text = _boxes(_tab(portfolio))["Metered energy"]
    assert text.endswith("No meter readings are stored for this building.")


def test_that_a_year_with_gaps_is_incomplete_and_not_less(application: QApplication):
    months = MonthlyEnergy(
        2024, {"electricity": np.ones(12)}, np.ones(12),
        {2024: {"electricity": 9e4}, 2025: {"electricity": math.nan}},
    )  # fmt: skip
    text = _text(metered_box(building("b0", "A", "school", 1974.0, ""), months))
    assert "2025|incomplete|incomplete|2024|90,0|100" in text


def test_that_metered_and_label_energy_are_of_kinds_that_share_no_bar():
    months = MonthlyEnergy(2024, {}, np.full(12, math.nan), {2024: {"electricity": 9e4}})
    metered = metered_years(months, 900.0)
    assert metered == (MeteredEnergy("2024", 100.0),)
    with pytest.raises(TypeError):
        bar_values([*metered, LabelEnergy("2015", 100.0)])


def test_that_outdated_energy_says_so_and_stays(application: QApplication):
    sheet = energy_sheet(BuildingEnergy(energy(1.0), "Bergen", is_outdated=True))
    assert "Outdated: the building has changed" in _text(sheet)
    assert sheet.findChildren(BarRows)
    fresh = energy_sheet(BuildingEnergy(energy(1.0), "Bergen"))
    assert "Outdated" not in _text(fresh)


def test_that_nothing_is_clipped_in_norwegian_at_the_usual_size(
    portfolio: Shell, settled: Settled
):
    portfolio.window.resize(1440, 900)
    portfolio.workspace.change_settings(language="nb")
    settled()
    tab = _tab(_entered(portfolio, settled))
    settled()
    labels = [w for w in tab.findChildren(QLabel) if w.text() and not w.wordWrap()]
    cut = [
        w.text()
        for w in labels
        if not isinstance(w, ElidedLabel) and w.width() < w.sizeHint().width()
    ]
    assert labels
    assert cut == []
    assert tab.widget().width() <= tab.viewport().width()


def test_that_actual_use_has_its_own_box_and_no_label(portfolio: Shell, settled: Settled):
    shell = _entered(portfolio, settled)
    shell.workspace.change_operation(ActualOperation("b0", "school", 2025, (TOLD,)))
    settled()

    boxes = _boxes(_tab(shell))
    assert list(boxes)[:2] == ["Calculated energy", "Calculated energy, actual"]
    assert "standard operation" in boxes["Calculated energy"]
    assert "actual operation" in boxes["Calculated energy, actual"]
    assert "no energy label" in boxes["Calculated energy, actual"]
    assert "Heating in use, °C|21|23,5" in boxes["Calculated energy, actual"]
    assert "K. Moe, 01.03.2026: thermostats" in boxes["Calculated energy, actual"]
    assert "Heating in use" not in boxes["Calculated energy"]
    assert {"Energy label", "Metered energy"} <= set(boxes)


def test_that_the_dialog_writes_who_when_and_source_and_keeps_what_is_unchanged(
    portfolio: Shell, settled: Settled
):
    shell = _entered(portfolio, settled)
    shell.workspace.change_operation(ActualOperation("b0", "school", 2025, (TOLD,)))
    settled()
    dialog = _dialog(shell)
    assert dialog.values["setpoint_in_use"].text() == "23,5"
    dialog.who.setText("A. Li")
    dialog.values["airflow_in_use"].setText("7,5")
    dialog.sources["airflow_in_use"].setText("measured")
    dialog.store()
    settled()

    operation = shell.workspace.operation
    assert operation is not None
    by_name = {o.quantity: o for o in operation.overrides}
    assert by_name["setpoint_in_use"] == TOLD
    air = by_name["airflow_in_use"]
    assert (air.value, air.who, air.source) == (7.5, "A. Li", "measured")
    assert shell.actions["undo"].text() == "Undo: Change the actual operation"


@pytest.mark.parametrize(
    ("quantity", "value", "source", "said"),
    [
        ("lighting", "much", "x", "“much” at “Lighting in use” is no number"),
        ("setpoint_in_use", "90", "x", "no building has that"),
        ("lighting", "5", "", "Nobody stands for the lighting"),
        ("first_hour", "20", "x", "before they begin"),
        ("heating_power", "0", "x", "no building has that"),
        ("blinds_in_use_only", "yes", "", "Nobody stands for the blinds in use only"),
    ],
)
def test_that_the_dialog_says_what_is_wrong_and_stores_nothing(
    portfolio: Shell, settled: Settled, quantity: str, value: str, source: str, said: str
):
    dialog = _dialog(_entered(portfolio, settled))
    dialog.who.setText("A. Li")
    dialog.values[quantity].setText(value)
    dialog.sources[quantity].setText(source)
    dialog.store()

    assert said in dialog.message.text()
    assert dialog.message.isVisibleTo(dialog)
    assert portfolio.workspace.operation is None


def test_that_the_dialog_takes_powers_nights_and_choices_and_the_tab_tells_the_cold(
    portfolio: Shell, settled: Settled
):
    shell = _entered(portfolio, settled)
    dialog = _dialog(shell)
    shown = _text(dialog)
    assert "no limit" in shown
    assert "Solar shading" in shown
    dialog.who.setText("A. Li")
    written = {
        "heating_power": "4", "night_flushing": "8", "night_flushing_above": "24",
        "blinds_in_use_only": "yes",
    }  # fmt: skip
    for quantity, text in written.items():
        dialog.values[quantity].setText(text)
        dialog.sources[quantity].setText("controls")
    dialog.store()
    settled()

    operation = shell.workspace.operation
    assert operation is not None
    assert {o.quantity: o.value for o in operation.overrides} == {
        "heating_power": 4.0, "night_flushing": 8.0, "night_flushing_above": 24.0,
        "blinds_in_use_only": 1.0,
    }  # fmt: skip
    boxes = _boxes(_tab(shell))
    assert "Too cold: hours in use" in boxes["Calculated energy, actual"]
    assert "Too cold" not in boxes["Calculated energy"]
    assert _dialog_again(shell).values["blinds_in_use_only"].text() == "yes"


def test_that_the_button_back_to_the_standard_forgets_the_actual_use(
    portfolio: Shell, settled: Settled
):
    shell = _entered(portfolio, settled)
    shell.workspace.change_operation(ActualOperation("b0", "school", 2025, (TOLD,)))
    settled()
    _dialog(shell).remove()
    settled()
    assert shell.workspace.operation is None
    assert "Calculated energy, actual" not in _boxes(_tab(shell))


@pytest.mark.parametrize(
    ("text", "value"),
    [("1234,5", 1234.5), ("1 234,5", 1234.5), ("1\u00a0234", 1234.0), ("-12,5", -12.5),
     ("\u221212,5", -12.5), (" 7 ", 7.0)],
)  # fmt: skip
def test_that_numbers_are_read_as_norwegians_write_them(text: str, value: float):
    assert numbers.parsed(text) == value


@pytest.mark.parametrize("text", ["1234.5", "", "much", "1,2,3", "1e5", "inf", "--1"])
def test_that_what_is_no_norwegian_number_is_none(text: str):
    assert math.isnan(numbers.parsed(text))


def test_that_no_line_of_a_chart_is_rounded_away():
    assert [axis_number(v, 15.0) for v in (0.0, 7.5, 15.0)] == ["0,0", "7,5", "15,0"]
    assert [axis_number(v, 150.0) for v in (0.0, 75.0, 150.0)] == ["0", "75", "150"]


def test_that_a_long_name_among_the_crumbs_ends_in_dots_with_all_of_it_as_a_tip(
    portfolio: Shell, settled: Settled
):
    name = "Interkommunalt beredskapssenter og brannstasjon med et usedvanlig langt navn"
    shell = _entered(portfolio, settled)
    held = shell.workspace.building
    assert held is not None
    shell.workspace.change(building=replace(held, name=name))
    crumbs = [w for w in shell.window.findChildren(QLabel) if name in w.toolTip()]
    assert "Interkommunalt beredskapssenter og brannstasjon…" in [w.text() for w in crumbs]


def test_that_english_numbers_group_by_comma():
    numbers.use_numbers("en")
    assert numbers.parsed("1,234.5") == 1234.5
    assert math.isnan(numbers.parsed("1,5"))


def _dialog(shell: Shell) -> OperationDialog:
    building = shell.workspace.building
    assert building is not None
    edit_operation(shell.window, shell.workspace)
    (found,) = shell.window.findChildren(OperationDialog)
    return found


def _dialog_again(shell: Shell) -> OperationDialog:
    """A second dialog, after the first was closed."""
    edit_operation(shell.window, shell.workspace)
    return shell.window.findChildren(OperationDialog)[-1]


def _entered(shell: Shell, settled: Settled) -> Shell:
    shell.workspace.enter_building("b0")
    settled()
    return shell


def _tab(shell: Shell) -> EnergyTab:
    (tab,) = shell.window.findChildren(EnergyTab)
    return tab


def _boxes(tab: EnergyTab) -> dict[str, str]:
    """Texts of each box by its title, from left to right and down."""
    tab.widget().layout().activate()
    found = [f for f in tab.widget().findChildren(QFrame) if f.parent() is tab.widget()]
    return {f.accessibleName(): _text(f) for f in sorted(found, key=lambda f: (f.x(), f.y()))}


def _text(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    whole = [w.accessibleName() if isinstance(w, ElidedLabel) else w.text() for w in labels]
    return "|".join(t for t in whole if t)
