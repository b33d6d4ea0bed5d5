"""A store of heat that evens out what the plant has to make."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit

from twin.model.arrays import FloatArray


@dataclass(frozen=True, slots=True)
class HeatStore:
    """A tank of water between the generators and the circuits.

    capacity : usable. [Wh]  loss : of what is stored, per hour.
    """

    capacity: float
    loss: float


NO_STORE = HeatStore(0.0, 0.0)


def evened(
    heat: dict[str, FloatArray], store: HeatStore
) -> tuple[dict[str, FloatArray], dict[str, FloatArray]]:
    """Heat that is made instead, and what the store loses, per service, shapes as given. [W]

    Each service has a part of the store, by its part of the year's heat. What is made is as even
    as the capacity allows, knowing the hours to come; the store is empty when the year begins and
    ends. What it loses is made up for in the same hour.

    References
    ----------
    The shortest path in a tube of width `capacity` around the heat asked for (taut string, as in
    Salehi et al. 1998, doi 10.1109/90.720873): of all courses it has the lowest peak and the
    least variance.
    """
    total = sum(float(values.sum()) for values in heat.values())
    if store.capacity <= 0 or total <= 0:
        return heat, {service: np.zeros_like(values) for service, values in heat.items()}
    made: dict[str, FloatArray] = {}
    lost: dict[str, FloatArray] = {}
    for service, asked in heat.items():
        columns = np.ascontiguousarray(asked, np.float64).reshape(len(asked), -1)
        part = store.capacity * float(asked.sum()) / total
        even = np.stack([_even(column, part) for column in columns.T], axis=1)
        level = np.maximum(np.cumsum(even - columns, axis=0), 0.0)
        lost[service] = (store.loss * level).reshape(asked.shape)
        made[service] = even.reshape(asked.shape) + lost[service]
    return made, lost


# One loop over the hours: where the tube turns, it begins again.
@njit(cache=True, nogil=True)
def _even(asked: Any, capacity: Any):  # noqa: ANN202, C901  # Any: arrays as Numba sees them
    """The most even course between the sum of `asked` and that plus `capacity`."""
    n = len(asked)
    low = np.zeros(n + 1)
    for k in range(n):
        low[k + 1] = low[k] + asked[k]
    high = low + capacity
    high[0], high[n] = 0.0, low[n]
    made = np.zeros(n)
    start, level = 0, 0.0
    while start < n:
        most, least = np.inf, -np.inf
        at_most, at_least = start, start
        k = start + 1
        end, slope = n, 0.0
        while True:
            above, below = (high[k] - level) / (k - start), (low[k] - level) / (k - start)
            if below > most:
                end, slope, level = at_most, most, high[at_most]
                break
            if above < least:
                end, slope, level = at_least, least, low[at_least]
                break
            if above <= most:
                most, at_most = above, k
            if below >= least:
                least, at_least = below, k
            if k == n:
                end, slope, level = n, below, low[n]
                break
            k += 1
        for hour in range(start, end):
            made[hour] = slope
        start = end
    return np.maximum(made, 0.0)
