"""Directions are rounded, areas are not."""

from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.cases import SCHOOL
from twin.analysis.zone.shape import (
    COARSE,
    FINE,
    FLAT,
    all_planes,
    sums_of,
)
from twin.analysis.zones import zone_from_archetype
from twin.model.thermal import Sourced, ThermalSurface
from twin.workspace.defaults import defaults


def surface(kind: str, azimuth: float, tilt: float, area: float = 10.0, u: float = 1.2):
    return ThermalSurface(
        kind, area, azimuth, tilt, Sourced(u, u, u, "model", ""),
        0.5 if kind == "window" else np.nan,
    )  # fmt: skip


def zone(*surfaces: ThermalSurface):
    return replace(zone_from_archetype(SCHOOL, defaults()), surfaces=surfaces)


@pytest.mark.parametrize("rounding", [FINE, COARSE], ids=("fine", "coarse"))
def test_that_rounding_keeps_every_square_metre_and_every_watt(rounding):
    rng = np.random.default_rng(4)
    kinds = ("wall", "window", "roof")
    parts = [
        surface(kinds[i % 3], rng.uniform(-30, 400), rng.uniform(0, 120), rng.uniform(1, 90),
                rng.uniform(0.1, 5))
        for i in range(60)
    ]  # fmt: skip
    parts += [surface(k, np.nan, t) for k in kinds for t in (0.0, 30.0, 90.0)]
    parts += [surface("floor", np.nan, 180.0), surface("door", 12.0, 90.0)]

    sums = sums_of(zone(*parts), rounding)

    for kind in kinds:
        own = [p for p in parts if p.kind == kind]
        assert sum(sums.planes[kind].values()) == pytest.approx(sum(p.area for p in own))
        assert sums.area[kind] == pytest.approx(sum(p.area for p in own))
        assert sums.conductance[kind] == pytest.approx(sum(p.area * p.u_value.value for p in own))
    windows = [p for p in parts if p.kind == "window"]
    assert sum(sums.glass.values()) == pytest.approx(sum(p.area * p.g_value for p in windows))
    assert sums.area["floor"] == 10.0
    assert sums.other == pytest.approx(12.0)
    assert min(area for planes in sums.planes.values() for area in planes.values()) >= 0


def test_that_coarse_directions_share_the_area_by_nearness():
    sums = sums_of(zone(surface("wall", 60.0, 90.0, 30.0)), COARSE)

    assert sums.planes["wall"] == pytest.approx({(90.0, 45.0): 20.0, (90.0, 90.0): 10.0})


def test_that_fine_directions_go_to_the_nearest_and_north_is_one():
    sums = sums_of(zone(surface("wall", 353.0, 88.0), surface("wall", 7.0, 90.0)), FINE)

    assert sums.planes["wall"] == {(90.0, 0.0): 20.0}


def test_that_parts_without_direction_face_all_sides():
    sums = sums_of(zone(surface("wall", np.nan, 90.0, 40.0)), FINE)

    assert sums.planes["wall"] == {(90.0, float(a)): 10.0 for a in (0, 90, 180, 270)}


def test_that_flat_roofs_and_roof_lights_look_up():
    sums = sums_of(zone(surface("roof", np.nan, 3.0), surface("window", 90.0, 5.0)), FINE)

    assert sums.planes["roof"] == sums.planes["window"] == {FLAT: 10.0}
    assert all_planes([sums]) == (FLAT,)
