"""Which buildings need a new energy certificate."""

from datetime import date

import numpy as np
import pytest

from twin.analysis.certificates import CertificateState, end_of, newest, state_of
from twin.analysis.overlays.energy_certificate import OVERLAY
from twin.model.building import Building
from twin.model.label import Certificate
from twin.model.overlay import NO_DATA, OverlayInput

TODAY = date(2026, 11, 23)


def certificate(building: str, issued: date | None, letter: str = "C") -> Certificate:
    return Certificate(building, letter, "2015", issued)


@pytest.mark.parametrize(
    ("issued", "state"),
    [
        (date(2016, 11, 22), CertificateState.EXPIRED),  # its last day was yesterday
        (date(2016, 11, 23), CertificateState.SOON),  # today is its last day
        (date(2017, 11, 23), CertificateState.SOON),
        (date(2017, 11, 24), CertificateState.VALID),
        (None, CertificateState.UNDATED),
    ],
)
def test_that_a_certificate_holds_ten_years(issued: date | None, state: CertificateState) -> None:
    assert state_of(certificate("b", issued), 5000.0, TODAY) is state


@pytest.mark.parametrize(
    ("area", "state"),
    [
        (1000.0, CertificateState.NOT_NEEDED),
        (1000.1, CertificateState.MISSING),
        (np.nan, CertificateState.MISSING),
    ],
)
def test_that_large_public_buildings_must_have_one(area: float, state: CertificateState) -> None:
    assert state_of(None, area, TODAY) is state


def test_that_the_one_issued_last_counts_whatever_was_stored_last() -> None:
    old, new = certificate("b", date(2015, 1, 1), "E"), certificate("b", date(2024, 1, 1), "B")

    assert newest((new, old))["b"] is new
    assert newest((old, new))["b"] is new


def test_that_a_leap_day_ends_on_the_last_of_february() -> None:
    assert end_of(certificate("b", date(2016, 2, 29))) == date(2026, 2, 28)


def test_that_the_overlay_colours_each_state_and_leaves_small_buildings_out() -> None:
    buildings = [Building(f"b{i}", "", "school", heated_floor_area=a)
                 for i, a in enumerate((3000.0, 3000.0, 3000.0, 3000.0, 500.0))]  # fmt: skip
    found = (
        certificate("b0", date(2010, 1, 1)), certificate("b2", date(2017, 1, 1)),
        certificate("b3", date(2024, 1, 1)),
    )  # fmt: skip
    source = OverlayInput(
        buildings, None, (), (), np.zeros(0), np.zeros(5), certificates=found, today=TODAY
    )

    shown = OVERLAY.colour(source)

    assert shown.classes.tolist() == [0, 1, 2, 3, NO_DATA]
    assert shown.values[3] == pytest.approx(7.1, abs=0.05)


def test_that_looking_back_leaves_out_what_was_not_issued_yet() -> None:
    source = OverlayInput(
        [Building("b", "", "school", heated_floor_area=3000.0)], None, (), (), np.zeros(0),
        np.zeros(1), certificates=(certificate("b", date(2024, 1, 1)),),
        as_of=date(2020, 12, 31), today=TODAY,
    )  # fmt: skip

    assert OVERLAY.colour(source).classes.tolist() == [1]
