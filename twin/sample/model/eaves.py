"""Boards and gutters along the free edges of sloping roofs."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient
from shapely.ops import unary_union

from twin.sample.model.draft import Draft
from twin.sample.model.ifc_document import Entity
from twin.sample.plans.layout import outline
from twin.sample.plans.roof_shape import RoofFace

_BOARD, _HEIGHT, _GUTTER = 0.03, 0.25, 0.15


@dataclass(frozen=True, slots=True)
class FreeEdge:
    """An edge of a roof that meets nothing, outside on the right of start to end.

    low, high : underside of the roof at start and end, above the storey's level. [m]
    """

    start: tuple[float, float]
    end: tuple[float, float]
    low: float
    high: float

    @property
    def length(self) -> float:
        """On the plan. [m]"""
        return float(np.hypot(self.end[0] - self.start[0], self.end[1] - self.start[1]))

    @property
    def direction(self) -> tuple[float, float]:
        """Unit vector from start to end."""
        return (
            (self.end[0] - self.start[0]) / self.length,
            (self.end[1] - self.start[1]) / self.length,
        )


def write_eaves(draft: Draft, face: RoofFace, faces: tuple[RoofFace, ...], name: str) -> None:
    """A board along every free edge of a face, and a gutter along the level ones."""
    taken = _taken(draft, face, faces)
    edges = _free_edges(draft, face, taken)
    if not edges:
        return
    document, storey = draft.document, face.wing.last + 1
    surface = "eaves white" if draft.plan.frame == "frame white" else "eaves dark"
    boards = document.root(
        "IfcCovering",
        f"VI-{name[3:]}",
        "Vindski og takfotbord",
        ObjectPlacement=document.placement(draft.placements[storey], (0, 0, 0)),
        Representation=document.shape(
            document.body_of([document.painted(_board(draft, e), surface) for e in edges])
        ),
        Tag=f"VI-{name[3:]}",
        PredefinedType="MOLDING",
    )
    draft.place(document.records(boards, "265", storey), storey)
    level = [e for e in edges if abs(e.low - e.high) < 0.005 and e.low < -0.02 and e.length > 1]
    for number, edge in enumerate(level, start=1):
        begin = _GUTTER if _is_inner_corner(edge, taken) else 0.0
        _write_gutter(draft, edge, (begin, storey), f"TR-{name[3:]}{number}")


def _taken(draft: Draft, face: RoofFace, faces: tuple[RoofFace, ...]) -> BaseGeometry:
    """Plan of all roofs at this height and of the storey that rises beside them."""
    return unary_union([f.area for f in faces] + [outline(draft.plan, face.wing.last + 1)])


def _is_inner_corner(edge: FreeEdge, taken: BaseGeometry) -> bool:
    """Whether the edge begins where another one ends in front of it."""
    (dx, dy), (x, y) = edge.direction, edge.start
    return taken.covers(Point(x - 0.05 * dx + 0.05 * dy, y - 0.05 * dy - 0.05 * dx))


def _free_edges(draft: Draft, face: RoofFace, taken: BaseGeometry) -> list[FreeEdge]:
    top = draft.plan.levels[face.wing.last + 1]
    corners = [(float(x), float(y)) for x, y in orient(face.area).exterior.coords]
    found: list[FreeEdge] = []
    for start, end in pairwise(corners):
        edge = FreeEdge(start, end, face.plane.height(*start) - top, face.plane.height(*end) - top)
        if edge.length < 0.3:
            continue
        (dx, dy), (mx, my) = edge.direction, ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        if not taken.covers(Point(mx + 0.05 * dy, my - 0.05 * dx)):
            found.append(edge)
    return found


def _board(draft: Draft, edge: FreeEdge) -> Entity:
    document, (dx, dy) = draft.document, edge.direction
    area = Polygon(
        [
            (0.0, edge.low - 0.01),
            (edge.length, edge.high - 0.01),
            (edge.length, edge.high + _HEIGHT),
            (0.0, edge.low + _HEIGHT),
        ]
    )
    axes = document.axes((*edge.start, 0.0), (dy, -dx, 0.0), (dx, dy, 0.0))
    return document.extrusion(document.profile(area), axes, _BOARD)


def _write_gutter(draft: Draft, edge: FreeEdge, spot: tuple[float, int], tag: str) -> None:
    """A gutter from a distance along the edge to its end, in a storey."""
    document, (begin, storey) = draft.document, spot
    bottom = edge.low + _HEIGHT - 0.12
    trough = document.block(
        (begin, -_GUTTER, bottom), (edge.length, -_BOARD - 0.001, bottom + 0.1)
    )
    gutter = document.root(
        "IfcPipeSegment",
        tag,
        "Takrenne",
        ObjectPlacement=document.placement(
            draft.placements[storey], (*edge.start, 0), edge.direction
        ),
        Representation=document.shape(document.body_of((document.painted(trough, "flashing"),))),
        Tag=tag,
        PredefinedType="GUTTER",
    )
    draft.place(document.records(gutter, "265", storey), storey)
