"""Which planes the parts of a zone lie in, and how much of each kind lies in which."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import floor, isfinite

from twin.model.thermal import ThermalSurface, ThermalZone

LEVEL = 10.0  # tilt below which a plane counts as lying flat. [degree]
Plane = tuple[float, float]
"""Tilt and azimuth. [degree]"""
FLAT: Plane = (0.0, 0.0)
OPAQUE = ("wall", "roof")


@dataclass(slots=True)
class Sums:
    """A zone in numbers: areas [m2] and conductances [W/K] by kind, and areas by plane."""

    area: dict[str, float]
    conductance: dict[str, float]
    planes: dict[str, dict[Plane, float]]
    glass: dict[tuple[Plane, int], float]
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


FINE = Rounding()
COARSE = Rounding(45.0, 30.0, shared=True)


def sums_of(zone: ThermalZone, rounding: Rounding = FINE) -> Sums:
    """Add up the surfaces of a zone.

    glass : g-value times area, by plane and by class of glazing (`glass_class`).
    other : conductance of doors, which have no mass worth following. [W/K]
    """
    sums = Sums({}, {}, {"wall": {}, "roof": {}, "window": {}}, {})
    for surface in zone.surfaces:
        _add(sums, surface, rounding)
    return sums


def glass_class(u_value: float) -> int:
    """Class of glazing by U-value: 0 single, 1 double, 2 coated double, 3 coated triple."""
    if u_value > 4.0:
        return 0
    if u_value > 1.9:
        return 1
    return 2 if u_value > 1.0 else 3


def _add(sums: Sums, surface: ThermalSurface, rounding: Rounding) -> None:
    kind, area, u_value = surface.kind, surface.area, surface.u_value.value
    if not area > 0:
        return
    if kind == "door":
        sums.other += area * u_value
        return
    sums.area[kind] = sums.area.get(kind, 0.0) + area
    sums.conductance[kind] = sums.conductance.get(kind, 0.0) + area * u_value
    if kind == "floor":
        return
    planes = sums.planes[kind]
    for plane, share in _planes(surface, rounding):
        planes[plane] = planes.get(plane, 0.0) + share * area
        if kind == "window":
            key = plane, glass_class(u_value)
            sums.glass[key] = sums.glass.get(key, 0.0) + share * area * surface.g_value


def _planes(surface: ThermalSurface, rounding: Rounding) -> Iterable[tuple[Plane, float]]:
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
