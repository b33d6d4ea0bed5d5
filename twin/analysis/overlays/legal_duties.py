"""Legal duties of each building: the worst state of any of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from twin.analysis.upkeep.due import SOON_MONTHS, add_months, duty_due
from twin.model.arrays import IntArray
from twin.model.maintenance import Duty, DutyState
from twin.model.overlay import NO_DATA, Colouring, Legend, LegendClass, OverlayInput
from twin.model.records import column

OVERDUE, DEVIATION, NEXT, SOON, UNKNOWN, OK = range(6)
NEXT_MONTHS = 3
CLASSES = (
    LegendClass("Overdue", "#993404", "!"),
    LegendClass("Deviation found", "#D95F0E", "A"),
    LegendClass("Within 3 months", "#FE9929", "3"),
    LegendClass("Within 12 months", "#FED98E", "12"),
    LegendClass("No date known", "#C9A6D9", "?"),
    LegendClass("All in order", "#5FA8A0", "OK"),
)
NO_CLASS = 99
"""Of duties that do not apply; more than any class."""


@dataclass(frozen=True, slots=True)
class LegalDutiesOverlay:
    """Worst state of the duties of a building; no data where none is registered."""

    label: str = "Legal duties"
    scope: str = "portfolio"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every building; the value is the number of duties that are overdue."""
        classes = np.full(len(source.buildings), NO_CLASS, dtype=np.int32)
        late = np.full(len(source.buildings), np.nan)
        if source.day is not None and len(source.duties):
            rows = {b.building_id: i for i, b in enumerate(source.buildings)}
            row = np.array([rows.get(b, -1) for b in column(source.duties, "building_id")])
            place = _places(source.duties, source.day)
            counts = (row >= 0) & (place != NO_CLASS)
            np.minimum.at(classes, row[counts], place[counts])
            late[row[counts]] = 0.0
            np.add.at(late, row[counts & (place == OVERDUE)], 1.0)
        classes[classes == NO_CLASS] = NO_DATA
        legend = Legend(
            "Legal duties", "Worst state", "", CLASSES, no_data_label="No duties registered"
        )
        return Colouring(legend, classes, late)


def _places(duties: Sequence[Duty], day: date) -> IntArray:
    """Class of each duty, shape (n,); a deviation is worse than anything but being late."""
    due = column(duties, "next_due").astype("datetime64[D]")
    for row in np.flatnonzero(np.isnat(due)).tolist():
        due[row] = np.datetime64(duty_due(duties[row]), "D")
    today, soon, later = (
        np.datetime64(add_months(day, months), "D") for months in (0, NEXT_MONTHS, SOON_MONTHS)
    )
    place = np.select(
        [np.isnat(due), due < today, due <= soon, due <= later],
        [UNKNOWN, OVERDUE, NEXT, SOON],
        OK,
    ).astype(np.int32)
    states = column(duties, "state").tolist()
    deviates = np.array([s == DutyState.DEVIATION for s in states])
    place[deviates & (place != OVERDUE)] = DEVIATION
    place[np.array([s == DutyState.NOT_APPLICABLE for s in states])] = NO_CLASS
    return place


OVERLAY = LegalDutiesOverlay()
