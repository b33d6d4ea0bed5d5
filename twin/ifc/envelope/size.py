"""Heated floor area and volume of a model, and whether its sizes can be in metres."""

import math
from dataclasses import dataclass

import numpy as np

from twin.ifc.elements.records import Records
from twin.ifc.envelope.air import Scene
from twin.ifc.envelope.heated import RoomKind, RoomKinds
from twin.ifc.envelope.roles import Role

_HEIGHTS = (1.5, 15.0)
"""Mean height of rooms; a volume beyond it is in a wrong unit. [m]"""
_COVERED = 0.5
"""Share of the enclosed ground that must lie under rooms for their area to be trusted."""
_FEWEST, _MOST = 0.7, 1.3
"""Spaces are believed between these shares of the rooms' and of the storeys' area: in some
models only a few rooms are drawn, in others every room several times."""
_STOREY_HEIGHT = 3.2
"""Usual height from floor to floor where the file has no storeys. [m]"""
_PLAUSIBLE = {Role.DOOR: (0.7, 12.0), Role.WINDOW: (0.1, 30.0), Role.WALL: (0.3, 120.0)}
"""Usual heights of an element; those of most elements beyond it are in a wrong unit. [m]"""


@dataclass(frozen=True, slots=True)
class Size:
    """Floor area [m2] and volume [m3] of heated rooms, and what they were taken from.

    unheated_area : of the rooms left out. [m2]
    measured : rooms whose area the file does not state and that were measured in the grid.
    spaces_area : of the heated rooms of the file, also where they are not believed. [m2]
    """

    floor_area: float
    source: str
    volume: float
    volume_source: str
    unheated_area: float
    measured: int
    spaces_area: float


def size_of(records: Records, scene: Scene, kinds: RoomKinds) -> Size:
    """Floor area of spaces, else of rooms between decks, else enclosed ground by storeys."""
    areas, volumes, measured = _rooms(records, scene, kinds)
    heated = np.array([kind is RoomKind.HEATED for kind in kinds.kinds], dtype=bool)
    cold = np.array([kind is RoomKind.UNHEATED for kind in kinds.kinds], dtype=bool)
    in_spaces = float(np.nansum(areas[heated]))
    area, source = _floor_area(records, scene, in_spaces)
    inside = float(scene.air.inside.sum()) * scene.air.size**3
    volume, volume_source = inside, "air"
    all_known = bool(heated.any()) and bool(np.isfinite(volumes[heated]).all())
    told = float(np.nansum(volumes[heated]))
    if source == "spaces" and all_known and _HEIGHTS[0] <= told / in_spaces <= _HEIGHTS[1]:
        volume, volume_source = told, "spaces"
    return Size(
        floor_area=area,
        source=source,
        volume=volume,
        volume_source=volume_source,
        unheated_area=float(np.nansum(areas[cold])),
        measured=measured,
        spaces_area=in_spaces,
    )


def _rooms(records: Records, scene: Scene, kinds: RoomKinds) -> tuple[np.ndarray, np.ndarray, int]:
    """Area and volume of each space, from its cells where the file does not say."""
    areas = np.array([s.net_floor_area for s in records.spaces], dtype=np.float64)
    volumes = np.array([s.net_volume for s in records.spaces], dtype=np.float64)
    areas[~(areas > 0)] = np.nan
    volumes[~(volumes > 0)] = np.nan
    unknown = [
        i
        for i, kind in enumerate(kinds.kinds)
        if kind is not RoomKind.OTHER and math.isnan(areas[i]) and i < len(records.rooms)
    ]
    measured = 0
    for i in unknown:
        bodies = records.rooms[i].bodies
        if bodies:
            cells = scene.cells_of(bodies)
            areas[i] = float(cells.any(axis=2).sum()) * scene.air.size**2
            volumes[i] = float(cells.sum()) * scene.air.size**3
            measured += 1
    return areas, volumes, measured


def _floor_area(records: Records, scene: Scene, in_spaces: float) -> tuple[float, str]:
    storeys = storeys_of(records, scene)
    if max(_FEWEST * scene.rooms, 1.0) <= in_spaces <= _MOST * scene.enclosed * storeys:
        return in_spaces, "spaces"
    if scene.ground >= _COVERED * scene.enclosed and np.any(scene.sample_role == Role.DECK):
        return scene.rooms, "slabs"
    return scene.enclosed * storeys, "footprint x storeys"


def storeys_of(records: Records, scene: Scene) -> int:
    """Storeys on which walls stand; of a file without storeys as many as the walls are high."""
    rows = np.flatnonzero(scene.role == Role.WALL)
    named = {records.elements[row].storey for row in rows} - {""}
    if named:
        return len(named)
    upright = scene.samples.position[scene.sample_role == Role.WALL, 2]
    height = float(np.ptp(upright)) if len(upright) else 0.0
    return max(1, round(height / _STOREY_HEIGHT))


def odd_size(scene: Scene) -> tuple[str, float]:
    """Kind of element and its usual height where that cannot be in metres, else ("", NaN)."""
    for role, (least, most) in _PLAUSIBLE.items():
        of_role = scene.sample_role == role
        if not of_role.any():
            continue
        rows, height = scene.sample_row[of_role], scene.samples.position[of_role, 2]
        n = len(scene.role)
        low, high = np.full(n, np.inf), np.full(n, -np.inf)
        np.minimum.at(low, rows, height)
        np.maximum.at(high, rows, height)
        usual = float(np.median((high - low)[np.isfinite(low)]))
        if usual < least or usual > most:
            return role.name.lower(), usual
        return "", math.nan
    return "", math.nan
