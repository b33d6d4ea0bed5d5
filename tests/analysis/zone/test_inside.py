"""What inner faces exchange, and how they share the sun."""

import numpy as np
import pytest

from tests.analysis.zone.cases import steady
from twin.analysis.zone.inside import (
    KEPT_IN_GLASS,
    cold_face,
    radiant_conductance,
    sun_shares,
)

STEFAN = 5.670374e-8


def test_that_a_black_cube_exchanges_what_its_view_factors_say():
    # Every face sees the five others with a view factor of 1/5: between any two of them
    # 4 sigma T^3 / 5, which a star of 6/5 of 4 sigma T^3 per face gives: (6/5)^2 / (6 x 6/5).
    star = radiant_conductance(np.full(6, 9.0), np.ones(6))

    black = 4 * STEFAN * 293.15**3
    np.testing.assert_allclose(star, 1.2 * black, rtol=1e-6)
    between = star[0] * star[1] / star.sum()
    assert between == pytest.approx(black / 5, rel=1e-6)


def test_that_shiny_and_cold_faces_exchange_less():
    area = np.array([20.0, 20.0, 30.0, 30.0])

    dull = radiant_conductance(area, np.full(4, 0.9))
    shiny = radiant_conductance(area, np.array([0.1, 0.9, 0.9, 0.9]))
    cold = radiant_conductance(area, np.full(4, 0.9), np.array([5.0, 20.0, 20.0, 20.0]))

    assert shiny[0] < 0.15 * dull[0]
    assert cold[0] == pytest.approx(dull[0] * ((293.15 - 7.5) / 293.15) ** 3, rel=1e-9)
    assert cold[1:] == pytest.approx(dull[1:])


@pytest.mark.parametrize("seed", range(5))
def test_that_sun_that_comes_in_is_taken_up_or_let_out(seed):
    rng = np.random.default_rng(seed)
    area, absorptance = rng.uniform(5, 90, (6, 3)), rng.uniform(0.2, 1, (6, 3))
    floor = np.array([1.0, 0.4, 0, 0, 0, 0])[:, None]
    lost = np.array([0, 0, 0, 0, 0.5, 0.9])[:, None]

    opaque = sun_shares(area, absorptance, floor, 0 * lost)
    glazed = sun_shares(area, absorptance, floor, lost)

    for shares in opaque:
        np.testing.assert_allclose(shares.sum(axis=0), 1.0)
        assert (shares > 0).all()
    for shares in glazed:
        assert (shares.sum(axis=0) < 1).all()
    # What a window keeps is its share of what it takes up.
    beam, _ = glazed
    np.testing.assert_allclose(beam[4], opaque[0][4] * 0.5 * KEPT_IN_GLASS)


def test_that_beams_warm_the_floor_first():
    area = np.full(6, 20.0)

    beam, diffuse = sun_shares(area, np.full(6, 0.6), np.eye(6)[0], np.zeros(6))

    assert beam[0] > 0.6
    np.testing.assert_allclose(diffuse, 1 / 6)
    np.testing.assert_allclose(beam[1:], beam[1])


@pytest.mark.parametrize("floor", [np.zeros(3), np.ones(3)])
def test_that_rooms_of_walls_or_floors_alone_share_all_of_it(floor):
    for shares in sun_shares(np.array([1.0, 2.0, 3.0]), np.full(3, 0.6), floor, np.zeros(3)):
        assert shares.sum() == pytest.approx(1.0)


def test_that_poor_windows_have_colder_faces():
    weather = steady(outside=0.0)

    single, triple = (float(cold_face(np.array(u), weather)) for u in (5.8, 0.8))

    assert single == pytest.approx(20 - 20 * 5.8 / 7.7)
    assert single < triple < 20
