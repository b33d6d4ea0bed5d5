"""Sums of an audit in NOK, each with what it was and the rate it was turned by."""

from dataclasses import dataclass

from twin.model.audit import ExchangeRate
from twin.model.proposal import Range

CURRENCY = "USD"


@dataclass(frozen=True, slots=True)
class Sums:
    """Turns US dollars into NOK per unit of a cost basis.

    units : of the basis in the building that was audited: its floor area, or 1. [m2 or 1]
    basis : ``floor_area`` or ``building``.
    """

    rate: ExchangeRate
    units: float = 1.0
    basis: str = "building"

    def per_unit(self, amount: float) -> Range:
        """A sum for the whole building per unit of the basis."""
        value = amount * self.rate.nok / self.units
        area = f" / {self.units:.0f} m2" if self.basis == "floor_area" else ""
        return Range(value, value, value, f"{CURRENCY} {amount:,.2f}{self._turned}{area}")

    def whole(self, amount: float) -> Range:
        """A sum as it is."""
        value = amount * self.rate.nok
        return Range(value, value, value, f"{CURRENCY} {amount:,.2f}{self._turned}")

    @property
    def _turned(self) -> str:
        rate = self.rate
        return f" x {rate.nok:g} NOK ({rate.source}, {rate.on})"
