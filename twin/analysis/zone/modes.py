"""Conduction through layers as a few decaying modes, exact from hour to hour.

A wall is cut into cells. With the inner surface driven by a heat flux and the outer one by a
film to an equivalent temperature, the cells obey a linear system with symmetric matrices, so it
falls apart into modes that decay independently. The slow ones are kept; the fast ones, which
settle well within an hour, answer at once. Nothing is approximated in time as long as flux and
outer temperature are constant within an hour.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.zone.layers import Layer
from twin.model.arrays import FloatArray

HOUR = 3600.0  # [s]
MODES = 3
SKIN = 0.6  # largest cell against the depth that a daily wave reaches in the time step
LEAST_CAPACITY = 50.0  # of a cell, so that no cell is without mass. [J/(m2 K)]
MOST_CELLS = 24  # of one layer; a metre of stone needs as many


@dataclass(frozen=True, slots=True, eq=False)
class WallModes:
    """How the inner surface answers, per mode: arrays of shape (..., MODES), numbers (...).

    Let ``w`` be the part of the inner surface temperature that a mode carries [degree C], ``q``
    the flux into the inner surface [W/m2] and ``T`` the outer equivalent temperature. Over an
    hour ``w`` becomes ``decay * w + by_outside * T + by_flux * q`` and the inner surface has the
    mean temperature ``sum(mean * w) + outside * T + flux * q``.

    heat : stored per area and per degree of ``w``. [J/(m2 K)]
    outer_mean, outer_outside, outer_flux : the same for the outer surface temperature.
    """

    decay: FloatArray
    by_outside: FloatArray
    by_flux: FloatArray
    mean: FloatArray
    outside: FloatArray
    flux: FloatArray
    heat: FloatArray
    outer_mean: FloatArray
    outer_outside: FloatArray
    outer_flux: FloatArray


def wall_modes(
    layers: Sequence[Layer], outer_film: float, kept: int = MODES, step: float = HOUR
) -> WallModes:
    """Modes of one wall, arrays of shape (kept,).

    Parameters
    ----------
    layers : from the inside to the outside.
    outer_film : conductance from the outer surface to the equivalent temperature, 0 where no heat
        passes (the middle of an inner wall). [W/(m2 K)]
    kept : how many modes are followed; the rest answers at once.
    step : [s]
    """
    resistance, capacity = cells_of(layers, step)
    return cell_modes(resistance, capacity, np.array(outer_film), kept, step)


def cell_modes(
    resistance: FloatArray,
    capacity: FloatArray,
    outer_film: FloatArray,
    kept: int = MODES,
    step: float = HOUR,
) -> WallModes:
    """Modes of walls that are cut into equally many cells.

    Parameters
    ----------
    resistance, capacity : of each cell from the inside out, shape (..., cells).
        [m2 K/W, J/(m2 K)]
    outer_film : shape (...). [W/(m2 K)]

    References
    ----------
    Modal form of the finite volume equations, as in Menezo et al. (2002); exact step as in
    Seem (1987), Modeling of heat transfer in buildings, chapter 2.
    """
    matrix, heat = _matrices(resistance, capacity, outer_film)
    scale = 1 / np.sqrt(heat)
    rates, vectors = np.linalg.eigh(matrix * scale[..., :, None] * scale[..., None, :])
    rates = np.maximum(rates, 0.0)
    inner = vectors[..., 0, :] * scale[..., 0:1]
    outer = vectors[..., -1, :] * scale[..., -1:]
    stored = np.einsum("...nm,...n->...m", vectors, np.sqrt(heat))
    settled = _ratio(-np.expm1(-rates * step), rates, step)  # (1 - decay) / rate
    mean = settled / step
    late = _ratio(1 - mean, rates, step / 2)  # mean of the hour by a constant input
    swift = _ratio(np.ones_like(rates), rates, 0.0)
    follow = np.arange(rates.shape[-1]) < kept
    answer = np.where(follow, late, swift)
    out = outer_film[..., None] * outer

    def kept_of(values: FloatArray) -> FloatArray:
        return _padded(values[..., :kept], kept)

    return WallModes(
        decay=kept_of(np.exp(-rates * step)),
        by_outside=kept_of(inner * out * settled),
        by_flux=kept_of(inner * inner * settled),
        mean=kept_of(mean),
        outside=(inner * out * answer).sum(axis=-1),
        flux=(inner * inner * answer).sum(axis=-1),
        heat=kept_of(_over(stored, inner)),
        outer_mean=kept_of(_over(outer * mean, inner)),
        outer_outside=(outer * out * answer).sum(axis=-1),
        outer_flux=(outer * inner * answer).sum(axis=-1),
    )


def _over(above: FloatArray, below: FloatArray) -> FloatArray:
    return np.divide(above, below, out=np.zeros_like(above), where=below != 0)


def _ratio(above: FloatArray, rates: FloatArray, limit: float) -> FloatArray:
    """`above` / `rates`, with its limit where a rate is (nearly) zero."""
    slow = rates < 1e-12
    return np.where(slow, limit, above / np.where(slow, 1.0, rates))


def _padded(values: FloatArray, size: int) -> FloatArray:
    lacking = size - values.shape[-1]
    return np.concatenate([values, np.zeros((*values.shape[:-1], lacking))], axis=-1)


def _matrices(
    resistance: FloatArray, capacity: FloatArray, outer_film: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Conductance matrix [W/(m2 K)] and capacities [J/(m2 K)] of the nodes on the cell edges."""
    cells = resistance.shape[-1]
    matrix = np.zeros((*resistance.shape[:-1], cells + 1, cells + 1))
    heat = np.zeros((*resistance.shape[:-1], cells + 1))
    for i in range(cells):
        conductance = 1 / resistance[..., i]
        matrix[..., i, i] += conductance
        matrix[..., i + 1, i + 1] += conductance
        matrix[..., i, i + 1] -= conductance
        matrix[..., i + 1, i] -= conductance
        heat[..., i] += capacity[..., i] / 2
        heat[..., i + 1] += capacity[..., i] / 2
    matrix[..., -1, -1] += outer_film
    return matrix, np.maximum(heat, LEAST_CAPACITY)


def cells_of(layers: Sequence[Layer], step: float = HOUR) -> tuple[FloatArray, FloatArray]:
    """Resistance [m2 K/W] and capacity [J/(m2 K)] of each cell, from the inside, each (cells,)."""
    widths: list[tuple[float, float]] = []
    for layer in layers:
        count = _count(layer, step)
        widths += [(layer.resistance / count, layer.heat_capacity / count)] * count
    return tuple(np.array(widths).T)  # pyright: ignore[reportReturnType]


def _count(layer: Layer, step: float) -> int:
    """Cells of a layer: thin enough for a wave of the length of a step."""
    if layer.heat_capacity <= 0:
        return 1
    depth = np.sqrt(layer.conductivity * step / (layer.density * layer.specific_heat))
    return int(np.clip(np.ceil(layer.thickness / (SKIN * depth)), 1, MOST_CELLS))
