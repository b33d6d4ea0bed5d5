"""What colour each slot gets."""

import numpy as np
from scene_shapes import box, colouring, row_of_boxes

from twin.model.mesh import joined
from twin.model.overlay import NO_DATA
from twin.ui.scene.look import scene_theme
from twin.ui.scene.painting import FLAT, SHADED, Appearance, slot_paint

LIGHT = scene_theme("light")


def mask(*values):
    return np.array(values, np.bool_)


def test_that_a_class_colour_reaches_every_slot_of_its_element():
    frame = box((0, 0, 0), (1, 1, 1), element=0)
    glass = box((0, 0, 0), (1, 1, 1), element=0, colour=(10, 20, 200, 80))
    batch = joined([frame, glass])

    paint = slot_paint(batch, Appearance(colouring([1])), LIGHT)

    assert paint.faces.tolist() == [[0xF2, 0xC2, 0x30, FLAT]] * 2


def test_that_no_data_is_drawn_shaded_and_paler_than_the_grey_of_the_legend():
    paint = slot_paint(row_of_boxes(2), Appearance(colouring([NO_DATA, 0])), LIGHT)

    red, green, blue, how = paint.faces[0].tolist()
    assert how == SHADED
    assert min(red, green, blue) > 0xBD
    assert max(red, green, blue) - min(red, green, blue) < 8


def test_that_hidden_elements_lose_faces_and_edges():
    paint = slot_paint(row_of_boxes(3), Appearance(hidden=mask(False, True, False)), LIGHT)

    assert (paint.faces[:, 3] > 0).tolist() == [True, False, True]
    assert (paint.edges[:, 3] > 0).tolist() == [True, False, True]


def test_that_ghosted_elements_keep_edges_and_a_thin_surface():
    paint = slot_paint(row_of_boxes(2), Appearance(ghosted=mask(True, False)), LIGHT)

    assert paint.faces[:, 3].tolist() == [0, SHADED]
    assert 0 < paint.see_through[0, 3] < 60
    assert paint.see_through[1, 3] == 0
    assert paint.edges[0, 3] == 255


def test_that_glass_is_see_through_in_the_look_of_the_file_and_opaque_in_an_overlay():
    batch = box((0, 0, 0), (1, 1, 1), colour=(120, 180, 210, 90))

    real = slot_paint(batch, Appearance(), LIGHT)
    overlay = slot_paint(batch, Appearance(colouring([2])), LIGHT)

    assert real.faces[0, 3] == 0
    assert real.see_through[0, 3] > 60
    assert overlay.faces[0, 3] == FLAT
    assert overlay.see_through[0, 3] == 0


def test_that_selection_tints_the_look_of_the_file_and_leaves_class_colours_alone():
    batch, rows = row_of_boxes(2), np.array([0], np.int32)

    real = slot_paint(batch, Appearance(selected=rows), LIGHT)
    overlay = slot_paint(batch, Appearance(colouring([0, 0]), selected=rows), LIGHT)

    assert real.faces[0, 2] > real.faces[1, 2] + 30
    assert overlay.faces[0].tolist() == overlay.faces[1].tolist()


def test_that_rows_beyond_a_colouring_have_no_data_while_a_model_arrives():
    paint = slot_paint(row_of_boxes(3), Appearance(colouring([0])), LIGHT)

    assert paint.faces[:, 3].tolist() == [FLAT, SHADED, SHADED]


def test_that_an_empty_colouring_paints_everything_as_no_data():
    paint = slot_paint(row_of_boxes(2), Appearance(colouring([])), LIGHT)

    assert paint.faces[:, 3].tolist() == [SHADED, SHADED]
