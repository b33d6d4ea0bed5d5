"""Between which numbers a building is believed.

The limits are wide: they catch wrong units, slipped decimals and impossible values, not unusual
buildings.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Least and most of a quantity, ends included."""

    quantity: str
    least: float
    most: float
    unit: str = ""


ZONE = {
    "floor_area": Limits("heated floor area", 1.0, 1e6, "m²"),
    "volume": Limits("heated volume", 2.0, 2e7, "m³"),
    "n50": Limits("air leakage at 50 Pa", 0.0, 50.0, "1/h"),
    "heat_recovery": Limits("heat recovery", 0.0, 1.0),
    "specific_fan_power": Limits("specific fan power", 0.0, 20.0, "kW/(m³/s)"),
    "heat_capacity": Limits("heat capacity", 1e4, 2e6, "J/(K m²)"),
    "thermal_bridge": Limits("thermal bridge value", 0.0, 2.0, "W/(m²K)"),
    "ventilation_factor": Limits("ventilation factor", 0.0, 10.0),
    "lighting_factor": Limits("lighting factor", 0.0, 10.0),
    "equipment_factor": Limits("equipment factor", 0.0, 10.0),
    "setpoint_shift": Limits("set-point shift", -20.0, 20.0, "K"),
    "pv_power": Limits("power of solar panels", 0.0, 1e5, "kW"),
    "blinds": Limits("share of windows with automatic shading", 0.0, 1.0),
    "blind_factor": Limits("sun left by automatic shading", 0.0, 1.0),
}
SYSTEMS = {
    "efficiency": Limits("efficiency of the heating", 0.05, 20.0),
    "share": Limits("share of a heat source", 0.0, 1.0),
}
PARTS = {
    "area": Limits("area", 1e-6, 1e6, "m²"),
    "u_value": Limits("U-value", 0.02, 10.0, "W/(m²K)"),
    "g_value": Limits("g-value", 0.0, 1.0),
    "tilt": Limits("tilt", 0.0, 180.0, "°"),
    "reduction": Limits("reduction factor", 0.0, 2.0),
    "leaf_capacity": Limits("heat capacity", 1.0, 5e6, "J/(K m²)"),
    "perimeter": Limits("outline of the floor", 1e-3, 1e5, "m"),
}
PHYSICS = {
    "infiltration_factor": Limits("infiltration by air leakage", 0.0, 1.0),
    "indoor_offset": Limits("indoor temperature offset", -20.0, 20.0, "K"),
    "ground_conductivity": Limits("conductivity of the ground", 0.1, 10.0, "W/(m K)"),
    "supply_temperature": Limits("supply temperature", 0.0, 60.0, "°C"),
    "airing_temperature": Limits("airing temperature", 0.0, 60.0, "°C"),
    "obstruction": Limits("sun left by obstructions", 0.0, 1.0),
    "curtains": Limits("sun left by curtains", 0.0, 1.0),
    "frame_share": Limits("frame share", 0.0, 0.95),
}
USE = {
    "lighting": Limits("lighting", 0.0, 500.0, "W/m²"),
    "equipment": Limits("equipment", 0.0, 5000.0, "W/m²"),
    "gains": Limits("heat gains", 0.0, 5000.0, "W/m²"),
    "airflow": Limits("airflow", 0.0, 500.0, "m³/(h m²)"),
    "heating_setpoint": Limits("heating set-point", -50.0, 60.0, "°C"),
    "cooling_setpoint": Limits("cooling set-point", -50.0, 200.0, "°C"),
    "flushing": Limits("night flushing", 0.0, 500.0, "m³/(h m²)"),
}
WEATHER = {
    "temperature": Limits("air temperature", -95.0, 65.0, "°C"),
    "wind_speed": Limits("wind", 0.0, 120.0, "m/s"),
    "sky_temperature": Limits("sky temperature", -150.0, 65.0, "°C"),
}
