"""A thermal zone by its parts, and how it becomes numbers for the kernel."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from twin.analysis.seasons import month_of_hour
from twin.analysis.sun.shading import Shading, shaded
from twin.analysis.sun.transposition import PlaneSun, plane_sun
from twin.analysis.zone import room_inputs
from twin.analysis.zone.glazing import Glazing, at_angle, blurred
from twin.analysis.zone.inputs import check_weather
from twin.analysis.zone.inside import (
    ABSORPTANCE,
    AIR_HEAT,
    EMISSIVITY,
    GLASS_EMISSIVITY,
    INNER_FILM,
    ROOM,
    cold_face,
    radiant_conductance,
    sun_shares,
)
from twin.analysis.zone.kernel import NO_LIMIT, run
from twin.analysis.zone.lanes import Hours, Lanes, Need
from twin.analysis.zone.layers import Layers
from twin.analysis.zone.modes import MODES, WallModes, wall_modes
from twin.analysis.zone.outdoors import (
    WINDOW_FACTOR,
    Face,
    Surroundings,
    natural_factors,
    surroundings,
)  # fmt: skip
from twin.model.arrays import FloatArray
from twin.model.thermal import HourlyWeather

GROUND_FILM = 1000.0  # the ground holds the outer face at its temperature. [W/(m2 K)]
LYING = 45.0  # inner tilt below which a face is a floor. [degree]
REFERENCE_FACE = 18.0  # of the inner face of a window, for its film by the hour. [degree C]


@dataclass(frozen=True, slots=True)
class Opaque:
    """A wall, roof, door or floor. Area in m2, layers from the inside to the outside.

    face : its outer side; None where `ground` tells what is outside.
    ground : monthly temperature under it, 12 values. [degree C]
    inner_tilt : of the face towards the room: 0 a floor, 90 a wall, 180 a ceiling. [degree]
    """

    area: float
    layers: Layers
    face: Face | None
    inner_tilt: float
    ground: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Inner:
    """Mass inside the zone: one face of it, layers from the face to the middle."""

    area: float
    layers: Layers
    inner_tilt: float


@dataclass(frozen=True, slots=True, eq=False)
class Glass:
    """Windows of one plane and kind.

    beam, diffuse : what shading leaves of sun and sky, (8760,) or a number; 1 unshaded.
    shading : what stands before it, None if nothing.
    """

    area: float
    glazing: Glazing
    face: Face
    beam: FloatArray | float = 1.0
    diffuse: FloatArray | float = 1.0
    shading: Shading | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """A zone. Flows in m3/s of standard air, conductances in W/K, powers in W.

    bridges : thermal bridges and other parts without mass.
    leakage : through the envelope.  supply : of the fans at full flow.
    recovery : temperature efficiency.  frost : least exhaust temperature. [degree C]
    supply_temperature : at which recovery is held back; with `coil` also what it heats to.
        [degree C]
    furniture : heat capacity of air and things, against that of the air alone.
    airing : largest flow through opened windows.
    """

    volume: float
    opaque: tuple[Opaque, ...]
    glass: tuple[Glass, ...]
    inner: tuple[Inner, ...] = ()
    bridges: float = 0.0
    leakage: float = 0.0
    supply: float = 0.0
    recovery: float = 0.0
    frost: float = -99.0
    supply_temperature: float = NO_LIMIT
    coil: bool = False
    furniture: float = 1.0
    gains: float = 1.0
    shift: float = 0.0
    heating_power: float = 1e12
    cooling_power: float = 1e12
    airing: float = 0.0
    airing_temperature: float = 25.0


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """What happens in a zone by the hour, arrays of shape (8760,).

    convective, radiant : gains. [W]  flow : of supply air against full flow, 0 to 1.
    extra : further outdoor air, for example by night. [m3/s]
    heating, cooling : set-points. [degree C]
    """

    convective: FloatArray
    radiant: FloatArray
    flow: FloatArray
    heating: FloatArray
    cooling: FloatArray
    extra: FloatArray = field(default_factory=lambda: np.zeros(8760))


@dataclass(frozen=True, slots=True, eq=False)
class _Surface:
    """One surface of a room, ready for the kernel."""

    area: float
    modes: WallModes
    outer: FloatArray
    tilt: float
    absorptance: float
    emissivity: float
    lost: float = 0.0
    face: float = ROOM


def simulate(
    room: Room,
    schedule: Schedule,
    weather: HourlyWeather,
    density: FloatArray | None = None,
    kept: int = MODES,
) -> Need:
    """Hours of one room; arrays of shape (8760, 1).

    density : of outside air against standard air by the hour; 1 if None.
    """
    lanes, hours = prepared(room, schedule, weather, kept)
    if density is not None:
        hours = replace(hours, density=density)
    return run(lanes, hours)


def prepared(
    room: Room, schedule: Schedule, weather: HourlyWeather, kept: int = MODES
) -> tuple[Lanes, Hours]:
    """The numbers of one room for the kernel.

    Raises
    ------
    MissingInput, InputOutOfRange
        If a number of room, schedule or weather is unknown or cannot be.
    """
    _check(room, schedule)
    check_weather(weather)
    surfaces = _surfaces(room, weather, kept)
    beam, diffuse = sun_inside(room.glass, weather)
    return _lanes(room, surfaces), Hours(
        temperature=weather.temperature,
        density=np.ones(len(weather.temperature)),
        outer=np.stack([s.outer for s in surfaces])[:, :, None].astype(np.float32),
        beam=beam[:, None].astype(np.float32),
        diffuse=diffuse[:, None].astype(np.float32),
        convective=schedule.convective[None],
        radiant=schedule.radiant[None],
        flow=schedule.flow[None],
        extra=AIR_HEAT * schedule.extra[None],
        heating=schedule.heating[None],
        cooling=schedule.cooling[None],
    )


def _check(room: Room, schedule: Schedule) -> None:
    room_inputs.check_numbers(room, room_inputs.ROOM)
    for name, limits in room_inputs.HOURS.items():
        room_inputs.check_hours(getattr(schedule, name), limits)
    for part in (*room.opaque, *room.inner, *room.glass):
        room_inputs.check_value(part.area, room_inputs.AREA)
    for part in (*room.opaque, *room.inner):
        room_inputs.check_layers(part.layers)
        room_inputs.check_value(part.inner_tilt, room_inputs.TILT)
    for part in room.opaque:
        if part.face is None:
            room_inputs.check_hours(np.array(part.ground), room_inputs.GROUND, 12)
    for part in room.glass:
        for share in (np.atleast_1d(part.beam), np.atleast_1d(part.diffuse)):
            room_inputs.check_hours(share, room_inputs.SHARE, len(share))


def sun_inside(glass: Sequence[Glass], weather: HourlyWeather) -> tuple[FloatArray, FloatArray]:
    """Sun that comes through: as beam and as diffuse light, each (8760,). [W]"""
    beam, diffuse = np.zeros(len(weather.ghi)), np.zeros(len(weather.ghi))
    for window in glass:
        sun = _sun_on(window, weather)
        optics = window.glazing.transmitted
        through = sun.beam * at_angle(optics, sun.cosine)
        around = sun.circumsolar * at_angle(blurred(optics), sun.cosine)
        beam += window.area * window.beam * (through + around)
        diffuse += window.area * window.diffuse * sun.diffuse * window.glazing.diffuse_transmitted
    return beam, diffuse


def _sun_on(window: Glass, weather: HourlyWeather) -> PlaneSun:
    face = window.face
    sun = plane_sun(weather, face.tilt, face.azimuth, face.ground_reflection)
    return shaded(sun, window.shading)


def _surfaces(room: Room, weather: HourlyWeather, kept: int) -> list[_Surface]:
    found = [_opaque(part, weather, kept) for part in room.opaque]
    found += [
        _Surface(
            part.area, wall_modes(part.layers, 0.0, kept), np.zeros(len(weather.ghi)),
            part.inner_tilt, ABSORPTANCE, EMISSIVITY,
        )
        for part in room.inner
    ]  # fmt: skip
    return found + [_window(part, weather, kept) for part in room.glass]


def _opaque(part: Opaque, weather: HourlyWeather, kept: int) -> _Surface:
    if part.face is None:
        outer = np.array(part.ground, dtype=np.float64)[month_of_hour()]
        film = GROUND_FILM
    else:
        around = surroundings(weather, part.face)
        outer, film = around.temperature, around.mean_film
    modes = wall_modes(part.layers, film, kept)
    return _Surface(part.area, modes, outer, part.inner_tilt, ABSORPTANCE, EMISSIVITY)


def _window(part: Glass, weather: HourlyWeather, kept: int) -> _Surface:
    """A window has no mass: a resistance, and the sun it absorbs as warmth outside it."""
    around = surroundings(weather, part.face)
    film = around.mean_film
    resistance = part.glazing.resistance + 1 / film
    sun = _sun_on(part, weather)
    absorbed = (
        part.beam * sun.direct * at_angle(part.glazing.inward, sun.cosine)
        + part.diffuse * sun.diffuse * part.glazing.diffuse_inward
    )
    outer = _with_film_of_the_hour(around, part.glazing.resistance) + absorbed * resistance
    none = np.zeros(kept)
    one = np.array(1.0)
    still = WallModes(none, none, none, none, one, np.array(resistance), none, none, one, 0 * one)
    away = 1 - part.glazing.back_reflectance
    lost = part.glazing.diffuse_transmitted / away if away > 0 else 0.0
    u_value = np.array(1 / (resistance + 1 / INNER_FILM))
    face = float(cold_face(u_value, weather))
    return _Surface(part.area, still, outer, 90.0, away, GLASS_EMISSIVITY, min(lost, 1.0), face)


def _with_film_of_the_hour(around: Surroundings, core: float) -> FloatArray:
    """Equivalent temperature for the mean film, shape (8760,). [degree C]

    It lets as much heat through it as the film of the hour lets through from the real one.
    """
    mean = core + 1 / around.mean_film
    now = core + 1 / around.film
    return REFERENCE_FACE - (REFERENCE_FACE - around.temperature) * mean / now


def _lanes(room: Room, surfaces: Sequence[_Surface]) -> Lanes:
    area = np.array([s.area for s in surfaces])
    beam, diffuse = sun_shares(
        area,
        np.array([s.absorptance for s in surfaces]),
        np.array([float(s.tilt < LYING) for s in surfaces]),
        np.array([s.lost for s in surfaces]),
    )
    factors = np.array(
        [(WINDOW_FACTOR,) * 2 if s.lost > 0 else natural_factors(s.tilt) for s in surfaces]
    )
    emissivity = np.array([s.emissivity for s in surfaces])
    face = np.array([s.face for s in surfaces])
    return Lanes(
        **{
            name: np.stack([getattr(s.modes, name) for s in surfaces])[..., None]
            for name in ("decay", "by_outside", "by_flux", "mean", "outside", "flux")
        },
        area=area[:, None],
        radiation=radiant_conductance(area, emissivity, face)[:, None],
        warm=factors[:, 0:1],
        cold=factors[:, 1:2],
        beam=beam[:, None],
        diffuse=diffuse[:, None],
        channel=np.arange(len(surfaces), dtype=np.int32),
        air_capacity=_one(room.furniture * AIR_HEAT * room.volume / 3600),
        leakage=_one(AIR_HEAT * room.leakage + room.bridges),
        supply=_one(AIR_HEAT * room.supply),
        recovery=_one(room.recovery),
        frost=_one(room.frost),
        supply_temperature=_one(room.supply_temperature),
        coil=_one(float(room.coil)),
        gains=_one(room.gains),
        shift=_one(room.shift),
        heating_power=_one(room.heating_power),
        cooling_power=_one(room.cooling_power),
        airing=_one(AIR_HEAT * room.airing),
        airing_temperature=_one(room.airing_temperature),
        use=np.zeros(1, dtype=np.int32),
    )


def _one(value: float) -> FloatArray:
    return np.array([value], dtype=np.float64)
