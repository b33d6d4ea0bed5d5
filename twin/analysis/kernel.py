"""One zone, one year, hour by hour: five resistances and one capacity (5R1C).

The equations are those of EN ISO 13790:2008, annex C (withdrawn; followed by EN ISO 52016-1).
Written twice: compiled for one building, and with NumPy for many at a time; a test compares
them. This is the only file that knows how heat moves inside a zone.
"""

from dataclasses import dataclass

import numpy as np
from numba import njit

from twin.model.arrays import FloatArray

MASS_CONDUCTANCE = 9.1  # h_ms, EN ISO 13790:2008 equation 64. [W/(m2 K)]
SURFACES_PER_FLOOR = 4.5  # A_t / A_f, EN ISO 13790:2008 7.2.2.2
WARM_UP = 744  # hours of December run before January, so that the start value is forgotten


@dataclass(frozen=True, slots=True)
class ZoneConstants:
    """Conductances of one zone. [W/K]; heat_capacity. [J/K]; areas in m2.

    opaque : walls, roofs, floors and thermal bridges.  light : windows and doors.
    """

    opaque: float
    light: float
    inner: float
    mass: float
    mass_area: float
    total_area: float
    heat_capacity: float


@dataclass(frozen=True, slots=True, eq=False)
class ZoneHours:
    """What drives a zone, arrays of shape (8760,).

    outside, supply : air temperature. [degree C]  air : conductance of all air change. [W/K]
    internal, solar : gains. [W]
    heating_setpoint, cooling_setpoint : [degree C]
    """

    outside: FloatArray
    supply: FloatArray
    air: FloatArray
    internal: FloatArray
    solar: FloatArray
    heating_setpoint: FloatArray
    cooling_setpoint: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class ZoneNeed:
    """Result, arrays of shape (8760,). heating, cooling : [W]; temperature : air. [degree C]"""

    heating: FloatArray
    cooling: FloatArray
    temperature: FloatArray


def zone_constants(
    opaque: float, light: float, floor_area: float, heat_capacity: float, surface: float
) -> ZoneConstants:
    """Constants from conductances [W/K], floor area, capacity per area and h_is.

    References
    ----------
    EN ISO 13790:2008, 7.2.2.2 and table 12 (A_m from the class of heat capacity).
    """
    per_floor = np.interp(heat_capacity, (80e3, 165e3, 260e3, 370e3), (2.5, 2.5, 3.0, 3.5))
    mass_area = float(per_floor) * floor_area
    total_area = SURFACES_PER_FLOOR * floor_area
    return ZoneConstants(
        opaque=opaque,
        light=light,
        inner=surface * total_area,
        mass=MASS_CONDUCTANCE * mass_area,
        mass_area=mass_area,
        total_area=total_area,
        heat_capacity=heat_capacity * floor_area,
    )


def zone_need(constants: ZoneConstants, hours: ZoneHours) -> ZoneNeed:
    """Heating and cooling that keep the air between the setpoints."""
    c = constants
    gain_mass, gain_surface, outer_mass = gain_shares(c)
    numbers = np.array(
        [c.light, c.inner, c.mass, c.heat_capacity / 3600, gain_mass, gain_surface, outer_mass]
    )
    return ZoneNeed(
        *_compiled(
            numbers, hours.outside, hours.supply, hours.air, hours.internal, hours.solar,
            hours.heating_setpoint, hours.cooling_setpoint,
        )
    )  # fmt: skip


def gain_shares(c: ZoneConstants) -> tuple[float, float, float]:
    """Share of the gains on mass and on surfaces, and the conductance from mass to outside."""
    gain_mass = c.mass_area / c.total_area
    gain_surface = 1 - gain_mass - c.light / (MASS_CONDUCTANCE * c.total_area)
    outer_mass = 1 / (1 / c.opaque - 1 / c.mass) if c.opaque > 0 else 0.0
    return gain_mass, gain_surface, outer_mass


@njit(cache=True)
def _compiled(numbers, outside, supply, air, internal, solar, warm, cool):  # noqa: ANN001, ANN202, PLR0913, PLR0917
    """Hours of one zone; see `zone_need_numpy` for the same in plain words."""
    light, inner, mass, capacity, gain_mass, gain_surface, outer_mass = numbers
    n = len(outside)
    heating, cooling, temperature = np.zeros(n), np.zeros(n), np.zeros(n)
    before = warm[0]
    for step in range(-WARM_UP, n):
        hour = step % n
        te, ts, hv = outside[hour], supply[hour], air[hour]
        spread = 0.5 * internal[hour] + solar[hour]
        to_mass, to_surface, to_air = (
            gain_mass * spread,
            gain_surface * spread,
            0.5 * internal[hour],
        )
        h1 = 1 / (1 / hv + 1 / inner)
        h2 = h1 + light
        h3 = 1 / (1 / h2 + 1 / mass)
        half = 0.5 * (h3 + outer_mass)
        # Both temperatures are linear in the power put into the air: value at 0, slope per watt.
        into_mass = (
            to_mass
            + outer_mass * te
            + h3 * (to_surface + light * te + h1 * (to_air / hv + ts)) / h2
        )
        mass_slope = h3 * h1 / (hv * h2) / (capacity + half)
        mass_free = (before * (capacity - half) + into_mass) / (capacity + half)
        surface_free = (
            mass * 0.5 * (before + mass_free) + to_surface + light * te + h1 * (ts + to_air / hv)
        ) / (mass + light + h1)
        surface_slope = (mass * 0.5 * mass_slope + h1 / hv) / (mass + light + h1)
        air_free = (inner * surface_free + hv * ts + to_air) / (inner + hv)
        air_slope = (inner * surface_slope + 1) / (inner + hv)
        power = 0.0
        if air_free < warm[hour]:
            power = (warm[hour] - air_free) / air_slope
        elif air_free > cool[hour]:
            power = (cool[hour] - air_free) / air_slope
        before = mass_free + mass_slope * power
        heating[hour] = max(power, 0.0)
        cooling[hour] = max(-power, 0.0)
        temperature[hour] = air_free + air_slope * power
    return heating, cooling, temperature


def zone_need_numpy(constants: list[ZoneConstants], hours: list[ZoneHours]) -> list[ZoneNeed]:
    """Needs of many zones at a time, one array operation per hour, without compiling.

    Written from the standard's own order of equations (C.1 to C.11), so that it checks the
    compiled form: a free run, a run with 10 W/m2, and a straight line through both.
    """
    shares = np.array([gain_shares(c) for c in constants]).T
    columns = (
        "outside", "supply", "air", "internal", "solar", "heating_setpoint", "cooling_setpoint",
    )  # fmt: skip
    drive = {name: np.array([getattr(h, name) for h in hours]) for name in columns}
    fixed = {
        name: np.array([getattr(c, name) for c in constants])
        for name in ("light", "inner", "mass", "heat_capacity", "total_area")
    }
    fixed["gain_mass"], fixed["gain_surface"], fixed["outer_mass"] = shares
    n = drive["outside"].shape[1]
    found = np.zeros((3, len(constants), n))
    before = drive["heating_setpoint"][:, 0]
    for step in range(-WARM_UP, n):
        now = {name: values[:, step % n] for name, values in drive.items()}
        power, after, air = _controlled(fixed, now, before)
        before = after
        found[:, :, step % n] = np.maximum(power, 0), np.maximum(-power, 0), air
    return [ZoneNeed(*found[:, row]) for row in range(len(constants))]


def _controlled(
    fixed: dict[str, FloatArray], now: dict[str, FloatArray], before: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Power, mass temperature at the end of the hour, and air temperature, each (n zones,)."""
    _, free = _free(fixed, now, before, np.zeros_like(before))
    trial = 10 * fixed["total_area"] / SURFACES_PER_FLOOR
    _, tried = _free(fixed, now, before, trial)
    wanted = np.clip(free, now["heating_setpoint"], now["cooling_setpoint"])
    power = trial * (wanted - free) / (tried - free)
    return power, *_free(fixed, now, before, power)


def _free(
    fixed: dict[str, FloatArray], now: dict[str, FloatArray], before: FloatArray, power: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Mass temperature after the hour and air temperature at a given power, each (n zones,)."""
    f, air, outside = fixed, now["air"], now["outside"]
    spread = 0.5 * now["internal"] + now["solar"]
    into_air = 0.5 * now["internal"] + power
    h1 = 1 / (1 / air + 1 / f["inner"])
    h2 = h1 + f["light"]
    h3 = 1 / (1 / h2 + 1 / f["mass"])
    surface_gain = f["gain_surface"] * spread + f["light"] * outside
    total = (
        f["gain_mass"] * spread
        + f["outer_mass"] * outside
        + h3 * (surface_gain + h1 * (into_air / air + now["supply"])) / h2
    )
    capacity, half = f["heat_capacity"] / 3600, 0.5 * (h3 + f["outer_mass"])
    after = (before * (capacity - half) + total) / (capacity + half)
    middle = (before + after) / 2
    surface = (f["mass"] * middle + surface_gain + h1 * (now["supply"] + into_air / air)) / (
        f["mass"] + f["light"] + h1
    )
    return after, (f["inner"] * surface + air * now["supply"] + into_air) / (f["inner"] + air)
