"""How heat gets from the plant to the room: losses on the way, temperatures, pumps."""

from dataclasses import dataclass

import numpy as np

from twin.analysis.systems.generators import Number
from twin.analysis.systems.tables import SystemTables
from twin.model.arrays import FloatArray

ROOM = 20.0  # where the heating curve ends. [degree C]
WATER_HEAT = 4.18  # density times heat capacity of water. [kWs/(l K)]


@dataclass(frozen=True, slots=True, eq=False)
class Circuit:
    """Emitters and the pipes to them.

    emission, distribution : part of the heat that is not lost, 0 to 1.
    supply, back : water temperatures at `design_outside`. [degree C]
    lowest_supply : below which the heating curve does not fall. [degree C]
    exponent : of the emitter.
    specific_pump_power : [kW/(l/s)]  lowest_flow : of the design flow, while heat is carried.
    """

    name: str
    emission: Number = 1.0
    distribution: Number = 1.0
    supply: float = 60.0
    back: float = 45.0
    exponent: float = 1.3
    specific_pump_power: Number = 0.0
    lowest_flow: float = 0.3
    design_outside: float = -10.0
    lowest_supply: float = 25.0


def circuit(name: str, tables: SystemTables) -> Circuit:
    """Circuit of the tables; raises as `SystemTables.central`."""
    values = tables.central("circuit", name)
    return Circuit(
        name,
        emission=values["emission"],
        distribution=values["distribution"],
        supply=values["supply"],
        back=values["return"],
        exponent=values["exponent"],
        specific_pump_power=values["specific_pump_power"],
        lowest_flow=values["lowest_flow"],
        lowest_supply=values["lowest_supply"],
        design_outside=tables.central("climate", "bergen")["design_outside"],
    )


def heating_curve(circuit: Circuit, outside: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Supply and return temperature in each hour, shape of `outside`. [degree C]

    The load falls in a straight line from the design temperature to 20 degree C outside, and the
    mean temperature of the emitter above the room with its exponent.

    References
    ----------
    EN 442-2: heat = k (mean over-temperature) ** exponent.
    """
    load = np.clip((ROOM - outside) / (ROOM - circuit.design_outside), 0.0, 1.0)
    mean = (circuit.supply + circuit.back) / 2 - ROOM
    spread = (circuit.supply - circuit.back) * load
    middle = ROOM + np.maximum(mean * load ** (1 / circuit.exponent), 0.0)
    supply = np.maximum(middle + spread / 2, circuit.lowest_supply)
    return supply, supply - spread


def heat_on_the_way(circuit: Circuit, need: FloatArray) -> tuple[FloatArray, FloatArray]:
    """What the plant has to give, and what of it is lost, shapes of `need`. [W]

    References
    ----------
    EN 15316-1:2017: the losses of emission and distribution add to the need.
    """
    heat = need / (circuit.emission * circuit.distribution)
    return heat, heat - need


def pump_power(circuit: Circuit, heat: FloatArray) -> FloatArray:
    """Electricity of the circulation pump, shape of `heat`. [W]

    The flow follows the heat, down to the lowest flow, and stops without heat; its design value
    is that of the highest hour.

    References
    ----------
    NS 3031:2014: specific pump power times flow.
    """
    span = circuit.supply - circuit.back
    if span <= 0 or not np.any(np.asarray(circuit.specific_pump_power) > 0):
        return np.zeros_like(heat)
    design = heat.max(axis=0)
    carried = np.where(heat > 0, np.maximum(heat, circuit.lowest_flow * design), 0.0)
    flow = carried / 1000 / (WATER_HEAT * span)
    return flow * circuit.specific_pump_power * 1000
