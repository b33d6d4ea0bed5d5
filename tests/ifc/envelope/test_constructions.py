"""U-values and g-values: stated, or from layers by ISO 6946."""

import math

import pytest

from twin.ifc.elements.materials import MaterialValues
from twin.ifc.envelope.constructions import construction_of, is_approximated, u_value_of
from twin.ifc.envelope.material_table import usual_values
from twin.ifc.envelope.u_values import stated_g_value, stated_u_value
from twin.model.building import Construction, ElementDetails, MaterialLayer

Layers = tuple[tuple[str, float], ...]


def construction(layers: Layers, kind: str = "wall", *, is_inward: bool = False) -> Construction:
    named = [MaterialLayer(name, thickness) for name, thickness in layers]
    found = construction_of(named, kind, {}, is_inward)
    assert found is not None
    return found


def u_value(layers: Layers, kind: str = "wall", adjacency: str = "outside") -> float:
    return u_value_of(construction(layers, kind), kind, adjacency)


def test_that_a_common_property_set_wins() -> None:
    details = ElementDetails(
        property_sets={
            "Other": {"ThermalTransmittance": 3.0},
            "Pset_WallCommon": {"ThermalTransmittance": 0.18},
        }
    )

    stated = stated_u_value(details, "wall")

    assert (stated.value, stated.origin) == (0.18, "Pset_WallCommon.ThermalTransmittance")
    assert math.isnan(stated.refused)


@pytest.mark.parametrize("value", [0.0, -1.0, 22.0, 50.0, float("inf")])
def test_that_an_impossible_u_value_is_refused_and_said(value: float) -> None:
    details = ElementDetails(property_sets={"Pset_WallCommon": {"ThermalTransmittance": value}})

    stated = stated_u_value(details, "wall")

    assert math.isnan(stated.value)
    assert stated.refused == value


@pytest.mark.parametrize("value", ["0.18", None, True])
def test_that_what_is_no_number_is_no_u_value(value: str | bool | None) -> None:
    details = ElementDetails(property_sets={"Pset_WallCommon": {"ThermalTransmittance": value}})

    stated = stated_u_value(details, "wall")

    assert math.isnan(stated.value)
    assert math.isnan(stated.refused)


def test_that_more_than_bare_surfaces_let_through_is_refused() -> None:
    details = ElementDetails(property_sets={"Pset_RoofCommon": {"ThermalTransmittance": 7.8}})

    assert stated_u_value(details, "roof").refused == 7.8


def test_that_a_property_that_can_be_right_is_used_after_one_that_cannot() -> None:
    details = ElementDetails(
        property_sets={
            "Pset_WallCommon": {"ThermalTransmittance": 0.0},
            "Energi": {"U-verdi": 0.22},
        }
    )

    assert stated_u_value(details, "wall").value == 0.22


def test_that_layers_add_up_as_in_iso_6946() -> None:
    value = u_value((("Betong B35", 0.20), ("Mineralull", 0.185), ("Gipsplate", 0.0125)))

    # 0.13 + 0.20/2.0 + 0.185/0.037 + 0.0125/0.25 + 0.04 = 5.32 m2 K/W
    assert value == pytest.approx(1 / 5.32)


@pytest.mark.parametrize(("kind", "resistance"), [("wall", 5.17), ("roof", 5.14), ("floor", 5.21)])
def test_that_surface_resistances_follow_the_flow_of_heat(kind: str, resistance: float) -> None:
    assert u_value((("Steinull", 0.185),), kind) == pytest.approx(1 / resistance)


@pytest.mark.parametrize(("beside", "resistance"), [("ground", 5.13), ("unheated", 5.26)])
def test_that_the_outer_surface_follows_what_lies_beside(beside: str, resistance: float) -> None:
    value = u_value((("Steinull", 0.185),), "wall", beside)

    assert value == pytest.approx(1 / resistance)


def test_that_what_the_file_states_of_a_material_wins_over_the_table() -> None:
    stated = {"Steinull": MaterialValues(0.05, 45.0)}

    found = construction_of([MaterialLayer("Steinull", 0.10)], "wall", stated, is_inward=None)

    assert found is not None
    (layer,) = found.layers
    assert (layer.conductivity, layer.density, layer.specific_heat) == (0.05, 45.0, 1030.0)
    assert layer.source == "file"
    assert u_value_of(found, "wall", "outside") == pytest.approx(1 / 2.17)


def test_that_an_unknown_material_makes_the_u_value_unknown_unless_it_is_thin() -> None:
    assert math.isnan(u_value((("Mineralull", 0.2), ("Xyz", 0.05))))
    assert u_value((("Mineralull", 0.185), ("Xyz", 0.001))) == pytest.approx(1 / 5.17)


def test_that_materials_without_thickness_give_nothing() -> None:
    nothing = [MaterialLayer("Betong", math.nan)]

    assert construction_of(nothing, "wall", {}, is_inward=None) is None
    assert construction_of([], "wall", {}, is_inward=None) is None


@pytest.mark.parametrize(
    ("kind", "thickness", "resistance"),
    [("wall", 0.025, 0.18), ("roof", 0.05, 0.16), ("floor", 0.10, 0.22), ("wall", 0.006, 0.12)],
)
def test_that_air_layers_are_those_of_table_8(
    kind: str, thickness: float, resistance: float
) -> None:
    (layer,) = construction((("Luftspalte", thickness),), kind).layers

    assert layer.resistance == pytest.approx(resistance)
    assert layer.source == "air"


def test_that_what_lies_outside_a_ventilated_layer_does_not_count() -> None:
    layers = (("Mineralull", 0.185), ("Luftet hulrom", 0.05), ("Tegl", 0.10))

    assert u_value(layers) == pytest.approx(1 / (0.13 + 5.0 + 0.13))


def test_that_layers_listed_from_outside_are_turned() -> None:
    found = construction((("Tegl", 0.1), ("Steinull", 0.2), ("Gips", 0.013)), is_inward=True)

    assert [layer.name for layer in found.layers] == ["Gips", "Steinull", "Tegl"]
    assert found.is_ordered


def test_that_a_stud_wall_lies_between_the_bounds_of_iso_6946() -> None:
    layers = (("Gips", 0.0125), ("Stender/Isolasjon", 0.148), ("Gips", 0.0125))
    found = construction(layers)
    others = 0.13 + 0.04 + 2 * 0.0125 / 0.25
    through = 1 / (0.12 / (others + 0.148 / 0.13) + 0.88 / (others + 0.148 / 0.037))
    spread = others + 0.148 / (0.12 * 0.13 + 0.88 * 0.037)

    assert u_value_of(found, "wall", "outside") == pytest.approx(2 / (through + spread))
    assert is_approximated(found)


def test_that_studs_beside_other_insulation_stand_in_air() -> None:
    found = construction((("Metal - Stud Layer", 0.041), ("Rigid insulation", 0.05)))

    assert found.layers[0].resistance == pytest.approx(0.18)
    assert found.layers[0].source == "approximated"


@pytest.mark.parametrize(
    ("name", "conductivity"),
    [
        ("Betong B35", 2.0), ("Stahlbeton 65690", 2.3), ("Gewapend beton", 2.3),
        ("kalkzandsteen", 0.99), ("Leichtbeton 102890359", 0.25), ("WOOD_PINE", 0.13),
        ("EPS 80", 0.036), ("isolatie_vloer", 0.037), ("Mineralull", 0.037),
        ("Gypsum Wall Board", 0.25), ("Teglstein", 0.80), ("Ziegelmauerwerk", 0.80),
    ],
)  # fmt: skip
def test_that_materials_are_known_in_several_languages(name: str, conductivity: float) -> None:
    found = usual_values(name)

    assert found is not None
    assert found.conductivity == conductivity


def test_that_no_insulation_is_no_insulation() -> None:
    assert usual_values("No insulation selected") is None


def test_that_a_layer_tells_how_much_heat_it_stores() -> None:
    (layer,) = construction((("Betong", 0.2),)).layers

    assert layer.thickness * layer.density * layer.specific_heat == pytest.approx(480e3)


def test_that_the_g_value_is_a_share() -> None:
    good = ElementDetails(property_sets={"A": {"SolarHeatGainTransmittance": 0.53}})
    bad = ElementDetails(property_sets={"A": {"SolarHeatGainTransmittance": 53.0}})
    panes = ElementDetails(property_sets={"Pset_DoorWindowGlazingType": {"GlassLayers": 2}})

    assert stated_g_value(good) == (0.53, "property")
    assert math.isnan(stated_g_value(bad)[0])
    assert stated_g_value(panes) == (0.75, "panes")
    assert stated_g_value(ElementDetails())[1] == ""


def test_that_a_floor_listed_upside_down_is_turned() -> None:
    layers = (("Concrete, Precast", 0.075), ("Rigid insulation", 0.08), ("Cement Screed", 0.065))

    found = construction(layers, "floor")

    assert found.layers[0].name == "Cement Screed"


def test_that_a_roof_with_its_covering_outside_stays_as_it_is() -> None:
    found = construction((("Gips", 0.013), ("Mineralull", 0.3), ("Takpapp", 0.005)), "roof")

    assert found.layers[-1].name == "Takpapp"
