"""How wide the columns of a table are: as wide as what they say, as long as there is room."""

from collections.abc import Sequence
from dataclasses import dataclass

SOFT = 96
"""Pixels a column keeps however little room there is; narrower ones are never cut."""
NAME = 150
"""Pixels that the column which names the rows keeps."""
WIDEST, WIDEST_NAME = 320, 460


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a column needs: pixels of its widest text.

    is_name : it says what the row is about.
    is_number : also dates; it is never cut and takes no spare room.
    more : pixels that are given up first, for a mark beside the title.
    """

    width: int
    is_name: bool = False
    is_number: bool = False
    more: int = 0


def fitted(wanted: Sequence[Wanted], room: int) -> list[int]:
    """Widths of the columns in pixels.

    Texts are cut where there is no room for all, the longest first, but never a number or a
    date. What is left over is shared by the columns of text, the names take the most.
    """
    widths = [min(w.width, WIDEST_NAME if w.is_name else WIDEST) for w in wanted]
    roomy = [width + w.more for width, w in zip(widths, wanted, strict=True)]
    widths = roomy if sum(roomy) <= room else widths
    spare = room - sum(widths)
    return _grown(wanted, widths, spare) if spare >= 0 else _cut(wanted, widths, room)


def _grown(wanted: Sequence[Wanted], widths: list[int], spare: int) -> list[int]:
    shares = [0 if w.is_number else 3 if w.is_name else 1 for w in wanted]
    if not any(shares):
        return widths
    part = spare // sum(shares)
    widths = [width + part * share for width, share in zip(widths, shares, strict=True)]
    widths[shares.index(max(shares))] += spare - part * sum(shares)
    return widths


def _cut(wanted: Sequence[Wanted], widths: list[int], room: int) -> list[int]:
    least = [
        min(width, width if w.is_number else NAME if w.is_name else SOFT)
        for w, width in zip(wanted, widths, strict=True)
    ]
    low, high = 0, max(widths)
    while low < high:  # the widest limit that still fits
        limit = (low + high + 1) // 2
        fits = sum(_limited(widths, least, limit)) <= room
        low, high = (limit, high) if fits else (low, limit - 1)
    return _limited(widths, least, low)


def _limited(widths: Sequence[int], least: Sequence[int], limit: int) -> list[int]:
    return [max(min(w, limit), at_least) for w, at_least in zip(widths, least, strict=True)]
