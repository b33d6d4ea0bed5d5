"""Match elements by GlobalId, and by class, type, name and tag where those are unique."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from twin.analysis.versions.board import Board, Side
from twin.analysis.versions.shapes import TOLERANCE
from twin.model.building import Element
from twin.model.version import MatchReason

FAR = 5.0
"""A name alone is not believed beyond this, unless the size is the same. [m]"""
FEWEST = 3  # matches that say how far the whole building was moved
_SURE, _WITH_TAG, _TAG, _NAME = 1.0, 0.95, 0.9, 0.8
Key = tuple[str, ...]


def by_global_id(board: Board) -> None:
    """Match what has the same GlobalId, where no version repeats it."""
    for old, new in _pairs(board, lambda e, _: (e.global_id,)):
        board.match(old, new, MatchReason.GLOBAL_ID, _SURE)


def by_tag(board: Board) -> None:
    """Match what has the same class and tag, with its name or without."""
    for key, score in ((_named, _WITH_TAG), (_tagged, _TAG)):
        for old, new in _pairs(board, key):
            board.match(old, new, MatchReason.NAME, score)


def by_name(board: Board) -> None:
    """Match what has the same class, type and name, if it stands near or has the same size."""
    for old, new in _pairs(board, _nameable):
        if _fits(board, old, new):
            board.match(old, new, MatchReason.NAME, _NAME)


def find_shift(board: Board) -> None:
    """How far the whole building was moved: as far as half of what is matched, or its box."""
    old, new = board.old.shapes, board.new.shapes
    rows = np.flatnonzero(board.partner >= 0)
    rows = rows[old.is_drawn[rows] & new.is_drawn[board.partner[rows]]]
    if len(rows) >= FEWEST:
        moves = new.low[board.partner[rows]] - old.low[rows]
        shift = np.median(moves, axis=0)
        near = np.abs(moves - shift).max(axis=1) < 2 * TOLERANCE
        is_whole = bool(near.mean() >= 0.5)
    elif old.is_drawn.any() and new.is_drawn.any():
        one = np.array([np.nanmin(old.low, axis=0), np.nanmax(old.high, axis=0)])
        other = np.array([np.nanmin(new.low, axis=0), np.nanmax(new.high, axis=0)])
        shift = other[0] - one[0]
        is_whole = bool(np.abs(np.ptp(one, axis=0) - np.ptp(other, axis=0)).max() < 0.05)
    else:
        return
    if is_whole and np.abs(shift).max() > TOLERANCE:
        board.shift = shift


def _pairs(board: Board, key: Callable[[Element, str], Key | None]) -> list[tuple[int, int]]:
    """Open rows whose key is unique among the open rows of either version."""
    ours = _unique(board.old, board.open_old.tolist(), key)
    theirs = _unique(board.new, board.open_new.tolist(), key)
    return [(row, theirs[k]) for k, row in ours.items() if k in theirs]


def _unique(
    side: Side, rows: Sequence[int], key: Callable[[Element, str], Key | None]
) -> dict[Key, int]:
    keys = [key(side.elements[row], side.family[row]) for row in rows]
    counts = Counter(keys)
    return {k: row for k, row in zip(keys, rows, strict=True) if k is not None and counts[k] == 1}


def _named(element: Element, family: str) -> Key | None:
    return (family, element.type_name, element.name, element.tag) if element.tag else None


def _tagged(element: Element, family: str) -> Key | None:
    return (family, element.tag) if element.tag else None


def _nameable(element: Element, family: str) -> Key | None:
    return (family, element.type_name, element.name) if element.name else None


def _fits(board: Board, old: int, new: int) -> bool:
    one, other = board.old.shapes, board.new.shapes
    if not (one.is_drawn[old] and other.is_drawn[new]):
        return one.is_drawn[old] == other.is_drawn[new]
    distance = np.linalg.norm(other.centre[new] - one.centre[old] - board.shift)
    return bool(distance <= FAR or np.abs(one.size[old] - other.size[new]).max() < TOLERANCE)
