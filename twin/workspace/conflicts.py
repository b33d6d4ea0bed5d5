"""Two people changed the same fields: what each wants, and the step as chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from twin.model.edit import Edit, EditConflict
from twin.store.kinds import kind_of
from twin.store.rows import field_value

Current = Callable[[type, str], Any]
"""The record of a kind and key as it is now, None if it is gone."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One field, or a whole record, on which two people disagree.

    record : as I want it, or as I saw it where I remove it.
    field : "" where the whole record was added or removed.
    seen, mine, theirs : values of the field; words where the whole record is meant.
    """

    record: Any
    key: str
    field: str
    seen: Any
    mine: Any
    theirs: Any


def disagreements(conflict: EditConflict) -> tuple[Disagreement, ...]:
    """What has to be chosen, in the order of the step; () where there is nothing to choose."""
    by_key = {_key(edit): edit for edit in conflict.edits}
    found: list[Disagreement] = []
    for point in conflict.conflicts:
        edit = by_key.get(point.record)
        if edit is None:
            continue
        record = _some(edit)
        values = (point.seen, point.mine, point.theirs)
        if point.field:
            values = tuple(field_value(type(record), point.field, v) for v in values)
        found.append(Disagreement(record, point.record, point.field, *values))
    return tuple(found)


def settled(
    conflict: EditConflict,
    points: Sequence[Disagreement],
    keeps_mine: Sequence[bool],
    current: Current,
) -> tuple[Edit, ...]:
    """The edits of the step with what was chosen, ready to be stored again.

    What others changed meanwhile once more is a conflict again.
    """
    choices: dict[str, list[tuple[Disagreement, bool]]] = {}
    for point, is_mine in zip(points, keeps_mine, strict=True):
        choices.setdefault(point.key, []).append((point, is_mine))
    found = (_chosen(edit, choices.get(_key(edit), []), current) for edit in conflict.edits)
    return tuple(edit for edit in found if edit is not None)


def _chosen(
    edit: Edit, choices: Sequence[tuple[Disagreement, bool]], current: Current
) -> Edit | None:
    whole = next((is_mine for point, is_mine in choices if not point.field), None)
    if whole is not None:
        if not whole:
            return None
        record = _some(edit)
        return Edit(current(type(record), _key(edit)), edit.after)
    if not choices or edit.before is None or edit.after is None:
        return edit
    theirs = {point.field: point.theirs for point, _ in choices}
    kept = {p.field: p.mine if is_mine else p.theirs for p, is_mine in choices}
    before: Any = edit.before
    after: Any = edit.after
    return Edit(replace(before, **theirs), replace(after, **kept))


def _some(edit: Edit) -> Any:
    return edit.after if edit.after is not None else edit.before


def _key(edit: Edit) -> str:
    record = _some(edit)
    return str(getattr(record, kind_of(type(record)).key))
