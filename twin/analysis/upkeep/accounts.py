"""What buildings cost in a year, on the posts of NS 3454 and the modules of NS-EN 16627.

Amounts are those of the ledger, at the prices of their year. Work orders count in the year they
were closed, agreements for the days of the year they are valid. An order without a post is put on
`POST_OF_REPAIR` or `POST_OF_UPKEEP`, an agreement without one on `POST_OF_SERVICE`; how much money
was placed so is told. Agreements for all buildings are shared out by gross floor area.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from twin.analysis.upkeep.sums import sums
from twin.analysis.upkeep.tables import Account
from twin.model.arrays import FloatArray
from twin.model.building import Building
from twin.model.maintenance import ServiceAgreement, WorkOrder, WorkOrderState
from twin.model.records import column

POST_OF_REPAIR, POST_OF_UPKEEP, POST_OF_SERVICE = "33", "32", "31"
OTHER = ""
"""Amounts on posts that are not in the table."""
KOSTRA_POSTS: Mapping[str, tuple[str, ...]] = {
    "operation": ("31", "51", "52", "53", "6"),
    "cleaning": ("6",),
    "energy": ("51",),
    "maintenance": ("32", "33"),
}
"""Posts behind each KOSTRA figure; proposed here. Cleaning and energy are part of operation."""


@dataclass(frozen=True, slots=True, eq=False)
class YearlyCosts:
    """Costs by building, post and year.

    accounts : codes in order, `OTHER` last.
    amount : shape (buildings, accounts, years). [NOK/year]
    placed : part of it whose post was not stated, shape (years,). [NOK/year]
    without_cost : closed orders of those years without a cost, shape (years,).
    """

    building_ids: tuple[str, ...]
    accounts: tuple[str, ...]
    years: tuple[int, ...]
    amount: FloatArray
    placed: FloatArray
    without_cost: FloatArray

    def per_area(self, buildings: Sequence[Building]) -> FloatArray:
        """Costs per gross floor area, NaN where it is unknown, same shape. [NOK/(m2 year)]"""
        area = np.array([b.gross_floor_area for b in buildings], dtype=np.float64)
        return self.amount / np.where(area > 0, area, np.nan)[:, None, None]

    def by_module(self, accounts: Mapping[str, Account]) -> Mapping[str, FloatArray]:
        """Portfolio's costs by module, or modules where a post has several, each (years,)."""
        found: dict[str, FloatArray] = {}
        for place, code in enumerate(self.accounts):
            modules = accounts[code].modules if code in accounts else ""
            total = self.amount[:, place].sum(axis=0)
            found[modules] = found.get(modules, np.zeros(len(self.years))) + total
        return found

    def on(self, posts: Sequence[str]) -> FloatArray:
        """Costs on posts that begin with one of `posts`, shape (buildings, years). [NOK/year]"""
        chosen = [bool(code) and code.startswith(tuple(posts)) for code in self.accounts]
        return self.amount[:, chosen].sum(axis=1)


def yearly_costs(
    orders: Sequence[WorkOrder],
    agreements: Sequence[ServiceAgreement],
    buildings: Sequence[Building],
    years: Sequence[int],
    accounts: Mapping[str, Account],
) -> YearlyCosts:
    """Costs of work orders and agreements by building, post and year."""
    codes = (*accounts, OTHER)
    shape = len(buildings), len(codes), len(years)
    places = {code: i for i, code in enumerate(codes)}
    amount, placed, missing = _of_orders(orders, buildings, years, places)
    for agreement in agreements:
        spread = _yearly(agreement, years)
        post = _place(agreement.account or POST_OF_SERVICE, places)
        amount[:, post] += _shares(agreement, buildings)[:, None] * spread[None, :]
        placed += spread if not agreement.account else 0.0
    return YearlyCosts(
        tuple(b.building_id for b in buildings),
        codes,
        tuple(years),
        amount.reshape(shape),
        placed,
        missing,
    )


def kostra_figures(
    costs: YearlyCosts, buildings: Sequence[Building], year: int
) -> Mapping[str, Mapping[str, float]]:
    """KOSTRA figures per gross floor area by function, "" for buildings without one. [NOK/m2]

    Only buildings whose area is known count; the national figures are in `UpkeepTables.kostra`.
    """
    place = costs.years.index(year)
    area = np.array([b.gross_floor_area for b in buildings], dtype=np.float64)
    found: dict[str, dict[str, float]] = {}
    for function in sorted({b.kostra_function for b in buildings}):
        own = np.array([b.kostra_function == function for b in buildings]) & (area > 0)
        if own.any():
            found[function] = {
                name: float(costs.on(posts)[own, place].sum() / area[own].sum())
                for name, posts in KOSTRA_POSTS.items()
            }
    return found


def _of_orders(
    orders: Sequence[WorkOrder],
    buildings: Sequence[Building],
    years: Sequence[int],
    places: Mapping[str, int],
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Costs (buildings, accounts, years), those placed by us and those missing, (years,)."""
    shape = len(buildings), len(places), len(years)
    if not len(orders):
        return np.zeros(shape), np.zeros(len(years)), np.zeros(len(years))
    rows = {b.building_id: i for i, b in enumerate(buildings)}
    row = np.array([rows.get(b, -1) for b in column(orders, "building_id").tolist()])
    closed = column(orders, "closed_on").astype("datetime64[Y]")
    year_of = {year: i for i, year in enumerate(years)}
    of_year = [-1 if y is None else year_of.get(y.year, -1) for y in closed.tolist()]
    year = np.array(of_year, dtype=np.int64)
    is_done = np.array([s == WorkOrderState.DONE for s in column(orders, "state").tolist()])
    counts = is_done & (row >= 0) & (year >= 0)
    cost = column(orders, "cost").astype(np.float64)
    stated = column(orders, "account").tolist()
    repairs = (column(orders, "is_failure") | ~column(orders, "is_planned")).tolist()
    usual = [POST_OF_REPAIR if r else POST_OF_UPKEEP for r in repairs]
    post = np.array([_place(s or u, places) for s, u in zip(stated, usual, strict=True)])
    known = counts & np.isfinite(cost)
    unstated = known & np.array([not s for s in stated])
    cell = (row * shape[1] + post) * shape[2] + year
    return (
        sums(cell[known], cost[known], int(np.prod(shape))).reshape(shape),
        sums(year[unstated], cost[unstated], len(years)),
        sums(year[counts & ~known], np.ones(int((counts & ~known).sum())), len(years)),
    )


def _place(code: str, places: Mapping[str, int]) -> int:
    """Place of the longest known post that the code begins with, of `OTHER` without one."""
    return next((places[code[:n]] for n in range(len(code), -1, -1) if code[:n] in places), -1)


def _yearly(agreement: ServiceAgreement, years: Sequence[int]) -> FloatArray:
    """Cost of an agreement in each year, by its days, shape (years,). [NOK/year]"""
    found = np.zeros(len(years))
    for place, year in enumerate(years):
        first, last = date(year, 1, 1), date(year, 12, 31)
        begins = max(agreement.valid_from or first, first)
        ends = min(agreement.valid_until or last, last)
        days = (ends - begins + timedelta(days=1)).days
        whole = (last - first).days + 1
        found[place] = np.nan_to_num(agreement.yearly_cost) * max(days, 0) / whole
    return found


def _shares(agreement: ServiceAgreement, buildings: Sequence[Building]) -> FloatArray:
    """What share of an agreement each building bears, shape (buildings,)."""
    if agreement.building_id:
        own = [b.building_id == agreement.building_id for b in buildings]
        return np.array(own, dtype=np.float64)
    area = np.nan_to_num(np.array([b.gross_floor_area for b in buildings], dtype=np.float64))
    whole = area.sum()
    return area / whole if whole > 0 else np.full(len(buildings), 1 / max(len(buildings), 1))
