"""Houses made of boxes, whose areas can be worked out by hand."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from twin.ifc.elements.records import Records
from twin.ifc.elements.rooms import Body, Room
from twin.ifc.envelope.envelope import envelope, read_envelope
from twin.model.arrays import FloatArray
from twin.model.building import (
    Element,
    ElementDetails,
    Envelope,
    Georeference,
    MaterialLayer,
    PropertySets,
    Space,
    Storey,
)
from twin.model.finding import Finding
from twin.model.mesh import MeshBatch

Corner = tuple[float, float, float]
_CUBE = np.array([(x, y, z) for z in (0, 1) for y in (0, 1) for x in (0, 1)], dtype=float)
_QUADS = ((0, 2, 3, 1), (4, 5, 7, 6), (0, 1, 5, 4), (2, 6, 7, 3), (0, 4, 6, 2), (1, 3, 7, 5))
_TRIANGLES = np.array([t for a, b, c, d in _QUADS for t in ((a, b, c), (a, c, d))])


@dataclass
class House:
    """Elements made of boxes."""

    elements: list[Element] = field(default_factory=list)
    details: list[ElementDetails] = field(default_factory=list)
    boxes: list[tuple[int, Corner, Corner]] = field(default_factory=list)
    spaces: tuple[Space, ...] = ()
    rooms: tuple[Room, ...] = ()
    storeys: tuple[Storey, ...] = (Storey("1", "1", 0.0),)
    layer_axes: dict[int, FloatArray] = field(default_factory=dict)
    true_north: float = 0.0
    scale: float = 1.0

    def add(
        self,
        name: str,
        ifc_class: str,
        *boxes: tuple[Corner, Corner],
        properties: PropertySets | None = None,
        kind: str = "",
        layers: tuple[MaterialLayer, ...] = (),
    ) -> int:
        row = len(self.elements)
        storey = self.storeys[0].global_id if self.storeys else ""
        self.elements.append(Element(name, name, row, ifc_class, kind, name, storey=storey))
        self.details.append(ElementDetails(property_sets=properties or {}, layers=layers))
        self.boxes.extend((row, low, high) for low, high in boxes)
        return row

    def records(self) -> Records:
        return Records(
            tuple(self.elements), tuple(self.details), self.storeys, self.spaces, (),
            Georeference(), "metre", 1.0, self.true_north, (), rooms=self.rooms,
            layer_axes=self.layer_axes,
        )  # fmt: skip

    def envelope(self) -> Envelope | None:
        return envelope(self.records(), self.mesh())

    def findings(self) -> dict[str, Finding]:
        return {f.code: f for f in read_envelope(self.records(), self.mesh()).findings}

    def mesh(self) -> MeshBatch:
        corners = [
            np.array(lo) + _CUBE * (np.array(hi) - np.array(lo)) for _, lo, hi in self.boxes
        ]
        rows = np.array([row for row, _, _ in self.boxes])
        faces = np.concatenate([_TRIANGLES + 8 * i for i in range(len(self.boxes))])
        vertices = np.concatenate(corners) * self.scale
        return MeshBatch(
            origin=np.array([0.0, 0.0, 0.0]),
            vertices=vertices.astype(np.float32),
            normals=np.zeros(vertices.shape, np.float32),
            vertex_slot=np.repeat(np.arange(len(rows), dtype=np.int32), 8),
            faces=faces,
            edges=np.zeros((0, 2), np.int32),
            slot_element=rows,
            slot_colour=np.full((len(rows), 4), 255),
        )


def plain_house(*, roof: bool = True, floor: bool = True) -> House:
    """10 m by 8 m, walls 3 m high and 0.3 m thick, a window of 2 m by 1 m to the south."""
    house = House()
    south = (
        ((0.0, 0.0, 0.0), (4.0, 0.3, 3.0)),
        ((6.0, 0.0, 0.0), (10.0, 0.3, 3.0)),
        ((4.0, 0.0, 0.0), (6.0, 0.3, 1.0)),
        ((4.0, 0.0, 2.0), (6.0, 0.3, 3.0)),
    )
    house.add("south", "IfcWall", *south)
    house.add("north", "IfcWall", ((0.0, 7.7, 0.0), (10.0, 8.0, 3.0)))
    house.add("west", "IfcWall", ((0.0, 0.3, 0.0), (0.3, 7.7, 3.0)))
    house.add("east", "IfcWall", ((9.7, 0.3, 0.0), (10.0, 7.7, 3.0)))
    house.add("partition", "IfcWall", ((5.0, 0.3, 0.0), (5.1, 7.7, 3.0)))
    house.add("window", "IfcWindow", ((4.0, 0.1, 1.0), (6.0, 0.2, 2.0)))
    if roof:
        house.add("roof", "IfcRoof", ((-0.5, -0.5, 3.0), (10.5, 8.5, 3.3)))
    if floor:
        house.add("slab", "IfcSlab", ((0.0, 0.0, -0.3), (10.0, 8.0, 0.0)))
    return house


def box_room(low: Corner, high: Corner, **values: Any) -> Room:
    """A room in the shape of a box."""
    corners = np.array(low) + _CUBE * (np.array(high) - np.array(low))
    fans = corners[_TRIANGLES]
    return Room(bodies=(Body(fans, np.zeros((0, 2, 3))),), **values)


def found(house: House) -> Envelope:
    result = house.envelope()
    assert result is not None
    return result


def area(result: Envelope, kind: str, azimuth: float | None = None) -> float:
    turned = (result.azimuth - (azimuth or 0.0) + 180.0) % 360.0 - 180.0
    chosen = np.array([k == kind for k in result.kind])
    if azimuth is not None:
        chosen &= np.abs(turned) < 5.0
    return float(result.area[chosen].sum())
