"""Floors on the ground against published tables, and the year's wave under them."""

import numpy as np
import pytest

from twin.analysis.ground_temperature import air_wave
from twin.analysis.zone.ground import ground_temperature, ground_u_value
from twin.analysis.zone.kernel import WARM_UP
from twin.analysis.zone.usual import ground_modes
from twin.workspace.defaults import normal_year

# U-values of solid floors on clay (1.5 W/(m K), walls 0.3 m thick) by outline over area and the
# resistance of the floor, from EN ISO 13370: CIBSE Guide A (2015), table 3.15. [W/(m2 K)]
OUTLINES = (0.05, 0.10, 0.20, 0.30, 0.40, 0.50)
TABLE = {
    0.0: (0.13, 0.22, 0.37, 0.49, 0.60, 0.70),
    0.5: (0.11, 0.18, 0.29, 0.38, 0.44, 0.50),
    2.5: (0.08, 0.12, 0.18, 0.21, 0.23, 0.24),
}
FILMS = 0.17 + 0.04


@pytest.mark.parametrize("floor", TABLE)
def test_that_floors_on_clay_are_those_of_the_table(floor):
    area = (1.2 * 4 / np.array(OUTLINES)) ** 2

    found = ground_u_value(np.full(6, 1 / (floor + FILMS)), area, np.full(6, 1.5))

    np.testing.assert_allclose(found, TABLE[floor], atol=0.0101)


def test_that_ground_always_helps_and_large_floors_lose_less():
    u_value = np.array([0.1, 0.3, 1.0, 3.0])

    for area in (20.0, 200.0, 2000.0, 20000.0):
        found = ground_u_value(u_value, np.full(4, area), np.full(4, 2.0))
        assert (found < u_value).all()
        assert (np.diff(found) > 0).all()
    small, large = (ground_u_value(u_value, np.full(4, a), np.full(4, 2.0)) for a in (50.0, 5e3))
    assert (large < small).all()


def test_that_the_year_under_a_floor_is_that_of_the_air_late_and_damped():
    weather = normal_year()
    mean, amplitude, coldest = air_wave(weather)
    area, u_value, conductivity = np.array([576.0]), np.array([0.4]), np.array([1.5])

    found = ground_temperature(weather, area, u_value, conductivity)[:, 0]

    # By hand, EN ISO 13370 H.2: B' = 10 m, P = 115.2 m, d_t = 4.05, delta = sqrt(3.15e7 x 1.5 /
    # (2e6 pi)) = 2.742; H_pe = 0.37 x 115.2 x 1.5 x ln(2.742 / 4.05 + 1) = 33.1 W/K; U is
    # 3 / (10 pi + 4.05) x ln(10 pi / 4.05 + 1) = 0.1835: 33.1 / (576 x 0.1835) = 0.313.
    assert found.mean() == pytest.approx(mean, abs=0.02)
    assert (found.max() - found.min()) / 2 == pytest.approx(0.313 * amplitude, rel=0.04)
    latest = np.argmin(found) / 24 + 15
    assert latest == pytest.approx(coldest + 365 / 12, abs=16)


def test_that_a_floor_with_its_ground_has_the_u_value_of_the_standard():
    slab, leaf, conductivity = np.array([0.2, 0.6, 2.0]), np.full(3, 90e3), np.full(3, 2.0)
    with_ground = ground_u_value(slab, np.full(3, 400.0), conductivity)

    modes = ground_modes(slab, with_ground, leaf, conductivity)

    # Settled under a flux of 1 W/m2 from inside, the surface lies above the ground by all the
    # resistance but the inner film.
    state = modes.by_flux / (1 - modes.decay)
    rise = (modes.mean * state).sum(axis=1) + modes.flux
    np.testing.assert_allclose(rise, 1 / with_ground - 0.17, rtol=1e-6)
    # The slowest mode of room and soil has forgotten the start after the warm-up.
    assert (modes.decay.max(axis=1) ** WARM_UP < 0.2).all()
