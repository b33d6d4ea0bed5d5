"""Five lumped surfaces against one for every part, and coarse directions against fine ones."""

import sys
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from twin.analysis.assumptions import central_physics
from twin.analysis.operation import HourlyUse, hourly_use
from twin.analysis.seasons import monthly_mean
from twin.analysis.sun.transposition import plane_sun
from twin.analysis.zone import usual
from twin.analysis.zone.blinds import is_down
from twin.analysis.zone.glazing import plain_glazing
from twin.analysis.zone.ground import ground_temperature, ground_u_value
from twin.analysis.zone.inside import AIR_HEAT
from twin.analysis.zone.lanes import Need
from twin.analysis.zone.layers import Layer, Layers
from twin.analysis.zone.lumped import AIRING_CHANGES, FURNITURE
from twin.analysis.zone.many import RADIANT_SHARE, Variant, needs
from twin.analysis.zone.outdoors import Face
from twin.analysis.zone.parts import Glass, Inner, Opaque
from twin.analysis.zone.room import Room, Schedule, simulate
from twin.analysis.zone.shape import COARSE, FINE, Rounding
from twin.analysis.zones import zone_from_archetype
from twin.model.building import Building
from twin.model.thermal import ThermalZone
from twin.workspace.defaults import defaults, normal_year

CATEGORIES = ("school", "kindergarten", "nursing_home", "sports", "office", "culture")
YEARS = (1930, 1975, 1990, 2008, 2020)


@lru_cache
def archetype(category: str, year: float) -> ThermalZone:
    building = Building(
        "b", "b", category, construction_year=year, heated_floor_area=3000.0, storeys=2
    )
    return zone_from_archetype(building, defaults())


def heat(need: Need) -> np.ndarray:
    """Of rooms and supply air over the year. [kWh]"""
    return (need.heating + need.coil).sum(axis=0, dtype=float) / 1000


def massive(resistance: float, capacity: float) -> Layer:
    """A layer of known resistance and heat capacity."""
    return Layer(0.1, 0.1 / resistance, 1000.0, capacity / 100)


def layers(kind: str, u_value: float, capacity: float) -> Layers:
    """The usual part, as layers: leaf, insulation, cladding."""
    total = 1 / u_value - usual.INNER_FILM[kind] - usual.OUTER_FILM
    leaf = float(usual.leaf_capacity(kind, np.array([capacity]))[0])
    inner = float(usual.leaf_cells(np.array([leaf]))[0].sum())
    outer_heat, outer = usual.OUTER_LEAF
    squeeze = min(1.0, 0.9 * total / (inner + outer))
    insulation = total - squeeze * (inner + outer)
    return (
        massive(squeeze * inner, leaf),
        massive(insulation, insulation * usual.INSULATION),
        massive(squeeze * outer, outer_heat),
    )


def room_of(zone: ThermalZone, use: HourlyUse) -> tuple[Room, Schedule]:
    """The same zone with a surface for every part, put together by other means."""
    weather, physics = normal_year(), central_physics(defaults())
    floor, capacity = zone.floor_area.value, zone.heat_capacity.value
    sun = (1 - physics.frame_share) * physics.obstruction
    blinds = zone.blinds.value * (1 - zone.blind_factor.value)
    opaque, glass, doors, held = [], [], 0.0, 0.0
    for s in zone.surfaces:
        u_value = s.u_value.value
        if s.kind == "door":
            doors += s.area * u_value
        elif s.kind == "window":
            face = Face(s.tilt, s.azimuth, 0.0, 0.84, roughness=1.0, u_value=1.5)
            pane = plain_glazing(u_value, s.g_value, (7.7, 25.0))
            down = is_down(plane_sun(weather, s.tilt, s.azimuth), zone.blind_control)
            left = sun * (1 - blinds * down)
            glass.append(Glass(s.area, pane, face, left, left))
        else:
            made = layers(s.kind, u_value, capacity)
            held += made[0].heat_capacity * s.area
            face, below = Face(s.tilt, s.azimuth if s.tilt else 0.0), ()
            if s.kind == "floor":
                known = np.array([s.area]), np.array([u_value])
                earth = np.array([physics.ground_conductivity])
                total = ground_u_value(known[1], known[0], earth)[0]
                soil = Layer(0.5, earth[0], 2000.0, 1000.0)
                rest = 1 / total - 0.17 - sum(x.resistance for x in made) - soil.resistance
                made, face = (*made, soil, massive(rest - 0.001, 0.0)), None
                below = tuple(monthly_mean(ground_temperature(weather, *known, earth)[:, 0]))
            tilt = {"wall": 90.0, "roof": 180.0, "floor": 0.0}[s.kind]
            opaque.append(Opaque(s.area, made, face, tilt, below))
    inside = usual.INNER_FACES * floor
    each = max((capacity * floor - held) / inside, usual.LEAST_INNER)
    leaf = massive(float(usual.leaf_cells(np.array([each]))[0].sum()), each)
    volume, most = zone.volume.value, use.airflow.max()
    made = Room(
        volume=volume,
        opaque=tuple(opaque),
        glass=tuple(glass),
        inner=(Inner(0.4 * inside, (leaf,), 0.0), Inner(0.6 * inside, (leaf,), 90.0)),
        bridges=zone.thermal_bridge.value * floor + doors,
        leakage=physics.infiltration_factor * zone.n50.value * volume / 3600,
        supply=most * floor / 3600,
        recovery=zone.heat_recovery.value if zone.specific_fan_power.value > 0 else 0.0,
        supply_temperature=physics.supply_temperature,
        coil=zone.specific_fan_power.value > 0,
        furniture=1 + FURNITURE * floor / (AIR_HEAT * volume),
        airing=AIRING_CHANGES * volume / 3600,
        airing_temperature=physics.airing_temperature,
    )
    gains = use.gains * floor
    return made, Schedule(
        gains * (1 - RADIANT_SHARE), gains * RADIANT_SHARE, use.airflow / most,
        use.heating_setpoint, np.nan_to_num(use.cooling_setpoint, nan=99.0),
    )  # fmt: skip


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("category", ["school", "office"])
def test_that_lumped_surfaces_need_what_separate_ones_do(category, year, capsys):
    zone, use = archetype(category, year), hourly_use(defaults().operations[category])
    lumped = needs([Variant(zone, central_physics(defaults()))], [use], normal_year())

    apart = simulate(*room_of(zone, use), normal_year())

    found, expected = heat(lumped)[0], heat(apart)[0]
    with capsys.disabled():
        sys.stdout.write(f"\nlumped {category} {year}: {found / expected - 1:+.2%}")
    assert found == pytest.approx(expected, rel=0.03)
    cooled, by_parts = (n.cooling.sum(dtype=float) / 1000 for n in (lumped, apart))
    assert abs(cooled - by_parts) < 1.0 * zone.floor_area.value


def turned(zone: ThermalZone, angle: float, one_sided: bool) -> ThermalZone:
    """The building turned, with all windows on one side or as they were."""
    parts = []
    for part in zone.surfaces:
        azimuth = 180.0 if one_sided and part.kind == "window" else part.azimuth
        parts.append(replace(part, azimuth=(azimuth + angle) % 360))
    return replace(zone, surfaces=tuple(parts))


@pytest.mark.parametrize(
    ("rounding", "one_sided", "most"),
    [(COARSE, False, 0.002), (COARSE, True, 0.01), (FINE, False, 0.0015), (FINE, True, 0.013)],
)
def test_that_rounding_of_directions_changes_the_yearly_need_by_little(
    rounding, one_sided, most, capsys
):
    """Archetypes turned to any side, against planes five degrees apart.

    A whole facade of windows in one direction is the worst case; usual buildings have windows on
    opposite sides, whose errors cancel.
    """
    variants, uses = [], []
    for category in CATEGORIES:
        use = hourly_use(defaults().operations[category])
        for year in YEARS[::2]:
            for angle in (0.0, 10.0, 22.5, 70.0, 200.0):
                zone = turned(archetype(category, year), angle, one_sided)
                variants.append(Variant(zone, central_physics(defaults())))
                uses.append(use)

    found = heat(needs(variants, uses, normal_year(), rounding, np.float32))
    exact = heat(needs(variants, uses, normal_year(), Rounding(5.0, 5.0), np.float32))

    deviation = np.abs(found / exact - 1).max()
    with capsys.disabled():
        sys.stdout.write(f"\n{rounding} one side {one_sided}: up to {deviation:.2%}")
    assert deviation < most


def test_that_turning_past_the_middle_between_two_planes_is_smooth():
    zones = [turned(archetype("school", 1990), t, one_sided=True) for t in (21.5, 22.5, 23.5)]
    use = hourly_use(defaults().operations["school"])
    variants = [Variant(z, central_physics(defaults())) for z in zones]

    shared = heat(needs(variants, [use] * 3, normal_year(), COARSE))

    steps = np.diff(shared) / shared[0]
    assert np.abs(steps).max() < 3e-3
    assert steps[0] == pytest.approx(steps[1], abs=2e-4)


def test_that_a_variant_does_not_depend_on_its_neighbours():
    physics = central_physics(defaults())
    zones = [archetype("school", y) for y in YEARS]
    use = hourly_use(defaults().operations["school"])
    alone = [heat(needs([Variant(z, physics)], [use], normal_year()))[0] for z in zones]

    together = heat(needs([Variant(z, physics) for z in zones], [use] * 5, normal_year()))
    single = heat(
        needs([Variant(z, physics) for z in zones], [use] * 5, normal_year(), kind=np.float32)
    )

    np.testing.assert_allclose(together, alone, rtol=1e-6)
    np.testing.assert_allclose(single, alone, rtol=1e-4)
