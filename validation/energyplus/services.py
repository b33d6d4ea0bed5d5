"""Thermostats, gains, infiltration and ventilation of a case as EnergyPlus objects."""

from collections.abc import Iterator

from validation.energyplus.cases import Case
from validation.energyplus.geometry import zone_name
from validation.energyplus.idf_text import obj

NEVER_HOT = 100.0  # the outdoor air unit never cools. [degree C]


def services(case: Case) -> Iterator[str]:
    """Yield what is in each zone, and the thermostat they share."""
    supply = case.ventilation.supply_temperature
    yield obj(
        "ThermostatSetpoint:DualSetpoint", "thermostat", "heating_setpoint", "cooling_setpoint"
    )
    yield obj("Schedule:Constant", "supply_temperature", "any", supply)
    yield obj("Schedule:Constant", "never_hot", "any", NEVER_HOT)
    yield obj("Curve:Linear", "fan_power", 0, 1, 0, 1)
    for storey in range(case.box.storeys):
        zone = zone_name(storey)
        yield obj(
            "ZoneControl:Thermostat", f"{zone} control", zone, "dual_setpoint",
            "ThermostatSetpoint:DualSetpoint", "thermostat",
        )  # fmt: skip
        yield from _gains_and_leaks(case, zone)
        yield from _room(case, zone)
        if case.ventilation.has_unit:
            yield from _unit(case, zone)
        else:
            yield _open_air(case, zone)


def peak_airflow(case: Case) -> float:
    """Greater of the two airflows of one storey. [m3/s]"""
    air = case.ventilation
    return max(air.airflow_in_use, air.airflow_not_in_use) * case.box.storey_area / 3600


def _gains_and_leaks(case: Case, zone: str) -> Iterator[str]:
    use = case.operation
    yield obj(
        "OtherEquipment", f"{zone} gains", "None", zone, "gains", "Watts/Area", "",
        max(use.gains_in_use, use.gains_not_in_use), "", 0.0, use.radiant, 0.0,
    )  # fmt: skip
    yield obj(
        "ZoneInfiltration:DesignFlowRate", f"{zone} leaks", zone, "always", "AirChanges/Hour",
        "", "", "", case.infiltration, 1, 0, 0, 0, "Standard",
    )  # fmt: skip


def _room(case: Case, zone: str) -> Iterator[str]:
    """Ideal heating and cooling of the room air, and the list of what serves the zone."""
    inlets, outlets = [f"{zone} room in"], [f"{zone} room out"]
    served = []
    if case.ventilation.has_unit:
        inlets.append(f"{zone} supply")
        outlets.append(f"{zone} extract")
        served += ["ZoneHVAC:OutdoorAirUnit", f"{zone} unit", 1, 1, "", ""]
    order = len(served) // 6 + 1
    served += ["ZoneHVAC:IdealLoadsAirSystem", f"{zone} room", order, order, "", ""]
    yield obj("NodeList", f"{zone} inlets", *inlets)
    yield obj("NodeList", f"{zone} outlets", *outlets)
    yield obj("ZoneHVAC:EquipmentList", f"{zone} equipment", "SequentialLoad", *served)
    yield obj(
        "ZoneHVAC:EquipmentConnections", zone, f"{zone} equipment", f"{zone} inlets",
        f"{zone} outlets", f"{zone} air", f"{zone} return",
    )  # fmt: skip
    yield obj(
        "ZoneHVAC:IdealLoadsAirSystem", f"{zone} room", "", inlets[0], outlets[0], "",
        60, 5, 0.05, 1e-5, "NoLimit", "", "", "NoLimit", "", "", "", "", "None", "", "None",
    )  # fmt: skip


def _open_air(case: Case, zone: str) -> str:
    return obj(
        "ZoneVentilation:DesignFlowRate", f"{zone} open air", zone, "airflow", "Flow/Zone",
        peak_airflow(case), "", "", "", "Natural", 0, 1, 1, 0, 0, 0, -100, "", 100, "", -100,
        "", -100, "", 100, "", 40, "Standard",
    )  # fmt: skip


def _unit(case: Case, zone: str) -> Iterator[str]:
    """Fans without power, exchanger throttled to the supply temperature, and coil."""
    flow = peak_airflow(case)
    parts = ["HeatExchanger:AirToAir:SensibleAndLatent", f"{zone} exchanger"]
    last = f"{zone} supply"
    recovered = f"{zone} recovered" if case.ventilation.has_coil else last
    if case.ventilation.has_coil:
        parts += ["Coil:Heating:Electric", f"{zone} coil"]
        yield obj("Coil:Heating:Electric", f"{zone} coil", "", 1.0, 1e7, recovered, last)
    yield obj(
        "ZoneHVAC:OutdoorAirUnit", f"{zone} unit", "always", zone, flow, "airflow",
        f"{zone} supply fan", "BlowThrough", f"{zone} exhaust fan", flow, "airflow",
        "TemperatureControl", "never_hot", "supply_temperature", f"{zone} outdoors", last,
        f"{zone} extract", f"{zone} blown", f"{zone} parts",
    )  # fmt: skip
    yield obj("ZoneHVAC:OutdoorAirUnit:EquipmentList", f"{zone} parts", *parts)
    yield obj("OutdoorAir:Node", f"{zone} outdoors")
    yield _fan(f"{zone} supply fan", flow, f"{zone} outdoors", f"{zone} blown")
    yield _fan(f"{zone} exhaust fan", flow, f"{zone} used", f"{zone} relief")
    recovery = case.ventilation.recovery
    yield obj(
        "HeatExchanger:AirToAir:SensibleAndLatent", f"{zone} exchanger", "", flow, recovery, 0.0,
        recovery, 0.0, f"{zone} blown", recovered, f"{zone} extract", f"{zone} used", 0.0, "Yes",
        "Plate", "None", "", "", "", "No",
    )  # fmt: skip
    yield obj(
        "SetpointManager:Scheduled", f"{zone} recovery limit", "Temperature",
        "supply_temperature", recovered,
    )  # fmt: skip


def _fan(name: str, flow: float, inlet: str, outlet: str) -> str:
    return obj(
        "Fan:SystemModel", name, "always", inlet, outlet, flow, "Continuous", 0.0, 0.001, 1.0, 0.0,
        1e-6, "", "", "", "", "fan_power",
    )  # fmt: skip
