"""Parts of a room and what they are for the kernel: inner faces with something behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from twin.analysis.seasons import month_of_hour
from twin.analysis.sun.shading import Shading, shaded
from twin.analysis.sun.transposition import PlaneSun, plane_sun
from twin.analysis.zone.glazing import Glazing, at_angle, blurred, scattered
from twin.analysis.zone.inside import (
    ABSORPTANCE,
    EMISSIVITY,
    GLASS_EMISSIVITY,
    INNER_FILM,
    ROOM,
    cold_face,
)
from twin.analysis.zone.layers import Layers
from twin.analysis.zone.modes import WallModes, wall_modes
from twin.analysis.zone.outdoors import Face, Surroundings, surroundings
from twin.model.arrays import FloatArray
from twin.model.thermal import HourlyWeather

GROUND_FILM = 1000.0  # the ground holds the outer face at its temperature. [W/(m2 K)]
REFERENCE_FACE = 18.0  # of the inner face of a window, for its film by the hour. [degree C]


@dataclass(frozen=True, slots=True, eq=False)
class Opaque:
    """A wall, roof, door or floor. Area in m2, layers from the inside to the outside.

    face : its outer side; None where `ground` tells what is outside.
    ground : monthly temperature under it, 12 values. [degree C]
    inner_tilt : of the face towards the room: 0 a floor, 90 a wall, 180 a ceiling. [degree]
    shading : what stands before it, None if nothing.
    """

    area: float
    layers: Layers
    face: Face | None
    inner_tilt: float
    ground: tuple[float, ...] = ()
    shading: Shading | None = None


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
class Surface:
    """One inner face of a room and what is behind it.

    outer : equivalent temperature outside, shape (8760,). [degree C]
    tilt : of the face towards the room. [degree]
    lost : share of the room light it takes up that leaves the room.
    face : its usual temperature. [degree C]
    """

    area: float
    modes: WallModes
    outer: FloatArray
    tilt: float
    absorptance: float
    emissivity: float
    lost: float = 0.0
    face: float = ROOM


def sun_inside(glass: Sequence[Glass], weather: HourlyWeather) -> tuple[FloatArray, FloatArray]:
    """Sun that comes through: as beam and as diffuse light, each (8760,). [W]"""
    beam, diffuse = np.zeros(len(weather.ghi)), np.zeros(len(weather.ghi))
    for window in glass:
        sun = _sun_on(window, weather)
        optics = window.glazing.transmitted
        through = sun.beam * at_angle(optics, sun.cosine)
        around = sun.circumsolar * at_angle(blurred(optics), sun.cosine)
        beam += window.area * window.beam * (through + around)
        light = scattered(sun, optics, window.glazing.diffuse_transmitted, window.face.tilt)
        diffuse += window.area * window.diffuse * light
    return beam, diffuse


def _sun_on(window: Glass, weather: HourlyWeather) -> PlaneSun:
    face = window.face
    sun = plane_sun(weather, face.tilt, face.azimuth, face.ground_reflection)
    return shaded(sun, window.shading)


def surfaces(
    parts: tuple[Sequence[Opaque], Sequence[Inner], Sequence[Glass]],
    weather: HourlyWeather,
    kept: int,
) -> list[Surface]:
    """Faces of outer parts, inner mass and windows, in this order.

    kept : modes that are followed in each.
    """
    opaque, inner, glass = parts
    found = [_opaque(part, weather, kept) for part in opaque]
    found += [
        Surface(
            part.area, wall_modes(part.layers, 0.0, kept), np.zeros(len(weather.ghi)),
            part.inner_tilt, ABSORPTANCE, EMISSIVITY,
        )
        for part in inner
    ]  # fmt: skip
    return found + [_window(part, weather, kept) for part in glass]


def _opaque(part: Opaque, weather: HourlyWeather, kept: int) -> Surface:
    if part.face is None:
        outer = np.array(part.ground, dtype=np.float64)[month_of_hour()]
        film = GROUND_FILM
    else:
        around = surroundings(weather, part.face, part.shading)
        outer, film = around.temperature, around.mean_film
    modes = wall_modes(part.layers, film, kept)
    return Surface(part.area, modes, outer, part.inner_tilt, ABSORPTANCE, EMISSIVITY)


def _window(part: Glass, weather: HourlyWeather, kept: int) -> Surface:
    """A window has no mass: a resistance, and the sun it absorbs as warmth outside it."""
    around = surroundings(weather, part.face)
    film = around.mean_film
    resistance = part.glazing.resistance + 1 / film
    sun = _sun_on(part, weather)
    absorbed = part.beam * sun.direct * at_angle(
        part.glazing.inward, sun.cosine
    ) + part.diffuse * scattered(
        sun, part.glazing.inward, part.glazing.diffuse_inward, part.face.tilt
    )
    outer = _with_film_of_the_hour(around, part.glazing.resistance) + absorbed * resistance
    none = np.zeros(kept)
    one = np.array(1.0)
    still = WallModes(none, none, none, none, one, np.array(resistance), none, none, one, 0 * one)
    away = 1 - part.glazing.back_reflectance
    lost = part.glazing.diffuse_transmitted / away if away > 0 else 0.0
    u_value = np.array(1 / (resistance + 1 / INNER_FILM))
    face = float(cold_face(u_value, weather))
    return Surface(part.area, still, outer, 90.0, away, GLASS_EMISSIVITY, min(lost, 1.0), face)


def _with_film_of_the_hour(around: Surroundings, core: float) -> FloatArray:
    """Equivalent temperature for the mean film, shape (8760,). [degree C]

    It lets as much heat through it as the film of the hour lets through from the real one.
    """
    mean = core + 1 / around.mean_film
    now = core + 1 / around.film
    return REFERENCE_FACE - (REFERENCE_FACE - around.temperature) * mean / now
