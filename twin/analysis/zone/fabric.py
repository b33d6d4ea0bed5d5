"""What stores heat in many zones, and what of them touches the ground."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.zone.ground import Ground, usual_perimeter
from twin.analysis.zone.shape import Sums
from twin.analysis.zone.usual import INNER_FACES, LEAST_INNER, leaf_capacity
from twin.model.arrays import FloatArray
from twin.model.thermal import ThermalZone

LEAST_AREA = 1e-3  # of a kind of part that a zone lacks. [m2]
PLACES = ("wall", "roof", "floor", "basement", "inner wall", "inner floor")
ON_GROUND = ("floor", "basement")


@dataclass(frozen=True, slots=True, eq=False)
class Fabric:
    """Mass of n zones, arrays of shape (n,).

    leaf : heat capacity of the inner leaf of ``wall``, ``roof`` and ``floor`` (all parts on the
        ground), of the layers where they are known, else usual for the zone. [J/(K m2)]
    inner_area, inner_leaf : of the faces inside. [m2, J/(K m2)]
    """

    leaf: dict[str, FloatArray]
    inner_area: FloatArray
    inner_leaf: FloatArray
    ground: Ground

    @classmethod
    def of(
        cls, zones: Sequence[ThermalZone], sums: Sequence[Sums], conductivity: FloatArray
    ) -> "Fabric":
        """Fabric of zones; conductivity : of the ground, shape (n,). [W/(m K)]"""
        capacity = np.array([z.heat_capacity.value for z in zones])
        usual = {kind: leaf_capacity(kind, capacity) for kind in ("wall", "roof", "floor")}
        parts = _Parts.of(sums, usual)
        leaf = {
            "wall": parts.mean_leaf(("wall",)),
            "roof": parts.mean_leaf(("roof",)),
            "floor": parts.mean_leaf(ON_GROUND),
        }
        area = parts.area["inner wall"] + parts.area["inner floor"]
        heat = parts.heat["inner wall"] + parts.heat["inner floor"]
        lacks = np.array([not z.inner for z in zones])
        if lacks.any():
            floor_area = np.array([z.floor_area.value for z in zones])
            rule_area = INNER_FACES * floor_area
            left = capacity * floor_area - parts.usually_held(usual)
            area = area + lacks * rule_area
            heat = heat + lacks * np.maximum(left, LEAST_INNER * rule_area)
        area = np.maximum(area, LEAST_AREA)
        inner_leaf = np.maximum(heat / area, LEAST_INNER)
        return cls(leaf, area, inner_leaf, _ground(zones, sums, conductivity))


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """Areas and heat capacities by place in the zone, each (n,). [m2, J/K]"""

    area: dict[str, FloatArray]
    heat: dict[str, FloatArray]

    @classmethod
    def of(cls, sums: Sequence[Sums], usual: dict[str, FloatArray]) -> "_Parts":
        """Parts of unknown layers have the usual heat capacity per area."""
        rows = [
            [column.get(place, 0.0) for column in (s.area, s.leaf_area, s.leaf_heat)
             for place in PLACES]
            for s in sums
        ]  # fmt: skip
        area, known, heat = np.array(rows).T.reshape(3, len(PLACES), len(sums))
        kinds = ("wall", "roof", "floor", "floor", "wall", "floor")
        heat = heat + (area - known) * np.stack([usual[kind] for kind in kinds])
        return cls(dict(zip(PLACES, area, strict=True)), dict(zip(PLACES, heat, strict=True)))

    def mean_leaf(self, places: tuple[str, ...]) -> FloatArray:
        """Heat capacity per area, at least that of a board. [J/(K m2)]"""
        area = sum((self.area[place] for place in places), start=np.zeros(1))
        heat = sum((self.heat[place] for place in places), start=np.zeros(1))
        return np.maximum(heat / np.maximum(area, LEAST_AREA), LEAST_INNER)

    def usually_held(self, usual: dict[str, FloatArray]) -> FloatArray:
        """What outer parts of usual leaves hold of the heat capacity of a zone. [J/K]"""
        on_ground = self.area["floor"] + self.area["basement"]
        outer = {"wall": self.area["wall"], "roof": self.area["roof"], "floor": on_ground}
        return sum((usual[k] * area for k, area in outer.items()), start=np.zeros(1))


def _ground(
    zones: Sequence[ThermalZone], sums: Sequence[Sums], conductivity: FloatArray
) -> Ground:
    rows = [
        [column.get(place, 0.0) for column in (s.area, s.conductance) for place in ON_GROUND]
        for s in sums
    ]
    floor, wall, through_floor, through_wall = np.array(rows).T
    stated = np.array([z.exposed_perimeter.value for z in zones])
    usual = usual_perimeter(np.maximum(np.maximum(floor, wall), LEAST_AREA))
    return Ground(
        floor_area=np.maximum(floor, LEAST_AREA),
        floor_u_value=np.divide(through_floor, floor, out=np.ones_like(floor), where=floor > 0),
        wall_area=wall,
        wall_u_value=np.divide(through_wall, wall, out=np.ones_like(wall), where=wall > 0),
        perimeter=np.where(stated > 0, stated, usual),
        conductivity=conductivity,
    )
