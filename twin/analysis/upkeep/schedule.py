"""Work orders, recurring work and duties laid out on the months to come."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import heappop, heappush
from itertools import pairwise
from operator import attrgetter

import numpy as np

from twin.analysis.upkeep.due import PENDING, add_months, due_dates, duty_dates
from twin.model.arrays import FloatArray
from twin.model.care import Entry, Grouping, Schedule, ScheduleRow
from twin.model.condition import Assessment
from twin.model.maintenance import (
    Duty,
    MaintenancePlan,
    ServiceAgreement,
    Trigger,
    WorkOrder,
)
from twin.model.records import column

MONTHS = 24
DAYS_OF_MARK = 16  # that a diamond takes up beside others [day]
ORDERS, PLANS, AGREEMENTS = range(3)
"""Rows of `Schedule.money`."""


@dataclass(frozen=True, slots=True)
class Care:
    """Records that are laid out. part_of_duty: NS 3451 code by kind of duty."""

    orders: Sequence[WorkOrder] = ()
    plans: Sequence[MaintenancePlan] = ()
    duties: Sequence[Duty] = ()
    agreements: Sequence[ServiceAgreement] = ()
    assessments: Sequence[Assessment] = ()
    part_of_duty: Mapping[str, str] = field(default_factory=dict[str, str])


def schedule(
    care: Care, today: date, grouping: Grouping = Grouping.BUILDING, months: int = MONTHS
) -> Schedule:
    """What is planned and due from this month on, grouped; only groups with something."""
    first = today.replace(day=1)
    last = add_months(first, months) - timedelta(days=1)
    found = entries(care, today, last)
    money = np.zeros((3, months))
    for entry in found:
        _add_money(money, entry, first, today)
    begins = [add_months(first, month) for month in range(months + 1)]
    for agreement in care.agreements:
        money[AGREEMENTS] += _monthly(agreement, begins)
    return Schedule(
        first,
        months,
        today,
        _rows(found, KEYS[grouping]),
        money,
        sum(math.isnan(e.cost) for e in found if not isinstance(e.record, Duty)),
    )


def entries(care: Care, today: date, last: date) -> list[Entry]:
    """Everything on the time line up to `last`, unsorted."""
    found = [_of_order(order, today) for order in _waiting(care.orders)]
    found = [e for e in found if e.starts <= last]
    grades = _grades(care)
    ordered = {e.record.plan_id for e in found if isinstance(e.record, WorkOrder)} - {""}
    for plan in care.plans:
        days = due_dates(plan, today, last, grades.get(plan.plan_id, -1))
        later = days[1:] if plan.plan_id in ordered else days  # the first one is an order already
        found += [_of_plan(plan, day, today) for day in later]
    for duty in care.duties:
        part = care.part_of_duty.get(duty.kind, "")
        found += [_of_duty(duty, day, part, today) for day in duty_dates(duty, today, last)]
    return found


def _waiting(orders: Sequence[WorkOrder]) -> list[WorkOrder]:
    """Orders that are not done, found by the column."""
    states = column(orders, "state").tolist()
    return [orders[row] for row, state in enumerate(states) if state in PENDING]


def _of_order(order: WorkOrder, today: date) -> Entry:
    starts = order.started_on or order.planned_on or order.opened_on
    ends = max(order.deadline or starts, starts)
    is_late = order.deadline is not None and order.deadline < today
    cost = order.estimate if math.isfinite(order.estimate) else order.cost
    return Entry(
        order, order.building_id, order.part_code[:2], order.supplier, order.title, starts, ends,
        is_late, cost,
    )  # fmt: skip


def _of_plan(plan: MaintenancePlan, day: date, today: date) -> Entry:
    return Entry(
        plan, plan.building_id, plan.part_code[:2], plan.supplier, plan.title, day, day,
        day < today, plan.cost,
    )  # fmt: skip


def _of_duty(duty: Duty, day: date, part: str, today: date) -> Entry:
    return Entry(
        duty, duty.building_id, part[:2], duty.responsible, duty.title, day, day, day < today,
        math.nan,
    )  # fmt: skip


def _grades(care: Care) -> dict[str, int]:
    """Worst grade by plan_id of what plans by condition look after; the newest one counts."""
    wanted = [p for p in care.plans if p.trigger is Trigger.CONDITION]
    if not wanted:
        return {}
    newest: dict[str, dict[tuple[str, str], Assessment]] = {p.building_id: {} for p in wanted}
    places = column(care.assessments, "building_id").tolist()
    for row, building_id in enumerate(places):
        of_building = newest.get(building_id)
        if of_building is not None:
            found = care.assessments[row]
            key = (found.part_code, found.global_id)
            known = of_building.get(key)
            if known is None or known.assessed_on <= found.assessed_on:
                of_building[key] = found
    return {p.plan_id: _worst(p, newest[p.building_id].values()) for p in wanted}


def _worst(plan: MaintenancePlan, newest: Iterable[Assessment]) -> int:
    """Worst grade of the element of a plan, or of its building part."""
    return max(
        (
            int(a.grade)
            for a in newest
            if (
                a.global_id == plan.global_id
                if plan.global_id
                else a.part_code.startswith(plan.part_code)
            )
        ),
        default=-1,
    )


KEYS: Mapping[Grouping, Callable[[Entry], str]] = {
    Grouping.BUILDING: lambda e: e.building_id,
    Grouping.PART: lambda e: e.part_code,
    Grouping.SUPPLIER: lambda e: e.supplier,
}


def _rows(found: Iterable[Entry], key: Callable[[Entry], str]) -> tuple[ScheduleRow, ...]:
    groups: dict[str, list[Entry]] = {}
    for entry in sorted(found, key=attrgetter("starts", "ends", "title")):
        groups.setdefault(key(entry), []).append(entry)
    return tuple(ScheduleRow(name, _lanes(groups[name])) for name in groups)


def _lanes(found: Sequence[Entry]) -> tuple[tuple[Entry, ...], ...]:
    """Entries in as few lanes as they need, the earliest first."""
    lanes: list[list[Entry]] = []
    busy: list[tuple[date, int]] = []  # until when each lane in use is, a heap
    free: list[int] = []  # lanes that are not, the uppermost first, a heap
    for entry in found:
        while busy and busy[0][0] < entry.starts:
            heappush(free, heappop(busy)[1])
        place = heappop(free) if free else len(lanes)
        if place == len(lanes):
            lanes.append([])
        lanes[place].append(entry)
        until = max(
            entry.ends + timedelta(days=DAYS_OF_MARK // 2),
            entry.starts + timedelta(days=DAYS_OF_MARK),
        )
        heappush(busy, (until, place))
    return tuple(tuple(lane) for lane in lanes)


def _add_money(money: FloatArray, entry: Entry, first: date, today: date) -> None:
    """Put the cost of an entry into its month; what is late is paid this month."""
    if math.isnan(entry.cost) or isinstance(entry.record, Duty):
        return
    record = entry.record
    day = entry.starts
    if isinstance(record, WorkOrder):
        day = record.planned_on or record.deadline or today
    day = max(day, today)
    month = (day.year - first.year) * 12 + day.month - first.month
    if month < money.shape[1]:
        money[ORDERS if isinstance(record, WorkOrder) else PLANS, month] += entry.cost


def _monthly(agreement: ServiceAgreement, begins: Sequence[date]) -> FloatArray:
    """A twelfth of the yearly cost in every month in which the agreement is valid. [NOK]

    begins : first days of the months and of the one after them.
    """
    if not math.isfinite(agreement.yearly_cost):
        return np.zeros(len(begins) - 1)
    since, until = agreement.valid_from or begins[0], agreement.valid_until or begins[-1]
    is_valid = [since < after and until >= begin for begin, after in pairwise(begins)]
    return np.array(is_valid, dtype=np.float64) * agreement.yearly_cost / 12
