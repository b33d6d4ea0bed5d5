"""U-values and g-values: stated, or from layers by ISO 6946."""

import math

import pytest

from twin.ifc.elements.u_values import g_value, u_value
from twin.model.building import ElementDetails, MaterialLayer


def layered(*layers: tuple[str, float]) -> ElementDetails:
    return ElementDetails(layers=tuple(MaterialLayer(n, t) for n, t in layers))


def test_that_a_stated_u_value_wins_over_layers() -> None:
    details = ElementDetails(
        property_sets={
            "Other": {"U-Value": 3.0},
            "Pset_WallCommon": {"ThermalTransmittance": 0.18},
        },
        layers=(MaterialLayer("Betong", 0.2),),
    )

    assert u_value(details, "wall", {}) == (0.18, "property")


@pytest.mark.parametrize("stated", [0.0, -1.0, 22.0, "0.18", None])
def test_that_an_impossible_u_value_counts_as_unknown(stated: float | str | None) -> None:
    details = ElementDetails(property_sets={"Pset_WallCommon": {"ThermalTransmittance": stated}})

    value, source = u_value(details, "wall", {})

    assert math.isnan(value)
    assert source == ""


def test_that_layers_add_up_as_in_iso_6946() -> None:
    details = layered(("Betong B35", 0.20), ("Mineralull", 0.185), ("Gipsplate", 0.0125))

    value, source = u_value(details, "wall", {})

    # 0.13 + 0.20/2.0 + 0.185/0.037 + 0.0125/0.25 + 0.04 = 5.32 m2 K/W
    assert value == pytest.approx(1 / 5.32)
    assert source == "layers"


@pytest.mark.parametrize(("kind", "resistance"), [("wall", 5.17), ("roof", 5.14), ("floor", 5.21)])
def test_that_surface_resistances_follow_the_flow_of_heat(kind: str, resistance: float) -> None:
    value, _ = u_value(layered(("Steinull", 0.185)), kind, {})

    assert value == pytest.approx(1 / resistance)


def test_that_a_stated_conductivity_wins_over_the_table() -> None:
    value, _ = u_value(layered(("Steinull", 0.10)), "wall", {"Steinull": 0.05})

    assert value == pytest.approx(1 / 2.17)


def test_that_an_unknown_material_makes_the_u_value_unknown_unless_it_is_thin() -> None:
    unknown, _ = u_value(layered(("Mineralull", 0.2), ("Xyz", 0.05)), "wall", {})
    thin, _ = u_value(layered(("Mineralull", 0.185), ("Xyz", 0.001)), "wall", {})

    assert math.isnan(unknown)
    assert thin == pytest.approx(1 / 5.17)


def test_that_materials_without_thickness_give_nothing() -> None:
    assert math.isnan(u_value(layered(("Betong", math.nan)), "wall", {})[0])
    assert math.isnan(u_value(ElementDetails(), "wall", {})[0])


def test_that_an_air_layer_has_its_own_resistance() -> None:
    value, _ = u_value(layered(("Luftspalte", 0.03), ("Mineralull", 0.185)), "wall", {})

    assert value == pytest.approx(1 / 5.35)


def test_that_windows_are_never_taken_from_layers() -> None:
    assert math.isnan(u_value(layered(("Glass wool", 0.1)), "window", {})[0])


def test_that_the_g_value_is_a_share() -> None:
    good = ElementDetails(property_sets={"A": {"SolarHeatGainTransmittance": 0.53}})
    bad = ElementDetails(property_sets={"A": {"SolarHeatGainTransmittance": 53.0}})

    assert g_value(good) == 0.53
    assert math.isnan(g_value(bad))
    assert math.isnan(g_value(ElementDetails()))
