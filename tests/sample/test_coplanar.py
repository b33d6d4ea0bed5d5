"""No two parts of a sample model show the same piece of a plane: they would flicker."""

from pathlib import Path

import numpy as np
import pytest

from twin.ifc.load import load_model
from twin.model.arrays import FloatArray
from twin.model.mesh import MeshBatch
from twin.sample.model.writer import write_model
from twin.sample.plans.catalogue import PLANS

from .coplanar import Overlap, visible_overlaps

BY_ID = {plan.building_id: plan for plan in PLANS}
SLOPING = ("b03", "b05", "b07")  # the roofs that meet in most ways

_CORNERS = np.array([[x, y, z] for x in (0, 1) for y in (0, 1) for z in (0, 1)], np.float64)
_FACES = np.array(
    [
        [0, 1, 3], [0, 3, 2], [4, 6, 7], [4, 7, 5], [0, 4, 5], [0, 5, 1],
        [2, 3, 7], [2, 7, 6], [0, 2, 6], [0, 6, 4], [1, 5, 7], [1, 7, 3],
    ]
)  # fmt: skip


def boxes(*spans: tuple[FloatArray | tuple[float, ...], FloatArray | tuple[float, ...]]):
    """A mesh of boxes, one element each, from their lowest and highest corners."""
    n = len(spans)
    vertices = np.concatenate([low + _CORNERS * (np.subtract(high, low)) for low, high in spans])
    return MeshBatch(
        origin=np.zeros(3),
        vertices=vertices.astype(np.float32),
        normals=np.zeros((8 * n, 3), np.float32),
        vertex_slot=np.repeat(np.arange(n), 8).astype(np.int32),
        faces=np.concatenate([_FACES + 8 * i for i in range(n)]).astype(np.int32),
        edges=np.zeros((0, 2), np.int32),
        slot_element=np.arange(n, dtype=np.int32),
        slot_colour=np.zeros((n, 4), np.uint8),
    )


def overlaps_of(building_id: str, folder: Path) -> list[Overlap]:
    path = folder / f"{building_id}.ifc"
    write_model(BY_ID[building_id], path)
    return visible_overlaps(load_model(path, None).mesh)


def test_that_a_face_in_the_face_of_another_part_is_found() -> None:
    found = visible_overlaps(boxes(((0, 0, 0), (4, 4, 1)), ((1, 1, 0.5), (3, 2, 1))))

    assert [o.rows for o in found] == [(0, 1)]
    assert found[0].area == pytest.approx(2.0)
    assert found[0].normal == (0, 0, 1)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(((4, 0, 0), (8, 4, 1)), id="beside"),
        pytest.param(((1, 1, 1), (3, 2, 2)), id="standing on it"),
        pytest.param(((1, 1, 0.5), (3, 2, 1.01)), id="higher by a centimetre"),
    ],
)
def test_that_parts_that_only_touch_do_not_overlap(other) -> None:
    assert visible_overlaps(boxes(((0, 0, 0), (4, 4, 1)), other)) == []


def test_that_what_nobody_sees_is_left_out() -> None:
    hidden = ((0, 0, 0), (4, 4, 1)), ((1, 1, 0.5), (3, 2, 1))
    cover = ((-1, -1, -1), (5, 5, 3))

    assert visible_overlaps(boxes(*hidden, cover)) == []


@pytest.mark.parametrize("building_id", SLOPING)
def test_that_no_faces_of_roofs_that_meet_lie_in_each_other(
    building_id: str, tmp_path: Path
) -> None:
    assert overlaps_of(building_id, tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize("building_id", sorted(set(BY_ID) - set(SLOPING)))
def test_that_no_faces_of_any_sample_model_lie_in_each_other(
    building_id: str, tmp_path: Path
) -> None:
    assert overlaps_of(building_id, tmp_path) == []
