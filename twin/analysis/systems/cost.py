"""What a year of delivered energy costs, at low, central and high prices together."""

from collections.abc import Mapping
from dataclasses import dataclass

from twin.analysis.systems.delivered import ELECTRICITY, Delivered
from twin.analysis.systems.generators import Number
from twin.analysis.systems.tables import SystemTables
from twin.errors import MissingInput
from twin.model.thermal import Sourced

LEVELS = ("low", "value", "high")


@dataclass(frozen=True, slots=True, eq=False)
class EnergyCost:
    """Money of a year at one level of prices. [NOK/year]

    energy : for the bought energy.  demand : for the highest electric hour of each month.
    export : earned by exported electricity.
    """

    energy: Number
    demand: Number
    export: Number

    @property
    def total(self) -> Number:
        """Paid less earned. [NOK/year]"""
        return self.energy + self.demand - self.export


@dataclass(frozen=True, slots=True, eq=False)
class CostSpread:
    """Cost with low, central and high prices.

    All prices are low together or high together: district heat may by law not cost more than
    electric heating (energiloven § 5-5), and fuels follow.
    """

    low: EnergyCost
    central: EnergyCost
    high: EnergyCost


def energy_cost(
    delivered: Delivered, prices: Mapping[str, Sourced], tables: SystemTables
) -> CostSpread:
    """Cost of a year.

    Parameters
    ----------
    prices : per carrier. [NOK/kWh]
    tables : for the demand charge and the price of exported electricity.

    Raises
    ------
    MissingInput
        If a carrier that is bought has no price.
    """
    return CostSpread(*(_at(delivered, prices, tables, level) for level in LEVELS))


def _at(
    delivered: Delivered, prices: Mapping[str, Sourced], tables: SystemTables, level: str
) -> EnergyCost:
    tariff = tables.parts["tariff", ELECTRICITY]
    peaks = delivered.monthly_peaks().sum(axis=0)
    export = delivered.exported.sum(axis=0)
    return EnergyCost(
        energy=sum(
            energy * _price(carrier, prices, level)
            for carrier, energy in delivered.yearly().items()
        ),
        demand=peaks * getattr(tariff["demand_charge"], level),
        export=export * getattr(tariff["export_price"], level),
    )


def _price(carrier: str, prices: Mapping[str, Sourced], level: str) -> float:
    if carrier not in prices:
        raise MissingInput(
            "There is no price of {carrier}, so the cost would be too low.",
            "Enter it in resources/defaults/prices.csv, with its source.",
            carrier=carrier,
        )
    return getattr(prices[carrier], level)
