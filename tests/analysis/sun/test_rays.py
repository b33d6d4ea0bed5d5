"""Rays against triangles."""

import sys

import numpy as np
import pytest

from tests.analysis.sun.walls import long_wall, rectangle
from twin.analysis.sun.obstacles import Obstacles, no_obstacles, together
from twin.analysis.sun.rays import blocked, blocked_by_arithmetic, has_embree

CASTERS = [blocked, blocked_by_arithmetic]


def rays(number, seed=0):
    rng = np.random.default_rng(seed)
    direction = rng.normal(size=(number, 3))
    return rng.uniform(-5, 5, (number, 3)), direction / np.linalg.norm(direction, axis=1)[:, None]


def clutter(seed=2):
    rng = np.random.default_rng(seed)
    return Obstacles(rng.uniform(-8, 8, (60, 1, 3)) + rng.uniform(-3, 3, (60, 3, 3)))


def test_that_embree_and_arithmetic_agree():
    pytest.importorskip("embreex")
    origin, direction = rays(4000)

    by_embree = blocked(clutter(), origin, direction)
    by_hand = blocked_by_arithmetic(clutter(), origin, direction)

    assert 0.2 < by_hand.mean() < 0.95
    assert (by_embree != by_hand).sum() <= 2  # rays that graze an edge


def test_that_they_agree_on_rays_that_end():
    pytest.importorskip("embreex")
    origin, direction = rays(4000, seed=5)
    reach = np.random.default_rng(6).uniform(0, 6, 4000)

    by_embree = blocked(clutter(), origin, direction, reach)

    difference = by_embree != blocked_by_arithmetic(clutter(), origin, direction, reach)
    assert difference.sum() <= 2
    assert by_embree.sum() < blocked(clutter(), origin, direction).sum()


def test_that_they_agree_far_from_the_map_s_zero():
    pytest.importorskip("embreex")
    bergen = np.array([297_000.0, 6_700_000.0, 30.0])
    origin, direction = rays(2000)

    near = blocked(clutter(), origin, direction)
    far = blocked(Obstacles(clutter().triangles + bergen), origin + bergen, direction)

    assert (near != far).sum() <= 2


@pytest.mark.parametrize("cast", CASTERS)
def test_that_a_ray_ends_where_it_reaches(cast):
    wall, start = long_wall(10, 5), np.array([[0.0, 0.0, 2.0]])
    south = np.array([[0.0, -1.0, 0.0]])

    assert cast(wall, start, south, np.array([5.1]))[0]
    assert not cast(wall, start, south, np.array([4.9]))[0]
    assert not cast(wall, start, -south)[0]


@pytest.mark.parametrize("cast", CASTERS)
def test_that_triangles_hide_from_both_sides(cast):
    seen_from_north = Obstacles(rectangle((-1, 0), (1, 2), -3))
    seen_from_south = Obstacles(rectangle((1, 0), (-1, 2), -3))
    ray = np.array([[0.0, 0.0, 1.0]]), np.array([[0.0, -1.0, 0.0]])

    assert cast(seen_from_north, *ray)[0]
    assert cast(seen_from_south, *ray)[0]


@pytest.mark.parametrize("cast", CASTERS)
def test_that_nothing_hides_nothing(cast):
    origin, direction = rays(10)

    assert not cast(no_obstacles(), origin, direction).any()
    assert cast(long_wall(3, 3), origin[:0], direction[:0]).shape == (0,)


def test_that_triangles_that_are_none_are_left_out_and_counted():
    flat = np.zeros((1, 3, 3))
    line = np.array([[[0, 0, 0], [1, 1, 1], [2, 2, 2]]], float)
    broken = rectangle((0, 0), (1, 1), 1)
    broken[0, 1, 2] = np.nan

    found = Obstacles(np.concatenate([flat, line, broken, rectangle((0, 0), (1, 1), 2)]))

    assert len(found) == 3
    assert found.left_out == 3
    assert np.isfinite(found.triangles).all()


def test_that_obstacles_are_equal_by_content():
    assert long_wall(3, 4) == long_wall(3, 4)
    assert hash(long_wall(3, 4)) == hash(long_wall(3, 4))
    assert long_wall(3, 4) != long_wall(3, 5)
    assert len(together([long_wall(3, 4), no_obstacles(), long_wall(3, 5)])) == 4


def test_that_numpy_steps_in_where_embree_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "embreex.rtcore_scene", None)
    has_embree.cache_clear()
    origin, direction = rays(300)

    found = blocked(clutter(), origin, direction)

    assert not has_embree()
    has_embree.cache_clear()
    np.testing.assert_array_equal(found, blocked_by_arithmetic(clutter(), origin, direction))
