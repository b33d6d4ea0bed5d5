"""Models whose numbers cannot be right: each a finding, none a plausible wrong number."""

import dataclasses
import math

import numpy as np
import pytest

from twin.ifc.envelope.envelope import read_envelope
from twin.model.building import ElementDetails, Space
from twin.model.finding import Severity
from twin.model.mesh import MeshBatch

from .houses import House, area, box_room, found, plain_house


@pytest.mark.parametrize("value", [0.0, 50.0])
def test_that_an_impossible_u_value_is_reported_and_not_used(value: float) -> None:
    house = plain_house()
    house.details[1] = ElementDetails(
        property_sets={"Pset_WallCommon": {"ThermalTransmittance": value}}
    )

    result = found(house)

    assert np.isnan(result.u_value[result.element == 1]).all()
    finding = house.findings()["impossible-u-value"]
    assert finding.values["count"] == 1
    assert f"{value:.3g}" in finding.text()


@pytest.mark.parametrize("scale", [1000.0, 0.001])
def test_that_a_model_in_a_wrong_unit_gives_no_area_but_says_so(scale: float) -> None:
    house = plain_house()
    house.scale = scale

    assert house.envelope() is None
    finding = house.findings()["sizes-in-wrong-unit"]
    assert finding.severity is Severity.ERROR
    assert str(finding.values["height"]) in finding.text()


def test_that_corners_that_are_no_numbers_are_left_out_and_said() -> None:
    house = plain_house()
    mesh = house.mesh()
    vertices = mesh.vertices.copy()
    partition = mesh.slot_element[mesh.vertex_slot] == 4
    vertices[np.flatnonzero(partition)[:2]] = np.nan

    result = read_envelope(house.records(), with_vertices(mesh, vertices))

    assert result.envelope is not None
    assert area(result.envelope, "wall") == pytest.approx(58 + 44.4, rel=0.05)
    assert "damaged-geometry" in {f.code for f in result.findings}


def with_vertices(mesh: MeshBatch, vertices: np.ndarray) -> MeshBatch:
    return dataclasses.replace(mesh, vertices=vertices)


def test_that_a_room_with_a_negative_volume_is_measured_by_its_shape() -> None:
    house = plain_house()
    house.spaces = (Space("a", "1", "Stue", "1", math.nan, math.nan),)
    house.rooms = (box_room((0.3, 0.3, 0.0), (9.7, 7.7, 3.0), refused=("NetVolume",)),)

    result = found(house)

    assert result.floor_area == pytest.approx(9.4 * 7.4, rel=0.08)
    assert result.volume == pytest.approx(9.4 * 7.4 * 3.0, rel=0.12)
    assert house.findings()["impossible-room-quantity"].values["quantity"] == "NetVolume"
    assert house.findings()["rooms-measured"].values == {"count": 1}


def test_that_a_room_without_area_and_shape_is_not_counted() -> None:
    house = plain_house()
    house.spaces = (Space("a", "1", "Stue", "1", 0.0, -5.0),)

    result = found(house)

    assert result.floor_area_source == "slabs"
    assert result.volume > 100


def test_that_a_flat_wall_has_no_area() -> None:
    house = plain_house()
    house.add("flat", "IfcWall", ((2.0, 8.0, 0.0), (2.0, 8.0, 3.0)))

    assert 8 not in found(house).element


def test_that_one_room_is_enough() -> None:
    house = House()
    for name, low, high in (
        ("s", (0.0, 0.0, 0.0), (3.0, 0.2, 2.5)), ("n", (0.0, 2.8, 0.0), (3.0, 3.0, 2.5)),
        ("w", (0.0, 0.2, 0.0), (0.2, 2.8, 2.5)), ("e", (2.8, 0.2, 0.0), (3.0, 2.8, 2.5)),
    ):  # fmt: skip
        house.add(name, "IfcWall", (low, high))
    house.add("roof", "IfcSlab", ((0.0, 0.0, 2.5), (3.0, 3.0, 2.7)))
    house.add("floor", "IfcSlab", ((0.0, 0.0, -0.2), (3.0, 3.0, 0.0)))

    result = found(house)

    assert area(result, "wall") == pytest.approx(2.5 * (6 + 5.2), rel=0.06)
    assert area(result, "roof") == pytest.approx(9.0, rel=0.06)
    assert "no-window-in-envelope" in house.findings()


def test_that_a_model_without_storeys_says_so_and_counts_them_by_height() -> None:
    house = plain_house(roof=False, floor=False)
    house.storeys = ()
    house.elements = [dataclasses.replace(e, storey="") for e in house.elements]

    result = found(house)

    assert result.floor_area == pytest.approx(80.0, rel=0.15)
    assert "no-storeys" in house.findings()
    for name in ("south", "north", "west", "east"):
        row = next(e.step_id for e in house.elements if e.name == name)
        boxes = [(low, high) for r, low, high in house.boxes if r == row]
        for low, high in boxes:
            if high[2] == 3.0:
                top = ((low[0], low[1], 3.0), (high[0], high[1], 6.4))
                house.boxes.append((row, *top))

    assert found(house).floor_area == pytest.approx(160.0, rel=0.15)


def test_that_rooms_that_do_not_go_with_the_walls_are_reported() -> None:
    house = plain_house()
    house.spaces = tuple(Space(str(i), "All", "All", "1", 60.0, 170.0) for i in range(4))

    assert house.findings()["spaces-not-believed"].values["area"] == 240
