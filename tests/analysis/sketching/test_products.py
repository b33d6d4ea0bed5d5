"""Pieces of a kit: what they cover, and what that does to quantity and effect."""

from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.cases import effect, measure
from twin.analysis.applied import Case, Package
from twin.analysis.sketching.products import covered_area
from twin.analysis.sketching.site import site_of
from twin.analysis.zones import zone_from_model
from twin.model.building import Storey
from twin.model.choice import Choice
from twin.model.proposal import Product, Selector
from twin.model.scenario import Scenario
from twin.model.sketch import PlacedProduct, Sketch
from twin.workspace.defaults import defaults, normal_year

from .blocks import block_model
from .test_fields import OFFICE

LAMP = Product("lamp", "Lamp", (0.6, 0.6, 0.05), "ceiling", coverage=12.0)
STOREYS = (Storey("s0", "1", 0.0), Storey("s1", "2", 4.0))


def at(x, y, z=3.0):
    return PlacedProduct("lamp", (x, y, z))


def covered(*pieces):
    return covered_area(pieces, (LAMP,), site_of(block_model()), STOREYS)


def test_that_one_piece_covers_its_disc():
    assert covered(at(10, 6)) == pytest.approx(12.0, rel=0.01)


def test_that_the_same_floor_is_not_covered_twice_but_another_storey_is():
    assert covered(at(10, 6), at(10, 6)) == pytest.approx(12.0, rel=0.01)
    assert covered(at(10, 6), at(10, 6, 7.0)) == pytest.approx(24.0, rel=0.01)


def test_that_floor_outside_the_building_does_not_count():
    assert covered(at(0, 6)) == pytest.approx(6.0, rel=0.02)


def placed(basis, *pieces):
    offered = measure(Selector(), effect("lighting_factor", 0.5, "1"), basis=basis)
    choice = Choice("c", "b1", replace(offered, kit=(LAMP,)), sketch=Sketch(products=pieces))
    block = replace(block_model(), storeys=STOREYS)
    zone = zone_from_model(OFFICE, block.envelope, defaults())
    case = Case(OFFICE, block, (), zone, normal_year(), defaults())
    return Package.of(Scenario("b1", choices=(choice,)), case)


def test_that_an_offer_by_the_piece_costs_what_is_placed():
    assert placed("count", at(3, 3), at(9, 3), at(15, 3)).reaches[0].quantity == 3.0


def test_that_an_offer_by_floor_area_costs_what_is_covered():
    found = placed("floor_area", at(5, 6), at(15, 6))

    assert found.reaches[0].quantity == pytest.approx(24.0, rel=0.01)


def test_that_an_effect_on_the_building_comes_as_far_as_the_pieces_reach():
    found = placed("floor_area", at(5, 6), at(15, 6))
    share = found.reaches[0].quantity / 480.0

    later = found.applied(found.zone)
    assert later.lighting_factor == pytest.approx(1 - 0.5 * share)


def test_that_without_pieces_the_offer_is_for_the_whole_building():
    found = placed("floor_area")

    assert found.reaches[0].quantity == 480.0
    assert found.applied(found.zone).lighting_factor == 0.5
    assert np.isfinite(found.reaches[0].quantity)
