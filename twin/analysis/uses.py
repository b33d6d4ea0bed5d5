"""Which uses a building has, from the names of its rooms."""

from collections.abc import Sequence

import numpy as np

from twin.model.building import Space
from twin.model.thermal import UseShare

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
LEAST_SHARE = 0.10  # of the floor area; smaller uses stay with the building's category


def uses_of(rooms: Sequence[Space], category: str) -> tuple[UseShare, ...]:
    """Shares of the heated floor area by use, largest first; () where there is only one.

    Parameters
    ----------
    rooms : heated rooms with their floor areas; those without an area do not count.
    category : of the building, for all rooms whose names tell nothing.
    """
    area: dict[str, float] = {}
    for room in rooms:
        if np.isfinite(room.net_floor_area) and room.net_floor_area > 0:
            use = use_of_room(room) or category
            area[use] = area.get(use, 0.0) + room.net_floor_area
    total = sum(area.values())
    small = [use for use, size in area.items() if size < LEAST_SHARE * total]
    for use in small:
        if use != category:
            area[category] = area.get(category, 0.0) + area.pop(use)
    if len(area) < 2:
        return ()
    ordered = sorted(area.items(), key=lambda item: -item[1])
    return tuple(UseShare(use, size / total) for use, size in ordered)


def use_of_room(room: Space) -> str:
    """Category that the name of a room tells, "" if none."""
    text = f"{room.long_name} {room.name} {room.function}".lower()
    for use, words in WORDS.items():
        if any(word in text for word in words):
            return use
    return ""
