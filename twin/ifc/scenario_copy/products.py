"""New elements of a scenario: solar panels, pieces of a kit, green roofs, drawn storeys."""

from collections import defaultdict

import numpy as np

from twin.ifc.scenario_copy.shapes import Shapes, is_area
from twin.ifc.write_back.history import Entity, stable_id
from twin.ifc.write_back.sets import Sets
from twin.model.scenario_copy import SENSOR, SOLAR, NewPart

CLASSES = {SOLAR: ("IfcSolarDevice", "SOLARPANEL"), SENSOR: ("IfcSensor", "USERDEFINED")}
PROXY = ("IfcBuildingElementProxy", "USERDEFINED")


def add_parts(
    sets: Sets, shapes: Shapes, parts: tuple[NewPart, ...], scenario: tuple[str, ...]
) -> dict[str, Entity]:
    """Add every part that encloses anything to its storey; the made elements by key."""
    made: dict[str, Entity] = {}
    storeys = _Storeys(sets, shapes)
    inside: dict[int, list[Entity]] = defaultdict(list)
    for part in parts:
        if not can_be_made(part):
            continue
        storey = storeys.of(part)
        parent = storey.ObjectPlacement if storey is not None else None
        made[part.key] = _product(sets, shapes, part, parent, scenario)
        if storey is not None:
            inside[storey.id()].append(made[part.key])
    for number, products in inside.items():
        _contain(sets, sets.file.by_id(number), products, scenario)
    return made


def can_be_made(part: NewPart) -> bool:
    """Whether all its outlines enclose something."""
    return bool(part.outlines) and all(is_area(o) for o in part.outlines)


def _product(
    sets: Sets, shapes: Shapes, part: NewPart, parent: Entity | None, scenario: tuple[str, ...]
) -> Entity:
    at = part.outlines[0][0]
    is_old = sets.file.schema == "IFC2X3"
    kind, predefined = PROXY if is_old else CLASSES.get(part.kind, PROXY)
    return sets.file.create_entity(
        kind,
        GlobalId=part_id(part, scenario),
        OwnerHistory=sets.history,
        Name=part.name[:255],
        ObjectType=part.what[:255],
        ObjectPlacement=shapes.placement(at, parent),
        Representation=shapes.body(part, at),
        **({} if is_old else {"PredefinedType": predefined}),
    )


def part_id(part: NewPart, scenario: tuple[str, ...]) -> str:
    """GlobalId of a new element."""
    return stable_id("part", *scenario, part.key)


class _Storeys:
    """Storeys of a file by height; the building where there are none."""

    def __init__(self, sets: Sets, shapes: Shapes) -> None:
        file = sets.file
        storeys = file.by_type("IfcBuildingStorey")
        self._by_id = {s.GlobalId: s for s in storeys}
        heights = [(shapes.world(s.ObjectPlacement), s) for s in storeys if s.ObjectPlacement]
        placed = [(float(frame[2, 3]), s) for frame, s in heights if frame is not None]
        self._placed = sorted(placed, key=lambda one: one[0])
        whole = [*storeys, *file.by_type("IfcBuilding"), *file.by_type("IfcSite")]
        self._otherwise = whole[0] if whole else None

    def of(self, part: NewPart) -> Entity | None:
        """The named one, else the highest that begins below its middle, else the lowest."""
        if part.storey in self._by_id:
            return self._by_id[part.storey]
        middle = float(np.concatenate(part.outlines)[:, 2].mean()) + part.depth / 2
        below = [s for height, s in self._placed if height <= middle]
        if below:
            return below[-1]
        return self._placed[0][1] if self._placed else self._otherwise


def _contain(
    sets: Sets, storey: Entity, products: list[Entity], scenario: tuple[str, ...]
) -> None:
    sets.file.create_entity(
        "IfcRelContainedInSpatialStructure",
        GlobalId=stable_id("in", *scenario, storey.GlobalId),
        OwnerHistory=sets.history,
        RelatedElements=products,
        RelatingStructure=storey,
    )
