"""The cut through a model."""

import numpy as np
import pytest
from scene_shapes import box, row_of_boxes

from twin.model.mesh import MeshBatch, joined
from twin.ui.scene.section import SectionPlane, caps_of, sliced

ZERO = np.zeros(3)


def level(height):
    return SectionPlane(np.array([0.0, 0.0, height]), np.array([0.0, 0.0, -1.0]))


def cap_area(caps):
    a, b, c = caps.vertices[caps.triangles].transpose(1, 0, 2)
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2)


def caps(batch, plane, shown=None):
    every = np.ones(len(batch.slot_element), np.bool_)
    return caps_of(batch, plane, ZERO, every if shown is None else shown)


def test_that_a_cut_box_gets_a_cap_of_its_cross_section():
    found = caps(box((0, 0, 0), (4, 3, 2)), level(1.0))

    assert cap_area(found) == pytest.approx(12.0)
    assert found.vertices[:, 2] == pytest.approx(1.0)
    assert not len(found.open_slots)


def test_that_a_slanted_cut_lies_in_its_plane():
    normal = np.array([1.0, 0.0, 1.0]) / np.sqrt(2)
    plane = SectionPlane(np.array([2.0, 1.0, 1.0]), normal)

    found = caps(box((0, 0, 0), (4, 3, 2)), plane)

    assert (found.vertices - plane.origin) @ normal == pytest.approx(0.0, abs=1e-6)
    assert cap_area(found) == pytest.approx(3 * 2 * np.sqrt(2), rel=1e-4)


def test_that_a_hollow_stays_open():
    outer = box((0, 0, 0), (4, 4, 2))
    inner = box((1, 1, -1), (3, 3, 3))
    tube = joined([outer, inner])
    tube = MeshBatch(
        tube.origin, tube.vertices, tube.normals, np.zeros(48), tube.faces, tube.edges,
        [0], [(1, 1, 1, 255)],
    )  # fmt: skip

    assert cap_area(caps(tube, level(1.0))) == pytest.approx(16 - 4)


def test_that_each_cap_knows_its_slot_and_hidden_slots_get_none():
    batch = row_of_boxes(3)

    found = caps(batch, level(1.0), np.array([True, False, True]))

    assert set(found.slot.tolist()) == {0, 2}
    assert set(found.line_slot.tolist()) == {0, 2}


def test_that_an_open_surface_is_named_and_gets_no_cap():
    closed = box((0, 0, 0), (4, 3, 2))
    without_a_side = MeshBatch(
        closed.origin, closed.vertices, closed.normals, closed.vertex_slot,
        closed.faces[:-2], closed.edges, closed.slot_element, closed.slot_colour,
    )  # fmt: skip

    found = caps(without_a_side, level(1.0))

    assert found.open_slots.tolist() == [0]
    assert not len(found.triangles)
    assert len(found.lines) == 6


def test_that_a_plane_beside_the_model_cuts_nothing():
    assert not len(sliced(row_of_boxes(2), level(5.0), ZERO).slot)
    assert not len(caps(row_of_boxes(2), level(5.0)).triangles)


def test_that_the_batch_offset_counts():
    found = sliced(box((0, 0, 0), (1, 1, 2)), level(11.0), np.array([0.0, 0.0, 10.0]))

    assert found.ends[..., 2] == pytest.approx(1.0)
