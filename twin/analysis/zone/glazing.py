"""Sun through glass, by the angle at which it falls.

A glazing is a stack of panes. From what a pane lets through and throws back at normal incidence
follows what it does at every other angle (Fresnel and Bouguer for plain glass), from the panes
follows the stack, and from the resistances between them how much of the heat that they absorb
goes in.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from twin.analysis.sun.transposition import PlaneSun
from twin.analysis.zone.panes import ANGLES, Pane, angular
from twin.analysis.zone.room_inputs import G_VALUE, U_VALUE, check_pane, check_value
from twin.model.arrays import FloatArray

STANDARD_FILM = 25.0  # outside, EN 673:2011. [W/(m2 K)]
CLASS_LIMITS = 4.0, 1.9, 1.0  # U-value down to which a window is of the class before. [W/(m2 K)]
CLEAR, COATED = Pane(0.834, 0.075, 0.075), Pane(0.58, 0.26, 0.30, coated=True)
USUAL = (
    ((CLEAR,), ()),
    ((CLEAR, CLEAR), (0.17,)),
    ((CLEAR, COATED), (0.55,)),
    ((COATED, CLEAR, COATED), (0.5, 0.5)),
)
"""Panes and gaps [m2 K/W] of usual windows by class."""
USUAL_VALUES = (5.2, 0.82), (2.6, 0.72), (1.4, 0.55), (0.8, 0.42)
"""U-value [W/(m2 K)] and g-value of them."""
CIRCUMSOLAR = 25.0  # half-angle of the bright disc around the sun. [degree]


@dataclass(frozen=True, slots=True, eq=False)
class Glazing:
    """Optics of a stack of panes, from the outside in.

    transmitted, inward : share of the beam that comes through, and that is absorbed and goes in,
        at `ANGLES`.  inward is counted at the inner surface, as a flux there with the same effect.
    diffuse_transmitted, diffuse_inward : of light from everywhere.
    back_reflectance : of diffuse light from the room.
    resistance : surface to surface. [m2 K/W]
    """

    transmitted: FloatArray
    inward: FloatArray
    diffuse_transmitted: float
    diffuse_inward: float
    back_reflectance: float
    resistance: float


def glazing(panes: Sequence[Pane], gaps: Sequence[float], outer_film: float) -> Glazing:
    """Optics of panes with gaps of known resistance between them.

    Parameters
    ----------
    panes : from the outside in.
    gaps : thermal resistance of each gap. [m2 K/W]
    outer_film : from the outer surface to the equivalent temperature. [W/(m2 K)]

    Raises
    ------
    MissingInput, InputOutOfRange
        If a pane is unknown or gives more light than it gets.
    """
    for pane in panes:
        check_pane(pane.transmittance, pane.outer_reflectance, pane.inner_reflectance)
    through, absorbed = _stack(panes)
    towards = _inward_weights(panes, gaps, outer_film)
    inward = absorbed @ towards
    back, _ = _stack([_turned(p) for p in reversed(panes)], reflect=True)
    return Glazing(
        transmitted=through,
        inward=inward,
        diffuse_transmitted=_hemispherical(through),
        diffuse_inward=_hemispherical(inward),
        back_reflectance=_hemispherical(back),
        resistance=sum(p.resistance for p in panes) + sum(gaps),
    )


def plain_glazing(u_value: float, g_value: float, films: tuple[float, float]) -> Glazing:
    """Glazing known by U-value and g-value alone.

    It gets the angular behaviour of as many panes as its U-value tells, scaled so that g at normal
    incidence is `g_value`.

    Parameters
    ----------
    u_value : air to air, frame included or not as the area is. [W/(m2 K)]
    g_value : at normal incidence, 0 to 1.
    films : inner and outer conductance for which `u_value` is stated. [W/(m2 K)]

    Raises
    ------
    MissingInput, InputOutOfRange
        If U-value or g-value is unknown or cannot be.
    """
    check_value(u_value, U_VALUE)
    check_value(g_value, G_VALUE)
    inner, outer = films
    wall = max(1 / u_value - 1 / inner - 1 / outer, 0.002)
    entering = (wall + 1 / outer) / (wall + 1 / outer + 1 / inner)
    share = direct_share(u_value, g_value)
    kind = glazing(*USUAL[glass_class(u_value)], STANDARD_FILM)
    return replace(
        _scaled(kind, g_value * share, g_value * (1 - share) / entering), resistance=wall
    )


def direct_share(u_value: float, g_value: float) -> float:
    """Part of the g-value that is sunlight itself; the rest is heat absorbed in the panes.

    u_value : [W/(m2 K)]  g_value : above 0.

    References
    ----------
    Arasteh, Kohler and Griffith (2009), LBNL-2804E, step 4; between its two cases (U below 3.4
    and above 4.5) as there in proportion.
    """
    good = (
        0.085775 * g_value**2 + 0.963954 * g_value - 0.084958
        if g_value > 0.15
        else 0.41040 * g_value
    )
    poor = (
        1.30415 * g_value - 0.30515
        if g_value > 0.7206
        else 0.939998 * g_value**2 + 0.20332 * g_value
    )
    part = float(np.clip((u_value - 3.4) / (4.5 - 3.4), 0.0, 1.0))
    return min((1 - part) * good + part * poor, g_value) / g_value


def _scaled(kind: Glazing, transmitted: float, inward: float) -> Glazing:
    """The same angles with other values at normal incidence."""
    through, heat = transmitted / kind.transmitted[0], inward / kind.inward[0]
    light = kind.transmitted * through
    return Glazing(
        light,
        np.minimum(kind.inward * heat, 1 - light),
        kind.diffuse_transmitted * through,
        kind.diffuse_inward * heat,
        kind.back_reflectance,
        kind.resistance,
    )


def glass_class(u_value: float) -> int:
    """Row of `USUAL` by U-value [W/(m2 K)]: 0 single, 1 double, 2 coated double, 3 triple."""
    return sum(u_value <= limit for limit in CLASS_LIMITS)


@lru_cache(maxsize=32)
def usual_glazing(place: int, inner_film: float = 7.7) -> Glazing:
    """Panes of a row of `USUAL`, scaled as if their g-value were 1.

    inner_film : for which g is stated. [W/(m2 K)]
    """
    u_value, g_value = USUAL_VALUES[place]
    unit = plain_glazing(u_value, g_value, (inner_film, STANDARD_FILM))
    return _scaled(unit, unit.transmitted[0] / g_value, unit.inward[0] / g_value)


def at_angle(table: FloatArray, cosine: FloatArray) -> FloatArray:
    """Values at the angles of incidence whose cosine is given; 0 from behind."""
    angle = np.degrees(np.arccos(np.clip(cosine, 0.0, 1.0)))
    return np.where(cosine > 0, np.interp(angle, ANGLES, table), 0.0)


def scattered(sun: PlaneSun, table: FloatArray, everywhere: float, tilt: float) -> FloatArray:
    """Light of sky and ground times what glass does with it, shape (8760,). [W/m2]

    The horizon's light falls at the angles at which the horizon is seen, all other light as from
    everywhere.

    Parameters
    ----------
    table : at `ANGLES`.  everywhere : its mean for light from everywhere.
    tilt : of the plane. [degree]
    """
    turn = np.radians(np.linspace(-89.5, 89.5, 180))
    cosine = np.sin(np.radians(tilt)) * np.cos(turn)
    level = np.average(at_angle(table, cosine), weights=np.cos(turn))
    return sun.diffuse * everywhere + sun.horizon * (level - everywhere)


def _turned(pane: Pane) -> Pane:
    return Pane(
        pane.transmittance, pane.inner_reflectance, pane.outer_reflectance, pane.coated,
        pane.resistance,
    )  # fmt: skip


def _inward_weights(panes: Sequence[Pane], gaps: Sequence[float], outer_film: float) -> FloatArray:
    """What heat absorbed in each pane is worth as a flux at the inner surface.

    Resistance from the outside to the middle of the pane, against that to the inner surface.
    """
    reach, found = 1 / outer_film, []
    for pane, gap in zip(panes, [*gaps, 0.0], strict=True):
        found.append(reach + pane.resistance / 2)
        reach += pane.resistance + gap
    return np.array(found) / reach


def _stack(panes: Sequence[Pane], reflect: bool = False) -> tuple[FloatArray, FloatArray]:
    """Transmittance (or reflectance) of the stack and absorptance per pane, at all angles.

    References
    ----------
    Net radiation by adding one pane at a time, as in ISO 9050:2003, 5.2; absorption by the light
    that meets each pane from both sides.
    """
    optics = [angular(p) for p in panes]  # each (t, r_outer, r_inner), shape (angles,)
    absorbed = np.zeros((len(ANGLES), len(panes)))
    for place, (t, r_out, r_in) in enumerate(optics):
        arrives = _through(optics[:place])
        meets = arrives / (1 - _behind_of(optics[:place]) * _reflectance(optics[place:]))
        rest = _reflectance(optics[place + 1 :])
        returned = meets * t * rest / (1 - r_in * rest)
        absorbed[:, place] = meets * (1 - t - r_out) + returned * (1 - t - r_in)
    return (_reflectance(optics) if reflect else _through(optics)), absorbed


def _through(optics: Sequence[tuple[FloatArray, FloatArray, FloatArray]]) -> FloatArray:
    t_all, behind = np.ones(len(ANGLES)), np.zeros(len(ANGLES))
    for t, r_out, r_in in optics:
        between = 1 / (1 - behind * r_out)
        t_all, behind = t_all * between * t, r_in + t * t * behind * between
    return t_all


def _behind_of(optics: Sequence[tuple[FloatArray, FloatArray, FloatArray]]) -> FloatArray:
    behind = np.zeros(len(ANGLES))
    for t, r_out, r_in in optics:
        behind = r_in + t * t * behind / (1 - behind * r_out)
    return behind


def _reflectance(optics: Sequence[tuple[FloatArray, FloatArray, FloatArray]]) -> FloatArray:
    """Of a stack met from its outer side."""
    found = np.zeros(len(ANGLES))
    for t, r_out, r_in in reversed(optics):
        found = r_out + t * t * found / (1 - r_in * found)
    return found


@lru_cache(maxsize=1)
def _cone() -> tuple[FloatArray, FloatArray]:
    """Directions around each of `ANGLES`: angle of incidence and weight, each (angles, n)."""
    radius = np.radians(np.linspace(0, CIRCUMSOLAR, 14)[1:] - CIRCUMSOLAR / 26)
    turn = np.linspace(0, np.pi, 19)[:-1] + np.pi / 36
    r, t = (a.ravel() for a in np.meshgrid(radius, turn, indexing="ij"))
    angle = np.radians(ANGLES)[:, None]
    cosine = np.cos(angle) * np.cos(r) + np.sin(angle) * np.sin(r) * np.cos(t)
    weight = np.maximum(cosine, 0.0) * np.sin(r)
    return np.degrees(np.arccos(np.clip(cosine, 0, 1))), weight


def blurred(table: FloatArray) -> FloatArray:
    """The same for light from a disc of sky around the sun, shape of `ANGLES`.

    References
    ----------
    Perez et al. (1987), Solar Energy 39, 221-231: circumsolar region of 25 degrees half-angle.
    """
    angles, weight = _cone()
    return (np.interp(angles, ANGLES, table) * weight).sum(axis=1) / weight.sum(axis=1)


def _hemispherical(table: FloatArray) -> float:
    """Mean for light that comes evenly from everywhere."""
    angle = np.radians(np.linspace(0, 90, 361))
    values = np.interp(np.degrees(angle), ANGLES, table)
    weight = np.sin(2 * angle)
    return float((values * weight).sum() / weight.sum())
