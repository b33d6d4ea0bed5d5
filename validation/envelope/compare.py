"""Found areas beside the models' own, by kind and direction, and why they differ."""

import math
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from validation.envelope.models import Case
from validation.envelope.outline import area_within, outline
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

    found, gross : net and gross of openings.  own : as the model says, of the parts it says it
        of.  compared : found area of those.  within : of roofs and floors, what lies within the
        walls by plain polygons; NaN for others.
    """

    model: str
    kind: str
    direction: str
    found: float
    gross: float
    own: float
    compared: float
    within: float
    parts: int
    reason: str

    @property
    def difference(self) -> float:
        """Found against own, NaN where the model is silent. [-]"""
        return (self.compared - self.own) / self.own if self.own > 0 else math.nan

    @property
    def is_large(self) -> bool:
        """Whether the difference needs a reason."""
        apart = abs(self.compared - self.own)
        return self.own > 0 and apart > TOLERANCE * self.own and apart > SMALL

    @property
    def is_large_within(self) -> bool:
        """Whether a roof or floor differs from what lies within the walls."""
        return abs(self.found - self.within) > max(TOLERANCE * self.within, SMALL)


def rows_of(case: Case) -> list[Row]:
    """One row per kind and direction, walls in ground apart."""
    sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0] * 6)
    elements, details = case.model.elements, case.model.details
    walls = outline(case.model)
    for row, (kind, direction, area, gross) in _side_of_rows(case).items():
        own = own_area(elements[row], details[row], kind).area
        known = not math.isnan(own)
        within = math.nan
        if kind in ("roof", "floor"):
            within = area_within(case.model, row, walls, is_roof=kind == "roof")
        values = (area, gross, own if known else 0.0, area if known else 0.0, within, 1.0)
        sums[(kind, direction)] = [
            a + b for a, b in zip(sums[(kind, direction)], values, strict=True)
        ]
    for kind, area in _missing(case, set(case.envelope.element.tolist())).items():
        sums[(kind, "not found")] = [0.0, 0.0, area, 0.0, math.nan, 0.0]
    return [
        _row(case.name, kind, direction, values)
        for (kind, direction), values in sorted(sums.items())
    ]


def _row(model: str, kind: str, direction: str, values: list[float]) -> Row:
    found, gross, own, compared, within, parts = values
    return Row(
        model=model,
        kind=kind,
        direction=direction,
        found=found,
        gross=gross,
        own=own,
        compared=compared,
        within=within,
        parts=int(parts),
        reason=_reason(model, kind, direction, values),
    )


def _reason(model: str, kind: str, direction: str, values: list[float]) -> str:
    """The reason given for a model; of roofs and floors what their own plan shows."""
    given = REASONS.get((model, kind, direction), REASONS.get((model, kind, "*"), ""))
    if given or kind not in ("roof", "floor"):
        return given
    found, _, own, _, within, _ = values
    if abs(found - within) > TOLERANCE * within or own <= 0:
        return ""
    beyond = 100 * (own - within) / own
    what = "eaves" if kind == "roof" else "a terrace"
    return f"{beyond:.0f} % of the model's own area is {what} beyond the walls"


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
