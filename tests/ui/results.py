"""A building, a scenario and a result with round numbers."""

import numpy as np

from twin.model.proposal import OfferedMeasure, Proposal, Range, Reach, Selector
from twin.model.scenario import Quantity, Scenario, ScenarioResult, Spread, Statement
from twin.model.thermal import EnergyResult

ONE = Range(1.0, 0.8, 1.2)
MEASURE = OfferedMeasure("m1", "Insulate <b>roof</b>", Selector(), (), "area", ONE, ONE, 40, ONE)
PROPOSAL = Proposal(
    "p1", "New roof", "Tak & Vegg AS", "2027-01-01", 2026, (MEASURE,), sha256="ab" * 32
)
SCENARIO = Scenario("b0", "A", (PROPOSAL,))


def energy(factor: float) -> EnergyResult:
    months = tuple(float(m) for m in np.linspace(30_000, 10_000, 12) * factor)
    return EnergyResult(
        1000.0, {"heating": 1e5 * factor}, {"electricity": 2e5 * factor},
        {"electricity": months}, 90.0, 3e5 * factor, 2.5e5 * factor, 3.5e5 * factor,
        {"Norwegian mix": 4000.0 * factor},
    )  # fmt: skip


AIR = Statement(
    "Air leakage at 50 Pa: {value} air changes per hour.",
    {"value": Quantity(4.5, "", 4.0, 10.0)},
    "Standard Norge, SN-NSPEK 3031:2023, table 3.",
)
CLAIM = Statement(
    "{measure}: {value} of delivered energy saved, as claimed.",
    {"measure": "Balancing", "value": Quantity(22.5, "%")},
    "The supplier gives no evidence.",
)
LIKELY = Spread(-3e5, 1.2e6, 2.9e6)


def result(npv: Spread = LIKELY) -> ScenarioResult:
    return ScenarioResult(
        energy(1.0), energy(0.5), (Reach("m1", (1, 2), 640.0, "m2"),),
        Spread(8e4, 1e5, 1.2e5), Spread(1.2e5, 1.5e5, 1.8e5),
        {"Norwegian mix": Spread(1600.0, 2000.0, 2400.0)}, Spread(6e6, 7.2e6, 8.4e6), npv,
        0.04, 30, {1: 3, 2: 2}, {1: 0, 2: 2}, (AIR,), (CLAIM,),
    )  # fmt: skip
