"""What a scenario costs and saves in one building, in every draw.

Only what a better part costs more than its plain renewal counts against energy; where the part
does not have to be renewed anyway, that is all of it. Life cycle costs hold everything. All sums
are NOK without VAT, real, at one price level.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.comparison.drawn_years import DrawnYear
from twin.analysis.comparison.ground import Ground
from twin.analysis.comparison.purchases import Bought
from twin.analysis.comparison.shared_draws import SharedDraws, drawn_many
from twin.analysis.draws import economics
from twin.analysis.economics.cash_flow import Purchase, cash_flow, discount
from twin.analysis.economics.present_value import Economics
from twin.analysis.opportunities.plants import CARRIERS
from twin.analysis.panels.result import export_price
from twin.model.arrays import FloatArray

AGAIN, ENERGY = "41", "51"
"""Accounts of NS 3454:2013."""


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """Energy in every draw; the last column is the middle.

    bought : by carrier, shape (C, n).  sold : of electricity, (n,). [NOK/kWh]
    growth : real, per year, (n,).
    """

    bought: FloatArray
    sold: FloatArray
    growth: FloatArray
    economics: Economics

    @classmethod
    def of(cls, ground: Ground, draws: SharedDraws) -> "Prices":
        """Of the defaults, with what the assumptions say otherwise."""
        defaults = next(iter(ground.cases.values())).defaults
        asked, usual = ground.assumptions, economics(defaults)
        quantile = draws.values["energy_price"]
        known = {**defaults.prices, **asked.prices}
        bought = [
            drawn_many(known[c], quantile) if c in known else np.full(len(quantile), np.nan)
            for c in CARRIERS
        ]
        growth = drawn_many(
            defaults.values["economics.price_growth"], draws.values["price_growth"]
        )
        if np.isfinite(asked.price_growth):
            growth = np.full(len(quantile), asked.price_growth)
        rate = asked.discount_rate
        return cls(
            np.array(bought),
            drawn_many(export_price(defaults), quantile),
            growth,
            Economics(
                rate if np.isfinite(rate) else usual.discount_rate,
                asked.period or usual.period,
                usual.price_growth,
            ),
        )

    def cost(self, year: DrawnYear) -> FloatArray:
        """Energy bought less sold, shape (n,). [NOK/year]"""
        spent = np.where(year.delivered != 0, year.delivered * self.bought, 0.0).sum(axis=0)
        return spent - year.exported * self.sold

    def over(self, period: int) -> Economics:
        """The same rate over another period."""
        return Economics(self.economics.discount_rate, period, self.economics.price_growth)


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """Sums of each year of a period in every draw, shape (n, period + 1). Year 0 is today. [NOK]

    invested : paid for measures, with reinvestments, less what is left of them at the end.
    counted : the part of it that counts against energy.
    energy : bought less sold.  running : yearly costs other than energy.
    """

    invested: FloatArray
    counted: FloatArray
    energy: FloatArray
    running: FloatArray

    @property
    def whole(self) -> FloatArray:
        """All that is paid."""
        return self.invested + self.energy + self.running


def flow(
    measures: Sequence[Bought],
    today: DrawnYear,
    stages: Mapping[int, DrawnYear],
    prices: Prices,
    period: int,
) -> Flow:
    """What a scenario pays in one building."""
    n, length = len(prices.growth), period + 1
    invested, counted, running = (np.zeros((n, length)) for _ in range(3))
    for one in measures:
        course = bought_course(one.service_life, one.offset, prices.over(period))
        invested += one.amount[:, None] * course
        counted += (one.amount - one.maintenance)[:, None] * course
        running[:, one.offset + 1 :] += one.running[:, None]
    years = np.arange(length)
    energy = np.repeat(prices.cost(today)[:, None], length, axis=1)
    for offset in sorted(stages):
        energy[:, offset + 1 :] = prices.cost(stages[offset])[:, None]
    energy = energy * (1 + prices.growth[:, None]) ** years
    energy[:, 0] = 0.0  # yearly sums fall at the end of the years
    return Flow(invested, counted, energy, running)


def bought_course(service_life: float, offset: int, asked: Economics) -> FloatArray:
    """What buying something for 1 NOK costs in each year of a period, shape (period + 1,)."""
    if offset >= asked.period:
        return np.zeros(asked.period + 1)
    purchase = Purchase(AGAIN, 1.0, service_life, offset)
    return cash_flow([purchase], (), asked).total


def built_up(saved: FloatArray, asked: Economics) -> FloatArray:
    """Today's value of yearly sums up to each year, shape (n, period + 1). [NOK]"""
    return np.cumsum(saved * discount(asked), axis=1)
