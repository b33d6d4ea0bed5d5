"""The surfaces of a zone from the envelope of a model."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.assumptions import Defaults, Era
from twin.analysis.inner_leaf import computed_capacity, outer_leaf_capacity
from twin.analysis.known_sources import sourced
from twin.model.arrays import FloatArray
from twin.model.building import Envelope
from twin.model.known import KINDS, KnownValue
from twin.model.thermal import WHOLE_DIFFERENCE, Sourced, ThermalSurface

DIRECTION_STEP, TILT_STEP = 15.0, 15.0  # parts within a step are one surface. [degree]
U_STEP = 0.05  # [W/(m2 K)]
LEAF_STEP = 10e3  # [J/(K m2)]
SPREADS = {"model": 0.10, "computed": 0.15}  # of a U-value the model gives
FROM_PROPERTIES = "The properties of the model."
FROM_LAYERS = "ISO 6946, from the layers of the model."
FROM_MIXED_LAYERS = (
    "ISO 6946, from the layers of the model, with a usual share of studs and joists."
)
OUTER_FILM = 0.04  # ISO 6946:2017, table 7. [m2 K/W]
NEIGHBOUR = Sourced(0.0, 0.0, 0.0, "computed", "EN ISO 13789: no heat flows to heated rooms.")


@dataclass(frozen=True, slots=True)
class _Likeness:
    """What parts have in common that become one surface; -1 where unknown."""

    kind: str
    tilt: float
    azimuth: float
    u_step: float
    g_value: float
    u_source: str
    adjacency: str
    leaf_step: float


def model_surfaces(
    envelope: Envelope, era: Era, defaults: Defaults, known: Sequence[KnownValue] = ()
) -> tuple[ThermalSurface, ...]:
    """Parts of the same kind, direction, U-value, mass and surroundings joined.

    Parts without area are left out. A U-value that the model does not give is the one of `era`.

    known : values that `known_values.known_envelope` put into the envelope.
    """
    leaves = _leaves(envelope)
    alike: dict[_Likeness, list[int]] = defaultdict(list)
    for row in range(len(envelope.kind)):
        if envelope.area[row] > 0:
            alike[_likeness(envelope, row, leaves)].append(row)
    return tuple(
        _joined(envelope, likeness, rows, leaves, (era, defaults, known))
        for likeness, rows in alike.items()
    )


def _leaves(envelope: Envelope) -> FloatArray:
    """Heat capacity of the inner leaf of each part, NaN where unknown, shape (m,). [J/(K m2)]"""
    if envelope.construction is None:
        return np.full(len(envelope.kind), np.nan)
    known = [outer_leaf_capacity(c) for c in envelope.constructions]
    return np.array([*known, np.nan])[envelope.construction]


def _likeness(envelope: Envelope, row: int, leaves: FloatArray) -> _Likeness:
    tilt = float(np.nan_to_num(envelope.tilt[row], nan=90.0))
    tilt = round(tilt / TILT_STEP) * TILT_STEP
    azimuth = envelope.azimuth[row]
    is_level = tilt in (0.0, 180.0) or not np.isfinite(azimuth)
    direction = np.nan if is_level else round(azimuth / DIRECTION_STEP) * DIRECTION_STEP % 360
    return _Likeness(
        envelope.kind[row],
        tilt,
        _stepped(direction, DIRECTION_STEP),
        _stepped(envelope.u_value[row], U_STEP),
        _stepped(envelope.g_value[row], 0.01),
        _u_source(envelope, row),
        envelope.adjacency[row] if envelope.adjacency else "",
        _stepped(leaves[row], LEAF_STEP),
    )


def _stepped(value: float, step: float) -> float:
    return -1.0 if np.isnan(value) else round(float(value) / step) * step


def _u_source(envelope: Envelope, row: int) -> str:
    """``property``, ``layers`` or ``approximated`` layers, "" where the U-value is unknown.

    Of a known value its place among them.
    """
    if np.isnan(envelope.u_value[row]):
        return ""
    origin = envelope.u_origin[row] if envelope.u_origin else ""
    if envelope.u_source[row] in KINDS:
        return origin
    return "approximated" if origin.endswith("approximated") else envelope.u_source[row]


def _joined(
    envelope: Envelope,
    likeness: _Likeness,
    rows: list[int],
    leaves: FloatArray,
    tables: tuple[Era, Defaults, Sequence[KnownValue]],
) -> ThermalSurface:
    area = envelope.area[rows]
    era, defaults, known = tables
    g_value = likeness.g_value if likeness.g_value >= 0 else era.values["g_window"].value
    leaf = float(np.average(leaves[rows], weights=area)) if likeness.leaf_step >= 0 else np.nan
    return ThermalSurface(
        likeness.kind,
        float(area.sum()),
        likeness.azimuth if likeness.azimuth >= 0 else np.nan,
        likeness.tilt,
        _u_value(envelope, likeness, rows, (era, known)),
        g_value if likeness.kind == "window" else np.nan,
        tuple(sorted({int(e) for e in envelope.element[rows]})),
        likeness.adjacency,
        _reduction(likeness, defaults),
        computed_capacity(leaf),
    )


def _u_value(
    envelope: Envelope,
    likeness: _Likeness,
    rows: list[int],
    tables: tuple[Era, Sequence[KnownValue]],
) -> Sourced:
    """Mean of the model's own U-values, else that of the era. [W/(m2 K)]

    From layers, a part that touches the ground has no outer film; it gets one here because the
    ground's formulas want the part from air to air.
    """
    era, known = tables
    if likeness.u_step < 0:
        return era.values[f"u_{likeness.kind}"]
    if likeness.u_source.isdigit():
        return sourced(known[int(likeness.u_source)])
    mean = float(np.average(envelope.u_value[rows], weights=envelope.area[rows]))
    basis = "model" if likeness.u_source == "property" else "computed"
    if basis == "computed" and likeness.adjacency == "ground":
        mean = 1 / (1 / mean + OUTER_FILM)
    spread = SPREADS[basis]
    source = _source(envelope, likeness, rows)
    return Sourced(mean, mean * (1 - spread), mean * (1 + spread), basis, source)


def _source(envelope: Envelope, likeness: _Likeness, rows: list[int]) -> str:
    if likeness.u_source == "property":
        origins = {envelope.u_origin[row] for row in rows} if envelope.u_origin else set[str]()
        return " ".join((FROM_PROPERTIES, ", ".join(sorted(origins)))).strip()
    return FROM_MIXED_LAYERS if likeness.u_source == "approximated" else FROM_LAYERS


def _reduction(likeness: _Likeness, defaults: Defaults) -> Sourced:
    """Heat loss against that to outside air."""
    if likeness.adjacency == "heated":
        return NEIGHBOUR
    if likeness.adjacency == "unheated":
        return defaults.values[f"unheated.{likeness.kind}"]
    return WHOLE_DIFFERENCE
