"""Blocks of a portfolio."""

import numpy as np
import pytest

from twin.model.building import Building
from twin.ui.scene.boxes import slot_boxes
from twin.ui.scene.portfolio import STOREY_HEIGHT, block_height, blocks, enlargement

EAST, NORTH = 297_000.0, 6_700_000.0


def house(key="b1", outline=((0, 0), (20, 0), (20, 10), (0, 10)), **values):
    footprint = tuple((EAST + x, NORTH + y) for x, y in outline)
    return Building(key, key, "school", footprint=footprint, **values)


def volume(batch):
    """Volume inside the faces and the ground they stand on."""
    a, b, c = batch.vertices[batch.faces].astype(float).transpose(1, 0, 2)
    return float((a * np.cross(b, c)).sum() / 6)


def test_that_a_flat_block_has_the_footprint_and_the_height_of_the_building():
    batch = blocks([house(height=9.0)])

    low, high = batch.bounds
    assert high - low == pytest.approx((20, 10, 9))
    assert low[:2] == pytest.approx((EAST, NORTH), abs=0.01)
    assert volume(batch) == pytest.approx(20 * 10 * 9, rel=1e-5)


@pytest.mark.parametrize("roof", ["gable", "hip"])
def test_that_pitched_roofs_reach_the_height_and_hold_less(roof):
    batch = blocks([house(height=8.0, roof=roof)])

    assert batch.bounds[1, 2] == pytest.approx(8.0)
    assert 20 * 10 * 4 < volume(batch) < 20 * 10 * 8 * 0.9


def test_that_high_buildings_and_odd_footprints_stay_flat():
    bend = ((0, 0), (20, 0), (20, 5), (8, 5), (8, 15), (0, 15))

    high = blocks([house(height=20.0, roof="gable")])
    odd = blocks([house(outline=bend, height=8.0, roof="gable")])

    assert volume(high) == pytest.approx(20 * 10 * 20, rel=1e-5)
    assert volume(odd) == pytest.approx((20 * 5 + 8 * 10) * 8, rel=1e-5)


def test_that_faces_look_outward_whichever_way_the_footprint_runs():
    forward = house(height=5.0)
    backward = house(outline=((0, 10), (20, 10), (20, 0), (0, 0)), height=5.0)

    assert volume(blocks([backward])) == pytest.approx(volume(blocks([forward])))


def test_that_rows_are_buildings_also_where_one_has_no_footprint():
    batch = blocks([house("a"), Building("b", "b", "school"), house("c")])

    assert batch.slot_element.tolist() == [0, 1, 2]
    assert set(batch.face_element.tolist()) == {0, 2}
    assert np.isnan(slot_boxes(batch)[1]).all()


def test_that_an_unknown_height_comes_from_the_storeys():
    assert block_height(house(storeys=3)) == pytest.approx(3 * STOREY_HEIGHT)
    assert block_height(house()) > 0


def test_that_a_portfolio_without_footprints_is_empty():
    assert not len(blocks([Building("b", "b", "school")]).faces)
    assert not len(blocks([]).faces)


def test_that_a_point_or_a_line_is_no_footprint():
    assert not len(blocks([house(outline=((0, 0), (5, 5), (10, 10)))]).faces)


def test_that_map_coordinates_keep_their_precision():
    batch = blocks([house(outline=((0.123, 0), (20, 0), (20, 10), (0.123, 10)))])

    assert float(batch.vertices[:, 0].astype(float).min() + batch.origin[0]) == pytest.approx(
        EAST + 0.123, abs=1e-5
    )
    assert np.abs(batch.vertices).max() < 100


def spread(distance):
    return [
        house(
            f"b{i}", tuple((x + distance * i, y) for x, y in ((0, 0), (20, 0), (20, 10), (0, 10)))
        )
        for i in range(6)
    ]


def test_that_buildings_kilometres_apart_are_drawn_larger_where_they_stand():
    buildings = spread(3000)
    factor = enlargement(buildings)

    plain, large = blocks(buildings), blocks(buildings, factor)

    assert factor > 10
    assert large.bounds.mean(axis=0)[:2] == pytest.approx(plain.bounds.mean(axis=0)[:2], abs=0.1)
    assert large.bounds[1, 2] == pytest.approx(plain.bounds[1, 2] * factor, rel=1e-5)


def test_that_enlarged_blocks_do_not_grow_into_their_neighbours():
    buildings = spread(60)

    factor = enlargement(buildings)

    assert factor * 20 <= 60
    assert enlargement(buildings[:1]) == 1


def test_that_buildings_at_one_place_are_drawn_as_they_are():
    assert enlargement([spread(60)[0]] * 3) == 1
