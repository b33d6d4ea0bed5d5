"""Where it hurts: the pain of unanswered needs, per element or building."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.classed import SEQUENTIAL, high_first
from twin.model.arrays import FloatArray
from twin.model.building import Element
from twin.model.need import Need, NeedStatus
from twin.model.overlay import Colouring, Legend, LegendClass, OverlayInput

BOUNDS = (2.0, 3.0, 4.0, 5.0)
LABELS = (
    "5 cannot be used", "4 hurts badly", "3 hurts", "2 hampers", "1 a nuisance",
)  # fmt: skip
CLASSES = tuple(
    LegendClass(label, colour, str(5 - i))
    for i, (label, colour) in enumerate(zip(LABELS, SEQUENTIAL, strict=True))
)
OVER = (NeedStatus.ANSWERED, NeedStatus.DROPPED)


@dataclass(frozen=True, slots=True)
class NeedsOverlay:
    """Gravest pain; an element counts needs on itself and on the room it stands in."""

    label: str = "Needs"
    scope: str = "both"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every row; the value is the gravest pain, NaN where nobody told of any."""
        alive = [n for n in source.needs if n.status not in OVER]
        if source.model is None:
            worst = _worst((n.building_id, n.pain) for n in alive)
            pain = np.array([worst.get(b.building_id, np.nan) for b in source.buildings])
        else:
            pain = _of_elements(source.model.elements, alive)
        placeless = sum(not n.places for n in alive) if source.model is not None else 0
        note = "Gravest pain; {count} of the whole building" if placeless else "Gravest pain"
        legend = Legend(
            "Needs", note, "", CLASSES, no_data_label="No need told",
            values={"count": placeless},
        )  # fmt: skip
        return Colouring(legend, high_first(pain, BOUNDS), pain)


def _of_elements(elements: Sequence[Element], needs: Sequence[Need]) -> FloatArray:
    worst = _worst((place, n.pain) for n in needs for place in n.places)
    found = [
        max(worst.get(e.global_id, np.nan), worst.get(e.space, np.nan), key=_known)
        for e in elements
    ]
    return np.array(found, dtype=np.float64)


def _known(pain: float) -> float:
    return -1.0 if np.isnan(pain) else pain


def _worst(pains: Iterable[tuple[str, int]]) -> dict[str, float]:
    worst: dict[str, float] = defaultdict(float)
    for key, pain in pains:
        worst[key] = max(worst[key], float(pain))
    return dict(worst)


OVERLAY = NeedsOverlay()
