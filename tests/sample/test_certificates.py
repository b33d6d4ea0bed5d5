"""Certificates of the sample: what stands on them fits their letter, scheme and days."""

from datetime import date

import numpy as np
import pytest

from twin.analysis.certificates import check_certificate, expiry_of
from twin.errors import InputOutOfRange
from twin.model.building import Building
from twin.model.label import Certificate, LabelEnergy
from twin.sample.certificate import certificate, energy_label
from twin.workspace.defaults import label_schemes

SCHOOL = Building("b01", "Lia skole", "school", heated_floor_area=1000.0)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("seed", range(40))
def test_that_a_sample_certificate_could_have_been_issued(seed: int) -> None:
    random = np.random.default_rng(seed)
    used = float(random.uniform(50, 320)) * 1000
    found = certificate(SCHOOL, used, random)

    check_certificate(found, label_schemes()["2015"], TODAY)
    assert found.letter == energy_label(SCHOOL, used)
    assert found.energy is not None
    assert energy_label(SCHOOL, found.energy.kwh_per_m2 * 1000) == found.letter
    assert found.issued is not None
    assert 2016 <= found.issued.year <= 2025
    assert found.number.startswith(f"A{found.issued.year}-")


def test_that_a_certificate_is_valid_for_ten_years() -> None:
    assert expiry_of(date(2019, 5, 31)) == date(2029, 5, 31)
    assert expiry_of(date(2016, 2, 29)) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"letter": "H"}, "no energy grade"),
        ({"letter": ""}, "no energy grade"),
        ({"heating_grade": "blue"}, "no heating grade"),
        ({"issued": date(2027, 1, 1)}, "yet to come"),
        ({"issued": date(2026, 1, 2)}, "No certificate of the 2015 scheme"),
        ({"expires": date(2018, 1, 1)}, "expires before"),
        ({"energy": LabelEnergy("2015", 0.0)}, "no building has that"),
    ],
)
def test_that_impossible_certificates_are_refused(wrong: dict[str, object], said: str) -> None:
    parts: dict[str, object] = {
        "building_id": "b01", "letter": "C", "scheme": "2015", "issued": date(2019, 5, 2),
    }  # fmt: skip
    made = Certificate(**{**parts, **wrong})  # pyright: ignore[reportArgumentType]
    with pytest.raises(InputOutOfRange, match=said):
        check_certificate(made, label_schemes()["2015"], TODAY)


def test_that_there_is_no_certificate_of_an_unknown_scheme() -> None:
    with pytest.raises(InputOutOfRange, match="no label scheme"):
        check_certificate(Certificate("b01", "C", "1999"), None, TODAY)
