"""Plants that measures have changed: offered sources, other temperatures, better control.

The yearly efficiency of the plant there is contains what its pipes and radiators lose. Where a
measure changes these, or brings a source that does not have them in its number, they are taken
out of it and counted as what they are. Without such a measure nothing here is used, and the
plant stays what it was to the last digit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from twin.analysis.systems.circuits import ROOM as INDOORS
from twin.analysis.systems.circuits import Circuit, circuit, heating_curve
from twin.analysis.systems.generators import (
    Boiler,
    Generator,
    HeatPump,
    boiler,
    capacity,
    coefficient_of_performance,
    power_for_share,
)
from twin.analysis.systems.needs import Needs
from twin.analysis.systems.plant import Plant, check_plant
from twin.analysis.systems.tables import SystemTables
from twin.model.arrays import FloatArray
from twin.model.thermal import HeatingSystem, ThermalZone

TABLE = {
    "air": "air_water", "ground": "ground_water", "water": "sea_water",
    "exhaust_air": "ground_water",
}  # fmt: skip
"""Heat pump of the tables whose course over the lift an offered one has; that of exhaust air has
a source of one temperature, as the ground."""
HEATED_BELOW = 17.0  # daily mean outside from which on a building is heated. [degree C]
UNIT = 1e3  # a rated COP so high that the least one of 1 is never met
PANEL = "electric_direct"
WITHOUT_WATER = ("panels", "warm_air")
LEFT_AT, EXHAUST, SEASON = 5.0, 21.0, 5.0
"""What exhaust air is cooled to, what it has indoors, and the mean of a heating season outside
(estimates). [degree C]"""
AIR = 1200.0  # heat of air. [J/(m3 K)]


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """From the plant to rooms and coil; usual : what is left on the way today, 0 to 1."""

    room: Circuit
    coil: Circuit
    usual: float


def is_changed(zone: ThermalZone) -> bool:
    """Whether a measure has changed the plant of a zone or the way of its heat."""
    is_offered = any(source.source for source in zone.heating)
    return is_offered or zone.control_loss_factor != 1.0 or zone.flow_temperature > 0


def ways_of(zone: ThermalZone, tables: SystemTables) -> Ways:
    """Circuits with the losses and temperatures that measures leave.

    What circulation pumps use is left out before and after alike, as in yearly efficiencies.
    """
    has_water = any(s.source or s.name != PANEL for s in zone.heating)
    usual = circuit("radiators" if has_water else "panels", tables)
    coil = circuit("coil", tables)
    kept = float(usual.emission), float(usual.distribution)
    return Ways(
        replace(changed_way(usual, zone), specific_pump_power=0.0),
        replace(coil, emission=kept[0], distribution=kept[1], specific_pump_power=0.0),
        kept[0] * kept[1],
    )


def changed_way(usual: Circuit, zone: ThermalZone) -> Circuit:
    """The circuit of the rooms as measures leave it.

    Losses of control and emission change by `control_loss_factor`; those of the pipes, and the
    temperatures, with how far the water is warmer than the rooms. Panel heaters and blown air
    have no water; the coil of the supply air keeps its temperatures.
    """
    emission = _with(float(usual.emission), zone.control_loss_factor)
    if not zone.flow_temperature > 0 or usual.name in WITHOUT_WATER:
        return replace(usual, emission=emission)
    part = (zone.flow_temperature - INDOORS) / (usual.supply - INDOORS)
    return replace(
        usual,
        emission=emission,
        distribution=_with(float(usual.distribution), part),
        supply=zone.flow_temperature,
        back=INDOORS + part * (usual.back - INDOORS),
    )


def _with(kept: float, factor: float) -> float:
    """What is left when the losses become `factor` times as large."""
    return 1 / (1 + factor * (1 / kept - 1))


def offered_plant(
    zone: ThermalZone, needs: Needs, outside: FloatArray, like: Plant, tables: SystemTables
) -> Plant:
    """Plant with the first offered heat pump hour by hour and the largest other source after it.

    The pump is sized for its share of the year's heat of rooms and supply air; its COP follows
    the lift from its source to the water of the hour, at the level at which it gives its seasonal
    COP over the heating season (`rated_cop`).

    Parameters
    ----------
    like : plant of the same zone with yearly efficiencies, for hot water and cooling.

    Raises
    ------
    MissingInput, InputOutOfRange
        As `SystemTables.central` and `plant.check_plant`.
    """
    ways = ways_of(zone, tables)
    pump = next((s for s in zone.heating if s.source in TABLE), None)
    others = [_boiler(s, ways) for s in zone.heating if s is not pump]
    if pump is None:
        return _made(like, others, ways)
    one = hourly_pump(pump, outside, tables)
    heat = needs.room / _left(ways.room) + needs.coil / _left(ways.coil)
    power = power_for_share(one, heat, outside, pump.share)
    if pump.source == "exhaust_air":
        power = min(power, exhaust_power(zone, needs, pump.efficiency.value))
    peak = max(others, key=_share, default=boiler("electric_boiler", tables))
    return _made(like, [replace(one, power=power), replace(peak, share=0.0)], ways)


def seasonal_offered_plant(
    zone: ThermalZone, outside: FloatArray, like: Plant, tables: SystemTables
) -> Plant:
    """As `offered_plant` with one efficiency all year: the same energy within some per cent.

    For thousands of buildings at once. The highest hours are too low where a heat pump has a
    peak source, because its share is that of the year in every hour.
    """
    ways = ways_of(zone, tables)
    sources = [
        Boiler(s.name, s.carrier, seasonal_cop(s, ways.room, outside, tables), share=s.share)
        if s.source in TABLE
        else _boiler(s, ways)
        for s in zone.heating
    ]
    return _made(like, sources, ways)


def hourly_pump(pump: HeatingSystem, outside: FloatArray, tables: SystemTables) -> HeatPump:
    """An offered heat pump without a limit of power, whose COP follows source and water."""
    name = TABLE[pump.source]
    values = {**tables.central("heat_pump", name), "cycling": 0.0}  # in its seasonal COP
    cop = pump.efficiency.value * rated_cop(name, circuit("radiators", tables), outside, tables)
    return HeatPump(pump.name, cop, values, carrier=pump.carrier)


def seasonal_cop(
    pump: HeatingSystem, room: Circuit, outside: FloatArray, tables: SystemTables
) -> float:
    """COP over the part of the heating season that it covers, with the water of a circuit.

    One with a small share leaves the coldest hours to others and is better for it.
    """
    name = TABLE[pump.source]
    usual = rated_cop(name, circuit("radiators", tables), outside, tables)
    return pump.efficiency.value * usual / rated_cop(name, room, outside, tables, pump.share)


def rated_cop(
    name: str, room: Circuit, outside: FloatArray, tables: SystemTables, share: float = 1.0
) -> float:
    """COP at the rating point that gives a COP of 1 over the heating season.

    The season is that of the weather, with a heat need in proportion to how far the outside lies
    below `HEATED_BELOW`, at the water temperatures of `room`.

    Parameters
    ----------
    share : of the year's heat, from a pump sized for it.

    References
    ----------
    EN 14825:2018, seasonal COP: heat over electricity, hours weighted by their heat.
    """
    values = tuple(sorted(tables.central("heat_pump", name).items()))
    course = room.supply, room.back, room.exponent, room.design_outside, room.lowest_supply
    return _rated(values, course, outside.tobytes(), round(share, 3))


@lru_cache(maxsize=64)
def _rated(
    values: tuple[tuple[str, float], ...],
    course: tuple[float, float, float, float, float],
    weather: bytes,
    share: float,
) -> float:
    outside = np.frombuffer(weather)
    supply, back, exponent, design, lowest = course
    way = Circuit(
        "", supply=supply, back=back, exponent=exponent, design_outside=design,
        lowest_supply=lowest,
    )  # fmt: skip
    load = np.maximum(HEATED_BELOW - outside, 0.0)
    if not load.any():
        return 1.0
    water, _ = heating_curve(way, outside)
    pump = HeatPump("", UNIT, dict(values), 1.0)
    unit = coefficient_of_performance(pump, outside, water) / UNIT
    if share < 1:
        power = power_for_share(pump, load, outside, share)
        load = np.minimum(load, power * capacity(pump, outside))
    return float((load / unit).sum() / load.sum())


def exhaust_power(zone: ThermalZone, needs: Needs, cop: float) -> float:
    """Heat that a heat pump can make from the air that leaves a building, mean of the year. [W]

    Heat recovery takes its part first; nothing where no fan drives the air.
    """
    fan_power = zone.specific_fan_power.value * 1000  # [W/(m3/s)]
    flow = float(needs.fans.mean()) / fan_power if fan_power > 0 else 0.0
    left = EXHAUST - zone.heat_recovery.value * (EXHAUST - SEASON)
    return flow * AIR * max(left - LEFT_AT, 0.0) * cop / max(cop - 1, 1e-6)


def _boiler(source: HeatingSystem, ways: Ways) -> Boiler:
    """A source with one efficiency, without what is lost on the way."""
    efficiency = source.efficiency.value
    own = efficiency if source.source else efficiency / ways.usual
    return Boiler(source.name, source.carrier, own, share=source.share)


def _share(source: Boiler) -> float:
    return float(source.share)


def _left(way: Circuit) -> float:
    return float(way.emission) * float(way.distribution)


def _made(like: Plant, generators: Sequence[Generator], ways: Ways) -> Plant:
    made = replace(like, generators=tuple(generators), room=ways.room, coil=ways.coil)
    check_plant(made)
    return made
