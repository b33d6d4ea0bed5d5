"""How often components fail, which failures come back, and which work orders are late.

References
----------
Garwood (1936), Biometrika 28, 437-442: exact interval of a Poisson mean by chi-square quantiles.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy.stats import chi2

from twin.model.arrays import BoolArray, FloatArray
from twin.model.maintenance import WorkOrder, WorkOrderState
from twin.model.records import column
from twin.model.register import Component

DAYS = 365.25  # of a year
OPEN_STATES = (WorkOrderState.OPEN, WorkOrderState.IN_PROGRESS)


@dataclass(frozen=True, slots=True)
class FailureRate:
    """Failures of one type of component.

    exposure : time that components of the type were looked after, added up. [year]
    mean_time : between failures; NaN without any failure. [year]
    shortest, longest : ends of its interval; `longest` is infinite without any failure. [year]
    """

    component_type: str
    components: int
    exposure: float
    failures: int
    mean_time: float
    shortest: float
    longest: float


@dataclass(frozen=True, slots=True)
class FailureRates:
    """Failure rates by type of component, the most frequent failures first.

    not_placed : failures of the period that belong to no component of the register.
    """

    rates: tuple[FailureRate, ...]
    not_placed: int


def mean_time_between_failures(
    failures: int, exposure: float, confidence: float = 0.9
) -> tuple[float, float, float]:
    """Mean time between failures and its exact interval, failures being a Poisson process.

    Parameters
    ----------
    exposure : [year]
    confidence : of the two-sided interval.

    Returns
    -------
    tuple of float
        Mean, shortest and longest. [year]
    """
    tail = (1 - confidence) / 2
    most = float(chi2.ppf(1 - tail, 2 * failures + 2)) / 2
    fewest = float(chi2.ppf(tail, 2 * failures)) / 2 if failures else 0.0
    mean = exposure / failures if failures else np.nan
    return mean, exposure / most, exposure / fewest if fewest > 0 else np.inf


def failure_rates(
    orders: Sequence[WorkOrder],
    components: Sequence[Component],
    first: date,
    last: date,
    confidence: float = 0.9,
) -> FailureRates:
    """Failures by type of component from `first` to `last`, both included.

    A component counts from the year after it was installed, or from `first`. Failures are orders
    with `is_failure`, placed by component or else by the element in the building.
    """
    exposure: dict[str, float] = {}
    count: dict[str, int] = {}
    by_id = {c.component_id: c for c in components}
    by_element = {(c.building_id, c.global_id): c for c in components if c.global_id}
    for component in components:
        begins = max(first, date(component.installed_year + 1, 1, 1))
        years = max((last - begins).days + 1, 0) / DAYS
        kind = component.component_type
        exposure[kind] = exposure.get(kind, 0.0) + years
        count[kind] = count.get(kind, 0) + 1
    failed, not_placed = _failed(orders, (by_id, by_element), first, last)
    rates = [
        FailureRate(
            kind,
            count[kind],
            exposure[kind],
            failed.get(kind, 0),
            *mean_time_between_failures(failed.get(kind, 0), exposure[kind], confidence),
        )
        for kind in exposure
        if exposure[kind] > 0
    ]
    rates.sort(key=lambda r: (-r.failures / r.exposure, r.component_type))
    return FailureRates(tuple(rates), not_placed)


def repeated(orders: Sequence[WorkOrder], within: int = 90) -> BoolArray:
    """Failures that follow another one of the same thing within some days, shape (n,).

    The same thing is the same component, or the same element where no component is named; orders
    that name neither never count.

    Parameters
    ----------
    within : [day]
    """
    found = np.zeros(len(orders), dtype=np.bool_)
    if not len(orders):
        return found
    names = ("building_id", "component_id", "global_id")
    texts = zip(*(column(orders, name).tolist() for name in names), strict=True)
    numbers: dict[tuple[str, str], int] = {}
    thing = np.array(
        [numbers.setdefault((b, c or e), len(numbers)) if c or e else -1 for b, c, e in texts],
        dtype=np.int64,
    )
    day = column(orders, "opened_on").astype("datetime64[D]").astype(np.int64)
    rows = np.flatnonzero(column(orders, "is_failure").astype(bool) & (thing >= 0))
    rows = rows[np.lexsort((rows, day[rows], thing[rows]))]
    again = (np.diff(thing[rows]) == 0) & (np.diff(day[rows]) <= within)
    found[rows[1:][again]] = True
    return found


def days_overdue(orders: Sequence[WorkOrder], today: date) -> FloatArray:
    """Days that open orders are past their deadline, NaN where not overdue, shape (n,). [day]"""
    if not len(orders):
        return np.zeros(0)
    states = set(OPEN_STATES)
    is_open = np.array([s in states for s in column(orders, "state").tolist()])
    deadline = column(orders, "deadline").astype("datetime64[D]")
    late = (np.datetime64(today, "D") - deadline).astype(np.float64)
    late[np.isnat(deadline)] = np.nan
    return np.where(is_open & (late > 0), late, np.nan)


Places = tuple[Mapping[str, Component], Mapping[tuple[str, str], Component]]


def _failed(
    orders: Sequence[WorkOrder], places: Places, first: date, last: date
) -> tuple[dict[str, int], int]:
    """Failures of the period by type of component, and those that belong to none."""
    if not len(orders):
        return {}, 0
    by_id, by_element = places
    day = column(orders, "opened_on").astype("datetime64[D]")
    in_time = (day >= np.datetime64(first)) & (day <= np.datetime64(last))
    rows = np.flatnonzero(in_time & column(orders, "is_failure").astype(bool)).tolist()
    ids, elements = column(orders, "component_id"), column(orders, "global_id")
    buildings = column(orders, "building_id")
    failed: dict[str, int] = {}
    not_placed = 0
    for row in rows:
        component = by_id.get(ids[row]) or by_element.get((buildings[row], elements[row]))
        if component is None:
            not_placed += 1
        else:
            kind = component.component_type
            failed[kind] = failed.get(kind, 0) + 1
    return failed, not_placed
