"""Heat that the inner side of a part takes up in a day, from its layers."""

import math
from collections.abc import Sequence

import numpy as np

from twin.model.building import Construction, ConstructionLayer, Envelope
from twin.model.thermal import UNKNOWN, InnerMass, Sourced

DEPTH = 0.10  # that a day's wave reaches, EN ISO 13786:2017, annex C; EN ISO 13790:2008. [m]
INSULATING = 0.08  # conductivity up to which a layer insulates (no limit in ISO 13786). [W/(m K)]
AIRY = 10.0  # density below which a layer is air. [kg/m3]
LINING = 8e3  # of a thin board, which is there where the first layer drawn insulates. [J/(K m2)]
THIN = 0.012  # unknown layers thinner than this do not matter: foils, paint, tiles. [m]
ALIKE = 0.10  # difference of both sides up to which their order does not matter
SPREAD = 0.25  # of usual densities, and of what stands before the part
LACKING = 0.10  # share of the floor area up to which lacking decks do not matter
FROM_LAYERS = "EN ISO 13786, from the layers of the model: to 10 cm or the first insulation."


def leaf_capacity(layers: Sequence[ConstructionLayer]) -> float:
    """Heat capacity of the inner leaf per area, NaN where a layer of it is unknown. [J/(K m2)]

    Layers count to the least of `DEPTH`, half of the whole thickness, and the first layer that
    insulates, air layers among them; at least `LINING`.

    Parameters
    ----------
    layers : from the inside out.

    References
    ----------
    EN ISO 13786:2017, annex C (effective thickness); EN ISO 13790:2008, 12.3.1.1.
    """
    left = min(DEPTH, sum(layer.thickness for layer in layers) / 2)
    total = 0.0
    for layer in layers:
        if left <= 0 or layer.conductivity <= INSULATING or layer.density < AIRY:
            break
        taken = min(left, layer.thickness)
        heat = taken * layer.density * layer.specific_heat
        if math.isnan(heat) and layer.thickness >= THIN:
            return math.nan
        total += 0.0 if math.isnan(heat) else heat
        left -= taken
    return max(total, LINING)


def outer_leaf_capacity(construction: Construction) -> float:
    """Of the inner leaf of an outer part; NaN where its order is unknown and would matter."""
    inward = leaf_capacity(construction.layers)
    if construction.is_ordered:
        return inward
    outward = leaf_capacity(construction.layers[::-1])
    if not abs(inward - outward) <= ALIKE * max(inward, outward):
        return math.nan
    return (inward + outward) / 2


def inner_masses(
    envelope: Envelope, floor_area: float, lowest_floors: float
) -> tuple[InnerMass, ...]:
    """Faces of the walls and decks inside a model, () where it has none.

    Decks that a model lacks, to judge by its floor area, are counted as faces of unknown layers.

    Parameters
    ----------
    floor_area : heated.  lowest_floors : area of the floors of the envelope. [m2]
    """
    internal = envelope.internal
    if internal is None or not internal.area.sum() > 0:
        return ()
    kinds = np.array(internal.kind)
    decks = float(internal.area[kinds == "floor"].sum())
    lacking = floor_area - lowest_floors - decks
    found = [mass for kind in ("wall", "floor") for mass in _faces(envelope, kind)]
    if lacking > LACKING * floor_area:
        found.append(InnerMass("floor", 2 * lacking, UNKNOWN))
    return tuple(mass for mass in found if mass.area > 0)


def computed_capacity(value: float) -> Sourced:
    """With its spread; unknown where NaN. [J/(K m2)]"""
    if math.isnan(value):
        return UNKNOWN
    low, high = (1 - SPREAD) * value, (1 + SPREAD) * value
    return Sourced(value, low, high, "computed", FROM_LAYERS)


def _faces(envelope: Envelope, kind: str) -> tuple[InnerMass, InnerMass]:
    """Faces of known layers together, and those of unknown ones."""
    internal = envelope.internal
    if internal is None:
        return InnerMass(kind, 0.0, UNKNOWN), InnerMass(kind, 0.0, UNKNOWN)
    known = heat = unknown = 0.0
    parts = zip(internal.kind, internal.area, internal.construction, strict=True)
    for area, number in ((a, c) for k, a, c in parts if k == kind):
        for face in _both(envelope, int(number)):
            if math.isnan(face):
                unknown += float(area)
            else:
                known += float(area)
                heat += float(area) * face
    mean = heat / known if known else math.nan
    return (
        InnerMass(kind, known, computed_capacity(mean)),
        InnerMass(kind, unknown, UNKNOWN),
    )


def _both(envelope: Envelope, number: int) -> tuple[float, float]:
    if number < 0:
        return math.nan, math.nan
    layers = envelope.constructions[number].layers
    return leaf_capacity(layers), leaf_capacity(layers[::-1])
