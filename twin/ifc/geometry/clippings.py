"""Boolean results with Manifold: differences, unions, intersections, half spaces."""

from collections.abc import Callable

import manifold3d
import numpy as np

from twin.ifc.geometry.entities import Entity
from twin.ifc.geometry.flush import planes, reaching_beyond
from twin.ifc.geometry.openings import NotSolid, solid, surface_of
from twin.ifc.geometry.placement import axes
from twin.ifc.geometry.surface import Surface
from twin.model.arrays import FloatArray

SurfaceOf = Callable[[Entity], Surface]

_FAR = 1e4
"""A half space is this much thicker than the solid it cuts. [m]"""

_MOST_IN_CHAIN = 5000

DEEPEST = 60
"""Boolean results nested deeper than this are left to the kernel."""


class Clippings:
    """Evaluates IfcBooleanResult and IfcBooleanClippingResult.

    Parameters
    ----------
    surface_of_item : callable
        Triangles of an operand in metres; may raise `KernelFailure`.
    length_unit : float
        Metres per length unit of the file.
    """

    def __init__(self, surface_of_item: SurfaceOf, length_unit: float) -> None:
        self._surface = surface_of_item
        self._unit = length_unit

    def surface(self, result: Entity) -> Surface:
        """Triangles of a boolean result. [m]

        Raises
        ------
        NotSolid
            If an operand encloses no volume, is of a kind not known here, or nothing is left.
        """
        body = self._evaluated(result, 0)
        if body.is_empty():
            raise NotSolid("nothing is left of the first operand")
        return surface_of(body)

    def _evaluated(self, item: Entity, depth: int) -> manifold3d.Manifold:
        if depth > DEEPEST:
            raise NotSolid("boolean results nested too deep")
        if item.is_a("IfcHalfSpaceSolid"):
            raise NotSolid("a half space as first operand")
        if not item.is_a("IfcBooleanResult"):
            return solid(self._surface(item))
        operation, first, second = (item.get_argument(i) for i in range(3))
        if operation == "DIFFERENCE":
            return self._less(item, depth)
        body = self._evaluated(first, depth + 1)
        if second.is_a("IfcHalfSpaceSolid"):
            if operation == "UNION":
                raise NotSolid("union with a half space")
            return self._within(body, second)
        tool = self._evaluated(second, depth + 1)
        return body + tool if operation == "UNION" else body ^ tool

    def _less(self, item: Entity, depth: int) -> manifold3d.Manifold:
        """A chain of differences, all second operands subtracted at once."""
        tools: list[Entity] = []
        while item.is_a("IfcBooleanResult") and item.get_argument(0) == "DIFFERENCE":
            tools.append(item.get_argument(2))
            item = item.get_argument(1)
            if len(tools) > _MOST_IN_CHAIN:
                raise NotSolid("a boolean result that refers to itself")
        body = self._evaluated(item, depth + 1)
        if body.is_empty():
            return body
        flush_with = planes(surface_of(body))
        solids = [body]
        for tool in reversed(tools):
            if _is_unbounded(tool):
                outward, offset = self._boundary(tool)
                solids[0] = solids[0].trim_by_plane(_triple(outward), offset)
            else:
                cutter = self._cutter(tool, body, depth)
                if not cutter.is_empty:
                    solids.append(solid(reaching_beyond(cutter, flush_with)))
        return manifold3d.Manifold.batch_boolean(solids, manifold3d.OpType.Subtract)

    def _cutter(self, tool: Entity, body: manifold3d.Manifold, depth: int) -> Surface:
        if tool.is_a("IfcHalfSpaceSolid"):
            return surface_of(self._bounded(tool, body))
        if tool.is_a("IfcBooleanResult"):
            return surface_of(self._evaluated(tool, depth + 1))
        return self._surface(tool)

    def _within(self, body: manifold3d.Manifold, half_space: Entity) -> manifold3d.Manifold:
        if half_space.is_a("IfcPolygonalBoundedHalfSpace"):
            return body ^ self._bounded(half_space, body)
        outward, offset = self._boundary(half_space)
        return body.trim_by_plane(_triple(-outward), -offset)

    def _boundary(self, half_space: Entity) -> tuple[FloatArray, float]:
        """Direction out of the half space, and the offset of its plane along it. [m]"""
        plane = half_space.get_argument(0)
        if not plane.is_a("IfcPlane"):
            raise NotSolid(f"a half space bounded by {plane.is_a()}")
        frame = axes(plane.get_argument(0), self._unit)
        outward = frame[:3, 2] if half_space.get_argument(1) else -frame[:3, 2]
        return outward, float(outward @ frame[:3, 3])

    def _bounded(self, half_space: Entity, body: manifold3d.Manifold) -> manifold3d.Manifold:
        outward, offset = self._boundary(half_space)
        return self._prism(half_space, body).trim_by_plane(_triple(-outward), -offset)

    def _prism(self, half_space: Entity, body: manifold3d.Manifold) -> manifold3d.Manifold:
        """The bounding polygon of a half space, extruded past the body on both sides."""
        position = axes(half_space.get_argument(2), self._unit)
        outline = self._outline(half_space.get_argument(3))
        low, high = np.array(body.bounding_box()).reshape(2, 3)
        reach = float(np.abs([low - position[:3, 3], high - position[:3, 3]]).max()) * 4 + 1.0
        reach = min(reach, _FAR)
        section = manifold3d.CrossSection([outline], manifold3d.FillRule.NonZero)
        prism = manifold3d.Manifold.extrude(section, 2 * reach).translate((0.0, 0.0, -reach))
        return prism.transform(position[:3])

    def _outline(self, curve: Entity) -> FloatArray:
        """Corners of a bounding polyline, shape (n, 2). [m]"""
        if curve.is_a("IfcPolyline"):
            points = [p.get_argument(0)[:2] for p in curve.get_argument(0)]
        elif curve.is_a("IfcIndexedPolyCurve") and not curve.get_argument(1):
            points = [p[:2] for p in curve.get_argument(0).get_argument(0)]
        elif curve.is_a("IfcCompositeCurve"):
            points = _corners(curve)
        else:
            raise NotSolid(f"a half space within {curve.is_a()}")
        outline = np.array(points, dtype=np.float64) * self._unit
        if len(outline) > 1 and np.abs(outline[0] - outline[-1]).max() < 1e-9:
            outline = outline[:-1]
        if len(outline) < 3:
            raise NotSolid("a half space within fewer than three corners")
        return outline


def _is_unbounded(tool: Entity) -> bool:
    """Whether a tool is a whole half space; the box of a boxed one is only a hint."""
    is_half_space = tool.is_a("IfcHalfSpaceSolid")
    return is_half_space and not tool.is_a("IfcPolygonalBoundedHalfSpace")


def _corners(curve: Entity) -> list[tuple[float, ...]]:
    """Points of a composite curve of polylines."""
    points: list[tuple[float, ...]] = []
    for segment in curve.get_argument(0):
        part = segment.get_argument(2)
        if not part.is_a("IfcPolyline"):
            raise NotSolid(f"a half space within {part.is_a()}")
        corners = [p.get_argument(0)[:2] for p in part.get_argument(0)]
        ordered = corners if segment.get_argument(1) else corners[::-1]
        points += ordered[1:] if points else ordered
    return points


def _triple(vector: FloatArray) -> tuple[float, float, float]:
    return float(vector[0]), float(vector[1]), float(vector[2])
