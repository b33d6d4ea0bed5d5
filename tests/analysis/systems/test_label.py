"""The energy label at its limits, and apart from everything that is not a label."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from twin.analysis.label import (
    IN_REFERENCE_CLIMATE,
    degree_day_correction,
    degree_days,
    energy_label,
    letters_better,
    scheme_on,
)
from twin.errors import InputOutOfRange, MissingInput
from twin.model.label import (
    Certificate,
    ClimateCorrection,
    LabelEnergy,
    LabelInput,
    MeteredEnergy,
    bar_values,
)
from twin.workspace.defaults import label_schemes, normal_year

SCHEMES = label_schemes()
OLD, NEW = SCHEMES["2015"], SCHEMES["2026"]


def letter(scheme, category: str, kwh_per_m2: float, area: float = 1000.0) -> str:
    year = LabelInput(category, area, {"electricity": kwh_per_m2 * area})
    return energy_label(year, scheme, IN_REFERENCE_CLIMATE).letter


@pytest.mark.parametrize(
    ("kwh_per_m2", "expected"),
    [(0, "A"), (75, "A"), (75.01, "B"), (105, "B"), (135, "C"), (135.01, "D"), (175, "D"),
     (220, "E"), (280, "F"), (280.01, "G"), (900, "G")],
)  # fmt: skip
def test_that_a_limit_of_2015_belongs_to_the_better_letter(kwh_per_m2, expected):
    assert letter(OLD, "school", kwh_per_m2) == expected


@pytest.mark.parametrize(
    ("category", "kwh_per_m2", "expected"),
    [("school", 70, "A"), ("school", 70.01, "B"), ("school", 150, "C"), ("school", 340.01, "G"),
     ("nursing_home", 190, "C"), ("kindergarten", 121, "C"), ("sports", 300, "E")],
)  # fmt: skip
def test_that_the_scale_of_2026_is_another(category, kwh_per_m2, expected):
    assert letter(NEW, category, kwh_per_m2) == expected


def test_that_offices_get_a_c_up_to_145_as_energimerking_no_says():
    assert (letter(OLD, "office", 145.0), letter(OLD, "office", 145.1)) == ("C", "D")


def test_that_small_homes_have_higher_limits():
    # 95 + 800 / 100 = 103 and 95 + 800 / 200 = 99 kWh/m2.
    assert letter(OLD, "house", 103.0, 100.0) == "A"
    assert letter(OLD, "house", 103.0, 200.0) == "B"
    assert letter(OLD, "house", 99.0, 200.0) == "A"


def test_that_2026_weighs_district_heat_and_2015_does_not():
    # 60 + 0.45 x 120 = 114 kWh/m2 is C in 2026; 180 kWh/m2 is E in 2015.
    year = LabelInput("school", 2000.0, {"electricity": 120_000.0, "district heat": 240_000.0})

    new = energy_label(year, NEW, IN_REFERENCE_CLIMATE)
    old = energy_label(year, OLD, IN_REFERENCE_CLIMATE)

    assert (new.letter, new.energy) == ("C", LabelEnergy("2026", pytest.approx(114)))
    assert (old.letter, old.energy) == ("E", LabelEnergy("2015", pytest.approx(180)))
    assert new.to_next == pytest.approx(114 - 85)
    assert old.limit == 220


def test_that_only_the_climate_dependent_part_is_corrected():
    # (50 + 60 x 1.2) x 1 + 30 x 1.2 x 0.45 = 138.2 kWh/m2.
    year = LabelInput(
        "office",
        10.0,
        {"electricity": 1100.0, "district heat": 300.0},
        {"electricity": 600.0, "district heat": 300.0},
    )

    found = energy_label(year, NEW, ClimateCorrection(1.2, "by hand"))

    assert found.energy.kwh_per_m2 == pytest.approx(138.2)
    assert found.correction.source == "by hand"


def test_that_degree_days_are_those_of_daily_means():
    # Half of each day at 5 and half at 15 degree C: 7 K below 17 on every day.
    outside = np.where(np.arange(8760) % 24 < 12, 5.0, 15.0)

    assert degree_days(outside) == pytest.approx(7 * 365)
    assert degree_day_correction(outside, NEW).factor == pytest.approx(3940 / (7 * 365))


def test_that_mild_bergen_is_corrected_upwards():
    assert 1.1 < degree_day_correction(normal_year().temperature, OLD).factor < 1.4


def test_that_a_label_without_climate_is_refused():
    with pytest.raises(MissingInput):
        degree_day_correction(np.full(8760, np.nan), NEW)
    with pytest.raises(MissingInput):
        degree_day_correction(np.zeros(8760), replace(NEW, degree_days=np.nan))


def test_that_actual_operation_gets_no_label():
    year = LabelInput("school", 1000.0, {"electricity": 1.0}, operation="actual")

    with pytest.raises(InputOutOfRange, match="standard operation"):
        energy_label(year, OLD, IN_REFERENCE_CLIMATE)


def test_that_an_unknown_weight_gives_no_letter_rather_than_a_wrong_one():
    year = LabelInput("school", 1000.0, {"electricity": 1.0, "biofuel": 100_000.0})

    with pytest.raises(MissingInput, match="biofuel"):
        energy_label(year, NEW, IN_REFERENCE_CLIMATE)
    assert energy_label(year, OLD, IN_REFERENCE_CLIMATE).letter == "B"


@pytest.mark.parametrize(
    ("year", "error"),
    [
        (LabelInput("fire_station", 1000.0, {"electricity": 1.0}), MissingInput),
        (LabelInput("school", 0.0, {"electricity": 1.0}), InputOutOfRange),
        (LabelInput("school", np.nan, {"electricity": 1.0}), InputOutOfRange),
        (LabelInput("school", 1000.0, {"electricity": np.nan}), MissingInput),
    ],
)
def test_that_bad_input_gives_no_label(year, error):
    with pytest.raises(error) as refused:
        energy_label(year, OLD, IN_REFERENCE_CLIMATE)

    assert refused.value.next_step


def test_that_a_certificate_keeps_the_scheme_of_its_day():
    assert scheme_on(date(2025, 12, 31), SCHEMES) is OLD
    assert scheme_on(date(2026, 1, 1), SCHEMES) is NEW
    assert scheme_on(date(2031, 6, 1), SCHEMES) is NEW
    with pytest.raises(InputOutOfRange):
        scheme_on(date(2009, 1, 1), SCHEMES)


def test_that_letters_of_two_schemes_are_never_compared():
    year = LabelInput("school", 1000.0, {"electricity": 100_000.0})
    old = energy_label(year, OLD, IN_REFERENCE_CLIMATE)

    assert letters_better(old, Certificate("b", "E", "2015")) == 3
    with pytest.raises(InputOutOfRange, match="do not mean the same"):
        letters_better(old, Certificate("b", "E", "2026"))


def test_that_label_and_metered_energy_cannot_be_added_or_share_a_bar():
    label, metered = LabelEnergy("2026", 100.0), MeteredEnergy("2025", 120.0)

    with pytest.raises(TypeError):
        label + metered  # pyright: ignore[reportOperatorIssue]
    with pytest.raises(TypeError):
        sum([label, label])  # pyright: ignore[reportCallIssue, reportArgumentType]
    with pytest.raises(TypeError):
        bar_values([label, metered])  # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError):
        bar_values([label, LabelEnergy("2015", 100.0)])
    assert bar_values([metered, MeteredEnergy("2024", 130.0)]) == (120.0, 130.0)
    assert bar_values([label]) == (100.0,)


def test_that_second_hand_scales_say_so():
    for scheme in SCHEMES.values():
        assert not scheme.verified
        assert scheme.note
        assert len(scheme.source) > 20
    year = LabelInput("school", 1000.0, {"electricity": 100.0})
    assert not energy_label(year, NEW, IN_REFERENCE_CLIMATE).verified


def test_that_limits_rise_from_letter_to_letter():
    for scheme in SCHEMES.values():
        for scale in scheme.scales.values():
            limits = scale.limits_at(150.0)
            assert list(limits) == sorted(set(limits)), scale.category
