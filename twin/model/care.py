"""What is due when: recurring work, legal duties and work orders on one time line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from twin.model.arrays import FloatArray
from twin.model.maintenance import Duty, MaintenancePlan, WorkOrder


class DueState(StrEnum):
    """How something that comes back stands on a day."""

    OVERDUE = "overdue"
    SOON = "due within 12 months"
    LATER = "ok"
    UNKNOWN = "no date"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class DutyKind:
    """A kind of legal duty as the shipped register describes it.

    title : English source text.
    usual_for : categories of buildings that usually have it; ``all``; () when added by hand.
    interval_months : usual time between two controls.
    from_area : gross floor area from which a building usually has it. [m2]
    status : how far the entry was checked, for example ``unverified``.
    """

    kind: str
    title: str
    part_code: str
    usual_for: tuple[str, ...]
    legal_basis: str
    interval_months: int
    from_area: float
    status: str
    source: str
    read_on: str

    def is_usual(self, category: str, gross_floor_area: float) -> bool:
        """Whether a building usually has the duty; an unknown area counts as large."""
        fits = "all" in self.usual_for or category in self.usual_for
        return fits and not gross_floor_area < self.from_area


def duty_kind(row: Mapping[str, str]) -> DutyKind:
    """One row of `resources/upkeep/duties.csv`."""
    return DutyKind(
        row["kind"], row["title"], row["part_code"], tuple(row["usual_for"].split()),
        row["legal_basis"], int(row["interval_months"]), float(row["from_area"]), row["status"],
        row["source"], row["date"],
    )  # fmt: skip


class Grouping(StrEnum):
    """What the rows of the time line stand for."""

    BUILDING = "building"
    PART = "part"
    SUPPLIER = "supplier"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on the time line: the bar of a work order, or the day of a plan or duty.

    part_code : two digits of NS 3451, "" if unknown.
    starts, ends : first and last day of the bar; the same day for a plan or duty.
    is_late : it should have been done before today.
    cost : expected; NaN if unknown. [NOK]
    """

    record: WorkOrder | MaintenancePlan | Duty
    building_id: str
    part_code: str
    supplier: str
    title: str
    starts: date
    ends: date
    is_late: bool
    cost: float

    @property
    def is_bar(self) -> bool:
        """Whether it is a work order, which lasts and can be moved."""
        return isinstance(self.record, WorkOrder)


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """One building, part or supplier; lanes hold entries that do not lie over each other."""

    key: str
    lanes: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """What is planned and due in some months.

    first : first day of the first month.
    money : of work orders, recurring work and agreements by month, shape (3, months). [NOK]
    without_cost : entries of those months whose cost nobody has stated.
    """

    first: date
    months: int
    today: date
    rows: tuple[ScheduleRow, ...]
    money: FloatArray
    without_cost: int
