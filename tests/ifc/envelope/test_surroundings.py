"""Ground, unheated rooms and openings around and in the parts of an envelope."""

from dataclasses import replace

import numpy as np
import pytest

from twin.model.building import Envelope, MaterialLayer, Space

from .houses import House, area, box_room, found, plain_house


def beside(result: Envelope, kind: str, adjacency: str) -> float:
    chosen = [
        (k, a) == (kind, adjacency) for k, a in zip(result.kind, result.adjacency, strict=True)
    ]
    return float(result.area[chosen].sum())


def two_storeys(*, door_sill: float = 0.0) -> House:
    """10 m by 8 m, a basement of 2.5 m below z = 0 and a storey of 2.7 m above."""
    house = House()
    for name, low, high in (("cellar", -2.7, 0.0), ("ground", 0.0, 3.0)):
        house.add(f"{name} south", "IfcWall", ((0.0, 0.0, low), (10.0, 0.3, high)))
        house.add(f"{name} north", "IfcWall", ((0.0, 7.7, low), (10.0, 8.0, high)))
        house.add(f"{name} west", "IfcWall", ((0.0, 0.3, low), (0.3, 7.7, high)))
        house.add(f"{name} east", "IfcWall", ((9.7, 0.3, low), (10.0, 7.7, high)))
    house.add("base", "IfcSlab", ((0.0, 0.0, -3.0), (10.0, 8.0, -2.7)))
    house.add("deck", "IfcSlab", ((0.3, 0.3, -0.25), (9.7, 7.7, 0.0)))
    house.add("roof", "IfcRoof", ((0.0, 0.0, 3.0), (10.0, 8.0, 3.3)))
    house.add("door", "IfcDoor", ((4.0, 0.1, door_sill), (5.0, 0.2, door_sill + 2.1)))
    return house


def test_that_walls_below_the_sill_of_the_outer_door_stand_in_ground() -> None:
    result = found(two_storeys())

    assert beside(result, "wall", "ground") == pytest.approx(2.7 * 35.0, rel=0.08)
    assert beside(result, "wall", "outside") == pytest.approx(3.0 * 35.0, rel=0.08)
    assert beside(result, "floor", "ground") == pytest.approx(80.0, rel=0.05)


def test_that_the_terrain_of_the_model_tells_where_the_ground_is() -> None:
    house = two_storeys()
    house.add("site", "IfcSite", ((-20.0, -20.0, -2.0), (30.0, 30.0, -1.4)))

    result = found(house)

    assert beside(result, "wall", "ground") == pytest.approx(1.3 * 35.0, rel=0.12)


def test_that_a_floor_over_outside_air_is_told_from_one_to_ground() -> None:
    house = two_storeys()
    house.add("oriel floor", "IfcSlab", ((10.0, 0.0, -0.25), (13.0, 8.0, 0.0)))
    house.add("oriel roof", "IfcSlab", ((10.0, 0.0, 3.0), (13.0, 8.0, 3.3)))
    house.add("oriel south", "IfcWall", ((10.0, 0.0, 0.0), (13.0, 0.3, 3.0)))
    house.add("oriel north", "IfcWall", ((10.0, 7.7, 0.0), (13.0, 8.0, 3.0)))
    house.add("oriel east", "IfcWall", ((12.7, 0.3, 0.0), (13.0, 7.7, 3.0)))
    house.add("site", "IfcSite", ((-20.0, -20.0, -4.0), (30.0, 30.0, -2.6)))

    result = found(house)

    assert beside(result, "floor", "outside") == pytest.approx(24.0, rel=0.12)


def garage_house() -> House:
    house = plain_house()
    house.spaces = (
        Space("a", "1", "Garasje", "1", 34.8, 104.0),
        Space("b", "2", "Stue", "1", 34.0, 102.0),
    )
    house.rooms = (
        box_room((0.3, 0.3, 0.0), (5.0, 7.7, 3.0)),
        box_room((5.1, 0.3, 0.0), (9.7, 7.7, 3.0)),
    )
    return house


def test_that_a_garage_is_kept_out_and_the_wall_to_it_is_a_part() -> None:
    house = garage_house()

    result = found(house)

    assert result.floor_area == 34.0
    assert (result.unheated_rooms, result.unheated_area) == (("Garasje",), 34.8)
    assert beside(result, "wall", "unheated") == pytest.approx(7.4 * 3, rel=0.1)
    assert area(result, "wall", 270.0) == pytest.approx(7.4 * 3, rel=0.1)
    assert set(np.array(result.adjacency)[result.element == 2]) == set()
    assert beside(result, "roof", "outside") == pytest.approx(40.0, rel=0.15)
    assert house.findings()["unheated-rooms"].values == {
        "count": 1,
        "area": 35,
        "names": "Garasje",
    }


def test_that_a_stated_temperature_says_more_than_a_name() -> None:
    house = garage_house()
    warm = box_room((0.3, 0.3, 0.0), (5.0, 7.7, 3.0), temperature=18.0)
    house.rooms = (warm, house.rooms[1])

    assert found(house).floor_area == pytest.approx(68.8)

    cold = box_room((5.1, 0.3, 0.0), (9.7, 7.7, 3.0), temperature=5.0)
    house.rooms = (warm, cold)

    assert found(house).unheated_rooms == ("Stue",)


def test_that_gross_areas_have_the_windows_in_them() -> None:
    result = found(plain_house())

    south = result.element == 0
    assert result.gross_area is not None
    assert result.gross_area[south].sum() == pytest.approx(30.0, rel=0.03)
    assert result.area[south].sum() == pytest.approx(28.0, rel=0.03)


def test_that_a_room_of_the_file_stays_inside_where_a_wall_is_missing() -> None:
    house = plain_house()
    house.boxes = [box for box in house.boxes if box[0] != 3]
    house.spaces = (
        Space("a", "1", "West", "1", 34.8, 104.0),
        Space("b", "2", "East", "1", 34.0, 102.0),
    )
    house.rooms = (
        box_room((0.3, 0.3, 0.0), (5.0, 7.7, 3.0)),
        box_room((5.1, 0.3, 0.0), (9.7, 7.7, 3.0)),
    )

    result = found(house)

    assert area(result, "roof") == pytest.approx(80.0, rel=0.08)
    assert area(result, "wall", 0.0) == pytest.approx(30.0, rel=0.06)
    assert 4 not in result.element


def test_that_the_exposed_perimeter_goes_round_the_floor() -> None:
    assert found(plain_house()).exposed_perimeter == pytest.approx(36.0, rel=0.01)


def test_that_partitions_and_decks_between_rooms_store_heat() -> None:
    house = two_storeys()
    house.add("partition", "IfcWall", ((5.0, 0.3, 0.0), (5.1, 7.7, 3.0)))

    internal = found(house).internal

    assert internal is not None
    areas = dict(zip(internal.element.tolist(), internal.area.tolist(), strict=True))
    kinds = dict(zip(internal.element.tolist(), internal.kind, strict=True))
    assert (kinds[9], kinds[12]) == ("floor", "wall")
    assert areas[9] == pytest.approx(9.4 * 7.4, rel=0.1)
    assert areas[12] == pytest.approx(7.4 * 3.0, rel=0.1)


def test_that_layers_run_from_inside_to_outside_whichever_way_the_file_lists_them() -> None:
    for direction in (1.0, -1.0):
        house = plain_house()
        named = (MaterialLayer("Gips", 0.013), MaterialLayer("Steinull", 0.2))
        row = house.add(
            "clad",
            "IfcWall",
            ((0.0, 8.0, 0.0), (10.0, 8.25, 3.0)),
            layers=named[:: int(direction)],
        )
        house.layer_axes[row] = np.array([0.0, direction, 0.0])

        result = found(house)

        part = int(np.flatnonzero(result.element == row)[0])
        assert result.construction is not None
        layers = result.constructions[result.construction[part]].layers
        assert [layer.name for layer in layers] == ["Gips", "Steinull"]
        assert result.u_origin[part] == "ISO 6946"


def test_that_a_canopy_of_plates_is_no_wall() -> None:
    house = plain_house()
    row = house.add(
        "canopy",
        "IfcPlate",
        ((1.0, -1.5, 2.2), (3.0, 0.0, 2.3)),
        ((1.0, -1.5, 0.0), (1.1, -1.4, 2.2)),
        ((2.9, -1.5, 0.0), (3.0, -1.4, 2.2)),
    )

    assert row not in found(house).element


def test_that_a_window_deep_in_its_wall_is_found() -> None:
    house = plain_house()
    house.boxes = [box for box in house.boxes if box[0] not in (0, 5)]
    for low, high in (
        ((0.0, -0.5, 0.0), (4.0, 0.3, 3.0)),
        ((6.0, -0.5, 0.0), (10.0, 0.3, 3.0)),
        ((4.0, -0.5, 0.0), (6.0, 0.3, 1.0)),
        ((4.0, -0.5, 2.0), (6.0, 0.3, 3.0)),
    ):
        house.boxes.append((0, low, high))
    house.boxes.append((5, (4.0, 0.2, 1.0), (6.0, 0.3, 2.0)))

    result = found(house)

    assert beside(result, "window", "outside") == pytest.approx(2.0, rel=0.05)


def test_that_a_slab_of_a_roof_has_the_layers_and_the_u_value_of_the_roof() -> None:
    for stated, value in ((0.13, 0.13), (0.0, 1 / (0.10 + 0.04 + 0.185 / 0.037))):
        house = plain_house()
        row = next(e.step_id for e in house.elements if e.name == "roof")
        whole = house.add("whole", "IfcRoof", layers=(MaterialLayer("Steinull", 0.185),))
        properties = {"Pset_RoofCommon": {"ThermalTransmittance": stated}}
        house.details[whole] = replace(house.details[whole], property_sets=properties)
        house.elements[row] = replace(house.elements[row], ifc_class="IfcSlab", parent="whole")

        result = found(house)

        part = result.kind.index("roof")
        assert result.element[part] == row
        assert result.u_value[part] == pytest.approx(value)
