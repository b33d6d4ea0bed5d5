"""How the camera moves."""

import time

import numpy as np
import pytest

from twin.ui.scene import camera as moves
from twin.ui.scene.clearance import Room, is_clear, step_aside
from twin.ui.scene.projection import projection

BOX = moves.box_corners(np.array([[0.0, 0, 0], [20, 10, 6]]))


def fitted(view="iso", aspect=1.5):
    camera = moves.new_camera()
    moves.fit(camera, BOX, aspect, moves.view_direction(view))
    return camera


@pytest.mark.parametrize("view", list(moves.VIEWS))
def test_that_fit_shows_the_whole_box_and_fills_the_picture(view):
    screen = projection(fitted(view), 0, 1500, 1000).screen(BOX)

    assert (screen[:, 0] > 0).all()
    assert (screen[:, 0] < 1500).all()
    assert (screen[:, 1] > 0).all()
    assert (screen[:, 1] < 1000).all()
    spread = np.ptp(screen[:, :2], axis=0) / (1500, 1000)
    assert spread.max() > 0.75


def test_that_fit_keeps_the_direction_unless_a_view_is_named():
    camera = fitted("front")
    before = camera.GetDirectionOfProjection()

    moves.fit(camera, BOX + 100.0, 1.5, None)

    assert camera.GetDirectionOfProjection() == pytest.approx(before, abs=1e-9)


def test_that_the_camera_never_flips_however_far_it_is_dragged():
    camera = fitted()

    for _ in range(50):
        moves.orbit(camera, BOX.mean(axis=0), 0.1, 0.4)
        assert camera.GetViewUp() == (0.0, 0.0, 1.0)
        assert moves.elevation(camera) < np.radians(89.1)
    for _ in range(50):
        moves.orbit(camera, BOX.mean(axis=0), 0.1, -0.4)
    assert moves.elevation(camera) > -np.radians(89.1)


def test_that_orbiting_keeps_the_point_under_the_pointer_at_its_distance():
    camera, pivot = fitted(), np.array([20.0, 10.0, 6.0])
    before = np.linalg.norm(np.array(camera.GetPosition()) - pivot)

    moves.orbit(camera, pivot, 0.3, 0.1)

    after = np.linalg.norm(np.array(camera.GetPosition()) - pivot)
    assert after == pytest.approx(before)


def test_that_zoom_keeps_the_point_under_the_pointer_in_its_place():
    camera, target = fitted(), np.array([20.0, 0.0, 0.0])
    before = projection(camera, 0, 1500, 1000).screen(target[None])[0]

    moves.zoom(camera, target, 1.5)

    after = projection(camera, 0, 1500, 1000).screen(target[None])[0]
    assert after[:2] == pytest.approx(before[:2], abs=0.01)
    assert after[2] == pytest.approx(before[2] / 1.5)


def test_that_panning_moves_the_grabbed_point_with_the_pointer():
    camera, anchor = fitted(), np.array([10.0, 5.0, 3.0])
    before = projection(camera, 0, 1500, 1000).screen(anchor[None])[0]

    moves.pan_by_pixels(camera, anchor, (40.0, -25.0), 1000)

    after = projection(camera, 0, 1500, 1000).screen(anchor[None])[0]
    assert after[:2] - before[:2] == pytest.approx((40.0, -25.0), abs=0.2)


def test_that_the_compass_reads_the_looking_direction():
    assert np.degrees(moves.compass_azimuth(fitted("front"))) == pytest.approx(0, abs=1e-6)
    assert np.degrees(moves.compass_azimuth(fitted("right"))) == pytest.approx(-90, abs=1e-6)


@pytest.mark.parametrize("is_scattered", [False, True])
def test_that_a_fitted_camera_steps_aside_within_a_second(is_scattered):
    points = np.random.default_rng(1).uniform((-60, -20, 0), (60, 20, 15), (6000, 3))
    camera = moves.new_camera()
    room = Room(875.0, 608.0, ((12.0, 380.0, 236.0, 596.0),), is_scattered)
    moves.fit(camera, points, room.aspect, moves.view_direction("iso"))

    started = time.perf_counter()
    assert step_aside(camera, points, room)
    assert time.perf_counter() - started < 1.0
    assert is_clear(camera, points, room)
