"""Stairs with a half landing, and the holes they need."""

from dataclasses import dataclass

import numpy as np
from shapely.geometry import Polygon, box

from twin.sample.model.draft import Draft, StoreyPlan
from twin.sample.model.ifc_document import Entity
from twin.sample.model.slabs import cut_hole
from twin.sample.plans.layout import Room

_ACCESS, _LANDING, _WELL = 1.15, 1.2, 0.12


@dataclass(frozen=True, slots=True)
class StairRun:
    """Measures of one stair.

    origin, along : corner of the room at the access side, and the way the first flight climbs.
    width, depth : of the room. [m]
    risers : in each of the two flights.  tread : [m]  riser : [m]
    """

    origin: tuple[float, float]
    along: tuple[float, float]
    width: float
    depth: float
    risers: int
    tread: float
    riser: float

    @property
    def across(self) -> tuple[float, float]:
        """To the right of the climbing direction."""
        return (self.along[1], -self.along[0])

    @property
    def run(self) -> float:
        """Length of one flight. [m]"""
        return (self.risers - 1) * self.tread

    def hole(self) -> Polygon:
        """What the stair leaves open in the floor above, on the plan."""
        far = min(_ACCESS + self.run + _LANDING, self.depth)
        corners = [(0, _ACCESS), (self.width, _ACCESS), (self.width, far), (0, far)]
        (ox, oy), (ax, ay), (ux, uy) = self.origin, self.along, self.across
        return Polygon([(ox + u * ux + v * ax, oy + u * uy + v * ay) for u, v in corners])


def write_stairs(
    draft: Draft, floor: StoreyPlan, slabs_above: list[tuple[Entity, Polygon]]
) -> None:
    """A stair in every stairwell that goes on in the storey above."""
    above = {r.bounds for r in draft.floors[floor.number + 1].rooms if r.code == "trapp"}
    for number, room in enumerate(
        (r for r in floor.rooms if r.code == "trapp" and r.bounds in above), start=1
    ):
        run = _measure(draft, floor, room)
        if run is None:
            continue
        name = f"TR-{floor.number + 1}{number:02d}"
        _write_stair(draft, floor, run, name)
        hole = run.hole()
        for i, (slab, area) in enumerate(slabs_above):
            if area.intersection(hole).area > 0.5:
                cut_hole(draft, slab, hole, f"{name}/hull/{i}")


def _measure(draft: Draft, floor: StoreyPlan, room: Room) -> StairRun | None:
    x0, y0, x1, y1 = floor.net[room.number].bounds
    origin, along = _access(floor, room, (x0, y0, x1, y1))
    is_north_south = along[0] == 0
    width, depth = (x1 - x0, y1 - y0) if is_north_south else (y1 - y0, x1 - x0)
    height = draft.height(floor.number)
    risers = int(np.ceil(height / 0.172 / 2))
    tread = min(0.29, (depth - _ACCESS - _LANDING) / (risers - 1))
    if tread < 0.2 or width < 1.9:
        return None
    return StairRun(origin, along, width, depth, risers, tread, height / (2 * risers))


def _access(
    floor: StoreyPlan, room: Room, net: tuple[float, float, float, float]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Corner left of someone who enters from circulation, and the way they walk in."""
    x0, y0, x1, y1 = net
    rx0, ry0, rx1, ry1 = room.bounds
    sides = {
        "S": (box(rx0 + 0.3, ry0 - 0.3, rx1 - 0.3, ry0), (x0, y0), (0.0, 1.0)),
        "N": (box(rx0 + 0.3, ry1, rx1 - 0.3, ry1 + 0.3), (x1, y1), (0.0, -1.0)),
        "W": (box(rx0 - 0.3, ry0 + 0.3, rx0, ry1 - 0.3), (x0, y1), (1.0, 0.0)),
        "E": (box(rx1, ry0 + 0.3, rx1 + 0.3, ry1 - 0.3), (x1, y0), (-1.0, 0.0)),
    }
    for strip, corner, along in sides.values():
        for other in floor.rooms:
            if other.kind.is_open and box(*other.bounds).intersection(strip).area > 0.1:
                return corner, along
    return (x0, y0), (0.0, 1.0)


def _write_stair(draft: Draft, floor: StoreyPlan, run: StairRun, name: str) -> None:
    document = draft.document
    placement = document.placement(draft.placements[floor.number], (*run.origin, 0), run.across)
    stair = document.root(
        "IfcStair",
        name,
        name,
        ObjectPlacement=placement,
        Tag=name,
        PredefinedType="HALF_TURN_STAIR",
    )
    half = draft.height(floor.number) / 2
    width = (run.width - _WELL) / 2
    first = _flight_item(draft, run, 0.0, width)
    second = _second_flight_item(draft, run, width + _WELL, width)
    far = min(_ACCESS + run.run + _LANDING, run.depth)
    landing = document.block((0, _ACCESS + run.run, half - 0.18), (run.width, far, half))
    for i, item in enumerate((first, second), start=1):
        flight = document.root(
            "IfcStairFlight",
            f"{name}/{i}",
            f"{name} løp {i}",
            ObjectPlacement=document.placement(placement, (0, 0, 0)),
            Representation=document.shape(document.body_of((document.painted(item, "stair"),))),
            NumberOfRisers=run.risers,
            NumberOfTreads=run.risers - 1,
            RiserHeight=round(run.riser, 4),
            TreadLength=round(run.tread, 4),
            PredefinedType="STRAIGHT",
        )
        document.relations.parts[stair].append(flight)
        document.records(flight, "281", floor.number)
    slab = document.root(
        "IfcSlab",
        f"{name}/repos",
        f"{name} repos",
        ObjectPlacement=document.placement(placement, (0, 0, 0)),
        Representation=document.shape(document.body_of((document.painted(landing, "stair"),))),
        PredefinedType="LANDING",
    )
    document.relations.parts[stair].append(document.records(slab, "281", floor.number))
    document.describe(
        stair,
        document.property_set(
            "Pset_StairCommon",
            Reference="TR",
            IsExternal=False,
            NumberOfRiser=2 * run.risers,
            RiserHeight=run.riser,
            TreadLength=run.tread,
        ),
    )
    draft.place(document.records(stair, "281", floor.number), floor.number)


def _flight_item(draft: Draft, run: StairRun, left: float, width: float) -> Entity:
    """Steps from the floor up to the landing, drawn across the stair."""
    corners = [(_ACCESS, 0.0)]
    for i in range(run.risers - 1):
        at, top = _ACCESS + i * run.tread, (i + 1) * run.riser
        corners.extend([(at, top), (at + run.tread, top)])
    end = _ACCESS + run.run
    corners.extend([(end, (run.risers - 1) * run.riser - 0.2), (_ACCESS + 0.3, 0.0)])
    return _across(draft, corners, left, width)


def _second_flight_item(draft: Draft, run: StairRun, left: float, width: float) -> Entity:
    """Steps from the landing back up to the floor above."""
    start, base = _ACCESS + run.run, run.risers * run.riser
    corners = [(start, base)]
    for i in range(run.risers - 1):
        at, top = start - i * run.tread, base + (i + 1) * run.riser
        corners.extend([(at, top), (at - run.tread, top)])
    corners.extend([(_ACCESS, base + (run.risers - 1) * run.riser - 0.2), (start, base - 0.18)])
    return _across(draft, corners, left, width)


def _across(draft: Draft, corners: list[tuple[float, float]], left: float, width: float) -> Entity:
    """Upright profile in the climbing direction, drawn to the right."""
    document = draft.document
    axes = document.axes((left, 0, 0), (1, 0, 0), (0, 1, 0))
    return document.extrusion(document.profile(Polygon(corners)), axes, width)
