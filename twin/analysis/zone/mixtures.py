"""What drives lumped zones, as weighted sums of columns that all of them share.

Nothing of the size of hours times zones is made: a block of hours is mixed where it is needed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.operation import HourlyUse
from twin.analysis.seasons import month_of_hour
from twin.analysis.zone.blinds import behind
from twin.analysis.zone.ground import monthly_below
from twin.analysis.zone.kernel import AnyFloats
from twin.analysis.zone.lumped import Lumped, window_weights
from twin.analysis.zone.variants import Variant
from twin.analysis.zone.view import view, weights_of
from twin.model.arrays import Float32Array, FloatArray, IntArray
from twin.model.blinds import BlindControl

WALL, ROOF, GROUND, INNER, WINDOW, BEAM, DIFFUSE, ROWS = range(8)  # rows of what drives a zone
Part = tuple[Float32Array, FloatArray]


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """Columns (8760, k) and their weights (k, n), float32."""

    columns: Float32Array
    weights: Float32Array

    @classmethod
    def of(cls, parts: Sequence[Part]) -> "Mixture":
        """Sum of parts; columns that no zone has are left out."""
        used = [(weights != 0).any(axis=1) for _, weights in parts]
        columns = [c[:, some] for (c, _), some in zip(parts, used, strict=True)]
        weights = [w[some] for (_, w), some in zip(parts, used, strict=True)]
        if sum(map(len, weights)) == 1:  # products of vectors are slow
            columns, weights = columns * 2, [*weights, *(0 * w for w in weights)]
        return cls(
            np.ascontiguousarray(np.concatenate(columns, axis=1)),
            np.concatenate(weights).astype(np.float32),
        )

    def weights_of(self, part: IntArray) -> Float32Array:
        """Weights of some zones, (k, zones)."""
        return np.ascontiguousarray(self.weights[:, part])


def mixtures(
    zones: Lumped, variants: Sequence[Variant], uses: Sequence[HourlyUse]
) -> dict[int, Mixture]:
    """What drives zones without shade by geometry, by row of the drives.

    Inner mass has nothing outside it, so its row is left out.
    """
    seen = view(zones.weather, zones.planes)
    outside, glass, inward = window_weights(zones)
    kinds = {kind: weights_of(zones.sums, zones.planes, kind) for kind in ("wall", "roof")}
    half = len(outside)
    beam: list[Part] = [(seen.beam, glass)]
    diffuse: list[Part] = [(seen.diffuse, glass)]
    window: list[Part] = [(seen.window[:, :half], outside), (seen.window[:, half:], inward)]
    for control, use, taken in _blinds(zones, variants, uses):
        down = behind(zones.weather, zones.planes, None, control, use)
        beam.append((down.beam, -glass * taken))
        diffuse.append((down.diffuse, -glass * taken))
        window.append((down.inward, -inward * taken))
    return {
        WALL: Mixture.of([(seen.opaque, kinds["wall"])]),
        ROOF: Mixture.of([(seen.opaque, kinds["roof"])]),
        GROUND: _ground(zones),
        WINDOW: Mixture.of(window),
        BEAM: Mixture.of(beam),
        DIFFUSE: Mixture.of(diffuse),
    }


def _ground(zones: Lumped) -> Mixture:
    """Temperature under floors, a column for each month."""
    month = (month_of_hour()[:, None] == np.arange(12)).astype(np.float32)
    return Mixture.of([(month, monthly_below(zones.weather, zones.numbers.fabric.ground))])


def _blinds(
    zones: Lumped, variants: Sequence[Variant], uses: Sequence[HourlyUse]
) -> Iterator[tuple[BlindControl, HourlyUse | None, FloatArray]]:
    """Ways in which blinds are moved, and what they take of the sun of each zone, (n,)."""
    rows: dict[tuple[BlindControl, int], list[int]] = {}
    for row in map(int, np.flatnonzero(zones.numbers.blinds > 0)):
        control = variants[row].zone.blind_control
        rows.setdefault((control, id(uses[row]) if control.in_use_only else 0), []).append(row)
    for (control, _), some in rows.items():
        taken = np.zeros_like(zones.numbers.blinds)
        taken[some] = zones.numbers.blinds[some]
        yield control, uses[some[0]] if control.in_use_only else None, taken


def mix(
    drives: AnyFloats, columns: Mapping[int, Float32Array], weights: Mapping[int, Float32Array]
) -> None:
    """What zones meet in some hours, into drives (h, ROWS * zones); columns are of these hours."""
    rows = drives.reshape(len(drives), ROWS, -1)
    for row, own in weights.items():
        np.matmul(columns[row], own, out=rows[:, row])
