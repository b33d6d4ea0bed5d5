"""Weather of a what-if in the window, and whether its figures agree with the meters."""

from dataclasses import replace
from datetime import date

from twin.model.building import Building
from twin.model.scenario import CalibrationResult, CarrierFit, Statement
from twin.ui.report.document import report_html
from twin.ui.texts.language import use_language
from twin.ui.texts.outcome import calibration_text, year_text

from .results import SCENARIO, result

WHY = Statement("Not calibrated: the building has no meter readings.")
UNKNOWN = CalibrationResult(False, (WHY,))
GOOD = CarrierFit("electricity", 12, (0.3, 0.08), (-0.2, 0.01), True)
KNOWN = CalibrationResult(True, (), 2025, "Florida, 2025", ("Main",), (GOOD,), 200.0)


def page(calibration, weather="", language="en"):
    use_language(language)
    try:
        scenario = replace(SCENARIO, weather=weather)
        found = replace(result(), calibration=calibration, weather="Florida, 2025")
        return report_html(Building("b0", "A", "school"), scenario, found, (), date(2026, 1, 2))
    finally:
        use_language("en")


def test_that_the_line_says_whether_the_figures_agree_with_the_meters():
    doubtful = replace(KNOWN, fits=(GOOD, replace(GOOD, passes=False)))

    assert calibration_text(KNOWN) == ("Calibrated against the meters of 2025", "ok")
    assert calibration_text(UNKNOWN) == ("Not calibrated against meters", "")
    assert calibration_text(doubtful)[0].endswith("but not near enough")
    assert calibration_text(doubtful)[1] == "danger"


def test_that_the_report_says_why_it_is_not_calibrated():
    assert "Not calibrated against meters" in page(UNKNOWN)
    assert "has no meter readings" in page(UNKNOWN)
    assert "Ikke kalibrert mot målere" in page(UNKNOWN, language="nb")
    assert "alibrated" not in page(None)


def test_that_report_and_panel_name_the_weather():
    scenario = replace(SCENARIO, weather="2050")

    assert "in the weather of Florida, 2025" in page(KNOWN, "abc")
    assert "of a normal year" in page(KNOWN)
    assert year_text(scenario, replace(result(), weather="Bergen → 2050")).endswith("→ 2050")
    assert year_text(SCENARIO, result()) == "Whole building, a normal year"
