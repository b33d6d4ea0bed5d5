"""Greenhouse gas emissions, and weighted energy, of delivered energy."""

from collections.abc import Mapping
from typing import TypeVar

import numpy as np

from twin.errors import MissingInput
from twin.model.arrays import FloatArray
from twin.model.thermal import Sourced

Energy = TypeVar("Energy", float, "float | FloatArray")


def emissions(
    delivered: Mapping[str, Energy], factors: Mapping[str, Mapping[str, Sourced]]
) -> dict[str, Energy]:
    """Emissions per electricity basis, for example ``Norwegian mix``. [kgCO2e/year]

    The bases stand side by side; they are never averaged.

    Parameters
    ----------
    delivered : per carrier, each a number or one per variant, shape (n,). [kWh/year]
    factors : per basis and carrier. [kgCO2e/kWh]

    Raises
    ------
    MissingInput
        If a carrier that is used has no factor.
    """
    plain = {
        basis: {carrier: s.value for carrier, s in by_carrier.items()}
        for basis, by_carrier in factors.items()
    }
    return weighted_energy(delivered, plain)


def weighted_energy(
    delivered: Mapping[str, Energy], weights: Mapping[str, Mapping[str, float]]
) -> dict[str, Energy]:
    """Energy times the weight of its carrier, per weighting, for example ``EN ISO 52000-1``.

    Parameters
    ----------
    delivered : per carrier, each a number or one per variant, shape (n,). [kWh/year]
    weights : per weighting and carrier.

    Raises
    ------
    MissingInput
        If a carrier that is used has no weight.
    """
    return {
        name: sum(
            energy * _of_carrier(by_carrier, carrier, name)
            for carrier, energy in delivered.items()
            if np.any(energy)
        )
        for name, by_carrier in weights.items()
    }  # pyright: ignore[reportReturnType]  # sum() of nothing is the number 0


def _of_carrier(by_carrier: Mapping[str, float], carrier: str, name: str) -> float:
    if carrier in by_carrier:
        return by_carrier[carrier]
    raise MissingInput(
        "There is no factor of {carrier} for {basis}, so the total would be too low.",
        "Enter it in resources/defaults, with its source.",
        carrier=carrier,
        basis=name,
    )
