"""Work orders and needs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class WorkOrderState(StrEnum):
    """Where a work order is."""

    OPEN = "open"
    IN_PROGRESS = "in progress"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """One corrective or planned work order. cost: NaN if unknown. [NOK]"""

    order_id: str
    building_id: str
    global_id: str
    part_code: str
    title: str
    state: WorkOrderState
    is_planned: bool
    opened_on: date
    deadline: date | None
    closed_on: date | None
    supplier: str
    cost: float


@dataclass(frozen=True, slots=True)
class Need:
    """What hurts in a building, for whom, and how much.

    severity : 1 (nuisance) to 4 (cannot be used).
    """

    need_id: str
    building_id: str
    title: str
    description: str
    affects: str
    severity: int
    raised_on: date
