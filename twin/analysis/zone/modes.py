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
MOST_CELLS = 8  # of one layer


@dataclass(frozen=True, slots=True, eq=False)
class WallModes:
    """How the inner surface answers, per mode: arrays of shape (MODES,).

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
    outside: float
    flux: float
    heat: FloatArray
    outer_mean: FloatArray
    outer_outside: float
    outer_flux: float


def wall_modes(
    layers: Sequence[Layer], outer_film: float, kept: int = MODES, step: float = HOUR
) -> WallModes:
    """Modes of a wall.

    Parameters
    ----------
    layers : from the inside to the outside.
    outer_film : conductance from the outer surface to the equivalent temperature, 0 where no heat
        passes (the middle of an inner wall). [W/(m2 K)]
    kept : how many modes are followed; the rest answers at once.
    step : [s]

    References
    ----------
    Modal form of the finite volume equations, as in Menezo et al. (2002); exact step as in
    Seem (1987), Modeling of heat transfer in buildings, chapter 2.
    """
    conductance, capacity = _cells(layers, step)
    conductance[-1, -1] += outer_film
    scale = 1 / np.sqrt(capacity)
    rates, vectors = np.linalg.eigh(conductance * scale[:, None] * scale[None, :])
    rates = np.maximum(rates, 0.0)
    inner, outer = vectors[0] * scale[0], vectors[-1] * scale[-1]
    stored = vectors.T @ np.sqrt(capacity)
    decay = np.exp(-rates * step)
    settled = _ratio(-np.expm1(-rates * step), rates, step)  # (1 - decay) / rate
    mean = settled / step
    late = _ratio(1 - mean, rates, step / 2)  # mean of the hour by a constant input
    order = np.argsort(rates)[:kept]
    rest = np.argsort(rates)[kept:]
    swift = 1 / rates[rest]
    with np.errstate(divide="ignore", invalid="ignore"):
        heat = np.where(inner[order] != 0, stored[order] / inner[order], 0.0)
    out, inn = outer_film * outer, inner
    return WallModes(
        decay=_padded(decay[order], kept),
        by_outside=_padded((inn * out * settled)[order], kept),
        by_flux=_padded((inn * inn * settled)[order], kept),
        mean=_padded(mean[order], kept),
        outside=float((inn * out * late)[order].sum() + (inn * out)[rest] @ swift),
        flux=float((inn * inn * late)[order].sum() + (inn * inn)[rest] @ swift),
        heat=_padded(heat, kept),
        outer_mean=_padded(_safe(outer[order] * mean[order], inner[order]), kept),
        outer_outside=float((outer * out * late)[order].sum() + (outer * out)[rest] @ swift),
        outer_flux=float((outer * inn * late)[order].sum() + (outer * inn)[rest] @ swift),
    )


def _safe(above: FloatArray, below: FloatArray) -> FloatArray:
    return np.divide(above, below, out=np.zeros_like(above), where=below != 0)


def _ratio(above: FloatArray, rates: FloatArray, limit: float) -> FloatArray:
    """`above` / `rates`, with its limit where a rate is (nearly) zero."""
    slow = rates < 1e-12
    return np.where(slow, limit, above / np.where(slow, 1.0, rates))


def _padded(values: FloatArray, size: int) -> FloatArray:
    return np.concatenate([values, np.zeros(size - len(values))])


def _cells(layers: Sequence[Layer], step: float) -> tuple[FloatArray, FloatArray]:
    """Symmetric conductance matrix [W/(m2 K)] and capacities [J/(m2 K)], nodes on cell edges."""
    widths: list[tuple[float, float]] = []
    for layer in layers:
        count = _count(layer, step)
        widths += [(layer.resistance / count, layer.heat_capacity / count)] * count
    n = len(widths) + 1
    conductance, capacity = np.zeros((n, n)), np.zeros(n)
    for i, (resistance, heat) in enumerate(widths):
        conductance[i : i + 2, i : i + 2] += np.array([[1, -1], [-1, 1]]) / resistance
        capacity[i : i + 2] += heat / 2
    return conductance, np.maximum(capacity, LEAST_CAPACITY)


def _count(layer: Layer, step: float) -> int:
    """Cells of a layer: thin enough for a wave of the length of a step."""
    if layer.heat_capacity <= 0:
        return 1
    depth = np.sqrt(layer.conductivity * step / (layer.density * layer.specific_heat))
    return int(np.clip(np.ceil(layer.thickness / (SKIN * depth)), 1, MOST_CELLS))
