"""Small cases whose results are worked out by hand."""

from datetime import date
from typing import Any

import numpy as np

from twin.analysis.upkeep.inspections import Graded, graded, inspections
from twin.analysis.upkeep.tables import (
    Account,
    DeadlineRule,
    PriceIndex,
    ServiceLife,
    UnitCost,
    UpkeepTables,
)
from twin.model.building import Building
from twin.model.condition import Assessment, ConditionGrade, Risk
from twin.model.thermal import Sourced

TODAY = date(2026, 1, 1)
NAN = np.nan


def sourced(central: float, low: float | None = None, high: float | None = None) -> Sourced:
    return Sourced(
        central,
        central if low is None else low,
        central if high is None else high,
        "default",
        "made up",
    )


WINDOWS = ServiceLife("234", "Windows", 25, 40, 60)
TABLES = UpkeepTables(
    service_lives={
        "234": WINDOWS,
        "26": ServiceLife("26", "Roof", 30, 40, 50),
        "365": ServiceLife("365", "Air handling", 15, 20, 25),
    },
    cost_shares={
        0: sourced(0),
        1: sourced(0),
        2: sourced(0.35, 0.20, 0.50),
        3: sourced(1.0, 0.7, 1.2),
    },
    deadlines=(
        DeadlineRule(3, 3, 3, 0, 0),
        DeadlineRule(3, -1, 2, 0, 1),
        DeadlineRule(2, 2, 3, 1, 5),
        DeadlineRule(2, -1, -1, 1, 5),
        DeadlineRule(2, 0, 1, 6, 10),
    ),
    risks={
        (tg, kg): Risk.LOW if tg * kg < 3 else Risk.MEDIUM if tg * kg < 6 else Risk.HIGH
        for tg in range(4)
        for kg in range(4)
    },
    prices=PriceIndex((2016, 2020, 2026), (100.0, 110.0, 132.0)),
    begins=(0.2, 0.6, 1.0),
    replacement_costs={"": UnitCost(sourced(20_000, 15_000, 25_000), 2026)},
    accounts={
        code: Account(code, "", module)
        for code, module in {
            "31": "B1", "32": "B2", "33": "B3", "41": "B4", "51": "B6", "6": "B2",
        }.items()
    },
    values={"damage_growth": sourced(0.0), "price_growth": sourced(0.0)},
)  # fmt: skip


def building(building_id: str = "b1", area: float = 1000.0, **fields: Any) -> Building:
    fields.setdefault("construction_year", 1980)
    return Building(building_id, building_id, "school", gross_floor_area=area, **fields)


def seen(
    grade: int,
    part: str = "234",
    thing: str = "",
    year: int = 2025,
    cost: tuple[float, float, float] | float = NAN,
    **fields: Any,
) -> Assessment:
    """An assessment at prices of 2026 with what matters in a test."""
    low, central, high = cost if isinstance(cost, tuple) else (cost, cost, cost)
    fields.setdefault("price_year", 2026)
    return Assessment(
        fields.pop("building_id", "b1"),
        thing,
        part,
        ConditionGrade(grade),
        fields.pop("kg", -1),
        "",
        "",
        fields.pop("day", date(year, 6, 1)),
        "",
        1,
        low,
        central,
        high,
        **fields,
    )


def things_of(*assessments: Assessment, as_of: date | int | None = None) -> Graded:
    return graded(inspections(assessments), as_of)
