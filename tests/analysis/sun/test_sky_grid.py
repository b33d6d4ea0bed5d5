"""Patches of the sky."""

import numpy as np
import pytest

from twin.analysis.sun.sky_grid import blend, cosine_weights, sky_grid
from twin.analysis.sun.surface_points import facing


@pytest.mark.parametrize(("divisions", "number"), [(1, 145), (2, 577), (4, 2305)])
def test_that_patches_fill_the_hemisphere(divisions, number):
    grid = sky_grid(divisions)

    assert len(grid) == number
    assert grid.solid_angle.sum() == pytest.approx(2 * np.pi, rel=1e-12)
    np.testing.assert_allclose(np.linalg.norm(grid.direction, axis=1), 1.0)


@pytest.mark.parametrize("divisions", [1, 2, 4])
def test_that_solid_angle_times_cosine_is_pi(divisions):
    grid = sky_grid(divisions)

    level = cosine_weights(grid, facing(0, 0)[np.newaxis], grid.direction)

    assert level.sum() == pytest.approx(np.pi, rel=5e-5)


@pytest.mark.parametrize("tilt", [30, 60, 90, 120])
@pytest.mark.parametrize("azimuth", [0, 77, 180])
def test_that_tilted_planes_see_sky_and_ground_in_their_parts(tilt, azimuth):
    grid = sky_grid(2)
    normal = facing(tilt, azimuth)[np.newaxis]
    rise = np.cos(np.radians(tilt))

    sky, ground = (cosine_weights(grid, normal, d).sum() for d in (grid.direction, grid.below))

    assert sky == pytest.approx(np.pi * (1 + rise) / 2, abs=0.02)
    assert ground == pytest.approx(np.pi * (1 - rise) / 2, abs=0.02)


def test_that_a_patch_is_blended_from_itself_alone():
    grid = sky_grid(1)

    weights = blend(grid, grid.direction).toarray()

    np.testing.assert_allclose(weights, np.eye(145), atol=1e-9)


def test_that_a_smooth_sky_is_blended_smoothly():
    grid = sky_grid(2)
    rng = np.random.default_rng(1)
    towards = rng.normal(size=(500, 3))
    towards[:, 2] = np.abs(towards[:, 2])
    towards /= np.linalg.norm(towards, axis=1)[:, np.newaxis]

    found = blend(grid, towards) @ grid.direction[:, 0]

    np.testing.assert_allclose(found, towards[:, 0], atol=0.02)


def test_that_weights_sum_to_one_even_below_the_horizon():
    weights = blend(sky_grid(1), np.array([[0.0, 1.0, 0.0], [0.6, 0.0, -0.8], [0.0, 0.0, 1.0]]))

    np.testing.assert_allclose(weights.sum(axis=1), 1.0)
