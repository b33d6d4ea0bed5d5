"""What was added and changed since another version of the model."""

from dataclasses import dataclass

import numpy as np

from twin.model.arrays import IntArray
from twin.model.overlay import NO_DATA, Colouring, Legend, LegendClass, OverlayInput
from twin.model.version import VersionChanges

ADDED, REMOVED, CHANGED, UNSURE, SAME = range(5)
CLASSES = (
    LegendClass("Added", "#1B7837", "+"),
    LegendClass("Removed", "#B2182B", "−"),
    LegendClass("Changed", "#FDB863", "~"),
    LegendClass("May be several", "#8073AC", "?"),
    LegendClass("The same", "#E6E6E6"),
)


@dataclass(frozen=True, slots=True)
class ChangesOverlay:
    """Added, changed and the same; what was removed has no row and is drawn apart.

    Those that may be several are counted in both versions.
    """

    label: str = "Changes since another version"
    scope: str = "building"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every element shown; the value is its number of changes."""
        n = len(source.model.elements) if source.model else 0
        if source.changes is None:
            legend = Legend("Changes", "No other version is compared", "", CLASSES)
            return Colouring(legend, np.full(n, NO_DATA, np.int32), np.full(n, np.nan))
        found = classes_of(source.changes, n)
        since = source.changes.since
        legend = Legend(
            "Changes",
            "Since the version of {date}",
            "",
            CLASSES,
            values={"date": since.received_at.date()},
        )
        removed = len(source.changes.difference.removed)
        unsure = len(source.changes.difference.unsure)
        apart = tuple({REMOVED: removed, UNSURE: unsure}.get(i, 0) for i in range(len(CLASSES)))
        return Colouring(legend, found, np.full(n, np.nan), without_row=apart)


def classes_of(changes: VersionChanges, n: int) -> IntArray:
    """Class of each of the n elements shown, shape (n,), int32."""
    difference = changes.difference
    found = np.full(n, NO_DATA, dtype=np.int32)
    candidates = [c for u in difference.unsure for c in u.candidates]
    for rows, number in (
        (np.array(candidates, dtype=np.int32), UNSURE),
        (difference.added, ADDED),
        (difference.same, SAME),
        (difference.changed, CHANGED),
    ):
        found[rows] = number
    return found


OVERLAY = ChangesOverlay()
