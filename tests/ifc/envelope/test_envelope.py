"""What separates inside from outside, on houses whose areas can be worked out by hand."""

import math
from pathlib import Path

import numpy as np
import pytest

from twin.ifc.load import load_model
from twin.model.building import ElementDetails, Space

from .houses import House, area, found, plain_house


def test_that_each_wall_is_counted_once_by_its_outer_face() -> None:
    result = found(plain_house())

    assert area(result, "wall", 180.0) == pytest.approx(10 * 3 - 2, rel=0.05)
    assert area(result, "wall", 0.0) == pytest.approx(10 * 3, rel=0.05)
    assert area(result, "wall", 90.0) == pytest.approx(7.4 * 3, rel=0.08)
    assert area(result, "wall", 270.0) == pytest.approx(7.4 * 3, rel=0.08)
    assert 4 not in result.element


def test_that_windows_count_with_their_outline_and_face_outwards() -> None:
    result = found(plain_house())
    (row,) = [i for i, kind in enumerate(result.kind) if kind == "window"]

    assert result.element[row] == 5
    assert result.area[row] == pytest.approx(2.0, rel=0.05)
    assert result.azimuth[row] == pytest.approx(180.0, abs=1.0)
    assert result.tilt[row] == pytest.approx(90.0)


def test_that_eaves_are_no_roof_and_the_floor_is_the_lowest_deck() -> None:
    result = found(plain_house())

    assert area(result, "roof") == pytest.approx(80.0, rel=0.07)  # with eaves it is 99 m2
    assert area(result, "floor") == pytest.approx(80.0, rel=0.05)
    roof, floor = result.kind.index("roof"), result.kind.index("floor")
    assert (result.tilt[roof], result.tilt[floor]) == (pytest.approx(0.0, abs=1.0), 180.0)
    assert np.isnan(result.azimuth[[roof, floor]]).all()


def test_that_true_north_turns_every_azimuth() -> None:
    house = plain_house()
    house.true_north = 30.0

    assert area(found(house), "window", 150.0) == pytest.approx(2.0, rel=0.05)


def test_that_only_the_outer_of_two_leaves_is_counted() -> None:
    house = plain_house()
    house.add("cladding", "IfcWall", ((0.0, 8.05, 0.0), (10.0, 8.15, 3.0)))

    result = found(house)

    assert area(result, "wall", 0.0) == pytest.approx(30.0, rel=0.08)
    facing_north = (result.azimuth < 5) | (result.azimuth > 355)
    assert result.area[facing_north & (result.element == 8)].sum() > 27


@pytest.mark.parametrize("thickness", [0.008, 0.05, 0.15, 0.4])
def test_that_a_roof_slab_of_two_stacked_solids_is_counted_once(thickness: float) -> None:
    house = plain_house(roof=False)
    concrete = ((0.0, 0.0, 3.0), (10.0, 8.0, 3.2))
    insulation = ((0.0, 0.0, 3.2), (10.0, 8.0, 3.2 + thickness))
    house.add("roof", "IfcSlab", concrete, insulation, kind="ROOF")

    result = found(house)

    assert area(result, "roof") == pytest.approx(80.0, rel=0.03)
    assert result.kind.count("roof") == 1


def test_that_two_solids_side_by_side_at_different_heights_are_both_roof() -> None:
    house = plain_house(roof=False)
    low = ((0.0, 0.0, 3.0), (5.0, 8.0, 3.3))
    high = ((5.0, 0.0, 3.0), (10.0, 8.0, 3.35))
    house.add("roof", "IfcSlab", low, high, kind="ROOF")

    assert area(found(house), "roof") == pytest.approx(80.0, rel=0.03)


def test_that_thin_boards_on_a_wall_are_counted_for_it() -> None:
    house = plain_house()
    boards = [((0.0, 8.02, 0.3 * i), (10.0, 8.04, 0.3 * i + 0.3)) for i in range(10)]
    house.add("boards", "IfcWall", *boards)

    assert area(found(house), "wall", 0.0) == pytest.approx(30.0, rel=0.05)


def test_that_a_garden_wall_is_no_part_of_the_envelope() -> None:
    house = plain_house()
    house.add("garden", "IfcWall", ((-6.0, -5.0, 0.0), (16.0, -4.7, 2.0)))

    assert 8 not in found(house).element


def flagged(house: House, flags: dict[int, bool]) -> House:
    for row, flag in flags.items():
        house.details[row] = ElementDetails(
            property_sets={"Pset_WallCommon": {"IsExternal": flag}}
        )
    return house


def test_that_the_geometry_is_believed_where_is_external_is_wrongly_false() -> None:
    house = flagged(plain_house(), {0: True, 1: False, 2: True, 3: True})

    assert set(found(house).element) >= {0, 1, 2, 3}
    finding = house.findings()["is-external-false-outside"]
    assert finding.values == {"count": 1, "stated": 4, "area": 30}
    assert finding.global_id == "north"


def test_that_a_partition_that_is_said_to_be_external_is_reported_and_not_counted() -> None:
    house = flagged(plain_house(), {4: True})

    assert 4 not in found(house).element
    assert house.findings()["is-external-true-inside"].values == {"count": 1, "stated": 1}


def test_that_right_flags_give_no_finding() -> None:
    house = flagged(plain_house(), {0: True, 1: True, 2: True, 3: True, 4: False})

    assert not {c for c in house.findings() if c.startswith("is-external")}


def test_that_a_party_wall_stands_beside_heated_rooms() -> None:
    house = plain_house()
    house.add("Party wall 1", "IfcWall", ((10.0, 0.0, 0.0), (10.2, 8.0, 3.0)))

    result = found(house)

    assert set(np.array(result.adjacency)[result.element == 8]) == {"heated"}


def test_that_is_external_false_everywhere_is_not_believed() -> None:
    house = plain_house()
    for row in range(5):
        house.details[row] = ElementDetails(
            property_sets={"Pset_WallCommon": {"IsExternal": False}}
        )

    assert area(found(house), "wall") == pytest.approx(58 + 44.4, rel=0.05)


def test_that_a_model_without_roof_still_has_walls_and_says_so() -> None:
    house = plain_house(roof=False, floor=False)

    assert area(found(house), "wall") == pytest.approx(58 + 44.4, rel=0.05)
    codes = house.findings()
    assert "no-roof-in-envelope" in codes
    assert "no-floor-in-envelope" in codes
    assert "no-window-in-envelope" not in codes


def test_that_a_window_left_out_does_not_open_the_house() -> None:
    house = plain_house()
    house.boxes = [box for box in house.boxes if box[0] != 5]

    assert area(found(house), "roof") == pytest.approx(80.0, rel=0.08)
    assert "no-window-in-envelope" in house.findings()


def test_that_values_come_from_the_file_or_are_unknown() -> None:
    house = plain_house()
    glazing = {"ThermalTransmittance": 0.8, "SolarHeatGainTransmittance": 0.5}
    house.details[5] = ElementDetails(property_sets={"Pset_WindowCommon": glazing})

    result = found(house)

    row = result.kind.index("window")
    assert (result.u_value[row], result.g_value[row]) == (0.8, 0.5)
    assert result.u_source[row] == "property"
    assert math.isnan(result.u_value[result.kind.index("roof")])
    assert house.findings()["missing-u-value"].values == {
        "unknown": len(result.kind) - 1,
        "parts": len(result.kind),
    }


def test_that_floor_area_is_taken_from_spaces() -> None:
    house = plain_house()
    house.spaces = (
        Space("a", "1", "Room", "1", 35.0, 100.0),
        Space("b", "2", "Room", "1", 34.0, 98.0),
        Space("c", "3", "Roof", "1", 80.0, 300.0),
        Space("d", "4", "All", "1", 80.0, 300.0, "GFA"),
    )

    result = found(house)

    assert (result.floor_area, result.floor_area_source) == (69.0, "spaces")
    assert result.volume == 198.0


def test_that_floor_area_without_spaces_is_taken_from_the_rooms_between_decks() -> None:
    result = found(plain_house())

    assert result.floor_area == pytest.approx(9.3 * 7.4, rel=0.12)
    assert result.floor_area_source == "slabs"
    assert result.volume == pytest.approx(9.3 * 7.4 * 3, rel=0.2)


def test_that_floor_area_without_decks_is_footprint_by_storeys() -> None:
    result = found(plain_house(roof=False, floor=False))

    assert result.floor_area == pytest.approx(80.0, rel=0.15)
    assert result.floor_area_source == "footprint x storeys"


def test_that_a_model_without_walls_has_no_envelope() -> None:
    house = House()
    house.add("pipe", "IfcPipeSegment", ((0.0, 0.0, 0.0), (5.0, 0.1, 0.1)))

    assert house.envelope() is None
    assert house.findings() == {}


def test_that_a_single_wall_is_said_to_enclose_nothing() -> None:
    house = House()
    house.add("wall", "IfcWall", ((0.0, 0.0, 0.0), (5.0, 0.3, 3.0)))

    assert house.envelope() is None
    assert set(house.findings()) == {"no-envelope"}


def test_that_the_roof_over_a_low_loft_is_counted_whole() -> None:
    house = plain_house(roof=False)
    house.add("ceiling", "IfcSlab", ((0.0, 0.0, 3.0), (10.0, 8.0, 3.2)))
    house.add("loft north", "IfcWall", ((0.0, 7.7, 3.2), (10.0, 8.0, 4.2)))
    house.add("loft south", "IfcWall", ((0.0, 0.0, 3.2), (10.0, 0.3, 4.2)))
    house.add("loft west", "IfcWall", ((0.0, 0.3, 3.2), (0.3, 7.7, 4.2)))
    house.add("loft east", "IfcWall", ((9.7, 0.3, 3.2), (10.0, 7.7, 4.2)))
    house.add("roof", "IfcRoof", ((0.0, 0.0, 4.2), (10.0, 8.0, 4.4)))

    result = found(house)

    assert area(result, "roof") == pytest.approx(80.0, rel=0.05)
    assert result.element[result.kind.index("roof")] == 12


def test_that_a_real_house_has_the_areas_of_its_plan(corpus: Path) -> None:
    model = load_model(corpus / "ifc" / "AC20-FZK-Haus_webifc.ifc", None)
    result = model.envelope

    assert result is not None
    assert area(result, "floor") == pytest.approx(12 * 10, rel=0.01)
    assert area(result, "roof") == pytest.approx(12 * 10 / math.cos(math.radians(30)), rel=0.02)
    assert area(result, "wall", 310.0) + area(result, "window", 310.0) == pytest.approx(
        12 * (2.7 + 0.5),
        rel=0.03,  # the upper storey's walls end under the roof
    )
    assert result.kind.count("window") == 11
    assert result.kind.count("door") == 2
    assert set(result.u_source) == {"property"}


def test_that_rooms_drawn_many_times_are_not_added_up() -> None:
    house = plain_house()
    house.spaces = tuple(Space(str(i), "All", "All", "1", 60.0, 170.0) for i in range(4))

    assert found(house).floor_area_source == "slabs"
