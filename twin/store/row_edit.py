"""Edits in stored values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from twin.store.kinds import ALL_KINDS, Kind

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RowEdit:
    """An edit in stored values. before, after : None where there is or shall be no row."""

    kind: Kind
    key: str
    before: Row | None
    after: Row | None


def by_kind(edits: Iterable[RowEdit]) -> list[tuple[Kind, list[RowEdit]]]:
    """Edits of one kind together, parents first."""
    found: dict[str, list[RowEdit]] = defaultdict(list)
    for edit in edits:
        found[edit.kind.table.name].append(edit)
    return [(k, found[k.table.name]) for k in ALL_KINDS if k.table.name in found]
