"""The cases of the comparison as the engine sees them: one zone for the whole building."""

from dataclasses import replace

import numpy as np

from twin.analysis.sun.position import sun_of
from twin.analysis.sun.shading import Shading, shaded
from twin.analysis.sun.transposition import plane_sun
from twin.analysis.sun.window_shades import WindowShades, window_shading
from twin.analysis.zone.blinds import is_down, left_by_screen
from twin.analysis.zone.glazing import Glazing, glazing, plain_glazing
from twin.analysis.zone.kernel import NO_LIMIT
from twin.analysis.zone.lanes import Need
from twin.analysis.zone.layers import Layer, Layers
from twin.analysis.zone.outdoors import Face
from twin.analysis.zone.panes import NOMINAL_DIFFERENCE, Pane, gap_resistance
from twin.analysis.zone.parts import Glass, Inner, Opaque
from twin.analysis.zone.room import Room, Schedule, simulate
from twin.model.arrays import FloatArray
from twin.model.blinds import BlindControl
from twin.model.thermal import HourlyWeather
from validation.energyplus.cases import (
    SIDES,
    Case,
    Construction,
    Massless,
    PaneGlazing,
    Side,
    SimpleGlazing,
)  # fmt: skip
from validation.energyplus.geometry import WINDOW_BREADTH, WINDOW_HEIGHT
from validation.energyplus.schedules import hourly_schedule, monthly

STANDARD_FILMS = 8.29, 25.0  # for which a U-value is stated, EN ISO 10077. [W/(m2 K)]
SUPPLY = 18.0


def needs_of(case: Case, weather: HourlyWeather) -> tuple[FloatArray, FloatArray]:
    """Heating (rooms and supply air) and cooling by month, each (12,). [kWh]"""
    need = simulate(room_of(case, weather), schedule_of(case), weather)
    heating = (need.heating + need.coil)[:, 0].astype(float)
    return monthly(heating) / 1000, monthly(need.cooling[:, 0].astype(float)) / 1000


def need_of(case: Case, weather: HourlyWeather) -> Need:
    """Hours of a case."""
    return simulate(room_of(case, weather), schedule_of(case), weather)


def room_of(case: Case, weather: HourlyWeather) -> Room:
    """The building as one zone."""
    box, air = case.box, case.ventilation
    middle = box.storeys * box.storey_height / 2
    walls, glass = [], []
    kind = _glazing(case.windows.glazing)
    u_value = case.windows.glazing.u_value
    for side in SIDES:
        gross = box.side_area(side) * box.storeys
        face = Face(90.0, box.azimuth(side), case.fabric.wall.solar_absorptance, height=middle)
        share = case.windows.share(side)
        walls.append(Opaque(gross * (1 - share), _layers(case.fabric.wall), face, 90.0))
        if share > 0:
            pane = replace(face, absorptance=0.0, emissivity=0.84, roughness=1.0, u_value=u_value)
            shading, left = _shading(case, side, weather), _past_screen(case, side, weather)
            glass.append(Glass(gross * share, kind, pane, left, left, shading))
    roof = Face(0.0, 0.0, case.fabric.roof.solar_absorptance, height=2 * middle)
    opaque = (
        *walls,
        Opaque(box.storey_area, _layers(case.fabric.roof), roof, 180.0),
        Opaque(
            box.storey_area, _layers(case.fabric.ground_floor), None, 0.0,
            case.site.ground_temperature,
        ),
    )  # fmt: skip
    return Room(
        volume=box.volume,
        opaque=opaque,
        glass=tuple(glass),
        inner=_inner(case),
        leakage=case.infiltration * box.volume / 3600,
        supply=air.airflow_in_use * box.floor_area / 3600,
        recovery=air.recovery,
        supply_temperature=air.supply_temperature if air.has_unit else NO_LIMIT,
        coil=air.has_coil,
    )


def schedule_of(case: Case) -> Schedule:
    """The hours of the case."""
    hours = hourly_schedule(case)
    gains = hours.gains * case.box.floor_area
    radiant = case.operation.radiant
    full = max(case.ventilation.airflow_in_use, 1e-9)
    return Schedule(
        (1 - radiant) * gains, radiant * gains, hours.airflow / full, hours.heating_setpoint,
        hours.cooling_setpoint,
    )  # fmt: skip


def _inner(case: Case) -> tuple[Inner, ...]:
    """Half of each inner wall and storey floor behind each of its two faces."""
    box, fabric = case.box, case.fabric
    found = []
    if box.internal_walls > 0:
        area = 2 * box.internal_walls * box.floor_area
        found.append(Inner(area, half(_layers(fabric.internal_wall)), 90.0))
    if box.storeys > 1:
        area = (box.storeys - 1) * box.storey_area
        top_down = tuple(reversed(_layers(fabric.storey_floor)))
        found.append(Inner(area, half(top_down), 0.0))
        found.append(Inner(area, half(tuple(reversed(top_down))), 180.0))
    return tuple(found)


def half(layers: Layers) -> Layers:
    """From the first face to the middle of the heat capacity."""
    wanted = sum(layer.heat_capacity for layer in layers) / 2
    found: list[Layer] = []
    for layer in layers:
        if layer.heat_capacity >= wanted:
            part = wanted / layer.heat_capacity
            return (*found, replace(layer, thickness=layer.thickness * part))
        wanted -= layer.heat_capacity
        found.append(layer)
    return tuple(found)


def nominal_films(u_value: float) -> tuple[float, float]:
    """Inner and outer film that EnergyPlus takes a U-value of simple glazing to contain."""
    return 0.359073 * np.log(u_value) + 6.949915, 0.025342 * u_value + 29.163853


def _layers(construction: Construction) -> Layers:
    """From the inside to the outside."""
    return tuple(
        Layer(layer.resistance, 1.0, 0.0, 0.0)
        if isinstance(layer, Massless)
        else Layer(layer.thickness, layer.conductivity, layer.density, layer.specific_heat)
        for layer in reversed(construction.layers)
    )


def _shading(case: Case, side: Side, weather: HourlyWeather) -> Shading | None:
    """The plate over each window of a side."""
    if not case.windows.overhang > 0:
        return None
    box, share = case.box, case.windows.share(side)
    height = max(share * box.storey_height / WINDOW_BREADTH, WINDOW_HEIGHT)
    breadth = share * box.side_area(side) / height
    shades = WindowShades(breadth, height, overhang=case.windows.overhang)
    return window_shading(shades, 90.0, box.azimuth(side), sun_of(weather))


def _past_screen(case: Case, side: Side, weather: HourlyWeather) -> FloatArray | float:
    """What the screens of a side leave of the sun in each hour."""
    screen, glazing = case.windows.screen, case.windows.glazing
    if screen is None:
        return 1.0
    sun = plane_sun(weather, 90.0, case.box.azimuth(side), case.site.ground_reflectance)
    down = is_down(shaded(sun, _shading(case, side, weather)), BlindControl(screen.threshold))
    optics = screen.transmittance, screen.reflectance
    return np.where(down, left_by_screen(glazing.u_value, glazing.g_value, optics), 1.0)


def _glazing(window: SimpleGlazing | PaneGlazing) -> Glazing:
    if isinstance(window, SimpleGlazing):
        return plain_glazing(window.u_value, window.g_value, nominal_films(window.u_value))
    panes = [
        Pane(
            p.transmittance, p.reflectance_front, p.reflectance_back,
            min(p.emissivity_front, p.emissivity_back) < 0.5, p.thickness / p.conductivity,
        )
        for p in window.panes
    ]  # fmt: skip
    each = NOMINAL_DIFFERENCE / (len(window.panes) - 1)
    gaps = [
        gap_resistance(
            window.gas.lower(), window.gap, (outer.emissivity_back, inner.emissivity_front), each
        )
        for outer, inner in zip(window.panes, window.panes[1:], strict=False)
    ]
    return glazing(panes, gaps, STANDARD_FILMS[1])
