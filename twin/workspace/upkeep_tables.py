"""The shipped tables for condition, backlog, ageing, funding and accounts."""

import csv
import math
from functools import cache

from twin import resources
from twin.analysis.upkeep.tables import (
    Account,
    DeadlineRule,
    PriceIndex,
    ServiceLife,
    UnitCost,
    UpkeepTables,
)
from twin.model.condition import Risk
from twin.model.thermal import Sourced

Row = dict[str, str]


@cache
def upkeep_tables() -> UpkeepTables:
    """Every default of upkeep, read once from resources/upkeep."""
    index = [(int(row["year"]), float(row["value"])) for row in _rows("price_index")]
    begins = {int(row["grade"]): float(row["used_life"]) for row in _rows("ageing")}
    return UpkeepTables(
        service_lives={row["part_code"]: _life(row) for row in _rows("service_lives")},
        cost_shares={int(row["grade"]): _sourced(row) for row in _rows("cost_shares")},
        deadlines=tuple(_deadline(row) for row in _rows("deadlines")),
        risks={
            (int(row["grade"]), int(row["kg"])): Risk[row["risk"].upper()] for row in _rows("risk")
        },
        prices=PriceIndex(tuple(y for y, _ in index), tuple(v for _, v in index)),
        begins=(begins[1], begins[2], begins[3]),
        replacement_costs={
            row["part_code"]: UnitCost(_sourced(row), int(row["price_year"]))
            for row in _rows("replacement_costs")
        },
        accounts={
            row["account"]: Account(row["account"], row["name"], row["modules"], row["source"])
            for row in _rows("accounts")
        },
        kostra={(row["figure"], int(row["year"])): _single(row) for row in _rows("kostra")},
        values={row["name"]: _sourced(row) for row in _rows("assumptions")},
    )


def price_source(year: int) -> tuple[str, float, bool]:
    """Source and value (2015 = 100) of the price index in a year, and whether it is estimated."""
    found = next(row for row in _rows("price_index") if int(row["year"]) == year)
    return found["source"], float(found["value"]), found["status"] == "estimate"


def _rows(name: str) -> list[Row]:
    with resources.path(f"upkeep/{name}.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def _sourced(row: Row) -> Sourced:
    central, low, high = (float(row[name]) for name in ("central", "low", "high"))
    return Sourced(central, low, high, "default", row["source"])


def _single(row: Row) -> Sourced:
    value = float(row["value"])
    return Sourced(value, value, value, "default", row["source"])


def _life(row: Row) -> ServiceLife:
    short, central, long = (
        float(row[name]) if row[name] else math.nan for name in ("short", "central", "long")
    )
    return ServiceLife(row["part_code"], row["name"], short, central, long, row["source"])


def _deadline(row: Row) -> DeadlineRule:
    names = ("grade", "kg_from", "kg_to", "first_year", "last_year")
    grade, kg_from, kg_to, first, last = (int(row[name]) for name in names)
    return DeadlineRule(grade, kg_from, kg_to, first, last)
