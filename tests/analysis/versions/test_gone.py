"""Triangles of what was removed, taken out of the older model."""

import numpy as np

from analysis.versions.boxes import boxes, element
from twin.analysis.versions.gone import triangles_of


def test_that_only_the_chosen_elements_are_left_where_they_stood():
    model = boxes([element(i) for i in range(3)], [(0.0, 0, 0), (3.0, 0, 0), (6.0, 0, 0)])
    found = triangles_of(model.mesh, np.array([1], np.int32))
    assert len(found.faces) == 12 and len(found.vertices) == 8
    assert set(found.face_element.tolist()) == {1}
    assert found.bounds[0].tolist() == [3.0, 0.0, 0.0]
    assert found.bounds[1].tolist() == [4.0, 1.0, 1.0]


def test_that_nothing_removed_is_nothing_drawn():
    model = boxes([element(0)], [(0.0, 0, 0)])
    found = triangles_of(model.mesh, np.zeros(0, np.int32))
    assert len(found.faces) == 0 and len(found.vertices) == 0
