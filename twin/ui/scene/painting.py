"""From values, selection and visibility of elements to the colours of their slots."""

from dataclasses import dataclass, field

import numpy as np

from twin.model.arrays import BoolArray, ByteArray, FloatArray, IntArray
from twin.model.mesh import MeshBatch
from twin.model.overlay import NO_DATA, Colouring
from twin.ui.scene.look import (
    EDGE_TINT,
    GHOST_STRENGTH,
    GLASS_STRENGTH,
    NO_DATA_STRENGTH,
    SceneTheme,
    material_colours,
    mixed,
    rgb_bytes,
)

FLAT = 255
"""Alpha of a face that shows its class colour without shading."""

SHADED = 128
"""Alpha of a face that is lit."""

_SELECTED_SHARE = 0.55
_GHOST_EDGE_STRENGTH = 0.42
_NO_DATA_SHADE = 0.88


def _no_rows() -> IntArray:
    return np.zeros(0, dtype=np.int32)


def _no_mask() -> BoolArray:
    return np.zeros(0, dtype=np.bool_)


@dataclass(frozen=True, slots=True, eq=False)
class Appearance:
    """How the elements shall look.

    colouring : one row per element, None for the look of the file.
    hidden, ghosted : shape (n,); rows beyond the end are neither.
    selected : rows of the selected elements.
    """

    colouring: Colouring | None = None
    hidden: BoolArray = field(default_factory=_no_mask)
    ghosted: BoolArray = field(default_factory=_no_mask)
    selected: IntArray = field(default_factory=_no_rows)

    def is_hidden(self, elements: IntArray) -> BoolArray:
        """Which of these elements are not drawn at all."""
        return _looked_up(self.hidden, elements)

    def is_ghosted(self, elements: IntArray) -> BoolArray:
        """Which of these elements are see-through."""
        return _looked_up(self.ghosted, elements)


@dataclass(frozen=True, slots=True, eq=False)
class SlotPaint:
    """RGBA of each slot, shape (s, 4), uint8: opaque faces, see-through faces, edges.

    Alpha of `faces` is 0 (not drawn), `SHADED` or `FLAT`; of `see_through` an opacity; of
    `edges` 0 or 255.
    """

    faces: ByteArray
    see_through: ByteArray
    edges: ByteArray


def slot_paint(batch: MeshBatch, appearance: Appearance, theme: SceneTheme) -> SlotPaint:
    """Colours of a batch's slots."""
    elements = batch.slot_element
    hidden = appearance.is_hidden(elements)
    ghosted = appearance.is_ghosted(elements) & ~hidden
    colours, flat = _base_colours(batch, appearance.colouring, theme)
    selected = np.isin(elements, appearance.selected)
    if appearance.colouring is None:
        colours[selected] = mixed(colours[selected], rgb_bytes(theme.accent), _SELECTED_SHARE)
    glass = (batch.slot_colour[:, 3] < 255) & (appearance.colouring is None)
    opaque = ~(hidden | ghosted | glass)
    faces = _with_alpha(colours, np.where(opaque, np.where(flat, FLAT, SHADED), 0))
    return SlotPaint(
        faces,
        _see_through(colours, glass & ~hidden, ghosted, theme),
        _edges(colours, hidden, ghosted, theme),
    )


def _looked_up(mask: BoolArray, elements: IntArray) -> BoolArray:
    if not len(mask):
        return np.zeros(len(elements), dtype=np.bool_)
    known = elements < len(mask)
    return mask[np.where(known, elements, 0)] & known


def _base_colours(
    batch: MeshBatch, colouring: Colouring | None, theme: SceneTheme
) -> tuple[FloatArray, BoolArray]:
    if colouring is None:
        return material_colours(batch.slot_colour), np.zeros(len(batch.slot_element), np.bool_)
    elements = batch.slot_element
    known = elements < len(colouring.classes)
    rows = np.where(known, elements, 0)
    if not len(colouring.classes):
        has_class = np.zeros(len(elements), np.bool_)
        colours = np.zeros((len(elements), 3))
    else:
        has_class = known & (colouring.classes[rows] != NO_DATA)
        colours = colouring.colours()[rows].astype(np.float64)
    colours[~has_class] = no_data_colour(colouring, theme)
    return colours, has_class


def no_data_colour(colouring: Colouring, theme: SceneTheme) -> FloatArray:
    """Colour of elements without a value: the no-data grey at 35 % on neutral, shape (3,).

    Darkened, so that a face turned to the sun is grey and not white.
    """
    grey = rgb_bytes(colouring.legend.no_data_colour)
    return mixed(rgb_bytes(theme.neutral), grey, NO_DATA_STRENGTH) * _NO_DATA_SHADE


def _see_through(
    colours: FloatArray, glass: BoolArray, ghosted: BoolArray, theme: SceneTheme
) -> ByteArray:
    shown = np.where(ghosted[:, None], rgb_bytes(theme.ghost), colours)
    strength = np.where(ghosted, GHOST_STRENGTH, np.where(glass, GLASS_STRENGTH, 0.0))
    return _with_alpha(shown, strength * 255)


def _edges(
    colours: FloatArray, hidden: BoolArray, ghosted: BoolArray, theme: SceneTheme
) -> ByteArray:
    drawn = mixed(rgb_bytes(theme.edge), colours, EDGE_TINT)
    paper = mixed(rgb_bytes(theme.background_top), rgb_bytes(theme.background_bottom), 0.5)
    dark = mixed(rgb_bytes(theme.ghost), rgb_bytes(theme.edge), 0.35)
    drawn[ghosted] = mixed(paper, dark, _GHOST_EDGE_STRENGTH)
    return _with_alpha(drawn, np.where(hidden, 0, 255))


def _with_alpha(colours: FloatArray, alpha: FloatArray | IntArray) -> ByteArray:
    rgba = np.column_stack([colours, alpha])
    return np.clip(np.rint(rgba), 0, 255).astype(np.uint8)
