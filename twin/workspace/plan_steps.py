"""Recurring work counts as done when an order of it is, however that was written down."""

from collections.abc import Sequence
from datetime import date

from twin.model.edit import Edit
from twin.model.maintenance import Duty, MaintenancePlan
from twin.store.database import Database
from twin.store.records import load_records


def with_plans(database: Database, edits: Sequence[Edit], today: date) -> tuple[Edit, ...]:
    """The edits, and those of plans and duties that follow from orders that are done by them.

    What the edits themselves say of a plan or duty stands.
    """
    from twin.analysis.upkeep.due import finished_by, followed_plan

    finished = finished_by(edits, today)
    if not finished:
        return tuple(edits)
    said = {_key(edit) for edit in edits}
    duties = tuple(load_records(database, Duty))
    followed = [
        edit
        for plan in load_records(database, MaintenancePlan)
        if plan.plan_id in finished and _key(Edit(plan, plan)) not in said
        for edit in followed_plan(plan, finished[plan.plan_id], duties)
    ]
    return (*edits, *(edit for edit in followed if _key(edit) not in said))


def _key(edit: Edit) -> tuple[type, str]:
    record = edit.after if edit.after is not None else edit.before
    name = {MaintenancePlan: "plan_id", Duty: "duty_id"}.get(type(record), "")
    return type(record), str(getattr(record, name, ""))
