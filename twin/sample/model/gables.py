"""Walls between the top of a storey and the underside of the sloping roofs over it."""

from dataclasses import dataclass

import numpy as np
from shapely.geometry import LineString, Point, Polygon, box

from twin.sample.model.draft import Draft, StoreyPlan
from twin.sample.model.facade import FacadeEdge
from twin.sample.model.openings import HoleSpot, fill, window_type
from twin.sample.model.walls import outer_wall
from twin.sample.plans.layout import outline, polygon_of
from twin.sample.plans.plan import Wing
from twin.sample.plans.roof_shape import RoofFace, joins, underside
from twin.sample.plans.window_styles import WindowShape

_ROOF = 0.27  # thickness of a lower roof that a gable stands on [m]
_CLERESTORY = WindowShape(1.8, 0.6, 0.0, 1, 1, depth=0.06)
Profile = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Gable:
    """A wall under a roof.

    area : outline in the plane of the wall, up from the top of the storey. [m]
    """

    edge: FacadeEdge
    area: Polygon


def write_gables(draft: Draft, floor: StoreyPlan, faces: tuple[RoofFace, ...]) -> None:
    """Gables on the facade, and where a roof rises above the roof of the wing beside it."""
    gables = [
        *_facade_gables(draft, floor, faces),
        *_inner_gables(draft, floor, faces),
    ]
    for number, gable in enumerate(gables, start=1):
        _write_gable(draft, gable, f"GV-{floor.number + 1}{number:02d}")


def _facade_gables(draft: Draft, floor: StoreyPlan, faces: tuple[RoofFace, ...]) -> list[Gable]:
    top = draft.plan.levels[floor.number + 1]
    found: list[Gable] = []
    for edge in floor.edges:
        if edge.wing.last != floor.number or edge.wing.roof == "flat":
            continue
        along = underside(faces, edge.start, edge.end, edge.wing.key)
        profile = [(s, z - top) for s, z in along]
        profile = _without_corner_overlap(profile, edge)
        found.extend(Gable(edge, a) for a in _between([(s, 0.0) for s, _ in profile], profile))
    return found


def _inner_gables(draft: Draft, floor: StoreyPlan, faces: tuple[RoofFace, ...]) -> list[Gable]:
    number = floor.number
    ending = [w for w in draft.plan.wings_on(number) if w.last == number]
    sloping = [w for w in ending if w.roof != "flat"]
    found: list[Gable] = []
    for wing in sloping:
        for side in "SENW":
            if joins(wing, side, sloping):
                continue
            for other in ending:
                edge = _border(draft, number, (wing, other), side)
                if edge is not None:
                    found.extend(_stepped(draft, edge, faces, other))
    return found


def _border(draft: Draft, storey: int, wings: tuple[Wing, Wing], side: str) -> FacadeEdge | None:
    """The part of a wing's side that another wing stands against.

    At a corner of the wing it leaves room for the gable on the facade round the corner.
    """
    plan, (wing, other) = draft.plan, wings
    x0, y0, x1, y1 = wing.bounds
    start, end = {
        "S": ((x0, y0), (x1, y0)),
        "E": ((x1, y0), (x1, y1)),
        "N": ((x1, y1), (x0, y1)),
        "W": ((x0, y1), (x0, y0)),
    }[side]
    shared = LineString([start, end]).intersection(box(*other.bounds))
    if other is wing or not isinstance(shared, LineString) or shared.length < 0.5:
        return None
    if outline(plan, storey + 1).distance(shared.centroid) < 0.1:
        return None
    corners = sorted(shared.coords, key=lambda c: Point(c).distance(Point(start)))
    (ax, ay), (bx, by) = corners[0], corners[-1]
    facade = outline(plan, storey).boundary
    taken = [
        draft.wall_thickness if c == corner and facade.distance(Point(c)) < 0.01 else 0.0
        for c, corner in ((corners[0], start), (corners[-1], end))
    ]
    last = shared.length - taken[1]
    return FacadeEdge(storey, wing, (ax, ay), (bx, by), taken[0], last)


def _stepped(
    draft: Draft, edge: FacadeEdge, faces: tuple[RoofFace, ...], other: Wing
) -> list[Gable]:
    top = draft.plan.levels[edge.storey + 1]
    own = tuple(f for f in faces if f.wing.key == edge.wing.key)
    below = tuple(f for f in faces if f.wing.key == other.key)
    profile = [(s, z - top) for s, z in underside(own, edge.start, edge.end, edge.wing.key)]
    profile = _without_corner_overlap(profile, edge)
    base = [(s, z - top + _ROOF) for s, z in underside(below, edge.start, edge.end, other.key)]
    if not base:
        base = [(0.0, 0.0), (edge.length, 0.0)]
    return [Gable(edge, a) for a in _between(base, profile)]


def _between(base: Profile, profile: Profile) -> list[Polygon]:
    """What lies above one profile and below another."""
    if len(profile) < 2 or max(z for _, z in profile) < 0.1:
        return []
    low = min(z for _, z in (*base, *profile)) - 1.0

    def under(line: Profile) -> Polygon:
        return Polygon([(line[0][0], low), (line[-1][0], low), *reversed(line)])

    area = under(profile).difference(under(base))
    parts = getattr(area, "geoms", [area])
    return [polygon_of(p.simplify(1e-4)) for p in parts if isinstance(p, Polygon) and p.area > 0.3]


def _without_corner_overlap(profile: Profile, edge: FacadeEdge) -> Profile:
    """A wall of constant height stops where the sloping walls beside it begin."""
    if len(profile) < 2 or abs(profile[0][1] - profile[-1][1]) > 0.01 or profile[0][1] < 0.1:
        return profile
    return [
        (max(profile[0][0], edge.inner_start), profile[0][1]),
        *profile[1:-1],
        (min(profile[-1][0], edge.inner_end), profile[-1][1]),
    ]


def _write_gable(draft: Draft, gable: Gable, name: str) -> None:
    document, edge, thickness = draft.document, gable.edge, draft.wall_thickness
    base = draft.height(edge.storey)
    axes = document.axes((0, thickness, base), (0, -1, 0))
    body = document.extrusion(document.profile(gable.area), axes, thickness)
    wall = outer_wall(draft, edge, name, body)
    document.describe(
        wall,
        document.quantity_set(
            name,
            "Qto_WallBaseQuantities",
            Width=thickness,
            GrossSideArea=gable.area.area,
            NetSideArea=gable.area.area,
            NetVolume=gable.area.area * thickness,
        ),
    )
    x0, z0, x1, z1 = gable.area.bounds
    if gable.area.area < 0.98 * (x1 - x0) * (z1 - z0) or z1 - z0 < 1.0:
        return
    count = int((x1 - x0) // 3.0)
    for i in range(count):
        centre = x0 + (x1 - x0) * (i + 0.5) / count
        spot = HoleSpot(
            wall,
            wall.ObjectPlacement,
            thickness,
            centre - _CLERESTORY.width / 2,
            base + (z0 + z1 - _CLERESTORY.height) / 2,
            f"V-{name[3:]}G{i + 1:02d}",
            edge.storey,
        )
        window = fill(draft, spot, window_type(draft, _CLERESTORY), _CLERESTORY)
        document.records(window, "234", edge.storey, float(np.prod([1.8, 0.6])))
