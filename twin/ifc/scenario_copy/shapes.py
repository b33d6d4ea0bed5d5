"""Prisms of what is new, in the units and the frame of a file."""

from collections.abc import Sequence

import ifcopenshell
import numpy as np

from twin.ifc.geometry.placement import IDENTITY, Placements
from twin.ifc.write_back.history import Entity
from twin.model.arrays import FloatArray
from twin.model.scenario_copy import NewPart
from twin.model.sketch import Point

LEAST_EDGE = 1e-6  # [m]


class Shapes:
    """Makes placements and bodies for one file.

    length : metres per unit of the file.
    """

    def __init__(self, file: ifcopenshell.file, length: float) -> None:
        self._file, self._length = file, length
        self._placements = Placements(length, _foreign)
        self._styles: dict[tuple[float, float, float], Entity] = {}
        self._context: Entity | None = None

    def world(self, placement: Entity | None) -> FloatArray | None:
        """Where a placement lies, shape (4, 4); None where nobody can say. [m]"""
        try:
            return self._placements.matrix(placement)
        except ValueError:
            return None

    def placement(self, at: Point, parent: Entity | None) -> Entity:
        """A placement at a point of the model, its axes those of the model. [m]"""
        frame = self.world(parent) if parent is not None else None
        if frame is None:
            parent, frame = None, IDENTITY
        target = np.eye(4)
        target[:3, 3] = at
        inner = np.linalg.inv(frame) @ target
        axes = self._axes(inner[:3, 3], inner[:3, 2], inner[:3, 0])
        return self._file.create_entity("IfcLocalPlacement", parent, axes)

    def body(self, part: NewPart, at: Point) -> Entity:
        """The prisms of a part, around a point of the model."""
        solids = [self._prism(np.array(o, float) - at, part.depth) for o in part.outlines]
        make = self._file.create_entity
        for solid in solids:
            make("IfcStyledItem", solid, [self._style(part.colour)])
        shape = make("IfcShapeRepresentation", self._body_context(), "Body", "SweptSolid", solids)
        return make("IfcProductDefinitionShape", None, None, [shape])

    def _prism(self, corners: FloatArray, depth: float) -> Entity:
        origin, along, normal = corners[0], _along(corners), _normal(corners)
        across = np.cross(normal, along)
        flat = np.column_stack([(corners - origin) @ along, (corners - origin) @ across])
        make = self._file.create_entity
        points = [make("IfcCartesianPoint", p) for p in (flat / self._length).tolist()]
        ring = make("IfcPolyline", [*points, points[0]])
        profile = make("IfcArbitraryClosedProfileDef", "AREA", None, ring)
        upward = make("IfcDirection", [0.0, 0.0, 1.0])
        return make(
            "IfcExtrudedAreaSolid", profile, self._axes(origin, normal, along), upward,
            depth / self._length,
        )  # fmt: skip

    def _axes(self, at: FloatArray, axis: FloatArray, along: FloatArray) -> Entity:
        make = self._file.create_entity
        return make(
            "IfcAxis2Placement3D",
            make("IfcCartesianPoint", (np.asarray(at) / self._length).tolist()),
            make("IfcDirection", np.asarray(axis, float).tolist()),
            make("IfcDirection", np.asarray(along, float).tolist()),
        )

    def _body_context(self) -> Entity:
        if self._context is None:
            self._context = _body_context(self._file)
        return self._context

    def _style(self, colour: tuple[float, float, float]) -> Entity:
        if colour not in self._styles:
            make = self._file.create_entity
            shading = make("IfcSurfaceStyleShading", make("IfcColourRgb", None, *colour))
            style = make("IfcSurfaceStyle", None, "BOTH", [shading])
            if self._file.schema == "IFC2X3":
                style = make("IfcPresentationStyleAssignment", [style])
            self._styles[colour] = style
        return self._styles[colour]


def _body_context(file: ifcopenshell.file) -> Entity:
    """The context of bodies, else the one of models; made where there is none."""
    inner = file.by_type("IfcGeometricRepresentationSubContext")
    for one in inner:
        if one.ContextIdentifier == "Body":
            return one
    whole = file.by_type("IfcGeometricRepresentationContext", include_subtypes=False)
    models = [c for c in whole if c.ContextType == "Model"] or [
        c for c in whole if c.CoordinateSpaceDimension == 3
    ]
    if models:
        return models[0]
    zero = file.create_entity("IfcCartesianPoint", [0.0, 0.0, 0.0])
    axes = file.create_entity("IfcAxis2Placement3D", zero)
    made = file.create_entity("IfcGeometricRepresentationContext", None, "Model", 3, None, axes)
    for project in file.by_type("IfcProject")[:1]:
        project.RepresentationContexts = [*(project.RepresentationContexts or ()), made]
    return made


def is_area(outline: Sequence[Point]) -> bool:
    """Whether an outline encloses anything."""
    corners = np.array(outline, dtype=float)
    return len(corners) >= 3 and float(np.linalg.norm(_crossed(corners))) > LEAST_EDGE


def _along(corners: FloatArray) -> FloatArray:
    edges = np.roll(corners, -1, axis=0) - corners
    longest = edges[int(np.argmax(np.linalg.norm(edges, axis=1)))]
    return longest / np.linalg.norm(longest)


def _normal(corners: FloatArray) -> FloatArray:
    """Unit normal, at right angles to the longest edge."""
    along, crossed = _along(corners), _crossed(corners)
    upright = crossed - (crossed @ along) * along
    return upright / np.linalg.norm(upright)


def _crossed(corners: FloatArray) -> FloatArray:
    first, second = corners - corners[0], np.roll(corners, -1, axis=0) - corners[0]
    return np.cross(first, second).sum(axis=0)


def _foreign(placement: Entity) -> FloatArray:
    raise ValueError(f"placement #{placement.id()} is not local")
