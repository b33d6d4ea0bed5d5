"""Units of BuildingSync in SI; energy by fuel where it is counted in volume or mass."""

import math

SQUARE_FOOT = 0.09290304  # m2, exact
_BTU = 1055.05585262 / 3.6e6  # kWh, International Table
KWH = {
    "wh": 1e-3, "kwh": 1.0, "mwh": 1e3, "btu": _BTU, "kbtu": 1e3 * _BTU, "mmbtu": 1e6 * _BTU,
    "therms": 1e5 * _BTU, "ton-hour": 12_000 * _BTU,
}  # fmt: skip
"""kWh in one unit of energy; a therm has 100 000 Btu, a ton-hour of cooling 12 000."""
_KBTU_OF = {
    ("natural gas", "kcf"): 1026.0, ("natural gas", "mcf"): 1026.0,
    ("natural gas", "cubic meters"): 36.339,
    ("fuel oil no 1", "gallons"): 139.0, ("fuel oil no 2", "gallons"): 138.0,
    ("fuel oil no 4", "gallons"): 146.0, ("fuel oil no 5 and no 6", "gallons"): 150.0,
    ("fuel oil no 5 (light)", "gallons"): 150.0, ("fuel oil no 5 (heavy)", "gallons"): 150.0,
    ("fuel oil no 6", "gallons"): 150.0, ("fuel oil", "gallons"): 138.0,
    ("diesel", "gallons"): 138.0, ("kerosene", "gallons"): 135.0, ("propane", "gallons"): 92.0,
    ("liquid propane", "gallons"): 92.0,
    ("district steam", "lbs"): 1.194, ("district steam", "klbs"): 1194.0,
    ("district steam", "mlbs"): 1_194_000.0,
}  # fmt: skip
SOURCE = "ENERGY STAR Portfolio Manager, Technical Reference: Thermal Energy Conversions"
"""Of the energy in a volume or mass of fuel, remembered and not compared with the publication."""


def energy(amount: float, unit: str, resource: str) -> float:
    """Energy in an amount in a unit of the file, NaN where nothing says what it holds. [kWh]"""
    unit, resource = unit.casefold(), resource.casefold()
    if unit in KWH:
        return amount * KWH[unit]
    held = _KBTU_OF.get((resource, unit))
    return amount * held * KWH["kbtu"] if held is not None else math.nan
