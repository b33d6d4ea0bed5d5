"""Where the U-value of each part of the envelope comes from."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.u_values import element_u_values
from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.building import Envelope
from twin.model.overlay import NO_DATA, Colouring, Legend, LegendClass, OverlayInput

MEASURED, STATED, COMPUTED, ASSUMED, DOCUMENTED, SETTLED, OFFERED = range(7)
CLASSES = (
    LegendClass("Measured", "#00441B", "M"),
    LegendClass("From properties", "#2166AC", "P"),
    LegendClass("Computed from layers", "#67C2CF", "L"),
    LegendClass("Assumed by year", "#E08214", "A"),
)
OWN = (
    LegendClass("Documented", "#F6E8A0", "D"),
    LegendClass("Assumed by us", "#B35806", "B"),
    LegendClass("As offered", "#5E1140", "O"),
)
"""Only in the legend where there are any: values somebody entered, and those of a what-if."""
CLASS_OF_SOURCE = {
    "measured": MEASURED,
    "property": STATED,
    "layers": COMPUTED,
    "documented": DOCUMENTED,
    "assumed": SETTLED,
}


@dataclass(frozen=True, slots=True)
class UValueSourceOverlay:
    """A measurement, the file's properties, its layers, or the usual value of the year.

    An element with parts of different sources has the class of its largest part.
    """

    label: str = "Where U-values come from"
    scope: str = "building"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every element; the value is its area in the envelope. [m2]"""
        n = len(source.model.elements) if source.model else 0
        envelope = source.model.envelope if source.model else None
        by_class = np.zeros((len(CLASSES) + len(OWN), n))
        if envelope is not None:
            np.add.at(
                by_class, (_classes(envelope), envelope.element), np.nan_to_num(envelope.area)
            )
            offered = _is_offered(envelope, source.u_value)
            by_class[OFFERED, offered] = by_class[:, offered].sum(axis=0)
            by_class[:OFFERED, offered] = 0.0
        area = by_class.sum(axis=0)
        total = by_class.sum(axis=1)
        shown = [k for k in range(len(total)) if k < len(CLASSES) or total[k] > 0]
        place = np.zeros(len(total), dtype=np.int32)
        place[shown] = np.arange(len(shown))
        return Colouring(
            Legend("U-values from", "Parts and area of the envelope", "",
                   tuple((*CLASSES, *OWN)[k] for k in shown), "Not in the envelope"),
            np.where(area > 0, place[by_class.argmax(axis=0)], NO_DATA).astype(np.int32),
            np.where(area > 0, area, np.nan),
            areas=tuple(float(total[k]) for k in shown),
        )  # fmt: skip


def _classes(envelope: Envelope) -> IntArray:
    known = np.isfinite(envelope.u_value)
    found = [CLASS_OF_SOURCE.get(source, ASSUMED) for source in envelope.u_source]
    return np.where(known, np.array(found, dtype=np.int32), ASSUMED).astype(np.int32)


def _is_offered(envelope: Envelope, u_value: FloatArray) -> BoolArray:
    """Elements whose U-value is not the model's: that of a what-if, shape (n,)."""
    own = element_u_values(len(u_value), envelope, None)
    return np.isfinite(u_value) & ~np.isclose(u_value, own, rtol=1e-9, atol=0.0)


OVERLAY = UValueSourceOverlay()
