"""Electricity of panels."""

from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.sun.skies import BERGEN, clear_year
from tests.analysis.sun.walls import long_wall, point
from twin.analysis.sun.horizon import flat_horizon
from twin.analysis.sun.photovoltaics import (
    PANEL_POWER,
    PanelField,
    field_on,
    panel_yield,
    self_use,
)
from twin.analysis.sun.position import sun_path
from twin.analysis.sun.shading import unshaded
from twin.analysis.sun.transposition import plane_sun
from twin.analysis.sun.visibility import shadings
from twin.errors import InputOutOfRange, MissingInput
from twin.importers.weather.epw import read_epw
from twin.workspace.defaults import normal_year

SOUTH = PanelField(10.0, 30.0, 180.0)
ROOF = np.array([[0.0, 0.0], [20.0, 0.0], [20.0, 10.0], [0.0, 10.0]])

# Typical year of Bergen, unshaded. [kWh/kW] First an estimate with the sky of Hay and Davies and
# a ratio of 0.87 to the sun, without reflection and inverter; then what is left of it with those
# two (0.81 to 0.83) and the sky of Perez, which is brighter to the south by 1 % and darker to
# east and west by 5 %, to the north by 14 %.
BERGEN_YIELD = {
    (30.0, 180.0): (720, 0.94), (10.0, 90.0): (648, 0.94), (10.0, 270.0): (648, 0.94),
    (90.0, 180.0): (526, 0.93), (90.0, 90.0): (404, 0.87), (90.0, 270.0): (410, 0.88),
    (90.0, 0.0): (291, 0.76),
}  # fmt: skip


@pytest.mark.parametrize("plane", BERGEN_YIELD)
def test_that_panels_in_bergen_yield_what_they_should(corpus, plane):
    year = read_epw(corpus / "weather" / "NOR_Bergen.013110_IWEC.epw")
    before, share = BERGEN_YIELD[plane]

    found = panel_yield(PanelField(1.0, *plane), year, unshaded())

    assert found.central == pytest.approx(before * share, rel=0.03)
    assert found.low < 0.9 * found.central < 1.1 * found.central < found.high * 1.001


def test_that_a_year_yields_a_usual_share_of_its_sun():
    # Performance ratio of well-kept plants: 0.75 to 0.87.
    year = normal_year()

    made = panel_yield(SOUTH, year, unshaded())

    assert 0.75 < made.central / (plane_sun(year, 30.0, 180.0).total.sum() / 1000) < 0.87


def test_that_electricity_grows_with_power_and_none_is_made_at_night():
    year = normal_year()

    ten, twenty = panel_yield(SOUTH, year), panel_yield(replace(SOUTH, power=20.0), year)

    np.testing.assert_allclose(twenty.hourly, 2 * ten.hourly)
    assert ten.hourly.sum() == pytest.approx(10 * ten.central)
    assert not ten.hourly[year.ghi == 0].any()
    assert ten.hourly.min() >= 0


def test_that_no_panels_make_nothing():
    assert not panel_yield(replace(SOUTH, power=0.0), normal_year()).hourly.any()


def test_that_the_inverter_cuts_what_is_beyond_its_power():
    made = panel_yield(SOUTH, clear_year(beam=1200.0, diffuse=200.0), unshaded())

    assert made.hourly.max() == pytest.approx(10 / 1.2)


def test_that_cold_and_open_panels_make_more_than_warm_and_close_ones():
    year = clear_year(beam=500.0)
    warm = replace(year, temperature=year.temperature + 20)

    assert panel_yield(SOUTH, year).central > 1.05 * panel_yield(SOUTH, warm).central
    close = panel_yield(replace(SOUTH, mounting="close"), year).central
    insulated = panel_yield(replace(SOUTH, mounting="insulated"), year).central
    assert panel_yield(SOUTH, year).central > close > insulated


def test_that_unknown_wind_counts_as_still_air():
    year = clear_year(beam=500.0)
    windy = replace(year, wind_speed=np.full(8760, 8.0))

    assert panel_yield(SOUTH, windy).central > panel_yield(SOUTH, year).central


def test_that_shade_takes_electricity():
    sun = sun_path(*BERGEN, 1.0)
    place = point((0, 0, 1), tilt=30.0, azimuth=180.0)
    (shaded,) = shadings(place, long_wall(8, 10), sun, flat_horizon())
    year = clear_year()

    free, behind = panel_yield(SOUTH, year, unshaded()), panel_yield(SOUTH, year, shaded)

    assert 0.3 * free.central < behind.central < 0.85 * free.central
    assert (behind.hourly <= free.hourly + 1e-9).all()


def test_that_known_shade_replaces_the_usual_loss_to_shade():
    year = normal_year()

    looked, unknown = panel_yield(SOUTH, year, unshaded()), panel_yield(SOUTH, year)

    assert looked.central / unknown.central == pytest.approx(1 / 0.97, rel=0.003)


@pytest.mark.parametrize(
    ("set_back", "coverage", "area"), [(0.0, 1.0, 200.0), (1.0, 1.0, 144.0), (1.0, 0.5, 72.0)]
)
def test_that_panels_keep_off_the_edges(set_back, coverage, area):
    field = field_on(ROOF, (10.0, 90.0), set_back, coverage)

    assert field.power == pytest.approx(area * PANEL_POWER)
    assert (field.tilt, field.azimuth) == (10.0, 90.0)


def test_that_a_roof_narrower_than_its_free_strips_gets_no_panels():
    assert field_on(ROOF, (30.0, 180.0), 5.0).power == 0.0


@pytest.mark.parametrize(
    "wrong", [(ROOF[:2], 0.0, 1.0), (ROOF * np.nan, 0.0, 1.0), (ROOF, -1.0, 1.0), (ROOF, 0.0, 1.2)]
)
def test_that_impossible_roofs_are_refused(wrong):
    outline, set_back, coverage = wrong

    with pytest.raises(InputOutOfRange, match="corners"):
        field_on(outline, (30.0, 180.0), set_back, coverage)


@pytest.mark.parametrize("wrong", [{"power": -1.0}, {"power": np.nan}, {"mounting": "glued"}])
def test_that_impossible_fields_are_refused(wrong):
    with pytest.raises(InputOutOfRange, match="mounting"):
        replace(SOUTH, **wrong)


def test_that_weather_with_gaps_is_refused():
    year = clear_year()
    gap = year.temperature.copy()
    gap[5] = np.nan

    with pytest.raises(MissingInput, match="temperature"):
        panel_yield(SOUTH, replace(year, temperature=gap))
    with pytest.raises(MissingInput, match="dni"):
        panel_yield(SOUTH, replace(year, dni=year.dni * np.nan))


def test_that_the_building_uses_what_it_can_in_each_hour():
    made, load = np.zeros(8760), np.full(8760, 2.0)
    made[100:103] = (1.0, 2.0, 5.0)

    used = self_use(made, load)

    np.testing.assert_array_equal(used.own_use[100:103], (1, 2, 2))
    np.testing.assert_array_equal(used.exported[100:103], (0, 0, 3))
    np.testing.assert_array_equal(used.bought[99:103], (2, 1, 0, 0))
    np.testing.assert_allclose(used.own_use + used.exported, made)
    np.testing.assert_allclose(used.own_use + used.bought, load)
    assert used.share_used == pytest.approx(5 / 8)
    assert used.share_covered == pytest.approx(5 / 17520)


def test_that_shares_of_nothing_are_unknown():
    nothing = self_use(np.zeros(8760), np.zeros(8760))

    assert np.isnan(nothing.share_used)
    assert np.isnan(nothing.share_covered)


def test_that_a_meter_with_gaps_is_refused():
    gap = np.ones(8760)
    gap[7] = np.nan

    with pytest.raises(MissingInput, match="gaps"):
        self_use(np.ones(8760), gap)
    with pytest.raises(MissingInput):
        self_use(np.ones(8760), np.ones(8784))
