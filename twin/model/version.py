"""Versions of a building's model, and what is different between two of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntFlag, StrEnum

import numpy as np

from twin.model.arrays import FloatArray, IntArray
from twin.model.mesh import MeshBatch


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """A model that a building has or had.

    sha256 : of the file.  name : of the file as it was received.
    received_at : UTC.  who : took it in, "" if nobody wrote that down.
    elements : how many it has, 0 if nobody counted.
    """

    version_id: int
    building_id: str
    sha256: str
    name: str
    received_at: datetime
    who: str = ""
    elements: int = 0


class MatchReason(StrEnum):
    """Why an element of one version is taken for one of another."""

    GLOBAL_ID = "GlobalId"
    NAME = "class and name"
    PLACE = "place"


class ElementChange(IntFlag):
    """What is different about an element; several may be."""

    MOVED = 1
    RESIZED = 2
    RESHAPED = 4
    PROPERTIES = 8
    STOREY = 16
    CLASSIFICATION = 32
    LAYERS = 64
    RENAMED = 128
    CLASS = 256


@dataclass(frozen=True, slots=True)
class Unsure:
    """An element that may be any of some; nobody guesses.

    old : row in the older version.  candidates : rows in the newer one, the likeliest first.
    """

    old: int
    candidates: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RoomMatch:
    """A space or storey of the older version and what it is in the newer one, by GlobalId."""

    old: str
    new: str
    reason: MatchReason


@dataclass(frozen=True, slots=True, eq=False)
class ModelDifference:
    """What became of every element; each row of both versions stands in exactly one place.

    A row of the newer version that is only a candidate of `unsure` is in none of the others.

    old, new : matched rows, shape (m,).  reason : of each match.
    score : how sure it is, 0 to 1, shape (m,).
    changes : `ElementChange` flags, 0 for the same, shape (m,), int32.
    added : rows of the newer version alone.  removed : rows of the older version alone.
    rooms : spaces and storeys that have another GlobalId.
    shift : how far the whole building was moved, shape (3,). [m]
    """

    old: IntArray
    new: IntArray
    reason: tuple[MatchReason, ...]
    score: FloatArray
    changes: IntArray
    added: IntArray
    removed: IntArray
    unsure: tuple[Unsure, ...] = ()
    rooms: tuple[RoomMatch, ...] = ()
    shift: FloatArray = field(default_factory=lambda: np.zeros(3))

    @property
    def changed(self) -> IntArray:
        """Rows of the newer version that were matched and are different."""
        return self.new[self.changes != 0]

    @property
    def same(self) -> IntArray:
        """Rows of the newer version that were matched and are the same."""
        return self.new[self.changes == 0]


@dataclass(frozen=True, slots=True)
class Place:
    """Where and what something is in a version, in words; for people to recognise it.

    kind : its IFC class.  code : of its building part, "" if unknown.
    """

    global_id: str
    key: str
    kind: str
    name: str
    storey: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Follow:
    """Records that name one thing of an older version, and where they may go.

    name : what they call it.  was : what that is.
    records : how many by name of their class.
    candidates : what it may be now, the likeliest first; () where it is gone.
    reason, score : of the one candidate; None where there are several or none.
    """

    name: str
    was: Place
    records: Mapping[str, int]
    candidates: tuple[Place, ...] = ()
    reason: MatchReason | None = None
    score: float = float("nan")

    @property
    def count(self) -> int:
        """How many records."""
        return sum(self.records.values())

    @property
    def is_certain(self) -> bool:
        """Whether there is one candidate, and a reason for it."""
        return self.reason is not None and len(self.candidates) == 1


@dataclass(frozen=True, slots=True, eq=False)
class VersionChanges:
    """What is different in the shown model since another version of it.

    since : the other version.
    gone : triangles of what was removed, where it stood.
    gone_places : what was removed, in the order of `difference.removed`.
    """

    since: ModelVersion
    difference: ModelDifference
    gone: MeshBatch
    gone_places: tuple[Place, ...]
