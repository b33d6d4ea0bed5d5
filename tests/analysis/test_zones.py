"""From a model or a register entry to a zone."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.archetypes import footprint_area
from twin.analysis.zones import zone_from_archetype, zone_from_model
from twin.errors import MissingInput
from twin.model.building import Building
from twin.workspace.defaults import defaults

from .cases import SCHOOL, envelope


def area(zone, kind):
    return sum(s.area for s in zone.surfaces if s.kind == kind)


def test_that_areas_directions_and_known_u_values_are_the_models():
    zone = zone_from_model(SCHOOL, envelope(), defaults())

    assert {k: area(zone, k) for k in ("wall", "window", "roof", "floor")} == pytest.approx(
        {"wall": 400, "window": 160, "roof": 600, "floor": 600}
    )
    south = next(s for s in zone.surfaces if s.kind == "window" and s.azimuth == 180)
    assert (south.u_value.value, south.u_value.basis, south.elements) == (2.6, "model", (2,))
    assert zone.floor_area.value == 1200
    assert zone.volume.value == 3960


def test_that_an_unknown_u_value_gets_the_default_of_its_year_with_source_and_spread():
    zone = zone_from_model(SCHOOL, envelope(), defaults())

    north = next(s for s in zone.surfaces if s.kind == "wall" and s.azimuth == 0)
    assert north.u_value == defaults().era(1974).values["u_wall"]
    assert north.u_value.low < north.u_value.high
    assert north.u_value.source


def test_that_alike_parts_become_one_surface_that_knows_its_elements():
    many = replace(
        envelope(),
        element=np.arange(6),
        kind=("wall",) * 6,
        azimuth=np.array([178.0, 181.0, 180.0, 1.0, 359.0, 91.0]),
        tilt=np.full(6, 90.0),
        u_value=np.full(6, 0.4),
        u_source=("property",) * 6,
    )

    zone = zone_from_model(SCHOOL, many, defaults())

    walls = {s.azimuth: s.elements for s in zone.surfaces if s.kind == "wall"}
    assert walls == {180.0: (0, 1, 2), 0.0: (3, 4), 90.0: (5,)}


def test_that_a_model_without_a_roof_does_not_lose_the_heat_through_it():
    e = envelope()
    keep = [row for row, kind in enumerate(e.kind) if kind != "roof"]
    roofless = replace(
        e,
        kind=tuple(e.kind[row] for row in keep),
        u_source=tuple(e.u_source[row] for row in keep),
        **{n: getattr(e, n)[keep] for n in
           ("element", "area", "azimuth", "tilt", "u_value", "g_value")},
    )  # fmt: skip

    zone = zone_from_model(SCHOOL, roofless, defaults())

    roofs = [s for s in zone.surfaces if s.kind == "roof"]
    assert len(roofs) == 1
    assert roofs[0].elements == ()
    assert roofs[0].u_value.basis == "default"


def test_that_an_archetype_has_a_closed_envelope_of_plausible_size():
    zone = zone_from_archetype(SCHOOL, defaults())

    assert area(zone, "roof") == area(zone, "floor") == pytest.approx(1200 / 0.9 / 2)
    assert area(zone, "window") == pytest.approx(0.17 * 1200)
    assert area(zone, "wall") > area(zone, "window")
    assert zone.volume.value == pytest.approx(1200 * 3.3)


def test_that_the_footprint_gives_outline_and_directions():
    outline = ((0.0, 0.0), (40.0, 0.0), (40.0, 15.0), (0.0, 15.0))
    building = replace(SCHOOL, footprint=outline)

    zone = zone_from_archetype(building, defaults())

    assert footprint_area(outline) == 600
    south, east = (
        sum(s.area for s in zone.surfaces if s.azimuth == azimuth) for azimuth in (180.0, 90.0)
    )
    assert south / east == pytest.approx(40 / 15)
    assert area(zone, "roof") == 600


def test_that_meters_tell_the_heating_and_size_guesses_it():
    by_meter = zone_from_archetype(SCHOOL, defaults(), ("electricity", "district heat"))
    large = zone_from_archetype(replace(SCHOOL, heated_floor_area=6000.0), defaults())
    electric = zone_from_archetype(
        replace(SCHOOL, heated_floor_area=6000.0), defaults(), ("electricity",)
    )

    assert [z.heating[0].carrier for z in (by_meter, large, electric)] == [
        "district heat", "district heat", "electricity",
    ]  # fmt: skip
    assert zone_from_archetype(SCHOOL, defaults()).heating[0].carrier == "electricity"


def test_that_an_unknown_year_spreads_over_all_years():
    zone = zone_from_archetype(replace(SCHOOL, construction_year=np.nan), defaults())

    wall = next(s for s in zone.surfaces if s.kind == "wall").u_value
    assert (wall.low, wall.high) == (0.12, 1.3)
    assert "unknown" in wall.source


def test_that_a_building_without_any_area_is_an_error_with_a_next_step():
    with pytest.raises(MissingInput) as caught:
        zone_from_archetype(Building("b", "Hytta", "school", construction_year=1990), defaults())

    assert "Hytta" in str(caught.value)
    assert caught.value.next_step
