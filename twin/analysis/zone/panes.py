"""Single panes, and the gaps between them."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.optimize import brentq

from twin.analysis.zone.outdoors import STEFAN
from twin.model.arrays import FloatArray

ANGLES = np.arange(0.0, 91.0, 1.0)  # of incidence, at which optics are tabulated. [degree]
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


def angular(pane: Pane) -> tuple[FloatArray, FloatArray, FloatArray]:
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

    index = float(brentq(gap, 1.05, 3.0))  # pyright: ignore[reportArgumentType]
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
