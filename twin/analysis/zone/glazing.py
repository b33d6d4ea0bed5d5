"""Sun through glass, by the angle at which it falls.

A glazing is a stack of panes. From what a pane lets through and throws back at normal incidence
follows what it does at every other angle (Fresnel and Bouguer for plain glass), from the panes
follows the stack, and from the resistances between them how much of the heat that they absorb
goes in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.optimize import brentq

from twin.analysis.zone.room_inputs import G_VALUE, U_VALUE, check_pane, check_value
from twin.model.arrays import FloatArray

ANGLES = np.arange(0.0, 91.0, 1.0)  # of incidence, at which optics are tabulated. [degree]
ROOM_EMISSIVITY = 0.84  # of bare glass, EN 673:2011: 0.837
STEFAN = 5.670e-8  # [W/(m2 K4)]
CIRCUMSOLAR = 25.0  # half-angle of the bright disc around the sun. [degree]
GRAZING = 0.9999  # reflectance at 90 degrees; less than 1, so that stacks can be summed
MEAN_GAP_TEMPERATURE = 283.0  # EN 673:2011. [K]


@dataclass(frozen=True, slots=True)
class Pane:
    """One pane at normal incidence; outer side first.

    coated : whether the solar values are those of a coating, whose angles are not Fresnel's.
    resistance : of the glass. [m2 K/W]
    """

    transmittance: float
    outer_reflectance: float
    inner_reflectance: float
    coated: bool = False
    resistance: float = 0.003


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
    unit = typical_glazing(u_value, inner)
    return Glazing(
        unit.transmitted * g_value,
        unit.inward * g_value,
        unit.diffuse_transmitted * g_value,
        unit.diffuse_inward * g_value,
        unit.back_reflectance,
        wall,
    )


def typical_glazing(u_value: float, inner_film: float = 7.7) -> Glazing:
    """Usual panes for a U-value [W/(m2 K)], scaled as if their g-value were 1.

    inner_film : for which g is stated. [W/(m2 K)]
    """
    kind = _typical(u_value)
    entering = (kind.resistance + 1 / 25.0) / (kind.resistance + 1 / 25.0 + 1 / inner_film)
    total = float(kind.transmitted[0] + kind.inward[0] * entering)
    return Glazing(
        kind.transmitted / total,
        kind.inward / total,
        kind.diffuse_transmitted / total,
        kind.diffuse_inward / total,
        kind.back_reflectance,
        kind.resistance,
    )


def at_angle(table: FloatArray, cosine: FloatArray) -> FloatArray:
    """Values at the angles of incidence whose cosine is given; 0 from behind."""
    angle = np.degrees(np.arccos(np.clip(cosine, 0.0, 1.0)))
    return np.where(cosine > 0, np.interp(angle, ANGLES, table), 0.0)


@dataclass(frozen=True, slots=True)
class Gas:
    """At 283 K. density [kg/m3], viscosity [kg/(m s)], conductivity [W/(m K)], heat [J/(kg K)]."""

    density: float
    viscosity: float
    conductivity: float
    heat: float


# EN 673:2011, table 1, 10 degree C.
GASES = {
    "air": Gas(1.232, 1.761e-5, 2.496e-2, 1008.0),
    "argon": Gas(1.699, 2.164e-5, 1.684e-2, 519.0),
    "krypton": Gas(3.560, 2.400e-5, 0.900e-2, 245.0),
}
NOMINAL_DIFFERENCE = 15.0  # over all gaps of a glazing together, EN 673:2011, 6.2. [K]


def gap_resistance(
    gas: str, width: float, emissivities: tuple[float, float], difference: float = 15.0
) -> float:
    """Of a vertical gap between panes. [m2 K/W]

    Parameters
    ----------
    gas : ``air`` | ``argon`` | ``krypton``.
    width : [m]
    emissivities : of the two faces.
    difference : over the gap: `NOMINAL_DIFFERENCE` over the number of gaps. [K]

    References
    ----------
    EN 673:2011, equations 4 to 8.
    """
    g = GASES[gas]
    grashof = 9.81 * width**3 * difference * g.density**2 / (MEAN_GAP_TEMPERATURE * g.viscosity**2)
    prandtl = g.viscosity * g.heat / g.conductivity
    nusselt = max(0.035 * (grashof * prandtl) ** 0.38, 1.0)
    exchange = 1 / (1 / emissivities[0] + 1 / emissivities[1] - 1)
    radiation = 4 * STEFAN * exchange * MEAN_GAP_TEMPERATURE**3
    return 1 / (nusselt * g.conductivity / width + radiation)


@lru_cache(maxsize=8)
def _typical(u_value: float) -> Glazing:
    """Panes of a usual window of about this U-value. [W/(m2 K)]"""
    clear = Pane(0.834, 0.075, 0.075)
    coated = Pane(0.58, 0.26, 0.30, coated=True)
    if u_value > 4.0:
        return glazing([clear], [], 25.0)
    if u_value > 1.9:
        return glazing([clear, clear], [0.17], 25.0)
    if u_value > 1.0:
        return glazing([clear, coated], [0.55], 25.0)
    return glazing([coated, clear, coated], [0.5, 0.5], 25.0)


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
    optics = [_angular(p) for p in panes]  # each (t, r_outer, r_inner), shape (angles,)
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


def _angular(pane: Pane) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Transmittance and both reflectances at all angles."""
    if pane.coated:
        return _coated(pane)
    index, depth = _fresnel_of(pane.transmittance, pane.outer_reflectance)
    t, r = _fresnel(index, depth)
    return t, r, r


def _coated(pane: Pane) -> tuple[FloatArray, FloatArray, FloatArray]:
    """As plain glass of the same transmittance, scaled to the pane at normal incidence.

    References
    ----------
    Finlayson et al. (1993), WINDOW 4.0, LBL-33943, chapter 5: the curves of clear and of bronze
    glass stand in for coatings; here those of plain glass.
    """
    t, r = _fresnel(*_fresnel_of(0.834, 0.075))
    shape_t = t / t[0]
    shape_r = (r - r[0]) / (1 - r[0])
    through = pane.transmittance * shape_t
    outer = pane.outer_reflectance + (1 - pane.outer_reflectance) * shape_r
    inner = pane.inner_reflectance + (1 - pane.inner_reflectance) * shape_r
    most = 1 - through
    return through, np.minimum(outer, most), np.minimum(inner, most)


@lru_cache(maxsize=32)
def _fresnel_of(transmittance: float, reflectance: float) -> tuple[float, float]:
    """Refractive index and optical depth of plain glass with these values."""

    def single(index: float) -> float:
        return ((index - 1) / (index + 1)) ** 2

    def depth_for(rho: float) -> float:
        # t = x (1-rho)^2 / (1 - rho^2 x^2) solved for x = exp(-depth)
        a, b = transmittance * rho**2, (1 - rho) ** 2
        if a == 0:
            return float(-np.log(transmittance / b))
        root = (-b + np.sqrt(b * b + 4 * a * transmittance)) / (2 * a)
        return float(-np.log(min(root, 1.0)))

    def gap(index: float) -> float:
        rho = single(index)
        x = np.exp(-depth_for(rho))
        t = x * (1 - rho) ** 2 / (1 - rho**2 * x**2)
        return rho * (1 + x * t) - reflectance

    index = float(brentq(gap, 1.05, 3.0))
    return index, depth_for(single(index))


def _fresnel(index: float, depth: float) -> tuple[FloatArray, FloatArray]:
    """Transmittance and reflectance of plain glass at all angles, both polarisations."""
    angle = np.radians(np.minimum(ANGLES, 89.9))
    inside = np.arcsin(np.sin(angle) / index)
    path = np.exp(-depth / np.cos(inside))
    t, r = np.zeros(len(ANGLES)), np.zeros(len(ANGLES))
    ci, ct = np.cos(angle), np.cos(inside)
    for rho in (
        ((ci - index * ct) / (ci + index * ct)) ** 2,
        ((index * ci - ct) / (index * ci + ct)) ** 2,
    ):
        through = path * (1 - rho) ** 2 / (1 - (rho * path) ** 2)
        t += through / 2
        r += rho * (1 + path * through) / 2
    t[-1], r[-1] = 0.0, GRAZING
    return t, r


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
