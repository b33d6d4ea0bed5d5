"""Energy certificates: which buildings have a valid one."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from twin.analysis.certificates import CertificateState, duty_area, end_of, newest, state_of
from twin.model.overlay import NO_DATA, Colouring, Legend, LegendClass, OverlayInput

CLASSES = (
    LegendClass("Expired", "#993404", "!"),
    LegendClass("Missing", "#D95F0E", "–"),
    LegendClass("Within 12 months", "#FED98E", "12"),
    LegendClass("Valid", "#5FA8A0", "OK"),
    LegendClass("No date known", "#C9A6D9", "?"),
)
PLACES = {
    CertificateState.EXPIRED: 0,
    CertificateState.MISSING: 1,
    CertificateState.SOON: 2,
    CertificateState.VALID: 3,
    CertificateState.UNDATED: 4,
    CertificateState.NOT_NEEDED: NO_DATA,
}


@dataclass(frozen=True, slots=True)
class EnergyCertificateOverlay:
    """State of the newest certificate; no data where none is needed, to 1000 m²."""

    label: str = "Energy certificate"
    scope: str = "portfolio"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every building; the value is the time to its end. [years]"""
        today = source.day or date.min
        found = newest(c for c in source.certificates if c.issued is None or c.issued <= today)
        own = [found.get(b.building_id) for b in source.buildings]
        states = [
            state_of(c, duty_area(b), today) for c, b in zip(own, source.buildings, strict=True)
        ]
        ends = [end_of(c) if c else None for c in own]
        years = [(e - today).days / 365.25 if e else np.nan for e in ends]
        legend = Legend(
            "Energy certificate", "Newest of the building", "", CLASSES,
            no_data_label="None needed",
        )  # fmt: skip
        classes = np.array([PLACES[state] for state in states], dtype=np.int32)
        return Colouring(legend, classes, np.array(years, dtype=np.float64))


OVERLAY = EnergyCertificateOverlay()
