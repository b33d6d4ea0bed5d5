"""Which uses a building has, from the names of its rooms, and how much lies between them."""

from collections.abc import Collection, Sequence
from itertools import pairwise

import numpy as np

from twin.model.building import Space, Storey
from twin.model.thermal import UNKNOWN, Sourced, UseShare

# Words in the names of rooms that tell a use of their own, Norwegian, English and German; longer
# ones first where one contains another. A room without such a word has the building's category.
WORDS = {
    "sports": (
        "idrettshall", "gymsal", "gymnastikk", "svømmehall", "garderobe idrett", "sports hall",
        "gymnasium", "gym hall", "turnhalle", "sporthalle",
    ),
    "kindergarten": ("barnehage", "småbarn", "kindergarten", "nursery", "kinderkrippe"),
    "culture": ("kinosal", "bibliotek", "kulturskole", "konsertsal", "library", "auditorium"),
    "nursing_home": ("sykehjem", "bogruppe", "pasientrom", "nursing", "pflegezimmer"),
    "office": ("kontorlandskap", "open office", "großraumbüro"),
}  # fmt: skip
FREE_SIDES = 2  # of the square that a smaller use is on its storey, in a corner (estimate)
SPREAD = 0.5  # of the area between uses
BETWEEN = (
    "The model: decks between the storeys and walls around the smaller uses, as their rooms tell."
)
LEAST_SHARE = 0.10  # of the floor area; smaller uses stay with the building's category


def uses_of(rooms: Sequence[Space], category: str) -> tuple[UseShare, ...]:
    """Shares of the heated floor area by use, largest first; () where there is only one.

    Parameters
    ----------
    rooms : heated rooms with their floor areas; those without an area do not count.
    category : of the building, for all rooms whose names tell nothing.
    """
    area = _areas(rooms, category)
    total = sum(area.values())
    small = [use for use, size in area.items() if size < LEAST_SHARE * total]
    for use in small:
        if use != category:
            area[category] = area.get(category, 0.0) + area.pop(use)
    if len(area) < 2:
        return ()
    ordered = sorted(area.items(), key=lambda item: -item[1])
    return tuple(UseShare(use, size / total) for use, size in ordered)


def dividing_area(
    rooms: Sequence[Space], category: str, storeys: Sequence[Storey], height: float
) -> Sourced:
    """Area of walls and decks between unlike uses, unknown where there is only one. [m2]

    Storeys lie over each other by chance, so that unlike uses meet as often as their shares tell;
    on a storey each use but the largest is a square in a corner.

    Parameters
    ----------
    rooms, category : as `uses_of`.
    height : of the walls. [m]
    """
    uses = {share.category for share in uses_of(rooms, category)}
    order = [storey.global_id for storey in sorted(storeys, key=lambda s: s.elevation)]
    levels = [
        _areas([r for r in rooms if r.storey == key], category, uses)
        for key in (*order, *sorted({r.storey for r in rooms} - set(order)))
    ]
    levels = [level for level in levels if level]
    walls = sum(
        FREE_SIDES * height * sum(np.sqrt(sorted(level.values())[:-1])) for level in levels
    )
    decks = sum(_unlike(one, other) for one, other in pairwise(levels))
    total = float(walls + decks)
    if not uses or total <= 0:
        return UNKNOWN
    return Sourced(total, (1 - SPREAD) * total, (1 + SPREAD) * total, "computed", BETWEEN)


def _areas(
    rooms: Sequence[Space], category: str, uses: Collection[str] | None = None
) -> dict[str, float]:
    """Floor area by use; rooms of none of `uses` count to the category. [m2]"""
    area: dict[str, float] = {}
    for room in rooms:
        if np.isfinite(room.net_floor_area) and room.net_floor_area > 0:
            use = use_of_room(room) or category
            if uses is not None and use not in uses:
                use = category
            area[use] = area.get(use, 0.0) + room.net_floor_area
    return area


def _unlike(below: dict[str, float], above: dict[str, float]) -> float:
    """Area in which two storeys have unlike uses over each other. [m2]"""
    lower, upper = sum(below.values()), sum(above.values())
    alike = sum(below[use] / lower * above.get(use, 0.0) / upper for use in below)
    return min(lower, upper) * (1 - alike)


def use_of_room(room: Space) -> str:
    """Category that the name of a room tells, "" if none."""
    text = f"{room.long_name} {room.name} {room.function}".lower()
    for use, words in WORDS.items():
        if any(word in text for word in words):
            return use
    return ""
