"""What is kept about one element: condition, component, documents, orders, plans, history."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from twin.analysis.upkeep.rows import thing_of_elements
from twin.model.arrays import IntArray
from twin.model.building import BuildingModel, Element
from twin.model.condition import Assessment
from twin.model.edit import AuditEntry
from twin.model.importing import Progress
from twin.model.maintenance import MaintenancePlan, WorkOrder
from twin.model.register import Component, Document
from twin.model.scenario import Spread
from twin.store.audit import history_of
from twin.store.database import Database
from twin.store.kinds import kind_of
from twin.workspace.care import plan_due
from twin.workspace.jobs import Task
from twin.workspace.outlook import building_outlook
from twin.workspace.portfolio import PortfolioData
from twin.workspace.row_condition import things_in
from twin.workspace.state import State

if TYPE_CHECKING:
    from twin.workspace.workspace import Workspace

TOPIC = "record history"


@dataclass(frozen=True, slots=True)
class ElementRecord:
    """One element today.

    assessment : that counts; None where nobody has looked.
    is_of_part : whether it speaks of the whole building part, not of the element.
    risk : code of `Risk`.  consequence : KG, -1 unknown.
    remaining : years until TG3.  cost : to TG1 at today's price level, NaN unknown. [NOK]
    history : assessments of it and, without own ones, of its part, newest first.
    next_plan : recurring work that is due next, with its day.
    chances : of TG0 to TG3 in `year`, where that is to come and can be said; else ().
    """

    assessment: Assessment | None = None
    is_of_part: bool = False
    risk: int = -1
    consequence: int = -1
    remaining: Spread | None = None
    cost: Spread | None = None
    history: tuple[Assessment, ...] = ()
    component: Component | None = None
    documents: tuple[Document, ...] = ()
    orders: tuple[WorkOrder, ...] = ()
    next_plan: tuple[MaintenancePlan, date] | None = None
    price_year: int = 0
    year: int = 0
    chances: tuple[float, ...] = ()
    is_development: bool = False


def element_to_come(
    state: State, portfolio: PortfolioData, building_id: str, row: int
) -> tuple[int, tuple[float, ...]]:
    """Year looked at and the chances of the grades of an element in it, if it is to come."""
    ahead, model = state.outlook, state.model
    if state.year <= date.today().year or model is None:
        return 0, ()
    place = int(things_of_rows(portfolio, building_id, model)[row])
    if place < 0 or ahead is None or not ahead.is_of(portfolio):
        return state.year, ()
    found = building_outlook(portfolio, ahead, building_id)
    kind = int(found.class_of[place])
    if kind < 0:
        return state.year, ()
    return state.year, tuple(found.chances[kind, list(found.years).index(state.year)].tolist())


def element_record(
    portfolio: PortfolioData, building_id: str, model: BuildingModel, row: int
) -> ElementRecord:
    """What is kept about the element in a row of the model today."""
    element = model.elements[row]
    place = int(things_of_rows(portfolio, building_id, model)[row])
    components = portfolio.of_kind(Component, building_id)
    component = next((c for c in components if c.global_id == element.global_id), None)
    base = ElementRecord(
        history=_history(portfolio.assessments_of(building_id), element),
        component=component,
        documents=_about(portfolio.of_kind(Document, building_id), element),
        orders=_orders(portfolio.work_orders_of(building_id), element),
        next_plan=_next_plan(portfolio.of_kind(MaintenancePlan, building_id), element, component),
    )
    if place < 0:
        return base
    found = things_in(portfolio, building_id)
    assessment = found.things.inspections.assessments[int(found.things.rows[place])]
    low, middle, high = (float(v) for v in found.remaining[place])
    cheap, central, dear = (float(v) for v in found.cost[place])
    return ElementRecord(
        assessment,
        not assessment.global_id,
        int(found.risk[place]),
        int(found.consequence[place]),
        Spread(low, middle, high),
        Spread(cheap, central, dear),
        base.history,
        base.component,
        base.documents,
        base.orders,
        base.next_plan,
        found.asked.price_year,
        assessment.is_development,
    )


@lru_cache(maxsize=4)
def things_of_rows(portfolio: PortfolioData, building_id: str, model: BuildingModel) -> IntArray:
    """Thing of `things_in` that speaks of each element today, -1 for none, shape (n,)."""
    found = things_in(portfolio, building_id)
    return thing_of_elements(model.elements, found.things, found.things.grade)


def ask_history(
    workspace: "Workspace",
    assessments: Sequence[Assessment],
    on_found: Callable[[tuple[AuditEntry, ...]], object],
) -> None:
    """Read in the background what the log says of some assessments, newest first."""
    if workspace.database is None or not assessments:
        on_found(())
        return
    keys = tuple(a.assessment_id for a in assessments if a.assessment_id)
    workspace.jobs.run(
        _logged, workspace.database, keys, on_done=on_found, where="database",
        task=Task(topic=TOPIC),
    )  # fmt: skip


def _logged(database: Database, keys: Sequence[str], progress: Progress) -> tuple[AuditEntry, ...]:
    del progress
    table = kind_of(Assessment).table.name
    found = [entry for key in keys for entry in history_of(database, table, key)]
    return tuple(sorted(found, key=lambda e: e.at, reverse=True))


def _history(assessments: Sequence[Assessment], element: Element) -> tuple[Assessment, ...]:
    own = [a for a in assessments if a.global_id and a.global_id == element.global_id]
    code = element.classification
    if not own and code:
        own = [
            a for a in assessments
            if not a.global_id and a.part_code and code.startswith(a.part_code)
            and a.space_id in ("", element.space)
        ]  # fmt: skip
    return tuple(sorted(own, key=lambda a: a.assessed_on, reverse=True))


def _about(documents: Sequence[Document], element: Element) -> tuple[Document, ...]:
    """Documents of the element, then those of its building part."""
    own = [d for d in documents if d.global_id and d.global_id == element.global_id]
    code = element.classification
    of_part = [
        d for d in documents if not d.global_id and d.part_code and code.startswith(d.part_code)
    ]
    return (*own, *of_part)


def _orders(orders: Sequence[WorkOrder], element: Element) -> tuple[WorkOrder, ...]:
    own = [o for o in orders if o.global_id and o.global_id == element.global_id]
    return tuple(sorted(own, key=lambda o: (o.closed_on is not None, -o.opened_on.toordinal())))


def _next_plan(
    plans: Sequence[MaintenancePlan], element: Element, component: Component | None
) -> tuple[MaintenancePlan, date] | None:
    of_component = component.component_id if component else ""
    today = date.today()
    found = [
        (plan, due)
        for plan in plans
        if (plan.global_id and plan.global_id == element.global_id)
        or (of_component and plan.component_id == of_component)
        for due in (plan_due(plan, today),)
        if due is not None
    ]
    return min(found, key=lambda f: f[1], default=None)
