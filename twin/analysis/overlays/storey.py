"""The storey each element stands on."""

from dataclasses import dataclass

import numpy as np

from twin.model.arrays import FloatArray
from twin.model.overlay import NO_DATA, Colouring, Legend, LegendClass, OverlayInput

# Seven steps of viridis, dark to light: lowest storey dark, readable in grey print too.
RAMP = ("#440154", "#443A83", "#31688E", "#21908C", "#35B779", "#8FD744", "#FDE725")


@dataclass(frozen=True, slots=True)
class StoreyOverlay:
    """Storeys from top to bottom, light to dark."""

    label: str = "Storey"
    scope: str = "building"

    def colour(self, source: OverlayInput) -> Colouring:
        """Class of every element; the value is the storey's elevation. [m]"""
        storeys = source.model.storeys if source.model else ()
        elements = source.model.elements if source.model else ()
        ordered = sorted(storeys, key=lambda s: s.elevation, reverse=True)
        classes = tuple(
            LegendClass(s.name or f"{s.elevation:.1f} m", _colour(row, len(ordered)))
            for row, s in enumerate(ordered)
        )
        class_by_id = {s.global_id: row for row, s in enumerate(ordered)}
        elevation_by_id = {s.global_id: s.elevation for s in ordered}
        elevations: FloatArray = np.array(
            [elevation_by_id.get(e.storey, np.nan) for e in elements], dtype=np.float64
        )
        return Colouring(
            Legend("Storey", "Top to bottom", "", classes, "No storey"),
            np.array([class_by_id.get(e.storey, NO_DATA) for e in elements], dtype=np.int32),
            elevations,
        )


def _colour(row: int, n_storeys: int) -> str:
    """Colour of one storey, light at the top, interpolated in `RAMP`."""
    position = 1.0 if n_storeys == 1 else 1 - row / (n_storeys - 1)
    channels = [[int(c[i : i + 2], 16) for c in RAMP] for i in (1, 3, 5)]
    steps = np.linspace(0, 1, len(RAMP))
    return "#" + "".join(f"{round(float(np.interp(position, steps, c))):02X}" for c in channels)


OVERLAY = StoreyOverlay()
