"""Work orders and needs of the sample buildings."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from twin.model.building import Building
from twin.model.condition import Assessment
from twin.model.maintenance import Need, WorkOrder, WorkOrderState
from twin.sample.model.identity import random_source

_TODAY = date(2026, 1, 15)
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
    building: Building, graded: tuple[Assessment, ...], seed: int, usual: int = 8
) -> tuple[WorkOrder, ...]:
    """About `usual` orders of a building; those on a part hang on its worst element."""
    random = random_source(seed, building.building_id, "orders")
    worst: dict[str, Assessment] = {}
    for assessment in graded:
        known = worst.get(assessment.part_code)
        if assessment.global_id and (known is None or assessment.grade > known.grade):
            worst[assessment.part_code] = assessment
    count = int(random.poisson(usual))
    return tuple(_order(random, building, worst, i + 1) for i in range(count))


def _order(
    random: np.random.Generator, building: Building, worst: dict[str, Assessment], number: int
) -> WorkOrder:
    is_planned = bool(random.random() < 0.45)
    routines = _PLANNED if is_planned else _CORRECTIVE
    routine = routines[int(random.integers(0, len(routines)))]
    opened = _TODAY - timedelta(days=int(random.integers(3, 900)))
    deadline = opened + timedelta(days=int(random.choice([14, 30, 90, 180])))
    state, closed = _state(random, opened)
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
    )


def _state(random: np.random.Generator, opened: date) -> tuple[WorkOrderState, date | None]:
    """Old orders are done, most young ones are not."""
    age = (_TODAY - opened).days
    if random.random() < min(0.95, age / 260):
        return WorkOrderState.DONE, opened + timedelta(
            days=int(random.integers(2, max(3, min(age, 160))))
        )
    return (WorkOrderState.IN_PROGRESS if random.random() < 0.35 else WorkOrderState.OPEN), None


NEEDS: tuple[Need, ...] = tuple(
    Need(*row)
    for row in (
        (
            "n01", "b01", "Trekk og kalde klasserom langs sørfasaden",
            "Vinduene fra 1974 er utette. Elevene flytter pultene fra vinduet om vinteren.",
            "Elever og lærere", 3, date(2024, 11, 20),
        ),
        (
            "n02", "b02", "Bøtter på hallgulvet når det regner",
            "Taket over hallen lekker ved gjennomføringer. Kamper er avlyst fire ganger.",
            "Idrettslag og skole", 4, date(2025, 2, 3),
        ),
        (
            "n03", "b03", "Tung luft etter tredje time",
            "CO2 måles over 1400 ppm i klasserommene i nordfløyen.",
            "Elever og lærere", 3, date(2025, 9, 12),
        ),
        (
            "n04", "b10", "Høy strømregning på elkjel",
            "Stasjonen varmes med elkjel; effekttoppene koster mest i januar.",
            "Kommunens driftsbudsjett", 2, date(2025, 3, 28),
        ),
        (
            "n05", "b11", "Ventilasjonen går hele natten",
            "Nattlasten økte i februar 2025 uten at noen vet hvorfor.",
            "Driftsleder", 2, date(2025, 6, 16),
        ),
        (
            "n06", "b07", "Vinduer som ikke lar seg åpne",
            "Enkelte vinduer i andre etasje er skrudd igjen av sikkerhetshensyn.",
            "Elever og lærere", 3, date(2023, 10, 9),
        ),
        (
            "n07", "b04", "Fukt i himling i øverste etasje",
            "Tre beboerrom er stengt etter lekkasje fra taket.",
            "Beboere og pleiere", 4, date(2025, 10, 2),
        ),
        (
            "n08", "b08", "Publikum finner ikke inngangen",
            "Innbyggertorget har trapp og tung dør; rullestolbrukere må ringe på.",
            "Innbyggere", 3, date(2024, 5, 13),
        ),
        (
            "n09", "b12", "For varmt på sørsiden om sommeren",
            "Beboerrom over 28 grader i juni 2025. Solskjerming mangler.",
            "Beboere", 3, date(2025, 6, 30),
        ),
        (
            "n10", "b06", "Kaldt gulv i småbarnsbasen",
            "Gulvet måles til 16 grader i januar.",
            "Barn og ansatte", 3, date(2025, 1, 21),
        ),
    )
)  # fmt: skip
