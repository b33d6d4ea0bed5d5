"""Elements that have openings: what is left of them."""

from collections.abc import Callable, Mapping

import numpy as np

from twin.ifc.geometry import notes
from twin.ifc.geometry.bodies import Bodies, Piece
from twin.ifc.geometry.entities import FAULTS, Entity
from twin.ifc.geometry.kernel import Kernel, KernelFailure
from twin.ifc.geometry.openings import NothingLeft, NotSolid, without
from twin.ifc.geometry.placement import transformed
from twin.ifc.geometry.surface import Surface
from twin.ifc.geometry.tessellate import Tessellator
from twin.model.arrays import FloatArray
from twin.model.finding import Finding

Shown = list[tuple[Piece, Surface]]


class Hosts:
    """Cuts the openings of one file out of their hosts.

    Parameters
    ----------
    openings : mapping
        Openings by the STEP number of their host.
    bodies, tessellator, kernel
        Of the file.
    world : callable
        World matrix of a product.
    """

    def __init__(
        self,
        openings: Mapping[int, list[Entity]],
        bodies: Bodies,
        tessellator: Tessellator,
        kernel: Kernel,
        world: Callable[[Entity], FloatArray],
    ) -> None:
        self._openings = openings
        self._bodies = bodies
        self._tessellator = tessellator
        self._kernel = kernel
        self._world = world

    def has_openings(self, product: Entity) -> bool:
        """Whether anything is to be cut out of a product."""
        return product.id() in self._openings

    def cut(self, product: Entity, shown: Shown) -> tuple[Shown, Finding | None]:
        """Surfaces in product coordinates, less the openings; a finding if they are not cut.

        Raises
        ------
        NothingLeft
            If the openings take all of the host.
        """
        uncut = [(p, Surface(transformed(s.vertices, p.matrix), s.faces)) for p, s in shown]
        try:
            tools = self._tools(product)
            left = [(p, without(s, tools)) for p, s in uncut]
        except (NotSolid, KernelFailure, *FAULTS) as failure:
            return self._by_kernel(product, uncut, str(failure))
        left = [(p, s) for p, s in left if not s.is_empty]
        if not left:
            raise NothingLeft
        return left, None

    def _tools(self, product: Entity) -> list[Surface]:
        """Surfaces of the openings in the coordinates of their host."""
        to_host = np.linalg.inv(self._world(product))
        return [
            Surface(transformed(surface.vertices, to_host @ self._world(opening)), surface.faces)
            for opening in self._openings[product.id()]
            for surface in self._surfaces(opening)
        ]

    def _surfaces(self, opening: Entity) -> list[Surface]:
        """Surfaces of an opening; one for reference only was cut by the exporter already."""
        found = []
        for representation in self._bodies.representations(opening):
            if representation.get_argument(1) == "Reference":
                continue
            for piece in self._bodies.pieces(representation):
                surface = self._tessellator.surface(piece.item)
                moved = transformed(surface.vertices, piece.matrix)
                found.append(Surface(moved, surface.faces))
        return found

    def _by_kernel(
        self, product: Entity, uncut: Shown, reason: str
    ) -> tuple[Shown, Finding | None]:
        """The kernel's result, or the uncut host with a finding."""
        try:
            if not self._tessellator.may_ask_kernel:
                raise KernelFailure("the time for this file is used up")
            return [(uncut[0][0], self._kernel.cut_surface(product))], None
        except KernelFailure as failure:
            return uncut, notes.not_cut(product, f"{reason}; {failure}")
