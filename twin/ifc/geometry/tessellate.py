"""Triangles of one representation item: from the text, by a rule, or by the kernel."""

from collections.abc import Callable

import numpy as np

from twin.ifc.direct.item_meshes import ItemMeshes
from twin.ifc.geometry.alignments import Alignments
from twin.ifc.geometry.clippings import Clippings
from twin.ifc.geometry.entities import FAULTS, Entity
from twin.ifc.geometry.extrusions import Extrusions
from twin.ifc.geometry.kernel import Kernel, KernelFailure
from twin.ifc.geometry.leaner import simplified
from twin.ifc.geometry.openings import NotSolid
from twin.ifc.geometry.surface import Surface

FEWEST = 60
"""Shapes are not made simpler than this. [triangles]"""


class Tessellator:
    """Surfaces of the items of one file, each made once.

    may_ask_kernel : set to False when the time for the file is used up.
    share : part of the triangles that detailed shapes keep.
    """

    def __init__(
        self,
        direct: ItemMeshes | None,
        length_unit: float,
        kernel: Kernel,
        rules: "Rules",
    ) -> None:
        self._kernel = kernel
        self._rules = rules
        self._unit = length_unit
        self._direct = direct
        self._place = {} if self._direct is None else _places(self._direct)
        self._made: dict[int, Surface | str] = {}
        self.may_ask_kernel = True
        self.share = 1.0

    def surface(self, item: Entity) -> Surface:
        """Triangles of an item in its own coordinates. [m]

        Raises
        ------
        KernelFailure
            If neither a rule nor a kernel gives a triangle.
        """
        key = item.id()
        if key not in self._made:
            made = self._make(item)
            if self.share < 1.0 and isinstance(made, Surface):
                made = simplified(made, max(FEWEST, int(len(made.faces) * self.share)))
            self._made[key] = made
        made = self._made[key]
        if isinstance(made, str):
            raise KernelFailure(made)
        return made

    @property
    def triangles_at_hand(self) -> int:
        """Triangles of all items that are known without work."""
        return 0 if self._direct is None else len(self._direct.faces)

    def triangles_known(self, item: Entity) -> int:
        """Triangles of an item as far as they are known without work."""
        place = self._place.get(item.id())
        if place is None or self._direct is None:
            return 0
        return int(self._direct.face_start[place + 1] - self._direct.face_start[place])

    def _make(self, item: Entity) -> Surface | str:
        place = self._place.get(item.id())
        if place is not None and self._direct is not None:
            surface = _surface(self._direct, place, self._unit)
            if not surface.is_empty:
                return surface
        try:
            made = self._rules.surface(item, self.surface)
        except (NotSolid, KernelFailure, *FAULTS):
            made = None  # the kernel may know more
        return self._ask_kernel(item) if made is None else made

    def _ask_kernel(self, item: Entity) -> Surface | str:
        if not self.may_ask_kernel:
            return "the time for this file is used up"
        try:
            return self._kernel.surface(item)
        except KernelFailure as failure:
            return str(failure)


class Rules:
    """Items that are made here from their entities: clippings, sections, arcs."""

    def __init__(self, length_unit: float, alignments: Alignments, extrusions: Extrusions) -> None:
        self._unit = length_unit
        self._alignments = alignments
        self._extrusions = extrusions

    def surface(self, item: Entity, surface_of: Callable[[Entity], Surface]) -> Surface | None:
        """Triangles of an item, None where no rule is for it. [m]

        Raises
        ------
        NotSolid, KernelFailure
            If the rule for it has no result.
        """
        kind = item.is_a()
        if kind == "IfcExtrudedAreaSolid":
            return self._extrusions.surface(item)
        if kind in ("IfcBooleanClippingResult", "IfcBooleanResult"):
            return Clippings(surface_of, self._unit).surface(item)
        if kind == "IfcSectionedSolidHorizontal":
            return self._alignments.solid(item)
        return None


def _places(meshes: ItemMeshes) -> dict[int, int]:
    return {int(item): place for place, item in enumerate(meshes.item.tolist())}


def _surface(meshes: ItemMeshes, place: int, length_unit: float) -> Surface:
    vertices = meshes.vertices[meshes.vertex_start[place] : meshes.vertex_start[place + 1]]
    faces = meshes.faces[meshes.face_start[place] : meshes.face_start[place + 1]]
    return Surface(vertices * length_unit, faces.astype(np.int32, copy=False))
