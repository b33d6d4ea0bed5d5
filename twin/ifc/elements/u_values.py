"""Thermal transmittance and solar transmittance of elements: stated, or from their layers."""

import math
import re
from collections.abc import Mapping

from twin.ifc.elements.properties import value_of
from twin.model.building import ElementDetails, MaterialLayer

_U_NAMES = (
    "ThermalTransmittance", "Heat Transfer Coefficient (U)", "U-Value", "U-value", "U-verdi",
    "UValue", "U-Wert",
)  # fmt: skip
_G_NAMES = ("SolarHeatGainTransmittance", "Solar Heat Gain Coefficient", "g-value", "g-verdi")
_U_RANGE = (0.05, 8.0)
_SURFACE_RESISTANCE = {"wall": 0.13, "door": 0.13, "window": 0.13, "roof": 0.10, "floor": 0.17}
_OUTER_RESISTANCE = 0.04
"""[m2 K/W]; ISO 6946:2017, Table 7, by direction of heat flow."""
_AIR_RESISTANCE = 0.18
"""Unventilated air layer of 25 mm and more, horizontal heat flow; ISO 6946:2017, Table 8."""
_LEAST_LAYER = 0.012
"""Unknown layers thinner than this do not matter: foils, paint, tiles. [m]"""

_CONDUCTIVITIES: tuple[tuple[str, float], ...] = (
    (r"mineral ?ull|steinull|glassull|rock ?wool|glass ?wool|mineral ?wool|mineralwolle", 0.037),
    (r"pir\b|pur\b|polyurethan", 0.025),
    (r"\bxps|\beps|polystyren|styropor|isopor", 0.036),
    (r"isolasjon|isolering|insulation|insul\b|dämmung|daemmung|isolation", 0.037),
    (r"lettbetong|leichtbeton|lightweight concrete|leca|siporex|ytong|porenbeton|aerated", 0.20),
    (r"betong|concrete|beton", 2.0),
    (r"gips|gypsum|plasterboard|drywall", 0.25),
    (r"osb|spon|plywood|kryssfin|finer|particle|fibre ?board|spanplatte|sheathing", 0.13),
    (r"trevirke|\btre\b|treverk|timber|wood|holz|glulam|limtre|panel\b", 0.13),
    (r"tegl|brick|ziegel|mauerwerk|masonry", 0.80),
    (r"murpuss|puss\b|plaster|render\b|putz|mortar|mørtel|screed|estrich|påstøp", 1.0),
    (r"stål|steel|stahl", 50.0),
    (r"alumin", 160.0),
    (r"naturstein|granit|stone|skifer|slate", 2.8),
    (r"asfalt|asphalt|bitumen|takpapp|membran", 0.23),
)
"""Design thermal conductivities by what a material is called. [W/(m K)]

Rounded from ISO 10456:2007, Table 3; insulation from the declared values usual in Norway."""
_AIR = re.compile(r"\bluft|\bair\b|hulrom|cavity", re.IGNORECASE)
_MATERIALS = tuple((re.compile(p, re.IGNORECASE), value) for p, value in _CONDUCTIVITIES)


def u_value(details: ElementDetails, kind: str, stated: Mapping[str, float]) -> tuple[float, str]:
    """Thermal transmittance and its source, (NaN, "") if the file does not tell.

    Reads ThermalTransmittance of any property set (Pset_WallCommon and its like first) and the
    names Revit and others use; else the layers by ISO 6946. Windows are never taken from layers.

    Parameters
    ----------
    details : ElementDetails
    kind : str
        Kind of envelope part; gives the surface resistances.
    stated : mapping
        Conductivities that the file states, per material name. [W/(m K)]
    """
    for name in _U_NAMES:
        value = value_of(details.property_sets, name)
        if isinstance(value, float) and _U_RANGE[0] <= value <= _U_RANGE[1]:
            return value, "property"
    if kind == "window":
        return math.nan, ""
    resistance = _resistance(details.layers, stated)
    if not math.isfinite(resistance):
        return math.nan, ""
    return 1.0 / (_SURFACE_RESISTANCE[kind] + resistance + _OUTER_RESISTANCE), "layers"


def g_value(details: ElementDetails) -> float:
    """Total solar energy transmittance, NaN if the file does not tell."""
    for name in _G_NAMES:
        value = value_of(details.property_sets, name)
        if isinstance(value, float) and 0.0 < value < 1.0:
            return value
    return math.nan


def _resistance(layers: tuple[MaterialLayer, ...], stated: Mapping[str, float]) -> float:
    """Sum of d/λ of homogeneous layers, NaN if a layer that matters is not known. [m2 K/W]

    References
    ----------
    ISO 6946:2017, 6.7.1.1, equation (4).
    """
    known = [one for one in layers if math.isfinite(one.thickness) and one.thickness > 0]
    if not known:
        return math.nan
    total = 0.0
    for layer in known:
        resistance = _layer_resistance(layer, stated)
        if math.isfinite(resistance):
            total += resistance
        elif layer.thickness >= _LEAST_LAYER:
            return math.nan
    return total if total > 0 else math.nan


def _layer_resistance(layer: MaterialLayer, stated: Mapping[str, float]) -> float:
    if layer.name in stated:
        return layer.thickness / stated[layer.name]
    for pattern, conductivity in _MATERIALS:
        if pattern.search(layer.name):
            return layer.thickness / conductivity
    return _AIR_RESISTANCE if _AIR.search(layer.name) else math.nan
