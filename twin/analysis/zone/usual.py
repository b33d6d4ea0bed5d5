"""Walls, roofs, floors and inner mass of buildings whose layers nobody knows.

A part is an inner leaf, insulation that gives the known U-value, and an outer leaf. How heavy the
inner leaves are, and how much mass stands inside, follows from the heat capacity of the zone.
"""

from dataclasses import fields

import numpy as np

from twin.analysis.zone.modes import MODES, WallModes, cell_modes
from twin.model.arrays import FloatArray

INNER_FILM = {"wall": 0.13, "roof": 0.10, "floor": 0.17, "window": 0.13}  # ISO 6946. [m2 K/W]
OUTER_FILM = 0.04  # EN ISO 6946:2017, table 7. [m2 K/W]
LEAST_RESISTANCE = 0.05  # of a part from face to face. [m2 K/W]

# Heat capacity of the inner leaf by that of the zone, estimate: boards, plastered block, concrete.
ZONE_CAPACITY = (80e3, 110e3, 165e3, 260e3, 370e3)  # EN ISO 13790:2008, table 12. [J/(K m2)]
WALL_LEAF = (10e3, 10e3, 45e3, 90e3, 140e3)  # per area of the part. [J/(K m2)]
FLOOR_LEAF = (20e3, 45e3, 90e3, 150e3, 180e3)
LEAF_CAPACITY = (8e3, 20e3, 60e3, 200e3)  # [J/(K m2)]
LEAF_RESISTANCE = (0.065, 0.10, 0.12, 0.08)  # boards, wood, block, concrete. [m2 K/W]
INSULATION = 0.037 * 30 * 1030  # capacity per resistance, mineral wool. [J W/(m4 K2)]
OUTER_LEAF = 15e3, 0.10  # 20 mm cladding on battens: capacity and resistance
SOIL_DEPTH = 0.5  # EN ISO 52016-1:2017, 6.5.8. [m]
SOIL_CAPACITY = 2.0e6  # EN ISO 13370:2017, table 7. [J/(K m3)]
INNER_FACES = 2.5  # area of inner mass per floor area, EN ISO 13790:2008, table 12
LEAST_INNER = 8e3  # of a face of inner mass. [J/(K m2)]
LEAF_CELLS, SOIL_CELLS = 3, 4


def leaf_capacity(kind: str, zone_capacity: FloatArray) -> FloatArray:
    """Of the inner leaf, per area of a part, same shape as `zone_capacity`. [J/(K m2)]"""
    table = FLOOR_LEAF if kind == "floor" else WALL_LEAF
    return np.interp(zone_capacity, ZONE_CAPACITY, table)


def part_modes(
    kind: str, u_value: FloatArray, leaf: FloatArray, outer_film: FloatArray, kept: int = MODES
) -> WallModes:
    """Walls or roofs of known U-value, arrays of shape (n, kept).

    Parameters
    ----------
    u_value : air to air with the films of ISO 6946. [W/(m2 K)]
    leaf : heat capacity of the inner leaf. [J/(K m2)]
    outer_film : [W/(m2 K)]
    """
    total = 1 / u_value - INNER_FILM[kind] - OUTER_FILM
    resistance, capacity = _leaves(total, leaf)
    return _alike(resistance, capacity, outer_film, kept)


def ground_modes(
    slab_u_value: FloatArray,
    ground_u_value: FloatArray,
    leaf: FloatArray,
    conductivity: FloatArray,
    kept: int = MODES,
) -> WallModes:
    """Floors on the ground: slab, half a metre of soil, and a virtual layer.

    Parameters
    ----------
    slab_u_value : without the ground.  ground_u_value : with it, EN ISO 13370. [W/(m2 K)]
    conductivity : of the soil. [W/(m K)]

    References
    ----------
    EN ISO 13370:2017, annex F; EN ISO 52016-1:2017, 6.5.8.
    """
    films = INNER_FILM["floor"]
    slab, capacity = _leaves(1 / slab_u_value - films - OUTER_FILM, leaf)
    soil = np.repeat((SOIL_DEPTH / SOIL_CELLS / conductivity)[:, None], SOIL_CELLS, axis=1)
    heat = np.full_like(soil, SOIL_CAPACITY * SOIL_DEPTH / SOIL_CELLS)
    virtual = 1 / ground_u_value - films - slab.sum(axis=1) - soil.sum(axis=1)
    return _alike(
        np.concatenate([slab, soil], axis=1),
        np.concatenate([capacity, heat], axis=1),
        1 / np.maximum(virtual, LEAST_RESISTANCE),
        kept,
    )


def inner_modes(leaf: FloatArray, kept: int = MODES) -> WallModes:
    """One face of inner mass down to its middle, arrays of shape (n, kept)."""
    resistance, capacity = leaf_cells(leaf)
    return _alike(resistance, capacity, np.zeros(len(leaf)), kept)


def _alike(
    resistance: FloatArray, capacity: FloatArray, outer_film: FloatArray, kept: int
) -> WallModes:
    """`cell_modes` of n parts, once for all that are the same to seven digits."""
    numbers = np.concatenate([resistance, capacity, outer_film[:, None]], axis=1)
    rounded = numbers.astype(np.float32)
    keys = rounded.view(np.dtype((np.void, rounded.itemsize * rounded.shape[1]))).ravel().tolist()
    place = {key: row for row, key in enumerate(dict.fromkeys(keys))}
    of_each = np.array([place[key] for key in keys], dtype=np.intp)
    first = np.empty(len(place), dtype=np.intp)
    first[of_each[::-1]] = np.arange(len(keys))[::-1]
    once = rounded[first].astype(np.float64)
    cells = resistance.shape[1]
    found = cell_modes(once[:, :cells], once[:, cells:-1], once[:, -1], kept)
    return WallModes(*(getattr(found, field.name)[of_each] for field in fields(WallModes)))


def leaf_cells(leaf: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Resistance and capacity of the cells of inner leaves of these capacities, each (n, 3)."""
    resistance = np.exp(np.interp(np.log(leaf), np.log(LEAF_CAPACITY), np.log(LEAF_RESISTANCE)))
    cells = np.ones(LEAF_CELLS) / LEAF_CELLS
    return resistance[:, None] * cells, leaf[:, None] * cells


def _leaves(total: FloatArray, leaf: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Cells of inner leaf, insulation and outer leaf, each (n, 6).

    A part that conducts better than its leaves has leaves that conduct better.
    """
    total = np.maximum(total, LEAST_RESISTANCE)
    inner, heat = leaf_cells(leaf)
    leaves = inner.sum(axis=1) + OUTER_LEAF[1]
    squeeze = np.minimum(1.0, 0.9 * total / leaves)
    insulation = total - squeeze * leaves
    half = insulation[:, None] / 2
    resistance = np.concatenate(
        [squeeze[:, None] * inner, half, half, (squeeze * OUTER_LEAF[1])[:, None]], axis=1
    )
    soft = half * INSULATION
    outer = np.full((len(total), 1), OUTER_LEAF[0])
    return resistance, np.concatenate([heat, soft, soft, outer], axis=1)
