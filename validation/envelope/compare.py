"""Found areas beside the models' own, by kind and direction, and why they differ."""

import math
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from validation.envelope.models import Case
from validation.envelope.own_quantities import is_said_outer, kind_of, own_area
from validation.envelope.reasons import REASONS

DIRECTIONS = ("N", "NE", "E", "SE", "S", "SW", "W", "NW")
LEVEL = "level"
TOLERANCE = 0.05
SMALL = 1.0
"""Differences of less than this are not asked about. [m2]"""


@dataclass(frozen=True, slots=True)
class Row:
    """One kind and direction of a model.

    found, gross : net and gross of openings.  own : NaN where the model is silent.
    missing : own area of elements that the model calls outer and that were not found.
    """

    model: str
    kind: str
    direction: str
    found: float
    gross: float
    own: float
    missing: float
    parts: int
    reason: str

    @property
    def difference(self) -> float:
        """Found against own, NaN where the model is silent. [-]"""
        return (self.found - self.own) / self.own if self.own > 0 else math.nan

    @property
    def is_large(self) -> bool:
        """Whether the difference needs a reason."""
        apart = abs(self.found - self.own)
        return math.isnan(self.own) or (apart > TOLERANCE * self.own and apart > SMALL)


def rows_of(case: Case) -> list[Row]:
    """One row per kind and direction, walls in ground apart."""
    found: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    elements, details, envelope = case.model.elements, case.model.details, case.envelope
    of_row = _side_of_rows(case)
    for row, (kind, direction, area, gross) in of_row.items():
        own = own_area(elements[row], details[row], kind)
        sums = found[(kind, direction)]
        sums[0] += area
        sums[1] += gross
        sums[2] += own.area
        sums[3] += 1
    missing = _missing(case, set(envelope.element.tolist()))
    for kind, area in missing.items():
        found.setdefault((kind, "not found"), [0.0, 0.0, area, 0.0])
    return [
        Row(
            case.name, kind, direction, area, gross, own, missing.get(kind, 0.0), int(parts),
            REASONS.get((case.name, kind, direction), REASONS.get((case.name, kind, "*"), "")),
        )
        for (kind, direction), (area, gross, own, parts) in sorted(found.items())
    ]  # fmt: skip


def _side_of_rows(case: Case) -> dict[int, tuple[str, str, float, float]]:
    """Kind, main direction, net and gross area of each element of the envelope."""
    envelope = case.envelope
    gross = envelope.area if envelope.gross_area is None else envelope.gross_area
    sides: dict[int, tuple[str, str, float, float]] = {}
    for row in dict.fromkeys(envelope.element.tolist()):
        parts = np.flatnonzero(envelope.element == row)
        main = parts[np.argmax(envelope.area[parts])]
        area, whole = envelope.area[parts].sum(), gross[parts].sum()
        direction = direction_of(float(envelope.azimuth[main]), float(envelope.tilt[main]))
        sides[row] = (envelope.kind[main], direction, float(area), float(whole))
    return sides


def direction_of(azimuth: float, tilt: float) -> str:
    """Name of the eighth of the compass a part faces."""
    if math.isnan(azimuth) or tilt < 5 or tilt > 175:
        return LEVEL
    return DIRECTIONS[round(azimuth / 45.0) % 8]


def _missing(case: Case, found: set[int]) -> dict[str, float]:
    """Own area, by kind, of elements that the model calls outer and that were not found."""
    drawn = set(case.model.mesh.slot_element.tolist())
    sums: dict[str, float] = defaultdict(float)
    for row, element in enumerate(case.model.elements):
        details = case.model.details[row]
        if row in found or row not in drawn or not is_said_outer(element, details):
            continue
        kind = kind_of(element)
        sums[kind] += np.nan_to_num(own_area(element, details, kind).area)
    return {kind: area for kind, area in sums.items() if area > SMALL}
