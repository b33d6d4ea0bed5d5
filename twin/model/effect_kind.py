"""The closed list of effects that a measure may have: unit, limits, what each acts on."""

from dataclasses import dataclass

ZONE, CONDITION, MAINTENANCE, SERVICE, ACCOUNT = (
    "zone", "condition", "maintenance", "service", "account",
)  # fmt: skip
"""What an effect acts on: the hourly energy balance; grades and ageing; work orders and failures;
what people in the building and those who run it notice; the cost accounts."""


@dataclass(frozen=True, slots=True)
class EffectKind:
    """One effect of the list.

    units : the first is the one the program counts in.
    lowest, highest : what a building can have, not what is good; in the first unit.
    acts_on : `ZONE` (recomputed by the hour) or one of the others.
    is_claimed : True where no physics and no ageing model of the program recomputes it.
    meaning : one sentence, English; shown in the form and in the guide.
    """

    name: str
    units: tuple[str, ...]
    lowest: float
    highest: float
    acts_on: str
    is_claimed: bool
    meaning: str


def _zone(name: str, unit: str, low: float, high: float, meaning: str) -> EffectKind:
    return EffectKind(name, (unit,), low, high, ZONE, is_claimed=False, meaning=meaning)


def _claim(
    name: str, unit: str, low: float, high: float, acts_on: str, meaning: str
) -> EffectKind:
    return EffectKind(name, (unit,), low, high, acts_on, is_claimed=True, meaning=meaning)


_LIST = (
    _zone("u_value", "W/(m2 K)", 0.05, 6.0, "New U-value of the parts."),
    _zone("g_value", "1", 0.05, 0.95, "New g-value of the windows."),
    _zone("added_resistance", "m2 K/W", 0.0, 20.0, "Thermal resistance put onto the parts."),
    _zone("thermal_bridge", "W/(m2 K)", 0.0, 0.5,
          "New normalised thermal bridge, per heated floor area."),
    _zone("n50", "1/h", 0.05, 15.0, "New air changes at 50 Pa."),
    _zone("n50_factor", "1", 0.1, 1.5, "Air changes at 50 Pa against those of today."),
    _zone("heat_recovery", "1", 0.0, 0.95, "New temperature efficiency of the heat recovery."),
    _zone("fan_power", "kW/(m3/s)", 0.0, 8.0, "New specific fan power."),
    _zone("ventilation_factor", "1", 0.2, 2.0, "Supply air while in use against today."),
    _zone("ventilation_hours", "h/day", -16.0, 16.0,
          "Hours that the air handling runs more (+) or less (-) on days in use."),
    _zone("night_flushing", "1/h", 0.0, 6.0, "Air changes by cool night air in summer."),
    _zone("lighting_factor", "1", 0.1, 2.0, "Electricity for lighting against today."),
    _zone("equipment_factor", "1", 0.1, 2.0, "Electricity for equipment against today."),
    _zone("hot_water_factor", "1", 0.1, 1.5, "Heat for hot water against today."),
    _zone("setpoint_shift", "K", -5.0, 5.0, "Change of the set-points while in use."),
    _zone("night_setback", "K", 0.0, 8.0, "Further lowering of the set-point out of use."),
    _zone("control_loss_factor", "1", 0.0, 1.5,
          "Losses of control and emission against those of today."),
    _zone("solar_shading", "1", 0.02, 0.95, "What blinds leave of the sun when they are down."),
    _zone("heat_pump", "1", 1.0, 8.0, "Seasonal COP of a heat pump, with its share of the heat."),
    _zone("district_heating", "1", 0.5, 1.1,
          "Efficiency of a district heating substation, with its share of the heat."),
    _zone("flow_temperature", "degC", 25.0, 80.0, "New design flow temperature of the heating."),
    EffectKind("pv", ("kW", "W/m2", "m2"), 0.0, 10_000.0, ZONE, is_claimed=False,
               meaning="Solar panels: peak power, per area of the surface, or their area."),
    _zone("battery", "kWh", 0.0, 20_000.0, "Usable capacity of a battery behind the meter."),
    _zone("thermal_store", "kWh", 0.0, 50_000.0, "Usable capacity of a store of heat."),
    _zone("floor_area_factor", "1", 0.0, 2.0,
          "Heated area that stays in use against today; 0 where the building goes."),
    EffectKind("condition_reset", ("TG",), 0.0, 1.0, CONDITION, is_claimed=False,
               meaning="Grade of the parts once the measure is carried out."),
    _claim("ageing_factor", "1", 0.2, 2.0, CONDITION, "Speed of ageing of the parts."),
    _claim("condition_knowledge", "1", 0.0, 1.0, CONDITION,
           "Share of the parts whose condition becomes known and is kept up to date."),
    _claim("risk_factor", "1", 0.0, 2.0, CONDITION, "Risk of the parts against today."),
    _claim("failure_factor", "1", 0.0, 2.0, MAINTENANCE, "Failures per year against today."),
    _claim("response_time", "h", -10_000.0, 10_000.0, MAINTENANCE,
           "Change of the time from report to repair."),
    _claim("man_hours", "h/year", -100_000.0, 100_000.0, MAINTENANCE,
           "Change of the municipality's own work, per unit of the quantity."),
    _claim("comfort_hours", "h/year", -8760.0, 8760.0, SERVICE,
           "Change of hours in use outside the comfort that was agreed."),
    _claim("stormwater", "m3/year", -1e6, 1e6, SERVICE,
           "Change of run-off to the drains, per unit of the quantity."),
    _claim("running_cost", "NOK/year", -1e8, 1e8, ACCOUNT,
           "Change of a yearly cost other than energy, per unit of the quantity."),
    _claim("claimed_saving", "%", 0.0, 100.0, ACCOUNT,
           "Delivered energy that the supplier says is saved."),
)  # fmt: skip

EFFECT_KINDS = {kind.name: kind for kind in _LIST}
"""By name."""
