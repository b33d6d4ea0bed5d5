"""What is painted and drawn gives what a direct calculation of the same thing gives."""

from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.cases import PARTS, SCHOOL, effect, measure, model
from twin.analysis.applied import Case, Package
from twin.analysis.heat_balance import annual_energies
from twin.analysis.sketching.fields import field_place, in_model, place_key
from twin.analysis.sketching.surface import Surfaces
from twin.analysis.sun.photovoltaics import PanelField, panel_yield
from twin.analysis.zones import zone_from_model
from twin.model.choice import Choice
from twin.model.panels import MODULE_POWER
from twin.model.proposal import Selector
from twin.model.scenario import Scenario
from twin.model.sketch import DrawnField, Sketch
from twin.workspace.catalogue import by_key
from twin.workspace.defaults import defaults, normal_year

from .blocks import ABOVE, ROOF, block_model
from .test_fields import OFFICE

YEAR = normal_year()


def years_of(*zones):
    return annual_energies(list(zones), YEAR, defaults())


@pytest.mark.parametrize("painted", [(0,), (1,), (0, 1)])
def test_that_painted_walls_give_what_a_building_with_those_walls_changed_gives(painted):
    insulated = measure(Selector(kinds=("wall",)), effect("u_value", 0.18), basis="area")
    ids = tuple(f"g{row}" for row in painted)
    known = model()
    case = Case(
        SCHOOL, known, (), zone_from_model(SCHOOL, known.envelope, defaults()), YEAR, defaults()
    )
    package = Package.of(Scenario("b01", choices=(Choice("c", "b01", insulated, elements=ids),)),
                         case)  # fmt: skip

    changed = np.where(
        np.isin(known.envelope.element, painted) & (np.array(known.envelope.kind) == "wall"),
        0.18, known.envelope.u_value,
    )  # fmt: skip
    direct = zone_from_model(SCHOOL, replace(known.envelope, u_value=changed), defaults())
    sketched, simulated, before = years_of(package.applied(package.zone), direct, case.zone)

    assert package.reaches[0].quantity == sum(PARTS[row][3] for row in painted)
    assert sketched.delivered_total < before.delivered_total - 1.0
    for carrier, energy in simulated.delivered.items():
        assert sketched.delivered[carrier] == pytest.approx(energy, rel=1e-9)
    assert sketched.peak_heating_kw == pytest.approx(simulated.peak_heating_kw, rel=1e-9)


@pytest.mark.parametrize(
    ("rows", "tilt", "azimuth"),
    [("south", 15.0, 180.0), ("south", 35.0, 200.0), ("east-west", 10.0, 90.0)],
)
def test_that_a_drawn_field_makes_what_its_modules_make_one_by_one(rows, tilt, azimuth):
    block = block_model()
    corners = ((2.0, 2.0, 8.0), (18.0, 2.0, 8.0), (18.0, 10.0, 8.0), (2.0, 10.0, 8.0))
    drawn = DrawnField(corners, tilt=tilt, azimuth=azimuth, rows=rows, element="g0")
    roof = Surfaces(block).at(ROOF, (5.0, 5.0, 8.0), ABOVE)
    place = in_model(field_place(roof, drawn, place_key("c", 0)), 0.0)
    zone = zone_from_model(OFFICE, block.envelope, defaults())
    case = Case(OFFICE, block, (), replace(zone, places=(place,)), YEAR, defaults())
    panels = Choice("c", "b1", by_key()["pv_roof"].measure, sketch=Sketch((drawn,)))
    package = Package.of(Scenario("b1", choices=(panels,)), case)
    (after,) = years_of(package.applied(package.zone))

    facing = [(tilt, azimuth), (tilt, (azimuth + 180.0) % 360.0)]
    count = np.bincount(place.facing, minlength=2)
    direct = sum(
        panel_yield(PanelField(n * MODULE_POWER, *facing[i]), YEAR).central * n * MODULE_POWER
        for i, n in enumerate(count.tolist())
        if n
    )
    assert count.sum() == len(place.modules) > 10
    assert after.own_use + after.exported == pytest.approx(direct, rel=1e-9)


def test_that_the_quantity_of_a_drawn_green_roof_is_the_area_inside_its_outline():
    block = block_model()
    zone = zone_from_model(OFFICE, block.envelope, defaults())
    case = Case(OFFICE, block, (), zone, YEAR, defaults())
    corners = ((2.0, 2.0, 8.0), (12.0, 2.0, 8.0), (12.0, 8.0, 8.0), (2.0, 8.0, 8.0))
    green = by_key()["green_roof"].measure
    choice = Choice("c", "b1", green, sketch=Sketch((DrawnField(corners, element="g0"),)))
    package = Package.of(Scenario("b1", choices=(choice,)), case)
    later = package.applied(package.zone)

    resistance = next(e for e in green.effects if e.kind == "added_resistance").value.value
    roofs = [s for s in zone.surfaces if s.kind == "roof"]
    whole = sum(s.area for s in roofs)
    lost = sum(s.area * s.u_value.value for s in roofs)
    per_area = lost / whole
    now = sum(s.area * s.u_value.value for s in later.surfaces if s.kind == "roof")
    by_hand = (whole - 60.0) * per_area + 60.0 / (1 / per_area + resistance)
    assert package.reaches[0].quantity == pytest.approx(60.0)
    assert now == pytest.approx(by_hand, rel=1e-9)
