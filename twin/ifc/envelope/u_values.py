"""Thermal and solar transmittance of parts: what the file states, and whether to believe it."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from twin.model.building import ElementDetails, PropertyValue

U_NAMES = (
    "ThermalTransmittance", "Heat Transfer Coefficient (U)", "U-Value", "U-value", "U-verdi",
    "UValue", "U-Wert", "U-waarde", "Uw-Wert",
)  # fmt: skip
_G_NAMES = (
    "SolarHeatGainTransmittance", "Solar Heat Gain Coefficient", "g-value", "g-verdi", "g-Wert",
    "g-waarde", "SolarHeatGainCoefficient",
)  # fmt: skip
_GLAZING_U = "ThermalTransmittanceWinter"
_PANES = "GlassLayers"
_USUAL_G = {1: 0.85, 2: 0.75, 3: 0.65}
"""Of uncoated panes; EN ISO 52022-1 and NS 3031:2014, Annex A, rounded."""
LOWEST = 0.05
_HIGHEST = {"wall": 5.9, "roof": 7.15, "floor": 4.8, "window": 7.0, "door": 7.0}
"""Bare surfaces alone let no more through: 1 / (Rsi + Rse), a little more for glass by other
rules than ISO 6946. [W/(m2 K)]"""


@dataclass(frozen=True, slots=True)
class Stated:
    """A transmittance as the file states it.

    value : NaN if there is none that can be used.
    origin : ``set.name`` of the property it is from, "" if none.
    refused : the value that cannot be right, NaN if none.
    """

    value: float = math.nan
    origin: str = ""
    refused: float = math.nan


def stated_u_value(details: ElementDetails, kind: str) -> Stated:
    """The first U-value that can be right, of ``Pset_…Common`` sets first. [W/(m2 K)]"""
    names = (*U_NAMES, _GLAZING_U) if kind == "window" else U_NAMES
    refused = math.nan
    for origin, value in _numbers(details, names):
        if LOWEST <= value <= _HIGHEST[kind]:
            return Stated(value, origin, refused)
        refused = value if math.isnan(refused) else refused
    return Stated(refused=refused)


def stated_g_value(details: ElementDetails) -> tuple[float, str]:
    """Total solar energy transmittance and its source: ``property``, ``panes`` or ""."""
    for _, value in _numbers(details, _G_NAMES):
        if 0.0 < value < 1.0:
            return value, "property"
    for _, value in _numbers(details, (_PANES,)):
        if int(value) in _USUAL_G:
            return _USUAL_G[int(value)], "panes"
    return math.nan, ""


def _numbers(details: ElementDetails, names: tuple[str, ...]) -> Iterator[tuple[str, float]]:
    """Numbers called so, by name, common sets first; text is not a number."""
    sets = sorted(details.property_sets.items(), key=lambda s: not s[0].endswith("Common"))
    for name in names:
        for set_name, values in sets:
            number = _number(values.get(name))
            if number is not None:
                yield f"{set_name}.{name}", number


def _number(value: PropertyValue) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value)
