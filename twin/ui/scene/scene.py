"""What the scene shows now: a portfolio or a model, its look, its labels and outlines."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtGui import QPainter

from twin.model.arrays import BoolArray, IntArray
from twin.model.building import Building, BuildingModel, Element
from twin.model.mesh import MeshBatch
from twin.model.overlay import Colouring
from twin.ui.scene import camera as moves
from twin.ui.scene.annotations import Annotations, draw_annotations
from twin.ui.scene.labels import building_labels, selection_label
from twin.ui.scene.outline import Outline, outline_of
from twin.ui.scene.painting import Appearance
from twin.ui.scene.portfolio import blocks, enlargement
from twin.ui.scene.stage import Stage

_TERRAIN = {"IfcSite", "IfcGeographicElement", "IfcGeomodel"}


class Scene:
    """Fills a stage and keeps what is drawn over it in step. Used by screen and pictures alike.

    Rows are buildings of the portfolio or elements of the model.
    """

    def __init__(self, theme: str = "light") -> None:
        self.stage = Stage(theme)
        self.annotations = Annotations()
        self._buildings: tuple[Building, ...] = ()
        self._elements: tuple[Element, ...] = ()
        self._portfolio_pose: moves.Pose | None = None
        self._shall_fit = True

    def show_portfolio(self, buildings: Sequence[Building], aspect: float) -> bool:
        """Show buildings as blocks; True if the camera stayed as for the same ones before."""
        if self.annotations.is_map and self._buildings == tuple(buildings):
            return True
        is_known = self._buildings == tuple(buildings)
        self._leave()
        self._buildings = tuple(buildings)
        self.annotations.is_map = True
        factor = enlargement(buildings)
        batch = blocks(buildings, factor)
        self.annotations.enlarged = factor
        self.stage.add(batch)
        self.stage.lay_ground(is_map=True)
        self._relabel()
        if is_known and self._portfolio_pose is not None:
            moves.take(self.stage.camera, self._portfolio_pose)
            self.stage.set_clipping_range()
            return True
        self.stage.fit(aspect, view="map")
        return False

    def begin_model(self) -> None:
        """Empty the scene for a model that arrives in portions."""
        self._leave()
        self._shall_fit = True

    def add_portion(self, batch: MeshBatch, elements: tuple[Element, ...], aspect: float) -> None:
        """Show one arriving portion; the first one sets the camera."""
        if self.annotations.is_map:
            self.begin_model()
        self._know(elements)
        self.stage.add(batch)
        if self._shall_fit and len(batch.faces):
            self._shall_fit = False
            self.stage.fit(aspect, view="iso")

    def show_model(self, model: BuildingModel, aspect: float) -> bool:
        """Show a whole model; True if the camera stayed, as its portions were there already."""
        was_arriving = not self._shall_fit and bool(self.stage.shapes)
        keeps_camera = was_arriving and not self.annotations.is_map
        self._leave()
        self._know(model.elements)
        self.stage.add(model.mesh)
        self.stage.lay_ground()
        if not keeps_camera:
            self.stage.fit(aspect, view="iso")
        self._shall_fit = True
        return keeps_camera

    def change(self, **changes: object) -> None:
        """Change parts of the appearance by name: colouring, hidden, ghosted, selected.

        Each side of a comparison keeps what is not changed, its own colouring above all.
        """
        for index, side in enumerate(self.stage.sides):
            self.stage.paint(replace(side.appearance, **changes), index)
        self._relabel()

    def highlight(self, rows: IntArray) -> None:
        """Show rows as selected."""
        self.annotations.selected = self.outline(rows)
        self.change(selected=rows)

    def hover(self, row: int) -> None:
        """Outline one row as pointed at; -1 for none."""
        is_plain = row >= 0 and row not in self.stage.appearance.selected
        found = self.outline(np.array([row], np.int32)) if is_plain else None
        self.annotations.hovered = found

    def compare(
        self,
        left: Colouring | None,
        right: Colouring | None,
        changed: IntArray,
        *,
        is_swipe: bool = False,
    ) -> None:
        """Show the model twice, coloured two ways, with what differs outlined."""
        self.stage.compare(is_swipe=is_swipe)
        now = self.stage.appearance
        for side, colouring in enumerate((left, right)):
            self.stage.paint(replace(now, colouring=colouring), side)
        self.annotations.changed = self.outline(changed)

    def end_comparison(self) -> None:
        """Show the model once."""
        self.stage.end_comparison()
        self.annotations.changed = None

    def draw(self, painter: QPainter, size: tuple[float, float]) -> None:
        """Draw what lies over the scene."""
        draw_annotations(painter, self.stage, self.annotations, size)

    def outline(self, rows: IntArray) -> Outline | None:
        """Outline of rows that are not hidden."""
        shown = rows[~self.stage.appearance.is_hidden(rows)] if len(rows) else rows
        if not len(shown):
            return None
        return outline_of([s.batch for s in self.stage.shapes], self.stage.origin, shown)

    def _leave(self) -> None:
        if self.annotations.is_map and self.stage.shapes:
            self._portfolio_pose = moves.pose(self.stage.camera)
        self.end_comparison()
        self.stage.clear()
        self.stage.paint(Appearance())
        kept = self.annotations
        self.annotations = Annotations(extra=kept.extra, covered=kept.covered)
        self._elements = ()

    def _know(self, elements: tuple[Element, ...]) -> None:
        self._elements = elements
        terrain = [element.ifc_class in _TERRAIN for element in elements]
        self.stage.set_terrain(_mask(terrain))

    def _relabel(self) -> None:
        look = self.stage.appearance
        if self.annotations.is_map:
            shown = ~(look.is_hidden(self._rows()) | look.is_ghosted(self._rows()))
            labels = building_labels(self._buildings, look.colouring, look.selected, shown)
            self.annotations.labels = labels
            boxes = self.stage.slot_boxes()
            self.annotations.label_boxes = boxes[[label.row for label in labels if len(boxes)]]
            return
        names = [self._elements[r].name for r in look.selected if r < len(self._elements)]
        bounds = self.stage.bounds(look.selected[:1]) if names else None
        found = selection_label(names, look) if bounds is not None else None
        self.annotations.labels = [] if found is None else [found]
        if found is not None and bounds is not None:
            self.annotations.label_boxes = bounds[None]

    def _rows(self) -> IntArray:
        return np.arange(len(self._buildings), dtype=np.int32)


def _mask(values: list[bool]) -> BoolArray:
    return np.array(values, dtype=np.bool_)
