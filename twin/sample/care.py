"""Components of the sample buildings, how they fail, and what looks after them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from twin.model.building import Building
from twin.model.care import DutyKind
from twin.model.maintenance import (
    Duty,
    DutyState,
    MaintenancePlan,
    ServiceAgreement,
    Trigger,
    WorkOrder,
    WorkOrderState,
)
from twin.model.meter import EnergyCarrier
from twin.model.register import Component
from twin.sample.care_tables import (
    COMING,
    DUTY_NAMES,
    KINDS,
    PAST,
    ROUTINES,
    Routine,
    duty_register,
)
from twin.sample.model.identity import random_source
from twin.sample.model.ifc_document import Written

PRICE_YEAR = 2026
_YEARS = 3  # of failures that are told
_AGAIN = 0.22  # share of failures after which the same thing fails again within weeks
_HANDLER = "Etat for bygg, drift"


@dataclass(frozen=True, slots=True)
class CareRecords:
    """What is known of looking after one building."""

    components: tuple[Component, ...]
    plans: tuple[MaintenancePlan, ...]
    duties: tuple[Duty, ...]
    agreements: tuple[ServiceAgreement, ...]
    orders: tuple[WorkOrder, ...]


def care(
    building: Building, heat: EnergyCarrier, elements: Sequence[Written], seed: int, today: date
) -> CareRecords:
    """Components, recurring work, duties, agreements, failures and coming work of a building."""
    random = random_source(seed, building.building_id, "care")
    components = _components(random, building, heat, elements)
    duties = _duties(random, building, components, today)
    return CareRecords(
        components,
        _plans(random, building, components, (duties, today)),
        duties,
        _agreements(building, components, today),
        (
            *_failures(random, components, today),
            *_coming(random, building, elements, today),
            *_past(random, building, today),
        ),
    )


def _components(
    random: np.random.Generator,
    building: Building,
    heat: EnergyCarrier,
    elements: Sequence[Written],
) -> tuple[Component, ...]:
    units = [e for e in elements if e.ifc_class == "IfcUnitaryEquipment"]
    places = {"air handling unit": [(u.name, u.global_id) for u in units]}
    gross = building.gross_floor_area
    counts = {
        "air handling unit": 0 if elements else max(1, round(gross / 3500)),
        "lift": _lifts(building),
        "heating plant": 1,
        "fire alarm": 1,
        "automation": 1 if gross > 600 else 0,
        "emergency lighting": 1 if gross > 300 else 0,
    }
    found: list[Component] = []
    for key, kind in KINDS.items():
        spots = places.get(key) or [("", "")] * counts[key]
        for number, (tag, global_id) in enumerate(spots, start=1):
            name = _heating_name(heat) if key == "heating plant" else kind.name
            found.append(_component(random, building, (key, name, number), (tag, global_id)))
    return tuple(found)


def _lifts(building: Building) -> int:
    is_wanted = building.storeys >= 3 or (
        building.storeys == 2 and building.category in ("nursing_home", "culture")
    )
    return (1 + int(building.gross_floor_area > 5_000)) if is_wanted else 0


def _heating_name(heat: EnergyCarrier) -> str:
    return "Fjernvarmesentral" if heat is EnergyCarrier.DISTRICT_HEAT else "Elkjel"


def _component(
    random: np.random.Generator,
    building: Building,
    what: tuple[str, str, int],
    place: tuple[str, str],
) -> Component:
    key, name, number = what
    kind = KINDS[key]
    short, central, long = kind.life
    oldest = max(building.construction_year, 2026 - 1.4 * central)
    installed = int(random.uniform(oldest, max(2024.0, oldest)))
    cost = round(kind.replacement * float(random.uniform(0.8, 1.25)), -3)
    code = f"{kind.code}.{number:02d}"
    return Component(
        f"{building.building_id}-{kind.code}-{number:02d}", building.building_id,
        f"{name} {number}", kind.code, component_type=key, global_id=place[1],
        tag=place[0] or f"+{building.building_id}={code}", installed_year=installed,
        quantity=1.0, unit="stk", life_low=short, life_central=central, life_high=long,
        replacement_low=0.75 * cost, replacement_central=cost, replacement_high=1.4 * cost,
        price_year=PRICE_YEAR, source="Eksempel",
    )  # fmt: skip


def _plans(
    random: np.random.Generator,
    building: Building,
    components: Sequence[Component],
    more: tuple[Sequence[Duty], date],
) -> tuple[MaintenancePlan, ...]:
    duties, today = more
    by_kind = {d.kind: d for d in duties}
    found: list[MaintenancePlan] = []
    for routine in ROUTINES:
        for component in [c for c in components if c.component_type == routine.of] or (
            [None] if not routine.of else []
        ):
            duty = by_kind.get(routine.duty) if routine.duty else None
            number = len(found) + 1
            made = _plan(random, building, routine, (component, number, today))
            if duty is not None:
                made = _of_duty(made, duty)
            found.append(made)
    return tuple(found)


def _plan(
    random: np.random.Generator,
    building: Building,
    routine: Routine,
    which: tuple[Component | None, int, date],
) -> MaintenancePlan:
    component, number, today = which
    kind = KINDS.get(routine.of)
    is_paint, is_hours = routine.title.startswith("Maling"), routine.of == "heating plant"
    trigger = (
        Trigger.CONDITION if is_paint else Trigger.RUN_HOURS if is_hours else Trigger.CALENDAR
    )
    months = routine.months or 14
    behind = 1.15 if random.random() < 0.16 else 0.92
    done = today - timedelta(days=round(30.4 * months * behind * float(random.uniform(0.1, 1.0))))
    size = float(np.clip(building.gross_floor_area / 2500, 0.4, 2.5))
    return MaintenancePlan(
        f"{building.building_id}-p{number:02d}", building.building_id,
        routine.title if component is None else f"{routine.title}, {component.name.lower()}",
        trigger,
        component.global_id if component else "",
        kind.code if kind else ("231" if is_paint else "262"),
        component_id=component.component_id if component else "",
        interval_months=routine.months,
        interval_hours=4_000.0 if is_hours else np.nan,
        hours_per_year=float(random.integers(2_600, 4_200)) if is_hours else np.nan,
        due_grade=3 if is_paint else -1,
        last_done=None if is_paint else done,
        supplier=kind.supplier if kind else "Malermester Haukeland" if is_paint
        else "Byggmester Nordås",
        cost=float(round(routine.cost * (size if kind is None else 1.0), -2)),
        price_year=PRICE_YEAR,
        account=routine.account,
    )  # fmt: skip


def _of_duty(plan: MaintenancePlan, duty: Duty) -> MaintenancePlan:
    """The plan by which a duty is fulfilled: done on the same day."""
    return replace(plan, duty_id=duty.duty_id, last_done=duty.last_done)


def _duties(
    random: np.random.Generator,
    building: Building,
    components: Sequence[Component],
    today: date,
) -> tuple[Duty, ...]:
    """The usual duties; some late, some with deviations, few of which nobody knows a date."""
    has_lift = any(c.component_type == "lift" for c in components)
    found: list[Duty] = []
    for kind in duty_register():
        is_lift = kind.kind == "lift"
        if (is_lift and not has_lift) or not (
            is_lift or kind.is_usual(building.category, building.gross_floor_area)
        ):
            continue
        found.append(_duty(random, building, kind, (len(found) + 1, today)))
    return tuple(found)


def _duty(
    random: np.random.Generator, building: Building, kind: DutyKind, which: tuple[int, date]
) -> Duty:
    number, today = which
    chance = float(random.random())
    span = kind.interval_months * 30.4
    late = chance > 0.965
    age = span * (float(random.uniform(1.01, 1.3)) if late else float(random.uniform(0.02, 0.99)))
    done = None if chance < 0.02 else today - timedelta(days=round(age))
    deviates = 0.02 <= chance < 0.05
    state = DutyState.NOT_DONE if done is None else (
        DutyState.DEVIATION if deviates else DutyState.OK
    )  # fmt: skip
    due = None if done is None else done + timedelta(days=round(span))
    return Duty(
        f"{building.building_id}-d{number:02d}", building.building_id, kind.kind,
        DUTY_NAMES.get(kind.kind, kind.title), kind.legal_basis, kind.interval_months, done, due,
        state, _HANDLER, "Avvik fra siste kontroll er ikke lukket." if deviates else "",
    )  # fmt: skip


def _agreements(
    building: Building, components: Sequence[Component], today: date
) -> tuple[ServiceAgreement, ...]:
    gross = building.gross_floor_area
    first = date(today.year - 2, 1, 1)
    lifts = sum(c.component_type == "lift" for c in components)
    rows = [
        ("Renhold", "Bergen Renhold", "", 185.0 * gross, date(today.year + 1, 6, 30), "6"),
        ("Vaktmester og tilsyn", "Eget driftsteam", "", 62.0 * gross, None, "31"),
    ]
    if lifts:
        rows.append(("Heisservice", "Heisteknikk Bergen", "62", 17_500.0 * lifts,
                     date(today.year + 2, 12, 31), "31"))  # fmt: skip
    return tuple(
        ServiceAgreement(
            f"{building.building_id}-a{i}", building.building_id, supplier, title, part,
            valid_from=first, valid_until=until, yearly_cost=float(round(cost, -2)),
            price_year=PRICE_YEAR, response_hours=4.0 if part else np.nan, account=account,
        )
        for i, (title, supplier, part, cost, until, account) in enumerate(rows, start=1)
    )  # fmt: skip


def _failures(
    random: np.random.Generator, components: Sequence[Component], today: date
) -> list[WorkOrder]:
    """Failures of the last years; some components fail again soon after."""
    found: list[WorkOrder] = []
    for component in components:
        kind = KINDS[component.component_type]
        worn = max(today.year - component.installed_year, 1) / kind.life[1]
        count = int(random.poisson(kind.failures * _YEARS * float(np.clip(worn, 0.4, 1.8))))
        for _ in range(count):
            opened = today - timedelta(days=int(random.integers(2, 365 * _YEARS)))
            found.append(_failure(random, component, opened, today))
            again = opened + timedelta(days=int(random.integers(4, 70)))
            if random.random() < _AGAIN and again < today:
                found.append(_failure(random, component, again, today))
    return [_numbered(order, i) for i, order in enumerate(found, start=1)]


def _failure(
    random: np.random.Generator, component: Component, opened: date, today: date
) -> WorkOrder:
    kind = KINDS[component.component_type]
    downtime = float(np.round(kind.downtime * np.exp(random.normal(0.0, 0.8)), 1))
    days = 1 + int(downtime / 24) + int(random.integers(0, 9))
    closed = opened + timedelta(days=days)
    is_done = closed < today and random.random() < 0.985
    return WorkOrder(
        "", component.building_id, component.global_id, component.part_code,
        kind.texts[int(random.integers(0, len(kind.texts)))],
        WorkOrderState.DONE if is_done else WorkOrderState.IN_PROGRESS, False, opened,
        opened + timedelta(days=14), closed if is_done else None, kind.supplier,
        float(np.round(kind.repair * np.exp(random.normal(0.0, 0.5)), -2)) if is_done else np.nan,
        component_id=component.component_id, is_failure=True, priority=1,
        downtime=downtime if is_done else np.nan, account="33", started_on=opened,
    )  # fmt: skip


def _numbered(order: WorkOrder, number: int) -> WorkOrder:
    return replace(order, order_id=f"F-{order.building_id}-{number:03d}")


def _coming(
    random: np.random.Generator, building: Building, elements: Sequence[Written], today: date
) -> list[WorkOrder]:
    """Planned work of the next two years, seldom for buildings without a model."""
    count = int(random.poisson(1.7 if elements else 0.5))
    found: list[WorkOrder] = []
    for place in random.choice(len(COMING), size=min(count, 4), replace=False):
        code, title, per_m2, account, days = COMING[int(place)]
        starts = today + timedelta(days=int(random.integers(20, 640)))
        cost = float(round(0.5 * per_m2 * building.gross_floor_area, -3))
        found.append(
            WorkOrder(
                f"P-{building.building_id}-{len(found) + 1:02d}", building.building_id, "", code,
                title, WorkOrderState.OPEN, True, today - timedelta(days=40),
                starts + timedelta(days=days), None, "Byggmester Nordås", np.nan,
                priority=3, planned_on=starts, estimate=cost, account=account,
            )
        )  # fmt: skip
    return found


def _past(random: np.random.Generator, building: Building, today: date) -> list[WorkOrder]:
    """One larger job of planned maintenance in each of the last three years."""
    found: list[WorkOrder] = []
    for back in range(3):
        code, title = PAST[int(random.integers(0, len(PAST)))]
        opened = date(today.year - back, 1, 5) + timedelta(days=int(random.integers(0, 240)))
        cost = float(round(random.uniform(40, 150) * building.gross_floor_area, -3))
        closed = opened + timedelta(days=int(random.integers(20, 80)))
        if closed >= today:
            continue
        found.append(
            WorkOrder(
                f"V-{building.building_id}-{opened.year}", building.building_id, "", code, title,
                WorkOrderState.DONE, True, opened, closed, closed, "Byggmester Nordås", cost,
                planned_on=opened, started_on=opened, estimate=cost, account="32",
            )
        )  # fmt: skip
    return found
