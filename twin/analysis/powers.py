"""How large a plant must be, before any year is simulated."""

import numpy as np

from twin.model.thermal import ThermalZone

# Heat pump power as part of the design heat load against the part of the yearly heat it carries
# (estimate; bivalent plants in Norway are sized to about half the load for 90 %).
SHARE_OF_HEAT = (0.0, 0.5, 0.8, 0.9, 0.97, 1.0)
SHARE_OF_POWER = (0.0, 0.22, 0.42, 0.55, 0.75, 1.0)
DESIGN_LOAD = 45.0  # W/m2 heated where no zone is given, between old and new (estimate)
OUTSIDE, INSIDE = -10.0, 21.0  # design day of Bergen (estimate). [degree C]
SUPPLY_AIR = 8.0  # m3/(h m2), NS 3031:2014 table A.6, mean of the municipal categories
LEAKAGE = 0.07  # air changes per n50, NS 3031:2014 table B.5, moderate shielding


def heat_pump_power(design_load: float, share: float) -> float:
    """Power of a heat pump that carries `share` of the yearly heat. [kW]"""
    return design_load * float(np.interp(share, SHARE_OF_HEAT, SHARE_OF_POWER))


def design_heat_load(zone: ThermalZone | None, floor_area: float) -> float:
    """Steady heat load on the design day: transmission, leakage and ventilation. [kW]

    Without a zone a usual load per floor area stands in.
    """
    if zone is None:
        return DESIGN_LOAD * floor_area / 1000
    transmission = sum(s.area * s.u_value.value * s.reduction.value for s in zone.surfaces)
    leakage = 0.33 * LEAKAGE * zone.n50.value * zone.volume.value
    supply = SUPPLY_AIR * zone.floor_area.value * zone.ventilation_factor
    ventilation = 0.33 * supply * (1 - zone.heat_recovery.value)
    return (transmission + leakage + ventilation) * (INSIDE - OUTSIDE) / 1000
