"""Where the sides of a comparison lie, and that both sides of a swipe match at the line."""

import numpy as np
import pytest

from twin.ui.scene.camera import new_camera
from twin.ui.scene.projection import projection
from twin.ui.scene.split import Split

WIDTH, HEIGHT = 1200.0, 500.0
POINTS = np.array([[0.0, 0.0, 0.0], [12.0, -4.0, 3.0], [-20.0, 9.0, 7.5]])


@pytest.mark.parametrize("at", [0.1, 0.5, 0.83])
def test_that_each_part_of_a_swipe_draws_what_the_whole_picture_would_show_there(
    at: float,
) -> None:
    camera = new_camera()
    camera.SetPosition(60.0, -80.0, 40.0)
    camera.SetFocalPoint(0.0, 0.0, 2.0)
    split = Split(is_swipe=True, at=at)
    whole = projection(camera, 0.0, WIDTH, HEIGHT).screen(POINTS)

    for start, end in split.parts(2):
        own = split.camera_of(camera, (start, end))
        part = projection(own, start * WIDTH, (end - start) * WIDTH, HEIGHT).screen(POINTS)
        assert np.allclose(part, whole, atol=1e-6)


def test_that_the_cameras_of_a_swipe_follow_the_one_that_is_moved() -> None:
    camera = new_camera()
    split = Split(is_swipe=True, at=0.3)
    parts = split.parts(2)
    own = [split.camera_of(camera, part) for part in parts]

    camera.SetPosition(5.0, 6.0, 7.0)
    split.follow(camera)

    whole = projection(camera, 0.0, WIDTH, HEIGHT).screen(POINTS)
    for found, (start, end) in zip(own, parts, strict=True):
        part = projection(found, start * WIDTH, (end - start) * WIDTH, HEIGHT).screen(POINTS)
        assert np.allclose(part, whole, atol=1e-6, equal_nan=True)


def test_that_the_pointer_finds_the_side_below_it() -> None:
    swipe, pair = Split(is_swipe=True, at=0.3), Split()

    assert [swipe.side_at(x, 1000.0, 2) for x in (10.0, 299.0, 301.0, 999.0)] == [0, 0, 1, 1]
    assert [pair.side_at(x, 1000.0, 2) for x in (499.0, 501.0)] == [0, 1]
    assert pair.side_at(700.0, 1000.0, 1) == 0


def test_that_linked_views_share_one_camera() -> None:
    camera, split = new_camera(), Split()

    assert all(split.camera_of(camera, part) is camera for part in split.parts(2))
