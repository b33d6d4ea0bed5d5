"""Which places an offer takes, and what a what-if with panels gives."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.cases import SCHOOL, effect, measure, proposal
from twin.analysis.evaluate import Case, evaluate
from twin.analysis.panels.choice import PANEL_AREA, placed, placed_power
from twin.analysis.panels.yields import panels_made, unit_hours
from twin.analysis.targets import NO_PLACE
from twin.analysis.zones import zone_from_archetype
from twin.model.panels import MODULE_POWER, PanelChoice, PanelPlace
from twin.model.proposal import Range, Selector
from twin.model.scenario import Scenario
from twin.model.shading import unshaded
from twin.workspace.defaults import defaults, normal_year

YEAR = normal_year()
ZONE = zone_from_archetype(SCHOOL, defaults())


def place(key, surface, modules, gives, plane=(30.0, 180.0)):
    return PanelPlace(
        key, surface, plane[0], plane[1], 2.0 * modules, (plane,), np.zeros((modules, 4, 3)),
        np.zeros(modules, np.uint8), "close", 1.0, (unshaded(),), None,
        (0.87 * gives, gives, 1.12 * gives),
    )  # fmt: skip


SOUTH = place("roof 1", "roof", 50, 700.0)
NORTH = place("roof 2", "roof", 50, 410.0, (30.0, 0.0))
DARK = place("roof 3", "roof", 50, 150.0)
WALL = place("facade 1", "facade", 100, 500.0, (90.0, 180.0))
HOUSE = replace(ZONE, places=(SOUTH, WALL, NORTH, DARK))
FULL = 50 * MODULE_POWER


def pv(value, unit="kW", **more):
    return replace(effect("pv", value, unit), **more)


def powers(zone):
    return {one.place.key: pytest.approx(one.power) for one in zone.panels}


def test_that_the_best_roof_is_filled_before_the_next():
    assert powers(placed(HOUSE, pv(30.0), 30.0)) == {"roof 1": FULL, "roof 2": 30.0 - FULL}


def test_that_what_has_no_room_or_too_little_sun_is_not_built():
    assert powers(placed(HOUSE, pv(500.0), 500.0)) == {"roof 1": FULL, "roof 2": FULL}
    assert placed_power(HOUSE, pv(500.0)) == pytest.approx(2 * FULL)
    demanding = pv(500.0, minimum_yield=600.0)
    assert powers(placed(HOUSE, demanding, 500.0)) == {"roof 1": FULL}


def test_that_an_offer_may_be_for_facades():
    facade = pv(10.0, surfaces=("facade",))
    both = pv(60.0, surfaces=("roof", "facade"))

    assert powers(placed(HOUSE, facade, 10.0)) == {"facade 1": 10.0}
    assert powers(placed(HOUSE, both, 60.0)) == {"roof 1": FULL, "facade 1": 60.0 - FULL}


def test_that_area_and_power_per_roof_are_understood():
    by_area = placed_power(HOUSE, pv(10 * PANEL_AREA, "m2"))
    roof = sum(s.area for s in ZONE.surfaces if s.kind == "roof")

    assert by_area == pytest.approx(10 * MODULE_POWER)
    assert placed_power(HOUSE, pv(20.0, "W/m2")) == pytest.approx(min(0.02 * roof, 2 * FULL))


def test_that_a_second_offer_gets_what_the_first_left():
    first = placed(HOUSE, pv(15.0), 15.0)
    second = placed(first, pv(15.0), 15.0)

    assert sum(one.power for one in second.panels) == pytest.approx(30.0)
    assert sum(o.power for o in second.panels if o.place is SOUTH) == pytest.approx(FULL)


def test_that_the_user_chooses_over_the_offer():
    chosen = replace(HOUSE, panel_choice=(PanelChoice("facade 1", 12.0),))

    assert powers(placed(chosen, pv(30.0), 30.0)) == {"facade 1": 12.0}


def test_that_without_places_the_power_is_kept_unplaced():
    assert placed(ZONE, pv(30.0), 30.0).pv_power == 30.0


def test_that_fields_add_by_the_hour():
    built = placed(HOUSE, pv(30.0), 30.0)
    made = panels_made(built.panels, YEAR, np.zeros(8760))

    expected = FULL * unit_hours(SOUTH, YEAR) + (30.0 - FULL) * unit_hours(NORTH, YEAR)
    np.testing.assert_allclose(made, expected)


def offer(*effects, basis="power"):
    return Scenario("b01").with_proposal(proposal(measure(Selector(), *effects, basis=basis)))


def result(scenario, zone=HOUSE):
    return evaluate(scenario, Case(SCHOOL, None, (), zone, YEAR, defaults()), 16)


def test_that_a_what_if_tells_power_yield_and_own_use():
    found = result(offer(pv(30.0)))
    panels = found.panels

    assert panels is not None
    assert found.reaches[0].quantity == pytest.approx(30.0)
    assert [(f.place.key, f.power) for f in panels.fields] == [
        ("roof 1", pytest.approx(FULL)), ("roof 2", pytest.approx(30.0 - FULL)),
    ]  # fmt: skip
    made = panels.own_use + panels.exported
    assert panels.made[0] < made < panels.made[2]
    assert found.before.delivered_total - found.after.delivered_total == pytest.approx(
        panels.own_use
    )
    assert 0 < panels.share_used[0] <= panels.share_used[2] <= 1
    assert sum(panels.own_monthly) == pytest.approx(panels.own_use)
    assert panels.own_value > panels.export_value > 0


def test_that_export_lowers_the_cost_by_its_price():
    found = result(offer(pv(40.0)))
    panels = found.panels

    assert panels is not None
    saved = found.before.cost - found.after.cost
    assert saved == pytest.approx(panels.own_value + panels.export_value)


def test_that_an_uncertain_power_and_care_widen_the_spread():
    sure = result(offer(pv(15.0))).panels
    unsure = replace(pv(15.0), value=Range(15.0, 5.0, 20.0))
    wide = result(offer(unsure)).panels

    assert sure is not None
    assert wide is not None
    assert wide.made[2] - wide.made[0] > 1.5 * (sure.made[2] - sure.made[0]) > 0


def test_that_a_shortfall_is_told_and_not_paid():
    found = result(offer(pv(500.0)))

    assert found.reaches[0].quantity == pytest.approx(2 * FULL)
    assert any("have room where there is sun enough" in s.text for s in found.assumptions)


def test_that_an_offer_without_any_place_says_so():
    found = result(offer(pv(10.0, minimum_yield=1400.0)))

    assert found.reaches[0].reason == NO_PLACE
    assert found.panels is None


def test_that_an_unknown_shape_is_told():
    found = result(offer(pv(10.0)), ZONE)

    assert found.panels is not None
    assert found.panels.power == 10.0
    assert found.panels.fields == ()
    assert any("shape of the building is unknown" in s.text for s in found.assumptions)
