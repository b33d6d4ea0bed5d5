"""Boolean results with Manifold: differences, unions, intersections, half spaces."""

from collections.abc import Callable

import manifold3d
import numpy as np

from twin.ifc.entities import Entity
from twin.ifc.flush import planes, reaching_beyond
from twin.ifc.openings import NotSolid, solid, surface_of
from twin.ifc.placement import axes
from twin.ifc.surface import Surface
from twin.model.arrays import FloatArray

SurfaceOf = Callable[[Entity], Surface]

_FAR = 1e4
"""A half space is this much thicker than the solid it cuts. [m]"""

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
        if not item.is_a("IfcBooleanResult"):
            if item.is_a("IfcHalfSpaceSolid"):
                raise NotSolid("a half space as first operand")
            return solid(self._surface(item))
        if depth > DEEPEST:
            raise NotSolid("boolean results nested too deep")
        operation, first, second = (item.get_argument(i) for i in range(3))
        body = self._evaluated(first, depth + 1)
        if body.is_empty():
            return body
        if second.is_a("IfcHalfSpaceSolid"):
            return self._halved(body, second, operation)
        tool = self._evaluated(second, depth + 1)
        if operation == "DIFFERENCE":
            return _less(body, tool)
        return body + tool if operation == "UNION" else body ^ tool

    def _halved(
        self, body: manifold3d.Manifold, half_space: Entity, operation: str
    ) -> manifold3d.Manifold:
        """Body less (or within) a half space."""
        if operation == "UNION":
            raise NotSolid("union with a half space")
        plane = half_space.get_argument(0)
        if not plane.is_a("IfcPlane"):
            raise NotSolid(f"a half space bounded by {plane.is_a()}")
        frame = axes(plane.get_argument(0), self._unit)
        outward = frame[:3, 2] if half_space.get_argument(1) else -frame[:3, 2]
        keeps_outside = operation == "DIFFERENCE"
        if not half_space.is_a("IfcPolygonalBoundedHalfSpace"):
            normal = outward if keeps_outside else -outward
            return body.trim_by_plane(_triple(normal), float(normal @ frame[:3, 3]))
        tool = self._prism(half_space, body)
        tool = tool.trim_by_plane(_triple(-outward), float(-outward @ frame[:3, 3]))
        return _less(body, tool) if keeps_outside else body ^ tool

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


def _less(body: manifold3d.Manifold, tool: manifold3d.Manifold) -> manifold3d.Manifold:
    """Body less tool, without paper-thin sheets where faces of the two are flush."""
    if tool.is_empty():
        return body
    return body - solid(reaching_beyond(surface_of(tool), planes(surface_of(body))))


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
