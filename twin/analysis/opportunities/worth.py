"""What saved energy is worth: prices, emissions and present values, for many rows at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from twin.analysis.assumptions import Defaults
from twin.analysis.draws import economics
from twin.analysis.economics.present_value import (
    Economics,
    Investment,
    present_cost,
    present_factor,
)
from twin.analysis.opportunities.plants import CARRIERS
from twin.analysis.opportunities.years import Years
from twin.analysis.panels.result import export_price
from twin.model.arrays import FloatArray
from twin.model.choice import Assumptions
from twin.model.proposal import Range
from twin.model.thermal import Sourced


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """Prices and rates of one set of assumptions.

    prices : low, central and high by carrier, shape (C, 3).  export : of electricity, (3,).
        [NOK/kWh]
    emissions : by carrier, NaN where the basis has no factor, shape (C,). [kgCO2e/kWh]
    """

    prices: FloatArray
    export: FloatArray
    emissions: FloatArray
    economics: Economics

    @classmethod
    def of(cls, defaults: Defaults, assumptions: Assumptions) -> "Worth":
        """Of the defaults of the program, with what the assumptions say otherwise."""
        known: Mapping[str, Sourced | Range] = {**defaults.prices, **assumptions.prices}
        basis = assumptions.electricity_basis
        factors = defaults.emission_factors.get(basis) or next(
            iter(defaults.emission_factors.values())
        )
        return cls(
            np.array([_ends(known.get(c)) for c in CARRIERS]),
            np.array(_ends(export_price(defaults))),
            np.array([factors[c].value if c in factors else np.nan for c in CARRIERS]),
            economics_of(defaults, assumptions),
        )

    def cost(self, years: Years, column: int = 1) -> FloatArray:
        """Bought less sold energy of a year, at low (0), central or high (2) prices. [NOK]"""
        bought = np.where(years.delivered != 0, years.delivered, 0.0)
        prices = np.nan_to_num(self.prices[:, column])
        return prices @ bought - self.export[column] * years.exported

    def emitted(self, years: Years) -> FloatArray:
        """Emissions of a year. [kgCO2e]"""
        return np.nan_to_num(self.emissions) @ years.delivered

    def running_factor(self) -> float:
        """Present value of a cost of 1 NOK a year that does not grow."""
        return present_factor(replace(self.economics, price_growth=0.0))

    def saving_factor(self) -> float:
        """Present value of 1 NOK a year of energy."""
        return present_factor(self.economics)

    def bought_again(self, lives: Sequence[float]) -> FloatArray:
        """Present value of investments of 1 NOK with these service lives, with reinvestments."""
        return np.array([present_cost(Investment(1.0, life), self.economics) for life in lives])


def economics_of(defaults: Defaults, assumptions: Assumptions) -> Economics:
    """Rate, period and growth of prices."""
    usual = economics(defaults)
    rate, growth = assumptions.discount_rate, assumptions.price_growth
    return Economics(
        discount_rate=rate if np.isfinite(rate) else usual.discount_rate,
        period=assumptions.period or usual.period,
        price_growth=growth if np.isfinite(growth) else usual.price_growth,
    )


def _ends(price: Sourced | Range | None) -> tuple[float, float, float]:
    if price is None:
        return np.nan, np.nan, np.nan
    return price.low, price.value, price.high
