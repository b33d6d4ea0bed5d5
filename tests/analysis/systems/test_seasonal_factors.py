"""Heat pumps over the normal year of Bergen beside what is published of whole systems."""

import numpy as np
import pytest

from twin.analysis.systems.delivered import delivered_energy
from twin.analysis.systems.generators import heat_pump
from twin.analysis.systems.plant import bivalent
from twin.workspace.defaults import normal_year, system_tables

from .cases import only

TABLES = system_tables()
ENOVA, EBM_AIR, EBM_CENTRAL = 2.26, 2.5, 3.0
"""Heat to rooms per electricity of pump and peak: Enova's core of the energy label (2022), which
has one number for all pumps, and NVE's EBM 1.2.0 (2026)."""


def seasonal_factor(pump: str, circuit: str) -> float:
    """Of a building of 50 kW at -10 degree C, its pump sized for 60 per cent of that."""
    outside = normal_year().temperature
    heat = np.maximum(17 - outside, 0) * 50e3 / 27
    peak = "electric_direct" if circuit == "warm_air" else "electric_boiler"
    plant = bivalent(heat_pump(pump, TABLES, 30e3), peak, circuit, TABLES)
    found = delivered_energy(only(room=heat), plant, outside)
    bought = sum(energy for one in found.by_purpose.values() for energy in one.values())
    return float(heat.sum() / 1000 / bought)


@pytest.mark.parametrize(
    ("pump", "circuit", "published"),
    [
        ("air_water", "radiators", ENOVA),
        ("air_water", "floor_heating", EBM_AIR),
        ("air_air", "warm_air", EBM_AIR),
        ("ground_water", "radiators", EBM_CENTRAL),
        ("sea_water", "radiators", EBM_CENTRAL),
    ],
)
def test_that_whole_heat_pumps_are_about_as_good_as_published(pump, circuit, published):
    assert seasonal_factor(pump, circuit) == pytest.approx(published, rel=0.15)


def test_that_hot_radiators_cost_the_most_electricity():
    factors = [seasonal_factor("air_water", c) for c in ("radiators_old", "radiators")]

    assert factors[0] < factors[1] < seasonal_factor("air_water", "floor_heating")
    assert factors[0] > 1.4
