"""What kind of thing each element is."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from twin.model.overlay import Colouring, Legend, LegendClass, OverlayInput

MOST = 10
# Paul Tol's "muted" scheme (colour-blind safe), with one darker and one lighter tone added.
PALETTE = (
    "#88CCEE", "#332288", "#DDCC77", "#117733", "#CC6677", "#44AA99", "#882255", "#999933",
    "#AA4499", "#EE8866",
)  # fmt: skip
OTHER = "#8D9399"


@dataclass(frozen=True, slots=True)
class IfcClassOverlay:
    """The ten most frequent IFC classes, and one class for the rest."""

    label: str = "IFC class"
    scope: str = "building"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every element; classes have no number, so the values are NaN."""
        elements = source.model.elements if source.model else ()
        names = [_plain(e.ifc_class) for e in elements]
        frequent = sorted(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))
        row_by_name = {name: row for row, (name, _) in enumerate(frequent[:MOST])}
        classes = [
            LegendClass(name, PALETTE[row], name.removeprefix("Ifc")[:2])
            for name, row in row_by_name.items()
        ]
        if len(frequent) > MOST:
            classes.append(LegendClass("Other", OTHER, "…"))
        return Colouring(
            Legend("IFC class", "Most frequent first", "", tuple(classes)),
            np.array([row_by_name.get(name, MOST) for name in names], dtype=np.int32),
            np.full(len(names), np.nan),
        )


def _plain(ifc_class: str) -> str:
    """Class without the suffixes that only say how the geometry is written."""
    return ifc_class.removesuffix("StandardCase").removesuffix("ElementedCase")


OVERLAY = IfcClassOverlay()
