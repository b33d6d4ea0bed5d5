"""What stands between two zones: a wall or deck with its layers.

A wall is cut in its middle into two halves, each of which is a wall of its own zone, with a film
towards what it meets in the other half. What a half meets is told by `met`: with it, both halves
count the same heat in every hour once they agree about the temperatures of the cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.signal import lfilter

from twin.analysis.zone.layers import Layer
from twin.analysis.zone.modes import WallModes, cell_modes, cells_of
from twin.model.arrays import FloatArray

GAP = 2 / 3  # part of the resistance of the cell that is cut that lies between the halves
ROOM_FILM = 0.13  # of a zone, to guess how far its air is from the cut. [m2 K/W]
LEAST_GAP = 1e-3  # between the halves. [m2 K/W]
Cells = tuple[FloatArray, FloatArray]
"""Resistance [m2 K/W] and heat capacity [J/(m2 K)] of each cell of a leaf."""
START = 20.0  # as the kernel's. [degree C]


@dataclass(frozen=True, slots=True, eq=False)
class Half:
    """Half of a wall between zones, seen from its own zone; arrays as in `modes.WallModes`.

    film : resistance from the cut to what the half meets. [m2 K/W]
    lead : how much of it stands for what lies behind the cut, so that slow changes are met at
        once; the rest is between the halves.
    """

    modes: WallModes
    film: float
    lead: float

    def cut(self, entering: FloatArray, meets: FloatArray) -> FloatArray:
        """Mean temperature of the cut in each hour, from the first, shape (H,). [degree C]

        entering : heat into the face in the zone. [W/m2]  meets : equivalent temperature that
        the half met. [degree C]
        """
        modes = self.modes
        found = modes.outer_outside * meets + modes.outer_flux * entering
        for mode in range(len(modes.decay)):
            decay = float(modes.decay[mode])
            put = modes.by_outside[mode] * meets + modes.by_flux[mode] * entering
            first = np.array([START if mode == 0 else 0.0])
            before, _ = lfilter([0.0, 1.0], [1.0, -decay], put, zi=first)
            found = found + modes.outer_mean[mode] * before
        return found

    def leaving(self, cut: FloatArray, meets: FloatArray) -> FloatArray:
        """Heat out of the half into the other one. [W/m2]"""
        return (cut - meets) / self.film


def met(cut: FloatArray, leaving: FloatArray, lead: float) -> FloatArray:
    """What a half meets, from the cut of the other half and the heat out of that.

    Where both halves meet this, their heat flows are opposite and equal: with the resistances
    ``film = gap + lead`` of both, the sum of the flows times ``gap + lead + lead`` is zero.

    References
    ----------
    Robin conditions of waveform relaxation: Gander and Halpern (2007), SIAM Journal on Numerical
    Analysis 45, 666-697.
    """
    return cut + lead * leaving


def halves(layers: Sequence[Layer]) -> tuple[Half, Half]:
    """Both halves of a wall, layers from the first zone to the second.

    It is cut in the cell of the highest resistance (insulation), of equal ones in the middle one,
    and the cut cell keeps its heat capacity at its two sides.
    """
    resistance, capacity = cells_of(layers)
    place = _middle(resistance)
    side = (1 - GAP) * resistance[place] / 2, capacity[place] / 2
    before = np.append(resistance[:place], side[0]), np.append(capacity[:place], side[1])
    after = (
        np.append(resistance[:place:-1], side[0]), np.append(capacity[:place:-1], side[1])
    )  # fmt: skip
    return leaves(before, after, GAP * resistance[place])


def leaves(first: Cells, second: Cells, gap: float) -> tuple[Half, Half]:
    """Two leaves with a resistance between them, each from its zone to the gap. [m2 K/W]"""
    gap = max(gap, LEAST_GAP)
    leads = [float(behind[0].sum()) + ROOM_FILM for behind in (second, first)]
    made = [
        Half(cell_modes(*cells, np.array(1 / (gap + lead))), gap + lead, lead)
        for cells, lead in zip((first, second), leads, strict=True)
    ]
    return made[0], made[1]


def _middle(resistance: FloatArray) -> int:
    """The cell of the highest resistance; of several the one nearest the middle."""
    reach = np.cumsum(resistance) - resistance / 2
    off = np.abs(reach / resistance.sum() - 0.5)
    return int(np.argmin(np.where(resistance > 0.99 * resistance.max(), off, 2.0)))
