"""Zones side by side, what drives them, and what they need: the numbers of the kernel."""

from dataclasses import dataclass

from twin.model.arrays import Float32Array, FloatArray, IntArray


@dataclass(frozen=True, slots=True, eq=False)
class Lanes:
    """Zones with their surfaces; arrays end with one axis of length L (zones).

    decay, by_outside, by_flux, mean : of `modes.WallModes`, shape (G, M, L).
    outside, flux : of `modes.WallModes`, shape (G, L).
    area : [m2] (G, L).  radiation : to the radiant node. [W/(m2 K)] (G, L)
    warm, cold : natural convection where the surface is warmer / colder than the air, times the
        cube root of the difference. [W/(m2 K^(4/3))] (G, L)
    beam, diffuse : share of the sun that comes in that each surface absorbs. (G, L)
    channel : row of `Hours.outer` that each surface faces, shape (G,).
    air_capacity : of air and things in it. [W/K, per hour] (L,)
    leakage : conductance of all that leaks and conducts without mass. [W/K] (L,)
    supply : conductance of the supply air at full flow. [W/K] (L,)
    recovery : temperature efficiency, 0 to 1 (L,).  frost : least exhaust temperature (L,). [C]
    supply_temperature : what coil and bypass aim at. [degree C] (L,)  coil : 1 or 0 (L,).
    gains : factor on the gains of `Hours` (L,).  shift : of set-points. [K] (L,)
    heating_power, cooling_power : limits. [W] (L,)
    airing : largest conductance of opened windows. [W/K] (L,)
    airing_temperature : above which they are opened. [degree C] (L,)
    use : row of the schedules of `Hours` that each zone follows, shape (L,).
    flushing : factor on `Hours.extra` (L,).  flushing_above : air temperature at the beginning of
        an hour above which it runs. [degree C] (L,)  flushing_below : how much colder it must be
        outside. [K] (L,)
    """

    decay: FloatArray
    by_outside: FloatArray
    by_flux: FloatArray
    mean: FloatArray
    outside: FloatArray
    flux: FloatArray
    area: FloatArray
    radiation: FloatArray
    warm: FloatArray
    cold: FloatArray
    beam: FloatArray
    diffuse: FloatArray
    channel: IntArray
    air_capacity: FloatArray
    leakage: FloatArray
    supply: FloatArray
    recovery: FloatArray
    frost: FloatArray
    supply_temperature: FloatArray
    coil: FloatArray
    gains: FloatArray
    shift: FloatArray
    heating_power: FloatArray
    cooling_power: FloatArray
    airing: FloatArray
    airing_temperature: FloatArray
    use: IntArray
    flushing: FloatArray
    flushing_above: FloatArray
    flushing_below: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Hours:
    """What drives the zones.

    temperature : outside air. [degree C] (H,)  density : of outside air against the standard. (H,)
    outer : equivalent temperatures outside the surfaces, shape (C, H, L) [degree C].
    beam, diffuse : sun that comes in through glass. [W] (H, L)
    convective, radiant : gains in the zone at factor 1, by use. [W] (U, H)
    flow : supply air against full flow, by use. (U, H)
    extra : flow of outdoor air besides, unheated (night flushing), in W/K at factor 1. (U, H)
    heating, cooling : set-points, by use. [degree C] (U, H)
    """

    temperature: FloatArray
    density: FloatArray
    outer: Float32Array
    beam: Float32Array
    diffuse: Float32Array
    convective: FloatArray
    radiant: FloatArray
    flow: FloatArray
    extra: FloatArray
    heating: FloatArray
    cooling: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Need:
    """Hourly results, each of shape (H, L).

    heating : of the room. [W]  coil : of the supply air. [W]  cooling : taken out. [W]
    air, radiant : temperature. [degree C]
    entering : heat into the inner faces of the watched surfaces, hours of the warm-up first,
        shape (W, warm-up + H, L); empty where none was watched. [W/m2]
    """

    heating: Float32Array
    coil: Float32Array
    cooling: Float32Array
    air: Float32Array
    radiant: Float32Array
    entering: FloatArray | Float32Array
