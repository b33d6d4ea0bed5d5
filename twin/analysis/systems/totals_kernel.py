"""Plants of many buildings over the year at once, compiled; `delivered` says it in NumPy."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numba import njit

from twin.analysis.seasons import month_of_hour
from twin.model.arrays import FloatArray, IntArray

WIDTH = 64  # buildings side by side, so that their numbers stay in the fastest memory
SERVICES = 3  # hot water, coil, room, in the order of `plant.SERVICES`
NEEDS = ("room", "coil", "cooling")
HOURS = (
    "series", "inverse_cop", "able", "capacity", "solar", "lowest_load", "most_inverse",
    "is_limited", "served", "local",
)  # fmt: skip
NUMBERS = (
    "inverse_way", "steady", "use", "share", "inverse_gain", "power", "cycling", "pump",
    "pump_floor", "inverse_cooling", "solar",
)  # fmt: skip


def run(
    numbers: Mapping[str, FloatArray], hours: Mapping[str, FloatArray | IntArray]
) -> dict[str, FloatArray]:
    """Sums and peaks of n buildings with plants of the same make.

    Parameters
    ----------
    numbers : per building, last axis n.
        ``inverse_way`` (3, n): heat to be made per need.  ``steady`` (n,): loss of hot water [W].
        ``use`` (4, n): factors of the rows of ``series``.  ``share``, ``inverse_gain``,
        ``power``, ``cycling`` (G, n).  ``pump``, ``pump_floor`` (2, n): electricity per heat of
        room and coil, and the least heat that counts.  ``inverse_cooling``, ``solar`` (n,).
    hours : shared by all, last axis 8760, and needs (8760, N), of which these are ``rows`` (n,).
        ``room``, ``coil``, ``cooling`` [W].  ``series`` (4, 8760): lighting, equipment, fans, hot
        water.  ``inverse_cop``, ``able`` (G, 3, 8760).  ``capacity`` (G, 8760).  ``solar``
        (8760,).  ``lowest_load``, ``most_inverse``, ``is_limited``, ``carrier`` (G,).
        ``served`` (3,).  ``local`` (2,): inverse efficiency and carrier.  ``carriers`` (1,): how
        many, C.

    Returns
    -------
    dict
        ``monthly``, ``peaks`` (12, C, n) [Wh, W].  ``rooms`` (C, n): bought for room and coil,
        without pumps.  ``pumps``, ``own_use``, ``exported``, ``unmet`` (n,). [Wh]
    """
    rows, n_carriers = hours["rows"].astype(np.int64), int(hours["carriers"][0])
    carrier, month = hours["carrier"].astype(np.int64), month_of_hour().astype(np.int64)
    parts: list[list[FloatArray]] = []
    for start in range(0, len(rows), WIDTH):
        part = slice(start, start + WIDTH)
        width = len(rows[part])
        found = [np.zeros((12, n_carriers, width)) for _ in range(2)]
        found += [np.zeros((n_carriers, width)), np.zeros((4, width))]
        _compiled(
            month, carrier, rows[part],
            *(hours[name] for name in NEEDS),
            *(hours[name] for name in HOURS),
            *(np.ascontiguousarray(numbers[name][..., part]) for name in NUMBERS),
            *found,
        )  # fmt: skip
        parts.append(found)
    joined = [np.concatenate(columns, axis=-1) for columns in zip(*parts, strict=True)]
    sums = dict(zip(("own_use", "exported", "pumps", "unmet"), joined[3], strict=True))
    return {"monthly": joined[0], "peaks": joined[1], "rooms": joined[2], **sums}


# One loop, so that nothing is written between the hours; as long as the plant has parts.
@njit(cache=True, fastmath={"contract", "arcp", "nsz", "reassoc"}, error_model="numpy")
def _compiled(  # noqa: ANN202, C901, PLR0912, PLR0913, PLR0915, PLR0917
    month: Any, carrier: Any, rows: Any, room: Any, coil: Any, cooling: Any,
    series: Any, inverse_cop: Any, able: Any, capacity: Any, sun: Any, lowest_load: Any,
    most_inverse: Any, is_limited: Any, served: Any, local: Any,
    inverse_way: Any, steady: Any, use: Any, share: Any, inverse_gain: Any, power: Any,
    cycling: Any, pump: Any, pump_floor: Any, inverse_cooling: Any, solar: Any,
    monthly: Any, peaks: Any, rooms: Any, sums: Any,
):  # fmt: skip  # Any: arrays as Numba sees them
    w = len(rows)
    n_generators, n_carriers = len(carrier), monthly.shape[1]
    asked = np.zeros((3, w))
    heat = np.zeros((SERVICES, w))
    left = np.zeros((SERVICES, w))
    made = np.zeros((SERVICES, w))
    free = np.zeros(w)
    factor = np.ones(w)
    bought = np.zeros((n_carriers, w))
    local_carrier = int(local[1])
    for h in range(len(month)):
        m = month[h]
        light, devices, fans, drawn = series[0, h], series[1, h], series[2, h], series[3, h]
        for b in range(w):
            asked[0, b] = coil[h, rows[b]]
            asked[1, b] = room[h, rows[b]]
            asked[2, b] = cooling[h, rows[b]]
        for b in range(w):
            heat[0, b] = drawn * use[3, b] + steady[b]
            heat[1, b] = asked[0, b] * inverse_way[1, b]
            heat[2, b] = asked[1, b] * inverse_way[2, b]
            flow_room = max(heat[2, b], pump_floor[0, b]) if heat[2, b] > 0 else 0.0
            flow_coil = max(heat[1, b], pump_floor[1, b]) if heat[1, b] > 0 else 0.0
            circulated = flow_room * pump[0, b] + flow_coil * pump[1, b]
            sums[2, b] += circulated
            bought[0, b] = (
                light * use[0, b] + devices * use[1, b] + fans * use[2, b]
                + asked[2, b] * inverse_cooling[b] + circulated
            )  # fmt: skip
        for c in range(1, n_carriers):
            for b in range(w):
                bought[c, b] = 0.0
        for s in range(SERVICES):
            if served[s] > 0:
                for b in range(w):
                    left[s, b] = 0.0
            else:
                for b in range(w):
                    bought[local_carrier, b] += heat[s, b] * local[0]
                if s > 0:
                    for b in range(w):
                        rooms[local_carrier, b] += heat[s, b] * local[0]
        for g in range(n_generators):
            c = carrier[g]
            for s in range(SERVICES):
                if served[s] > 0:
                    for b in range(w):
                        made[s, b] = left[s, b] + share[g, b] * heat[s, b]
            if is_limited[g] > 0:
                for b in range(w):
                    free[b] = power[g, b] * capacity[g, h]
                for s in range(SERVICES):
                    if served[s] > 0:
                        part = able[g, s, h]
                        for b in range(w):
                            given = min(made[s, b] * part, free[b])
                            free[b] -= given
                            left[s, b] = made[s, b] - given
                            made[s, b] = given
                for b in range(w):
                    possible = max(power[g, b] * capacity[g, h], 1e-9)
                    running = min((possible - free[b]) / possible / lowest_load[g], 1.0)
                    factor[b] = 1 / (1 - cycling[g, b] * (1 - running))
            else:
                for s in range(SERVICES):
                    for b in range(w):
                        left[s, b] = 0.0
                for b in range(w):
                    factor[b] = 1.0
            for s in range(SERVICES):
                if served[s] > 0:
                    inverse = inverse_cop[g, s, h]
                    for b in range(w):
                        per_heat = min(inverse * inverse_gain[g, b], most_inverse[g])
                        made[s, b] *= per_heat * factor[b]
                        bought[c, b] += made[s, b]
                    if s > 0:
                        for b in range(w):
                            rooms[c, b] += made[s, b]
        for b in range(w):
            own = min(sun[h] * solar[b], bought[0, b])
            sums[0, b] += own
            sums[1, b] += sun[h] * solar[b] - own
            bought[0, b] -= own
        if is_limited[n_generators - 1] > 0:
            for s in range(SERVICES):
                if served[s] > 0:
                    for b in range(w):
                        sums[3, b] += left[s, b]
        for c in range(n_carriers):
            for b in range(w):
                monthly[m, c, b] += bought[c, b]
                peaks[m, c, b] = max(peaks[m, c, b], bought[c, b])
