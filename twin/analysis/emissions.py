"""Greenhouse gas emissions of delivered energy."""

from collections.abc import Mapping

from twin.model.thermal import Sourced


def emissions(
    delivered: Mapping[str, float], factors: Mapping[str, Mapping[str, Sourced]]
) -> dict[str, float]:
    """Emissions per electricity basis, for example ``Norwegian mix``. [kgCO2e/year]

    Parameters
    ----------
    delivered : per carrier. [kWh/year]
    factors : per basis and carrier. [kgCO2e/kWh]
    """
    return {
        basis: sum(energy * by_carrier[carrier].value for carrier, energy in delivered.items())
        for basis, by_carrier in factors.items()
    }
