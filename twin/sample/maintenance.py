"""Work orders of the sample buildings."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from twin.model.building import Building
from twin.model.condition import Assessment
from twin.model.maintenance import WorkOrder, WorkOrderState
from twin.sample.model.identity import random_source

TODAY = date(2026, 11, 20)
"""Day on which the sample was written, unless the caller says another."""
_SUPPLIERS = (
    "Byggmester Nordås",
    "Rørservice Puddefjord",
    "Elteknikk Sandsli",
    "Vestluft Service",
    "Eget driftsteam",
    "Malermester Haukeland",
)


@dataclass(frozen=True, slots=True)
class Routine:
    """A recurring job. cost: lowest and highest. [NOK]"""

    code: str
    title: str
    cost: tuple[float, float]


_PLANNED = (
    Routine("365", "Filterskift og årlig service ventilasjon", (6000, 32000)),
    Routine("542", "Årskontroll brannalarm", (8000, 22000)),
    Routine("262", "Takrens og kontroll av sluk", (4000, 18000)),
    Routine("322", "Innregulering av varmeanlegg", (9000, 45000)),
    Routine("432", "Termografering av hovedtavle", (7000, 16000)),
    Routine("231", "Maling av fasade mot vest", (90000, 420000)),
    Routine("621", "Periodisk heiskontroll", (5000, 12000)),
)
_CORRECTIVE = (
    Routine("234", "Vindu kan ikke lukkes", (1500, 9000)),
    Routine("262", "Lekkasje etter storm", (8000, 75000)),
    Routine("365", "Aggregat stoppet, spjeldmotor defekt", (4000, 38000)),
    Routine("312", "Tett avløp i garderobe", (2500, 14000)),
    Routine("442", "Nødlys uten funksjon", (1500, 9000)),
    Routine("244", "Dørpumpe utett branndør", (1200, 6000)),
    Routine("325", "Kalde radiatorer", (1500, 11000)),
    Routine("265", "Løs takrenne over inngang", (2500, 12000)),
)


def work_orders(
    building: Building,
    graded: tuple[Assessment, ...],
    seed: int,
    usual: int = 8,
    today: date = TODAY,
) -> tuple[WorkOrder, ...]:
    """About `usual` orders of a building; those on a part hang on its worst element."""
    random = random_source(seed, building.building_id, "orders")
    worst: dict[str, Assessment] = {}
    for assessment in graded:
        known = worst.get(assessment.part_code)
        if assessment.global_id and (known is None or assessment.grade > known.grade):
            worst[assessment.part_code] = assessment
    count = int(random.poisson(usual))
    return tuple(_order(random, building, worst, (i + 1, today)) for i in range(count))


def _order(
    random: np.random.Generator,
    building: Building,
    worst: dict[str, Assessment],
    which: tuple[int, date],
) -> WorkOrder:
    number, today = which
    is_planned = bool(random.random() < 0.45)
    routines = _PLANNED if is_planned else _CORRECTIVE
    routine = routines[int(random.integers(0, len(routines)))]
    opened = today - timedelta(days=int(random.integers(3, 900)))
    deadline = opened + timedelta(days=int(random.choice([14, 30, 90, 180])))
    state, closed = _state(random, opened, today)
    subject = worst.get(routine.code)
    return WorkOrder(
        f"AO-{building.building_id}-{number:03d}",
        building.building_id,
        subject.global_id if subject else "",
        routine.code,
        routine.title,
        state,
        is_planned,
        opened,
        deadline,
        closed,
        _SUPPLIERS[int(random.integers(0, len(_SUPPLIERS)))],
        float(np.round(np.exp(random.uniform(*np.log(routine.cost))), -2)),
        account="32" if is_planned else "33",
    )


def _state(
    random: np.random.Generator, opened: date, today: date
) -> tuple[WorkOrderState, date | None]:
    """Old orders are done, most young ones are not."""
    age = (today - opened).days
    if random.random() < min(0.95, age / 260):
        return WorkOrderState.DONE, opened + timedelta(
            days=int(random.integers(2, max(3, min(age, 160))))
        )
    return (WorkOrderState.IN_PROGRESS if random.random() < 0.35 else WorkOrderState.OPEN), None
