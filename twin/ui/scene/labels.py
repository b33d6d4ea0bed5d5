"""Where labels go so that none covers another: greedy placement in screen space."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from twin.model.arrays import BoolArray, FloatArray, IntArray
from twin.model.building import Building
from twin.model.overlay import NO_DATA, Colouring, LegendClass
from twin.ui.scene.painting import Appearance
from twin.ui.texts.language import tr

MOST_LABELS = 18
_CANDIDATES = 160
_LIFTS = (9.0, 34.0, 60.0)
_SHIFTS = (0.5, 0.9, 0.1, 1.05, -0.05)
_GAP = 5.0


Box = tuple[float, float, float, float]
"""Left, top, right, bottom. [pixel]"""


@dataclass(frozen=True, slots=True)
class Label:
    """A name over an object. badge: "" for none; fill: ``#rrggbb`` of the badge."""

    row: int
    text: str
    badge: str = ""
    fill: str = ""
    is_selected: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label's box lies. [pixel]"""

    index: int
    left: float
    top: float


def building_labels(
    buildings: Sequence[Building],
    colouring: Colouring | None,
    selected: IntArray,
    shown: BoolArray,
) -> list[Label]:
    """Labels of the shown buildings: selected first, then the first class, then the largest."""
    rows = np.flatnonzero(shown)
    classes = np.full(len(buildings), NO_DATA)
    if colouring is not None and len(colouring.classes) == len(buildings):
        classes = colouring.classes
    ranks = np.where(classes == NO_DATA, np.iinfo(np.int32).max, classes)
    areas = np.nan_to_num([building.gross_floor_area for building in buildings])
    is_selected = np.isin(np.arange(len(buildings)), selected)
    order = np.lexsort((-areas[rows], ranks[rows], ~is_selected[rows]))
    return [
        Label(
            int(row),
            buildings[row].name,
            *_badge(colouring, int(classes[row])),
            bool(is_selected[row]),
        )
        for row in rows[order][:_CANDIDATES]
    ]


def selection_label(names: Sequence[str], look: Appearance) -> Label | None:
    """Name of the first selected element and how many there are; None without a name."""
    named = [name for name in names if name]
    if not named:
        return None
    text = named[0] if len(named[0]) <= _LONGEST else named[0][: _LONGEST - 1] + "…"
    row = int(look.selected[0])
    classes = look.colouring.classes if look.colouring is not None else None
    known = classes is not None and row < len(classes)
    badge = _badge(look.colouring, int(classes[row])) if known else ("", "")  # type: ignore[index]  # known
    many = f" · {len(look.selected)}" if len(look.selected) > 1 else ""
    return Label(row, text + many, *badge, is_selected=True)


def _badge(colouring: Colouring | None, index: int) -> tuple[str, str]:
    if colouring is None or index == NO_DATA:
        return "", ""
    found = colouring.legend.classes[index]
    return badge_text(found), found.colour


def badge_text(found: LegendClass) -> str:
    """The sign of a class on labels and in the legend, in the user's language."""
    return tr(found.badge) if found.badge.isalpha() else found.badge


_LONGEST = 28


def placed(
    points: FloatArray,
    sizes: FloatArray,
    order: IntArray,
    area: Box,
    taken: list[Box],
    objects: Sequence[Box] = (),
) -> list[Place]:
    """Boxes above or below what they name, the most important first.

    Parameters
    ----------
    points : middle, upper and lower end of what each names, shape (n, 3), NaN where not seen.
        [pixel]
    sizes : width and height of each box, shape (n, 2). [pixel]
    order : indices, most important first.
    area : left, top, right, bottom of the free space.
    taken : boxes that must stay free.
    objects : boxes that are covered as little as can be.
    """
    boxes = list(taken)
    covered = np.array(objects, dtype=np.float64).reshape(-1, 4)
    found: list[Place] = []
    for index in order[:_CANDIDATES]:
        if len(found) >= MOST_LABELS:
            break
        box = _best_box(points[index], sizes[index], area, (boxes, covered))
        if box is not None:
            boxes.append(box)
            found.append(Place(int(index), box[0], box[1]))
    return found


def _best_box(
    point: FloatArray,
    size: FloatArray,
    area: Box,
    others: tuple[Sequence[Box], FloatArray],
) -> Box | None:
    """The first place that is free of labels and covers least of the objects."""
    x, top, _ = point
    inside = area[0] < x < area[2] and area[1] < top < area[3]
    if not np.isfinite(point).all() or not inside:
        return None
    labels, objects = others
    free = (b for b in _boxes(point, size, area) if not any(_touch(b, other) for other in labels))
    best, least = None, np.inf
    for box in free:
        covered = _shared(box, objects)
        if covered < least:
            best, least = box, covered
        if covered == 0:
            break
    return best


def _boxes(point: FloatArray, size: FloatArray, area: Box) -> Iterator[Box]:
    """Places for a box of this size, the best first: close above, close below, higher."""
    x, top, bottom = point
    width, height = size
    close, *high = _LIFTS
    for upper in (top - close - height, bottom + close, *(top - far - height for far in high)):
        if not area[1] <= upper <= area[3] - height:
            continue
        for share in _SHIFTS:
            left = float(np.clip(x - width * share, area[0], max(area[2] - width, area[0])))
            yield (left, float(upper), left + width, float(upper + height))


def _shared(box: Box, others: FloatArray) -> float:
    """Area that a box shares with others, shape (n, 4), with a gap around them. [pixel²]"""
    width = np.minimum(box[2], others[:, 2]) - np.maximum(box[0], others[:, 0]) + _GAP
    height = np.minimum(box[3], others[:, 3]) - np.maximum(box[1], others[:, 1]) + _GAP
    return float(np.maximum(width, 0.0) @ np.maximum(height, 0.0))


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] + _GAP and b[0] < a[2] + _GAP and a[1] < b[3] + _GAP and b[1] < a[3] + _GAP
