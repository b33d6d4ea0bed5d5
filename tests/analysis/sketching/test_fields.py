"""What fits in a drawn field, and what it gives the building."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.evaluate import Case, evaluate
from twin.analysis.sketching.fields import (
    drawn_area,
    drawn_on,
    field_place,
    figures,
    place_key,
    shade_loss,
)
from twin.analysis.sketching.surface import Surfaces
from twin.analysis.zones import zone_from_model
from twin.model.building import Building
from twin.model.choice import Choice
from twin.model.panels import MODULE_POWER
from twin.model.scenario import Scenario
from twin.model.sketch import DrawnField, Sketch
from twin.workspace.catalogue import by_key
from twin.workspace.defaults import defaults, normal_year

from .blocks import ABOVE, ROOF, WALLS, block_model

OFFICE = Building("b1", "Block", "office", construction_year=1974, heated_floor_area=480.0)
YEAR = normal_year()


def roof(model=None):
    return Surfaces(model or block_model()).at(ROOF, (5.0, 5.0, 8.0), ABOVE)


def field(x0, y0, x1, y1, **other):
    corners = ((x0, y0, 8.0), (x1, y0, 8.0), (x1, y1, 8.0), (x0, y1, 8.0))
    return DrawnField(corners, element="g0", **other)


def test_that_the_roof_pointed_at_is_the_whole_flat_roof():
    found = roof()

    assert found.element == "g0"
    assert found.plane.surface == "roof"
    assert found.whole.area == pytest.approx(240.0, rel=0.01)
    assert found.normal == pytest.approx([0.0, 0.0, 1.0])


def test_that_a_wall_pointed_at_is_one_facade():
    found = Surfaces(block_model()).at(WALLS, (10.0, 0.0, 4.0), (10.0, -50.0, 4.0))

    assert (found.plane.surface, round(found.plane.azimuth)) == ("facade", 180)
    assert found.whole.area == pytest.approx(160.0, rel=0.01)


def test_that_a_tower_on_the_roof_keeps_its_place_free():
    found = roof(block_model(with_box=True))

    taken = found.whole.area - found.plane.shape.area
    assert taken == pytest.approx((4 + 0.6) ** 2, rel=0.05)


def test_that_points_come_back_from_the_surface_also_where_north_is_not_up():
    found = roof(block_model(north=30.0))
    points = np.array([[1.0, 2.0, 8.0], [11.0, 7.0, 8.0]])

    assert found.in_model(found.flat(points)) == pytest.approx(points)


def test_that_flush_panels_to_the_south_are_counted_by_hand():
    # rows of 15 degrees every 2 m, modules of 1.762 m with 2 cm between; 10 x 6 m is 5 x 3
    drawn = field(2.0, 2.0, 12.0, 8.0, rows="south")
    place = field_place(roof(), drawn, "drawn c 0")

    assert len(place.modules) == 15
    assert place.power == pytest.approx(15 * MODULE_POWER)
    assert place.is_drawn


def test_that_steeper_panels_need_more_room_between_rows():
    usual = field_place(roof(), field(1.0, 1.0, 19.0, 11.0, rows="south"), "a")
    steep = field_place(roof(), field(1.0, 1.0, 19.0, 11.0, rows="south", tilt=35.0), "b")

    assert steep.facings[0][0] == 35.0
    assert len(steep.modules) < len(usual.modules)


def test_that_the_free_strip_is_kept_from_the_edge_of_the_roof_not_of_the_field():
    inner = field_place(roof(), field(4.0, 3.0, 16.0, 9.0, setback=0.0), "a")
    same = field_place(roof(), field(4.0, 3.0, 16.0, 9.0, setback=2.0), "b")
    at_edge = field_place(roof(), field(0.0, 0.0, 12.0, 6.0, setback=2.0), "c")

    assert len(same.modules) == len(inner.modules)
    assert len(at_edge.modules) < len(inner.modules)
    assert at_edge.modules[..., :2].min() >= 2.0 - 0.1


def test_that_the_figures_say_area_and_an_unshaded_yield_of_the_place():
    drawn = field(2.0, 2.0, 12.0, 8.0, rows="south")
    found = figures(roof(), drawn, field_place(roof(), drawn, "a"), YEAR)

    assert found.area == pytest.approx(60.0)
    assert found.panel_area == pytest.approx(15 * 1.134 * 1.762)
    assert 600 < found.made / found.power < 1000


def test_that_a_field_too_small_for_a_panel_says_so_by_nought():
    drawn = field(2.0, 2.0, 3.0, 3.0)

    assert field_place(roof(), drawn, "a") is None
    assert figures(roof(), drawn, None, YEAR).panels == 0


def test_that_a_drawn_outline_becomes_a_field_in_the_model_counter_clockwise():
    found = roof()
    clockwise = found.flat(np.array([[1.0, 1, 8], [1, 5, 8], [6, 5, 8], [6, 1, 8]]))
    drawn = drawn_on(found, clockwise)

    assert drawn_area((drawn,)) == pytest.approx(20.0)
    assert drawn.element == "g0"
    corners = np.array(drawn.corners)[:, :2]
    after = np.roll(corners, -1, axis=0)
    assert (corners[:, 0] * after[:, 1] - after[:, 0] * corners[:, 1]).sum() == pytest.approx(40.0)


def test_that_shade_is_unknown_before_anybody_looked():
    assert np.isnan(shade_loss(field_place(roof(), field(2, 2, 12, 8), "a"), YEAR))


def case(model, places=()):
    zone = zone_from_model(OFFICE, model.envelope, defaults())
    return Case(OFFICE, model, (), replace(zone, places=places), YEAR, defaults())


def drawn_panels(*fields):
    return Choice("c1", "b1", by_key()["pv_roof"].measure, sketch=Sketch(fields))


def test_that_a_drawn_field_reaches_the_energy_result():
    model = block_model()
    drawn = field(2.0, 2.0, 18.0, 10.0)
    place = field_place(roof(model), drawn, place_key("c1", 0))
    choice = drawn_panels(drawn)
    found = evaluate(Scenario("b1", choices=(choice,)), case(model, (with_yield(place),)), 4)

    assert found.reaches[0].quantity == pytest.approx(place.power)
    assert found.panels.power == pytest.approx(place.power)
    assert found.saving.p50 > 0


def test_that_others_leave_a_drawn_field_alone():
    model = block_model()
    place = with_yield(field_place(roof(model), field(2, 2, 18, 10), place_key("other", 0)))
    choice = Choice("c1", "b1", by_key()["pv_roof"].measure)
    found = evaluate(Scenario("b1", choices=(choice,)), case(model, (place,)), 4)

    assert found.panels.fields == ()
    assert found.panels.power > 0


def test_that_a_field_where_nothing_fits_applies_to_nothing_and_says_so():
    model = block_model()
    found = evaluate(Scenario("b1", choices=(drawn_panels(field(2, 2, 3, 3)),)), case(model), 4)

    assert found.reaches[0].reason
    assert found.panels is None


def test_that_a_green_roof_is_paid_and_counted_for_what_was_drawn():
    model = block_model()
    green = by_key()["green_roof"].measure
    whole = evaluate(Scenario("b1", choices=(Choice("c", "b1", green),)), case(model), 4)
    half = Choice("c", "b1", green, sketch=Sketch((field(0.0, 0.0, 10.0, 12.0),)))
    found = evaluate(Scenario("b1", choices=(half,)), case(model), 4)

    assert found.reaches[0].quantity == pytest.approx(120.0)
    before = whole.before.delivered_total
    saved = before - whole.after.delivered_total
    assert before - found.after.delivered_total == pytest.approx(saved / 2, rel=0.1)


def with_yield(place):
    return replace(place, specific_yield=(700.0, 800.0, 900.0))
