"""Words of BuildingSync for what the program knows."""

from collections.abc import Mapping
from functools import cache

from twin.analysis.from_audit.technologies import technology_of

OCCUPANCY = {
    "school": "Education-Primary", "kindergarten": "Education-Preschool or daycare",
    "nursing_home": "Health care-Skilled nursing facility", "sports": "Recreation-Indoor sport",
    "office": "Office", "culture": "Assembly-Cultural entertainment",
    "fire_station": "Public safety station-Fire",
}  # fmt: skip
"""Occupancy by category of building."""
FUELS = {
    "electricity": "Electricity", "district heat": "District hot water", "gas": "Natural gas",
    "oil": "Fuel oil", "biofuel": "Biomass",
}  # fmt: skip
"""Energy resource by carrier; `OTHER` for the rest."""
OTHER = "Other"
_SYSTEMS = {
    "BuildingEnvelopeModifications": "Wall", "LightingImprovements": "Lighting",
    "BuildingAutomationSystems": "General Controls and Operations", "OtherHVAC": "Other HVAC",
    "RenewableEnergySystems": "Onsite Storage, Transmission, Generation",
    "ElectricalPeakShavingLoadShifting": "Onsite Storage, Transmission, Generation",
    "PlugLoadReductions": "Plug Load",
    "AdvancedMeteringSystems": "General Controls and Operations",
    "WaterAndSewerConservationSystems": "Domestic Hot Water",
}  # fmt: skip
_OF_NAMES: Mapping[str, str] = {
    "Increase roof insulation": "Roof", "Install cool/green roof": "Roof",
    "Increase ceiling insulation": "Ceiling", "Replace windows": "Fenestration",
    "Replace glazing": "Fenestration", "Add shading devices": "Fenestration",
    "Insulate foundation": "Foundation", "Improve ventilation fans": "Fan",
    "Add heat recovery": "Heat Recovery", "Add energy recovery": "Heat Recovery",
}  # fmt: skip
TYPES = {
    "replacement": ("Replacements", "Replacement"),
    "modification": ("ModificationRetrocommissions", "ModificationRetrocommissioning"),
    "addition": ("Additions", "Addition"),
    "removal": ("Removals", "Removal"),
}
"""Type of measure; services have none."""


@cache
def technology(catalogue_key: str) -> tuple[str, str]:
    """Technology category and measure name of a catalogue measure."""
    return technology_of(catalogue_key) or ("Uncategorized", OTHER)


def system(catalogue_key: str) -> str:
    """System that a catalogue measure is about."""
    group, name = technology(catalogue_key)
    return _OF_NAMES.get(name, _SYSTEMS.get(group, OTHER))
