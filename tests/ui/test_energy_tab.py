"""The energy tab: what is calculated, what is labelled and what meters counted stand apart."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QWidget

from twin.model.finding import Finding, Severity
from twin.model.label import ClimateCorrection, Label, LabelEnergy, MeteredEnergy, bar_values
from twin.ui.energy.label_box import label_box
from twin.ui.energy.metered_box import metered_box, metered_years
from twin.ui.energy.sheet import energy_sheet
from twin.ui.energy.tab import EnergyTab
from twin.ui.texts import energy as words
from twin.ui.texts.language import use_language
from twin.ui.widgets.badge import LetterTile
from twin.ui.widgets.bar_rows import BarRows
from twin.ui.widgets.text import ElidedLabel
from twin.ui.window.shell import Shell
from twin.workspace.building_energy import BuildingEnergy
from twin.workspace.defaults import label_schemes
from twin.workspace.monthly_energy import MonthlyEnergy

from .results import energy
from .small_portfolio import building

Settled = Callable[[], None]
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
    assert "CO₂e, Norwegian mix" in boxes["Calculated energy"]
    assert "CO₂e, European mix" in boxes["Calculated energy"]
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


def _entered(shell: Shell, settled: Settled) -> Shell:
    shell.workspace.enter_building("b0")
    settled()
    return shell


def _tab(shell: Shell) -> EnergyTab:
    (tab,) = shell.window.findChildren(EnergyTab)
    return tab


def _boxes(tab: EnergyTab) -> dict[str, str]:
    """Texts of each box by its title, from left to right."""
    found = [f for f in tab.widget().findChildren(QFrame) if f.parent() is tab.widget()]
    return {f.accessibleName(): _text(f) for f in sorted(found, key=lambda f: f.x())}


def _text(widget: QWidget) -> str:
    labels = widget.findChildren(QLabel)
    whole = [w.accessibleName() if isinstance(w, ElidedLabel) else w.text() for w in labels]
    return "|".join(t for t in whole if t)
