"""The land around a place."""

import numpy as np
import pytest

from twin.analysis.sun.horizon import flat_horizon, horizon_from_table, parse_horizon
from twin.errors import InputOutOfRange, UnreadableFile

PVGIS = """Latitude (decimal degrees):\t60.383
Longitude (decimal degrees):\t5.333

A\tH_hor\tA_sun(w)\tH_sun(w)\tA_sun(s)\tH_sun(s)
-180.0\t2.0\t-180.0\t0.0\t-180.0\t0.0
-90.0\t12.5\t-170.0\t0.0\t-170.0\t0.0
0.0\t5.0\t-160.0\t0.0\t-160.0\t0.0
90.0\t8.0\t-150.0\t0.0\t-150.0\t0.0
180.0\t2.0\t-150.0\t0.0\t-150.0\t0.0

A: Azimuth (0 = S, 90 = W, -90 = E) (degree)
H_hor: Horizon height (degree)
PVGIS (c) European Union, 2001-2024
"""


def test_that_no_horizon_is_flat_and_says_so():
    flat = flat_horizon()

    assert not flat.is_known
    assert "flat" in flat.source
    assert not flat.at(np.arange(360.0)).any()


def test_that_heights_are_linear_between_directions_and_go_round_north():
    hills = horizon_from_table(np.array([350.0, 10.0, 180.0]), np.array([10.0, 20.0, 0.0]), "t")

    np.testing.assert_allclose(hills.at(np.array([350.0, 0.0, 5.0, 360.0])), [10, 15, 17.5, 15])
    np.testing.assert_allclose(hills.at(np.array([95.0])), 10.0, atol=0.01)


def test_that_the_printed_table_of_pvgis_counts_from_south():
    hills = parse_horizon(PVGIS, "PVGIS")

    np.testing.assert_allclose(hills.at(np.array([0.0, 90.0, 180.0, 270.0])), [2, 12.5, 5, 8])
    assert hills.is_known


@pytest.mark.parametrize(
    "text",
    ["azimuth,height\n0,1\n90,2\n180,3\n270,4\n", "0;1,0\n90;2,0\n180;3,0\n270;4,0",
     "\ufeff# from a survey\n0 1\n90 2\n180 3\n270 4\n360 1\n", "1\n2\n3\n4\n", "1 2 3 4"],
)  # fmt: skip
def test_that_simple_tables_count_from_north(text):
    hills = parse_horizon(text, "table")

    np.testing.assert_allclose(
        hills.at(np.array([0.0, 45.0, 90.0, 180.0, 270.0])), [1, 1.5, 2, 3, 4]
    )


def test_that_land_below_level_is_level():
    valley = horizon_from_table(np.array([0.0, 180.0]), np.array([-3.0, 4.0]), "t")

    assert valley.at(np.array([0.0]))[0] == 0.0


@pytest.mark.parametrize("text", ["", "azimuth,height\n", "no numbers here"])
def test_that_a_file_without_numbers_is_refused(text):
    with pytest.raises(UnreadableFile, match="PVGIS"):
        parse_horizon(text, "x.csv")


@pytest.mark.parametrize(
    "text",
    ["0,1\n", "0,1\n90,nan\n", "0,1\n90,95\n", "-90,1\n90,2\n", "0,1\n0,2\n90,1\n", "0,1\n400,2\n",
     "0,1,7\n90,2,7\n", "10,5 3,2\n20,5 3,2"],
)  # fmt: skip
def test_that_tables_that_are_no_horizon_are_refused(text):
    with pytest.raises(InputOutOfRange) as refused:
        parse_horizon(text, "x.csv")

    assert refused.value.next_step
