"""Heat capacity of the inner leaf from layers, and of the mass inside."""

import numpy as np
import pytest

from twin.analysis.inner_leaf import LINING, inner_masses, leaf_capacity, outer_leaf_capacity
from twin.model.building import Construction, ConstructionLayer, Envelope, InternalParts

CONCRETE = ConstructionLayer("concrete", 0.20, 2.0, 2400.0, 1000.0, 0.1, "table")
WOOL = ConstructionLayer("wool", 0.20, 0.037, 30.0, 1030.0, 5.4, "table")
BOARD = ConstructionLayer("board", 0.013, 0.25, 900.0, 1000.0, 0.05, "table")
AIR = ConstructionLayer("air", 0.04, 0.23, 1.2, 1006.0, 0.18, "air")
UNKNOWN = ConstructionLayer("screed", 0.027)
FOIL = ConstructionLayer("foil", 0.001)


def test_that_ten_centimetres_of_a_thick_wall_count():
    assert leaf_capacity((CONCRETE, WOOL)) == pytest.approx(0.10 * 2400 * 1000)


def test_that_half_of_a_thin_wall_counts():
    thin = ConstructionLayer("block", 0.12, 0.9, 1600.0, 1000.0, 0.13, "table")

    assert leaf_capacity((thin,)) == pytest.approx(0.06 * 1600 * 1000)


def test_that_nothing_behind_insulation_or_air_counts():
    board = 0.013 * 900 * 1000

    assert leaf_capacity((BOARD, WOOL, CONCRETE)) == pytest.approx(board)
    assert leaf_capacity((BOARD, AIR, CONCRETE)) == pytest.approx(board)
    assert leaf_capacity((WOOL, CONCRETE)) == LINING < board


def test_that_an_unknown_layer_makes_the_leaf_unknown_and_a_foil_does_not():
    assert np.isnan(leaf_capacity((UNKNOWN, CONCRETE)))
    assert leaf_capacity((FOIL, CONCRETE)) == pytest.approx(0.099 * 2400 * 1000)
    assert leaf_capacity((CONCRETE, UNKNOWN)) == pytest.approx(0.10 * 2400 * 1000)


def test_that_the_order_of_layers_is_needed_only_where_it_matters():
    assert np.isnan(outer_leaf_capacity(Construction((BOARD, WOOL, CONCRETE))))
    assert outer_leaf_capacity(Construction((BOARD, WOOL, BOARD))) == pytest.approx(11.7e3)
    ordered = Construction((BOARD, WOOL, CONCRETE), is_ordered=True)
    assert outer_leaf_capacity(ordered) == pytest.approx(11.7e3)


def envelope(kinds: tuple[str, ...], areas: list[float], constructions: list[int]) -> Envelope:
    none = np.zeros(0)
    return Envelope(
        none, (), none, none, none, none, none, (),
        constructions=(Construction((BOARD, WOOL, BOARD)), Construction((UNKNOWN, CONCRETE))),
        internal=InternalParts(
            np.arange(len(kinds)), kinds, np.array(areas), np.array(constructions)
        ),
    )  # fmt: skip


def test_that_both_faces_of_inner_parts_count_each_with_its_own_side():
    walls, known, unknown = inner_masses(
        envelope(("wall", "floor"), [100.0, 50.0], [0, 1]), 100.0, 50.0
    )

    assert (walls.kind, walls.area) == ("wall", 200.0)
    assert walls.leaf_capacity.value == pytest.approx(11.7e3)
    assert walls.leaf_capacity.low < walls.leaf_capacity.value < walls.leaf_capacity.high
    assert walls.leaf_capacity.source.startswith("EN ISO 13786")
    assert (known.area, known.leaf_capacity.value) == (50.0, pytest.approx(240e3))
    assert unknown.area == 50.0
    assert np.isnan(unknown.leaf_capacity.value)


def test_that_decks_a_model_lacks_are_counted_with_unknown_layers():
    walls, decks = inner_masses(envelope(("wall",), [100.0], [0]), 900.0, 300.0)

    assert walls.area == 200.0
    assert (decks.kind, decks.area) == ("floor", 2 * 600.0)
    assert np.isnan(decks.leaf_capacity.value)


def test_that_a_model_without_inner_parts_tells_nothing():
    assert inner_masses(envelope((), [], []), 900.0, 300.0) == ()
