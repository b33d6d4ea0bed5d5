"""Where the U-value of each part of the envelope comes from."""

from dataclasses import dataclass

import numpy as np

from twin.model.arrays import FloatArray, IntArray
from twin.model.building import Envelope
from twin.model.overlay import NO_DATA, Colouring, Legend, LegendClass, OverlayInput

STATED, COMPUTED, ASSUMED = range(3)
CLASSES = (
    LegendClass("From properties", "#2166AC", "P"),
    LegendClass("Computed from layers", "#67C2CF", "L"),
    LegendClass("Assumed by year", "#E08214", "A"),
)
CLASS_OF_SOURCE = {"property": STATED, "layers": COMPUTED}
LEGEND = Legend(
    "U-values from", "Parts and area of the envelope", "", CLASSES, "Not in the envelope"
)


@dataclass(frozen=True, slots=True)
class UValueSourceOverlay:
    """The file's properties, its material layers, or the usual value of the construction year.

    An element with parts of different sources has the class of its largest part.
    """

    label: str = "Where U-values come from"
    scope: str = "building"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every element; the value is its area in the envelope. [m2]"""
        n = len(source.model.elements) if source.model else 0
        envelope = source.model.envelope if source.model else None
        by_class = np.zeros((len(CLASSES), n))
        if envelope is not None:
            np.add.at(by_class, (_classes(envelope), envelope.element), _areas(envelope))
        area = by_class.sum(axis=0)
        return Colouring(
            LEGEND,
            np.where(area > 0, by_class.argmax(axis=0), NO_DATA).astype(np.int32),
            np.where(area > 0, area, np.nan),
            areas=tuple(float(one) for one in by_class.sum(axis=1)),
        )


def _classes(envelope: Envelope) -> IntArray:
    known = np.isfinite(envelope.u_value)
    found = [CLASS_OF_SOURCE.get(source, ASSUMED) for source in envelope.u_source]
    return np.where(known, np.array(found, dtype=np.int32), ASSUMED).astype(np.int32)


def _areas(envelope: Envelope) -> FloatArray:
    return np.nan_to_num(envelope.area)


OVERLAY = UValueSourceOverlay()
