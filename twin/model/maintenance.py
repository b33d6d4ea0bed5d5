"""Work orders, recurring plans, agreements and legal duties."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from twin.model.classification import NS_3451, NS_3454
from twin.model.need import Need as Need


class WorkOrderState(StrEnum):
    """Where a work order is."""

    OPEN = "open"
    IN_PROGRESS = "in progress"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """One corrective or planned work order. cost: NaN if unknown. [NOK]

    part_table : which table `part_code` belongs to.
    space_id : GlobalId of the space, "" if none.
    component_id : of the register of components, "" if none.
    is_failure : something stopped working; counts in the time between failures.
    priority : 1 (now) to 4 (when convenient), 0 unknown.
    started_on, planned_on : first day of the work, done and intended.
    downtime : how long the thing did not work; NaN if unknown. [h]
    estimate : expected cost; NaN if unknown. [NOK]
    account : post in `account_table`, for example 33 for damage repair, "" if unknown.
    plan_id : the recurring plan that made the order, "" if none.
    """

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
    part_table: str = NS_3451
    space_id: str = ""
    component_id: str = ""
    is_failure: bool = False
    priority: int = 0
    description: str = ""
    planned_on: date | None = None
    started_on: date | None = None
    downtime: float = np.nan
    estimate: float = np.nan
    account: str = ""
    account_table: str = NS_3454
    plan_id: str = ""


class Trigger(StrEnum):
    """What makes a recurring plan due."""

    CALENDAR = "calendar"
    RUN_HOURS = "run hours"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class MaintenancePlan:
    """Work that comes back.

    interval_months : between two times by the calendar, 0 if it does not go by the calendar.
    interval_hours : of running between two times; NaN if it does not go by run hours. [h]
    hours_per_year : of running; NaN if unknown. [h/year]
    due_grade : TG from which on it is due, -1 if it does not go by condition.
    last_done : None if never.
    cost : of one time; NaN if unknown. [NOK]
    duty_id : the legal duty it fulfils, "" if none.
    """

    plan_id: str
    building_id: str
    title: str
    trigger: Trigger
    global_id: str = ""
    part_code: str = ""
    part_table: str = NS_3451
    component_id: str = ""
    interval_months: int = 0
    interval_hours: float = np.nan
    hours_per_year: float = np.nan
    due_grade: int = -1
    last_done: date | None = None
    supplier: str = ""
    cost: float = np.nan
    price_year: int = 0
    account: str = ""
    account_table: str = NS_3454
    duty_id: str = ""


@dataclass(frozen=True, slots=True)
class ServiceAgreement:
    """What a supplier looks after for a yearly sum.

    building_id : "" when it is for all buildings.
    yearly_cost : NaN if unknown. [NOK/year]
    response_hours : from call to arrival; NaN if not agreed. [h]
    """

    agreement_id: str
    building_id: str
    supplier: str
    title: str
    part_code: str = ""
    part_table: str = NS_3451
    valid_from: date | None = None
    valid_until: date | None = None
    yearly_cost: float = np.nan
    price_year: int = 0
    response_hours: float = np.nan
    account: str = ""
    account_table: str = NS_3454


class DutyState(StrEnum):
    """How a legal duty stands, as the last control found it."""

    OK = "ok"
    DEVIATION = "deviation"
    NOT_DONE = "not done"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Duty:
    """A control that the law asks of the owner of a building.

    kind : key of the duties register, for example ``fire alarm``.
    legal_basis : act or regulation, with paragraph.
    interval_months : between two controls, 0 if once only.
    last_done, next_due : None if unknown.
    """

    duty_id: str
    building_id: str
    kind: str
    title: str
    legal_basis: str = ""
    interval_months: int = 0
    last_done: date | None = None
    next_due: date | None = None
    state: DutyState = DutyState.NOT_DONE
    responsible: str = ""
    remark: str = ""
    document_id: str = ""
