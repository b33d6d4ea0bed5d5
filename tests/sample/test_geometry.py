"""Plans become rooms, walls, facades and roofs that fit together."""

from dataclasses import astuple
from itertools import combinations, pairwise

import numpy as np
import pytest
from shapely.geometry import box
from shapely.ops import unary_union

from twin.sample.model.draft import draft
from twin.sample.plans.catalogue import PLANS
from twin.sample.plans.layout import outline, rooms
from twin.sample.plans.plan import BuildingPlan, Place, Strip, Wing
from twin.sample.plans.roof_shape import sloping_faces, underside

HERE = Place("Fana", "Prøveveien 1", 60.32, 5.35, 40.0, 0.0)
FLOOR = ((Strip(4.0, "kontor*3"), Strip(2.0, "korridor"), Strip(0, "kontor*3")),)


def plan(*wings: Wing) -> BuildingPlan:
    return BuildingPlan("t01", "Prøve", "office", 1990, HERE, (3.0,), wings, overhang=0.5)


@pytest.mark.parametrize("chosen", PLANS, ids=lambda p: p.building_id)
def test_that_rooms_fill_every_storey_without_overlap(chosen: BuildingPlan) -> None:
    for storey in range(len(chosen.storey_heights)):
        areas = [box(*r.bounds) for r in rooms(chosen, storey)]

        assert sum(a.area for a in areas) == pytest.approx(outline(chosen, storey).area)
        assert unary_union(areas).area == pytest.approx(outline(chosen, storey).area)


@pytest.mark.parametrize("chosen", PLANS, ids=lambda p: p.building_id)
def test_that_openings_of_a_wall_keep_apart(chosen: BuildingPlan) -> None:
    for floor in draft(chosen).floors:
        for edge in floor.edges:
            spans = sorted(o.span for o in floor.openings if o.edge is edge)

            assert all(a[1] < b[0] for a, b in pairwise(spans))
            assert all(s[0] > 0 and s[1] < edge.length for s in spans)


@pytest.mark.parametrize("chosen", PLANS, ids=lambda p: p.building_id)
def test_that_almost_every_room_has_a_door(chosen: BuildingPlan) -> None:
    for floor in draft(chosen).floors:
        wanted = [r for r in floor.rooms if not r.kind.is_open and r.code not in ("void", "heis")]
        if len(wanted) > 1:
            assert len(floor.doors) >= 0.9 * len(wanted)


def test_that_walls_do_not_run_into_each_other() -> None:
    floor = draft(plan(Wing("A", (0, 0, 12, 10), FLOOR))).floors[0]
    walls = [w.rectangle for w in floor.walls]

    overlap = sum(a.intersection(b).area for i, a in enumerate(walls) for b in walls[i + 1 :])

    assert overlap == pytest.approx(0.0, abs=1e-6)
    assert all(floor.inside.buffer(1e-6).covers(w) for w in walls)


def test_that_a_gable_roof_rises_to_half_the_width_times_the_slope() -> None:
    wing = Wing("A", (0, 0, 12, 10), FLOOR, roof="gable", pitch=45)

    faces = sloping_faces(plan(wing), 0)
    profile = underside(faces, (0.0, 10.0), (0.0, 0.0), "A")

    assert len(faces) == 2
    assert max(z for _, z in profile) == pytest.approx(3.0 + 5.0, abs=0.01)


def test_that_the_roof_of_an_l_shape_covers_it_once() -> None:
    wings = (
        Wing("A", (0, 0, 20, 8), FLOOR, roof="gable"),
        Wing("B", (0, 8, 8, 20), FLOOR, axis="y", roof="gable"),
    )
    chosen = plan(*wings)

    faces = sloping_faces(chosen, 0)
    covered = unary_union([f.area for f in faces])

    assert covered.buffer(1e-3).covers(outline(chosen, 0))
    assert sum(f.area.area for f in faces) == pytest.approx(covered.area, abs=0.05)


@pytest.mark.parametrize("chosen", PLANS, ids=lambda p: p.building_id)
def test_that_roof_faces_in_one_plane_lie_beside_each_other(chosen: BuildingPlan) -> None:
    for storey in range(len(chosen.storey_heights)):
        for one, other in combinations(sloping_faces(chosen, storey), 2):
            if np.allclose(astuple(one.plane), astuple(other.plane), atol=1e-6):
                assert one.area.intersection(other.area).area == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("chosen", PLANS, ids=lambda p: p.building_id)
def test_that_no_roof_is_missing_over_the_top_storey_of_a_wing(chosen: BuildingPlan) -> None:
    for storey in range(len(chosen.storey_heights)):
        sloping = [w for w in chosen.wings_on(storey) if w.last == storey and w.roof != "flat"]
        below = unary_union([box(*w.bounds) for w in sloping])
        covered = unary_union([f.area for f in sloping_faces(chosen, storey)])

        bare = below.difference(covered.buffer(5e-3)).difference(outline(chosen, storey + 1))
        assert bare.area == pytest.approx(0.0, abs=0.01)


def test_that_a_hip_roof_on_a_square_is_a_pyramid() -> None:
    wing = Wing("A", (0, 0, 10, 10), FLOOR, roof="hip", pitch=30)

    faces = sloping_faces(plan(wing), 0)
    top = max(f.plane.height(x, y) for f in faces for x, y in f.area.exterior.coords)

    assert len(faces) == 4
    assert top == pytest.approx(3.0 + 5.0 * np.tan(np.radians(30)), abs=0.01)
