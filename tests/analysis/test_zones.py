"""From a model or a register entry to a zone."""

from dataclasses import replace

import numpy as np
import pytest

from twin.analysis.archetypes import footprint_area
from twin.analysis.explain import assumptions
from twin.analysis.zones import lacking_kinds, zone_from_archetype, zone_from_model
from twin.errors import MissingInput
from twin.model.building import Building, Construction, ConstructionLayer, Envelope
from twin.workspace.defaults import defaults, normal_year

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

    assert lacking_kinds(zone) == {"roof": roofs[0].area} == {"roof": 600.0}
    said = [a.text for a in assumptions(zone, normal_year(), defaults())]
    assert sum(text.startswith("The model has no roof") for text in said) == 1
    assert sum(text.startswith("The model has no") for text in said) == 1


def test_that_a_lacking_floor_is_what_the_sloping_roofs_of_the_model_cover():
    e = envelope()
    keep = [row for row, kind in enumerate(e.kind) if kind != "floor"]
    tilt = np.where(np.array(e.kind) == "roof", 45.0, e.tilt)
    floorless = replace(
        e,
        kind=tuple(e.kind[row] for row in keep),
        u_source=tuple(e.u_source[row] for row in keep),
        tilt=tilt[keep],
        **{n: getattr(e, n)[keep] for n in ("element", "area", "azimuth", "u_value", "g_value")},
    )

    zone = zone_from_model(SCHOOL, floorless, defaults())

    assert lacking_kinds(zone) == {"floor": pytest.approx(600 * np.sqrt(0.5))}


def test_that_a_complete_model_and_an_archetype_lack_nothing():
    assert lacking_kinds(zone_from_model(SCHOOL, envelope(), defaults())) == {}
    assert lacking_kinds(zone_from_archetype(SCHOOL, defaults())) == {}


def surrounded(**changes: object) -> Envelope:
    """The envelope of the case with what it faces, and other changes."""
    facing = ("outside", "unheated", "outside", "heated", "outside", "ground")
    return replace(envelope(), adjacency=facing, **changes)


def test_that_parts_carry_what_they_face_with_a_sourced_share_of_the_heat_loss():
    zone = zone_from_model(SCHOOL, surrounded(), defaults())

    shares = {(s.kind, s.faces): s.reduction for s in zone.surfaces}
    assert shares["wall", "outside"].value == 1
    assert 0 < shares["wall", "unheated"].low < shares["wall", "unheated"].value < 1
    assert "EN ISO 13789" in shares["wall", "unheated"].source
    assert shares["window", "heated"].value == 0
    assert shares["floor", "ground"].value == 1
    said = [a.text for a in assumptions(zone, normal_year(), defaults())]
    assert any(text.startswith("Parts to unheated rooms") for text in said)
    assert any(text.startswith("Parts to a neighbour's heated rooms") for text in said)


def test_that_u_values_say_whether_they_are_stated_computed_or_usual():
    e = surrounded(
        u_source=("property", "", "layers", "layers", "property", ""),
        u_origin=("Pset_WallCommon.ThermalTransmittance", "", "ISO 6946",
                  "ISO 6946, approximated", "", ""),
    )  # fmt: skip

    zone = zone_from_model(SCHOOL, e, defaults())

    origin = {(s.kind, s.faces): s.u_value for s in zone.surfaces}
    stated, usual = origin["wall", "outside"], origin["wall", "unheated"]
    computed, mixed = origin["window", "outside"], origin["window", "heated"]
    assert [u.basis for u in (stated, usual, computed, mixed)] == [
        "model", "default", "computed", "computed",
    ]  # fmt: skip
    assert stated.source.endswith("Pset_WallCommon.ThermalTransmittance")
    assert computed.source.startswith("ISO 6946") and "studs" not in computed.source
    assert "studs" in mixed.source
    said = [a.text for a in assumptions(zone, normal_year(), defaults())]
    assert sum("computed from the layers" in text for text in said) == 1


def test_that_a_floor_computed_from_layers_gets_its_outer_film_before_the_ground():
    e = replace(
        surrounded(u_source=("", "", "", "", "", "layers")),
        u_value=np.array([np.nan] * 5 + [2.0]),
    )

    zone = zone_from_model(SCHOOL, e, defaults())

    floor = next(s for s in zone.surfaces if s.kind == "floor")
    assert floor.u_value.value == pytest.approx(1 / (1 / 2.0 + 0.04))


def test_that_layers_give_the_heat_capacity_of_the_inner_leaf():
    concrete = ConstructionLayer("concrete", 0.2, 2.0, 2400.0, 1000.0, 0.1, "table")
    e = surrounded(
        constructions=(Construction((concrete,), is_ordered=True),),
        construction=np.array([0, -1, -1, -1, -1, 0]),
        exposed_perimeter=100.0,
    )

    zone = zone_from_model(SCHOOL, e, defaults())

    leaf = {(s.kind, s.faces): s.leaf_capacity for s in zone.surfaces}
    assert leaf["wall", "outside"].value == pytest.approx(240e3)
    assert leaf["wall", "outside"].basis == "computed"
    assert np.isnan(leaf["wall", "unheated"].value)
    assert np.isnan(leaf["roof", "outside"].value)
    outline = zone.exposed_perimeter
    assert (outline.value, outline.basis) == (100.0, "model")


def test_that_parts_of_different_surroundings_or_mass_do_not_become_one_surface():
    walls = replace(
        envelope(),
        kind=("wall",) * 6,
        azimuth=np.full(6, 180.0),
        tilt=np.full(6, 90.0),
        u_value=np.full(6, 0.4),
        u_source=("property",) * 6,
        adjacency=("outside", "outside", "ground", "ground", "unheated", "heated"),
    )

    zone = zone_from_model(SCHOOL, walls, defaults())

    found = {s.faces: s.elements for s in zone.surfaces if s.elements}
    assert found == {"outside": (0, 1), "ground": (2, 3), "unheated": (4,), "heated": (5,)}


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
