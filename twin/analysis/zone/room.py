"""A thermal zone by its parts, and how it becomes numbers for the kernel."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from twin.analysis.zone import room_inputs
from twin.analysis.zone.inputs import check_weather
from twin.analysis.zone.inside import (
    AIR_HEAT,
    radiant_conductance,
    sun_shares,
)
from twin.analysis.zone.kernel import NO_LIMIT, run
from twin.analysis.zone.lanes import Hours, Lanes, Need
from twin.analysis.zone.modes import MODES
from twin.analysis.zone.outdoors import WINDOW_FACTOR, natural_factors
from twin.analysis.zone.parts import Glass, Inner, Opaque, Surface, sun_inside, surfaces
from twin.model.arrays import FloatArray
from twin.model.thermal import HourlyWeather

ALWAYS = -999.0  # a condition that always holds. [degree C or K]
LYING = 45.0  # inner tilt below which a face is a floor. [degree]


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
    flushing_above, flushing_below : `Schedule.extra` flows only where the air is warmer than the
        first [degree C] and the outside colder than it by the second [K]; always if not given.
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
    flushing_above: float = ALWAYS
    flushing_below: float = ALWAYS


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


def simulate(
    room: Room,
    schedule: Schedule,
    weather: HourlyWeather,
    density: FloatArray | None = None,
) -> Need:
    """Hours of one room; arrays of shape (8760, 1).

    density : of outside air against standard air by the hour; 1 if None.
    """
    lanes, hours = prepared(room, schedule, weather)
    if density is not None:
        hours = replace(hours, density=density)
    return run(lanes, hours)


def prepared(
    room: Room, schedule: Schedule, weather: HourlyWeather, shared: Sequence[Surface] = ()
) -> tuple[Lanes, Hours]:
    """The numbers of one room for the kernel.

    shared : faces towards other rooms; they come last.

    Raises
    ------
    MissingInput, InputOutOfRange
        If a number of room, schedule or weather is unknown or cannot be.
    """
    _check(room, schedule)
    check_weather(weather)
    faces = [*surfaces((room.opaque, room.inner, room.glass), weather, MODES), *shared]
    beam, diffuse = sun_inside(room.glass, weather)
    return _lanes(room, faces), Hours(
        temperature=weather.temperature,
        density=np.ones(len(weather.temperature)),
        outer=np.stack([face.outer for face in faces])[:, :, None].astype(np.float32),
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


def _lanes(room: Room, faces: Sequence[Surface]) -> Lanes:
    area = np.array([s.area for s in faces])
    beam, diffuse = sun_shares(
        area,
        np.array([s.absorptance for s in faces]),
        np.array([float(s.tilt < LYING) for s in faces]),
        np.array([s.lost for s in faces]),
    )
    factors = np.array(
        [(WINDOW_FACTOR,) * 2 if s.lost > 0 else natural_factors(s.tilt) for s in faces]
    )
    emissivity = np.array([s.emissivity for s in faces])
    face = np.array([s.face for s in faces])
    return Lanes(
        **{
            name: np.stack([getattr(s.modes, name) for s in faces])[..., None]
            for name in ("decay", "by_outside", "by_flux", "mean", "outside", "flux")
        },
        area=area[:, None],
        radiation=radiant_conductance(area, emissivity, face)[:, None],
        warm=factors[:, 0:1],
        cold=factors[:, 1:2],
        beam=beam[:, None],
        diffuse=diffuse[:, None],
        channel=np.arange(len(faces), dtype=np.int32),
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
        flushing=_one(1.0),
        flushing_above=_one(room.flushing_above),
        flushing_below=_one(room.flushing_below),
    )


def _one(value: float) -> FloatArray:
    return np.array([value], dtype=np.float64)
