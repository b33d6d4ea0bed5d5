"""Triangles of every product that has a body, each shape worked out once."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import ifcopenshell
import numpy as np

from twin.ifc.direct.item_meshes import ItemMeshes
from twin.ifc.geometry import notes
from twin.ifc.geometry.alignments import Alignments
from twin.ifc.geometry.bodies import Bodies, Piece
from twin.ifc.geometry.boxes import box_of
from twin.ifc.geometry.entities import FAULTS, Entity
from twin.ifc.geometry.extrusions import Extrusions
from twin.ifc.geometry.grids import grid_placement
from twin.ifc.geometry.hosts import Hosts
from twin.ifc.geometry.kernel import HYBRID, OPENCASCADE, Kernel, KernelFailure
from twin.ifc.geometry.leaner import simplified
from twin.ifc.geometry.openings import NothingLeft, openings_by_host
from twin.ifc.geometry.placement import Placements
from twin.ifc.geometry.portions import Placed, Portions
from twin.ifc.geometry.styles import Colour, Styles
from twin.ifc.geometry.surface import Surface
from twin.ifc.geometry.tessellate import Rules, Tessellator
from twin.model.arrays import FloatArray
from twin.model.finding import Finding
from twin.model.mesh import MeshBatch

MOST_TRIANGLES = 200_000
"""An element with more triangles is simplified."""

FIRST_PORTION = 0.08
LATER_PORTION = 0.4
"""Seconds of work after which a portion is handed out."""

MOST_IN_ALL = 3_000_000
"""A model with more triangles is drawn with simpler shapes."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to try.

    libraries : kernels for items without a rule, in order.
    refused : items and products no kernel is asked for (one crashed or hung on them).
    seconds : after this the kernel is not asked any more and boxes stand in.
    """

    libraries: tuple[str, ...] = (HYBRID, OPENCASCADE)
    refused: frozenset[int] = frozenset()
    seconds: float = 40.0


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """What is to be drawn.

    products : one per row.
    length_unit, angle_unit : metres and radians per unit of the file.
    direct : gives the items that were made without a kernel, None if there are none.
    """

    file: ifcopenshell.file
    products: Sequence[Entity]
    length_unit: float
    direct: Callable[[], ItemMeshes | None]
    angle_unit: float = 1.0


@dataclass(slots=True)
class Drawn:
    """What was drawn so far, by row. cut_away: openings take all of these, rightly."""

    with_body: set[int] = field(default_factory=set)
    rows: set[int] = field(default_factory=set)
    cut_away: set[int] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    @property
    def missing(self) -> set[int]:
        """Rows that have a body and should be seen, but are not."""
        return self.with_body - self.rows - self.cut_away


class Geometry:
    """Geometry of one file.

    Parameters
    ----------
    source : Source
    effort : Effort
    watch : callable
        Told the STEP number of the item a kernel is asked for, 0 after.
    """

    def __init__(
        self,
        source: Source,
        effort: Effort,
        watch: Callable[[int], None],
    ) -> None:
        file, length_unit = source.file, source.length_unit
        self._file = file
        self._products = source.products
        self._end = time.monotonic() + effort.seconds
        self._styles = Styles(file)
        self._bodies = Bodies(self._styles, length_unit)
        self._placements = Placements(length_unit, self._foreign_placement)
        self._kernel = Kernel(effort.libraries, watch, effort.refused)
        self._alignments = Alignments(length_unit)
        extrusions = Extrusions(length_unit, source.angle_unit)
        rules = Rules(length_unit, self._alignments, extrusions)
        self._tessellator = Tessellator(source.direct(), length_unit, self._kernel, rules)
        self._hosts = Hosts(
            openings_by_host(file), self._bodies, self._tessellator, self._kernel, self._world
        )
        self._types = _type_of(file)
        self._portions = Portions()
        self._unit = length_unit
        self.drawn = Drawn()

    def portions(self) -> Iterator[MeshBatch]:
        """Mesh batches in row order; afterwards `drawn` says what is missing and why."""
        begun, patience = time.monotonic(), FIRST_PORTION
        self._make_leaner()
        for row, product in enumerate(self._products):
            self._tessellator.may_ask_kernel = time.monotonic() < self._end
            try:
                self._element(row, product)
            except (KernelFailure, *FAULTS) as failure:
                self._note(notes.not_drawn(product, str(failure) or type(failure).__name__))
            if time.monotonic() - begun > patience:
                yield from self._hand_out()
                begun, patience = time.monotonic(), LATER_PORTION
        yield from self._hand_out()
        for row in sorted(self._portions.too_far):
            self._note(notes.too_far(self._products[row]))

    def again_around(self, middle: FloatArray) -> MeshBatch:
        """Everything handed out so far in one batch with another origin."""
        return self._portions.again_around(middle)

    def _make_leaner(self) -> None:
        """Have shapes simplified if all of them together are more than can be shown."""
        total = self._tessellator.triangles_at_hand
        uses: Counter[int] = Counter()
        for mapped in self._file.by_type("IfcMappedItem"):
            with suppress(*FAULTS):
                uses[mapped.get_argument(0).id()] += 1
        for source, times in uses.items():
            with suppress(*FAULTS):
                pieces = self._bodies.pieces(self._file.by_id(source).get_argument(1))
                known = sum(self._tessellator.triangles_known(p.item) for p in pieces)
                total += known * (times - 1)
        if total > MOST_IN_ALL:
            self._tessellator.share = MOST_IN_ALL / total
            self._note(notes.model_simplified(total, MOST_IN_ALL))

    def _hand_out(self) -> Iterator[MeshBatch]:
        batch = self._portions.hand_out()
        if batch is not None:
            self.drawn.rows.update(np.unique(batch.slot_element).tolist())
            yield batch

    def _element(self, row: int, product: Entity) -> None:
        representations = self._bodies.representations(product)
        if not representations:
            return
        self.drawn.with_body.add(row)
        world = self._world(product)
        pieces = [p for r in representations for p in self._bodies.pieces(r)]
        colour = self._styles.of_product(product, self._types.get(product.id(), 0))
        shown = self._shown(product, pieces)
        if shown and self._hosts.has_openings(product):
            self._add_cut(row, product, shown, colour)
            return
        for piece, surface in shown:
            key = (piece.item.id(), len(surface.faces))
            placed = Placed(row, key, world @ piece.matrix, piece.colour or colour)
            self._portions.add(placed, surface)

    def _world(self, product: Entity) -> FloatArray:
        return self._placements.matrix(product.get_argument(5))

    def _foreign_placement(self, placement: Entity) -> FloatArray:
        if placement.is_a("IfcGridPlacement"):
            return grid_placement(placement, self._placements.matrix, self._unit)
        found = None
        if placement.is_a("IfcLinearPlacement"):
            found = self._alignments.placement(placement)
        return self._kernel.placement(placement) if found is None else found

    def _shown(self, product: Entity, pieces: Sequence[Piece]) -> list[tuple[Piece, Surface]]:
        """Surfaces of the pieces; boxes and findings for those that have none."""
        shown: list[tuple[Piece, Surface]] = []
        reasons: list[tuple[Piece, str]] = []
        for piece in pieces:
            try:
                shown.append((piece, self._tessellator.surface(piece.item)))
            except KernelFailure as failure:
                reasons.append((piece, str(failure)))
        for piece, reason in reasons:
            box = box_of(piece.item, self._unit)
            self._note(notes.stand_in(product, piece.item, reason, is_box=box is not None))
            if box is not None:
                shown.append((piece, box))
        return self._capped(product, shown)

    def _capped(
        self, product: Entity, shown: list[tuple[Piece, Surface]]
    ) -> list[tuple[Piece, Surface]]:
        total = sum(len(s.faces) for _, s in shown)
        if total <= MOST_TRIANGLES:
            return shown
        capped = [
            (p, simplified(s, max(200, len(s.faces) * MOST_TRIANGLES // total))) for p, s in shown
        ]
        self._note(notes.simplified(product, total, sum(len(s.faces) for _, s in capped)))
        return capped

    def _add_cut(
        self, row: int, product: Entity, shown: list[tuple[Piece, Surface]], colour: Colour
    ) -> None:
        try:
            left, finding = self._hosts.cut(product, shown)
        except NothingLeft:
            self.drawn.cut_away.add(row)
            self._note(notes.cut_away(product))
            return
        if finding is not None:
            self._note(finding)
        world = self._world(product)
        for index, (piece, surface) in enumerate(left):
            placed = Placed(row, (product.id(), "cut", index), world, piece.colour or colour)
            self._portions.add(placed, surface)

    def _note(self, finding: Finding) -> None:
        self.drawn.findings.append(finding)


def _type_of(file: ifcopenshell.file) -> dict[int, int]:
    """STEP number of the type of each product that has one."""
    found: dict[int, int] = {}
    for relation in file.by_type("IfcRelDefinesByType"):
        with suppress(*FAULTS):
            key = relation.get_argument(5).id()
            found.update((product.id(), key) for product in relation.get_argument(4))
    return found
