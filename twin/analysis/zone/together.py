"""Zones of one building run hour by hour together, so that they exchange heat in one year.

What a half of a wall meets in an hour is foreseen from the two hours before, in a straight line:
the gap between the leaves keeps what one hour does to the other zone small (decision 0022).
`exchange` repeats whole years instead until nothing is foreseen any more; a test compares them.

Buildings of like zones lie side by side: lane `b` of every group belongs to building `b`.
"""

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
from numba import float32, float64, int32, int64, njit, void
from numba.core.types import Array, FunctionType

from twin.analysis.zone.compiled import RESULTS, compiled
from twin.analysis.zone.exchange import Link
from twin.analysis.zone.kernel import WARM_UP, driven
from twin.analysis.zone.lanes import Hours, Lanes, Need
from twin.analysis.zone.memory import hourly, memory_of, scatter
from twin.analysis.zone.modes import MODES
from twin.analysis.zone.partition import START, Half
from twin.model.arrays import FloatArray, IntArray

WIDTHS = 2, 4, 16  # buildings that run side by side
# Rows of a half: what its cut follows, and how far what lies behind it leads. Then four by mode.
OF_MEETS, OF_FLUX, LEAD, CUT_MEAN = range(4)
CUT_DECAY, CUT_BY_OUTSIDE, CUT_BY_FLUX, MODE, LAST = (
    CUT_MEAN + place * MODES for place in range(1, 6)
)
HALF = LAST + 1
ALONE = -1  # partner of a slot that no wall fills


def run_together(
    lanes: Lanes,
    hours: Hours,
    links: Sequence[Link],
    count: int,
    warm_up: int = WARM_UP,
) -> Need:
    """Needs of buildings of `count` zones each, one building after the other along the lanes.

    Parameters
    ----------
    lanes : zone ``g`` of every building follows the same use, and its walls lie in the same rows.
    links : walls between zones of one building, without open doors.
    """
    n, zones = len(hours.temperature), lanes.area.shape[1]
    watched = np.array(sorted({side.row for link in links for side in link.sides}), np.int32)
    halves = [
        (side, half) for o in links for side, half in zip(o.sides, o.halves or (), strict=True)
    ]
    told = {(side.row, side.lane): half for side, half in halves}
    partner = _partners(links, watched, count)
    found = np.empty((RESULTS, n, zones), np.float32)
    entering = np.empty((len(watched), warm_up + n, zones))
    left = np.arange(zones, dtype=np.int32).reshape(-1, count)
    while len(left):
        width = next((w for w in WIDTHS if len(left) <= w), WIDTHS[-1])
        some, left = left[:width], left[width:]
        parts = np.concatenate([some, np.repeat(some[-1:], width - len(some), axis=0)]).T
        batch = _batch(lanes, hours, parts, watched, told)
        own = np.empty((count, n, RESULTS * width), np.float32)
        entered = np.empty((count, warm_up + n, len(watched) * width))
        work = compiled(width, len(lanes.area), np.float64)
        _years()(work, *batch, partner, watched, own, entered, warm_up)
        for group, part in enumerate(np.ascontiguousarray(parts)):
            scatter(own[group], part, found)
            scatter(entered[group], part, entering)
    return Need(*found, entering=entering)


def _batch(
    lanes: Lanes,
    hours: Hours,
    parts: IntArray,
    watched: IntArray,
    told: dict[tuple[int, int], Half],
) -> tuple[FloatArray, ...]:
    """Memory, drives, hours of use and halves of groups of zones, each by group first."""
    groups, width = parts.shape
    n = len(hours.temperature)
    drives = np.empty((groups, n, (len(lanes.area) + 2) * width))
    walls = np.zeros((groups, len(watched), HALF, width))
    for group, part in enumerate(np.ascontiguousarray(parts)):
        driven(drives[group], lanes, hours, (slice(0, n), part))
        for slot, row in enumerate(watched):
            for place, lane in enumerate(part):
                if (int(row), int(lane)) in told:
                    walls[group, slot, :, place] = _half(told[int(row), int(lane)])
    memory = np.array([memory_of(lanes, p, np.float64).ravel() for p in parts], np.float64)
    uses = lanes.use[parts[:, 0]]
    tables = np.array([hourly(hours, int(use), np.float64) for use in uses], np.float64)
    return memory, drives, tables, walls


def _half(half: Half) -> FloatArray:
    """Rows of one half before the first hour."""
    modes, found = half.modes, np.zeros(HALF)
    found[OF_MEETS], found[OF_FLUX] = modes.outer_outside, modes.outer_flux
    found[LEAD] = half.lead / half.film
    for first, values in (
        (CUT_MEAN, modes.outer_mean),
        (CUT_DECAY, modes.decay),
        (CUT_BY_OUTSIDE, modes.by_outside),
        (CUT_BY_FLUX, modes.by_flux),
    ):
        found[first : first + MODES] = values
    found[MODE] = found[LAST] = START
    return found


def _partners(links: Sequence[Link], watched: IntArray, count: int) -> IntArray:
    """Group and slot that each slot of each group meets, shape (count, slots, 2)."""
    found = np.full((count, len(watched), 2), ALONE, np.int32)
    slot = {int(row): place for place, row in enumerate(watched)}
    for link in links:
        for own, other in (link.sides, link.sides[::-1]):
            found[own.lane % count, slot[own.row]] = other.lane % count, slot[other.row]
    return found


_ROW, _TABLE, _PILE, _WALLS = (Array(float64, axes, "C") for axes in (1, 2, 3, 4))
_WHOLE, _PARTNER = Array(int32, 1, "C"), Array(int32, 3, "C")
_TOLD, _FOUND = (Array(float32, axes, "C") for axes in (2, 3))
_HOURS_OF = FunctionType(void(_ROW, _TABLE, _TABLE, _WHOLE, _TOLD, _TABLE, float64))
_QUICK = {"contract", "arcp", "nsz", "reassoc"}


@njit(cache=True, nogil=True, fastmath=_QUICK)
def _pass_on(drives, entered, hour, walls, partner, watched, warm_up) -> None:  # noqa: ANN001, PLR0913, PLR0917
    """Foresee what every half meets in the hour after `hour`."""
    n, width = drives.shape[1], walls.shape[3]
    now, after = (hour - warm_up) % n, (hour + 1 - warm_up) % n
    for g in range(len(drives)):
        for slot in range(len(watched)):
            other, place = partner[g, slot]
            if other < 0:
                continue
            half = walls[g, slot]
            for b in range(width):
                meets = drives[g, now, watched[slot] * width + b]
                entering = entered[g, hour, slot * width + b]
                cut = half[OF_MEETS, b] * meets + half[OF_FLUX, b] * entering
                for j in range(MODES):
                    mode = half[MODE + j, b]
                    cut += half[CUT_MEAN + j, b] * mode
                    put = half[CUT_BY_OUTSIDE + j, b] * meets
                    put += half[CUT_BY_FLUX + j, b] * entering
                    half[MODE + j, b] = half[CUT_DECAY + j, b] * mode + put
                answer = cut + half[LEAD, b] * (cut - meets)
                drives[other, after, watched[place] * width + b] = 2 * answer - half[LAST, b]
                half[LAST, b] = answer


@cache
def _years() -> Callable[..., None]:
    """The years of buildings side by side, as a function of arrays; compiled when first asked for.

    The kernel is an argument of it: a compiled function that holds another is not kept on disk.
    """

    @njit(
        void(
            _HOURS_OF, _TABLE, _PILE, _PILE, _WALLS, _PARTNER, _WHOLE, _FOUND, _PILE, int64
        ),
        cache=True,
        nogil=True,
        fastmath=_QUICK,
    )  # fmt: skip
    def years_of(  # noqa: PLR0913, PLR0917
        hours_of,  # noqa: ANN001
        memory,  # noqa: ANN001
        drives,  # noqa: ANN001
        hours,  # noqa: ANN001
        walls,  # noqa: ANN001
        partner,  # noqa: ANN001
        watched,  # noqa: ANN001
        found,  # noqa: ANN001
        entered,  # noqa: ANN001
        warm_up,  # noqa: ANN001
    ) -> None:
        """Run the warm-up and the year; what groups share is first by group.

        hours_of : of `compiled.compiled`.  drives : the columns of the walls are filled.
        walls : (groups, slots, HALF, width).  partner : of `_partners`.
        """
        n = drives.shape[1]
        for hour in range(warm_up + n):
            k = (hour - warm_up) % n
            kept = 1.0 if hour >= warm_up else 0.0
            for g in range(len(memory)):
                hours_of(
                    memory[g],
                    drives[g, k : k + 1],
                    hours[g, k : k + 1],
                    watched,
                    found[g, k : k + 1],
                    entered[g, hour : hour + 1],
                    kept,
                )
            _pass_on(drives, entered, hour, walls, partner, watched, warm_up)

    return years_of
