"""The committed EnergyPlus results, and the comparison that uses them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from twin.model.arrays import FloatArray
from validation.energyplus.cases import Case
from validation.energyplus.catalogue import BASE, MEASURES, all_cases, variants
from validation.energyplus.compare import compare, summary
from validation.energyplus.reference import reference_of, references
from validation.energyplus.report import run

CASES = all_cases()
KNOWN = references()
BY_DESCRIPTION = {
    repr(state): reference_of(state, name, KNOWN)
    for case in CASES
    for name, state in variants(case).items()
}


def energyplus_itself(case: Case) -> tuple[FloatArray, FloatArray]:
    found = BY_DESCRIPTION[repr(case)]
    return found.heating, found.cooling


def four_per_cent_more(case: Case) -> tuple[FloatArray, FloatArray]:
    heating, cooling = energyplus_itself(case)
    return 1.04 * heating, 1.04 * cooling


def six_per_cent_more(case: Case) -> tuple[FloatArray, FloatArray]:
    heating, cooling = energyplus_itself(case)
    return 1.06 * heating, 1.2 * cooling + case.box.floor_area


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_that_every_variant_has_a_result_for_its_very_description(case: Case):
    for name, state in variants(case).items():
        found = reference_of(state, name, KNOWN)
        assert found.energyplus == "25.2.0"
        assert found.floor_area == pytest.approx(case.box.floor_area, abs=0.1)
        assert (found.heating >= 0).all()
        assert (found.cooling >= 0).all()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_that_every_measure_saves_heat_and_the_package_most(case: Case):
    need = {name: KNOWN[case.name, name].heating.sum() for name in (BASE, *MEASURES)}

    assert all(need[name] < need[BASE] for name in MEASURES)
    assert need["package"] == min(need.values())


def test_that_a_building_without_cooling_needs_none():
    for case in CASES:
        cooling = KNOWN[case.name, BASE].cooling.sum()
        assert (cooling > 0) == (case.operation.cooling_in_use is not None)


def test_that_older_schools_of_one_kind_need_more():
    need = {
        name: KNOWN[name, BASE].heating.sum() / KNOWN[name, BASE].floor_area
        for name in ("school-3-tek69-heavy", "school-3-tek97-heavy-cooled")
    }

    assert need["school-3-tek69-heavy"] > 1.5 * need["school-3-tek97-heavy-cooled"]


def test_that_large_windows_to_the_south_need_less_heat_and_more_cooling_than_to_the_north():
    south, north = (KNOWN[f"office-4-tek87-heavy-{way}", BASE] for way in ("south", "north"))

    assert south.heating.sum() < north.heating.sum()
    assert south.cooling.sum() > north.cooling.sum()


def test_that_energyplus_agrees_with_itself():
    figures = summary(compare(energyplus_itself))

    assert figures["heating inside 5 %"] == f"{len(CASES)} of {len(CASES)}"
    assert figures["savings inside 5 %"] == f"{6 * len(CASES)} of {6 * len(CASES)}"
    assert figures["rows inside"] == f"{7 * len(CASES)} of {7 * len(CASES)}"
    assert figures["mean heating deviation %"] == 0


def test_that_four_per_cent_too_much_is_inside_and_six_outside():
    near = summary(compare(four_per_cent_more))
    far = summary(compare(six_per_cent_more))

    assert near["heating inside 5 %"] == f"{len(CASES)} of {len(CASES)}"
    assert far["heating inside 5 %"] == f"0 of {len(CASES)}"
    assert far["savings inside 5 %"] == f"0 of {6 * len(CASES)}"
    assert str(far["worst heating"]).startswith("+6.0 %")


def test_that_cooling_may_be_off_by_five_kilowatt_hours_per_square_metre_but_not_more():
    case = next(case for case in CASES if case.name == "office-4-tek87-heavy-south")
    reference = KNOWN[case.name, BASE]

    def off_by(per_area: float) -> bool:
        more = reference.cooling + per_area * reference.floor_area / 12
        return compare(lambda _: (reference.heating, more), [case])[0].cooling_is_inside

    assert off_by(4.9)
    assert not off_by(5.1 + 0.15 * reference.cooling.sum() / reference.floor_area)


def test_that_a_result_of_another_description_is_refused():
    changed = replace(CASES[0], infiltration=CASES[0].infiltration + 0.01)

    with pytest.raises(LookupError, match="refresh"):
        compare(energyplus_itself, [changed])


def test_that_the_report_has_a_row_for_every_variant(tmp_path: Path):
    figures = run(tmp_path, four_per_cent_more)

    rows = (tmp_path / "energyplus.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + 7 * len(CASES)
    assert figures["cases"] == len(CASES)
    assert "worst heating: +4.0 %" in (tmp_path / "energyplus.md").read_text(encoding="utf-8")
    assert (tmp_path / "energyplus.png").stat().st_size > 10_000


def test_that_months_make_up_the_year():
    assert all(found.heating.shape == (12,) for found in KNOWN.values())
    assert all(np.isfinite(found.heating).all() for found in KNOWN.values())
