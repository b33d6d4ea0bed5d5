"""Where drawn corners go, by hand."""

import numpy as np
import pytest

from twin.analysis.sketching.snapping import (
    is_rectangle,
    rectangle,
    snapped,
    with_corner,
    with_edge,
    with_size,
)

SQUARE = np.array([[0.0, 0.0], [10.0, 0.0], [10.0, 6.0], [0.0, 6.0]])


@pytest.mark.parametrize(
    ("point", "expected", "to"),
    [
        ((9.8, 5.9), (10.0, 6.0), "corner"),
        ((5.0, 0.2), (5.0, 0.0), "edge"),
        ((5.0, 3.0), (5.0, 3.0), ""),
    ],
)
def test_that_corners_go_before_edges(point, expected, to):
    found = snapped(np.array(point), [SQUARE], 0.4)

    assert found.point == pytest.approx(expected)
    assert found.to == to


def test_that_a_nearly_right_angle_becomes_one():
    before = np.array([[2.0, 2.0], [6.0, 2.0]])
    found = snapped(np.array([6.1, 4.0]), [SQUARE], 0.1, before)

    assert found.point == pytest.approx((6.0, 4.0))
    assert found.to == "angle"


def test_that_a_wide_angle_stays():
    before = np.array([[2.0, 2.0], [6.0, 2.0]])
    assert snapped(np.array([8.0, 4.0]), [SQUARE], 0.1, before).to == ""


def test_that_a_rectangle_follows_the_longest_edge():
    turned = SQUARE @ np.array([[np.cos(0.5), np.sin(0.5)], [-np.sin(0.5), np.cos(0.5)]])
    found = rectangle(turned[0], turned[2], [turned], upright=False)

    assert is_rectangle(found)
    assert np.hypot(*(found[1] - found[0])) == pytest.approx(10.0)
    assert rectangle(np.zeros(2), np.array([3.0, 2.0]), [turned], upright=True)[2] == (
        pytest.approx([3.0, 2.0])
    )


def test_that_a_rectangle_stays_one_when_its_corner_is_moved():
    found = with_corner(SQUARE, 2, np.array([12.0, 5.0]))

    assert is_rectangle(found)
    assert found == pytest.approx(np.array([[0.0, 0.0], [12.0, 0.0], [12.0, 5.0], [0.0, 5.0]]))


def test_that_only_the_corner_of_another_outline_moves():
    triangle = SQUARE[:3]
    found = with_corner(triangle, 1, np.array([11.0, -1.0]))

    assert found[1] == pytest.approx([11.0, -1.0])
    assert found[[0, 2]] == pytest.approx(triangle[[0, 2]])


def test_that_an_edge_moves_across_itself():
    found = with_edge(SQUARE, 1, np.array([2.0, 5.0]))

    assert found == pytest.approx(np.array([[0.0, 0.0], [12.0, 0.0], [12.0, 6.0], [0.0, 6.0]]))


def test_that_a_size_can_be_typed():
    found = with_size(SQUARE, 4.0, 3.0)

    assert found == pytest.approx(np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 3.0], [0.0, 3.0]]))
