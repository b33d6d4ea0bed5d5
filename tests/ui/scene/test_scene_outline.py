"""The contour of elements on the screen."""

import numpy as np
import pytest
from scene_shapes import box, row_of_boxes

from twin.ui.scene import camera as moves
from twin.ui.scene.outline import outline_of
from twin.ui.scene.projection import projection
from twin.ui.scene.section import SectionPlane

ZERO = np.zeros(3)


def seen(direction="iso"):
    camera = moves.new_camera()
    corners = moves.box_corners(np.array([[0.0, 0, 0], [8, 2, 2]]))
    moves.fit(camera, corners, 1.5, moves.view_direction(direction))
    return projection(camera, 0, 1500, 1000)


def rows(*values):
    return np.array(values, np.int32)


def test_that_a_box_seen_from_a_corner_has_six_contour_lines():
    outline = outline_of([box((0, 0, 0), (2, 2, 2))], ZERO, rows(0))

    contour = outline.contour(seen())

    assert len(contour.lines) == 6


def test_that_the_contour_surrounds_the_inside():
    outline = outline_of([box((0, 0, 0), (2, 2, 2))], ZERO, rows(0))

    contour = outline.contour(seen())

    assert contour.lines.min(axis=(0, 1)) == pytest.approx(contour.inside.min(axis=(0, 1)))
    assert contour.lines.max(axis=(0, 1)) == pytest.approx(contour.inside.max(axis=(0, 1)))


def test_that_only_the_chosen_rows_are_outlined():
    batch = row_of_boxes(3)

    both = outline_of([batch], ZERO, rows(0, 2)).contour(seen())

    assert len(both.inside) == 24


def test_that_what_a_section_takes_away_has_no_contour():
    outline = outline_of([row_of_boxes(2)], ZERO, rows(0, 1))
    plane = SectionPlane(np.array([2.5, 0.0, 0.0]), np.array([1.0, 0.0, 0.0]))

    assert len(outline.contour(seen(), plane).inside) == 12


def test_that_rows_without_triangles_have_no_outline():
    assert outline_of([row_of_boxes(1)], ZERO, rows(7)) is None
    assert outline_of([], ZERO, rows(0)) is None


def test_that_samples_lie_on_the_elements_they_name():
    outline = outline_of([row_of_boxes(2)], ZERO, rows(0, 1))

    named, points = outline.samples()

    assert set(named.tolist()) == {0, 1}
    assert (points[named == 0][:, 0] <= 2).all()
    assert (points[named == 1][:, 0] >= 3).all()


def test_that_only_seen_elements_are_outlined():
    outline = outline_of([row_of_boxes(2)], ZERO, rows(0, 1))

    assert len(outline.contour(seen(), seen=rows(1)).inside) == 12


def test_that_the_hull_of_a_box_has_the_corners_of_its_contour():
    outline = outline_of([row_of_boxes(2)], ZERO, rows(0, 1))

    (hull,) = outline.hulls(seen(), rows(1))

    assert len(hull) == 7  # six corners, closed
    assert hull.min(axis=0) == pytest.approx(
        outline.contour(seen(), seen=rows(1)).inside.min(axis=(0, 1))
    )
