"""Legal duties of each building: the worst state of any of them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import numpy as np

from twin.analysis.upkeep.due import add_months, duty_due, duty_state
from twin.model.care import DueState
from twin.model.maintenance import Duty, DutyState
from twin.model.overlay import NO_DATA, Colouring, Legend, LegendClass, OverlayInput

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
PLACES = {
    DueState.OVERDUE: OVERDUE,
    DueState.SOON: SOON,
    DueState.UNKNOWN: UNKNOWN,
    DueState.LATER: OK,
}


@dataclass(frozen=True, slots=True)
class LegalDutiesOverlay:
    """Worst state of the duties of a building; no data where none is registered."""

    label: str = "Legal duties"
    scope: str = "portfolio"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every building; the value is the number of duties that are overdue."""
        states: dict[str, list[int]] = defaultdict(list)
        for duty in source.duties if source.day else ():
            place = _place(duty, source.day) if source.day else NO_DATA
            if place != NO_DATA:
                states[duty.building_id].append(place)
        own = [states.get(b.building_id, []) for b in source.buildings]
        classes = np.array([min(s, default=NO_DATA) for s in own], dtype=np.int32)
        late = np.array([s.count(OVERDUE) if s else np.nan for s in own], dtype=np.float64)
        legend = Legend(
            "Legal duties", "Worst state", "", CLASSES, no_data_label="No duties registered"
        )
        return Colouring(legend, classes, late)


def _place(duty: Duty, day: date) -> int:
    """Class of one duty; a deviation is worse than anything but being late."""
    place = PLACES.get(duty_state(duty, day), NO_DATA)
    due = duty_due(duty)
    if place == SOON and due is not None and due <= add_months(day, NEXT_MONTHS):
        place = NEXT
    if duty.state is DutyState.DEVIATION and place != OVERDUE:
        return DEVIATION
    return place


OVERLAY = LegalDutiesOverlay()
