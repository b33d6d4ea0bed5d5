"""Changes of stored records: what somebody saw, what it shall be, and where two people met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from twin.errors import StoreConflict


@dataclass(frozen=True, slots=True)
class Edit:
    """One record as it was seen and as it shall be.

    before : the record the user saw, None for a new one.
    after : the record as it shall be, None to delete it.
    """

    before: object | None
    after: object | None


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that two people changed to different values."""

    record: str
    field: str
    seen: Any
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One undoable step as it was stored: one or many records at once.

    what : template of what was done, for example ``Imported {file}``, already filled.
    """

    change_id: str
    at: datetime
    who: str
    what: str
    records: int


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One record of a change, before and after, as stored values by field."""

    change_id: str
    at: datetime
    who: str
    what: str
    table: str
    key: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Arrived:
    """A step of somebody else.

    tables : whose rows it changed.  records : how many rows.
    """

    change_id: str
    who: str
    what: str
    tables: frozenset[str]
    records: int


@dataclass(frozen=True, slots=True)
class Seen:
    """How far somebody has looked.

    entry, version : the last of the log, and of versions of models.
    recent : steps of the last entries, which are not news again.
    """

    entry: int = 0
    version: int = 0
    recent: frozenset[str] = frozenset()


class EditConflict(StoreConflict):
    """Two people changed the same field to different values; nothing of the step was stored.

    conflicts : field by field what was seen, mine and theirs.
    edits, what : the step that was not stored, () where it cannot be chosen from.
    """

    def __init__(
        self, conflicts: Sequence[FieldConflict], edits: Sequence[Edit] = (), what: str = ""
    ) -> None:
        first = conflicts[0]
        super().__init__(
            "{record} was changed by somebody else meanwhile ({count} fields at odds); nothing of "
            "your change was stored.",
            "Look at both versions and choose, or repeat the change on the record as it is now.",
            record=first.record,
            count=len(conflicts),
        )
        self.conflicts = tuple(conflicts)
        self.edits = tuple(edits)
        self.what = what
