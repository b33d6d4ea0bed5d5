"""Which rooms of a model are heated."""

import re
from dataclasses import dataclass
from enum import IntEnum

from twin.ifc.elements.records import Records
from twin.ifc.elements.rooms import Room
from twin.model.building import Space

LEAST_TEMPERATURE = 10.0
"""Rooms kept colder than this are not heated. [degree C]"""


class RoomKind(IntEnum):
    """What a space of the file stands for."""

    OTHER = 0
    """An outdoor area, or the sum of others."""
    HEATED = 1
    UNHEATED = 2


_SUMS = ("GFA", "EXTERNAL", "BTA", "BRA", "GIA", "NIA")
_OUTDOORS = re.compile(
    r"\W*(\d+\W+)?(roof|tak|dach|dak|roof ?terrace|dachterrasse|dakterras|takterrasse|terrasse"
    r"|terrace|terras|balkong|balcony|balkon|altan|veranda|loggia|svalgang|uteplass|patio"
    r"|(exterior|outdoor|utvendig|utendørs)(\W+\w+)?|gross ?area|bruttoareal)\W*\d*\W*",
    re.IGNORECASE,
)
_COLD = re.compile(
    r"garasje|\bgarage|carport|parkering|\bparking|tiefgarage|stellplatz|parkeergarage"
    r"|uoppvarm|unheated|unconditioned|unbeheizt|onverwarmd|not heated|ikke oppvarm"
    r"|kaldt? ?loft|kaldt? ?rom\b|kaldt? ?lager|\battic\b|dachboden|spitzboden|dachraum|\bzolder"
    r"|krypkjeller|kryperom|crawl ?space|kriechkeller|kruipruimte"
    r"|kjellerbod|kellerraum|utebod|sportsbod|sykkelbod|uteskur|avfallsrom|søppelrom",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RoomKinds:
    """Kind of each space of a model, in the order of the file, and the names of unheated ones."""

    kinds: tuple[RoomKind, ...]
    unheated: tuple[str, ...]


def room_kinds(records: Records) -> RoomKinds:
    """Sort the spaces by stated temperature, else by what they are called."""
    rooms = records.rooms or tuple(Room() for _ in records.spaces)
    pairs = tuple(zip(records.spaces, rooms, strict=True))
    kinds = tuple(_kind(space, room) for space, room in pairs)
    unheated = tuple(
        space.long_name or space.name
        for space, kind in zip(records.spaces, kinds, strict=True)
        if kind is RoomKind.UNHEATED
    )
    return RoomKinds(kinds, unheated)


def _kind(space: Space, room: Room) -> RoomKind:
    called = space.long_name or space.name
    if room.is_external or space.function.upper() in _SUMS or _OUTDOORS.fullmatch(called):
        return RoomKind.OTHER
    if room.temperature == room.temperature:  # a stated temperature says more than a name
        is_cold = room.temperature < LEAST_TEMPERATURE
        return RoomKind.UNHEATED if is_cold else RoomKind.HEATED
    words = (space.name, space.long_name, space.function, *room.words)
    return RoomKind.UNHEATED if any(map(_COLD.search, words)) else RoomKind.HEATED
