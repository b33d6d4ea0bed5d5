"""A case as EnergyPlus 25.2 input.

One zone per storey. Each zone has an ideal loads system without outdoor air for the room, and,
where the case has an air handling unit, an outdoor air unit with a sensible heat exchanger that
is throttled to the supply temperature and an electric coil of efficiency 1. The outdoor air of an
ideal loads system itself is not used: its heat recovery is either fully on or off, and off
whenever the zone floats between the set-points, which no real unit does.
"""

from collections.abc import Iterator
from pathlib import Path

from validation.energyplus.cases import (
    Case,
    Construction,
    Layer,
    Massless,
    PaneGlazing,
    Screen,
)
from validation.energyplus.geometry import surfaces, zone_name
from validation.energyplus.idf_text import obj
from validation.energyplus.schedules import hourly_schedule
from validation.energyplus.services import services

SCHEDULES = "schedules.csv"
ROUGHNESS = "MediumRough"

HOURLY = (
    "Site Outdoor Air Drybulb Temperature",
    "Zone Mean Air Temperature",
    "Zone Mean Radiant Temperature",
    "Zone Ideal Loads Zone Sensible Heating Energy",
    "Zone Ideal Loads Zone Sensible Cooling Energy",
    "Heating Coil Heating Energy",
    "Heat Exchanger Sensible Heating Energy",
    "Enclosure Windows Total Transmitted Solar Radiation Energy",
    "Zone Windows Total Heat Gain Energy",
    "Zone Windows Total Heat Loss Energy",
    "Zone Infiltration Sensible Heat Loss Energy",
    "Zone Infiltration Sensible Heat Gain Energy",
    "Zone Ventilation Sensible Heat Loss Energy",
    "Zone Ventilation Sensible Heat Gain Energy",
    "Surface Inside Face Conduction Heat Transfer Rate",
    "Surface Inside Face Convection Heat Transfer Coefficient",
    "Surface Outside Face Convection Heat Transfer Coefficient",
    "Surface Outside Face Incident Solar Radiation Rate per Area",
)


def write_case(case: Case, folder: Path) -> Path:
    """Write ``in.idf`` and its hourly schedules into `folder`; return the input file."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_schedules(case, folder / SCHEDULES)
    target = folder / "in.idf"
    target.write_text("\n".join(idf(case, folder / SCHEDULES)), encoding="ascii")
    return target


def idf(case: Case, schedules: Path) -> Iterator[str]:
    """Yield the input objects of a case."""
    yield from _run_control(case)
    yield from _site(case)
    yield from _constructions(case)
    yield from _schedules(schedules)
    yield from surfaces(case)
    yield from _inner_walls(case)
    yield from services(case)
    yield from (obj("Output:Variable", "*", name, "Hourly") for name in HOURLY)
    yield obj("Output:Constructions", "Constructions")
    yield obj("Output:SQLite", "Simple")


def _run_control(case: Case) -> Iterator[str]:
    yield obj("Version", "25.2")
    yield obj("SimulationControl", "No", "No", "No", "No", "Yes", "No", 1)
    yield obj(
        "Building", case.name, case.box.rotation, "Suburbs", 0.01, 0.05, "FullExterior", 60, 6
    )
    yield obj("Timestep", 6)
    yield obj("SurfaceConvectionAlgorithm:Inside", "TARP")
    yield obj("SurfaceConvectionAlgorithm:Outside", "DOE-2")
    yield obj("HeatBalanceAlgorithm", "ConductionTransferFunction")
    yield obj("ShadowCalculation", "PolygonClipping", "Periodic", 7)
    yield obj("RunPeriod", "year", 1, 1, "", 12, 31, "", "Monday", "No", "No", "No", "No", "No")
    yield obj("GlobalGeometryRules", "UpperLeftCorner", "Counterclockwise", "Relative")


def _site(case: Case) -> Iterator[str]:
    yield obj("Site:GroundTemperature:BuildingSurface", *case.site.ground_temperature)
    yield obj("Site:GroundReflectance", *(case.site.ground_reflectance,) * 12)
    yield obj("Site:HeightVariation", 0.22, 370, 0)


def _constructions(case: Case) -> Iterator[str]:
    fabric = case.fabric
    yield from _construction("wall", fabric.wall)
    yield from _construction("roof", fabric.roof)
    yield from _construction("ground_floor", fabric.ground_floor)
    yield from _construction("internal_wall", fabric.internal_wall)
    if case.box.storeys > 1:
        yield from _construction("storey_ceiling", fabric.storey_floor)
        names = _material_names("storey_ceiling", fabric.storey_floor)
        yield obj("Construction", "storey_floor", *names[::-1])
    if case.windows.screen is not None:
        yield _screen(case.windows.screen)
    glazing = case.windows.glazing
    if isinstance(glazing, PaneGlazing):
        yield from _panes(glazing)
        return
    yield obj("WindowMaterial:SimpleGlazingSystem", "glazing", glazing.u_value, glazing.g_value)
    yield obj("Construction", "window", "glazing")


def _construction(name: str, construction: Construction) -> Iterator[str]:
    names = _material_names(name, construction)
    surface = (construction.emissivity, construction.solar_absorptance, 0.6)
    for material, layer in zip(names, construction.layers, strict=True):
        yield _material(material, layer, surface)
    yield obj("Construction", name, *names)


def _material_names(name: str, construction: Construction) -> list[str]:
    return [f"{name} {number} {layer.name}" for number, layer in enumerate(construction.layers)]


def _material(name: str, layer: Layer | Massless, surface: tuple[float, float, float]) -> str:
    if isinstance(layer, Massless):
        return obj("Material:NoMass", name, ROUGHNESS, layer.resistance, *surface)
    return obj(
        "Material", name, ROUGHNESS, layer.thickness, layer.conductivity, layer.density,
        layer.specific_heat, *surface,
    )  # fmt: skip


def _panes(glazing: PaneGlazing) -> Iterator[str]:
    yield obj("WindowMaterial:Gas", "gap", glazing.gas, glazing.gap)
    layers: list[str] = []
    for number, pane in enumerate(glazing.panes):
        name = f"pane {number}"
        optics = (pane.transmittance, pane.reflectance_front, pane.reflectance_back)
        yield obj(
            "WindowMaterial:Glazing", name, "SpectralAverage", "", pane.thickness, *optics,
            *optics, 0.0, pane.emissivity_front, pane.emissivity_back, pane.conductivity,
        )  # fmt: skip
        layers += [name, "gap"]
    yield obj("Construction", "window", *layers[:-1])


def _screen(screen: Screen) -> str:
    optics = (screen.transmittance, screen.reflectance)
    return obj(
        "WindowMaterial:Shade", "screen", *optics, *optics, 0.9, 0.02, 0.001, 0.3, 0.1, 1.0, 1.0,
        1.0, 1.0, 0.0,
    )  # fmt: skip


COLUMNS = ("gains", "airflow", "heating_setpoint", "cooling_setpoint")


def _write_schedules(case: Case, path: Path) -> None:
    """Gains and airflow as fractions of the greater of their two levels."""
    hours = hourly_schedule(case)
    rows = zip(
        hours.gains / hours.gains.max(),
        hours.airflow / hours.airflow.max(),
        hours.heating_setpoint,
        hours.cooling_setpoint,
        strict=True,
    )
    text = [",".join(f"{value:.6g}" for value in row) for row in rows]
    path.write_text("\n".join([",".join(COLUMNS), *text]) + "\n", encoding="ascii")


def _schedules(path: Path) -> Iterator[str]:
    yield obj("ScheduleTypeLimits", "any")
    for column, name in enumerate(COLUMNS, start=1):
        yield obj("Schedule:File", name, "any", path, column, 1, 8760, "Comma", "No", 60, "No")
    yield obj("Schedule:Constant", "always", "any", 1)
    yield obj("Schedule:Constant", "dual_setpoint", "any", 4)


def _inner_walls(case: Case) -> Iterator[str]:
    area = 2 * case.box.internal_walls * case.box.storey_area  # both faces see the zone
    for storey in range(case.box.storeys):
        zone = zone_name(storey)
        yield obj("InternalMass", f"{zone} inner walls", "internal_wall", zone, "", area)
