"""The heating plant of a building: what it consists of, and what cannot be one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from twin.analysis.systems.circuits import Circuit, circuit
from twin.analysis.systems.generators import Boiler, Generator, HeatPump, Number, boiler
from twin.analysis.systems.heat_store import NO_STORE, HeatStore
from twin.analysis.systems.tables import SystemTables
from twin.errors import InputOutOfRange
from twin.model.meter import EnergyCarrier
from twin.model.thermal import HeatingSystem

ROOM, COIL, HOT_WATER = "room", "coil", "hot_water"
SERVICES = (HOT_WATER, COIL, ROOM)
"""Which heat a plant gives first when its power is short."""
CARRIERS = frozenset(str(c.value) for c in EnergyCarrier)
SHARES_AGREE = 1e-6
ELECTRIC = Boiler("electric_heater", EnergyCarrier.ELECTRICITY.value)


@dataclass(frozen=True, slots=True, eq=False)
class HotWater:
    """How hot water is kept.

    loss : of store and circulation, part of the yearly need, evenly over all hours.
    supply, cold : temperatures. [degree C]
    """

    loss: Number = 0.0
    supply: float = 60.0
    cold: float = 8.0


@dataclass(frozen=True, slots=True, eq=False)
class Plant:
    """Everything between the meters and the rooms.

    generators : in the order in which they are asked; what one cannot give goes to the next.
        Their shares add up to one. A heat pump with its peak source is a heat pump of share one
        with a power, then a boiler of share nought.
    serves : of `SERVICES`.  local : what heats the others, at the tap or in the duct.
    cooling_efficiency : cold per electricity, all year.
    store : between the generators and the circuits; `totals` leaves it out.
    """

    generators: tuple[Generator, ...]
    room: Circuit = field(default_factory=lambda: Circuit("ideal"))
    coil: Circuit = field(default_factory=lambda: Circuit("ideal"))
    hot_water: HotWater = field(default_factory=HotWater)
    serves: frozenset[str] = frozenset(SERVICES)
    local: Boiler = ELECTRIC
    cooling_efficiency: Number = 3.0
    store: HeatStore = NO_STORE


def plant(generators: Sequence[Generator], emitters: str, tables: SystemTables) -> Plant:
    """Plant of the tables; air and panels heat rooms alone.

    Parameters
    ----------
    emitters : ``panels`` | ``warm_air`` | ``radiators`` | ``radiators_old`` | ``floor_heating``.

    Raises
    ------
    MissingInput, InputOutOfRange
        As `SystemTables.central` and `check_plant`.
    """
    is_local = emitters in ("panels", "warm_air")
    kept = tables.central("hot_water", "local" if is_local else "central")
    made = Plant(
        tuple(generators),
        room=circuit(emitters, tables),
        coil=Circuit("electric coil") if is_local else circuit("coil", tables),
        hot_water=HotWater(kept["loss"], kept["supply"], kept["cold"]),
        serves=frozenset({ROOM}) if is_local else frozenset(SERVICES),
        cooling_efficiency=tables.central("cooling", "chiller")["efficiency"],
    )
    check_plant(made)
    return made


def bivalent(pump: HeatPump, peak: str, emitters: str, tables: SystemTables) -> Plant:
    """A heat pump and the boiler of the tables that gives what is beyond its power."""
    return plant((pump, boiler(peak, tables, share=0.0)), emitters, tables)


def seasonal_plant(
    systems: Sequence[HeatingSystem], hot_water: Boiler, cooling_efficiency: float
) -> Plant:
    """Plant of heat sources with yearly efficiencies that already contain every loss.

    Rooms and supply air share the sources; hot water has its own, `hot_water`.
    """
    made = Plant(
        tuple(Boiler(s.name, s.carrier, s.efficiency.value, share=s.share) for s in systems),
        serves=frozenset({ROOM, COIL}),
        local=hot_water,
        cooling_efficiency=cooling_efficiency,
    )
    check_plant(made)
    return made


def check_plant(plant: Plant) -> None:
    """Refuse a plant that cannot exist.

    Raises
    ------
    InputOutOfRange
        If a carrier is unknown, an efficiency or coefficient of performance is not above
        nought, a power is negative, shares do not add up to one, or a loss is impossible.
    """
    for generator in (*plant.generators, plant.local):
        check_generator(generator)
    total = sum(np.asarray(g.share, np.float64) for g in plant.generators)
    if not np.all(np.abs(total - 1.0) <= SHARES_AGREE):
        raise InputOutOfRange(
            "The shares of the heat sources add up to {total}, not to 1, so some heat would be"
            " counted twice or not at all.",
            "Correct the shares of {names}.",
            total=_shown(total),
            names=", ".join(g.name for g in plant.generators) or "–",
        )
    if not np.isinf(plant.local.power).all():
        _refuse("power", plant.local.power, plant.local.name, "without limit")
    for way in (plant.room, plant.coil):
        _check_part("emission", way.emission, way.name)
        _check_part("distribution", way.distribution, way.name)
    if not np.all(np.asarray(plant.hot_water.loss) >= 0):
        _refuse("loss of hot water", plant.hot_water.loss, "hot water", "0 or more")
    if not np.all(np.asarray(plant.cooling_efficiency) > 0):
        _refuse("efficiency", plant.cooling_efficiency, "cooling", "above 0")


def check_generator(generator: Generator) -> None:
    """Refuse one heat source that cannot exist; raises as `check_plant`."""
    if generator.carrier not in CARRIERS:
        raise InputOutOfRange(
            "The heat source {name} uses {carrier}, which is no energy carrier the program"
            " knows, so its energy has neither price nor emissions.",
            "Choose one of these: {known}.",
            name=generator.name,
            carrier=generator.carrier,
            known=", ".join(sorted(CARRIERS)),
        )
    gain = generator.cop if isinstance(generator, HeatPump) else generator.efficiency
    if not np.all(np.isfinite(gain) & (np.asarray(gain) > 0)):
        _refuse("efficiency", gain, generator.name, "above 0")
    if not np.all(np.asarray(generator.power) >= 0):
        _refuse("power", generator.power, generator.name, "0 or more")
    share = np.asarray(generator.share)
    if not np.all((share >= 0) & (share <= 1)):
        _refuse("share", generator.share, generator.name, "0 to 1")


def _check_part(what: str, value: Number, name: str) -> None:
    if not np.all((np.asarray(value) > 0) & (np.asarray(value) <= 1)):
        _refuse(what, value, name, "above 0, at most 1")


def _refuse(what: str, value: Number, name: str, allowed: str) -> None:
    raise InputOutOfRange(
        "The {quantity} of {name} is {value}; no plant can have that.",
        "Enter a value that is {allowed}.",
        quantity=what,
        name=name,
        value=_shown(value),
        allowed=allowed,
    )


def _shown(value: object) -> str:
    values = np.unique(np.asarray(value, np.float64))
    return ", ".join(f"{v:g}" for v in values[:3]) or "–"
