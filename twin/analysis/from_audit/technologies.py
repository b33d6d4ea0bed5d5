"""Which measure of the catalogue a technology of BuildingSync is, where one fits."""

from collections.abc import Iterable

_FITTING = {
    ("BuildingEnvelopeModifications", "Air seal envelope"): "air_sealing",
    ("BuildingEnvelopeModifications", "Insulate thermal bypasses"): "air_sealing",
    ("BuildingEnvelopeModifications", "Increase wall insulation"): "wall_external_insulation",
    ("BuildingEnvelopeModifications", "Increase roof insulation"): "roof_flat_insulation",
    ("BuildingEnvelopeModifications", "Increase ceiling insulation"): "roof_loft_insulation",
    ("BuildingEnvelopeModifications", "Add attic/knee wall insulation"): "roof_loft_insulation",
    ("BuildingEnvelopeModifications", "Install cool/green roof"): "green_roof",
    ("BuildingEnvelopeModifications", "Add shading devices"): "external_shading",
    ("BuildingEnvelopeModifications", "Install shading automation system"): "external_shading",
    ("BuildingEnvelopeModifications", "Install or replace solar screens"): "external_shading",
    ("BuildingEnvelopeModifications", "Replace glazing"): "window_replacement",
    ("BuildingEnvelopeModifications", "Replace windows"): "window_replacement",
    ("BuildingEnvelopeModifications", "Increase floor insulation"): "floor_insulation",
    ("BuildingEnvelopeModifications", "Insulate foundation"): "basement_wall_insulation",
    ("LightingImprovements", "Retrofit with light emitting diode technologies"): "led_lighting",
    ("LightingImprovements", "Add daylight controls"): "lighting_control",
    ("LightingImprovements", "Add occupancy sensors"): "lighting_control",
    ("LightingImprovements", "Install timers"): "lighting_control",
    ("BuildingAutomationSystems", "Add or upgrade BAS/EMS/EMCS"): "building_automation",
    ("BuildingAutomationSystems", "Add or upgrade controls"): "building_automation",
    ("BuildingAutomationSystems", "Convert pneumatic controls to DDC"): "building_automation",
    ("BuildingAutomationSystems", "Add heat recovery"): "heat_recovery_unit",
    ("OtherHVAC", "Add energy recovery"): "heat_recovery_unit",
    ("OtherHVAC", "Replace or modify AHU"): "heat_recovery_unit",
    ("OtherHVAC", "Improve ventilation fans"): "fan_replacement",
    ("OtherHVAC", "Improve distribution fans"): "fan_replacement",
    ("OtherHVAC", "Convert CV system to VAV system"): "demand_controlled_ventilation",
    ("OtherHVAC", "Install demand control ventilation"): "demand_controlled_ventilation",
    ("OtherHVAC", "Install air source heat pump"): "heat_pump_air",
    ("OtherHVAC", "Replace AC and heating units with ground coupled heat pump systems"):
        "heat_pump_ground",
    ("OtherHVAC", "Balance ventilation/distribution system"): "hydronic_balancing",
    ("RenewableEnergySystems", "Install photovoltaic system"): "pv_roof",
    ("RenewableEnergySystems", "Install electrical storage"): "battery",
    ("ElectricalPeakShavingLoadShifting", "Install thermal energy storage"): "thermal_store",
    ("PlugLoadReductions", "Replace with ENERGY STAR rated"): "efficient_equipment",
    ("PlugLoadReductions", "Install plug load controls"): "efficient_equipment",
    ("PlugLoadReductions", "Automatic shutdown or sleep mode for computers"):
        "efficient_equipment",
    ("AdvancedMeteringSystems", "Install advanced metering systems"): "energy_monitoring",
    ("WaterAndSewerConservationSystems", "Install low-flow faucets and showerheads"):
        "hot_water_saving",
}  # fmt: skip
"""Catalogue key by technology category and measure name of the schema, versions 1.0 to 2.7."""


def catalogue_key(technologies: Iterable[tuple[str, str]]) -> str:
    """The measure of the catalogue that fits the first technology with one, "" for none.

    ``Other`` and what only looks after a system fit nothing: they name no change that physics
    could be told.
    """
    found = (_FITTING.get(technology, "") for technology in technologies)
    return next((key for key in found if key), "")


def technology_of(key: str) -> tuple[str, str] | None:
    """The first technology that a catalogue measure fits, None where there is none."""
    return next((found for found, fitting in _FITTING.items() if fitting == key), None)
