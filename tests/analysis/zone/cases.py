"""Zones, weather and walls that several tests use."""

from dataclasses import replace

import numpy as np

from twin.analysis.zone.glazing import plain_glazing
from twin.analysis.zone.lanes import Hours, Lanes
from twin.analysis.zone.layers import Layer
from twin.analysis.zone.modes import WallModes, wall_modes
from twin.analysis.zone.outdoors import Face
from twin.analysis.zone.parts import Glass, Inner, Opaque
from twin.analysis.zone.room import Room, Schedule
from twin.model.thermal import HourlyWeather

CONCRETE = Layer(0.2, 1.7, 2300.0, 900.0)
WOOL = Layer(0.15, 0.037, 30.0, 1030.0)
BOARD = Layer(0.013, 0.25, 900.0, 1000.0)
WALLS = (
    (BOARD, WOOL, BOARD),
    (CONCRETE, WOOL, BOARD),
    (BOARD, WOOL, CONCRETE),
    (CONCRETE,),
    (Layer(0.1, 0.037, 0.0, 0.0),),
)


def steady(outside: float = 0.0, sun: float = 0.0, **columns: float) -> HourlyWeather:
    """A year in which nothing changes: calm, and a sky as warm as the air unless said."""
    fixed = {"wind_speed": 3.0, "sky_temperature": outside, "dew_point": outside} | columns
    zeros = np.zeros(8760)
    return HourlyWeather(
        "steady", "made up", 60.0, 5.0, zeros + outside, zeros + sun, zeros, zeros + sun,
        utc_offset=1.0, altitude=0.0, **{name: zeros + v for name, v in fixed.items()},
    )  # fmt: skip


def hours(count: int, zones: int, channels: int, uses: int = 3, seed: int = 1) -> Hours:
    """Lively hours: cold and warm days, sun, set-back, night flow and cooling."""
    rng = np.random.default_rng(seed)
    turn = 2 * np.pi * np.arange(count) / 24
    out = 8 + 14 * np.sin(turn / 9) + 4 * np.sin(turn) + rng.normal(0, 1, count)
    is_day = np.sin(turn) > -0.2
    outer = out[:, None] + rng.normal(0, 2, (channels, count, zones))
    sun = np.maximum(np.sin(turn), 0)[:, None] * rng.uniform(0, 6000, (count, zones))

    def by_use(day: float, night: float) -> np.ndarray:
        return rng.uniform(0.8, 1.2, (uses, 1)) * np.where(is_day, day, night)

    return Hours(
        temperature=out,
        density=1 + 0.004 * (20 - out),
        outer=outer.astype(np.float32),
        beam=sun.astype(np.float32),
        diffuse=(0.4 * sun + 20).astype(np.float32),
        convective=by_use(9.0, 1.0),
        radiant=by_use(6.0, 0.5),
        flow=by_use(1.0, 0.2),
        extra=by_use(0.0, 60.0),
        heating=by_use(21.0, 16.0),
        cooling=by_use(25.0, 99.0),
    )


def lanes(zones: int, surfaces: int = 6, seed: int = 2, uses: int = 3) -> Lanes:
    """Zones of every kind: with recovery, frost limit, coil, airing, and limits of power."""
    rng = np.random.default_rng(seed)
    modes = [
        [wall_modes(WALLS[rng.integers(len(WALLS))], film) for _ in range(zones)]
        for film in (12.0, 20.0, 25.0, 1000.0, 0.0, 15.0)[:surfaces]
    ]

    def stacked(name: str) -> np.ndarray:
        rows = [[getattr(m, name) for m in row] for row in modes]
        return np.moveaxis(np.array(rows), 1, -1)

    def per(low: float, high: float) -> np.ndarray:
        return rng.uniform(low, high, (surfaces, zones))

    def each(low: float, high: float) -> np.ndarray:
        return rng.uniform(low, high, zones)

    share = per(0, 1)
    return Lanes(
        **{n: stacked(n) for n in ("decay", "by_outside", "by_flux", "mean", "outside", "flux")},
        area=per(20, 400),
        radiation=per(3, 6),
        warm=per(0.8, 2.0),
        cold=per(0.8, 2.0),
        beam=0.9 * share / share.sum(axis=0),
        diffuse=share / share.sum(axis=0),
        channel=np.arange(surfaces, dtype=np.int32),
        air_capacity=each(200, 4000),
        leakage=each(20, 300),
        supply=each(100, 1500),
        recovery=each(0, 0.9) * (rng.random(zones) > 0.3),
        frost=np.where(rng.random(zones) > 0.5, 5.0, -99.0),
        supply_temperature=np.where(rng.random(zones) > 0.3, each(16, 20), 99.0),
        coil=(rng.random(zones) > 0.5).astype(np.float64),
        gains=each(200, 900),
        shift=each(-1, 1),
        heating_power=np.where(rng.random(zones) > 0.5, each(2e3, 2e4), 1e12),
        cooling_power=np.where(rng.random(zones) > 0.5, each(0, 5e3), 1e12),
        airing=np.where(rng.random(zones) > 0.4, each(100, 3000), 0.0),
        airing_temperature=each(22, 26),
        use=rng.integers(0, uses, zones).astype(np.int32),
        flushing=each(0.5, 2.0),
        flushing_above=np.where(rng.random(zones) > 0.5, each(18, 24), -999.0),
        flushing_below=np.where(rng.random(zones) > 0.5, each(0, 6), -999.0),
    )


def room(u_window: float = 1.2, **changes: object) -> Room:
    """A room of 10 x 8 x 3 m: concrete slab on the ground, light walls, windows to the south."""
    face = Face(90.0, 180.0)
    pane = replace(face, absorptance=0.0, emissivity=0.84, roughness=1.0, u_value=u_window)
    made = Room(
        volume=240.0,
        opaque=(
            Opaque(18.0, WALLS[0], face, 90.0),
            Opaque(84.0, WALLS[0], replace(face, azimuth=0.0), 90.0),
            Opaque(80.0, WALLS[1], Face(0.0, 0.0), 180.0),
            Opaque(80.0, (CONCRETE, WOOL), None, 0.0, (0.0,) * 12),
        ),
        glass=(Glass(6.0, plain_glazing(u_window, 0.5, (7.7, 25.0)), pane),),
        inner=(Inner(100.0, (BOARD,), 90.0),),
        leakage=0.01,
        bridges=5.0,
    )
    return replace(made, **changes)


def schedule(heating: float = 20.0, gains: float = 0.0, flow: float = 0.0) -> Schedule:
    """The same every hour; no cooling."""
    zeros = np.zeros(8760)
    return Schedule(
        zeros + gains / 2, zeros + gains / 2, zeros + flow, zeros + heating, zeros + 99
    )


def stored(modes: WallModes, state: np.ndarray) -> np.ndarray:
    """Heat in a wall per area. [J/m2]"""
    return (modes.heat * state).sum(axis=-1)
