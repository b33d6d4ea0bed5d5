"""Which planes the parts of a zone lie in, and how much of each kind lies in which."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor, isfinite

from twin.analysis.zone.glazing import glass_class
from twin.model.shading import Plane as Plane
from twin.model.thermal import ThermalSurface, ThermalZone

LEVEL = 10.0  # tilt below which a plane counts as lying flat. [degree]
FLAT: Plane = (0.0, 0.0)
OPAQUE = ("wall", "roof")


@dataclass(slots=True)
class Sums:
    """A zone in numbers: areas [m2] and conductances [W/K] by slot, and areas by plane.

    Slots are ``wall``, ``roof``, ``window``, ``floor`` (on the ground), ``basement`` (walls that
    touch the ground), and for areas only ``inner wall`` and ``inner floor``.

    leaf_area, leaf_heat : of known heat capacity, and their heat capacity, by slot. [m2, J/K]
    """

    area: dict[str, float]
    conductance: dict[str, float]
    planes: dict[str, dict[Plane, float]]
    glass: dict[tuple[Plane, int], float]
    leaf_area: dict[str, float]
    leaf_heat: dict[str, float]
    other: float = 0.0


@dataclass(frozen=True, slots=True)
class Rounding:
    """How finely directions are told apart. [degree]

    Coarser directions share the area between the two nearest ones, so that many zones have few
    planes.
    """

    azimuth: float = 15.0
    tilt: float = 15.0
    shared: bool = False


SLOTS = {
    ("wall", ""): "wall", ("wall", "outside"): "wall", ("wall", "ground"): "basement",
    ("roof", ""): "roof", ("roof", "outside"): "roof",
    ("window", ""): "window", ("window", "outside"): "window",
    ("floor", ""): "floor", ("floor", "ground"): "floor",
}  # fmt: skip
"""Where parts of a kind that face something are followed; all others conduct to outside air."""
FINE = Rounding()
COARSE = Rounding(45.0, 30.0, shared=True)


def sums_of(zone: ThermalZone, rounding: Rounding = FINE) -> Sums:
    """Add up the surfaces of a zone.

    glass : g-value times area, by plane and by class of glazing (`glass_class`).
    other : conductance of doors, of floors over outside air and of parts to unheated rooms, with
        their reduction factor; the inner leaf of such parts is inner mass. [W/K]
    """
    sums = Sums({}, {}, {"wall": {}, "roof": {}, "window": {}}, {}, {}, {})
    for surface in zone.surfaces:
        _add(sums, surface, rounding)
    for mass in zone.inner:
        _add_mass(sums, f"inner {mass.kind}", mass.area, mass.leaf_capacity.value)
    return sums


def _add(sums: Sums, surface: ThermalSurface, rounding: Rounding) -> None:
    kind, area, u_value = surface.kind, float(surface.area), float(surface.u_value.value)
    if not area > 0:
        return
    slot = SLOTS.get((kind, surface.adjacency))
    if slot is None:
        sums.other += area * u_value * surface.reduction.value
        if kind not in ("door", "window"):
            inner = "inner floor" if kind == "floor" else "inner wall"
            _add_mass(sums, inner, area, surface.leaf_capacity.value)
        return
    _add_mass(sums, slot, area, surface.leaf_capacity.value)
    sums.conductance[slot] = sums.conductance.get(slot, 0.0) + area * u_value
    if slot not in sums.planes:
        return
    planes = sums.planes[kind]
    for plane, share in planes_of(surface, rounding):
        planes[plane] = planes.get(plane, 0.0) + share * area
        if kind == "window":
            key = plane, glass_class(u_value)
            sums.glass[key] = sums.glass.get(key, 0.0) + share * area * surface.g_value


def _add_mass(sums: Sums, slot: str, area: float, leaf: float) -> None:
    sums.area[slot] = sums.area.get(slot, 0.0) + area
    if leaf == leaf:
        sums.leaf_area[slot] = sums.leaf_area.get(slot, 0.0) + area
        sums.leaf_heat[slot] = sums.leaf_heat.get(slot, 0.0) + area * leaf


def planes_of(surface: ThermalSurface, rounding: Rounding) -> Iterable[tuple[Plane, float]]:
    """Planes that a surface counts to, and how much of it."""
    return _shared_planes(surface.kind, surface.tilt, surface.azimuth, rounding)


@lru_cache(maxsize=4096)
def _shared_planes(
    kind: str, tilt: float, azimuth: float, rounding: Rounding
) -> tuple[tuple[Plane, float], ...]:
    """Planes a direction counts to and how much; walls without one face all four directions."""
    tilt = round(min(tilt, 90.0) / rounding.tilt) * rounding.tilt
    if tilt < LEVEL and kind != "wall":
        return ((FLAT, 1.0),)
    if tilt < LEVEL or not isfinite(azimuth):
        return tuple(((tilt, side), 0.25) for side in (0.0, 90.0, 180.0, 270.0))
    step = rounding.azimuth
    if not rounding.shared:
        return (((tilt, round(azimuth / step) * step % 360), 1.0),)
    low = floor(azimuth / step) * step
    part = (azimuth - low) / step
    shares = ((low, 1 - part), (low + step, part))
    return tuple(((tilt, side % 360), share) for side, share in shares if share > 0)


def all_planes(sums: Sequence[Sums]) -> tuple[Plane, ...]:
    """Every plane of any zone."""
    found = {FLAT}
    for one in sums:
        for planes in one.planes.values():
            found |= planes.keys()
    return tuple(sorted(found))
