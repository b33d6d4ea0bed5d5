"""Triangles of one representation item: from the text, by a rule, or by the kernel."""

from pathlib import Path

import numpy as np

from twin.ifc.clippings import Clippings
from twin.ifc.direct.item_meshes import ItemMeshes
from twin.ifc.direct.items import direct_items
from twin.ifc.entities import Entity
from twin.ifc.kernel import Kernel, KernelFailure
from twin.ifc.openings import NotSolid
from twin.ifc.surface import Surface


class Tessellator:
    """Surfaces of the items of one file, each made once.

    may_ask_kernel : set to False when the time for the file is used up.
    """

    def __init__(self, path: Path, length_unit: float, kernel: Kernel) -> None:
        self._kernel = kernel
        self._unit = length_unit
        self._clippings = Clippings(self.surface, length_unit)
        self._direct = _direct(path)
        self._place = {} if self._direct is None else _places(self._direct)
        self._made: dict[int, Surface | str] = {}
        self.may_ask_kernel = True

    def surface(self, item: Entity) -> Surface:
        """Triangles of an item in its own coordinates. [m]

        Raises
        ------
        KernelFailure
            If neither a rule nor a kernel gives a triangle.
        """
        key = item.id()
        if key not in self._made:
            self._made[key] = self._make(item)
        made = self._made[key]
        if isinstance(made, str):
            raise KernelFailure(made)
        return made

    def _make(self, item: Entity) -> Surface | str:
        place = self._place.get(item.id())
        if place is not None and self._direct is not None:
            surface = _surface(self._direct, place, self._unit)
            if not surface.is_empty:
                return surface
        if item.is_a("IfcBooleanResult"):
            try:
                return self._clippings.surface(item)
            except (NotSolid, KernelFailure):
                pass  # the kernel may know more kinds of operands
        return self._ask_kernel(item)

    def _ask_kernel(self, item: Entity) -> Surface | str:
        if not self.may_ask_kernel:
            return "the time for this file is used up"
        try:
            return self._kernel.surface(item)
        except KernelFailure as failure:
            return str(failure)


def _direct(path: Path) -> ItemMeshes | None:
    try:
        return direct_items(path.read_bytes())
    except ValueError:
        return None


def _places(meshes: ItemMeshes) -> dict[int, int]:
    return {int(item): place for place, item in enumerate(meshes.item.tolist())}


def _surface(meshes: ItemMeshes, place: int, length_unit: float) -> Surface:
    vertices = meshes.vertices[meshes.vertex_start[place] : meshes.vertex_start[place + 1]]
    faces = meshes.faces[meshes.face_start[place] : meshes.face_start[place + 1]]
    return Surface(vertices * length_unit, faces.astype(np.int32, copy=False))
