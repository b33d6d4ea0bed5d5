"""What the inner faces of a room exchange with each other, and how they share the sun."""

import numpy as np

from twin.analysis.zone.outdoors import KELVIN, STEFAN
from twin.model.arrays import FloatArray
from twin.model.thermal import HourlyWeather

AIR_HEAT = 1.204 * 1006.0  # heat capacity of standard air. [J/(m3 K)]
ABSORPTANCE = 0.6  # of inner faces for sunlight; light floors and walls
EMISSIVITY, GLASS_EMISSIVITY = 0.9, 0.84
ROOM = 20.0  # at which radiation between inner faces is made linear. [degree C]
INNER_FILM = 7.7  # to estimate how cold the inner face of a window is. [W/(m2 K)]
KEPT_IN_GLASS = 0.5  # share of room light absorbed in a window that stays in the room
LARGEST_SHARE = 0.45  # of one face in what a room radiates, for which Carroll's factor has a root


def cold_face(u_value: FloatArray, weather: HourlyWeather) -> FloatArray:
    """Inner face of a part without mass at the mean temperature of the year. [degree C]"""
    return ROOM - (ROOM - float(weather.temperature.mean())) * u_value / INNER_FILM


def radiant_conductance(
    area: FloatArray, emissivity: FloatArray, face: FloatArray | float = ROOM
) -> FloatArray:
    """From each face to the radiant node, shape of `area`, faces first. [W/(m2 K)]

    face : usual temperature of each. [degree C]

    References
    ----------
    Carroll (1980), An MRT method of computing radiant energy exchange in rooms: the factor makes
    up for a face being part of what it sees.
    """
    factor = np.ones_like(area)
    for _ in range(100):
        share = area * factor / (area * factor).sum(axis=0)
        factor = 1 / (1 - np.minimum(share, LARGEST_SHARE))
    exchange = 1 / (1 / factor + (1 - emissivity) / emissivity)
    middle = KELVIN + (ROOM + face) / 2
    return 4 * STEFAN * middle**3 * exchange


def sun_shares(
    area: FloatArray, absorptance: FloatArray, floor: FloatArray, lost: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Share of beam and of diffuse sunlight that each face takes up, each of the shape of `area`.

    A beam falls on the floors; what they throw back meets everything else first, and what is left
    then, like diffuse light after its first face, spreads evenly. What windows let out is lost.

    Parameters
    ----------
    area, absorptance : of each face, shape (G,) or (G, n).
    floor : how much of each face is floor, 0 to 1.
    lost : share of what a window takes up that leaves the room; 0 for opaque faces.
    """
    even = _normal(area * absorptance)
    glass = lost > 0

    def spread(meets: FloatArray) -> FloatArray:
        taken = _normal(np.where(meets.any(axis=0), meets, area)) * absorptance
        return taken + (1 - taken.sum(axis=0)) * even

    landing = area * floor
    beam = _normal(np.where(landing.any(axis=0), landing, area)) * absorptance
    beam = beam + (1 - beam.sum(axis=0)) * spread(area * (1 - floor))
    keeps = np.where(glass, (1 - lost) * KEPT_IN_GLASS, 1.0)
    return beam * keeps, spread(area * ~glass) * keeps


def _normal(values: FloatArray) -> FloatArray:
    """The values against their sum over all faces."""
    return values / values.sum(axis=0)
