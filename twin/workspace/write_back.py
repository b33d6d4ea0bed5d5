"""A copy of a building's model with its condition, service lives and work written into it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from twin import __version__
from twin.analysis.condition import current
from twin.errors import MissingInput
from twin.ifc.load import load_model
from twin.ifc.write_back.copy import write_copy
from twin.model.building import Building, Element
from twin.model.condition import Assessment
from twin.model.importing import Progress, Silent
from twin.model.maintenance import MaintenancePlan, WorkOrder
from twin.model.register import Component
from twin.model.write_back import (
    ConditionNote,
    Facts,
    LifeNote,
    Plain,
    TaskNote,
    WriteBack,
    Written,
)
from twin.store.models import cache_folder, verified_model_file
from twin.workspace.portfolio import PortfolioData

PROGRAM = "Twin"
_SILENT = Silent()


def export_model(
    portfolio: PortfolioData,
    building: Building,
    target: Path,
    who: str,
    progress: Progress = _SILENT,
) -> Written:
    """Write a copy of the current model of a building with what the portfolio knows of it.

    Raises
    ------
    MissingInput
        If the building has no model.
    TwinError
        If the copy cannot be written.
    Cancelled
        If `progress` was told to stop; nothing is written then.
    """
    if not building.model_sha256:
        raise MissingInput(
            "{name} has no model, so there is nothing to write its condition into.",
            "Import an IFC file into the building first.",
            name=building.name,
        )
    original = verified_model_file(portfolio.folder, building.model_sha256)
    progress.report(0.0, "Reading the model")
    model = load_model(original, cache_folder(portfolio.folder), progress)
    what = write_back_of(portfolio, building, model.elements, who)
    return write_copy(original, target, what, progress)


def write_back_of(
    portfolio: PortfolioData, building: Building, elements: Sequence[Element], who: str
) -> WriteBack:
    """What is written: current assessments, lives of components, orders and recurring work.

    An assessment of a whole building part goes to the elements that take their grade from it,
    and to the building where there are none.
    """
    key = building.building_id
    now = datetime.now(UTC).replace(tzinfo=None)
    version = (building.model_name or building.name, building.model_sha256[:12])
    return WriteBack(
        PROGRAM,
        __version__,
        who,
        portfolio.name,
        f"condition, service life and work of {building.name} from the portfolio "
        f"{portfolio.name} as of {now:%Y-%m-%d %H:%M} UTC, into a copy of {version[0]} "
        f"({version[1]})",
        now.isoformat(timespec="seconds"),
        conditions=condition_notes(elements, portfolio.assessments_of(key)),
        lives=life_notes(portfolio.of_kind(Component, key)),
        tasks=(
            *(order_note(o) for o in portfolio.of_kind(WorkOrder, key)),
            *(plan_note(p) for p in portfolio.of_kind(MaintenancePlan, key)),
        ),
    )


def condition_notes(
    elements: Sequence[Element], assessments: Iterable[Assessment]
) -> tuple[ConditionNote, ...]:
    """Current assessments, the gravest first, each with the elements it counts for."""
    found = sorted(current(assessments), key=lambda a: int(a.grade), reverse=True)
    own = {a.global_id for a in found if a.global_id}
    of_part: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, assessment in enumerate(found):
        if assessment.part_code and not assessment.global_id:
            of_part[assessment.space_id, assessment.part_code].append(at)
    places: dict[int, list[str]] = defaultdict(list)
    for element in elements:
        if element.global_id and element.global_id not in own:
            for at in _of_element(element, of_part):
                places[at].append(element.global_id)
    return tuple(
        _note(a, tuple(dict.fromkeys(places[at])) or _places(a.global_id or a.space_id))
        for at, a in enumerate(found)
    )


def life_notes(components: Iterable[Component]) -> tuple[LifeNote, ...]:
    """Service lives of components that are elements of the model."""
    return tuple(
        LifeNote(
            c.global_id,
            _finite(c.life_low),
            _finite(c.life_central),
            _finite(c.life_high),
            known_facts(
                Component=c.name,
                ComponentId=c.component_id,
                InstalledYear=c.installed_year,
                ReplacementCostNOK=c.replacement_central,
                PriceYear=c.price_year,
                SerialNumber=c.serial_number,
                Source=c.source,
            ),
        )
        for c in components
        if c.global_id and c.life_central == c.life_central
    )


def order_note(order: WorkOrder) -> TaskNote:
    """A work order as a task; its cost is what was paid, else the estimate."""
    cost = order.cost if order.cost == order.cost else order.estimate
    begins = order.started_on or order.planned_on or order.opened_on
    return TaskNote(
        order.order_id,
        "work order",
        _places(order.global_id or order.space_id),
        order.title,
        order.description,
        order.state.value,
        order.priority,
        _iso(begins),
        _iso(order.closed_on or order.deadline),
        _finite(cost),
        known_facts(
            Planned=order.is_planned,
            Failure=order.is_failure,
            OpenedDate=_iso(order.opened_on),
            DeadlineDate=_iso(order.deadline),
            Supplier=order.supplier,
            BuildingPart=_coded(order.part_table, order.part_code),
            Account=order.account,
            AccountTable=order.account_table if order.account else "",
            EstimateNOK=order.estimate,
            DowntimeHours=order.downtime,
            Plan=order.plan_id,
        ),
    )


def plan_note(plan: MaintenancePlan) -> TaskNote:
    """Recurring work as a task."""
    return TaskNote(
        plan.plan_id,
        "recurring work",
        _places(plan.global_id),
        plan.title,
        begins=_iso(plan.last_done),
        cost=_finite(plan.cost),
        facts=known_facts(
            GoesBy=plan.trigger.value,
            IntervalMonths=plan.interval_months,
            IntervalHours=plan.interval_hours,
            DueGrade=f"TG{plan.due_grade}" if plan.due_grade >= 0 else "",
            Supplier=plan.supplier,
            BuildingPart=_coded(plan.part_table, plan.part_code),
            Account=plan.account,
            AccountTable=plan.account_table if plan.account else "",
            PriceYear=plan.price_year,
        ),
    )


def _note(a: Assessment, places: tuple[str, ...]) -> ConditionNote:
    grades = {
        "ConsequenceGrade": a.consequence_grade, "KGSafety": a.kg_safety, "KGHealth": a.kg_health,
        "KGEconomy": a.kg_economy, "KGUse": a.kg_use, "KGAppearance": a.kg_appearance,
    }  # fmt: skip
    known: Facts = {name: grade for name, grade in grades.items() if grade >= 0}
    facts = known_facts(
        Scope=_scope(a),
        BuildingPart=_coded(a.part_table, a.part_code),
        Cause=a.cause,
        Measure=a.measure,
        Assessor=a.assessed_by,
        MethodLevel=a.method_level,
        ReferenceLevel=a.reference_level,
        CostLowNOK=a.cost_low,
        CostCentralNOK=a.cost_central,
        CostHighNOK=a.cost_high,
        PriceYear=a.price_year,
        DeadlineYear=a.deadline_year,
        Development=a.is_development,
        Quantity=a.quantity,
        QuantityUnit=a.unit,
        Survey=a.survey,
        AssessmentId=a.assessment_id,
    )
    return ConditionNote(places, a.grade.name, _iso(a.assessed_on), a.symptom, {**known, **facts})


def _scope(a: Assessment) -> str:
    if a.global_id:
        return "element"
    where = "space" if a.space_id else "building"
    return f"building part in {where}" if a.part_code else where


def _of_element(element: Element, of_part: dict[tuple[str, str], list[int]]) -> list[int]:
    """Assessments of the longest code that the element's begins with, its space's first."""
    for space in dict.fromkeys((element.space, "")):
        for length in range(len(element.classification), 0, -1):
            if (space, element.classification[:length]) in of_part:
                return of_part[space, element.classification[:length]]
    return []


def known_facts(**values: Plain) -> Facts:
    """Facts without what is unknown: NaN, "" and numbers that are 0."""
    return {
        name: value
        for name, value in values.items()
        if isinstance(value, bool) or (value == value and value not in ("", 0))
    }


def _places(place: str) -> tuple[str, ...]:
    return (place,) if place else ()


def _coded(table: str, code: str) -> str:
    return f"{table} {code}" if code else ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _finite(value: float) -> float:
    return float(value) if value == value else 0.0
