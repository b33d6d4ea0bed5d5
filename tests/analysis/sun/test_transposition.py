"""How much sun falls on an unshaded plane."""

from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.sun.skies import clear_year
from twin.analysis.sun.position import sun_of
from twin.analysis.sun.transposition import plane_sun
from twin.errors import InputOutOfRange, MissingInput
from twin.importers.weather.epw import read_epw
from twin.workspace.defaults import normal_year

DENVER = {
    (0.0, 0.0): (1662, 1671), (90.0, 0.0): (399, 477), (90.0, 90.0): (1017, 1068),
    (90.0, 180.0): (1291, 1387), (90.0, 270.0): (903, 997),
}  # fmt: skip


@pytest.mark.parametrize("plane", DENVER)
def test_that_incident_sun_is_that_of_the_reference_programs(corpus, plane):
    # ASHRAE 140-2020, case 600, range of six programs, level: the file's own 1670.2. [kWh/m2]
    year = read_epw(corpus / "weather" / "725650TYCST_Denver_TMY3.epw")
    low, high = DENVER[plane]

    assert low <= plane_sun(year, *plane).total.sum() / 1000 <= high


@pytest.mark.parametrize("year", [clear_year(), normal_year()], ids=["clear", "normal"])
def test_that_a_level_plane_gets_the_global_irradiance(year):
    level = plane_sun(year, 0.0, np.nan)

    np.testing.assert_allclose(level.total, year.ghi, atol=1e-9)
    assert min(part.min() for part in (level.beam, level.circumsolar, level.sky)) >= 0
    assert not level.ground.any()


def test_that_a_nearly_level_plane_gets_nearly_the_same():
    year = normal_year()

    nearly = plane_sun(year, 0.5, 180.0).total.sum()

    assert nearly == pytest.approx(year.ghi.sum(), rel=0.02)


@pytest.mark.parametrize("plane", [(90.0, 0.0), (90.0, 180.0), (35.0, 90.0), (180.0, np.nan)])
def test_that_no_part_is_negative_and_all_are_finite(plane):
    sun = plane_sun(normal_year(), *plane)

    for part in (sun.beam, sun.circumsolar, sun.sky, sun.ground, sun.cosine):
        assert np.isfinite(part).all()
        assert part.min() >= 0
    np.testing.assert_allclose(sun.direct + sun.diffuse, sun.total)


def test_that_beam_is_normal_irradiance_times_cosine():
    year = clear_year()
    sun = sun_of(year)

    south = plane_sun(year, 90.0, 180.0)

    expected = np.where(sun.is_up, np.maximum(-sun.direction[:, 1], 0), 0)
    np.testing.assert_allclose(south.cosine, expected, atol=1e-9)
    np.testing.assert_allclose(south.beam, year.dni * south.cosine)


def test_that_there_is_no_beam_behind_the_plane_or_at_night():
    year = clear_year()

    north = plane_sun(year, 90.0, 0.0)

    behind = sun_of(year).direction[:, 1] < 0
    assert not north.beam[behind].any()
    assert not north.total[~sun_of(year).is_up].any()


def test_that_twilight_without_sun_is_a_uniform_sky():
    dark = np.zeros(8760)
    year = clear_year(dhi=np.full(8760, 10.0), ghi=np.full(8760, 10.0), dni=dark)
    down = ~sun_of(year).is_up

    wall = plane_sun(year, 90.0, 180.0)

    np.testing.assert_allclose(wall.sky[down], 5.0)
    assert not wall.circumsolar[down].any()


def test_that_the_ground_shines_by_its_reflection():
    year = clear_year()

    snow = plane_sun(year, 90.0, 180.0, 0.7)

    np.testing.assert_allclose(snow.ground, year.ghi * 0.35)


def test_that_a_plane_is_calculated_once():
    year = clear_year()

    assert plane_sun(year, 90.0, 180.0) is plane_sun(year, 90.0, 540.01)
    assert plane_sun(year, 0.0, np.nan) is plane_sun(year, 0.0, 77.0)


def test_that_beam_stronger_than_outside_the_atmosphere_is_cut():
    year = clear_year(beam=5000.0)

    assert plane_sun(year, 90.0, 180.0).beam.max() < 1420


@pytest.mark.parametrize("column", ["ghi", "dni", "dhi"])
def test_that_a_gap_in_the_weather_is_refused_with_a_next_step(column):
    year = clear_year()
    gap = getattr(year, column).copy()
    gap[4000:4003] = np.nan

    with pytest.raises(MissingInput) as refused:
        plane_sun(replace(year, **{column: gap}), 90.0, 180.0)

    assert refused.value.values["hours"] == 3
    assert refused.value.next_step


def test_that_negative_light_is_refused():
    year = clear_year()

    with pytest.raises(InputOutOfRange, match="below zero"):
        plane_sun(replace(year, dhi=year.dhi - 1), 90.0, 180.0)


def test_that_a_leap_year_is_no_year_of_hours():
    leap = np.zeros(8784)

    with pytest.raises(ValueError, match="8760"):
        clear_year(ghi=leap, dni=leap, dhi=leap)


@pytest.mark.parametrize("tilt", [-1.0, 181.0, np.nan])
def test_that_an_impossible_tilt_is_refused(tilt):
    with pytest.raises(InputOutOfRange, match="tilt"):
        plane_sun(clear_year(), tilt, 180.0)


def test_that_a_tilted_plane_without_direction_is_refused():
    with pytest.raises(MissingInput, match="faces"):
        plane_sun(clear_year(), 30.0, np.nan)


@pytest.mark.parametrize("reflection", [-0.1, 1.1, np.nan])
def test_that_an_impossible_reflection_is_refused(reflection):
    with pytest.raises(InputOutOfRange, match="share"):
        plane_sun(clear_year(), 30.0, 180.0, reflection)
