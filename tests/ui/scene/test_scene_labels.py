"""Placement and order of labels."""

import numpy as np
import pytest
from scene_shapes import colouring

from twin.model.building import Building
from twin.model.overlay import NO_DATA
from twin.ui.scene.decorations import scale_length
from twin.ui.scene.labels import MOST_LABELS, building_labels, placed, selection_label
from twin.ui.scene.painting import Appearance

AREA = (0.0, 0.0, 800.0, 600.0)
NONE = np.zeros(0, np.int32)


def placed_all(points, taken=()):
    count = len(points)
    sizes = np.tile([100.0, 22.0], (count, 1))
    order = np.arange(count, dtype=np.int32)
    ends = [(x, y, y + 10.0) for x, y in points]
    return placed(np.array(ends), sizes, order, AREA, list(taken))


def overlap(a, b):
    return abs(a.left - b.left) < 100 and abs(a.top - b.top) < 22


def test_that_no_label_covers_another():
    points = np.random.default_rng(3).uniform((0, 0), (800, 600), (160, 2))

    found = placed_all(points)

    assert 8 <= len(found) <= MOST_LABELS
    assert not any(overlap(a, b) for i, a in enumerate(found) for b in found[:i])


def test_that_the_most_important_label_wins_the_place():
    assert placed_all([(400, 300)] * 9)[0].index == 0


def test_that_labels_stay_inside_and_off_taken_places():
    found = placed_all([(5, 300), (400, 300), (400, 595)], [(300, 200, 500, 330), AREA[2:] * 2])

    assert [p.index for p in found] == [0, 2]
    assert found[0].left >= 0


def test_that_a_label_without_room_above_stands_below():
    (at_the_top,) = placed_all([(400, 5)])
    (under_another,) = placed_all([(400, 300)], [(0, 0, 800, 295)])

    assert at_the_top.top > 15
    assert under_another.top > 310


def test_that_points_behind_the_camera_get_no_label():
    assert not placed_all([(np.nan, np.nan)])


def test_that_the_selected_building_comes_first_then_the_first_class_and_no_data_last():
    buildings = [Building(f"b{i}", f"B{i}", "school") for i in range(4)]
    shown = np.ones(4, np.bool_)

    labels = building_labels(
        buildings, colouring([NO_DATA, 2, 0, 3]), np.array([3], np.int32), shown
    )

    assert [label.row for label in labels] == [3, 2, 1, 0]
    assert labels[0].is_selected
    assert [label.badge for label in labels] == ["0", "3", "1", ""]


def test_that_left_out_buildings_have_no_label():
    buildings = [Building(f"b{i}", f"B{i}", "school") for i in range(2)]

    labels = building_labels(buildings, None, NONE, np.array([False, True]))

    assert [label.text for label in labels] == ["B1"]


def test_that_a_selection_label_counts_and_shortens():
    look = Appearance(colouring([0, 1, 1]), selected=np.array([1, 2], np.int32))

    label = selection_label(["A very long name of one window in the south band", ""], look)

    assert label is not None
    assert label.text.endswith("… · 2")
    assert label.badge == "2"
    assert selection_label(["", ""], look) is None


@pytest.mark.parametrize(("metres", "length"), [(0.01, 1.0), (0.5, 50.0), (3.0, 200.0)])
def test_that_the_scale_bar_is_round_and_fits(metres, length):
    assert scale_length(metres) == length


def test_that_labels_leave_objects_free_where_there_is_room_beside_them():
    point, size = np.array([[200.0, 200.0, 210.0]]), np.array([[80.0, 20.0]])
    above = (205.0, 100.0, 300.0, 195.0)
    order, area = np.array([0], np.int32), (0.0, 0.0, 400.0, 400.0)

    (place,) = placed(point, size, order, area, [], [above])
    box = (place.left, place.top, place.left + 80.0, place.top + 20.0)
    assert box[0] >= above[2] or box[2] <= above[0] or box[3] <= above[1]

    around = [(0.0, 0.0, 400.0, 205.0), (140.0, 205.0, 260.0, 230.0)]
    (least,) = placed(point, size, order, area, [], around)
    assert least.top == 219.0

    everywhere = (0.0, 0.0, 400.0, 400.0)
    assert len(placed(point, size, order, area, [], [everywhere])) == 1
