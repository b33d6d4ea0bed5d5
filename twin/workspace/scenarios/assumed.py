"""What a scenario takes for granted, line by line: value, unit, source and date."""

import csv
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from twin import resources
from twin.model.choice import Assumptions
from twin.model.proposal import Range

PRICE = "price"


@dataclass(frozen=True, slots=True)
class Assumed:
    """One line of the sheet.

    key : ``price.CARRIER``, or the name of a field of `Assumptions`.
    title : template with values.
    value, low, high : as it is taken; NaN where it is no number.  text : where it is none.
    usual : what the program takes where nobody says anything else; NaN where it is no number.
    source, date : of the usual value; "" where it is a choice and no fact.
    is_own : whether the scenario says it itself.
    """

    key: str
    title: str
    unit: str
    value: float
    low: float
    high: float
    usual: float
    source: str = ""
    date: str = ""
    text: str = ""
    is_own: bool = False
    values: Mapping[str, str] = field(default_factory=dict[str, str])


def sheet(assumptions: Assumptions) -> tuple[Assumed, ...]:
    """Every assumption of a scenario with its source."""
    return (
        *(_price(carrier, row, assumptions) for carrier, row in prices().items()),
        _economic("discount_rate", "Real discount rate", "1/year", assumptions.discount_rate),
        _economic("price_growth", "Real growth of energy prices", "1/year",
                  assumptions.price_growth),
        _economic("period", "Period", "years", float(assumptions.period or math.nan)),
        _choice("budget_year", "Budget year", float(assumptions.budget_year or math.nan), "year"),
        _choice("take_back", "Rooms kept warmer afterwards", assumptions.take_back, "K",
                is_own=bool(assumptions.take_back)),
        _word("weather", "Climate", assumptions.weather),
        _word("electricity_basis", "Electricity basis of rankings", assumptions.electricity_basis),
        _word("price_level", "Price level", assumptions.price_level),
    )  # fmt: skip


@cache
def prices() -> dict[str, dict[str, str]]:
    """Rows of the table of prices, by carrier."""
    with resources.path("defaults/prices.csv").open(encoding="utf-8", newline="") as file:
        return {row["carrier"]: row for row in csv.DictReader(file)}


@cache
def bases() -> tuple[str, ...]:
    """Names of the bases of emission factors, in the order of the table."""
    path = resources.path("defaults/emission_factors.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(dict.fromkeys(row["basis"] for row in csv.DictReader(file)))


@cache
def _economics() -> dict[str, dict[str, object]]:
    text = resources.path("defaults/assumptions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["economics"]


def price_of(carrier: str, value: float) -> Range:
    """A price somebody wrote, with the spread of the usual one in proportion. [NOK/kWh]"""
    row = prices()[carrier]
    middle = float(row["central"])
    low, high = float(row["low"]) / middle, float(row["high"]) / middle
    return Range(value, value * low, value * high)


def _price(carrier: str, row: Mapping[str, str], assumptions: Assumptions) -> Assumed:
    own = assumptions.prices.get(carrier)
    usual = float(row["central"])
    low, high = float(row["low"]), float(row["high"])
    return Assumed(
        f"{PRICE}.{carrier}",
        "Price of {carrier}",
        "NOK/kWh",
        own.value if own else usual,
        own.low if own else low,
        own.high if own else high,
        usual,
        row["source"],
        row["date"],
        is_own=own is not None,
        values={"carrier": carrier},
    )


def _economic(key: str, title: str, unit: str, own: float) -> Assumed:
    row = _economics()[key]
    usual, low, high = (float(str(row[name])) for name in ("central", "low", "high"))
    is_own = not math.isnan(own)
    value = own if is_own else usual
    ends = (value, value) if is_own else (low, high)
    source, day = str(row["source"]), str(row["date"])
    return Assumed(key, title, unit, value, *ends, usual, source, day, is_own=is_own)


def _choice(key: str, title: str, value: float, unit: str, *, is_own: bool = True) -> Assumed:
    is_known = not math.isnan(value) and is_own
    return Assumed(key, title, unit, value, value, value, math.nan, is_own=is_known)


def _word(key: str, title: str, text: str) -> Assumed:
    nan = math.nan
    return Assumed(key, title, "", nan, nan, nan, nan, text=text, is_own=bool(text))
