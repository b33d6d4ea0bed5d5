"""What the property card says of U-values, their sources and layers."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from twin.model.building import (
    BuildingModel,
    Construction,
    ConstructionLayer,
    Element,
    ElementDetails,
    Envelope,
    MaterialLayer,
    ModelSummary,
)
from twin.model.mesh import empty_mesh
from twin.model.thermal import Sourced
from twin.ui.texts import numbers
from twin.ui.texts.language import use_language
from twin.ui.texts.lines import Group
from twin.ui.texts.thermal import layer_group, thermal_group

USUAL = {"window": Sourced(2.6, 1.2, 4.5, "default", "A book.")}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Texts and numbers in English."""
    before = numbers.numbers_name()
    use_language("en")
    numbers.use_numbers("en")
    yield
    numbers.use_numbers(before)


def model() -> BuildingModel:
    """A wall of layers in two directions, a window that tells nothing, and a chair."""
    layers = (
        ConstructionLayer("Gypsum", 0.0125, 0.25, 900.0, 1000.0, 0.05, "table"),
        ConstructionLayer("Wool", 0.2, 0.037, 30.0, 1030.0, 5.4, "file"),
        ConstructionLayer("Cavity", 0.025, 0.14, 1.2, 1006.0, 0.18, "air"),
        ConstructionLayer("Mystery", 0.006),
    )
    envelope = Envelope(
        element=np.array([0, 0, 1]),
        kind=("wall", "wall", "window"),
        area=np.array([10.0, 5.0, 2.0]),
        azimuth=np.zeros(3),
        tilt=np.full(3, 90.0),
        u_value=np.array([0.18, 0.2, np.nan]),
        g_value=np.array([np.nan, np.nan, 0.61]),
        u_source=("layers", "layers", ""),
        adjacency=("outside", "ground", "unheated"),
        u_origin=("ISO 6946, approximated", "ISO 6946", ""),
        construction=np.array([0, 0, -1]),
        constructions=(Construction(layers, is_ordered=True),),
    )
    names = ("IfcWall", "IfcWindow", "IfcFurniture")
    return BuildingModel(
        ModelSummary(), tuple(Element(n, n, i, n) for i, n in enumerate(names)), (), (), (),
        empty_mesh(), (ElementDetails(), ElementDetails(),
                       ElementDetails(layers=(MaterialLayer("Oak", 0.02),))), envelope, (),
    )  # fmt: skip


def lines(group: Group) -> dict[str, str]:
    return {line.name: line.value.replace("\u00a0", " ") for line in group.lines}


def test_that_a_computed_u_value_says_so_with_what_the_part_faces():
    group = thermal_group(model(), 0, USUAL.copy)

    assert lines(group) == {
        "U-value, W/(m²K)": "0.18",
        "Faces": "Outside air, Ground",
        "Area in the envelope": "15.0 m²",
    }
    assert group.source == "U-value computed from layers, ISO 6946, with a usual share of studs."


def test_that_an_assumed_u_value_is_marked_with_its_range_and_source():
    group = thermal_group(model(), 1, USUAL.copy)

    found = lines(group)
    assert found["U-value, W/(m²K)"] == "~ 2.60 (1.20 – 4.50)"
    assert found["g-value"] == "0.61"
    assert found["Faces"] == "Unheated room"
    assert group.lines[0].role == "secondary"
    assert group.source == "Assumed by the construction year. A book."


def test_that_a_stated_u_value_names_its_property():
    known = model()
    envelope = known.envelope
    assert envelope is not None
    stated = replace(
        envelope,
        u_source=("property",) * 3,
        u_origin=("Pset_WallCommon.ThermalTransmittance",) * 3,
    )

    group = thermal_group(replace(known, envelope=stated), 0, dict)

    assert group.source.endswith("properties: Pset_WallCommon.ThermalTransmittance.")


def test_that_nothing_known_and_nothing_usual_is_no_data():
    assert lines(thermal_group(model(), 1, dict))["U-value, W/(m²K)"] == "No data"


def test_that_an_element_outside_the_envelope_has_no_thermal_lines():
    assert thermal_group(model(), 2, USUAL.copy).lines == ()


def test_that_layers_tell_thickness_and_what_they_do_to_heat():
    group = layer_group(model(), 0)

    assert lines(group) == {
        "Gypsum": "12.5 mm · λ ~0.25",
        "Wool": "200 mm · λ 0.037",
        "Cavity": "25 mm · R ~0.18",
        "Mystery": "6 mm",
    }
    assert group.source.startswith("From inside to outside.")


def test_that_layers_without_a_construction_are_those_of_the_file():
    assert lines(layer_group(model(), 2)) == {"Oak": "20 mm"}
