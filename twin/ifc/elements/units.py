"""Units of a file and the factors that turn its numbers into SI."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import ifcopenshell

_PREFIXES = {
    "EXA": 1e18, "PETA": 1e15, "TERA": 1e12, "GIGA": 1e9, "MEGA": 1e6, "KILO": 1e3, "HECTO": 1e2,
    "DECA": 1e1, "DECI": 1e-1, "CENTI": 1e-2, "MILLI": 1e-3, "MICRO": 1e-6, "NANO": 1e-9,
    "PICO": 1e-12, "FEMTO": 1e-15, "ATTO": 1e-18,
}  # fmt: skip
_POWERS = {"SQUARE_METRE": 2, "CUBIC_METRE": 3}
_BASE = {"GRAM": 1e-3}

_MEASURES: dict[str, str] = {
    "IfcLengthMeasure": "LENGTHUNIT",
    "IfcPositiveLengthMeasure": "LENGTHUNIT",
    "IfcNonNegativeLengthMeasure": "LENGTHUNIT",
    "IfcAreaMeasure": "AREAUNIT",
    "IfcVolumeMeasure": "VOLUMEUNIT",
    "IfcPlaneAngleMeasure": "PLANEANGLEUNIT",
    "IfcPositivePlaneAngleMeasure": "PLANEANGLEUNIT",
    "IfcMassMeasure": "MASSUNIT",
    "IfcTimeMeasure": "TIMEUNIT",
    "IfcPowerMeasure": "POWERUNIT",
    "IfcPressureMeasure": "PRESSUREUNIT",
    "IfcEnergyMeasure": "ENERGYUNIT",
    "IfcThermalTransmittanceMeasure": "THERMALTRANSMITTANCEUNIT",
    "IfcThermalConductivityMeasure": "THERMALCONDUCTANCEUNIT",
    "IfcVolumetricFlowRateMeasure": "VOLUMETRICFLOWRATEUNIT",
    "IfcMassDensityMeasure": "MASSDENSITYUNIT",
    "IfcSpecificHeatCapacityMeasure": "SPECIFICHEATCAPACITYUNIT",
}
"""Unit type of the measures that are converted; other numbers are kept as they are."""


@dataclass(frozen=True, slots=True)
class Units:
    """Factors to SI per unit type (plane angles: to degrees).

    length_name : for example ``millimetre``; ``metre`` where the file has no length unit.
    has_length : whether the file says its length unit.
    """

    factors: Mapping[str, float]
    length_name: str
    has_length: bool

    @property
    def length(self) -> float:
        """Metres per length unit of the file."""
        return self.factors.get("LENGTHUNIT", 1.0)

    def factor(self, measure: str) -> float:
        """Factor to SI of a measure class, 1 for measures without a unit."""
        return self.factors.get(_MEASURES.get(measure, ""), 1.0)


NO_UNITS = Units({"PLANEANGLEUNIT": math.degrees(1.0)}, "metre", has_length=False)
"""Units of a file that states none: SI, plane angles in radians."""


def read_units(file: ifcopenshell.file) -> Units:
    """Units of the project; units that are missing count as SI."""
    factors: dict[str, float] = {"PLANEANGLEUNIT": math.degrees(1.0)}
    length = ""
    projects = [p for p in file.by_type("IfcProject") if p.UnitsInContext]
    for unit in projects[0].UnitsInContext.Units if projects else ():
        kind = getattr(unit, "UnitType", None)
        factor = unit_factor(unit)
        if kind is None or not math.isfinite(factor) or factor <= 0:
            continue
        factors[kind] = factor
        if kind == "LENGTHUNIT":
            length = _name(unit)
    return Units(_with_powers(factors), length or "metre", bool(length))


def _with_powers(factors: dict[str, float]) -> dict[str, float]:
    """Area and volume follow the length unit where the file leaves them out."""
    length = factors.get("LENGTHUNIT", 1.0)
    return {"AREAUNIT": length**2, "VOLUMEUNIT": length**3, **factors}


def unit_factor(unit: ifcopenshell.entity_instance) -> float:
    """Factor from a unit to SI (plane angles: to degrees), NaN if the unit is incomplete."""
    if unit.is_a("IfcSIUnit"):
        return _si_factor(unit)
    if unit.is_a("IfcConversionBasedUnit"):
        conversion = unit.ConversionFactor
        if conversion is None or conversion.UnitComponent is None:
            return math.nan
        return float(conversion.ValueComponent.wrappedValue) * unit_factor(
            conversion.UnitComponent
        )
    if unit.is_a("IfcDerivedUnit"):
        return math.prod(unit_factor(e.Unit) ** e.Exponent for e in unit.Elements)
    return 1.0


def _si_factor(unit: ifcopenshell.entity_instance) -> float:
    prefix = _PREFIXES.get(unit.Prefix or "", 1.0)
    if unit.Name == "RADIAN":
        return math.degrees(prefix)
    return prefix ** _POWERS.get(unit.Name, 1) * _BASE.get(unit.Name, 1.0)


def _name(unit: ifcopenshell.entity_instance) -> str:
    prefix = getattr(unit, "Prefix", None) or ""
    return f"{prefix}{unit.Name or ''}".lower()
