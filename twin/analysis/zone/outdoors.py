"""What the outer face of a part meets in each hour: air, wind, sky, ground and sun in one number.

The *equivalent temperature* is the one at which a face would settle if no heat came from inside.
The *film* is the conductance with which the face is tied to it. Both follow wind and surface
temperature hour by hour; walls then use the mean film, which is near enough because they insulate
far better than any film.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from twin.analysis.sun.shading import shaded
from twin.analysis.sun.transposition import plane_sun
from twin.model.arrays import FloatArray, frozen
from twin.model.shading import Shading
from twin.model.thermal import HourlyWeather

STEFAN = 5.670374e-8  # [W/(m2 K4)]
KELVIN = 273.15
ROOM = 20.0  # of the room, to estimate how warm a window's outer face is. [degree C]
CALM_WIND = 4.0  # where the weather knows none, EN ISO 6946:2017, annex C. [m/s]
SKY_DROP = 11.0  # below air temperature where the sky is unknown, EN ISO 13790:2008, 11.4.6. [K]
ROUGH, SMOOTH = 1.67, 1.0  # of brick or board, and of glass; Walton (1983)
STEPS = 8  # of the iteration for the temperature of the face

# Wind at height z from that at 10 m at a station in open country: (270/10)^0.14 (z/layer)^power.
# ASHRAE Handbook of Fundamentals (2021), chapter 24, table 1.
TERRAIN = {"country": (270.0, 0.14), "suburbs": (370.0, 0.22), "city": (460.0, 0.33)}


@dataclass(frozen=True, slots=True)
class Face:
    """The outer side of a part.

    tilt : 0 up, 90 vertical, 180 down. [degree]  azimuth : clockwise from north. [degree]
    absorptance : of sunlight.  emissivity : of heat radiation.
    height : of its middle over the ground. [m]  terrain : key of `TERRAIN`.
    u_value : roughly, to estimate its temperature: 0 for insulated parts. [W/(m2 K)]
    """

    tilt: float
    azimuth: float
    absorptance: float = 0.6
    emissivity: float = 0.9
    roughness: float = ROUGH
    height: float = 3.0
    terrain: str = "suburbs"
    u_value: float = 0.0
    ground_reflection: float = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """Equivalent temperature [degree C] and film [W/(m2 K)] in each hour, shape (8760,)."""

    temperature: FloatArray
    film: FloatArray

    def __post_init__(self) -> None:
        """Freeze the arrays."""
        for name in ("temperature", "film"):
            object.__setattr__(self, name, frozen(getattr(self, name), np.float64, (None,)))

    @property
    def mean_film(self) -> float:
        """[W/(m2 K)]"""
        return float(self.film.mean())


def surroundings(
    weather: HourlyWeather, face: Face, shading: Shading | None = None
) -> Surroundings:
    """What `face` meets, behind what stands in the way of its sun; kept where nothing does.

    The sky's heat radiation is that of an open site.

    Hours without wind or sky have `CALM_WIND` and a sky `SKY_DROP` below the air.

    References
    ----------
    Forced convection: Yazdanian and Klems (1994), as in EnergyPlus "DOE-2", mean of windward and
    leeward for walls; natural: Walton (1983). Sky: view factor times the square root of itself
    for sky against air, Walton (1983). The ground is as warm as the air.
    """
    if shading is None:
        return _open(weather, face)
    sun = plane_sun(weather, face.tilt, face.azimuth, face.ground_reflection)
    return _settled(weather, face, shaded(sun, shading).total)


@lru_cache(maxsize=1024)
def _open(weather: HourlyWeather, face: Face) -> Surroundings:
    sun = plane_sun(weather, face.tilt, face.azimuth, face.ground_reflection)
    return _settled(weather, face, sun.total)


def _settled(weather: HourlyWeather, face: Face, sun: FloatArray) -> Surroundings:
    """Where the face settles with so much sun on it. [W/m2]"""
    air = weather.temperature
    sky = np.where(np.isnan(weather.sky_temperature), air - SKY_DROP, weather.sky_temperature)
    wind = np.where(np.isnan(weather.wind_speed), CALM_WIND, weather.wind_speed)
    to_sky = (1 + np.cos(np.radians(face.tilt))) / 2
    to_sky *= np.sqrt(to_sky)
    forced = _forced(face, wind)
    surface = air.copy()
    film = equivalent = air
    for _ in range(STEPS):
        convection = _convection(face, surface - air, forced)
        sky_part = to_sky * _radiation(face.emissivity, surface, sky)
        air_part = (1 - to_sky) * _radiation(face.emissivity, surface, air)
        film = convection + sky_part + air_part
        equivalent = (
            (convection + air_part) * air + sky_part * sky + face.absorptance * sun
        ) / film
        held = np.minimum(face.u_value / film, 0.5)
        surface = 0.5 * surface + 0.5 * ((1 - held) * equivalent + held * ROOM)
    return Surroundings(equivalent, film)


def local_wind(face: Face, wind: FloatArray) -> FloatArray:
    """Wind at the height of the face. [m/s]"""
    layer, power = TERRAIN[face.terrain]
    return wind * 27.0**0.14 * (max(face.height, 0.5) / layer) ** power


def air_density(weather: HourlyWeather) -> FloatArray:
    """Of outside air against standard air (1.204 kg/m3: 20 degree C at the sea), shape (8760,).

    References
    ----------
    International standard atmosphere for the pressure at `weather.altitude`; at the sea if that
    is unknown.
    """
    altitude = weather.altitude if np.isfinite(weather.altitude) else 0.0
    pressure = 101325.0 * (1 - 2.25577e-5 * altitude) ** 5.2559
    return pressure / (287.055 * (weather.temperature + KELVIN)) / 1.204


def _forced(face: Face, wind: FloatArray) -> tuple[FloatArray, ...]:
    """Forced convection of smooth faces [W/(m2 K)], windward and, for walls, leeward."""
    local = local_wind(face, wind)
    windward = 3.26 * local**0.89
    if face.tilt < 45:
        return (windward,)
    return windward, 3.55 * local**0.617


def _convection(face: Face, over: FloatArray, forced: tuple[FloatArray, ...]) -> FloatArray:
    """Outer convection at a temperature difference [K], mean of the sides. [W/(m2 K)]"""
    warm, cold = natural_factors(face.tilt)
    natural = np.where(over > 0, warm, cold) * np.abs(over) ** (1 / 3)
    sides = [natural + face.roughness * (np.hypot(natural, smooth) - natural) for smooth in forced]
    return np.mean(sides, axis=0)


WINDOW_FACTOR = 1.13
"""Natural convection at the inner face of windows, as `natural_factors`: ISO 15099:2003, 8.3.2.2
(Nu = 0.56 Ra^(1/4), boundary layer along the height) for panes of 1.5 m at 5 K. Less than at a
wall, because the flow along a window is shorter and stays laminar. [W/(m2 K^(4/3))]"""


def natural_factors(tilt: float) -> tuple[float, float]:
    """Natural convection over the cube root of the difference. [W/(m2 K^(4/3))]

    The first for a surface warmer than the air, the second for a colder one.

    Parameters
    ----------
    tilt : of the face that meets the air: 0 up, 90 vertical, 180 down. [degree]

    References
    ----------
    Walton (1983), TARP reference manual, NBSIR 83-2655.
    """
    rise = np.cos(np.radians(tilt))
    enhanced, reduced = 9.482 / (7.238 - abs(rise)), 1.810 / (1.382 + abs(rise))
    return (enhanced, reduced) if rise > 0 else (reduced, enhanced)


def _radiation(emissivity: float, one: FloatArray, other: FloatArray) -> FloatArray:
    """Conductance by radiation between two temperatures [degree C]. [W/(m2 K)]"""
    a, b = one + KELVIN, other + KELVIN
    return emissivity * STEFAN * (a * a + b * b) * (a + b)
